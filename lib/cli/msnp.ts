#!/usr/bin/env node
/** The program `msnp`, as a process. */
import { complain, exitCode } from './output.js'
import { msnp } from './program.js'

// A reader who has seen enough, such as `head`, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.done)
  process.exit(complain(exitCode.unwritable, `cannot write the output: ${error.code ?? error.message}`))
})

process.exitCode = await msnp(process.argv.slice(2))

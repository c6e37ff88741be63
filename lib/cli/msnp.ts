#!/usr/bin/env node
import { readFileSync } from 'node:fs'

import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'

import { dialectNamed, type Dialect } from '../commands/dialects.js'
import { decodeFile, type DecodeOptions } from './decode.js'
import { complain, exitCode, type ExitCode } from './output.js'
import { showReference, type ReferenceOptions } from './reference.js'

const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version

const dialect = (name: string): Dialect => {
  const known = dialectNamed(name)
  if (known === undefined) throw new InvalidArgumentError('It should be MSNP2 to MSNP21.')
  return known.name
}

const finish = (code: ExitCode): void => {
  process.exitCode = code
}

const program = new Command('msnp')
  .description('MSNP, the MSN Messenger protocol, on the command line')
  .version(version)
  .showHelpAfterError('(msnp --help tells the usage)')
  .exitOverride()

program
  .command('decode')
  .description('the commands in a recording')
  .addArgument(new Argument('<file>', 'a pcap file, or with --from the octets of one side; - is standard input'))
  .option('--json', 'print one JSON object a line')
  .addOption(new Option('--from <side>', 'the file holds the octets that this side said').choices(['client', 'server']))
  .addOption(new Option('--on <server>', 'the kind of server').choices(['DS', 'NS', 'SB']))
  .addOption(new Option('--dialect <name>', 'the dialect, MSNP2 to MSNP21; found out unless told').argParser(dialect))
  .action(async (file: string, options: DecodeOptions) => finish(await decodeFile(file, options)))

program
  .command('commands')
  .description('the reference of the commands')
  .argument('[verb]', 'a verb, such as NLN, or a code, such as 911')
  .addOption(new Option('--dialect <name>', 'only those of a dialect').argParser(dialect))
  .option('--json', 'print one JSON object a line')
  .addOption(new Option('--markdown', 'print the page of the documentation').hideHelp())
  .action((verb: string | undefined, options: ReferenceOptions) => finish(showReference(verb, options)))

// A reader who has seen enough, such as `head`, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.done)
  process.exit(complain(exitCode.unwritable, `cannot write the output: ${error.code ?? error.message}`))
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // Help and version end in 0; everything else that Commander refuses is wrong usage.
  process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage
}

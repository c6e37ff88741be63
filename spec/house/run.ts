import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** How a program ended, and what it printed. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program in a folder, without colours, and waits for its end. A code of -1 means that it was stopped. */
export const run = (program: string, args: ReadonlyArray<string>, cwd = root): Promise<Run> => {
  const { FORCE_COLOR: _, ...env } = process.env
  const options = { cwd, env: { ...env, NO_COLOR: '1' }, timeout: 240_000, maxBuffer: 64 * 1024 * 1024 }
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr }),
    )
    child.stdin?.end()
  })
}

/** Runs a program that must end well; gives what it printed. */
export const output = async (program: string, args: ReadonlyArray<string>, cwd = root): Promise<string> => {
  const { code, stdout, stderr } = await run(program, args, cwd)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${stdout}\n${stderr}`)
  return stdout
}

/** Sees to it that there is a build to look at; `npm test` has made one before the specs begin. */
export const built = async (): Promise<void> => {
  if (!existsSync(join(root, 'dist/index.js'))) await output('npm', ['run', 'build'])
}

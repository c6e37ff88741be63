/** Programs that specs of the house run, and texts that they look at. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

/** A text of the checkout, whatever its lines end with there. */
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')

/** Whether this is Windows, which has no signals, no shell of POSIX, and no modes of files. */
export const isWindows = process.platform === 'win32'

/** Runs npm; on Windows it is a script, which only a shell would start. */
export const npm = (args: ReadonlyArray<string>, cwd = root): Promise<string> =>
  isWindows
    ? output(process.execPath, [join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'), ...args], cwd)
    : output('npm', args, cwd)

/** Runs a program that must end well; gives what it printed. */
export const output = async (program: string, args: ReadonlyArray<string>, cwd = root): Promise<string> => {
  const { code, stdout, stderr } = await run(program, args, cwd)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${stdout}\n${stderr}`)
  return stdout
}

/** Sees to it that there is a build to look at; `npm test` has made one before the specs begin. */
export const built = async (): Promise<void> => {
  if (!existsSync(join(root, 'dist/index.js'))) await npm(['run', 'build'])
}

/** The program `msnp` as specs run it: in this process, or as a process of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable, type PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'

import { afterAll } from 'vitest'

import { msnp as program } from '../../lib/cli/program.js'
import { within, type Terminal } from '../../lib/cli/terminal.js'
import { surroundingsOf, type Heard } from './surroundings.js'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** How a program ended, and all that it said. */
export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
  readonly lines: ReadonlyArray<string>
}

/** A program that runs. */
export interface Child {
  readonly ended: Promise<Ended>
  /** The first line of standard output that fits, or a later one, as soon as it is there. */
  readonly line: (fits: (line: string) => boolean, place?: number) => Promise<string>
  readonly type: (text: string | Uint8Array) => void
  readonly endInput: () => void
  readonly kill: (signal: NodeJS.Signals) => void
}

const running = new Set<Child>()
const folders: Array<string> = []
const servers: Array<() => void> = []

afterAll(() => {
  // Who insists ends a command in this process, too.
  running.forEach(({ kill }) => [kill('SIGINT'), kill('SIGINT'), kill('SIGKILL')])
  servers.forEach((close) => close())
  folders.forEach((folder) => rmSync(folder, { recursive: true }))
})

const linesOf = (text: string): ReadonlyArray<string> => text.split('\n').slice(0, -1)

/** How a program is run: what it gives to its streams goes to `heard`, its end to `over`. */
type Running = (heard: Heard, over: (status: number | null) => void) => {
  readonly input: Writable
  readonly kill: (signal: NodeJS.Signals) => void
}

const childOf = (run: Running): Child => {
  const said = { out: '', err: '' }
  const waiting = new Set<() => void>()
  let done: (ended: Ended) => void
  const ended = new Promise<Ended>((resolve) => (done = resolve))
  const { input, kill } = run(
    (stream, text) => {
      said[stream] += text
      waiting.forEach((look) => look())
    },
    (status) => {
      running.delete(self)
      done({ status, ...said, lines: linesOf(said.out) })
      waiting.forEach((look) => look())
    },
  )
  input.on('error', () => undefined)
  const self: Child = {
    ended,
    line: (fits, place = 1) =>
      new Promise((found, missed) => {
        const look = (): void => {
          const line = linesOf(said.out).filter(fits)[place - 1]
          if (line === undefined && running.has(self)) return
          waiting.delete(look)
          if (line === undefined) missed(new Error(`it ended without such a line: ${said.out}${said.err}`))
          else found(line)
        }
        waiting.add(look)
        look()
      }),
    type: (text) => void input.write(text),
    endInput: () => void input.end(),
    kill,
  }
  running.add(self)
  return self
}

/** Starts the program as it is built, as a process of its own. Its input stays open until it is ended. */
export const startProcess = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Child =>
  childOf((heard, over) => {
    const child = spawn(process.execPath, ['dist/cli/msnp.js', ...args], { cwd: root, env: { ...process.env, ...env } })
    child.stdout.setEncoding('utf8').on('data', (text: string) => heard('out', text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => heard('err', text))
    child.on('close', over)
    return { input: child.stdin, kill: (signal) => void child.kill(signal) }
  })

/** Starts the program in this process, with streams and signals of its own. Its input stays open until it is ended. */
export const start = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Child =>
  childOf((heard, over) => {
    const surroundings: Terminal = { ...surroundingsOf(heard), env: { ...process.env, ...env }, exit: over }
    const { signals } = surroundings
    const input = surroundings.input as PassThrough
    const crashed = (error: unknown): void => {
      heard('err', error instanceof Error ? (error.stack ?? error.message) : String(error))
      over(1)
    }
    void within(surroundings, () => program(args)).then(over, crashed)
    // What comes from outside belongs to the command, too.
    const typed = new Writable({
      write: (chunk, _, next) => within(surroundings, () => void input.write(chunk, () => next())),
      final: (next) => within(surroundings, () => void input.end(() => next())),
    })
    return { input: typed, kill: (signal) => void within(surroundings, () => signals.emit(signal)) }
  })

/** Runs the program to its end, with some input. */
export const msnp = (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  input: string | Uint8Array = '',
  begin: typeof start = start,
): Promise<Ended> => {
  const child = begin(args, env)
  child.type(input)
  child.endInput()
  return child.ended
}

/** A file for one spec. */
export const fileOf = (name: string, content: string | Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'msnp-'))
  folders.push(folder)
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A server that does with a connection what it is told, on a port of its own. */
export const rude = (answer: (socket: net.Socket, port: number) => void): Promise<number> =>
  new Promise((listening) => {
    const sockets = new Set<net.Socket>()
    const server = net.createServer((socket) => {
      sockets.add(socket.on('error', () => undefined))
      answer(socket, (server.address() as net.AddressInfo).port)
    })
    server.listen(0, '127.0.0.1', () => listening((server.address() as net.AddressInfo).port))
    servers.push(() => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    })
  })

/** What a line of JSON output says. */
export const said = (line: string): Readonly<Record<string, unknown>> =>
  JSON.parse(line) as Readonly<Record<string, unknown>>

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll } from 'vitest'

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
  /** The first line of standard output that fits, as soon as it is there. */
  readonly line: (fits: (line: string) => boolean) => Promise<string>
  readonly type: (text: string) => void
  readonly endInput: () => void
  readonly kill: (signal: NodeJS.Signals) => void
}

const running = new Set<Child>()
const folders: Array<string> = []
const servers: Array<() => void> = []

afterAll(() => {
  running.forEach(({ kill }) => kill('SIGKILL'))
  servers.forEach((close) => close())
  folders.forEach((folder) => rmSync(folder, { recursive: true }))
})

const linesOf = (text: string): ReadonlyArray<string> => text.split('\n').slice(0, -1)

/** Starts the program as it is built. Its input stays open until it is ended. */
export const start = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Child => {
  const child = spawn(process.execPath, ['dist/cli/msnp.js', ...args], { cwd: root, env: { ...process.env, ...env } })
  let [out, err] = ['', '']
  const waiting = new Set<() => void>()
  child.stdin.on('error', () => undefined)
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    waiting.forEach((look) => look())
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = new Promise<Ended>((done) =>
    child.on('close', (status) => {
      running.delete(self)
      done({ status, out, err, lines: linesOf(out) })
      waiting.forEach((look) => look())
    }),
  )
  const self: Child = {
    ended,
    line: (fits) =>
      new Promise((found, missed) => {
        const look = (): void => {
          const line = linesOf(out).find(fits)
          if (line === undefined && running.has(self)) return
          waiting.delete(look)
          if (line === undefined) missed(new Error(`it ended without such a line: ${out}${err}`))
          else found(line)
        }
        waiting.add(look)
        look()
      }),
    type: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
  }
  running.add(self)
  return self
}

/** Runs the program to its end, with some input. */
export const msnp = (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> => {
  const child = start(args, env)
  child.type(input)
  child.endInput()
  return child.ended
}

/** A file for one spec. */
export const fileOf = (name: string, content: string): string => {
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

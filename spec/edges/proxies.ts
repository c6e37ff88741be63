/** Real proxies on free ports of this machine, for as long as a spec wants them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The programs, each of a Debian package of its own. */
const programs = { microsocks: 'microsocks', dante: 'danted', tinyproxy: 'tinyproxy' } as const

export type Program = keyof typeof programs

/** Whether a program is there: without it what needs it is skipped. */
export const isThere = (program: Program): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${programs[program]} || PATH=$PATH:/usr/sbin command -v ${programs[program]}`])
    return true
  } catch {
    return false
  }
}

/** A port that nobody listens at. */
export const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => found(port))
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => done((socket.destroy(), true)))
    socket.on('error', () => done(false))
  })

/** What a proxy is started with: its arguments, by a folder for its files and its port. */
const commands: Readonly<Record<Program, (folder: string, port: number, settings: ProxySettings) => ReadonlyArray<string>>> = {
  microsocks: (_, port, { login }) => [
    ...['-i', '127.0.0.1', '-p', String(port)],
    ...(login === undefined ? [] : ['-u', login.name, '-P', login.password]),
  ],
  dante: (folder, port, { forbidden = '127.9.9.9' }) => {
    const file = join(folder, 'danted.conf')
    const rules = [
      'client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }',
      `socks block { from: 0.0.0.0/0 to: ${forbidden}/32 }`,
      'socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }',
    ]
    const lines = ['logoutput: /dev/null', `internal: 127.0.0.1 port = ${port}`, 'external: lo', 'socksmethod: none', 'clientmethod: none']
    writeFileSync(file, [...lines, ...rules, ''].join('\n'))
    return ['-f', file, '-p', join(folder, 'danted.pid')]
  },
  tinyproxy: (folder, port, { login, allowed = [] }) => {
    const file = join(folder, 'tinyproxy.conf')
    const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'LogLevel Critical', `LogFile "${join(folder, 'log')}"`, 'ViaProxyName "tinyproxy"']
    const more = [...allowed.map((each) => `ConnectPort ${each}`), ...(login === undefined ? [] : [`BasicAuth ${login.name} ${login.password}`])]
    writeFileSync(file, [...lines, ...more, ''].join('\n'))
    return ['-d', '-c', file]
  },
}

/** How a proxy is set up: who may come, which host is forbidden, which ports are allowed. */
export interface ProxySettings {
  readonly login?: { readonly name: string; readonly password: string }
  readonly forbidden?: string
  readonly allowed?: ReadonlyArray<number>
}

const environment = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(undefined)))

/** Starts a proxy, and waits until it listens. */
export const proxyOf = async (program: Program, settings: ProxySettings = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
  const port = await freePort()
  const child = spawn(programs[program], commands[program](folder, port, settings), { env: environment, stdio: 'ignore', detached: true })
  const stop = async (): Promise<void> => {
    // Some have processes of their own.
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM')
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 200 || child.exitCode !== null) {
      await stop()
      throw new Error(`${program} does not listen`)
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  return { host: '127.0.0.1', port, stop }
}

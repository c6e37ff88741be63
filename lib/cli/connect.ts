/** `msnp connect`: signs in to a server, does what the options ask for, or begins a chat. */
import { isIP } from 'node:net'

import * as E from 'fp-ts/lib/Either.js'

import { wholeFile } from '../edges/files.js'
import {
  Address,
  connect as signIn,
  type Dialect,
  type Intent,
  sayTo,
  type Status,
  type SessionOptions,
} from '../index.js'
import { tapping } from './event-json.js'
import type { Task } from './options.js'
import { recording } from './session-recording.js'
import { readIntent } from './intent-json.js'
import { complain, exitCode, type ExitCode } from './output.js'
import { portAfter } from './serve.js'
import { terminal } from './terminal.js'
import { visit, type VisitOptions } from './visit.js'
import { portsBy, type WayOptions } from './ways.js'

/** What `msnp connect` is told. **Units** `for` and `timeout` in seconds. */
export interface ConnectOptions extends VisitOptions, WayOptions {
  readonly server: Address
  readonly passport: string
  readonly passwordEnv: string
  readonly dialect?: ReadonlyArray<Dialect>
  readonly nexus?: string
  readonly ca?: string
  readonly status: Status
  readonly timeout?: number
  readonly reconnect?: boolean
  readonly debug?: boolean
  readonly record?: string
}

const isHere = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || (isIP(host) === 4 ? host.startsWith('127.') : host === '::1')

/** The HTTP side of a server on this machine, as `msnp serve` has it. */
export const usualHttp = ({ host, port }: Address): Address | undefined =>
  isHere(host) && portAfter(port) !== 0 ? { host, port: portAfter(port) } : undefined

/** Where the login server is asked for, unless it is told: beside a server on this machine. */
export const usualNexus = (server: Address): string | undefined => {
  const at = usualHttp(server)
  return at && `http://${Address.write(at)}/rdr/pprdr.asp`
}

const wantedOf = (options: ConnectOptions, password: string): SessionOptions => {
  const { passport, server, dialect, status, timeout, reconnect } = options
  const nexus = options.nexus ?? usualNexus(server)
  const ms = (timeout ?? 0) * 1000
  return {
    passport,
    password,
    server,
    status,
    answering: options.answer === true ? 'everybody' : 'nobody',
    ...(dialect === undefined ? {} : { dialects: dialect }),
    ...(reconnect === true ? { reconnect: {} } : {}),
    ...(nexus === undefined ? {} : { nexus }),
    ...(timeout === undefined ? {} : { deadlines: { dial: ms, reply: ms, fetch: ms, join: ms } }),
  }
}

/** The intents of some tasks, or what is wrong with one. */
const intentsOf = (self: string, tasks: ReadonlyArray<Task>): E.Either<string, ReadonlyArray<Intent>> => {
  const intents = tasks.map((task) =>
    task._tag === 'Text' ? E.right(sayTo(task.passport, task.text)) : readIntent(self)(task.json),
  )
  const bad = intents.find(E.isLeft)
  return bad ?? E.right(intents.flatMap((intent) => (E.isRight(intent) ? [intent.right] : [])))
}

/** `msnp connect`: signs in, does what is asked, shows what happens, and signs out. */
export const connect = async (options: ConnectOptions, tasks: ReadonlyArray<Task>): Promise<ExitCode> => {
  // Who gives the password itself by mistake must not see it in a log.
  if (!/^[a-z_]\w*$/i.test(options.passwordEnv))
    return complain(exitCode.usage, '--password-env wants the name of a variable that holds the password')
  const password = terminal().env[options.passwordEnv]
  if (password === undefined || password === '')
    return complain(
      exitCode.usage,
      `the environment variable ${options.passwordEnv} is not set; put the password there`,
    )
  const intents = intentsOf(options.passport.toLowerCase(), tasks)
  if (E.isLeft(intents)) return complain(exitCode.usage, `--send: ${intents.left}`)
  const ca = options.ca === undefined ? E.right(undefined) : wholeFile(options.ca)
  if (E.isLeft(ca)) return complain(exitCode.unreadable, ca.left)
  const ms = (options.timeout ?? 0) * 1000
  const ports = portsBy(options, usualHttp(options.server), {
    ...(ca.right === undefined ? {} : { ca: ca.right }),
    ...(options.timeout === undefined ? {} : { connectTimeout: ms, fetchTimeout: ms }),
  })
  if (E.isLeft(ports)) return complain(exitCode.usage, ports.left)
  const [only, ...others] = options.dialect ?? []
  const trace = recording(options.record, ports.right, others.length === 0 ? only : undefined)
  if (E.isLeft(trace)) return complain(exitCode.unwritable, trace.left)
  const handle = signIn(
    trace.right.ports,
    options.debug === true ? { tap: tapping() } : {},
  )(wantedOf(options, password))
  const code = await visit(handle, options, intents.right)
  const written = trace.right.end()
  return code === exitCode.done ? written : code
}

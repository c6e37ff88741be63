/** `msnp record`: a proxy between clients and a server, which writes a trace of both sides. */
import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, merge, Subject, takeUntil, tap } from 'rxjs'

import { nexusPath } from '../auth/passport.js'
import { bracketed } from '../commands/words.js'
import { wholeFile } from '../edges/files.js'
import { fileSink, type FileSink } from '../edges/record/tracefile.js'
import { Address, proxy, type ProxyEvent } from '../index.js'
import type { Recorded } from '../traces.js'
import { messageOf } from '../wire/errors.js'
import { usualHttp, usualNexus } from './connect.js'
import { plainProxied } from './event-json.js'
import { clock } from './event-text.js'
import { discarded } from './session-recording.js'
import { describeNotListening, describeProxied } from './host-notices.js'
import { colours, complain, counted, exitCode, type ExitCode, harmless, jsonLine, say, sayLive } from './output.js'
import { identityOf, type IdentityOptions, invitation, portAfter, vagueHost } from './serve.js'
import { interruptions } from './interruptions.js'
import { bound } from './terminal.js'
import { portsBy, type WayOptions } from './ways.js'

/** What `msnp record` is told. */
export interface RecordOptions extends IdentityOptions, WayOptions {
  readonly listen: number
  readonly server: Address
  readonly out: string
  readonly host: string
  readonly name?: string
  readonly nexus?: string
  readonly httpPort?: number
  readonly ca?: string
  readonly append?: boolean
  readonly json?: boolean
}

/** How much was recorded. */
interface Tally {
  connections: number
  requests: number
  bytes: number
}

const count = (tally: Tally, finding: Recorded): void => {
  if (finding._tag === 'Begun') return
  const { record } = finding
  if (record._tag === 'Dialled') tally.connections++
  if (record._tag === 'Asked') tally.requests++
  if (record._tag === 'Said') tally.bytes += record.bytes.length
}

const opened = (path: string, append: boolean): E.Either<string, FileSink> =>
  E.tryCatch(() => fileSink(path, { append }), messageOf)

/** `msnp record`: a proxy before a server, until it is interrupted, and a trace of all that goes through it. */
export const record = async (options: RecordOptions): Promise<ExitCode> => {
  const { server, host, listen, out, name, httpPort = portAfter(listen), append = false, json = false } = options
  const vague = vagueHost(host, name)
  if (vague !== undefined) return complain(exitCode.usage, vague)
  const identity = identityOf(options)
  if (E.isLeft(identity)) return complain(...identity.left)
  const ca = options.ca === undefined ? E.right(undefined) : wholeFile(options.ca)
  if (E.isLeft(ca)) return complain(exitCode.unreadable, ca.left)
  const ports = portsBy(options, usualHttp(server), { ...identity.right, ...(ca.right === undefined ? {} : { ca: ca.right }) })
  if (E.isLeft(ports)) return complain(exitCode.usage, ports.left)
  const file = opened(out, append)
  if (E.isLeft(file)) return complain(exitCode.unwritable, file.left)

  const nexus = options.nexus ?? usualNexus(server) ?? `https://${bracketed(server.host)}${nexusPath}`
  const tally: Tally = { connections: 0, requests: 0, bytes: 0 }
  const broken = new Subject<void>()
  let code: ExitCode = exitCode.done

  const show = bound((event: ProxyEvent): void => {
    if (event._tag === 'NotListening') code = complain(exitCode.unconnected, describeNotListening(event))
    if (json) return sayLive(jsonLine({ ...plainProxied(event), time: new Date().toISOString() }))
    if (event._tag === 'NotListening') return
    if (event._tag !== 'Listening') return sayLive(`${colours.dim(clock())}  ${harmless(describeProxied(event))}`)
    const through = `${Address.write(event.address)} for ${Address.write(server)}`
    say(harmless(`listening on ${through}, nexus ${event.nexus} for ${nexus}`))
    say(colours.dim(harmless(invitation(event.address, event.nexus ?? nexus))))
  })
  const failed = bound((error: unknown): void => {
    code = complain(exitCode.unwritable, messageOf(error))
    broken.next()
  })
  const sink = {
    next: (finding: Recorded): void => {
      file.right.next(finding)
      count(tally, finding)
    },
    complete: file.right.complete,
  }

  const events = proxy(ports.right, sink, { failed })({
    server,
    nexus,
    host,
    port: listen,
    httpPort,
    https: identity.right !== undefined,
    ...(name === undefined ? {} : { name }),
  })
  const over = merge(interruptions(), broken)
  await lastValueFrom(events.pipe(takeUntil(over), tap(show)), { defaultValue: undefined })

  const isEmpty = tally.connections + tally.requests === 0
  // Nothing stands in the way of the next attempt.
  if (isEmpty && !append) discarded(out)
  if (json) say(jsonLine({ event: 'Recorded', file: out, ...tally }))
  else if (isEmpty) say('nobody came, and nothing was recorded')
  else {
    const { connections, requests, bytes } = tally
    const all = [counted(connections, 'connection'), counted(requests, 'request'), counted(bytes, 'byte')]
    say(`${all.join(', ')} in ${harmless(out)}`)
  }
  return code
}

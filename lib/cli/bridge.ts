/** `msnp bridge`: WebSockets and requests of pages, passed on to servers that have no WebSocket. */
import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, takeUntil, tap } from 'rxjs'

import { bridge as bridging, nodePorts, type BridgeEvent } from '../edges/node.js'
import { describeClose } from '../core/effects.js'
import { Address } from '../index.js'
import { plainBridged } from './event-json.js'
import { clock } from './event-text.js'
import { describeNotListening } from './host-notices.js'
import { colours, complain, counted, exitCode, type ExitCode, harmless, jsonLine, say, sayLive } from './output.js'
import { identityOf, type IdentityOptions, vagueHost } from './serve.js'
import { interruptions } from './interruptions.js'
import { bound } from './terminal.js'

/** What `msnp bridge` is told. **Units** `idle` in seconds, `bytes` in MiB a minute. */
export interface BridgeOptions extends IdentityOptions {
  readonly server?: ReadonlyArray<Address>
  readonly site?: ReadonlyArray<string>
  readonly origin: ReadonlyArray<string>
  readonly host: string
  readonly listen: number
  readonly connections?: number
  readonly bytes?: number
  readonly idle?: number
  readonly json?: boolean
}

type Happening = Exclude<BridgeEvent, { readonly _tag: 'Listening' | 'NotListening' }>

const describeBridged = (event: Happening): string => {
  switch (event._tag) {
    case 'Joined':
      return `connection ${event.connection}: from ${Address.write(event.peer)} to ${event.to}`
    case 'Left':
      return `connection ${event.connection}: ${describeClose(event.reason)}; ${counted(event.sent, 'byte')} from the page, ${event.received} from the server`
    case 'Answered':
      return `request of ${Address.write(event.peer)} to ${event.to}: status ${event.status}`
    case 'Refused':
      return `${Address.write(event.peer)} is refused${event.to === '' ? '' : `, to ${event.to}`}: ${event.problem}`
  }
}

/** `msnp bridge`: a bridge for pages, until it is interrupted. */
export const bridge = async (options: BridgeOptions): Promise<ExitCode> => {
  const { host, listen, server = [], site = [], origin, connections, bytes, idle, json = false } = options
  const vague = vagueHost(host, host)
  if (vague !== undefined) return complain(exitCode.usage, vague)
  const identity = identityOf(options)
  if (E.isLeft(identity)) return complain(...identity.left)
  if (server.length + site.length === 0) return complain(exitCode.usage, 'name a --server or a --site: a bridge goes nowhere else')
  let code: ExitCode = exitCode.done

  const show = bound((event: BridgeEvent): void => {
    if (event._tag === 'NotListening') code = complain(exitCode.unconnected, describeNotListening(event))
    if (json) return sayLive(jsonLine({ ...plainBridged(event), time: new Date().toISOString() }))
    if (event._tag === 'NotListening') return
    if (event._tag !== 'Listening') return sayLive(`${colours.dim(clock())}  ${harmless(describeBridged(event))}`)
    const scheme = identity.right === undefined ? 'http' : 'https'
    say(harmless(`listening on ${scheme}://${Address.write(event.address)}/ for pages of ${origin.join(', ')}`))
    say(colours.dim(harmless(`to ${[...server.map(Address.write), ...site].join(', ')}, and nowhere else`)))
  })

  const limits = {
    ...(connections === undefined ? {} : { connections }),
    ...(bytes === undefined ? {} : { bytes: Math.round(bytes * 2 ** 20) }),
    ...(idle === undefined ? {} : { idle: idle * 1000 }),
  }
  const events = bridging(nodePorts(), { ...identity.right })({ servers: server, sites: site, origins: origin, host, port: listen, limits })
  await lastValueFrom(events.pipe(takeUntil(interruptions()), tap(show)), { defaultValue: undefined })
  return code
}

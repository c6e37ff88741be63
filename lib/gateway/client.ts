/** The client's side of a session of the HTTP gateway: one request at a time, and polls while there is nothing to send. */
import { become, type Action } from '../core/action.js'
import {
  isAnswered,
  type After,
  type Cancel,
  type CloseReason,
  type Elapsed,
  type HttpRequest,
  type HttpResponse,
} from '../core/effects.js'
import { moving, stay, to, type Charted } from '../core/machine.js'
import { append, bytesHeld, nothing, type Held } from '../wire/held.js'
import {
  gatewayHeaderIn,
  gatewayType,
  isHostAndPort,
  partsOfId,
  readGatewayHeader,
  writeGatewayQuery,
  type GatewayHeader,
  type GatewayQuery,
  type GatewayServer,
} from './words.js'

/**
 * What a session of the gateway is begun with.
 *
 * **Shapes** `origin` is the scheme, host and port of the gateway; `host` is the server that it leads to. `most` is the
 * longest body of a request, `unread` how much may wait while the gateway does not answer.
 *
 * **Units** milliseconds: `interval` is the longest time between two polls, `grace` how long the last requests may take after the
 * user's leaving; bytes.
 */
export interface GatewayBeginning {
  readonly origin: string
  readonly server: GatewayServer
  readonly host: string
  readonly interval: number
  readonly grace: number
  readonly most: number
  readonly unread: number
}

/** Where a session is, and what it is called in the next request. */
interface Session {
  readonly origin: string
  readonly id: string
}

/**
 * How a session stands.
 *
 * **Shapes** `Fresh`: nothing was said yet. `Asking`: a request is on its way; without a `session` it is the one that opens it,
 * `held` waits behind it, and nothing is heard once the user is leaving. `Resting`: the next poll is in `rest` milliseconds.
 */
export type GatewayClient =
  | { readonly _tag: 'Fresh' }
  | {
      readonly _tag: 'Asking'
      readonly session: Session | undefined
      readonly held: Held
      readonly rest: number
      readonly isLeaving: boolean
    }
  | { readonly _tag: 'Resting'; readonly session: Session; readonly rest: number }
  | { readonly _tag: 'Over' }

/** The timers of a session: the next poll, and the end of all patience after the user's leaving. */
export type GatewayClientTimer = 'poll' | 'grace'

/** What comes to a session: bytes to send, the user's leaving, what became of a request, and the moment of a poll. */
export type GatewayClientEvent =
  | { readonly _tag: 'Written'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Left' }
  | { readonly _tag: 'Answered'; readonly outcome: HttpResponse | CloseReason }
  | Elapsed<GatewayClientTimer>

/** What a session does: asks over HTTP, and tells what came, and why it ended. */
export type GatewayClientEffect =
  | { readonly _tag: 'Ask'; readonly request: HttpRequest }
  | { readonly _tag: 'Heard'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Ended'; readonly reason: CloseReason }
  | After<GatewayClientTimer>
  | Cancel<GatewayClientTimer>

type Asking = Extract<GatewayClient, { readonly _tag: 'Asking' }>
type Sending = Pick<Asking, 'session' | 'held' | 'isLeaving'> & { readonly rest?: number }
type Over = Extract<GatewayClient, { readonly _tag: 'Over' }>
type Does = Action<GatewayClient, GatewayClientEffect>
type Events = { readonly [Tag in GatewayClientEvent['_tag']]: Extract<GatewayClientEvent, { readonly _tag: Tag }> }

/** As libpurple has them; `Host`, `Connection` and the length are for whoever sends the request. **Source** core.md 2.5 */
const headers: HttpRequest['headers'] = {
  Accept: '*/*',
  'Accept-Language': 'en-us',
  'User-Agent': 'MSMSGS',
  Pragma: 'no-cache',
  'Content-Type': gatewayType,
}

const ask = (origin: string, query: GatewayQuery, body: Uint8Array): GatewayClientEffect => ({
  _tag: 'Ask',
  request: { method: 'POST', url: origin + writeGatewayQuery(query), headers, body },
})

const noBytes = new Uint8Array(0)

/** After something came, more may be about to come; after nothing, the next poll may wait longer. */
const quick = 8
const restAfter = (interval: number, rest: number, body: Uint8Array): number =>
  body.length > 0 ? interval / quick : Math.min(interval, rest * 2)

/** What an answer that is none of the gateway's own means. */
const reasonOf = (status: number, isOpening: boolean): CloseReason => {
  const problem = `it answers with status ${status}`
  if (status === 407) return { _tag: 'Unauthorized' }
  if (status >= 500) return { _tag: 'Unreachable' }
  if (status >= 400) return isOpening ? { _tag: 'Forbidden', problem } : { _tag: 'Reset' }
  return { _tag: 'Broken', problem }
}

const hasPort = /:\d+$/

/** Where the next request goes: the host that the answer names, by the same scheme, and at the same port unless it names one. */
const originBy = (origin: string, gateway: string | undefined): string => {
  if (gateway === undefined || !isHostAndPort(gateway)) return origin
  const [, scheme = '', authority = ''] = /^([a-z]+:\/\/)(.*)$/i.exec(origin) ?? []
  return scheme + gateway + (hasPort.test(gateway) ? '' : (hasPort.exec(authority)?.[0] ?? ''))
}

/** The session that an answer names; nothing, if it is another one than was asked. */
const sessionBy = (was: Session | undefined, origin: string, { id, gateway }: GatewayHeader): Session | undefined => {
  const now = id ?? was?.id
  if (now === undefined) return undefined
  if (was !== undefined) {
    const [[before, key], [after, next]] = [partsOfId(was.id), partsOfId(now)]
    if (key !== undefined && next !== undefined && before !== after) return undefined
  }
  return { id: now, origin: originBy(was?.origin ?? origin, gateway) }
}

/**
 * The client's side of a session.
 *
 * **Shapes** what is written before the first answer opens the session, or waits for it; what is written while a request is
 * on its way goes out with the next. After the user's leaving, what was written still goes out, and then it is over.
 *
 * **Errors** `Ended` gives the reason, once: `Ended` where the gateway closes the session, else what came in place of an
 * answer. No request is sent a second time: the gateway may have taken it.
 */
export const gatewayClient = ({
  origin,
  server,
  host,
  interval,
  grace,
  most,
  unread,
}: GatewayBeginning): Charted<GatewayClient, GatewayClientEvent, GatewayClientEffect, Over> => {
  const now = (state: GatewayClient, ...effects: ReadonlyArray<GatewayClientEffect>): Does => become(state, ...effects)
  const over = (...effects: ReadonlyArray<GatewayClientEffect>): Does => now({ _tag: 'Over' }, ...effects)
  const end = (was: Asking, reason: CloseReason): Does => (was.isLeaving ? over() : over({ _tag: 'Ended', reason }))

  /** Sends what is held, as much of it as one request takes. */
  const send = (
    { session, held, isLeaving, rest = interval / quick }: Sending,
    ...before: ReadonlyArray<GatewayClientEffect>
  ): Does => {
    const bytes = bytesHeld(held)
    const body = bytes.slice(0, most)
    const query: GatewayQuery =
      session === undefined
        ? { _tag: 'Open', server, host }
        : { _tag: body.length === 0 ? 'Poll' : 'Send', id: session.id, lifespan: 0 }
    return now(
      { _tag: 'Asking', session, held: append(nothing, bytes.subarray(body.length)), rest, isLeaving },
      ...before,
      ask(session?.origin ?? origin, query, body),
    )
  }

  const answered = (was: Asking, outcome: HttpResponse | CloseReason): Does => {
    if (!isAnswered(outcome)) return end(was, outcome)
    if (outcome.status !== 200) return end(was, reasonOf(outcome.status, was.session === undefined))
    const header = readGatewayHeader(gatewayHeaderIn(outcome.headers))
    const session = sessionBy(was.session, origin, header)
    if (session === undefined) {
      const problem = was.session === undefined ? 'it is no gateway' : 'the gateway answers for another session'
      return end(was, { _tag: 'Broken', problem })
    }
    const { body = noBytes } = outcome
    const heard: ReadonlyArray<GatewayClientEffect> = was.isLeaving || body.length === 0 ? [] : [{ _tag: 'Heard', bytes: body }]
    if (header.isOver) return was.isLeaving ? over() : over(...heard, { _tag: 'Ended', reason: { _tag: 'Ended' } })
    if (was.held.length > 0) return send({ session, held: was.held, isLeaving: was.isLeaving }, ...heard)
    if (was.isLeaving) return over()
    const rest = restAfter(interval, was.rest, body)
    return now({ _tag: 'Resting', session, rest }, ...heard, { _tag: 'After', timer: 'poll', ms: rest })
  }

  const hold = (was: Asking, bytes: Uint8Array): Does => {
    const held = append(was.held, bytes)
    // What waits already counts, not what is written now, as on a connection of TCP.
    return was.held.length > unread ? end(was, { _tag: 'Unread' }) : now({ ...was, held })
  }
  /** The first bytes, or those after a rest. */
  const begin = (session: Session | undefined, bytes: Uint8Array, ...before: ReadonlyArray<GatewayClientEffect>): Does =>
    send({ session, held: append(nothing, bytes), isLeaving: false }, ...before)

  const table = moving<GatewayClient, GatewayClientEvent, Events, GatewayClientEffect, 'Over'>({
    kindOf: (event) => event._tag,
    subjectOf: (event) => event,
    moves: {
      Fresh: {
        Written: to('Asking')((was, { bytes }) => begin(undefined, bytes)(was)),
        Left: to('Over')(over()),
      },
      Asking: {
        Written: to('Over')((was, { bytes }) => (was.isLeaving ? undefined : hold(was, bytes)(was))),
        Left: stay((was) => now({ ...was, isLeaving: true }, { _tag: 'After', timer: 'grace', ms: grace })(was)),
        Elapsed: to('Over')((was) => (was.isLeaving ? over()(was) : undefined)),
        Answered: to('Resting', 'Over')((was, { outcome }) => answered(was, outcome)(was)),
      },
      Resting: {
        Written: to('Asking')((was, { bytes }) => begin(was.session, bytes, { _tag: 'Cancel', timer: 'poll' })(was)),
        Elapsed: to('Asking')((was) => send({ ...was, held: nothing, isLeaving: false })(was)),
        Left: to('Over')(over()),
      },
      Over: {},
    },
  })
  return { ...table, init: [{ _tag: 'Fresh' }, []] }
}

/** The server's side of a session of the HTTP gateway: what waits for the client goes out with the next answer. */
import { become, emit, inOrder, nothing as noChange, seeing, type Action } from '../core/action.js'
import type { After, Cancel, CloseReason, Elapsed, HttpResponse, Name } from '../core/effects.js'
import { moving, stay, to, type Charted } from '../core/machine.js'
import { append, bytesHeld, nothing, type Held } from '../wire/held.js'
import { partsOfId, writeGatewayHeader } from './words.js'

/**
 * What a session of the gateway is begun with.
 *
 * **Shapes** `session` is the first part of its ids, which nobody can guess; it has no point in it. `gateway` is where the
 * client is told to go. `unread` is how much may wait for a client that does not ask.
 *
 * **Units** `idle` in milliseconds: how long a client may be silent; bytes.
 */
export interface GatewayHostBeginning {
  readonly session: string
  readonly gateway: string
  readonly idle: number
  readonly unread: number
}

/**
 * What a session that is not over knows.
 *
 * **Shapes** an answer gives the number `key` as the second part of the next id; the commands of one id are taken once, and
 * `used` is the last of which they were. `asking` is the request that is yet to be answered; `isKept`, if it is a poll that
 * waits for something to give. `out` is what waits for the client.
 */
interface Session {
  readonly key: number
  readonly used: number
  readonly out: Held
  readonly asking: Name | undefined
  readonly isKept: boolean
}

/** How a session stands. **Shapes** `Closing`: the server has closed the connection, and the client is told with its next request. */
export type GatewayHost =
  | ({ readonly _tag: 'Open' } & Session)
  | ({ readonly _tag: 'Closing' } & Session)
  | { readonly _tag: 'Over' }

/** The timers of a session: the client is silent for long; the request that waits is to be answered now. */
export type GatewayTimer = 'idle' | 'answer'

/**
 * What comes to a session: a request of its client, what the server writes, and its closing of the connection.
 *
 * **Shapes** a `lifespan` is only with a poll, which has no body.
 */
export type GatewayHostEvent =
  | {
      readonly _tag: 'Asked'
      readonly exchange: Name
      readonly id: string | undefined
      readonly body: Uint8Array
      readonly lifespan: number
    }
  | { readonly _tag: 'Written'; readonly bytes: Uint8Array }
  | { readonly _tag: 'HungUp' }
  | Elapsed<GatewayTimer>

/** What a session does: hands over what the client says, answers its requests, and tells why the client is gone. */
export type GatewayHostEffect =
  | { readonly _tag: 'Heard'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Answer'; readonly exchange: Name; readonly response: HttpResponse }
  | { readonly _tag: 'Ended'; readonly reason: CloseReason }
  | After<GatewayTimer>
  | Cancel<GatewayTimer>

type Lasting = Exclude<GatewayHost, { readonly _tag: 'Over' }>
type Over = Extract<GatewayHost, { readonly _tag: 'Over' }>
type Does = Action<GatewayHost, GatewayHostEffect>
type Events = { readonly [Tag in GatewayHostEvent['_tag']]: Extract<GatewayHostEvent, { readonly _tag: Tag }> }

/** What is answered to a request that no session takes. **Source** Escargot answers 400 to an unknown id (escargot.md 4). */
export const notTaken: HttpResponse = { status: 400, headers: {} }

const isOpen = (was: Lasting): boolean => was._tag === 'Open'

/**
 * The server's side of a session, from the request that opens it on.
 *
 * **Shapes** a request that sends commands is answered in the next turn, with all that the server has written by then. A
 * poll is answered at once, or kept as long as it says, up to half of `idle`; the next request ends that.
 *
 * **Errors** 400 for a request whose commands were taken already, or that names an id which was never given. `Ended` gives
 * the reason where the client is gone: `TimedOut`, or `Unread`.
 */
export const gatewayHost = ({
  session,
  gateway,
  idle,
  unread,
}: GatewayHostBeginning): Charted<GatewayHost, GatewayHostEvent, GatewayHostEffect, Over> => {
  const waitOn: GatewayHostEffect = { _tag: 'After', timer: 'idle', ms: idle }
  const answerIn = (ms: number): GatewayHostEffect => ({ _tag: 'After', timer: 'answer', ms })
  const ended = (reason: CloseReason): GatewayHostEffect => ({ _tag: 'Ended', reason })
  const answer = (exchange: Name, response: HttpResponse): GatewayHostEffect => ({ _tag: 'Answer', exchange, response })
  const now = (state: GatewayHost, ...effects: ReadonlyArray<GatewayHostEffect>): Does => become(state, ...effects)
  const over = (...effects: ReadonlyArray<GatewayHostEffect>): Does => now({ _tag: 'Over' }, ...effects)
  const put = (was: Lasting, change: Partial<Session>): Does => now({ ...was, ...change })

  /** An action on a session that is not over. */
  const lasting = (action: (was: Lasting) => Does): Does => seeing((state) => (state._tag === 'Over' ? noChange : action(state)))

  /** Answers the request that waits, if one does, with all that waits for the client. */
  const give: Does = lasting((was) => {
    if (was.asking === undefined) return noChange
    const key = was.key + 1
    const headers = writeGatewayHeader({ id: `${session}.${key}`, gateway, isOver: !isOpen(was) })
    const answered = answer(was.asking, { status: 200, headers, body: bytesHeld(was.out).slice() })
    if (!isOpen(was)) return over(answered)
    return now({ ...was, key, out: nothing, asking: undefined, isKept: false }, answered, { _tag: 'Cancel', timer: 'answer' }, waitOn)
  })

  /** The number in the id of a request; of the one that opens the session 0. An id that was never given has none. */
  const keyOf = (was: Lasting, id: string | undefined): number | undefined => {
    if (id === undefined) return was.key === 0 ? 0 : undefined
    const [first, second = ''] = partsOfId(id)
    return first === session && /^[1-9]\d{0,15}$/.test(second) && Number(second) <= was.key ? Number(second) : undefined
  }

  const asked = (was: Lasting, { exchange, id, body, lifespan }: Events['Asked']): Does => {
    const key = keyOf(was, id)
    const says = body.length > 0
    if (key === undefined || (says && id !== undefined && key <= was.used)) return emit(answer(exchange, notTaken))
    const isKept = !says && lifespan > 0
    return inOrder(
      // One answer at a time: a poll that is kept ends with the next request.
      give,
      lasting((before) => put(before, { asking: exchange, isKept, used: says ? key : before.used })),
      lasting((after) => {
        if (!isOpen(after) || (!says && (!isKept || after.out.length > 0))) return give
        const wait = answerIn(isKept ? Math.min(lifespan, idle / 2) : 0)
        return emit<GatewayHostEffect>(waitOn, wait, ...(says ? [{ _tag: 'Heard', bytes: body } as const] : []))
      }),
    )
  }

  const written = (was: Lasting, bytes: Uint8Array): Does => {
    // What waits already counts, not what is written now, as on a connection of TCP.
    if (was.out.length > unread) return inOrder(give, over(ended({ _tag: 'Unread' })))
    const held = put(was, { out: append(was.out, bytes), isKept: false })
    // What the server writes behind it in the same turn goes with it.
    return was.isKept ? inOrder(held, emit(answerIn(0))) : held
  }

  const elapsed = (was: Lasting, timer: GatewayTimer): Does => {
    if (timer === 'answer') return give
    return inOrder(give, over(...(isOpen(was) ? [ended({ _tag: 'TimedOut' })] : [])))
  }

  const open = moving<GatewayHost, GatewayHostEvent, Events, GatewayHostEffect, 'Over'>({
    kindOf: (event) => event._tag,
    subjectOf: (event) => event,
    moves: {
      Open: {
        Asked: stay((was, request) => asked(was, request)(was)),
        Written: to('Over')((was, { bytes }) => written(was, bytes)(was)),
        HungUp: to('Closing', 'Over')((was) => inOrder(now({ ...was, _tag: 'Closing' }), give)(was)),
        Elapsed: to('Over')((was, { timer }) => elapsed(was, timer)(was)),
      },
      Closing: {
        Asked: to('Over')((was, request) => asked(was, request)(was)),
        Elapsed: to('Over')((was, { timer }) => elapsed(was, timer)(was)),
      },
      Over: {},
    },
  })
  return { ...open, init: [{ _tag: 'Open', key: 0, used: 0, out: nothing, asking: undefined, isKept: false }, [waitOn]] }
}

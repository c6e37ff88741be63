/** The HTTP services of a session: calls with tickets, in order, and their renewal when a ticket has expired. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { persistentMap } from '../../core/persistentMap.js'
import { become, each, emit, inOrder, modify, nothing, seeing, when, type Action } from '../../core/action.js'
import { isAnswered, type Elapsed, type Fetched, type HttpRequest, type HttpResponse } from '../../core/effects.js'
import type { Machine, Step } from '../../core/machine.js'
import type { Secret } from '../../payloads/secret.js'
import { notify } from '../events.js'
import { noTickets, type HeldTicket } from '../login/tickets.js'
import { callName, isCallName } from '../names.js'
import type { RequestIntent } from '../requests/handler.js'
import { signal, type In, type Out, type Purpose } from '../session/signals.js'
import { answerOf, isTicketRefused } from './answers.js'
import { servedBy, type Call } from './operations.js'
import { asksAt, isRedirect, redirectOf } from './redirects.js'
import { renew, renewalTimers, renewingLater, stepRenewal } from './renewal.js'
import type { ServiceProblem } from './service.js'
import type { Calling, Connected, ServicesState } from './state.js'

type Act = Action<Connected, Out>

const noTicket: E.Either<ServiceProblem, never> = E.left({ _tag: 'NoTicket' })

const requestAt = (call: Call, ticket: Secret, url: string): HttpRequest => {
  const { action, write } = servedBy(call)
  return {
    method: 'POST',
    url,
    headers: {
      'Content-Type': 'text/xml; charset=utf-8',
      ...(action === undefined ? {} : { SOAPAction: `"${action}"` }),
    },
    body: write(call.request, ticket),
  }
}

const withCall = (calling: Calling) => (was: Connected): Connected => ({
  ...was,
  calls: was.calls.set(calling.number, calling),
})

const fetching = (calling: Calling, request: HttpRequest): Act =>
  inOrder<Connected, Out>(modify(withCall(calling)), (was) =>
    emit<Out>(
      { _tag: 'Fetch', fetch: callName(calling.number), request },
      { _tag: 'After', timer: callName(calling.number), ms: was.on.settings.deadlines.fetch },
    )(was),
  )

const heldFor = ({ tickets }: Connected, call: Call): HeldTicket | undefined => tickets.get(servedBy(call).site)

const sent = (calling: Calling, ticket: Secret): Act =>
  seeing(({ on }) => {
    const url = on.settings.services[servedBy(calling.call).service]
    return fetching({ ...calling, visited: [url] }, requestAt(calling.call, ticket, url))
  })

/** What came of a call is told, and then those that waited for it may begin. */
const settled = ({ number, call, purpose }: Calling, came: E.Either<ServiceProblem, unknown>): Act =>
  inOrder<Connected, Out>(
    modify((was) => ({ ...was, calls: was.calls.remove(number) })),
    emit<Out>(
      { _tag: 'Cancel', timer: callName(number) },
      signal({ _tag: 'Called', call, purpose, came }),
      signal({ _tag: 'Released' }),
    ),
  )

const begun = (calling: Calling): Act =>
  seeing((was) => {
    const held = heldFor(was, calling.call)
    return held === undefined ? settled(calling, noTicket) : sent({ ...calling, with: 'Held' }, held.ticket)
  })

/** Whether nothing is under way that a call would overtake. */
const mayBegin = ({ calls }: Connected, call: Call): boolean => {
  const { order } = servedBy(call)
  return (
    order === undefined ||
    !calls.some(({ call: other, with: how }) => {
      const its = servedBy(other).order
      return how !== 'Queued' && (its === 'Changes' || (its === 'Reads' && order === 'Changes'))
    })
  )
}

/** Asks a service; at once, or behind those that it must not overtake. */
const ask = (call: Call, purpose: Purpose): Act =>
  seeing((was) => {
    const calling: Calling = { call, number: was.called, with: 'Queued', purpose, visited: [] }
    const isNext =
      servedBy(call).order !== 'Changes' || !was.calls.some((other) => servedBy(other.call).order !== undefined)
    return inOrder<Connected, Out>(
      modify((now) => ({ ...now, called: now.called + 1 })),
      isNext && mayBegin(was, call) ? begun(calling) : modify(withCall(calling)),
    )
  })

/** Those that waited for another call, in their order, as far as they may begin. */
const release: Act = seeing((was) => {
  const [first] = [...was.calls.values()]
    .filter((calling) => calling.with === 'Queued')
    .sort((one, other) => one.number - other.number)
  if (first === undefined || !mayBegin(was, first.call)) return nothing
  return inOrder<Connected, Out>(begun(first), emit(signal({ _tag: 'Released' })))
})

/** The service sends us on to another server. */
const sentOn = (calling: Calling, answer: HttpResponse): Act =>
  seeing((was) => {
    const held = heldFor(was, calling.call)
    const ticket = calling.with === 'First' ? held?.first : held?.ticket
    if (ticket === undefined) return settled(calling, noTicket)
    return pipe(
      redirectOf(answer, calling.visited),
      E.match(
        (problem) => settled(calling, E.left({ _tag: 'Unanswered', why: { _tag: 'Other', problem } })),
        (url) =>
          fetching(
            { ...calling, visited: [...calling.visited, url] },
            asksAt(url, answer)(requestAt(calling.call, ticket, url)),
          ),
      ),
    )
  })

/** The ticket is of no use there: another one may be. */
const refused = (calling: Calling): Act =>
  seeing((was) => {
    const first = heldFor(was, calling.call)?.first
    if (calling.with === 'Renewed') return settled(calling, noTicket)
    if (calling.with === 'Held' && first !== undefined) return sent({ ...calling, with: 'First' }, first)
    const cancel: Out = { _tag: 'Cancel', timer: callName(calling.number) }
    return inOrder<Connected, Out>(
      modify(withCall({ ...calling, with: 'Nothing' })),
      emit(cancel),
      renew,
      seeing(({ renewal }) => when(renewal === undefined, () => settled(calling, noTicket))),
    )
  })

/** Those that waited for newer tickets are asked again, or come to nothing. */
const resumed = (isRenewed: boolean): Act =>
  seeing(({ calls }) =>
    each(
      [...calls.values()].filter((calling) => calling.with === 'Nothing'),
      (calling): Act =>
        seeing((was) => {
          const held = heldFor(was, calling.call)
          return isRenewed && held !== undefined
            ? sent({ ...calling, with: 'Renewed' }, held.ticket)
            : settled(calling, noTicket)
        }),
    ),
  )

const answered = (calling: Calling, { outcome }: Fetched): Act => {
  if (!isAnswered(outcome)) return settled(calling, E.left({ _tag: 'Unanswered', why: outcome }))
  if (isRedirect(outcome)) return sentOn(calling, outcome)
  return pipe(
    answerOf(calling.call, outcome),
    E.match(
      (problem) =>
        isTicketRefused(problem, outcome) ? refused(calling) : settled(calling, E.left(problem)),
      (answer) => settled(calling, E.right(answer)),
    ),
  )
}

/** Something came of a call, or of tickets that are asked for anew. */
const heard = (event: Fetched | Elapsed): Act =>
  seeing((was) => {
    const renewing = stepRenewal(was, event)
    if (renewing !== undefined)
      return inOrder<Connected, Out>(
        renewing.action,
        when(renewing.outcome !== 'Going', () => resumed(renewing.outcome === 'Renewed')),
      )
    const name = event._tag === 'Fetched' ? event.fetch : event.timer
    const calling = isCallName(name) ? was.calls.get(name.number) : undefined
    // The name is that of the request and of its timer; who waits for tickets, or for others, has neither.
    if (calling === undefined || calling.with === 'Nothing' || calling.with === 'Queued') return nothing
    return event._tag === 'Fetched'
      ? answered(calling, event)
      : settled(calling, E.left({ _tag: 'TimedOut' }))
  })

/** The intents that wait for calls, in the order in which these were made. */
const intentsOf = ({ calls }: ServicesState): ReadonlyArray<RequestIntent> =>
  [...calls.values()].flatMap(({ purpose }) => ('intent' in purpose ? [purpose.intent] : []))

/** Nothing is asked on this connection any more: what was under way is dropped. */
const dropped = (was: Connected): ServicesState => ({ ...was, on: undefined, calls: persistentMap(), renewal: undefined })

const left = (was: Connected): Step<ServicesState, Out> => {
  const cancels = [...renewalTimers(was), ...[...was.calls.keys()].map(callName)].map((timer): Out => ({ _tag: 'Cancel', timer }))
  const unanswered = intentsOf(was).map((intent): Out =>
    signal({
      _tag: 'Unanswered',
      answering: { as: { _tag: 'Intent', intent, rest: [] }, verb: '' },
      because: { _tag: 'SentOn' },
    }),
  )
  return become<ServicesState, Out>(dropped(was), ...cancels, ...unanswered)(was)
}

const over = (was: Connected): Step<ServicesState, Out> =>
  become<ServicesState, Out>(
    dropped(was),
    ...intentsOf(was).map((intent): Out => notify({ _tag: 'IntentOutcome', intent, outcome: { _tag: 'Closed' } })),
  )(was)

const isConnected = (state: ServicesState): state is Connected => state.on !== undefined

const hears: ReadonlySet<string> = new Set<In['_tag']>([
  'Online',
  'Leaving',
  'Dropped',
  'Over',
  'Calling',
  'Released',
  'Fetched',
  'Elapsed',
])

/** The HTTP services of a session: what they are asked is `Calling`, what comes of it `Called`. */
export const services: Machine<ServicesState, In, Out, never> = {
  hears,
  init: [{ on: undefined, tickets: noTickets, renewal: undefined, calls: persistentMap(), renewals: 0, called: 0 }, []],
  step: (was, event) => {
    if (event._tag === 'Online') {
      const { on } = event
      const now: Connected = { ...was, on, tickets: on.tickets }
      return [now, renewingLater(now)]
    }
    if (!isConnected(was)) return [was, []]
    if (event._tag === 'Calling') return ask(event.call, event.purpose)(was)
    if (event._tag === 'Released') return release(was)
    if (event._tag === 'Fetched' || event._tag === 'Elapsed') return heard(event)(was)
    if (event._tag === 'Leaving' || event._tag === 'Dropped') return left(was)
    return event._tag === 'Over' ? over(was) : [was, []]
  },
  result: () => undefined,
}

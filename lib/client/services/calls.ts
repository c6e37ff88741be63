import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { Secret } from '../../payloads/secret.js'
import { describeSoapProblem, type SoapFault, type SoapProblem } from '../../payloads/soap/envelope.js'
import { isAnswered, type Elapsed, type Fetched, type HttpRequest, type HttpResponse, type Name } from '../../core/effects.js'
import type { SessionEffects } from '../events.js'
import { callName } from '../names.js'
import type { Calling, SessionStep, SignedIn, Then } from '../session/online.js'
import { asksAt, isRedirect, redirectOf } from './redirects.js'
import { renew, renewing } from './renewal.js'
import type { Call, ServiceProblem } from './service.js'
import type { HeldTicket } from '../login/tickets.js'

const noTicket: E.Either<ServiceProblem, never> = E.left({ _tag: 'NoTicket' })

/** What follows a step, if the session is still signed in. */
export const andThen =
  ([was, before]: SessionStep) =>
  (next: (was: SignedIn) => SessionStep): SessionStep => {
    if (was._tag === 'SigningIn' || was._tag === 'Ended') return [was, before]
    const [state, effects] = next(was)
    return [state, [...before, ...effects]]
  }

const requestAt = ({ action, write }: Call<unknown>, ticket: Secret, url: string): HttpRequest => ({
  method: 'POST',
  url,
  headers: {
    'Content-Type': 'text/xml; charset=utf-8',
    ...(action === undefined ? {} : { SOAPAction: `"${action}"` }),
  },
  body: write(ticket),
})

const fetching = (was: SignedIn, name: Name, calling: Calling, request: HttpRequest): SessionStep => [
  { ...was, calls: was.calls.set(name, calling) },
  [
    { _tag: 'Fetch', fetch: name, request },
    { _tag: 'After', timer: name, ms: was.settings.deadlines.fetch },
  ],
]

const sent = (was: SignedIn, name: Name, calling: Calling, ticket: Secret): SessionStep => {
  const url = was.settings.services[calling.call.service]
  return fetching(was, name, { ...calling, visited: [url] }, requestAt(calling.call, ticket, url))
}

/** The ticket that a call was made with. */
const ticketOf = (was: SignedIn, calling: Calling): Secret | undefined => {
  const held = heldFor(was, calling.call)
  return calling.with === 'First' ? held?.first : held?.ticket
}

/** The service sends us on to another place. */
const sentOn = (was: SignedIn, name: Name, calling: Calling, answer: HttpResponse): SessionStep => {
  const { visited = [] } = calling
  const ticket = ticketOf(was, calling)
  if (ticket === undefined) return settled(was, name, calling, noTicket)
  return pipe(
    redirectOf(answer, visited),
    E.match(
      (problem) => settled(was, name, calling, E.left({ _tag: 'Unanswered', why: { _tag: 'Other', problem } })),
      (url) => {
        const request = asksAt(url, answer)(requestAt(calling.call, ticket, url))
        return fetching(was, name, { ...calling, visited: [...visited, url] }, request)
      },
    ),
  )
}

const heldFor = ({ tickets }: SignedIn, { site }: Call<unknown>): HeldTicket | undefined => tickets.get(site)

const begun = (was: SignedIn, name: Name, calling: Calling): SessionStep => {
  const held = heldFor(was, calling.call)
  return held === undefined
    ? settled(was, name, calling, noTicket)
    : sent(was, name, { ...calling, with: 'Held' }, held.ticket)
}

/** Asks an HTTP service. What comes of it is told to `then`, once; at once, where there is no ticket for it. */
export const call = <A>(was: SignedIn, what: Call<A>, waiting: Calling['waiting'], then: Then<A>): SessionStep => {
  const number = was.called
  const name = callName(number)
  const calling: Calling = { call: what, number, with: 'Queued', waiting, then: then as Then<unknown> }
  const now: SignedIn = { ...was, called: number + 1 }
  const isNext = !was.calls.some(({ call: { order } }) => what.order === 'Changes' && order !== undefined)
  if (isNext && mayBegin(was, what)) return begun(now, name, calling)
  return [{ ...now, calls: now.calls.set(name, calling) }, []]
}

/** Whether nothing is under way that a call would overtake. */
const mayBegin = ({ calls }: SignedIn, { order }: Call<unknown>): boolean =>
  order === undefined ||
  !calls.some(
    (other) =>
      other.with !== 'Queued' &&
      (other.call.order === 'Changes' || (other.call.order === 'Reads' && order === 'Changes')),
  )

/** Those that waited for another call, in their order, as far as they may begin. */
const released = (was: SignedIn): SessionStep => {
  const [first] = [...was.calls]
    .filter(([, calling]) => calling.with === 'Queued')
    .sort(([, one], [, other]) => one.number - other.number)
  if (first === undefined || !mayBegin(was, first[1].call)) return [was, []]
  return andThen(begun(was, ...first))(released)
}

const settled = (
  was: SignedIn,
  name: Name,
  { then }: Calling,
  came: E.Either<ServiceProblem, unknown>,
): SessionStep => {
  const [state, effects] = then({ ...was, calls: was.calls.remove(name) }, came)
  return andThen([state, [{ _tag: 'Cancel', timer: name }, ...effects]])(released)
}

/** The ticket is of no use there: another one may be. */
const refused = (was: SignedIn, name: Name, calling: Calling): SessionStep => {
  const first = heldFor(was, calling.call)?.first
  if (calling.with === 'Renewed') return settled(was, name, calling, noTicket)
  if (calling.with === 'Held' && first !== undefined) return sent(was, name, { ...calling, with: 'First' }, first)
  const waits: SignedIn = { ...was, calls: was.calls.set(name, { ...calling, with: 'Nothing' }) }
  const [asking, effects] = renew(waits)
  const cancel = { _tag: 'Cancel', timer: name } as const
  if (asking.renewal !== undefined) return [asking, [cancel, ...effects]]
  const [state, more] = settled(asking, name, calling, noTicket)
  return [state, [...effects, ...more]]
}

/** Those that waited for newer tickets are asked again, or come to nothing. */
const resumed = (was: SignedIn, effects: SessionEffects, isRenewed: boolean): SessionStep =>
  [...was.calls]
    .filter(([, calling]) => calling.with === 'Nothing')
    .reduce<SessionStep>(
      (before, [name, calling]) =>
        andThen(before)((now) => {
          const held = heldFor(now, calling.call)
          return isRenewed && held !== undefined
            ? sent(now, name, { ...calling, with: 'Renewed' }, held.ticket)
            : settled(now, name, calling, noTicket)
        }),
      [was, effects],
    )

/**
 * Whether a service says that it wants another ticket.
 *
 * **Source** messages.md 4.2, 4.6
 */
const wantsTicket = (fault: SoapFault): boolean =>
  fault.code === 'FailedAuthentication' || (fault.code === 'AuthenticationFailed' && fault.challenge === undefined)

const isSuccess = (status: number): boolean => status >= 200 && status <= 299

const problemOf = (problem: SoapProblem, status: number): ServiceProblem => {
  if (problem._tag === 'Fault') return problem
  if (!isSuccess(status)) return { _tag: 'Status', status }
  return { _tag: 'NotSoap', reason: describeSoapProblem(problem) }
}

const answered = (was: SignedIn, name: Name, calling: Calling, { outcome }: Fetched): SessionStep => {
  if (!isAnswered(outcome)) return settled(was, name, calling, E.left({ _tag: 'Unanswered', why: outcome }))
  if (isRedirect(outcome)) return sentOn(was, name, calling, outcome)
  const { status, body } = outcome
  return pipe(
    calling.call.read(body),
    E.mapLeft((problem) => problemOf(problem, status)),
    // What comes with a failure is no answer, whatever it looks like.
    E.filterOrElse(
      () => isSuccess(status),
      (): ServiceProblem => ({ _tag: 'Status', status }),
    ),
    E.match(
      (problem) => {
        const isRefused = problem._tag === 'Fault' ? wantsTicket(problem.fault) : status === 401 || status === 403
        return isRefused ? refused(was, name, calling) : settled(was, name, calling, E.left(problem))
      },
      (answer) => settled(was, name, calling, E.right(answer)),
    ),
  )
}

/** Something came of a call, or of tickets that are asked for anew; nothing, if an event is about neither. */
export const heard = (was: SignedIn, event: Fetched | Elapsed): SessionStep | undefined => {
  const renewed = renewing(was, event)
  if (renewed !== undefined) {
    const [outcome, next, effects] = renewed
    return outcome === 'Going' ? [next, effects] : resumed(next, effects, outcome === 'Renewed')
  }
  const name = event._tag === 'Fetched' ? event.fetch : event.timer
  const calling = was.calls.get(name)
  // The name is that of the request and of its timer; who waits for tickets, or for others, has neither.
  if (calling === undefined || calling.with === 'Nothing' || calling.with === 'Queued') return undefined
  return event._tag === 'Fetched'
    ? answered(was, name, calling, event)
    : settled(was, name, calling, E.left({ _tag: 'TimedOut' }))
}

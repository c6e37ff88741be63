import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../../commands/failure.js'
import type { Command } from '../../commands/rows.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { hasRun, keep, waitingForRun } from '../messaging/offlineStore.js'
import { call } from '../services/calls.js'
import { unchanged } from '../contacts/changes.js'
import type { Changing, Errand, Unnumbered } from './request.js'
import type { Variant } from '../../core/machine.js'
import { requestTimer, timers } from '../names.js'
import { notify, notifyAll, type SessionEffect, type SessionEffects } from '../events.js'
import { withView, type Asked, type Online, type Pending, type SessionStep, type SignedIn } from '../session/online.js'
import type { Outcome } from '../outcomes.js'
import { isLastReply, type Request } from './requests.js'
import type { ServiceProblem } from '../services/service.js'
import type { Intent, ServiceReply } from '../intents/intents.js'

/**
 * Says a command under the next transaction id, and waits for its reply.
 *
 * **Units** `ms` milliseconds; without them somebody else keeps the time.
 */
export const ask = <S extends Online>(
  state: S,
  command: Unnumbered,
  asked: Asked,
  ms: number | undefined,
): readonly [S, SessionEffects] => {
  const { trid, link, dialect } = state
  const said = command(trid, state.view)
  const timer: SessionEffects = ms === undefined ? [] : [{ _tag: 'After', timer: requestTimer(trid), ms }]
  return [
    { ...state, trid: trid + 1, pending: state.pending.set(trid, { verb: said.verb, asked }) },
    [{ _tag: 'Send', link, dialect: dialect.name, command: said }, ...timer],
  ]
}

/** What was asked with the transaction id of a reply, if this can be a reply to it. */
export const pendingFor = (state: Online, reply: Command<'server', 'NS'>): Pending | undefined => {
  if (!('trid' in reply)) return undefined
  const pending = state.pending.get(reply.trid)
  // Up to MSNP7 the lists come under the id of the SYN that asked for them.
  return pending?.verb === reply.verb || pending?.verb === 'SYN' ? pending : undefined
}

/** The request has no reply to wait for any more. */
export const finished = <S extends Online>(state: S, trid: number): readonly [S, SessionEffects] => [
  { ...state, pending: state.pending.remove(trid) },
  [{ _tag: 'Cancel', timer: requestTimer(trid) }],
]

/** Tells what became of an intent. */
export const outcome = (intent: Exclude<Intent, { _tag: 'Say' | 'SayTo' }>, outcome: Outcome): SessionEffect =>
  notify({ _tag: 'IntentOutcome', intent, outcome })

/** How long after a change elsewhere the address book is read again: others may follow (messages.md 5.4). */
const settling = 2000

/** Reads the address book again in a short while. */
export const rereading: SessionEffect = { _tag: 'After', timer: timers.book, ms: settling }

/** The view has changed by what a service did, or has done before. */
export const changedBy = (was: SignedIn, change: Changing): readonly [SignedIn, SessionEffects] => {
  const [view, events] = change(was.view)
  return [view === was.view ? was : withView(was, view), notifyAll(events)]
}

const isExcused = (problem: ServiceProblem, errors: ReadonlyArray<string> | undefined): boolean =>
  problem._tag === 'Fault' && problem.fault.error !== undefined && errors?.includes(problem.fault.error) === true

/** Asks a service for an intent, and goes on with its answer. */
const served = (
  was: SignedIn,
  intent: Request,
  { call: calling, excused, readsAgain = false }: Variant<Errand, 'Call'>,
  rest: ReadonlyArray<Errand>,
  ms: number,
): SessionStep => {
  const what = calling(was.view)
  const goesOn = (now: SignedIn, change: Changing, effects: SessionEffects): SessionStep => {
    const [next, told] = changedBy(now, change)
    const [state, more] = carryOn(next, intent, rest, ms)
    return [state, [...effects, ...told, ...more]]
  }
  return call(was, what, [intent], (now, came) => {
    if (E.isRight(came)) return goesOn(now, came.right, readsAgain ? [rereading] : [])
    const problem = came.left
    // It is so already, which we did not know: there may be more.
    if (excused !== undefined && isExcused(problem, excused.errors))
      return goesOn(now, excused.change ?? unchanged, excused.isExpected === true ? [] : [rereading])
    return [now, [outcome(intent, { _tag: 'ServiceFailed', service: what.service, problem })]]
  })
}

/** Says a command that is answered only if it fails, and goes on. */
const spoken = (
  was: SignedIn,
  intent: Request,
  { command }: Variant<Errand, 'Say'>,
  rest: ReadonlyArray<Errand>,
  ms: number,
): SessionStep => {
  const { trid, link, dialect, view, place } = was
  const [next, effects] = carryOn({ ...was, trid: trid + 1 }, intent, rest, ms)
  return [next, [{ _tag: 'Send', link, dialect: dialect.name, command: command(trid, view, place) }, ...effects]]
}

/** Has a text kept, and goes on once it is. */
const kept = (
  was: SignedIn,
  intent: Request,
  errand: Variant<Errand, 'Keep'>,
  rest: ReadonlyArray<Errand>,
  ms: number,
): SessionStep =>
  hasRun(was)
    ? keep(was, errand, intent, (now, came) =>
        E.isRight(came)
          ? carryOn(now, intent, rest, ms)
          : [now, [outcome(intent, { _tag: 'ServiceFailed', service: 'offlineStore', problem: came.left })]],
      )
    : waitingForRun(was, { intent, errands: [errand, ...rest] })

/** Does what is next for an intent; tells that it is done, if that was all. */
export const carryOn = (
  state: SignedIn,
  intent: Request,
  [next, ...rest]: ReadonlyArray<Errand>,
  ms: number,
): SessionStep => {
  if (next === undefined) return [state, [outcome(intent, { _tag: 'Done' })]]
  if (next._tag === 'Call') return served(state, intent, next, rest, ms)
  if (next._tag === 'Say') return spoken(state, intent, next, rest, ms)
  if (next._tag === 'Keep') return kept(state, intent, next, rest, ms)
  const { command, excused } = next
  return ask(state, command, { _tag: 'Intent', intent, rest, ...(excused === undefined ? {} : { excused }) }, ms)
}

/** A reply has come to an intent's request. */
export const replied = (
  state: SignedIn,
  reply: Command<'server', 'NS'> & { readonly trid: number },
  { intent, rest }: Variant<Asked, 'Intent'>,
  ms: number,
): SessionStep => {
  // It has the verb of the request, or it would be no reply to it.
  const told: SessionEffects = intent._tag === 'Ask' ? [notify({ _tag: 'Replied', intent, reply: reply as ServiceReply })] : []
  if (!isLastReply(reply)) return [state, told]
  const [done, cancel] = finished(state, reply.trid)
  const [next, effects] = carryOn(done, intent, rest, ms)
  return [next, [...told, ...cancel, ...effects]]
}

/** Why a request came to nothing: a numeric failure, a reply that cannot be read, or none at all. */
export type Nothing = Failure | Undecodable | undefined

/** A request came to nothing. */
export const cameToNothing = (because: Nothing): Outcome => {
  if (because === undefined) return { _tag: 'TimedOut' }
  return because._tag === 'Failure'
    ? { _tag: 'Failed', failure: because }
    : { _tag: 'Unreadable', reason: because.reason }
}

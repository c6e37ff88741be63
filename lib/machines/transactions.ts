import type { Failure } from '../commands/failure.js'
import type { Command } from '../commands/rows.js'
import type { Variant } from './machine.js'
import { requestTimer } from './names.js'
import { notify, type SessionEffect, type SessionEffects } from './events.js'
import type { Asked, Online, Pending } from './online.js'
import type { Outcome } from './reasons.js'
import { isLastReply, type Request, type Unnumbered } from './requests.js'
import type { Intent } from './intents.js'

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

/** Says what is next for an intent; tells that it is done, if that was all. */
export const carryOn = <S extends Online>(
  state: S,
  intent: Request,
  [next, ...rest]: ReadonlyArray<Unnumbered>,
  ms: number,
): readonly [S, SessionEffects] =>
  next === undefined
    ? [state, [outcome(intent, { _tag: 'Done' })]]
    : ask(state, next, { _tag: 'Intent', intent, rest }, ms)

/** A reply has come to an intent's request. */
export const replied = <S extends Online>(
  state: S,
  reply: Command<'server', 'NS'> & { readonly trid: number },
  { intent, rest }: Variant<Asked, 'Intent'>,
  ms: number,
): readonly [S, SessionEffects] => {
  const told: SessionEffects = intent._tag === 'Ask' ? [notify({ _tag: 'Replied', intent, reply })] : []
  if (!isLastReply(reply)) return [state, told]
  const [done, cancel] = finished(state, reply.trid)
  const [next, effects] = carryOn(done, intent, rest, ms)
  return [next, [...told, ...cancel, ...effects]]
}

/** A request came to nothing: by a numeric failure, or for want of a reply. */
export const cameToNothing = (because: Failure | undefined): Outcome =>
  because === undefined ? { _tag: 'TimedOut' } : { _tag: 'Failed', failure: because }

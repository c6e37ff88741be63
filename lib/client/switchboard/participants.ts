/** Who is in a conversation: the roster, who comes, who goes, and who is called. */
import type { Said } from '../../core/effects.js'
import { answerTimer, switchboardTimer } from '../names.js'
import { become, inOrder, modify } from '../../core/action.js'
import type { Step } from '../../core/machine.js'
import { notify, type SessionEffect, type SessionEffects } from '../events.js'
import type { Outcome } from '../outcomes.js'
import type { Participant } from '../state.js'
import { after, settle } from './doing.js'
import { unfinished } from './hearing.js'
import { passportIn } from './passport.js'
import type { PendingCall, Entering, Open, Switchboard, Talk, TalkStep, QueuedIntent } from './state.js'
import { carryOn } from './queue.js'

const isFull = ({ participants, settings }: Talk, passport: string): boolean =>
  participants.size >= settings.limits.participants && !participants.has(passport)

/** Somebody is there: the people with them, or nothing if they do not count. */
const arrived = (
  state: Entering | Open,
  command: Said<'SB', 'JOI' | 'IRO'>,
): readonly [Talk['participants'], SessionEffects] | undefined => {
  const passport = passportIn(command)
  // Some servers name us to ourselves, and endpoints apart from their people (core.md 6.2, 6.3).
  if (
    passport === state.settings.passport ||
    isFull(state, passport) ||
    ('endpoint' in command && command.endpoint.guid !== undefined)
  )
    return undefined
  const { name } = command
  const said = 'capabilities' in command ? command.capabilities : undefined
  const capabilities = typeof said === 'object' ? said.client : said
  const person: Participant = {
    passport,
    name,
    ...(capabilities === undefined ? {} : { capabilities }),
  }
  return [
    state.participants.set(person.passport, person),
    state.participants.has(passport) ? [] : [notify({ _tag: 'Joined', conversation: state.id, passport, name })],
  ]
}

/** Who has left while the roster is still on its way: what it says of them is older. */
const withoutDeparted = (departed: ReadonlyArray<string>, passport: string): ReadonlyArray<string> =>
  departed.filter((other) => other !== passport)

/** Somebody came; before we are in, nothing waits for them yet. */
const present = <S extends Entering | Open>(
  was: S,
  command: Said<'SB', 'JOI' | 'IRO'>,
): readonly [S, SessionEffects, came: string | undefined] => {
  const arrival = arrived(was, command)
  if (arrival === undefined) return [was, [], undefined]
  const passport = passportIn(command)
  const [participants, effects] = arrival
  return [{ ...was, participants, departed: withoutDeparted(was.departed, passport) }, effects, passport]
}

/** The same as a step. */
const presentOf = (was: Entering, command: Said<'SB', 'JOI' | 'IRO'>): Step<Entering, SessionEffect> => {
  const came = present(was, command)
  return [came[0], came[1]]
}

/** Those who were called are there. */
const answering = (
  [was, effects, passport]: readonly [Open, SessionEffects, string | undefined],
  isLast: boolean,
): TalkStep => {
  if (passport === undefined) return [was, effects]
  const answered = was.calls.filter((call) => call.passport === passport)
  const calls = was.calls.filter((call) => call.passport !== passport)
  return inOrder<Open, SessionEffect>(
    become<Open, SessionEffect>(
      { ...was, calls, last: isLast ? passport : was.last },
      { _tag: 'Cancel', timer: switchboardTimer(was.id, 'Alone') },
      ...answered.flatMap(({ trid, intent }): SessionEffects => [
        { _tag: 'Cancel', timer: answerTimer(was.id, trid) },
        ...settle(intent, { _tag: 'Done' }),
      ]),
      ...effects,
    ),
    carryOn,
  )(was)
}

/** Somebody came. */
export const joined = (was: Entering | Open, command: Said<'SB', 'JOI'>): TalkStep => {
  if (was._tag === 'Open') return answering(present(was, command), true)
  const passport = passportIn(command)
  return inOrder<Switchboard, SessionEffect>(
    () => presentOf(was, command),
    modify((now) => (now._tag === 'Entering' && now.participants.has(passport) && now !== was ? { ...now, last: passport } : now)),
  )(was)
}

/** A part of the roster: somebody who was there before us, unless they have left meanwhile. */
export const listed = (was: Entering | Open, command: Said<'SB', 'IRO'>): TalkStep => {
  const passport = passportIn(command)
  const left = Math.max(0, (was.rosterLeft ?? command.total) - 1)
  const isGone = was.departed.includes(passport)
  const departed = left === 0 ? [] : withoutDeparted(was.departed, passport)
  const next = { ...was, rosterLeft: left, departed }
  if (isGone) return [next, []]
  return next._tag === 'Open' ? answering(present(next, command), false) : presentOf(next, command)
}

/** Somebody went. */
export const gone = (was: Entering | Open, command: Said<'SB', 'BYE'>): TalkStep | undefined => {
  const passport = passportIn(command)
  // One endpoint of several; the person is named once more when the last one has gone (core.md 6.3).
  if ('endpoint' in command && command.endpoint.guid !== undefined) return [was, []]
  if (passport === was.settings.passport) return [was, []]
  const isListing = was.rosterLeft !== 0 && was.departed.length < was.settings.limits.participants
  const departed = isListing ? [...withoutDeparted(was.departed, passport), passport] : was.departed
  if (!was.participants.has(passport)) return isListing ? [{ ...was, departed }, []] : undefined
  const [joining, pieces] = unfinished(was, passport)
  const participants = was.participants.remove(passport)
  const idle = command.idle === '1'
  return [
    { ...was, participants, joining, departed, last: participants.isEmpty() ? passport : was.last },
    [
      ...pieces,
      notify({ _tag: 'Left', conversation: was.id, passport, idle }),
      ...(participants.isEmpty() && was._tag === 'Open'
        ? [after(switchboardTimer(was.id, 'Alone'), was.settings.deadlines.alone)]
        : []),
    ],
  ]
}

/** Messages that waited for a call that came to nothing: nobody is called for them again. */
const calledFor = (queue: ReadonlyArray<QueuedIntent>): ReadonlyArray<QueuedIntent> => {
  const end = queue.findIndex(({ _tag }) => _tag === 'Invite')
  const waited = end < 0 ? queue : queue.slice(0, end)
  return [
    ...waited.map((queued): QueuedIntent => (queued._tag === 'Say' ? { ...queued, called: true } : queued)),
    ...queue.slice(waited.length),
  ]
}

/** A call came to nothing. */
export const uncalled = (was: Open, { trid, passport, intent }: PendingCall, outcome: Outcome): TalkStep => {
  const refusal = outcome._tag === 'Failed' ? outcome.failure : undefined
  const calls = was.calls.filter((call) => call.trid !== trid)
  // Whoever is wanted next is called from here: a switchboard for each attempt would be one too many.
  const last = was.last ?? passport
  const queue = was.participants.isEmpty() && calls.length === 0 ? calledFor(was.queue) : was.queue
  return inOrder<Open, SessionEffect>(
    become<Open, SessionEffect>(
      { ...was, calls, refusal, last, queue },
      { _tag: 'Cancel', timer: answerTimer(was.id, trid) },
      ...settle(intent, outcome),
    ),
    carryOn,
  )(was)
}

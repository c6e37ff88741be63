import type { Said } from '../effects.js'
import { detached } from '../../payloads/detach.js'
import { switchboardTimer } from '../names.js'
import { notify, type SessionEffects } from '../events.js'
import type { Outcome } from '../reasons.js'
import type { Person } from '../state.js'
import { after, settle } from './doing.js'
import type { Call, Entering, Open, Talk, TalkStep } from './talk.js'
import { carriedOn } from './wishes.js'

/** Who a command is about. */
export const passportIn = (command: Said<'SB', 'JOI' | 'IRO' | 'BYE' | 'MSG'>): string =>
  ('passport' in command ? command.passport : command.endpoint.passport).toLowerCase()

const isFull = ({ people, settings }: Talk, passport: string): boolean =>
  people.size >= settings.limits.people && !people.has(passport)

/** Somebody is there: the people with them, or nothing if they do not count. */
export const arrived = (
  state: Entering | Open,
  command: Said<'SB', 'JOI' | 'IRO'>,
): readonly [Talk['people'], SessionEffects] | undefined => {
  const passport = passportIn(command)
  // Some servers name us to ourselves, and places apart from their people (core.md 6.2, 6.3).
  if (
    passport === state.settings.passport ||
    isFull(state, passport) ||
    ('endpoint' in command && command.endpoint.guid !== undefined)
  )
    return undefined
  const { name } = command
  const said = 'capabilities' in command ? command.capabilities : undefined
  const capabilities = typeof said === 'object' ? said.client : said
  const person: Person = {
    passport: detached(passport),
    name: detached(name),
    ...(capabilities === undefined ? {} : { capabilities }),
  }
  return [
    state.people.set(person.passport, person),
    state.people.has(passport) ? [] : [notify({ _tag: 'Joined', conversation: state.id, passport, name })],
  ]
}

/** Somebody came. */
export const joined = (was: Open, command: Said<'SB', 'JOI'>): TalkStep => {
  const arrival = arrived(was, command)
  if (arrival === undefined) return [was, []]
  const [people, effects] = arrival
  const passport = passportIn(command)
  const answered = was.calls.filter((call) => call.passport === passport)
  const calls = was.calls.filter((call) => call.passport !== passport)
  return carriedOn([
    { ...was, people, calls, last: passport },
    [
      { _tag: 'Cancel', timer: switchboardTimer(was.link, 'alone') },
      ...answered.flatMap(({ trid, intent }): SessionEffects => [
        { _tag: 'Cancel', timer: switchboardTimer(was.link, trid) },
        ...settle(intent, { _tag: 'Done' }),
      ]),
      ...effects,
    ],
  ])
}

/** Somebody went. */
export const gone = (was: Open, command: Said<'SB', 'BYE'>): TalkStep | undefined => {
  const passport = passportIn(command)
  // One place of several; the person is named once more when the last one has gone (core.md 6.3).
  if ('endpoint' in command && command.endpoint.guid !== undefined) return [was, []]
  if (passport === was.settings.passport) return [was, []]
  if (!was.people.has(passport)) return undefined
  const people = was.people.remove(passport)
  const idle = command.idle === '1'
  return [
    { ...was, people, last: people.isEmpty() ? passport : was.last },
    [
      notify({ _tag: 'Left', conversation: was.id, passport, idle }),
      ...(people.isEmpty() ? [after(switchboardTimer(was.link, 'alone'), was.settings.deadlines.alone)] : []),
    ],
  ]
}

/** A call came to nothing. */
export const uncalled = (was: Open, { trid, intent }: Call, outcome: Outcome): TalkStep => {
  const refusal = outcome._tag === 'Failed' ? outcome.failure : undefined
  return carriedOn([
    { ...was, calls: was.calls.filter((call) => call.trid !== trid), refusal },
    [{ _tag: 'Cancel', timer: switchboardTimer(was.link, trid) }, ...settle(intent, outcome)],
  ])
}

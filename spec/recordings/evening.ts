/** The conversation that is recorded in every dialect: what Alice and Bob do, always the same, in memory and virtual time. */
import { concatMap, delay, filter, from, map, merge, mergeMap, of, take, type Observable } from 'rxjs'

import type { Dialect } from '../../lib/commands/dialects.js'
import {
  addContact,
  isEvent,
  openConversation,
  say,
  schedulerOf,
  setName,
  setPersonalMessage,
  setStatus,
  signOut,
  type App,
  type Intent,
  type Ports,
  type SessionEvent,
} from '../../lib/index.js'
import { addressOf } from '../pair/world.js'
import { evening, type Take } from '../replay/studio.js'

const bobAddress = addressOf('bob')
const carol = addressOf('carol')

/** Everything that changes lists, groups, names, presence and privacy; a dialect refuses what it does not know. */
const changes: ReadonlyArray<Intent> = [
  setName('Älice & <Co> 100%'),
  setPersonalMessage('höre <zu> & "gut"'),
  { _tag: 'AddGroup', name: 'Work' },
  addContact(carol),
  { _tag: 'AddContact', passport: carol, group: 'Work' },
  { _tag: 'RenameGroup', group: 'Work', name: 'Büro & Co' },
  { _tag: 'RenameContact', passport: carol, name: 'Kärol' },
  { _tag: 'Block', passport: carol },
  { _tag: 'Allow', passport: carol },
  { _tag: 'RemoveContact', passport: carol, group: 'Büro & Co' },
  { _tag: 'RemoveGroup', group: 'Büro & Co' },
  { _tag: 'RemoveContact', passport: carol },
  { _tag: 'SetPrivacy', privacy: 'BL' },
  { _tag: 'SetPrompt', prompt: 'N' },
  setStatus('BSY'),
  { _tag: 'Ping' },
]

/** Each intent as soon as there is an outcome of the one before it. */
const oneByOne = (events: Observable<SessionEvent>): Observable<Intent> =>
  from(changes).pipe(
    mergeMap((intent, at) =>
      at === 0
        ? of(intent)
        : events.pipe(
            filter(isEvent('IntentOutcome')),
            filter((event) => event.intent === changes[at - 1]),
            take(1),
            map(() => intent),
          ),
    ),
  )

/** Changes her lists, rings Bob, types, speaks and nudges, stays for a while after his answer, and signs out. */
export const alice =
  (ports: Ports): App =>
  (events) =>
    merge(
      events.pipe(
        filter(isEvent('Ready')),
        take(1),
        mergeMap(() => oneByOne(events)),
      ),
      events.pipe(
        filter(isEvent('IntentOutcome')),
        filter(({ intent }) => intent === changes.at(-1)),
        map(() => openConversation([bobAddress], 'tea')),
      ),
      events.pipe(
        filter(isEvent('Joined')),
        concatMap(() => [
          say('tea', { _tag: 'Typing', user: addressOf('alice') }),
          say('tea', 'Grüße, Bob! <3 & "more"\nпривет 👋'),
        ]),
      ),
      events.pipe(
        filter(isEvent('TextReceived')),
        take(1),
        delay(70_000, schedulerOf(ports)),
        map(() => signOut),
      ),
    )

/** Says back what he hears, and signs out when Alice is gone. */
export const bob = (): App => (events) =>
  merge(
    events.pipe(
      filter(isEvent('TextReceived')),
      map(({ conversation, text }) => say(conversation, `You said: ${text}`)),
    ),
    events.pipe(
      filter(isEvent('ContactStatus')),
      filter(({ passport, status }) => passport === addressOf('alice') && status === 'FLN'),
      map(() => signOut),
    ),
  )

/** Both sides of the evening in a dialect. */
export const recordedEvening = (dialect: Dialect): readonly [alice: Take, bob: Take] =>
  evening([dialect, dialect], { seed: 18 }, [alice, bob], 120_000)

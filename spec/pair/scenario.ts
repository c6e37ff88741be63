import { filter, from, map, merge, mergeMap, of, take, type Observable } from 'rxjs'

import {
  addContact,
  isEvent,
  sayTo,
  setName,
  setStatus,
  signOut,
  type App,
  type HostAccount,
  type Intent,
  type SessionEvent,
  type SessionState,
} from '../../lib/index.js'
import { account, addressOf } from './world.js'

export const alice = addressOf('alice')
export const bob = addressOf('bob')
export const carol = addressOf('carol')
export const dora = addressOf('dora')

/** Alice has Bob in her list and Carol blocked; Bob has Alice. */
export const accounts: ReadonlyArray<HostAccount> = [
  account('alice', { contacts: [{ passport: bob }, { passport: carol, lists: ['BL'] }] }),
  account('bob', { contacts: [{ passport: alice }] }),
  account('carol'),
  account('dora'),
]

const own = 'Älice & <Co> 100%'
const greeting = 'Grüße, Bob! <3 & "more"\nпривет 👋'

/** What Alice does as soon as her list is there. */
const wishes: ReadonlyArray<Intent> = [
  setName(own),
  addContact(dora),
  { _tag: 'Block', passport: dora },
  { _tag: 'Allow', passport: dora },
  { _tag: 'RemoveContact', passport: dora },
  { _tag: 'Allow', passport: carol },
  addContact(carol),
  { _tag: 'SetPrivacy', privacy: 'BL' },
  setStatus('BSY'),
  sayTo(bob, greeting),
]

/** Each wish waits for what became of the one before it. */
const oneByOne = (events: Observable<SessionEvent>): Observable<Intent> =>
  from(wishes).pipe(
    mergeMap((intent, at) =>
      at === 0
        ? of(intent)
        : events.pipe(
            filter(isEvent('IntentOutcome', 'MessageOutcome')),
            filter((event) => event.intent === wishes[at - 1]),
            take(1),
            map(() => intent),
          ),
    ),
  )

const once = <A>(
  events: Observable<SessionEvent>,
  holds: (event: SessionEvent) => boolean,
  what: (event: SessionEvent) => A,
) => events.pipe(filter(holds), take(1), map(what))

/** Changes her list, greets Bob, and signs out when he has answered. */
export const aliceApp: App = (events) =>
  merge(
    once(events, isEvent('Ready'), () => undefined).pipe(mergeMap(() => oneByOne(events))),
    once(events, isEvent('TextReceived'), () => signOut),
  )

/** Answers Alice, and signs out when she is gone. */
export const bobApp: App = (events) =>
  merge(
    events.pipe(
      filter(isEvent('TextReceived')),
      map(({ passport, text }) => sayTo(passport, `You said: ${text}`)),
    ),
    once(
      events,
      (event) => event._tag === 'ContactStatus' && event.passport === alice && event.status === 'FLN',
      () => signOut,
    ),
  )

/** What a session tells in whatever dialect: what became of wishes, texts, the end, and whatever went wrong. */
export const storyOf = (events: ReadonlyArray<SessionEvent>): ReadonlyArray<string> =>
  events.flatMap((event) => {
    switch (event._tag) {
      case 'Ready':
        return [`ready with ${event.contacts}`]
      case 'IntentOutcome':
      case 'MessageOutcome':
        return [`${event.intent._tag}: ${event.outcome._tag}`]
      case 'TextReceived':
        return [`${event.passport}: ${event.text}`]
      case 'Unexpected':
        return [`unexpected: ${event.problem}`]
      case 'ServerFailed':
        return [`failure ${event.failure.code}`]
      case 'Closed':
        return [event.reason._tag]
      default:
        return []
    }
  })

/** The story as it should be. */
export const stories = {
  alice: [
    'ready with 2',
    ...wishes.slice(0, -1).map(({ _tag }) => `${_tag}: Done`),
    'SayTo: Acknowledged',
    `${bob}: You said: ${greeting}`,
    'SignOut: Done',
    'SignedOut',
  ],
  bob: ['ready with 1', `${alice}: ${greeting}`, 'SayTo: Acknowledged', 'SignOut: Done', 'SignedOut'],
}

/** The list that Alice ends with. */
export const lists = (state: SessionState) => state.contacts.map(({ lists }) => lists & 7).toObject()

/** How it should be: Dora allowed and no contact, Carol a contact. */
export const listsAtTheEnd = { [bob]: 3, [carol]: 3, [dora]: 2 }

/** How Bob saw Alice, and under which name at last. */
export const seenBy = (events: ReadonlyArray<SessionEvent>) =>
  events.flatMap((event) => (event._tag === 'ContactStatus' && event.passport === alice ? [event] : []))

export const nameAtTheEnd = own

/** The script of `msnp demo`: the messages of the two accounts, and the steps that are checked. */
import { concat, concatMap, delay, filter, map, merge, of, take, type Observable, type SchedulerLike } from 'rxjs'

import {
  isEvent,
  openConversation,
  say,
  setStatus,
  signOut,
  textMessage,
  type App,
  type Dialect,
  type Intent,
  type Message,
  type SessionEvent,
} from '../index.js'

/** Somebody in the demonstration: who it is, and what it says when its turn comes. */
export interface DemoUser {
  readonly who: 'alice' | 'bob'
  readonly passport: string
  readonly password: string
  readonly name: string
  readonly says: ReadonlyArray<Message>
}

export const alice: DemoUser = {
  who: 'alice',
  passport: 'alice@example.com',
  password: 'wonderland',
  name: 'Alice',
  says: [
    textMessage('Hello Bob! Can you read me?'),
    { _tag: 'Nudge' },
    textMessage('Off to lunch. Grüße, пока, 乾杯 👋'),
  ],
}

export const bob: DemoUser = {
  who: 'bob',
  passport: 'bob@example.com',
  password: 'builder',
  name: 'Bob',
  says: [
    textMessage('Every byte of it.'),
    textMessage('Hey, my window shook!'),
    textMessage('Enjoy! I am signing out as well.'),
  ],
}

/** How long a person takes to begin, and to write. **Units** milliseconds. */
const pace = 100

/** A message, after a notice that it is being written if it is a text. */
const spoken =
  (scheduler: SchedulerLike) =>
  (conversation: string, passport: string, message: Message): Observable<Intent> => {
    const said = of(say(conversation, message)).pipe(delay(pace, scheduler))
    const typing = say(conversation, { _tag: 'Typing', user: passport })
    return message._tag === 'Text' ? concat(of(typing).pipe(delay(pace, scheduler)), said) : said
  }

/** Each message that came is answered by the next of one's own. */
const answering =
  ({ passport, says }: DemoUser, first: number, scheduler: SchedulerLike) =>
  (events: Observable<SessionEvent>) =>
    events.pipe(
      filter(isEvent('TextReceived', 'NudgeReceived')),
      concatMap(({ conversation }, heard) => {
        const message = says[first + heard]
        return message === undefined ? [] : spoken(scheduler)(conversation, passport, message)
      }),
    )

const isOnline = (other: DemoUser) => (event: SessionEvent) =>
  event._tag === 'ContactStatus' && event.passport === other.passport && event.status !== 'FLN'

/** An app with a clock to go by, which is to be that of its ports: then a recording of it replays. */
export type PacedApp = (scheduler: SchedulerLike) => App

/** Alice opens the conversation as soon as she sees Bob, goes to lunch behind her last words, and leaves first. */
const aliceApp: PacedApp = (scheduler) => (events) => {
  const texts = events.pipe(filter(isEvent('TextReceived')))
  return merge(
    events.pipe(
      filter(isOnline(bob)),
      take(1),
      map(() => openConversation([bob.passport], 'chat')),
      delay(pace, scheduler),
    ),
    events.pipe(
      filter(isEvent('Joined')),
      take(1),
      concatMap(({ conversation }) => spoken(scheduler)(conversation, alice.passport, alice.says[0]!)),
    ),
    answering(alice, 1, scheduler)(events),
    events.pipe(
      filter(isEvent('MessageOutcome')),
      filter(({ intent }) => intent.message === alice.says.at(-1)),
      map(() => setStatus('LUN')),
    ),
    texts.pipe(
      filter((_, heard) => heard === bob.says.length - 1),
      map(() => signOut),
      delay(2 * pace, scheduler),
    ),
  )
}

/** Bob answers, and leaves when Alice has gone. */
const bobApp: PacedApp = (scheduler) => (events) =>
  merge(
    answering(bob, 0, scheduler)(events),
    events.pipe(
      filter(isEvent('ContactStatus')),
      filter(({ status }) => status === 'FLN'),
      take(1),
      map(() => signOut),
      delay(pace, scheduler),
    ),
  )

export const apps = { alice: aliceApp, bob: bobApp } as const

/** Something that has to happen to one of the two. */
export interface DemoStep {
  readonly name: string
  readonly happened: (events: ReadonlyArray<SessionEvent>) => boolean
}

const some = (name: string, happened: (event: SessionEvent) => boolean): DemoStep => ({
  name,
  happened: (events) => events.some(happened),
})

const textsOf = ({ says }: DemoUser): ReadonlyArray<string> =>
  says.flatMap((message) => (message._tag === 'Text' ? [message.text] : []))

const outcomesOf = (player: DemoUser, events: ReadonlyArray<SessionEvent>): ReadonlyArray<string> =>
  events
    .filter(isEvent('MessageOutcome'))
    .filter(({ intent }) => player.says.includes(intent.message))
    .map(({ outcome }) => outcome._tag)

/** All that has to happen to a player, in its order. */
export const stepsOf = (player: DemoUser, dialect: Dialect): ReadonlyArray<DemoStep> => {
  const other = player === alice ? bob : alice
  return [
    { name: 'connected to the dispatch server', happened: (events) => indexOf('Opened', events) >= 0 },
    {
      name: 'was redirected',
      happened: (events) => indexOf('Redirected', events) > indexOf('Opened', events),
    },
    some(`signed in by ${dialect}`, (event) => event._tag === 'SignedIn' && event.dialect === dialect),
    some('got the contact list', (event) => event._tag === 'Ready' && event.contacts === 1),
    some(`saw ${other.name} online`, isOnline(other)),
    some('was in a conversation', (event) => event._tag === 'Joined' && event.passport === other.passport),
    some(`saw ${other.name} typing`, (event) => event._tag === 'TypingReceived'),
    {
      name: `received the texts of ${other.name}`,
      happened: (events) =>
        textsOf(other).join('\n') ===
        events
          .filter(isEvent('TextReceived'))
          .map(({ text }) => text)
          .join('\n'),
    },
    {
      name: 'had every message acknowledged',
      happened: (events) => outcomesOf(player, events).join() === player.says.map(() => 'Acknowledged').join(),
    },
    ...(player === bob
      ? [
          some('was nudged', (event) => event._tag === 'NudgeReceived'),
          some('saw Alice out to lunch', (event) => event._tag === 'ContactStatus' && event.status === 'LUN'),
          some('saw Alice offline', (event) => event._tag === 'ContactStatus' && event.status === 'FLN'),
        ]
      : [some('changed the status', (event) => event._tag === 'OwnStatus' && event.status === 'LUN')]),
    some('signed out', (event) => event._tag === 'Closed' && event.reason._tag === 'SignedOut'),
  ]
}

const indexOf = (tag: SessionEvent['_tag'], events: ReadonlyArray<SessionEvent>): number =>
  events.findIndex(({ _tag }) => _tag === tag)

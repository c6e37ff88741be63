import * as O from 'fp-ts/lib/Option.js'
import { Map } from 'immutable'

import type { Dialect } from '../commands/dialects.js'
import type { Failure } from '../commands/failure.js'
import type { Command, Verb } from '../commands/rows.js'
import type { Address } from '../commands/words.js'
import { chunkLimits, joinChunks, noChunks, type Joining } from '../payloads/chunks.js'
import { kept } from '../payloads/keep.js'
import { messageOf, readMessage, writeMessage, type Message } from '../payloads/message.js'
import { remembering } from '../payloads/remember.js'
import { cutText } from '../payloads/text.js'
import {
  kindOf,
  subjectOf,
  type ClientEffect,
  type ClientEvent,
  type Closed,
  type Comings,
  type Send,
} from './effects.js'
import type { ConversationEnd, Saying, SessionEvent } from './events.js'
import type { AckType, Intent } from './intents.js'
import { moving, stay, to, type Step } from './machine.js'
import type { MessageOutcome, Outcome } from './reasons.js'
import type { SessionSettings } from './settings.js'
import type { Conversation, Person } from './state.js'

/** Something that is wanted of a conversation, and waits until it can be done. */
export type Wish =
  | {
      readonly _tag: 'Invite'
      readonly passport: string
      readonly intent: Extract<Intent, { _tag: 'Invite' }> | undefined
    }
  | { readonly _tag: 'Say'; readonly intent: Saying; readonly called: boolean }

/** Somebody who was called, and has not come yet. */
interface Call {
  readonly trid: number
  readonly passport: string
  readonly intent: Extract<Intent, { _tag: 'Invite' }> | undefined
}

/** A message that went out, and is not answered yet. A long text has several parts, numbered from `first` to `last`. */
interface Underway {
  readonly intent: Saying
  readonly ack: AckType
  readonly first: number
  readonly last: number
}

const partsOf = ({ first, last }: Underway): ReadonlyArray<number> =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** What every state of a conversation knows. */
interface Talk {
  readonly settings: SessionSettings
  readonly id: string
  /** The name of its connection, and the beginning of the names of its timers. */
  readonly link: string
  readonly dialect: Dialect
  readonly trid: number
  readonly people: Map<string, Person>
  readonly wishes: ReadonlyArray<Wish>
  /** Who invited us, if somebody did. */
  readonly by: string | undefined
  /** Whom to call again if nobody is there any more. */
  readonly last: string | undefined
  /** The intent that opened it, as long as it has no outcome. */
  readonly opening: Extract<Intent, { _tag: 'OpenConversation' | 'Accept' }> | undefined
}

/** How one gets in: by a cookie of one's own, or as an answer to an invitation. */
type Entry =
  | { readonly _tag: 'Enter'; readonly cookie: string }
  | { readonly _tag: 'Answer'; readonly cookie: string; readonly sessionId: string }

/**
 * A conversation on a switchboard.
 *
 * **Shapes** `Ringing` waits for us to accept, `Awaiting` for the notification server to name a switchboard. What is wanted
 * meanwhile waits in `wishes`, in its order: nothing is said before the reply that allows it. In `Open`, `calls` are those
 * who were called, and `underway` the messages that wait for an answer.
 *
 * **Source** core.md 6
 */
export type Switchboard =
  | ({ readonly _tag: 'Ringing'; readonly address: Address; readonly entry: Entry } & Talk)
  | ({ readonly _tag: 'Awaiting' } & Talk)
  | ({ readonly _tag: 'Dialling'; readonly entry: Entry } & Talk)
  | ({ readonly _tag: 'Entering' } & Talk)
  | ({
      readonly _tag: 'Open'
      readonly calls: ReadonlyArray<Call>
      readonly underway: Map<number, Underway>
      readonly joining: Joining
      /** Why the last one who was called did not come. */
      readonly refusal: Failure | undefined
    } & Talk)
  | { readonly _tag: 'Over'; readonly id: string; readonly link: string }

/** What comes to a conversation besides the events of its connection. */
export type SwitchboardEvent =
  | ClientEvent
  | { readonly _tag: 'Transferred'; readonly address: Address; readonly cookie: string }
  | { readonly _tag: 'NotTransferred'; readonly reason: ConversationEnd }
  | { readonly _tag: 'Wanted'; readonly wish: Wish }
  | { readonly _tag: 'Accepted'; readonly intent: Extract<Intent, { _tag: 'Accept' }> | undefined }
  | { readonly _tag: 'Ended'; readonly reason: ConversationEnd }

type SwitchboardEvents = Comings<'server', 'SB'> & {
  readonly [Tag in 'Transferred' | 'NotTransferred' | 'Wanted' | 'Accepted' | 'Ended']: Extract<
    SwitchboardEvent,
    { readonly _tag: Tag }
  >
}

type On<V extends Verb> = Extract<Command<'server', 'SB'>, { readonly verb: V }>
type Of<Tag extends Switchboard['_tag']> = Extract<Switchboard, { readonly _tag: Tag }>
type Effect = ClientEffect<SessionEvent>
type TalkStep = Step<Switchboard, Effect>
type Effects = ReadonlyArray<Effect>

/**
 * The longest payload that a switchboard takes; a longer one costs the connection (escargot.md 7).
 *
 * **Units** octets.
 */
export const payloadLimit = 1664

// The limit on messages bounds what is kept; there is no clock here that age could be told by.
const joinPieces = joinChunks(chunkLimits)

const notify = (event: SessionEvent): Effect => ({ _tag: 'Notify', event })

const settle = (
  intent: Extract<SessionEvent, { _tag: 'IntentOutcome' }>['intent'] | undefined,
  outcome: Outcome,
): Effects => (intent === undefined ? [] : [notify({ _tag: 'IntentOutcome', intent, outcome })])

const told = ({ id }: Talk, intent: Saying, outcome: MessageOutcome): Effect =>
  notify({ _tag: 'MessageOutcome', intent, conversation: id, outcome })

const replyTimer = ({ link }: Talk, trid: number): string => `${link} ${trid}`
const entryTimer = ({ link }: { readonly link: string }): string => `${link} entry`
const aloneTimer = ({ link }: { readonly link: string }): string => `${link} alone`

/** A talk without what only one of its states knows. */
const talkOf = ({ settings, id, link, dialect, trid, people, wishes, by, last, opening }: Talk): Talk => ({
  settings,
  id,
  link,
  dialect,
  trid,
  people,
  wishes,
  by,
  last,
  opening,
})

const passportIn = (command: On<'JOI' | 'IRO' | 'BYE' | 'MSG'>): string =>
  ('passport' in command ? command.passport : command.endpoint.passport).toLowerCase()

const send = ({ link, dialect }: Talk, command: Send<'client'>['command']): Effect => ({
  _tag: 'Send',
  link,
  dialect,
  command,
})

const outcomeOf = (reason: ConversationEnd): Exclude<Outcome, { readonly _tag: 'Done' }> => {
  switch (reason._tag) {
    case 'Failed':
      return { _tag: 'Failed', failure: reason.failure }
    case 'NoAnswer':
      return { _tag: 'TimedOut' }
    case 'Left':
    case 'Declined':
    case 'Lost':
    case 'SessionEnded':
      return { _tag: 'Closed' }
  }
}

/** Says what became of everything that was wanted, and is over. */
const over = (state: Exclude<Switchboard, Of<'Over'>>, reason: ConversationEnd): TalkStep => {
  const outcome = outcomeOf(reason)
  const underway = state._tag === 'Open' ? [...state.underway.entries()] : []
  const unanswered = Map(underway.map(([, { intent, last }]) => [last, intent] as const))
  const calls = state._tag === 'Open' ? state.calls : []
  return [
    { _tag: 'Over', id: state.id, link: state.link },
    [
      ...underway.map(([trid]): Effect => ({ _tag: 'Cancel', timer: replyTimer(state, trid) })),
      ...[...unanswered.values()].map((intent) => told(state, intent, { _tag: 'Closed' })),
      ...calls.flatMap(({ trid, intent }): Effects => [
        { _tag: 'Cancel', timer: replyTimer(state, trid) },
        ...settle(intent, outcome),
      ]),
      ...state.wishes.flatMap((wish): Effects =>
        wish._tag === 'Say' ? [told(state, wish.intent, outcome)] : settle(wish.intent, outcome),
      ),
      ...settle(state.opening, outcome),
      { _tag: 'Cancel', timer: entryTimer(state) },
      { _tag: 'Cancel', timer: aloneTimer(state) },
      notify({ _tag: 'ConversationEnded', conversation: state.id, reason }),
    ],
  ]
}

/** Says goodbye, where there is somebody to say it to, and is over. */
const leave = (state: Exclude<Switchboard, Of<'Over'>>, reason: ConversationEnd): TalkStep => {
  const [next, effects] = over(state, reason)
  const isInside = state._tag === 'Open' || state._tag === 'Entering'
  const out: Effects = isInside ? [send(state, { _tag: 'Async', verb: 'OUT' })] : []
  const close: Effects = isInside || state._tag === 'Dialling' ? [{ _tag: 'Close', link: state.link }] : []
  return [next, [...out, ...close, ...effects]]
}

/** The payloads of a message: a text that is too long for one goes out in several. It is asked for before it is said, too. */
const payloadsOf = remembering((message: Message): ReadonlyArray<Uint8Array> => {
  const payload = writeMessage(message)
  if (payload.length <= payloadLimit || message._tag !== 'Text') return [payload]
  const room = payloadLimit - writeMessage({ ...message, text: '' }).length
  return cutText(room)(message.text).map((text) => writeMessage({ ...message, text }))
})

/** Whether a message can be sent at all. */
export const isSendable = (message: Message): boolean =>
  payloadsOf(message).every(({ length }) => length <= payloadLimit)

/** A conversation that we open: the notification server is being asked for a switchboard. */
export const opened = (
  settings: SessionSettings,
  id: string,
  dialect: Dialect,
  wishes: ReadonlyArray<Wish>,
  opening: Extract<Intent, { _tag: 'OpenConversation' }> | undefined,
): Switchboard => ({
  _tag: 'Awaiting',
  settings,
  id,
  link: `SB ${id}`,
  dialect,
  trid: 1,
  people: Map(),
  wishes,
  by: undefined,
  last: undefined,
  opening,
})

/** A conversation that somebody invites us to, and waits for our answer. */
export const rung = (
  settings: SessionSettings,
  id: string,
  dialect: Dialect,
  { address, cookie, sessionId, passport, name }: Extract<Command<'server', 'NS'>, { readonly verb: 'RNG' }>,
): Step<Switchboard, Effect> => {
  const by = kept(passport.toLowerCase())
  const board: Switchboard = {
    _tag: 'Ringing',
    settings,
    id,
    link: `SB ${id}`,
    dialect,
    trid: 1,
    people: Map(),
    wishes: [],
    by,
    last: by,
    opening: undefined,
    address,
    entry: { _tag: 'Answer', cookie, sessionId },
  }
  const ringing = notify({ _tag: 'Ringing', conversation: id, passport: by, name })
  return [board, [ringing, { _tag: 'After', timer: entryTimer(board), ms: settings.deadlines.reply }]]
}

/** The conversation as its users see it. */
export const conversationOf = (state: Exclude<Switchboard, Of<'Over'>>): Conversation => ({
  id: state.id,
  phase: state._tag === 'Ringing' ? 'Ringing' : state._tag === 'Open' ? 'Open' : 'Opening',
  people: state.people,
  invited: [
    ...(state._tag === 'Open' ? state.calls : []),
    ...state.wishes.filter((wish) => wish._tag === 'Invite'),
  ].map(({ passport }) => passport),
  ...(state.by === undefined ? {} : { by: state.by }),
})

const after = (timer: string, ms: number): Effect => ({ _tag: 'After', timer, ms })

const eventOf = (
  speech: { readonly conversation: string; readonly passport: string; readonly name: string },
  message: Message,
): SessionEvent => {
  const { conversation, passport, name } = speech
  if (message._tag === 'Text')
    return { _tag: 'TextReceived', conversation, passport, name, text: message.text, message }
  if (message._tag === 'Typing') return { _tag: 'TypingReceived', conversation, passport, name }
  if (message._tag === 'Nudge') return { _tag: 'NudgeReceived', conversation, passport, name }
  return { _tag: 'MessageReceived', conversation, passport, name, message }
}

const dial = (was: Talk, address: Address, entry: Entry): TalkStep => [
  { _tag: 'Dialling', ...talkOf(was), entry },
  [{ _tag: 'Dial', link: was.link, address, on: 'SB' }, after(entryTimer(was), was.settings.deadlines.dial)],
]

const enter = (was: Of<'Dialling'>): TalkStep => {
  const { entry, trid } = was
  const { cookie } = entry
  return [
    { _tag: 'Entering', ...talkOf(was), trid: trid + 1 },
    [
      send(
        was,
        entry._tag === 'Enter'
          ? { _tag: 'Normal', verb: 'USR', trid, passport: was.settings.passport, cookie }
          : { _tag: 'Normal', verb: 'ANS', trid, passport: was.settings.passport, cookie, sessionId: entry.sessionId },
      ),
      after(entryTimer(was), was.settings.deadlines.reply),
    ],
  ]
}

const entered = (was: Of<'Entering'>): TalkStep => {
  const open: Of<'Open'> = {
    _tag: 'Open',
    ...talkOf(was),
    opening: undefined,
    calls: [],
    underway: Map(),
    joining: noChunks,
    refusal: undefined,
  }
  const [state, effects] = then([open, []])
  return [
    state,
    [
      { _tag: 'Cancel', timer: entryTimer(was) },
      notify({ _tag: 'ConversationStarted', conversation: was.id }),
      ...settle(was.opening, { _tag: 'Done' }),
      ...(was.people.isEmpty() ? [after(aloneTimer(was), was.settings.deadlines.alone)] : []),
      ...effects,
    ],
  ]
}

const call = (
  state: Of<'Open'>,
  { passport, intent }: Extract<Wish, { _tag: 'Invite' }>,
): readonly [Of<'Open'>, Effects] => {
  const { trid } = state
  if (state.people.has(passport)) return [state, settle(intent, { _tag: 'Refused', refusal: { _tag: 'Already' } })]
  return [
    { ...state, trid: trid + 1, calls: [...state.calls, { trid, passport, intent }] },
    [
      send(state, { _tag: 'Normal', verb: 'CAL', trid, passport }),
      after(replyTimer(state, trid), state.settings.deadlines.join),
    ],
  ]
}

const speak = (state: Of<'Open'>, intent: Saying): readonly [Of<'Open'>, Effects] => {
  const ack = intent.ack ?? (intent.message._tag === 'Typing' ? 'U' : 'A')
  const payloads = payloadsOf(intent.message)
  const numbered = payloads.map((payload, index) => ({
    trid: state.trid + index,
    payload,
  }))
  const said = numbered.flatMap(({ trid, payload }): Effects => [
    send(state, { _tag: 'Payload', verb: 'MSG', trid, ack, payload }),
    ...(ack === 'U' ? [] : [after(replyTimer(state, trid), state.settings.deadlines.reply)]),
  ])
  const underway =
    ack === 'U'
      ? state.underway
      : numbered.reduce(
          (all, { trid }) => all.set(trid, { intent, ack, first: state.trid, last: state.trid + payloads.length - 1 }),
          state.underway,
        )
  return [
    { ...state, trid: state.trid + payloads.length, underway },
    ack === 'U' ? [...said, told(state, intent, { _tag: 'Sent' })] : said,
  ]
}

/** Does the first thing that waits, if it can be done. A message waits for those who were called before it. */
const next = (state: Of<'Open'>): readonly [Of<'Open'>, Effects] | undefined => {
  const [wish, ...wishes] = state.wishes
  if (wish === undefined) return undefined
  const rest = { ...state, wishes }
  if (wish._tag === 'Invite') return call(rest, wish)
  if (state.calls.length > 0) return undefined
  if (!state.people.isEmpty()) return speak(rest, wish.intent)
  // Who has left is called once more, as official clients do (official-clients.txt).
  if (!wish.called && state.last !== undefined) {
    const again: Wish = { _tag: 'Invite', passport: state.last, intent: undefined }
    return [{ ...rest, wishes: [again, { ...wish, called: true }, ...wishes] }, []]
  }
  const outcome: MessageOutcome = {
    _tag: 'NobodyThere',
    ...(state.refusal === undefined ? {} : { failure: state.refusal }),
  }
  return [rest, [told(state, wish.intent, outcome)]]
}

/** Does what waits and can be done, after what was done already. */
const then = ([state, effects]: readonly [Of<'Open'>, Effects]): readonly [Of<'Open'>, Effects] => {
  // A loop: as many may wait as the settings allow.
  const all = [...effects]
  let now = state
  for (let step = next(now); step !== undefined; step = next(now)) {
    now = step[0]
    all.push(...step[1])
  }
  return [now, all]
}

const wanted = (was: Exclude<Switchboard, Of<'Over' | 'Open'>>, { wish }: SwitchboardEvents['Wanted']): TalkStep => [
  { ...was, wishes: [...was.wishes, wish] },
  [],
]

const isFull = ({ people, settings }: Talk, passport: string): boolean =>
  people.size >= settings.limits.people && !people.has(passport)

const arrived = (
  state: Of<'Entering' | 'Open'>,
  command: On<'JOI' | 'IRO'>,
): readonly [Talk['people'], Effects] | undefined => {
  const passport = passportIn(command)
  // Some servers name us to ourselves, and places apart from their people (core.md 6.2, 6.3).
  if (
    passport === state.settings.passport ||
    isFull(state, passport) ||
    ('endpoint' in command && command.endpoint.guid !== undefined)
  )
    return undefined
  const { name } = command
  const capabilities = 'capabilities' in command ? command.capabilities : undefined
  const person: Person = {
    passport: kept(passport),
    name: kept(name),
    ...(typeof capabilities === 'number' ? { capabilities } : {}),
  }
  return [
    state.people.set(person.passport, person),
    state.people.has(passport) ? [] : [notify({ _tag: 'Joined', conversation: state.id, passport, name })],
  ]
}

const joined = (was: Of<'Open'>, command: On<'JOI'>): TalkStep => {
  const arrival = arrived(was, command)
  if (arrival === undefined) return [was, []]
  const [people, effects] = arrival
  const passport = passportIn(command)
  const answered = was.calls.filter((call) => call.passport === passport)
  const calls = was.calls.filter((call) => call.passport !== passport)
  return then([
    { ...was, people, calls, last: passport },
    [
      { _tag: 'Cancel', timer: aloneTimer(was) },
      ...answered.flatMap(({ trid, intent }): Effects => [
        { _tag: 'Cancel', timer: replyTimer(was, trid) },
        ...settle(intent, { _tag: 'Done' }),
      ]),
      ...effects,
    ],
  ])
}

const gone = (was: Of<'Open'>, command: On<'BYE'>): TalkStep | undefined => {
  const passport = passportIn(command)
  if (!was.people.has(passport) || ('endpoint' in command && command.endpoint.guid !== undefined)) return undefined
  const people = was.people.remove(passport)
  const idle = command.idle === '1'
  return [
    { ...was, people, last: people.isEmpty() ? passport : was.last },
    [
      notify({ _tag: 'Left', conversation: was.id, passport, idle }),
      ...(people.isEmpty() ? [after(aloneTimer(was), was.settings.deadlines.alone)] : []),
    ],
  ]
}

/** A call came to nothing. */
const uncalled = (was: Of<'Open'>, { trid, intent }: Call, outcome: Outcome): TalkStep => {
  const refusal = outcome._tag === 'Failed' ? outcome.failure : undefined
  return then([
    { ...was, calls: was.calls.filter((call) => call.trid !== trid), refusal },
    [{ _tag: 'Cancel', timer: replyTimer(was, trid) }, ...settle(intent, outcome)],
  ])
}

/** A part of a message has its answer: one that fails is as good as all of them, the last one that is missing is the end. */
const answered = (was: Of<'Open'>, trid: number, outcome: MessageOutcome): TalkStep | undefined => {
  const message = was.underway.get(trid)
  if (message === undefined) return undefined
  const isGood = outcome._tag === 'Acknowledged' || outcome._tag === 'Sent'
  const left = partsOf(message).filter((part) => part !== trid && was.underway.has(part))
  const over = isGood ? [trid] : [trid, ...left]
  const cancelled = over.map((part): Effect => ({ _tag: 'Cancel', timer: replyTimer(was, part) }))
  const underway = over.reduce((all, part) => all.remove(part), was.underway)
  const isEnd = !isGood || left.length === 0
  return [{ ...was, underway }, isEnd ? [...cancelled, told(was, message.intent, outcome)] : cancelled]
}

const refused = (was: Of<'Open'>, failure: Failure): TalkStep | undefined => {
  const call = was.calls.find(({ trid }) => trid === failure.trid)
  if (call !== undefined) return uncalled(was, call, { _tag: 'Failed', failure })
  return failure.trid === undefined ? undefined : answered(was, failure.trid, { _tag: 'Failed', failure })
}

const elapsed = (was: Of<'Open'>, { timer }: SwitchboardEvents['Elapsed']): TalkStep | undefined => {
  if (timer === aloneTimer(was))
    return was.calls.length > 0 ? [was, [after(timer, was.settings.deadlines.alone)]] : leave(was, { _tag: 'Left' })
  const call = was.calls.find(({ trid }) => timer === replyTimer(was, trid))
  if (call !== undefined) return uncalled(was, call, { _tag: 'TimedOut' })
  const trid = Number(timer.slice(was.link.length + 1))
  const silence = was.underway.get(trid)?.ack === 'N' ? 'Sent' : 'TimedOut'
  return answered(was, trid, { _tag: silence })
}

const heard = (was: Of<'Open'>, command: On<'MSG'>): TalkStep => {
  const passport = passportIn(command)
  const speech = { conversation: was.id, passport, name: command.name }
  const message = readMessage(command.payload)
  if (message._tag !== 'FirstChunk' && message._tag !== 'LaterChunk') return [was, [notify(eventOf(speech, message))]]
  const [joining, whole] = joinPieces(was.joining, { from: passport, at: 0, chunk: message })
  return [{ ...was, joining }, O.isNone(whole) ? [] : [notify(eventOf(speech, messageOf(whole.value)))]]
}

const refusedEntry = to('Over')((was: Of<'Entering'>, failure: Failure) => leave(was, { _tag: 'Failed', failure }))
const lost = to('Over')((was: Of<'Dialling' | 'Entering' | 'Open'>, _: Closed) => over(was, { _tag: 'Lost' }))
const ended = to('Over')((was: Exclude<Switchboard, Of<'Over'>>, { reason }: SwitchboardEvents['Ended']) =>
  leave(was, reason),
)
const tooLate = to('Over')((was: Exclude<Switchboard, Of<'Over' | 'Open'>>) => leave(was, { _tag: 'NoAnswer' }))
const isReply = ({ trid }: Talk, reply: { readonly trid: number }): boolean => reply.trid === trid - 1
const early = { Wanted: stay(wanted), Elapsed: tooLate, Ended: ended }

/** The moves of a conversation. It begins by `opened` or `rung`. */
export const switchboard = moving<Switchboard, SwitchboardEvent, SwitchboardEvents, Effect>({
  kindOf,
  subjectOf,
  moves: {
    Ringing: {
      ...early,
      Accepted: to('Dialling')((was, { intent }) => dial({ ...was, opening: intent }, was.address, was.entry)),
    },
    Awaiting: {
      ...early,
      Transferred: to('Dialling')((was, { address, cookie }) => dial(was, address, { _tag: 'Enter', cookie })),
      NotTransferred: to('Over')((was, { reason }) => over(was, reason)),
    },
    Dialling: { ...early, Opened: to('Entering')(enter), Closed: lost },
    Entering: {
      ...early,
      IRO: stay((was, command) => {
        const arrival = arrived(was, command)
        return arrival === undefined ? [was, []] : [{ ...was, people: arrival[0] }, arrival[1]]
      }),
      USR: to('Open')((was, reply) => (isReply(was, reply) ? entered(was) : undefined)),
      ANS: to('Open')((was, reply) => (isReply(was, reply) ? entered(was) : undefined)),
      Failure: refusedEntry,
      Closed: lost,
    },
    Open: {
      Wanted: stay((was, { wish }) => then([{ ...was, wishes: [...was.wishes, wish] }, []])),
      CAL: stay((was, reply) => (was.calls.some(({ trid }) => trid === reply.trid) ? [was, []] : undefined)),
      JOI: stay(joined),
      BYE: stay(gone),
      MSG: stay(heard),
      ACK: stay((was, { trid }) => answered(was, trid, { _tag: 'Acknowledged' })),
      NAK: stay((was, { trid }) => answered(was, trid, { _tag: 'NotDelivered' })),
      Failure: stay(refused),
      Elapsed: to('Open', 'Over')(elapsed),
      Closed: lost,
      Ended: ended,
    },
    Over: {},
  },
})

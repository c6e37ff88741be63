/** Events of a session as lines of text. */
import {
  Address,
  describeEnd,
  describeOutcome,
  type Intent,
  listsOf,
  type Message,
  type MessageOutcome,
  type Outcome,
  type SessionEvent,
  type Status,
} from '../index.js'
import { describeConversationEnd } from './event-json.js'
import { colours, counted, cutTo, fitted, harmless, spaced } from './output.js'

const statusWords: Readonly<Record<Status, string>> = {
  NLN: 'online',
  BSY: 'busy',
  IDL: 'idle',
  BRB: 'back soon',
  AWY: 'away',
  PHN: 'on the phone',
  LUN: 'out to lunch',
  HDN: 'hidden',
  FLN: 'offline',
}

/** A status in words: `out to lunch`. */
export const describeStatus = (status: Status): string => statusWords[status]

/** Somebody, never without the address: anybody may take any name. */
export const person = ({
  passport,
  name,
}: {
  readonly passport: string
  readonly name?: string | undefined
}): string => (name === undefined || name === passport || name === '' ? passport : `${name} <${passport}>`)

const onOneLine = (text: string): string => text.trimEnd().replaceAll('\n', ' ⏎ ')

/** A message in a few words: its text, or what else it is. */
const describeMessage = (message: Message): string => {
  switch (message._tag) {
    case 'Text':
      return onOneLine(message.text)
    case 'Other':
      return 'a message of another type'
    default:
      return `a message: ${spaced(message._tag)}`
  }
}

const quoted = (message: Message): string =>
  message._tag === 'Text' ? `“${onOneLine(message.text)}”` : spaced(message._tag)

/** What was wanted, in a few words: `say to bob@example.com`. */
export const intentWords = (intent: Intent): string => {
  const about = 'passport' in intent ? ` ${intent.passport}` : 'conversation' in intent ? ` ${intent.conversation}` : ''
  return `${spaced(intent._tag)}${about}`
}

const isGood = ({ _tag }: Outcome | MessageOutcome): boolean =>
  _tag === 'Done' || _tag === 'Acknowledged' || _tag === 'Sent'

const markOf = (outcome: Outcome | MessageOutcome): string => (isGood(outcome) ? '✓' : '✗')

/** How a line about an event is to look: what people say stands out, and what goes on below them does not. */
export const paintOf = (event: SessionEvent): ((line: string) => string) => {
  switch (event._tag) {
    case 'TextReceived':
      return colours.bold
    case 'MessageOutcome':
    case 'IntentOutcome':
      return isGood(event.outcome) ? colours.green : colours.red
    case 'ServerFailed':
    case 'ServiceFailed':
    case 'Unexpected':
      return colours.red
    case 'Ringing':
    case 'NudgeReceived':
    case 'AddedMe':
      return colours.yellow
    case 'Connecting':
    case 'Opened':
    case 'Redirected':
    case 'Challenged':
    case 'TypingReceived':
      return colours.dim
    default:
      return String
  }
}

const missingText = ({ contacts, groups, lists }: Extract<SessionEvent, { _tag: 'ListIncomplete' }>): string => {
  if (lists.length > 0) return `parts of ${lists.join(', ')} are missing`
  return contacts === undefined || groups === undefined
    ? 'it did not come'
    : `${counted(contacts, 'contact')} and ${counted(groups, 'group')} are missing`
}

/** Whether there is nothing in an event that another one does not tell. */
export const isEcho = (event: SessionEvent): boolean =>
  event._tag === 'Closing' ||
  (event._tag === 'ConversationEnded' && event.reason._tag === 'SessionEnded') ||
  (event._tag === 'IntentOutcome' && event.intent._tag === 'SignOut') ||
  (event._tag === 'MessageOutcome' && event.intent.message._tag === 'Typing' && event.outcome._tag === 'Sent')

/** An event in which somebody says something. */
type Speech = Extract<
  SessionEvent,
  { readonly _tag: 'TextReceived' | 'MessageReceived' | 'OfflineReceived' | 'NetworkMessageReceived' | 'CircleMessage' }
>

/** Who says what. */
const speechIn = (event: Speech): readonly [who: string, what: string] => {
  switch (event._tag) {
    case 'OfflineReceived': {
      const at = event.sentAt === undefined ? '' : `, ${event.sentAt}`
      return [`${event.name ?? event.passport} wrote${at}`, onOneLine(event.text)]
    }
    case 'NetworkMessageReceived':
      return [`${event.passport} (network ${event.network})`, describeMessage(event.message)]
    case 'CircleMessage':
      return [`${event.passport} in circle ${event.circle}`, describeMessage(event.message)]
    case 'TextReceived':
    case 'MessageReceived':
      return [person(event), describeMessage(event.message)]
  }
}

const isSpeech = (event: SessionEvent): event is Speech =>
  event._tag === 'TextReceived' ||
  event._tag === 'MessageReceived' ||
  event._tag === 'OfflineReceived' ||
  event._tag === 'NetworkMessageReceived' ||
  event._tag === 'CircleMessage'

/** What happened, in so many columns: what people say gets the room. Nothing in it steers a terminal. */
export const eventTextIn =
  (room: number | undefined) =>
  (event: SessionEvent): string => {
    if (!isSpeech(event)) return cutTo(room)(harmless(eventText(event)))
    const [who, what] = speechIn(event)
    return fitted(room)(who, ': ', what)
  }

/** What happened in a session, in a line for people. What peers wrote stands in it as they wrote it. */
export const eventText = (event: SessionEvent): string => {
  switch (event._tag) {
    case 'Connecting':
      return `connecting to ${Address.write(event.address)}`
    case 'Opened':
      return `connected to ${Address.write(event.address)}`
    case 'Redirected':
      return `sent on to ${Address.write(event.address)}`
    case 'SignedIn':
      return `signed in as ${person(event)}, ${event.dialect}`
    case 'Ready':
      return `contact list: ${counted(event.contacts, 'contact')}, ${counted(event.groups, 'group')}`
    case 'ListIncomplete':
      return `the contact list is incomplete: ${missingText(event)}`
    case 'Profile':
      return 'the server told the profile of the account'
    case 'Challenged':
      return 'answered the challenge of the server'
    case 'Alive':
      return 'the server is there'
    case 'TicketsRenewed':
      return 'new tickets have come'
    case 'TicketsFailed':
      return `no new tickets: ${describeEnd(event.reason)}`
    case 'Closing':
      return 'signing out'
    case 'Disconnected':
      return `disconnected: ${describeEnd(event.reason)}`
    case 'Reconnecting':
      return event.attempt === 1 ? 'signing in again' : `signing in again, attempt ${event.attempt}`
    case 'Closed':
      return describeEnd(event.reason)
    case 'Contact': {
      const { lists, status } = event.contact
      return `contact ${person(event.contact)}: ${listsOf(lists).join(' ') || 'on no list'}, ${describeStatus(status)}`
    }
    case 'ContactRemoved':
      return `${event.passport} is no contact any more`
    case 'Group':
      return `group ${event.group.name} (${event.group.id})`
    case 'GroupRemoved':
      return `group ${event.group.name} is no more`
    case 'AddedMe':
      return `${person(event)} has added this account`
    case 'RemovedMe':
      return `${event.passport} has removed this account`
    case 'ContactStatus':
      return `${person(event)} is ${describeStatus(event.status)}`
    case 'ContactPersonal':
      return `${event.passport} shows: ${onOneLine(event.personal.psm ?? '') || 'no text'}`
    case 'ContactProperty':
      return `${event.passport} has changed the property ${event.property.key}`
    case 'OwnStatus':
      return `own status: ${describeStatus(event.status)}`
    case 'OwnName':
      return `own name: ${event.name}`
    case 'OwnProperty':
      return `own property ${event.property.key} is set`
    case 'Privacy':
      return `people on no list are ${event.privacy === 'AL' ? 'let in' : 'kept out'}`
    case 'Prompt':
      return `new followers are ${event.prompt === 'A' ? 'asked about' : 'taken as they come'}`
    case 'OwnEndpoints':
      return `signed in at: ${event.endpoints.map(({ guid, name }) => name ?? guid).join(', ') || 'no other place'}`
    case 'OfflineReceived':
    case 'NetworkMessageReceived':
    case 'CircleMessage':
    case 'TextReceived':
    case 'MessageReceived':
      return speechIn(event).join(': ')
    case 'NoteReceived':
      return `${event.passport} sends a note of type ${event.type}, ${counted(event.payload.length, 'byte')}`
    case 'Networks':
      return `${event.passport} is on ${event.networks.map((network) => `network ${network}`).join(', ') || 'no network'}`
    case 'Circle':
      return `circle ${event.circle.name ?? event.circle.address}: ${counted(event.circle.members.size, 'member')}`
    case 'CircleStatus':
      return `${person(event)} is ${describeStatus(event.status)} in circle ${event.circle}`
    case 'Ringing':
      return `${person(event)} calls (${event.conversation})`
    case 'ConversationStarted':
      return `conversation ${event.conversation} begins`
    case 'Joined':
      return `${person(event)} is there (${event.conversation})`
    case 'Left':
      return `${event.passport} has left (${event.conversation})${event.idle ? ', as nothing was said' : ''}`
    case 'TypingReceived':
      return `${person(event)} is typing`
    case 'NudgeReceived':
      return `${person(event)} sends a nudge`
    case 'ConversationEnded':
      return `conversation ${event.conversation} is over: ${describeConversationEnd(event.reason)}`
    case 'IntentOutcome':
      return `${markOf(event.outcome)} ${intentWords(event.intent)}: ${describeOutcome(event.outcome)}`
    case 'MessageOutcome':
      return `${markOf(event.outcome)} ${quoted(event.intent.message)} ${describeOutcome(event.outcome)}`
    case 'Replied':
      return `reply: ${event.reply.verb}`
    case 'Notice':
      return `notice: ${describeMessage(event.message)}`
    case 'Notification':
      return `notification: ${onOneLine(event.notification.text ?? 'without a text')}`
    case 'ServerFailed':
      return `the server says: ${event.failure.meaning} (${event.failure.code})`
    case 'ServiceFailed':
      return describeOutcome(event)
    case 'Unexpected':
      return `unexpected: ${event.problem}`
  }
}

/** The time of day, to the second. */
export const clock = (): string => new Date().toLocaleTimeString('en-GB')

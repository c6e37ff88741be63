/** Events of a session with made-up values for all that a test does not name. */

import { persistentMap } from '../core/persistentMap.js'
import { failure } from '../commands/failure.js'
import type { SessionEvent } from '../client/events.js'
import { sayTo, setStatus } from '../client/intents/intents.js'
import { noPersonal } from '../payloads/personal.js'
import { textMessage } from '../payloads/text.js'
import { contact } from './states.js'

type Tag = SessionEvent['_tag']
type Of<T extends Tag> = Extract<SessionEvent, { readonly _tag: T }>

const address = { host: '127.0.0.1', port: 1863 }
const passport = 'alice@example.com'
const name = 'Alice'
const conversation = 'C1'
const somebody = { passport, name }
const speech = { conversation, ...somebody }
const group = { id: '1', name: 'Friends' }
const property = { _tag: 'Phone', key: 'PHM', number: { text: '555 1234' } } as const
const message = textMessage('Hello?')
const circle = '00000000-0000-0000-0009-0123456789ab@live.com'

const usual: { readonly [T in Tag]: Omit<Of<T>, '_tag'> } = {
  Connecting: { address },
  Opened: { address },
  Redirected: { address },
  SignedIn: { passport: 'bot@example.com', name: undefined, dialect: 'MSNP12' },
  Ready: { contacts: 0, groups: 0, changed: true },
  Profile: { profile: { _tag: 'Profile', headers: [] } },
  Challenged: {},
  Alive: {},
  TicketsRenewed: {},
  TicketsFailed: { reason: { _tag: 'NoTicket', problem: 'the service of tickets does not answer' } },
  Closing: {},
  Disconnected: { reason: { _tag: 'Lost', why: { _tag: 'Reset' } }, retryAt: 1_000 },
  Reconnecting: { attempt: 1 },
  Closed: { reason: { _tag: 'SignedOut' } },
  Contact: { contact: contact(somebody) },
  ContactRemoved: { passport },
  Group: { group },
  GroupRemoved: { group },
  AddedMe: somebody,
  RemovedMe: { passport },
  ContactStatus: { ...somebody, status: 'NLN' },
  ContactPersonal: { passport, personal: noPersonal },
  ContactProperty: { passport, property },
  OwnStatus: { status: 'NLN' },
  OwnName: { name: 'Bot' },
  OwnProperty: { property },
  Privacy: { privacy: 'AL' },
  Prompt: { prompt: 'A' },
  OwnEndpoints: { endpoints: [] },
  OfflineReceived: { passport, name, text: message.text, sentAt: undefined, id: '1' },
  NetworkMessageReceived: { passport, network: 32, message },
  NoteReceived: { passport, guid: undefined, type: 1, payload: new Uint8Array(0) },
  Networks: { passport, networks: [1] },
  Circle: { circle: { address: circle, name: undefined, members: persistentMap() } },
  CircleStatus: { circle, ...somebody, status: 'NLN' },
  CircleMessage: { circle, passport, message },
  Ringing: speech,
  ConversationStarted: { conversation },
  Joined: speech,
  Left: { conversation, passport, idle: false },
  TextReceived: { ...speech, text: message.text, message },
  TypingReceived: speech,
  NudgeReceived: speech,
  MessageReceived: { ...speech, message: { _tag: 'Nudge' } },
  ConversationEnded: { conversation, reason: { _tag: 'Left' } },
  IntentOutcome: { intent: setStatus('NLN') as Of<'IntentOutcome'>['intent'], outcome: { _tag: 'Done' } },
  MessageOutcome: {
    intent: sayTo(passport, message) as Of<'MessageOutcome'>['intent'],
    conversation,
    outcome: { _tag: 'Acknowledged' },
  },
  Replied: {
    intent: { _tag: 'Ask', question: { _tag: 'Normal', verb: 'URL', service: 'INBOX', arguments: [] } },
    reply: { _tag: 'Normal', verb: 'URL', trid: 7, path: '/inbox', postUrl: 'https://example.com/login', siteId: 2 },
  },
  ListIncomplete: { contacts: 1, groups: 0, lists: [] },
  Notice: { message },
  Notification: { notification: {} },
  ServerFailed: { failure: failure(500) },
  ServiceFailed: { service: 'addressBook', problem: { _tag: 'TimedOut' } },
  Unexpected: { problem: 'JOI was not expected' },
}

/** A text and its message say the same, whichever of them was given. */
const agreeing = (given: Partial<Of<'TextReceived'>>): Partial<Of<'TextReceived'>> => {
  if (given.message?._tag === 'Text') return { text: given.message.text, ...given }
  return given.text === undefined ? given : { message: textMessage(given.text), ...given }
}

/**
 * What happens in a session, with what the test is about said, and the rest made up: by Alice, who is
 * `alice@example.com`, in the conversation `C1`.
 */
export const event = <T extends SessionEvent['_tag']>(
  tag: T,
  given: Partial<Omit<Extract<SessionEvent, { readonly _tag: T }>, '_tag'>> = {},
): Extract<SessionEvent, { readonly _tag: T }> => {
  const details = tag === 'TextReceived' ? agreeing(given as Partial<Of<'TextReceived'>>) : given
  // The table has, for each tag, what its event holds.
  return { _tag: tag, ...usual[tag], ...details } as unknown as Extract<SessionEvent, { readonly _tag: T }>
}

/** What an app wants: the type of intents, and the functions that make them. */
import type { Status } from '../../commands/words.js'
import type { Message } from '../../payloads/message.js'
import { noPersonal } from '../../payloads/personal.js'
import { textMessage } from '../../payloads/text.js'
import type { AckType, Intent } from './table.js'

export type { AckType, Intent, Question, ServiceReply } from './table.js'
export { describeIntentProblem, isIntent, problemOfIntent, readIntent, writeIntent } from './reading.js'
export type { IntentProblem } from './reading.js'

const messageOf = (what: string | Message): Message => (typeof what === 'string' ? textMessage(what) : what)

/** Says a text, or any message, in a conversation. */
export const say = (conversation: string, what: string | Message, ack?: AckType): Intent => ({
  _tag: 'Say',
  conversation,
  message: messageOf(what),
  ...(ack === undefined ? {} : { ack }),
})

/** Says a text, or any message, to a contact; the conversation is seen to. */
export const sayTo = (passport: string, what: string | Message, ack?: AckType): Intent => ({
  _tag: 'SayTo',
  passport,
  message: messageOf(what),
  ...(ack === undefined ? {} : { ack }),
})

/** Opens a conversation with some people; the id may be chosen. */
export const openConversation = (invite: ReadonlyArray<string>, conversation?: string): Intent => ({
  _tag: 'OpenConversation',
  invite,
  ...(conversation === undefined ? {} : { conversation }),
})

/** Shows oneself in a status: `NLN` online, `AWY` away, `BSY` busy, `HDN` hidden, ... */
export const setStatus = (status: Status): Intent => ({ _tag: 'SetStatus', status })

/** Shows oneself under a name. */
export const setName = (name: string): Intent => ({ _tag: 'SetName', name })

/** Shows a text beside the name (MSNP11 and later). */
export const setPersonalMessage = (psm: string): Intent => ({ _tag: 'SetPersonal', personal: { ...noPersonal, psm } })

/** Puts a contact on the forward and the allow list, perhaps in a group. */
export const addContact = (passport: string, name?: string, group?: string): Intent => ({
  _tag: 'AddContact',
  passport,
  ...(name === undefined ? {} : { name }),
  ...(group === undefined ? {} : { group }),
})

/** Signs out. */
export const signOut: Intent = { _tag: 'SignOut' }

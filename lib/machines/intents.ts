import type { MsnObject } from '../commands/msnobject.js'
import type { Property } from '../commands/property.js'
import type { CommandOf } from '../commands/row.js'
import type { rows } from '../commands/rows.js'
import type { ListName, Status } from '../commands/words.js'
import type { Message } from '../payloads/message.js'
import { noPersonal, type Personal } from '../payloads/personal.js'
import { textMessage } from '../payloads/text.js'

/**
 * How a switchboard is to answer a message: never (U), if it failed (N), in any case (A; D, from MSNP9 on, which is for
 * pictures and files). **Source** core.md 6.4
 */
export type AckType = 'U' | 'N' | 'A' | 'D'

/** The commands of a service that is asked, and answers, without changing the session: mail pages, the directory. */
type Service = 'UrlAsk' | 'SndAsk' | 'SdcAsk' | 'FndAsk' | 'ImsAsk' | 'GcfAsk' | 'PagAsk' | 'LstAsk' | 'LsgAsk'

/** A question to a service, without its transaction id. */
export type Question = { readonly [Id in Service]: Omit<CommandOf<(typeof rows)[Id]>, 'trid' | 'odd'> }[Service]

/**
 * What an app wants.
 *
 * Intents that come before the contact list is there wait for it. Each gets one outcome: `MessageOutcome` for `Say` and
 * `SayTo`, `IntentOutcome` for all others.
 *
 * **Shapes** contacts and people are named by their address, groups by their id or name, conversations by their id; the
 * id of one that is opened may be chosen.
 */
export type Intent =
  | { readonly _tag: 'SetStatus'; readonly status: Status; readonly object?: MsnObject }
  | { readonly _tag: 'SetName'; readonly name: string }
  | { readonly _tag: 'SetPersonal'; readonly personal: Personal }
  | { readonly _tag: 'SetProperty'; readonly property: Property }
  | { readonly _tag: 'SetPrivacy'; readonly privacy: 'AL' | 'BL' }
  | { readonly _tag: 'SetPrompt'; readonly prompt: 'A' | 'N' }
  /** To the forward list, and to the allow list unless the contact is on it or blocked. */
  | { readonly _tag: 'AddContact'; readonly passport: string; readonly name?: string; readonly group?: string }
  /** From the forward list, or with a group from that group alone. */
  | { readonly _tag: 'RemoveContact'; readonly passport: string; readonly group?: string }
  /** From the allow list to the block list. */
  | { readonly _tag: 'Block'; readonly passport: string }
  /** From the block list to the allow list. */
  | { readonly _tag: 'Allow'; readonly passport: string }
  /** The one command for one list. */
  | { readonly _tag: 'AddToList'; readonly list: ListName; readonly passport: string }
  | { readonly _tag: 'RemoveFromList'; readonly list: ListName; readonly passport: string }
  | { readonly _tag: 'RenameContact'; readonly passport: string; readonly name: string }
  | { readonly _tag: 'SetContactProperty'; readonly passport: string; readonly property: Property }
  | { readonly _tag: 'AddGroup'; readonly name: string }
  | { readonly _tag: 'RemoveGroup'; readonly group: string }
  | { readonly _tag: 'RenameGroup'; readonly group: string; readonly name: string }
  /** Asks for the contact list again. */
  | { readonly _tag: 'Synchronise' }
  | { readonly _tag: 'Ping' }
  | { readonly _tag: 'OpenConversation'; readonly invite: ReadonlyArray<string>; readonly conversation?: string }
  | { readonly _tag: 'Invite'; readonly conversation: string; readonly passport: string }
  | { readonly _tag: 'Leave'; readonly conversation: string }
  | { readonly _tag: 'Accept'; readonly conversation: string }
  | { readonly _tag: 'Decline'; readonly conversation: string }
  | { readonly _tag: 'Say'; readonly conversation: string; readonly message: Message; readonly ack?: AckType }
  /** In the conversation with this contact alone, which is opened if there is none. */
  | { readonly _tag: 'SayTo'; readonly passport: string; readonly message: Message; readonly ack?: AckType }
  /** Signs another place of the account out (MSNP16 and later). */
  | { readonly _tag: 'SignOutPlace'; readonly guid: string }
  /** Signs all other places of the account out. */
  | { readonly _tag: 'SignOutElsewhere' }
  /** Has a text kept for somebody who is offline (MSNP13 and later). */
  | { readonly _tag: 'SendOffline'; readonly passport: string; readonly text: string }
  /** Deletes messages that came while one was offline, by the ids of `OfflineReceived`. */
  | { readonly _tag: 'DeleteOffline'; readonly ids: ReadonlyArray<string> }
  /** To somebody on another network, such as 32 for Yahoo; only a failure would be told (MSNP14 and later). */
  | { readonly _tag: 'SayToNetwork'; readonly passport: string; readonly network: number; readonly message: Message }
  /** A note by way of the notification server, to all places of somebody or to one (MSNP13 and later). */
  | {
      readonly _tag: 'SendNote'
      readonly passport: string
      readonly guid?: string
      readonly type: number
      readonly payload: Uint8Array
    }
  /** Asks on which networks an address exists: `Networks` (MSNP14 and later). */
  | { readonly _tag: 'FindNetworks'; readonly passport: string }
  /** To everybody in a circle (MSNP18). */
  | { readonly _tag: 'SayToCircle'; readonly circle: string; readonly message: Message }
  /** Its replies come as `Replied`. */
  | { readonly _tag: 'Ask'; readonly question: Question }
  | { readonly _tag: 'SignOut' }

const known: Readonly<Record<Intent['_tag'], true>> = {
  SetStatus: true,
  SetName: true,
  SetPersonal: true,
  SetProperty: true,
  SetPrivacy: true,
  SetPrompt: true,
  AddContact: true,
  RemoveContact: true,
  Block: true,
  Allow: true,
  AddToList: true,
  RemoveFromList: true,
  RenameContact: true,
  SetContactProperty: true,
  AddGroup: true,
  RemoveGroup: true,
  RenameGroup: true,
  Synchronise: true,
  Ping: true,
  OpenConversation: true,
  Invite: true,
  Leave: true,
  Accept: true,
  Decline: true,
  Say: true,
  SayTo: true,
  SignOutPlace: true,
  SignOutElsewhere: true,
  SendOffline: true,
  DeleteOffline: true,
  SayToNetwork: true,
  SendNote: true,
  FindNetworks: true,
  SayToCircle: true,
  Ask: true,
  SignOut: true,
}

/** Whether there is such an intent: types do not reach who writes JavaScript, or reads intents from a file. */
export const isIntent = (u: { readonly _tag: string }): u is Intent => Object.hasOwn(known, u._tag)

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

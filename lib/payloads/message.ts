/** Messages of every type as one union, read from MIME and written to it. */
import * as O from 'fp-ts/lib/Option.js'
import { flow } from 'fp-ts/lib/function.js'

import { readChunk, writeChunk, type Chunk } from './chunks.js'
import { readClientCaps, writeClientCaps, writeKeepAlive, type ClientCaps, type KeepAlive } from './clientcaps.js'
import { readDatacast, writeDatacast, type Datacast } from './datacast.js'
import { readEmoticons, writeEmoticons, type Emoticons } from './emoticon.js'
import { readInk, writeInk, type Ink } from './ink.js'
import { readInvitation, writeInvitation, type Invitation } from './invite.js'
import { mailTypes, readMailNotice, writeMailNotice, type MailNotice } from './mail.js'
import { contentType, readMime, writeMime, type Mime } from './mime.js'
import { readProfile, writeProfile, type Profile } from './profile.js'
import { readSystemMessage, writeSystemMessage, type SystemMessage } from './system.js'
import { readText, writeText, type TextMessage } from './text.js'
import { contentTypes } from './types.js'
import { readTyping, writeTyping, type Recording, type Typing } from './typing.js'

/** A message of a type that nothing is known of, or one that is not what its type says: as it came. */
export interface Other {
  readonly _tag: 'Other'
  readonly mime: Mime
}

/**
 * What a message says: the payload of MSG, of UUM and UBM, and the third block of SDG.
 *
 * **Source** messages.md 1
 */
export type Message =
  | TextMessage
  | Typing
  | Recording
  | Datacast
  | Ink
  | Emoticons
  | ClientCaps
  | KeepAlive
  | Profile
  | MailNotice
  | SystemMessage
  | Invitation
  | Chunk
  | Other

type Reader = (mime: Mime) => O.Option<Message>

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  // By hand, as it is the busiest of all: flow calls by way of arguments.
  [contentTypes.text, (mime) => O.some(readText(mime))],
  [contentTypes.typing, readTyping],
  [contentTypes.datacast, readDatacast],
  [contentTypes.ink, readInk],
  [contentTypes.gif, readInk],
  [contentTypes.emoticons, flow(readEmoticons, O.some)],
  [contentTypes.animatedEmoticons, flow(readEmoticons, O.some)],
  [contentTypes.clientCaps, flow(readClientCaps, O.some)],
  [contentTypes.keepAlive, () => O.some({ _tag: 'KeepAlive' })],
  [contentTypes.profile, flow(readProfile, O.some)],
  [contentTypes.systemMessage, flow(readSystemMessage, O.some)],
  [contentTypes.invitation, flow(readInvitation, O.some)],
  ...mailTypes.map((type) => [type, readMailNotice] as const),
])

/**
 * The message in headers and body; a piece of a longer one (`FirstChunk`, `LaterChunk`) is to be joined before.
 *
 * **Errors** none: what cannot be read is `Other`.
 */
export const messageOf = (mime: Mime): Message => {
  const chunk = readChunk(mime)
  const read = O.isSome(chunk) ? chunk : (readers.get(contentType(mime).type)?.(mime) ?? O.none)
  return O.isSome(read) ? read.value : { _tag: 'Other', mime }
}

/** The headers and body of a message: the inverse of `messageOf`. */
export const mimeOf = (message: Message): Mime => {
  switch (message._tag) {
    case 'Text':
      return writeText(message)
    case 'Typing':
    case 'Recording':
      return writeTyping(message)
    case 'Nudge':
    case 'Wink':
    case 'VoiceClip':
    case 'Action':
    case 'OtherDatacast':
      return writeDatacast(message)
    case 'Ink':
      return writeInk(message)
    case 'Emoticons':
      return writeEmoticons(message)
    case 'ClientCaps':
      return writeClientCaps(message)
    case 'KeepAlive':
      return writeKeepAlive()
    case 'Profile':
      return writeProfile(message)
    case 'InitialMail':
    case 'InitialMailData':
    case 'NewMail':
    case 'MailMoved':
    case 'OfflineMessageCame':
      return writeMailNotice(message)
    case 'SystemMessage':
      return writeSystemMessage(message)
    case 'Invitation':
      return writeInvitation(message)
    case 'FirstChunk':
    case 'LaterChunk':
      return writeChunk(message)
    case 'Other':
      return message.mime
  }
}

/**
 * Reads a payload as a message.
 *
 * **Errors** none: whatever the bytes, there is a message.
 *
 * **Source** messages.md 1
 */
export const readMessage = (payload: Uint8Array): Message => messageOf(readMime(payload))

/** The payload of a message, in the form that all peers understand. */
export const writeMessage = (message: Message): Uint8Array => writeMime(mimeOf(message))

/** The shapes of what an app sends: messages, personal messages, bytes. */
import * as E from 'fp-ts/lib/Either.js'

import { isProperty, type Property } from '../commands/property.js'
import { MsnObjectWord, type MsnObject } from '../commands/msnobject.js'
import { CapabilityPair } from '../commands/capabilities.js'
import { Count, Guid, Status } from '../commands/words.js'
import { isBytes } from '../wire/bytes.js'
import { fromBase64, byteText, toBase64, utf8Bytes, utf8Of } from '../wire/text.js'
import type { Field, Fields } from './fields.js'
import { mimeOf, type Message } from './message.js'
import type { Mime } from './mime.js'
import type { EndpointData, Media, Personal, PrivateEndpointData } from './personal.js'
import { isRecord } from './misshape.js'
import { leaf, list, object, oneOf, text, union, variant, withFallback, withShorthand, type AnyShape, type Shape } from './shape.js'
import { plainFormat, textMessage, type Colour, type TextEffect, type TextFormat } from './text.js'
import { contentTypes } from './types.js'

const readBase64 = (u: unknown): Uint8Array | undefined => {
  const isBase64 = isRecord(u) && Object.keys(u).join() === 'base64' && typeof u['base64'] === 'string'
  return isBase64 ? fromBase64(u['base64'] as string) : undefined
}

const isUtf8 = (bytes: Uint8Array): boolean => byteText(utf8Bytes(utf8Of(bytes))) === byteText(bytes)

/** Bytes. In JSON a text stands for its UTF-8, and any others are `{ "base64": "..." }`. */
export const BytesShape: Shape<Uint8Array> = leaf<Uint8Array>('bytes (in JSON a text, or { "base64": "AAEC" })', isBytes, {
  read: (u) => (typeof u === 'string' ? utf8Bytes(u) : (readBase64(u) ?? u)),
  write: (bytes) => (isUtf8(bytes) ? utf8Of(bytes) : { base64: toBase64(bytes) }),
})

const yesOrNo = leaf<boolean>('true or false', (u) => typeof u === 'boolean')
const count = leaf<number>('a whole number from 0 on', Count.is)
const integer = leaf<number>('a whole number', Number.isSafeInteger)
const byte = leaf<number>('a whole number from 0 to 255', (u) => Number.isInteger(u) && (u as number) >= 0 && (u as number) < 256)
const guid = leaf<string>('a GUID without braces', Guid.is)

const FieldShape = leaf<Field>(
  'a name and a value, such as ["X-Name", "value"]',
  (u) => Array.isArray(u) && u.length === 2 && u.every((part) => typeof part === 'string'),
)
const fields = withFallback<Fields>(list('a list of names with values', FieldShape), [])

const ColourShape: Shape<Colour> = object('a colour such as { "red": 255, "green": 0, "blue": 0 }', {
  red: byte,
  green: byte,
  blue: byte,
})

const effect = oneOf<TextEffect>('Bold', 'Italic', 'Underline', 'StrikeOut')

const FormatShape: Shape<TextFormat> = object('a format such as { "effects": ["Bold"] }', {
  font: withFallback(text(), plainFormat.font),
  effects: withFallback(list<TextEffect>('a list of effects such as ["Bold"]', effect), plainFormat.effects),
  colour: withFallback(ColourShape, plainFormat.colour),
  charset: withFallback(count, plainFormat.charset),
  fontKind: withFallback(
    object('a kind of font such as { "family": 2, "pitch": 0 }', { family: count, pitch: count }),
    plainFormat.fontKind,
  ),
  rightToLeft: withFallback(yesOrNo, plainFormat.rightToLeft),
})

const MimeShape: Shape<Mime> = object('headers and a body', { headers: fields, body: BytesShape })

/** Whether a message of a kind that servers say can be written. */
const isWritable = (u: unknown): boolean =>
  E.isRight(E.tryCatch(() => mimeOf(u as Message), E.toError)) && isRecord(u)

/** What servers say of mail and accounts: an app hands on what it was given. */
const handedOn = (tag: Message['_tag']): AnyShape =>
  leaf(`a ${tag} with all of its fields`, isWritable, {
    read: (u) => (tag === 'Profile' && isRecord(u) ? { headers: [], ...u } : u),
  })

const EmoticonShape = object('a shortcut and an MSN object', { shortcut: text(), object: text('the XML text of an MSN object') })
const xmlObject = text('the XML text of an MSN object')

const kinds: { readonly [Tag in Message['_tag']]: AnyShape } = {
  Text: variant<Extract<Message, { readonly _tag: 'Text' }>>(
    'Text',
    { text: text(), headers: fields },
    { format: FormatShape, p4Context: text() },
  ),
  Typing: variant<Extract<Message, { readonly _tag: 'Typing' }>>('Typing', { user: text('the address of who is typing') }, {}),
  Recording: variant<Extract<Message, { readonly _tag: 'Recording' }>>(
    'Recording',
    { user: text('the address of who is recording') },
    {},
  ),
  Nudge: variant<Extract<Message, { readonly _tag: 'Nudge' }>>('Nudge', {}, {}),
  Wink: variant<Extract<Message, { readonly _tag: 'Wink' }>>('Wink', { object: xmlObject }, {}),
  VoiceClip: variant<Extract<Message, { readonly _tag: 'VoiceClip' }>>('VoiceClip', { object: xmlObject }, {}),
  Action: variant<Extract<Message, { readonly _tag: 'Action' }>>('Action', { text: text() }, {}),
  OtherDatacast: variant<Extract<Message, { readonly _tag: 'OtherDatacast' }>>('OtherDatacast', { id: text(), data: text() }, {}),
  Ink: variant<Extract<Message, { readonly _tag: 'Ink' }>>(
    'Ink',
    { type: oneOf(contentTypes.ink, contentTypes.gif), ink: BytesShape },
    {},
  ),
  Emoticons: variant<Extract<Message, { readonly _tag: 'Emoticons' }>>(
    'Emoticons',
    { animated: withFallback(yesOrNo, false), emoticons: list('a list of emoticons', EmoticonShape) },
    {},
  ),
  ClientCaps: variant<Extract<Message, { readonly _tag: 'ClientCaps' }>>('ClientCaps', { fields }, {}),
  KeepAlive: variant<Extract<Message, { readonly _tag: 'KeepAlive' }>>('KeepAlive', {}, {}),
  Invitation: variant<Extract<Message, { readonly _tag: 'Invitation' }>>(
    'Invitation',
    { fields },
    {
      application: text(),
      applicationId: text(),
      sessionProtocol: text(),
      sessionId: text(),
      command: text(),
      cookie: text(),
      contextData: text(),
      file: text(),
      fileSize: count,
      connectivity: yesOrNo,
      senderConnects: yesOrNo,
      address: text(),
      internalAddress: text(),
      port: count,
      portX: count,
      internalPortX: count,
      authCookie: text(),
      launch: yesOrNo,
      request: text(),
      applicationUrl: text(),
      cancelCode: text(),
    },
  ),
  FirstChunk: variant<Extract<Message, { readonly _tag: 'FirstChunk' }>>(
    'FirstChunk',
    { id: text(), chunks: count, part: MimeShape },
    {},
  ),
  LaterChunk: variant<Extract<Message, { readonly _tag: 'LaterChunk' }>>(
    'LaterChunk',
    { id: text(), index: count, part: MimeShape },
    {},
  ),
  Other: variant<Extract<Message, { readonly _tag: 'Other' }>>('Other', { mime: MimeShape }, {}),
  Profile: handedOn('Profile'),
  InitialMail: handedOn('InitialMail'),
  InitialMailData: handedOn('InitialMailData'),
  NewMail: handedOn('NewMail'),
  MailMoved: handedOn('MailMoved'),
  OfflineMessageCame: handedOn('OfflineMessageCame'),
  SystemMessage: handedOn('SystemMessage'),
}

/** Any message. In JSON a text alone is a `Text`. */
export const MessageShape: Shape<Message> = withShorthand(
  union<Message>('a message such as { "_tag": "Text", "text": "Hello" }', kinds),
  (u) => (typeof u === 'string' ? textMessage(u) : undefined),
)

const MediaShape: Shape<Media> = object('what is played, such as { "application": "", "kind": "Music", ... }', {
  application: withFallback(text(), ''),
  kind: text('Music, Games or Office'),
  shown: withFallback(yesOrNo, true),
  format: text('a format such as {0} - {1}'),
  arguments: withFallback(list('a list of texts', text()), []),
})

const capabilities = leaf<CapabilityPair>(CapabilityPair.expected, CapabilityPair.is)

const endpoint: { readonly [K in keyof EndpointData]-?: AnyShape } = { id: guid, capabilities }
const privateEndpoint: { readonly [K in keyof PrivateEndpointData]-?: AnyShape } = {
  id: guid,
  name: text(),
  idle: yesOrNo,
  clientType: count,
  status: leaf<Status>('a status', Status.is),
}

const personal: { readonly [K in Exclude<keyof Personal, 'endpoints' | 'privateEndpoints'>]-?: AnyShape } = {
  psm: text(),
  media: MediaShape,
  machineGuid: guid,
  dynamicPicture: xmlObject,
  signatureSound: xmlObject,
  scene: xmlObject,
  colorScheme: integer,
  problem: leaf('whatever it was when it was read', () => true),
}

/** What somebody shows beside a name and a status. In JSON a text alone is the personal message. */
export const PersonalShape: Shape<Personal> = withShorthand(
  object(
    'what is shown, such as { "psm": "at lunch" }',
    {
      endpoints: withFallback(list('a list of endpoints', object<Record<never, never>, typeof endpoint>('an endpoint', {}, endpoint)), []),
      privateEndpoints: withFallback(
        list('a list of endpoints', object<Record<never, never>, typeof privateEndpoint>('an endpoint', {}, privateEndpoint)),
        [],
      ),
    },
    personal,
  ) as unknown as Shape<Personal>,
  (u) => (typeof u === 'string' ? { psm: u, endpoints: [], privateEndpoints: [] } : undefined),
)

/** A property of an account. */
export const PropertyShape = leaf<Property>('a property such as { "_tag": "Switch", "key": "MOB", "on": true }', isProperty)

/** An MSN object. */
export const MsnObjectShape = leaf<MsnObject>(
  'an MSN object with creator, size, type, location, friendly and sha1d',
  MsnObjectWord.is,
)

/** Every intent there is: its fields, what it does, since when. Types, JSON, command line, documents and specs draw from it. */
import * as E from 'fp-ts/lib/Either.js'

import { encodeIn, type Encodable } from '../../commands/codec.js'
import type { SpokenNumber } from '../../commands/dialects.js'
import type { Command, CommandIn } from '../../commands/rows.js'
import { scopeOf } from '../../commands/scope.js'
import { Guid, ListName, NetworkId, Passport, Status } from '../../commands/words.js'
import type { Flat } from '../../core/flat.js'
import { isRecord } from '../../payloads/misshape.js'
import { leaf, list, object, oneOf, text, withShorthand, type AnyShape, type Shape, type Shapes, type TypeOf } from '../../payloads/shape.js'
import { BytesShape, MessageShape, MsnObjectShape, PersonalShape, PropertyShape } from '../../payloads/shapes.js'

/**
 * How a switchboard is to answer a message: never (U), if it failed (N), in any case (A; D, from MSNP9 on, which is for
 * pictures and files). **Source** core.md 6.4
 */
export type AckType = 'U' | 'N' | 'A' | 'D'

/** The commands of a service that is asked, and answers, without changing the session: mail pages, the directory. */
type Service = 'UrlAsk' | 'SndAsk' | 'SdcAsk' | 'FndAsk' | 'ImsAsk' | 'GcfAsk' | 'PagAsk' | 'LstAsk' | 'LsgAsk'

type Asked<C> = { readonly [K in keyof C as Exclude<K, 'trid' | 'odd'>]: C[K] }

/** A question to a service, without its transaction id. */
export type Question = { readonly [Id in Service]: Asked<CommandIn<Id>> }[Service]

/** What a service says to a question: a command of the same verb, under the transaction id of the question. */
export type ServiceReply = Extract<Command<'server', 'NS'>, { readonly verb: Question['verb']; readonly trid: number }>

const anyDialect = scopeOf({ on: 'NS' })

const isQuestion = (u: unknown): boolean =>
  isRecord(u) &&
  typeof u['verb'] === 'string' &&
  (u['_tag'] === 'Normal' || u['_tag'] === 'Payload') &&
  pipedRight(() => encodeIn('client')(anyDialect, { ...u, trid: 1 } as unknown as Encodable))

const pipedRight = (encode: () => E.Either<unknown, unknown>): boolean => {
  try {
    return E.isRight(encode())
  } catch {
    return false
  }
}

const withBytes = (u: unknown): unknown => {
  if (!isRecord(u) || !('payload' in u)) return u
  const payload = BytesShape.read(u['payload'])
  return E.isRight(payload) ? { ...u, payload: payload.right } : u
}

/** The shapes of the fields. */
export const fieldShapes = {
  passport: leaf<string>('an address such as bob@example.com', Passport.is),
  conversation: leaf<string>('the id of a conversation', (u) => typeof u === 'string' && u !== ''),
  group: leaf<string>('the id or the name of a group', (u) => typeof u === 'string' && u !== ''),
  name: text('a name'),
  text: text(),
  status: leaf<Status>('one of NLN, BSY, IDL, BRB, AWY, PHN, LUN, HDN', (u) => Status.is(u) && u !== 'FLN'),
  object: MsnObjectShape,
  personal: PersonalShape,
  property: PropertyShape,
  privacy: oneOf('AL', 'BL'),
  prompt: oneOf('A', 'N'),
  list: leaf<ListName>('one of FL, AL, BL, RL, PL', ListName.is),
  message: MessageShape,
  ack: oneOf<AckType>('U', 'N', 'A', 'D'),
  guid: leaf<string>('a GUID without braces', Guid.is),
  id: text('the id of an offline message'),
  network: leaf<number>('the number of a network, such as 32', NetworkId.is),
  noteType: leaf<number>('the number of a kind of note, such as 1', (u) => Number.isSafeInteger(u) && (u as number) >= 0),
  payload: BytesShape,
  circle: leaf<string>('the id of a circle', (u) => typeof u === 'string' && u !== ''),
  question: leaf<Question>(
    'a command without its trid, such as { "_tag": "Normal", "verb": "URL", "service": "INBOX", "arguments": [] }',
    isQuestion,
    {
      read: withBytes,
      write: (question) =>
        'payload' in question ? { ...question, payload: BytesShape.encode(question.payload) } : question,
    },
  ),
} as const

/** Who carries an intent out: the account's part of a session, its conversations, or the session itself. */
type Bearer = 'account' | 'conversations' | 'session'

/**
 * One kind of intent. `example` is its form in JSON, without the tag. `made` shows the function that makes it. `by` is who
 * carries it out: the account, unless it says otherwise.
 */
interface Entry<R extends Shapes, Q extends Shapes, B extends Bearer = Bearer> {
  readonly by: B
  readonly does: string
  readonly fields: R
  readonly optional: Q
  readonly since: SpokenNumber
  readonly example: Readonly<Record<string, unknown>>
  readonly made?: string
  /** What stands in JSON by another name. */
  readonly renamed?: Readonly<Record<string, string>>
}

type Given<R extends Shapes, Q extends Shapes, B extends Bearer> = Partial<
  Omit<Entry<R, Q>, 'fields' | 'optional' | 'does' | 'by'>
> & {
  readonly fields?: R
  readonly optional?: Q
  readonly by?: B
}

const entry = <
  R extends Shapes = Record<never, never>,
  Q extends Shapes = Record<never, never>,
  const B extends Bearer = 'account',
>(
  does: string,
  { fields = {} as R, optional = {} as Q, by = 'account' as B, since = 2, example = {}, ...more }: Given<R, Q, B> = {},
): Entry<R, Q, B> => ({ by, does, fields, optional, since, example, ...more })

const { passport, conversation, group, name, status, property, message, ack, guid } = fieldShapes
const bob = { passport: 'bob@example.com' } as const

/** The intents, by their tags. */
export const intents = {
  SetStatus: entry("sets the account's status", {
    fields: { status },
    optional: { object: fieldShapes.object },
    example: { status: 'AWY' },
    made: "setStatus('AWY')",
  }),
  SetName: entry("sets the account's display name", { fields: { name }, example: { name: 'Alice' }, made: "setName('Alice')" }),
  SetPersonal: entry('sets the personal message, or what the account listens to', {
    fields: { personal: fieldShapes.personal },
    since: 11,
    example: { personal: { psm: 'at lunch' } },
    made: "setPersonalMessage('at lunch')",
    renamed: { psm: 'personal' },
  }),
  SetProperty: entry('sets a property of the account, such as a telephone', {
    fields: { property },
    since: 5,
    example: { property: { _tag: 'Phone', key: 'PHH', number: { text: '555 1234' } } },
  }),
  SetPrivacy: entry('allows (AL) or blocks (BL) accounts that are on no list', {
    fields: { privacy: fieldShapes.privacy },
    example: { privacy: 'BL' },
  }),
  SetPrompt: entry('asks before an account that adds this one is allowed (A), or does not (N)', {
    fields: { prompt: fieldShapes.prompt },
    example: { prompt: 'A' },
  }),
  AddContact: entry('adds a contact to the forward list, to the allow list unless blocked, and to a group if one is given', {
    fields: { passport },
    optional: { name, group },
    example: { ...bob, name: 'Bob', group: 'Friends' },
    made: "addContact('bob@example.com', 'Bob', 'Friends')",
  }),
  RemoveContact: entry('removes a contact from the forward list, or from a group alone', {
    fields: { passport },
    optional: { group },
    example: bob,
  }),
  Block: entry('moves an account from the allow list to the block list', { fields: { passport }, example: bob }),
  Allow: entry('moves an account from the block list to the allow list', { fields: { passport }, example: bob }),
  AddToList: entry('adds an account to one list', {
    fields: { list: fieldShapes.list, passport },
    example: { list: 'AL', ...bob },
  }),
  RemoveFromList: entry('removes an account from one list', {
    fields: { list: fieldShapes.list, passport },
    example: { list: 'AL', ...bob },
  }),
  RenameContact: entry('renames a contact', { fields: { passport, name }, example: { ...bob, name: 'Bobby' } }),
  SetContactProperty: entry('sets a property of a contact', {
    fields: { passport, property },
    since: 10,
    example: { ...bob, property: { _tag: 'DisplayName', key: 'MFN', name: 'Bobby' } },
  }),
  AddGroup: entry('adds a group', { fields: { name }, since: 7, example: { name: 'Friends' } }),
  RemoveGroup: entry('removes a group', { fields: { group }, since: 7, example: { group: 'Friends' } }),
  RenameGroup: entry('renames a group', {
    fields: { group, name },
    since: 7,
    example: { group: 'Friends', name: 'Old friends' },
  }),
  Synchronise: entry('requests the contact list again', { by: 'session' }),
  Ping: entry('sends PNG at once', { by: 'session' }),
  OpenConversation: entry('opens a conversation; its id may be chosen', { by: 'conversations',
    fields: { invite: list('a list of addresses such as ["bob@example.com"]', passport) },
    optional: { conversation },
    example: { invite: ['bob@example.com'], conversation: 'tea' },
    made: "openConversation(['bob@example.com'], 'tea')",
  }),
  Invite: entry('invites an account to a conversation', { by: 'conversations',
    fields: { conversation, passport },
    example: { conversation: 'tea', passport: 'carol@example.com' },
  }),
  Leave: entry('leaves a conversation', { by: 'conversations', fields: { conversation }, example: { conversation: 'tea' } }),
  Accept: entry('accepts an invitation', { by: 'conversations', fields: { conversation }, example: { conversation: 'C1' } }),
  Decline: entry('declines an invitation', { by: 'conversations', fields: { conversation }, example: { conversation: 'C1' } }),
  Say: entry('sends a message in a conversation', { by: 'conversations',
    fields: { conversation, message },
    optional: { ack },
    example: { conversation: 'tea', message: 'Tea at four?' },
    made: "say('tea', 'Tea at four?')",
  }),
  SayTo: entry('sends a message to a contact; opens a conversation if there is none', { by: 'conversations',
    fields: { passport, message },
    optional: { ack },
    example: { ...bob, message: 'Hello' },
    made: "sayTo('bob@example.com', 'Hello')",
  }),
  SignOutEndpoint: entry('signs another endpoint of the account out', {
    fields: { guid },
    since: 16,
    example: { guid: '7d4f5204-322a-47a2-90a8-77e72f9711c2' },
  }),
  SignOutElsewhere: entry('signs all other endpoints of the account out', { since: 16 }),
  SendOffline: entry('stores a text for an account that is offline', {
    fields: { passport, text: fieldShapes.text },
    since: 13,
    example: { ...bob, text: 'See you tomorrow' },
  }),
  DeleteOffline: entry('deletes offline messages, by the ids of OfflineReceived', {
    fields: { ids: list('a list of ids', fieldShapes.id) },
    since: 13,
    example: { ids: ['f3ee8a12-5ac6-4ee0-b6ed-6a1b9a3f0c33'] },
  }),
  SayToNetwork: entry('sends a message to an account of another network, such as 32 for Yahoo; only a failure has a reply', {
    fields: { passport, network: fieldShapes.network, message },
    since: 14,
    example: { passport: 'bob@yahoo.com', network: 32, message: 'Hello' },
  }),
  SendNote: entry('sends a note through the notification server, to all endpoints of an account or to one', {
    fields: { passport, type: fieldShapes.noteType, payload: fieldShapes.payload },
    optional: { guid },
    since: 13,
    example: { ...bob, type: 1, payload: '<ring/>' },
  }),
  FindNetworks: entry('finds the networks on which an address exists: Networks', { fields: { passport }, since: 14, example: bob }),
  SayToCircle: entry('sends a message to all members of a circle', {
    fields: { circle: fieldShapes.circle, message },
    since: 18,
    example: { circle: '00000000-0000-0000-0009-7fb1b6e3e1f2@live.com', message: 'Hello' },
  }),
  Ask: entry('sends a request that does not change the session; its replies come as Replied', {
    fields: { question: fieldShapes.question },
    example: { question: { _tag: 'Normal', verb: 'URL', service: 'INBOX', arguments: [] } },
  }),
  SignOut: entry('signs out', { by: 'session', made: 'signOut' }),
} as const

type Table = typeof intents

/** An intent of the table, by its tag. */
type IntentOf<Tag extends keyof Table> = Flat<
  { readonly _tag: Tag } & { readonly [K in keyof Table[Tag]['fields']]: TypeOf<Field<Table[Tag]['fields'], K>> } & {
    readonly [K in keyof Table[Tag]['optional']]?: TypeOf<Field<Table[Tag]['optional'], K>>
  }
>

type Field<S, K extends keyof S> = S[K] extends AnyShape ? S[K] : never

/**
 * What an app asks for.
 *
 * Intents that come before the contact list has arrived wait for it. Each has one outcome: `MessageOutcome` for `Say` and
 * `SayTo`, `IntentOutcome` for all others. What each does stands in the table of docs/sessions.md.
 *
 * **Shapes** contacts and other accounts are named by their address, groups by their id or name, conversations by their id; the
 * id of one that is opened may be chosen.
 */
export type Intent = { readonly [Tag in keyof Table]: IntentOf<Tag> }[keyof Table]

/** The intents that somebody carries out. */
export type IntentBy<B extends Bearer> = {
  readonly [Tag in keyof Table]: Table[Tag]['by'] extends B ? Intent & { readonly _tag: Tag } : never
}[keyof Table]

/** Whether somebody carries out an intent. */
export const isBy =
  <B extends Bearer>(bearer: B) =>
  (intent: Intent): intent is IntentBy<B> & Intent =>
    intents[intent._tag].by === bearer

/** The names of all intents. */
export const intentNames = Object.keys(intents) as ReadonlyArray<Intent['_tag']>

const shapeOf = (tag: string, { fields, optional, renamed = {} }: Entry<Shapes, Shapes>): Shape<Intent> => {
  const whole = object(`a ${tag}`, { _tag: oneOf(tag), ...fields }, optional) as unknown as Shape<Intent>
  const others = Object.entries(renamed)
  if (others.length === 0) return whole
  return withShorthand(whole, (u) => {
    if (!isRecord(u) || !others.some(([from, to]) => from in u && !(to in u))) return undefined
    const read = whole.read(
      Object.fromEntries(Object.entries(u).map(([key, value]) => [Object.hasOwn(renamed, key) ? renamed[key] : key, value])),
    )
    return E.isRight(read) ? read.right : undefined
  })
}

/** The shapes of all intents, by their tags. */
export const intentShapes: ReadonlyMap<string, Shape<Intent>> = new Map(
  Object.entries<Entry<Shapes, Shapes>>(intents).map(([tag, each]) => [tag, shapeOf(tag, each)]),
)

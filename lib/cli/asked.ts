import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

import { isProperty } from '../commands/property.js'
import { setPersonalMessage, Status, textMessage, type Intent, type Message } from '../index.js'
import { checked, describeError, list, PersonAddress, readJson, record, SomeText } from './codecs.js'

const oneOf = (...words: ReadonlyArray<string>): t.Type<string, unknown> =>
  checked(`one of ${words.join(', ')}`, (u): u is string => typeof u === 'string' && words.includes(u))

const AnyText = checked('a text', (u): u is string => typeof u === 'string')
const AnyProperty = checked('a property, such as {"_tag": "Switch", "key": "MOB", "on": true}', isProperty)
const ShownStatus = checked('a status such as NLN or AWY', (u): u is Status => Status.is(u) && u !== 'FLN')

type Spoken = string | { readonly _tag: 'Nudge' } | { readonly _tag: 'Typing' }

const Spoken = checked(
  'a text, {"_tag": "Nudge"} or {"_tag": "Typing"}',
  (u): u is Spoken =>
    typeof u === 'string' ||
    (typeof u === 'object' && u !== null && '_tag' in u && (u._tag === 'Nudge' || u._tag === 'Typing')),
)

const passport = PersonAddress
const conversation = SomeText
const group = SomeText
const name = AnyText
const message = Spoken
const ack = oneOf('U', 'N', 'A', 'D')

/** The fields of the intents that can be written as JSON: those that must be there, and those that may. */
const intents = {
  SetStatus: [{ status: ShownStatus }],
  SetName: [{ name }],
  SetPersonal: [{ psm: AnyText }],
  SetProperty: [{ property: AnyProperty }],
  SetPrivacy: [{ privacy: oneOf('AL', 'BL') }],
  SetPrompt: [{ prompt: oneOf('A', 'N') }],
  AddContact: [{ passport }, { name, group }],
  RemoveContact: [{ passport }, { group }],
  Block: [{ passport }],
  Allow: [{ passport }],
  AddToList: [{ passport, list: oneOf('FL', 'AL', 'BL', 'RL', 'PL') }],
  RemoveFromList: [{ passport, list: oneOf('FL', 'AL', 'BL', 'RL', 'PL') }],
  RenameContact: [{ passport, name }],
  SetContactProperty: [{ passport, property: AnyProperty }],
  AddGroup: [{ name }],
  RemoveGroup: [{ group }],
  RenameGroup: [{ group, name }],
  Synchronise: [{}],
  Ping: [{}],
  OpenConversation: [{ invite: list('a list of addresses', passport) }, { conversation }],
  Invite: [{ conversation, passport }],
  Leave: [{ conversation }],
  Accept: [{ conversation }],
  Decline: [{ conversation }],
  Say: [{ conversation, message }, { ack }],
  SayTo: [{ passport, message }, { ack }],
  SignOut: [{}],
} as const

/** The names of the intents that can be written as JSON. */
export const intentNames: ReadonlyArray<string> = Object.keys(intents)

/** An intent as JSON has it: messages are texts, or have only their tag, and what I show is a text. */
type Written =
  | Exclude<Intent, { readonly _tag: 'Say' | 'SayTo' | 'SetPersonal' | 'Ask' }>
  | { readonly _tag: 'SetPersonal'; readonly psm: string }
  | (Omit<Extract<Intent, { readonly _tag: 'Say' }>, 'message'> & { readonly message: Spoken })
  | (Omit<Extract<Intent, { readonly _tag: 'SayTo' }>, 'message'> & { readonly message: Spoken })

const Written = new t.Type<Written, unknown>(
  'an intent',
  (u): u is Written => typeof u === 'object',
  (u, context) => {
    const tag = typeof u === 'object' && u !== null && '_tag' in u ? String(u._tag) : ''
    if (!Object.hasOwn(intents, tag))
      return t.failure(u, context, `should be {"_tag": ...}, where the tag is one of ${intentNames.join(', ')}`)
    const [required, optional] = intents[tag as keyof typeof intents] as readonly [object, object?]
    return record<Written>('an intent', { _tag: t.literal(tag), ...required }, { ...optional }).validate(u, context)
  },
  (value) => value,
)

const messageFor = (self: string, spoken: Spoken): Message => {
  if (typeof spoken === 'string') return textMessage(spoken)
  return spoken._tag === 'Typing' ? { _tag: 'Typing', user: self } : { _tag: 'Nudge' }
}

/** The intent in some JSON, for the account `self`; or why there is none. */
export const readIntent =
  (self: string) =>
  (json: string): E.Either<string, Intent> =>
    pipe(
      readJson(json),
      E.flatMap((value) =>
        pipe(
          Written.decode(value),
          E.mapLeft((errors) => errors.map(describeError).join('; ')),
        ),
      ),
      E.map((written): Intent => {
        if (written._tag === 'SetPersonal') return setPersonalMessage(written.psm)
        if (written._tag !== 'Say' && written._tag !== 'SayTo') return written
        return { ...written, message: messageFor(self, written.message) }
      }),
    )

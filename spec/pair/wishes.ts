import fc from 'fast-check'
import {
  noPersonal,
  rows,
  textMessage,
  type Intent,
  type ListName,
  type Message,
  type Property,
  type Question,
  type Status,
} from '../../lib/index.js'
import { commandsOf } from '../support/arbitrary.js'
import { addressOf } from './world.js'

const names = fc.oneof(
  fc.constantFrom(
    'Älice',
    'x',
    'two words',
    '100% %41',
    '',
    'a\r\nOUT',
    '\u0000',
    '\ud800',
    'n'.repeat(130),
    'Ü'.repeat(300),
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const people = fc.constantFrom(
  ...['alice', 'bob', 'carol', 'alice', 'bob', 'carol', 'dave', 'nobody'].map(addressOf),
  'BOB@Example.COM',
  'no address',
  '',
)
const lists = fc.constantFrom<ListName>('FL', 'AL', 'BL', 'RL', 'PL')
const groups = fc.constantFrom('Friends', 'Work', 'Home', '0', '1', '2', 'nowhere')
const talks = fc.constantFrom('C1', 'C2', 'C3', 'mine', 'none')
const statuses = fc.constantFrom<Status>('NLN', 'BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN', 'HDN', 'FLN')
const properties = fc.oneof(
  fc.record({
    _tag: fc.constant('Phone' as const),
    key: fc.constantFrom('PHH' as const, 'PHW' as const, 'PHM' as const),
    number: fc.record({ text: fc.constantFrom('555 1234', '+49 (30) 1', 'x'.repeat(120)) }),
  }),
  fc.record({ _tag: fc.constant('Phone' as const), key: fc.constantFrom('PHH' as const, 'PHW' as const) }),
  fc.record({
    _tag: fc.constant('Switch' as const),
    key: fc.constantFrom('MOB' as const, 'MBE' as const),
    on: fc.boolean(),
  }),
) as fc.Arbitrary<Property>
const messages: fc.Arbitrary<Message> = fc.oneof(
  names.map((text) => textMessage(text)),
  fc.constantFrom<Message>(
    textMessage('long '.repeat(600)),
    textMessage('Zeile\nund noch eine\n\nOUT\r\nUSR 1 x'),
    { _tag: 'Typing', user: addressOf('alice'), headers: [] } as unknown as Message,
    { _tag: 'KeepAlive' },
  ),
)
const acks = fc.constantFrom<'U' | 'N' | 'A' | 'D'>('U', 'N', 'A', 'D')
const asks = fc.constantFrom(
  'UrlAsk' as const,
  'SndAsk' as const,
  'FndAsk' as const,
  'ImsAsk' as const,
  'LstAsk' as const,
  'LsgAsk' as const,
)
const questions = asks.chain((id) =>
  commandsOf(rows[id])!.map((command) => {
    const { trid: _, ...question } = command as { readonly trid?: number }
    return question as unknown as Question
  }),
)
const is = <Tag extends Intent['_tag']>(tag: Tag) => fc.constant(tag)
const bare = <A extends object>(record: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  record.map((value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as A)
const maybe = <A>(arbitrary: fc.Arbitrary<A>) => fc.option(arbitrary, { nil: undefined, freq: 3 })

/** Any intent but to sign out, each kind as likely as any other; sensible or not. */
export const intents: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({ _tag: is('SetStatus'), status: statuses }),
  fc.record({ _tag: is('SetName'), name: names }),
  fc.record({ _tag: is('SetPersonal'), personal: names.map((psm) => ({ ...noPersonal, psm })) }),
  fc.record({ _tag: is('SetProperty'), property: properties }),
  fc.record({ _tag: is('SetPrivacy'), privacy: fc.constantFrom('AL' as const, 'BL' as const) }),
  fc.record({ _tag: is('SetPrompt'), prompt: fc.constantFrom('A' as const, 'N' as const) }),
  bare(fc.record({ _tag: is('AddContact'), passport: people, name: maybe(names), group: maybe(groups) })),
  bare(fc.record({ _tag: is('RemoveContact'), passport: people, group: maybe(groups) })),
  fc.record({ _tag: is('Block'), passport: people }),
  fc.record({ _tag: is('Allow'), passport: people }),
  fc.record({ _tag: is('AddToList'), list: lists, passport: people }),
  fc.record({ _tag: is('RemoveFromList'), list: lists, passport: people }),
  fc.record({ _tag: is('RenameContact'), passport: people, name: names }),
  fc.record({ _tag: is('SetContactProperty'), passport: people, property: properties }),
  fc.record({ _tag: is('AddGroup'), name: fc.oneof(fc.constantFrom('Work', 'Home', 'g'.repeat(80)), names) }),
  fc.record({ _tag: is('RemoveGroup'), group: groups }),
  fc.record({ _tag: is('RenameGroup'), group: groups, name: fc.oneof(fc.constantFrom('Work', 'Home'), names) }),
  fc.record({ _tag: is('Synchronise') }),
  fc.record({ _tag: is('Ping') }),
  bare(
    fc.record({
      _tag: is('OpenConversation'),
      invite: fc.array(people, { maxLength: 3 }),
      conversation: maybe(fc.constant('mine')),
    }),
  ),
  fc.record({ _tag: is('Invite'), conversation: talks, passport: people }),
  fc.record({ _tag: is('Leave'), conversation: talks }),
  fc.record({ _tag: is('Accept'), conversation: talks }),
  fc.record({ _tag: is('Decline'), conversation: talks }),
  bare(fc.record({ _tag: is('Say'), conversation: talks, message: messages, ack: maybe(acks) })),
  bare(fc.record({ _tag: is('SayTo'), passport: people, message: messages, ack: maybe(acks) })),
  fc.record({ _tag: is('Ask'), question: questions }),
) as fc.Arbitrary<Intent>

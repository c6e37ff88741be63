import fc from 'fast-check'

import { textMessage, type Intent, type Message, type Property } from '../../lib/index.js'
import { fieldShapes } from '../../lib/client/intents/table.js'
import { intentsWith } from '../support/intents.js'
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
const participants = fc.constantFrom(
  ...['alice', 'bob', 'carol', 'alice', 'bob', 'carol', 'dave', 'nobody'].map(addressOf),
  'BOB@Example.COM',
  'no address',
  '',
)
const groups = fc.constantFrom('Friends', 'Work', 'Home', '0', '1', '2', 'nowhere')
const talks = fc.constantFrom('C1', 'C2', 'C3', 'mine', 'none')
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

/** Any intent but to sign out, here or elsewhere, each kind as likely as any other; sensible or not. */
export const intents: fc.Arbitrary<Intent> = intentsWith(
  {
    [fieldShapes.passport.name]: participants,
    [fieldShapes.conversation.name]: talks,
    [fieldShapes.group.name]: groups,
    [fieldShapes.name.name]: fc.oneof(fc.constantFrom('Work', 'Home', 'g'.repeat(80)), names),
    [fieldShapes.property.name]: properties,
    [fieldShapes.message.name]: messages,
  },
  ['SignOut', 'SignOutElsewhere', 'SignOutEndpoint'],
)

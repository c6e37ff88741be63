/** The table of intents: what comes of it, and that what is no intent is told by the field that is wrong. */
import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { intentTable } from '../../lib/cli/intent-json.js'
import {
  describeIntentProblem,
  type Intent,
  isIntent,
  problemOfIntent,
  readIntent,
  writeIntent,
} from '../../lib/client/intents/intents.js'
import { intentNames, intents, intentShapes } from '../../lib/client/intents/table.js'
import { describeRefusal } from '../../lib/client/outcomes.js'
import { refusal } from '../../lib/client/session/view.js'
import { spoken } from '../../lib/client/settings.js'
import type { AnyShape } from '../../lib/payloads/shape.js'
import { runs } from '../support/arbitrary.js'
import { intentsWith } from '../support/intents.js'
import { shownIn } from './driver.js'

const kinds = Object.entries(intents)

describe('the table of intents', () => {
  it.each(kinds)('%s has an example that is read, written and read again', (tag, { example }) => {
    const read = readIntent({ _tag: tag, ...example })
    expect(read).toMatchObject({ _tag: 'Right', right: { _tag: tag } })
    if (E.isRight(read)) {
      expect(isIntent(read.right)).toBe(true)
      expect(readIntent(JSON.parse(JSON.stringify(writeIntent(read.right))))).toEqual(read)
    }
  })

  it('stands in docs/sessions.md', () => {
    const page = readFileSync('docs/sessions.md', 'utf8').split(/\r?\n/)
    const first = page.indexOf(intentTable[0]!)
    expect(page.slice(first, first + intentTable.length)).toEqual(intentTable)
  })

  it('law: any intent is one, and goes through JSON unchanged', () => {
    fc.assert(
      fc.property(intentsWith(), (intent) => {
        expect(problemOfIntent(intent)).toBeUndefined()
        const read = readIntent(JSON.parse(JSON.stringify(writeIntent(intent))))
        expect(E.isRight(read)).toBe(true)
        // What JSON has no word for, and what has a default, may differ: written again it is the same.
        if (E.isRight(read)) expect(writeIntent(read.right)).toEqual(JSON.parse(JSON.stringify(writeIntent(read.right))))
      }),
      runs,
    )
  })
})

const wrongs = fc.constantFrom<unknown>(
  undefined,
  null,
  0,
  NaN,
  '',
  true,
  {},
  [],
  [null],
  { _tag: 'Typing' },
  { _tag: 'constructor' },
  { _tag: '__proto__' },
  () => 'x',
  Symbol('x'),
  10n,
  new Date(0),
)

/** The places in a value that can be put out of order, by the shape that it has. */
const spoilt = (intent: Intent, shape: AnyShape): fc.Arbitrary<readonly [field: string, value: unknown, whole: unknown]> => {
  const { form } = shape
  if (form._tag !== 'Object') throw new Error('an intent is an object')
  const fields = Object.keys({ ...form.required, ...form.optional }).filter((name) => name !== '_tag')
  return fc
    .tuple(fc.constantFrom(...fields), wrongs)
    .map(([field, value]) => [field, value, { ...intent, [field]: value }] as const)
}

describe('what is no intent', () => {
  it.each<readonly [unknown, string]>([
    [
      { _tag: 'SayTo', passport: 'bob@example.com' },
      'intent SayTo: field message: expected a message such as { "_tag": "Text", "text": "Hello" }, got undefined',
    ],
    [
      { _tag: 'SayTo', passport: 'bob@example.com', message: 'Hello' },
      'intent SayTo: field message: expected a message such as { "_tag": "Text", "text": "Hello" }, got another text',
    ],
    [
      { _tag: 'SayTo', passport: 'bob@example.com', message: { _tag: 'Typing' } },
      'intent SayTo: field message.user: expected the address of who is typing, got undefined',
    ],
    [
      { _tag: 'SayTo', message: { _tag: 'Nudge' } },
      'intent SayTo: field passport: expected an address such as bob@example.com, got undefined',
    ],
    [
      { _tag: 'OpenConversation', invite: 'bob@example.com' },
      'intent OpenConversation: field invite: expected a list of addresses such as ["bob@example.com"], got another text',
    ],
    [
      { _tag: 'OpenConversation', invite: ['bob@example.com', 7] },
      'intent OpenConversation: field invite[1]: expected an address such as bob@example.com, got another number',
    ],
    [
      { _tag: 'SetStatus', status: 'FLN' },
      'intent SetStatus: field status: expected one of NLN, BSY, IDL, BRB, AWY, PHN, LUN, HDN, got another text',
    ],
    [
      { _tag: 'Say', conversation: 'C1', message: { _tag: 'Text', text: 'x', format: { colour: { red: 300, green: 0, blue: 0 } } } },
      'intent Say: field message.format.colour.red: expected a whole number from 0 to 255, got another number',
    ],
    [{ _tag: 'TextReceived' }, `no intent, but an object with the _tag TextReceived; there are ${intentNames.join(', ')}`],
    [null, `no intent, but null; there are ${intentNames.join(', ')}`],
    ['Ping', `no intent, but another text; there are ${intentNames.join(', ')}`],
    [Object.create(null), `no intent, but an object; there are ${intentNames.join(', ')}`],
  ])('%j is told', (what, problem) => {
    const client = shownIn('MSNP12')
    const why = refusal(client.state(), what as Intent)
    expect(why === undefined ? undefined : describeRefusal(why)).toBe(problem)
    client.wants(what as Intent)
    const [last] = client.told('IntentOutcome', 'MessageOutcome').slice(-1)
    expect(last).toMatchObject({ intent: what, outcome: { _tag: 'Refused', refusal: why } })
    expect(client.view().connection._tag).toBe('Ready')
  })

  it('law: an intent with a field out of order is refused by that field, or is done, in every dialect and state', () => {
    const clients = spoken.flatMap((dialect) => [shownIn(dialect)])
    fc.assert(
      fc.property(
        intentsWith({}, ['Synchronise', 'Ping', 'SignOut', 'SignOutElsewhere']).chain((intent) =>
          spoilt(intent, intentShapes.get(intent._tag)!).map((spoiling) => [intent, spoiling] as const),
        ),
        fc.constantFrom(...clients),
        ([intent, [field, value, whole]], client) => {
          const problem = problemOfIntent(whole)
          const why = refusal(client.state(), whole as Intent)
          if (problem === undefined) return
          expect(why).toEqual(problem)
          expect(problem).toMatchObject({ _tag: 'BadIntent', intent: intent._tag })
          expect(describeIntentProblem(problem)).toContain(`intent ${intent._tag}: field ${field}`)
          if (value === undefined || value === null) expect(describeIntentProblem(problem)).toContain(`got ${value}`)
        },
      ),
      runs,
    )
  })

  it('law: anything at all is an intent or is told', () => {
    const client = shownIn('MSNP8')
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }), (what) => {
        const why = refusal(client.state(), what as Intent)
        if (!isIntent(what)) expect(describeRefusal(why!)).toMatch(/^[^\n]+$/)
        expect(E.isLeft(readIntent(what))).toBe(!isIntent(what))
      }),
      runs,
    )
  })
})

describe('intents as JSON', () => {
  it.each<readonly [unknown, string]>([
    [{ _tag: 'SayTo', passport: 'bob@example.com', mesage: 'x', message: 'x' }, 'intent SayTo: field mesage: expected one of the fields passport, message, ack, got another'],
    [{ _tag: 'SendNote', passport: 'bob@example.com', type: 1, payload: { base64: '?' } }, 'intent SendNote: field payload: expected bytes (in JSON a text, or { "base64": "AAEC" }), got an object'],
    [{ _tag: 'constructor' }, `no intent, but an object with the _tag constructor; there are ${intentNames.join(', ')}`],
  ])('%j is no intent', (json, problem) => {
    expect(readIntent(json)).toMatchObject({ _tag: 'Left' })
    const read = readIntent(json)
    if (E.isLeft(read)) expect(describeIntentProblem(read.left)).toBe(problem)
  })

  it.each<readonly [unknown, unknown]>([
    [
      { _tag: 'SendNote', passport: 'bob@example.com', type: 1, payload: { base64: 'AAEC' } },
      { _tag: 'SendNote', passport: 'bob@example.com', type: 1, payload: new Uint8Array([0, 1, 2]) },
    ],
    [
      { _tag: 'SetPersonal', psm: 'at lunch' },
      { _tag: 'SetPersonal', personal: { psm: 'at lunch', endpoints: [], privateEndpoints: [] } },
    ],
    [
      { _tag: 'SetPersonal', personal: 'at lunch' },
      { _tag: 'SetPersonal', personal: { psm: 'at lunch', endpoints: [], privateEndpoints: [] } },
    ],
    [
      { _tag: 'Say', conversation: 'C1', message: { _tag: 'Other', mime: { headers: [['Content-Type', 'x/y']], body: 'z' } } },
      { _tag: 'Say', conversation: 'C1', message: { _tag: 'Other', mime: { headers: [['Content-Type', 'x/y']], body: new Uint8Array([122]) } } },
    ],
  ])('%j', (json, intent) => {
    expect(readIntent(json)).toEqual(E.right(intent))
  })
})

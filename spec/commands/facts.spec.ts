/** What the rows say of verbs: kinds of payloads, what answers what, what is secret. */
import { describe, expect, it } from 'vitest'

import {
  computedFields, hasRole, hidden, isAnswerTo, isQuestion, nameFields, payloadKind, payloadSecrecy, referralIn, secretFields, secretsIn, secretVerbs, shownField,
} from '../../lib/commands/facts.js'
import { allPlans } from '../../lib/commands/verbs.js'

const verbs = [...new Set(allPlans.map(({ row }) => row.verb))].sort()
const carrying = [...new Set(allPlans.filter(({ row }) => row.class === 'Payload').map(({ row }) => row.verb))].sort()

describe('a payload', () => {
  it.each(carrying)('of %s is of one kind, whoever says it', (verb) => {
    const kinds = new Set(allPlans.flatMap(({ row }) => (row.verb === verb && row.payload !== undefined ? [row.payload.kind] : [])))
    expect([...kinds]).toEqual([payloadKind(verb)])
  })

  it('is there of those verbs alone', () => {
    expect(verbs.filter((verb) => payloadKind(verb) !== undefined)).toEqual(carrying)
    expect([payloadKind(''), payloadKind('constructor'), payloadKind('ZZZ')]).toEqual([undefined, undefined, undefined])
  })

  it.each([
    ['mime', ['MSG', 'UBM', 'UUM']],
    ['datagram', ['SDG']],
    ['publication', ['DEL', 'NFY', 'PUT']],
    ['list', ['ADL', 'FQY', 'RML']],
    ['personal', ['UBX', 'UUX']],
    ['text', ['SDC']],
    ['digest', ['QRY']],
    ['opaque', ['UBN', 'UUN']],
  ])('of the kind %s has %j', (kind, those) => {
    expect(verbs.filter((verb) => payloadKind(verb) === kind)).toEqual(those)
  })

  it('is a secret as a whole where it answers a challenge', () => {
    expect(verbs.filter((verb) => payloadSecrecy(verb) !== undefined)).toEqual(['QRY'])
  })
})

describe('an answer', () => {
  const answered = (side: 'client' | 'server') =>
    Object.fromEntries(
      verbs.flatMap((verb) => {
        const others = verbs.filter((asked) => asked !== verb && isAnswerTo(side, verb, asked))
        return others.length === 0 ? [] : [[verb, others]]
      }),
    )

  it('of a server answers its own verb, and these (core.md 1.3)', () => {
    expect(answered('server')).toEqual({
      ACK: ['MSG'],
      BLP: ['SYN'],
      GTC: ['SYN'],
      ILN: ['ADC', 'ADD', 'CHG'],
      IRO: ['ANS'],
      LSG: ['SYN'],
      LST: ['SYN'],
      NAK: ['MSG'],
      PRP: ['SYN'],
      QNG: ['PNG'],
    })
    expect(isAnswerTo('server', 'CHG', 'CHG')).toBe(true)
  })

  it('of a client is one to a challenge', () => {
    expect(answered('client')).toEqual({ QRY: ['CHL'] })
    expect(verbs.filter(isQuestion)).toEqual(['CHL'])
  })
})

it('a sign of life and a farewell are said for the connection alone', () => {
  const said = (side: 'client' | 'server') =>
    verbs.flatMap((verb) =>
      (['keepAlive', 'leave'] as const).filter((role) => hasRole(role, side, { _tag: 'Async', verb } as never)).map((role) => `${verb} ${role}`),
    )
  expect(said('client')).toEqual(['OUT leave', 'PNG keepAlive'])
  expect(said('server')).toEqual(['QNG keepAlive'])
  expect(hasRole('leave', 'client', { _tag: 'Undecodable', frame: { line: 'OUT', end: '', payload: undefined }, reason: { _tag: 'EmptyLine' } })).toBe(false)
})

it.each([
  ['XFR 3 NS 10.0.0.5:1863 0 10.0.0.1:1863', { on: 'NS', positions: [3, 5] }],
  ['XFR 0 NS 10.0.0.5:1863', { on: 'NS', positions: [3, 5] }],
  ['XFR 8 SB 10.0.1.200:1863 CKI 1.2', { on: 'SB', positions: [3] }],
  ['RNG abc 10.0.1.200:1863 CKI 8.5 alice@example.com Alice', { on: 'SB', positions: [2] }],
  ['XFR x NS 10.0.0.5:1863', undefined],
  ['XFR 3 DS 10.0.0.5:1863', undefined],
  ['NLN NLN bob@example.com Bob', undefined],
  ['constructor', undefined],
])('the addresses in %s stand at %j', (line, referral) => {
  expect(referralIn(line.split(' '))).toEqual(referral)
})

describe('a secret', () => {
  it('stands in these fields', () => {
    expect([...secretFields].sort()).toEqual(['cookie', 'digest', 'password', 'proof', 'ticket'])
    expect([...computedFields].sort()).toEqual(['digest', 'password', 'proof'])
    expect([...secretVerbs].sort()).toEqual(['ANS', 'RNG', 'USR', 'XFR'])
    expect([...nameFields].sort()).toEqual(['group', 'name'])
  })

  it('is hidden by its name, and found in a command', () => {
    expect([shownField('ticket', 't=1'), shownField('trid', 5)]).toEqual([hidden, 5])
    expect(secretsIn({ _tag: 'Normal', verb: 'USR', trid: 1, passport: 'a@example.com', cookie: 'abc' })).toEqual(['abc'])
  })
})

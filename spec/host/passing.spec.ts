/** What somebody says in one dialect, the host can say to everybody else in theirs; and what it cannot costs nobody anything. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decode, decoder } from '../../lib/commands/decoder.js'
import { dialects, type Dialect } from '../../lib/commands/dialects.js'
import type { ServerKind } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { host } from '../../lib/host/host.js'
import { bytesOf } from '../../lib/wire/text.js'
import { runs } from '../support/arbitrary.js'
import { linesOf, spoilt } from '../support/mutated.js'
import { among, converse, show, signIn, usual, withSessions, type Driver } from './driver.js'

const served = dialects.filter(({ number }) => number <= 18).map(({ name }) => name)

/** Verbs by which something of the one who says it comes to others. */
const passedOn = ['CHG', 'REA', 'PRP', 'SBP', 'UUX', 'MSG', 'CAL', 'UUN', 'ADD', 'ADC', 'ADL', 'RML', 'SDG', 'PUT', 'USR']

const said = (driver: Driver, link: string, on: ServerKind, dialect: Dialect, bytes: string): ReadonlyArray<string> =>
  decode('client')(decoder({ on, dialect }), bytesOf(bytes))[1].flatMap((command) =>
    driver.feed({ _tag: 'Received', link, command }),
  )

interface Saying {
  readonly on: ServerKind
  readonly bytes: string
}

/** What a client of a dialect may say, likely and unlikely, on one kind of server. */
const sayings = (number: number): fc.Arbitrary<ReadonlyArray<Saying>> => {
  const plans = allPlans.filter(
    ({ row, dialects: among }) => row.from !== 'server' && (among & (1 << number)) !== 0 && row.verb !== 'OUT',
  )
  const saying = (of: typeof plans): fc.Arbitrary<Saying> =>
    fc.constantFrom(...of).chain((plan) =>
      fc.constantFrom(...plan.row.on.filter((on) => on !== 'DS')).chain((on) =>
        linesOf(plan, { from: 'client', on, number }).map((bytes) => ({ on, bytes })),
      ),
    )
  return fc.array(
    fc.oneof(
      { weight: 3, arbitrary: saying(plans.filter(({ row }) => passedOn.includes(row.verb))) },
      { weight: 1, arbitrary: saying(plans.filter(({ row }) => row.on.some((on) => on !== 'DS'))) },
      { weight: 1, arbitrary: objects.map((object): Saying => ({ on: 'NS', bytes: `CHG 9 NLN ${number < 16 ? '0' : '0:0'} ${object}\r\n` })) },
    ),
    { minLength: 1, maxLength: 8 },
  )
}

const attribute = fc.tuple(
  fc.constantFrom('x:y', '1x', '-', '.', 'Size', 'Type', 'constructor', '__proto__', 'Url', 'creator', 'SHA1C'),
  fc.constantFrom('', '1', '&#0;', '&#xD800;', '&amp;', '&quot;', 'é', '\ud83d\ude00', 'a b', '999999999999999999'),
)

/** MSN objects with any attributes, percent-encoded. */
const objects = fc
  .array(attribute, { maxLength: 4 })
  .map((all) => `<msnobj Creator="a" SHA1D="b"${all.map(([name, value]) => ` ${name}="${value}"`).join('')}/>`)
  .chain((xml) => spoilt(encodeURIComponent(xml.toWellFormed())))
  .map((word) => word.replace(/[ \t\n]/g, ''))

const scene = fc
  .record({ alice: fc.constantFrom(...served), bob: fc.constantFrom(...served), carol: fc.constantFrom(...served) })
  .chain((sides) =>
    sayings(Number(sides.alice.slice(4))).map((sayings) => ({ ...sides, sayings })),
  )

describe('what a client says', () => {
  it('the host can say to everybody in their dialects, at once and to who comes later', () => {
    fc.assert(
      fc.property(scene, ({ alice, bob, carol, sayings }) => {
        // The driver writes all that the host says, and throws where it cannot.
        const driver = withSessions(among(), { alice, bob })
        for (const name of ['alice', 'bob']) show(driver, name)
        converse(driver, 'alice', 'bob')
        for (const { on, bytes } of sayings) said(driver, on === 'SB' ? 'alice-sb' : 'alice', on, alice, bytes)
        signIn(driver, 'bob', carol, { link: 'later' })
        driver.hear('later', 'SYN 5 0', 'SYN 5 0 0')
        show(driver, 'bob')
        driver.hear('later', 'XFR 9 SB')
      }),
      { ...runs, numRuns: runs.numRuns / 2 },
    )
  })

  it.each(served.filter((name) => Number(name.slice(4)) >= 9))('an object with any attributes, to somebody in %s', (bob) => {
    const driver = withSessions(among(), { alice: 'MSNP12', bob })
    for (const name of ['alice', 'bob']) show(driver, name)
    const object = encodeURIComponent('<msnobj Creator="a" SHA1D="b" x:y="1"/>')
    const lines = driver.hear('alice', `CHG 9 NLN 0 ${object}`)
    expect(lines.filter((line) => line.startsWith('bob < NLN'))).toEqual([expect.stringContaining('x%3Ay%3D%221%22')])
  })
})

describe('what cannot be written', () => {
  it('is reported, and costs nobody the connection', () => {
    const machine = host(usual)
    const event = {
      _tag: 'Unsayable',
      link: 'NS 1',
      on: 'NS',
      problem: { _tag: 'BadField', verb: 'NLN', field: 'object', expected: 'an MSN object, percent-encoded' },
    } as const
    const [state, effects] = machine.step(machine.init[0], event)
    expect(state).toBe(machine.init[0])
    const problem = 'NLN: object should be an MSN object, percent-encoded'
    expect(effects).toEqual([{ _tag: 'Notify', event: { _tag: 'Unsayable', link: 'NS 1', on: 'NS', problem } }])
  })
})

describe('a stranger', () => {
  it.each<ServerKind>(['DS', 'NS', 'SB'])('who says empty lines on %s is closed after as many as any others', (on) => {
    const driver = among({ limits: { unread: 5 } as never })
    driver.connect('new', { on })
    expect(driver.hear('new', '', '', '', '')).toEqual([])
    expect(driver.hear('new', '')).toEqual(['new closed'])
    expect(driver.notices).toContainEqual({ _tag: 'Expelled', link: 'new', on, reason: 'TooMuchUnread' })
  })

  it('may say some, and whoever is signed in, any number', () => {
    const driver = among()
    driver.connect('new')
    driver.hear('new', '', '', '')
    expect(driver.hear('new', 'VER 1 MSNP8 CVR0')).toEqual(['new < VER 1 MSNP8'])
    withSessions(driver, { alice: 'MSNP8' })
    expect(driver.hear('alice', ...Array.from({ length: 100 }, () => ''))).toEqual([])
  })
})

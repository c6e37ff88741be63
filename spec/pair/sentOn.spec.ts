/** Our client against our server, when somebody sends it on to another notification server in mid-session. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Observable } from 'rxjs'

import {
  bytesOf,
  setName,
  setPersonalMessage,
  setStatus,
  spoken,
  type Address,
  type Dialect,
  type Intent,
  type Ports,
  type ConnectionEvent,
} from '../../lib/index.js'
import type { MsnObject } from '../../lib/commands/msnobject.js'
import { addressOf, friends, world, type World } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

/** Ports on which one notification server goes by many names, and a way to send who is on it to the next name. */
const manyNamed = (ports: Ports): { readonly ports: Ports; readonly send: () => void } => {
  let real: Address | undefined
  let names = 0
  let say: (text: string) => void = () => undefined
  const dial = (address: Address): Observable<ConnectionEvent> => {
    if (address.host.startsWith('ns-')) address = real!
    return new Observable((subscriber) => {
      const heard = ports.dial(address).subscribe(subscriber)
      say = (text) => subscriber.next({ _tag: 'Bytes', bytes: bytesOf(text) })
      real = address
      return heard
    })
  }
  return { ports: { ...ports, dial }, send: () => say(`XFR 0 NS ns-${++names}.example.com:1863\r\n`) }
}

const object: MsnObject = {
  creator: 'alice@example.com',
  type: 3,
  size: 24539,
  location: 'TFR2C2.tmp',
  friendly: 'AAA=',
  sha1d: 'trC8SlFx2sWQxZMIBAWSEnXc8oQ=',
}

const texts = fc.constantFrom('one', 'Two & <2>', 'drei ß', '四')

const settings: fc.Arbitrary<Intent> = fc.oneof(
  fc.constantFrom('NLN', 'BSY', 'AWY', 'HDN', 'HDN').map((status): Intent => setStatus(status as 'NLN')),
  fc.constantFrom('NLN', 'HDN').map((status): Intent => ({ _tag: 'SetStatus', status: status as 'NLN', object })),
  texts.map(setName),
  texts.map(setPersonalMessage),
  fc.constantFrom('AL', 'BL').map((privacy): Intent => ({ _tag: 'SetPrivacy', privacy: privacy as 'AL' })),
)

const alice = addressOf('alice')

/** What the server shows of alice: all but the name of the connection. */
const shownOf = (there: World) => {
  const host = there.host()
  const { name, privacy } = host.accounts.get(alice)!
  const [session] = host.sessions.get(alice) ?? []
  if (session === undefined) return { name, privacy }
  const { status, object, personal, capabilities, extended, own, endpointId: place } = session
  return { name, privacy, status, object, personal, capabilities, extended, own, place }
}

interface Tale {
  readonly intents: ReadonlyArray<Intent>
  /** How long after the last intent: its reply may be under way, or the request. */
  readonly ms: number
  /** What is wanted while the session is on its way. */
  readonly late: ReadonlyArray<Intent>
}

const tales = (ms: fc.Arbitrary<number>, late: fc.Arbitrary<Tale['late']>): fc.Arbitrary<Tale> =>
  fc.record({ intents: fc.array(settings, { maxLength: 6 }), ms, late })

const isVisible = (status: string): boolean => status !== 'FLN' && status !== 'HDN'

const play = async (dialect: Dialect, { intents, ms, late }: Tale, times = 1) => {
  const accounts = friends('alice', 'bob')
  const there = await world({ accounts })
  const many = manyNamed(there.network.ports('alice'))
  const bob = there.signIn('bob', dialect)
  await there.pass()
  const one = there.signIn('alice', dialect, {}, many.ports)
  await there.pass()
  for (const intent of intents) {
    one.send(intent)
    await there.pass(100)
  }
  await there.pass(ms)
  const before = shownOf(there)
  const seenBefore = bob.of('ContactStatus').length
  for (let at = 0; at < times; at++) {
    many.send()
    for (const intent of late) one.send(intent)
    await there.pass(30_000)
  }
  const seen = bob
    .of('ContactStatus')
    .slice(seenBefore)
    .map(({ status }) => status)
  return { there, one, bob, before, seen }
}

describe.each(spoken)('a session in %s that is sent on', (dialect) => {
  it('shows itself as before, and nobody sees who is hidden', async () => {
    await fc.assert(
      fc.asyncProperty(tales(fc.constantFrom(0, 1000), fc.constant([])), fc.integer({ min: 1, max: 2 }), async (tale, times) => {
        const { there, one, before, seen } = await play(dialect, tale, times)
        expect(one.of('SignedIn')).toHaveLength(1 + times)
        expect(one.now().connection._tag).toBe('Ready')
        expect(shownOf(there)).toEqual(before)
        if (!isVisible(before.status!)) expect(seen.filter(isVisible)).toEqual([])
        else expect(seen.filter(isVisible).every((status) => status === before.status)).toBe(true)
        there.stop()
      }),
      { numRuns: 8 },
    )
  })

  it('has an outcome for all that was wanted meanwhile, and hides who wanted to hide', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(settings, { minLength: 1, maxLength: 4 }), async (late) => {
        const { there, one, seen } = await play(dialect, { intents: [setStatus('HDN')], ms: 1000, late })
        const outcomes = one.of('IntentOutcome').slice(1)
        expect(outcomes).toHaveLength(late.length)
        const statuses = late.flatMap((intent) => (intent._tag === 'SetStatus' ? [intent.status] : []))
        const last = statuses.at(-1) ?? 'HDN'
        expect(shownOf(there).status).toBe(last)
        // Each of them may have been carried out before it was sent on, but none in between.
        if (!statuses.some(isVisible)) expect(seen.filter(isVisible)).toEqual([])
        there.stop()
      }),
      { numRuns: 5 },
    )
  })
})

/** Sessions that connect again, against the server of this package: the line is cut, and cut again, in every dialect. */
import { describe, expect, it } from 'vitest'

import { sayTo, setName, setStatus, spoken, type Intent } from '../../lib/index.js'
import { friends, virtualServer } from '../../lib/testing/index.js'

const bob = 'bob@example.com'

describe('two whose line is cut again and again', () => {
  it.each(spoken)('are online in the end, with one outcome for each intent and no text twice, in %s', (dialect) => {
    const there = virtualServer({ accounts: friends('alice', 'bob') })
    const settings = { dialects: [dialect], reconnect: { min: 100, max: 400 } }
    const [alice, other] = ['alice', 'bob'].map((name) => there.signIn(name, undefined, settings)) as [
      ReturnType<typeof there.signIn>,
      ReturnType<typeof there.signIn>,
    ]
    there.pass()
    const asked: Array<Intent> = []
    for (const [at, ms] of [3, 45, 90, 170, 350, 700, 1500].entries()) {
      for (const intent of [sayTo(bob, `text ${at}`), setName(`Alice ${at}`), setStatus(at % 2 === 0 ? 'BSY' : 'NLN')]) {
        asked.push(intent)
        alice.send(intent)
      }
      there.pass(ms)
      there.network.cutAll()
    }
    there.pass(400_000)
    const told = alice.heard('IntentOutcome', 'MessageOutcome').map(({ intent }) => intent)
    expect(asked.map((intent) => told.filter((one) => one === intent).length)).toEqual(asked.map(() => 1))
    const texts = other.heard('TextReceived').map(({ text }) => text)
    expect(texts).toEqual([...new Set(texts)])
    expect([alice, other].map(({ now }) => now().connection._tag)).toEqual(['Ready', 'Ready'])
    expect(alice.heard('Disconnected').length).toBeGreaterThan(3)
    expect(other.now().contacts.get('alice@example.com')?.status).toBe(alice.now().account.status)
    expect(alice.now().contacts.get(bob)?.status).toBe('NLN')
    there.stop()
  })
})

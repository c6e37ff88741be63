/** Both sides of the gateway against each other: whatever the order and the faults, nothing is lost, and nothing said twice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import { runs as usual } from '../support/arbitrary.js'
import { line } from './line.js'

const runs = { numRuns: Math.max(1, Math.round(usual.numRuns / 5)) }

const some = fc.uint8Array({ minLength: 1, maxLength: 300 })

type Step =
  | { readonly _tag: 'ClientWrites' | 'ServerWrites'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Arrives' | 'Poll' | 'Leaves' | 'HangsUp' }
  | { readonly _tag: 'Fault'; readonly fault: Fault }

/** What goes wrong with a request. `Twice`: something on the way sends it again. */
type Fault = 'Lost' | 'AnswerLost' | 'Twice' | 'BadGateway' | 'OtherSession' | 'Nonsense' | 'Redirected'

const going: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: some.map((bytes) => ({ _tag: 'ClientWrites' as const, bytes })) },
  { weight: 4, arbitrary: some.map((bytes) => ({ _tag: 'ServerWrites' as const, bytes })) },
  { weight: 6, arbitrary: fc.constant({ _tag: 'Arrives' as const }) },
  { weight: 3, arbitrary: fc.constant({ _tag: 'Poll' as const }) },
)
const faulty: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: going },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ _tag: 'Leaves' }, { _tag: 'HangsUp' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Fault>('Lost', 'AnswerLost', 'Twice', 'BadGateway', 'OtherSession', 'Nonsense', 'Redirected')
      .map((fault) => ({ _tag: 'Fault' as const, fault })),
  },
)

const reset: CloseReason = { _tag: 'Reset' }

const spoiled = (fault: Fault, right: HttpResponse): HttpResponse | CloseReason => {
  switch (fault) {
    case 'AnswerLost':
    case 'Lost':
      return reset
    case 'BadGateway':
      return { status: 502, headers: {} }
    case 'OtherSession':
      return { ...right, headers: { 'x-msn-messenger': 'SessionID=1.1; GW-IP=10.0.0.9' } }
    case 'Nonsense':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>') }
    case 'Redirected':
      return { status: 302, headers: { location: 'http://login.example.com/' } }
    case 'Twice':
      return right
  }
}

const play = (steps: ReadonlyArray<Step>) => {
  const session = line()
  const { client, heard, written, ends } = session
  let hasOpened = false
  const check = (): void => {
    expect(session.underway.length).toBeLessThanOrEqual(1)
    expect(written.client.all().startsWith(heard.server.all())).toBe(true)
    expect(written.server.all().startsWith(heard.client.all())).toBe(true)
    expect(ends.client.length).toBeLessThanOrEqual(1)
    expect(ends.server.length).toBeLessThanOrEqual(1)
  }
  const exchange = (times = 1): void => {
    const answer = session.arrives(times)
    if (answer === undefined) return
    hasOpened = true
    session.hears(answer)
  }
  for (const step of steps) {
    if (step._tag === 'ClientWrites' && !client.isOver()) session.clientWrites(step.bytes)
    if (step._tag === 'ServerWrites') session.serverWrites(step.bytes)
    if (step._tag === 'Arrives') exchange()
    if (step._tag === 'Poll') client.pass('poll')
    if (step._tag === 'Leaves') client.give({ _tag: 'Left' })
    if (step._tag === 'HangsUp') session.server()?.give({ _tag: 'HungUp' })
    if (step._tag === 'Fault' && session.underway.length > 0) {
      if (step.fault === 'Twice') exchange(2)
      // Of a first answer that names no session nothing is known; later one a header may be missing.
      else if (step.fault === 'Nonsense' && hasOpened) exchange()
      else if (step.fault === 'OtherSession' && !hasOpened) exchange()
      else if (step.fault === 'Lost') {
        session.underway.shift()
        session.hears(reset)
      } else {
        const answer = session.arrives()
        if (answer !== undefined) session.hears(spoiled(step.fault, answer))
      }
    }
    check()
  }
  return { session, check, exchange }
}

/** Goes on without faults until nothing more waits on either side. */
const settle = ({ session, check, exchange }: ReturnType<typeof play>): void => {
  for (let i = 0; i < 40 && !session.client.isOver(); i++) {
    exchange()
    session.client.pass('poll')
    check()
  }
}

describe('a client and a server of the gateway', () => {
  it('hear all that the other says, in order, however requests and answers are spread over time', () => {
    fc.assert(
      fc.property(fc.array(going, { maxLength: 40 }), (steps) => {
        const played = play(steps)
        settle(played)
        const { heard, written, ends } = played.session
        expect(ends).toEqual({ client: [], server: [] })
        expect(heard.server.all()).toBe(written.client.all())
        expect(heard.client.all()).toBe(written.server.all())
      }),
      runs,
    )
  })

  it('hear nothing twice and nothing out of order, whatever goes wrong; the client ends with a reason, once', () => {
    fc.assert(
      fc.property(fc.array(faulty, { maxLength: 40 }), (steps) => {
        const { session } = play(steps)
        const { client, ends } = session
        // Over is over: whatever comes now leads to nothing.
        if (!client.isOver()) return
        const before = session.asked.length
        session.hears(reset)
        client.give({ _tag: 'Written', bytes: Buffer.from('late') })
        expect(client.pass('poll') || client.pass('grace')).toBe(false)
        expect([session.asked.length, ends.client.length]).toEqual([before, ends.client.length])
      }),
      runs,
    )
  })

  it('give what was written before the end: the client before it leaves, the server before it hangs up', () => {
    fc.assert(
      fc.property(fc.array(going, { maxLength: 20 }), some, fc.boolean(), (steps, last, isClient) => {
        const played = play([...steps, { _tag: 'ClientWrites', bytes: last }])
        const { session } = played
        if (isClient) session.client.give({ _tag: 'Left' })
        else {
          if (session.server() === undefined) played.exchange()
          session.serverWrites(last)
          session.server()!.give({ _tag: 'HungUp' })
        }
        settle(played)
        const { heard, written, ends } = session
        expect(session.client.isOver()).toBe(true)
        if (isClient) expect([heard.server.all(), ends.client]).toEqual([written.client.all(), []])
        else expect([heard.client.all(), ends.client]).toEqual([written.server.all(), [{ _tag: 'Ended' }]])
      }),
      runs,
    )
  })
})

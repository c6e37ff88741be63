/** What is asked of an intent before it is wanted, and again as it is carried out. */
import fc from 'fast-check'
import { Map } from 'immutable'
import { describe, expect, it } from 'vitest'

import { say, sayTo, setName, type Intent } from '../../lib/client/intents/intents.js'
import { refusal } from '../../lib/client/session/view.js'
import type { Conversation } from '../../lib/client/state.js'
import { conversationWith } from '../../lib/client/switchboard/refusal.js'
import { withBob } from './talks.js'

/** An intent that counts how often one of its fields is looked at. */
const counting = (intent: Intent, field: string) => {
  const seen = { times: 0 }
  const value = (intent as unknown as Readonly<Record<string, unknown>>)[field]
  const counted = Object.defineProperty({ ...intent }, field, {
    enumerable: true,
    get: () => {
      seen.times++
      return value
    },
  })
  return { seen, intent: counted as Intent }
}

const times = (intent: Intent, field: string, isAsked: boolean): number => {
  const client = withBob()
  const counted = counting(intent, field)
  if (isAsked) expect(refusal(client.state(), counted.intent)).toBeUndefined()
  counted.seen.times = 0
  expect(client.wants(counted.intent)).toHaveLength(1)
  return counted.seen.times
}

describe('an intent that was found to be good', () => {
  it.each([
    [sayTo('bob@example.com', 'hello'), 'message'],
    [say('C1', 'hello'), 'message'],
    [setName('Alice'), 'name'],
  ] as const)('is not looked through once more as it is carried out: %j', (intent, field) => {
    expect(times(intent, field, true)).toBeLessThan(times(intent, field, false))
  })

  it('is looked through again if the session has changed meanwhile', () => {
    const client = withBob()
    const intent = sayTo('bob@example.com', 'hello')
    expect(refusal(client.state(), intent)).toBeUndefined()
    client.hears('SB C1', 'BYE bob@example.com')
    expect(client.wants(intent)).toEqual([expect.stringMatching(/^SB C1 > CAL \d+ bob@example.com/)])
  })
})

describe('the conversation with somebody', () => {
  const addresses = ['bob@example.com', 'carol@example.com'] as const
  const address = fc.constantFrom(...addresses)
  const conversation = fc.record({
    phase: fc.constantFrom('Ringing' as const, 'Opening' as const, 'Open' as const),
    participants: fc.uniqueArray(address),
    invited: fc.array(address, { maxLength: 3 }),
    by: fc.option(address, { nil: undefined }),
  })

  it('is the one where nobody else is, is called, or has called', () => {
    fc.assert(
      fc.property(conversation, address, ({ phase, participants, invited, by }, passport) => {
        const talk: Conversation = {
          id: 'C1',
          phase,
          participants: Map(participants.map((each) => [each, { passport: each, name: each }])),
          invited,
          ...(by === undefined ? {} : { by }),
        }
        const everybody = new Set([...participants, ...invited, ...(by === undefined ? [] : [by])])
        const isIt = phase !== 'Ringing' && everybody.size === 1 && everybody.has(passport)
        const conversations = { living: Map<string, never>(), view: Map({ C1: talk }), named: 1 }
        expect(conversationWith(conversations, passport)).toBe(isIt ? 'C1' : undefined)
      }),
      { numRuns: 500 },
    )
  })
})

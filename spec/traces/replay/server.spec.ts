import { readFileSync } from 'node:fs'

import { NEVER, VirtualTimeScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { echo } from '../../../examples/bots/echo.js'
import { shownCommand } from '../../../lib/traces/scrub/display.js'
import { anywhere } from '../../../lib/commands/scope.js'
import { client, isEvent, memoryNetwork, type App, type SessionEvent } from '../../../lib/index.js'
import { recordedServer, sessionsIn, type ServingEvent } from '../../../lib/traces.js'
import { readTrace } from '../../../lib/testing/index.js'

const trace = readTrace(readFileSync(new URL('../../../examples/recordings/echo.jsonl', import.meta.url)))
const session = sessionsIn(trace)[0]!
const recorded = trace.records.filter((record) => record._tag === 'Said' && record.from === 'server').length

/** Plays the recorded server to an app, until it is over. */
const served = (app: App | undefined, { fast = false, passport = session.passport! } = {}) => {
  const scheduler = new VirtualTimeScheduler(undefined, 600_000)
  const network = memoryNetwork({ scheduler, latency: 5 })
  const told: Array<ServingEvent> = []
  const events: Array<SessionEvent> = []
  const address = { host: '127.0.0.1', port: 1863 }
  recordedServer(network.ports('server'))(trace, {
    session,
    address,
    web: { ...address, port: 0 },
    patience: 100_000,
    fast,
  }).subscribe((event) => {
    told.push(event)
    if (event._tag !== 'Listening' || app === undefined) return
    const wanted = {
      passport,
      password: 'anything',
      server: event.address,
      nexus: event.nexus,
      dialects: [session.dialect!],
    }
    client(network.ports('client'))(wanted)(app).subscribe((each) => events.push(each))
  })
  scheduler.flush()
  return { told, events, ms: scheduler.now() }
}

describe('a recorded server', () => {
  it('plays the whole of its half to a client that says the other one', () => {
    expect(recorded).toBeGreaterThan(10)
    const { told, events } = served(echo)
    expect(told.at(-1)?._tag).toBe('Finished')
    expect(events.filter(isEvent('Ready'))).toHaveLength(1)
    expect(events.filter(isEvent('TextReceived')).length).toBeGreaterThan(0)
    expect(events.filter(isEvent('MessageOutcome')).every(({ outcome }) => outcome._tag === 'Acknowledged')).toBe(true)
  })

  it('keeps its distance in time, unless it is to be fast', () => {
    const first = (events: ReadonlyArray<SessionEvent>): boolean => events.some(isEvent('TextReceived'))
    const [slow, fast] = [served(echo), served(echo, { fast: true })]
    expect(first(slow.events) && first(fast.events)).toBe(true)
    expect(fast.told.at(-1)?._tag).toBe('Finished')
  })

  it('tells what is said otherwise', () => {
    const { told } = served(echo, { passport: 'mallory@example.com' })
    expect(told.some(({ _tag }) => _tag === 'Otherwise')).toBe(true)
  })

  it('waits for a client, and for what it should say, and not for ever', () => {
    const alone = served(undefined).told.at(-1)
    expect(alone?._tag === 'Stuck' && alone.expected && shownCommand(anywhere, alone.expected)).toMatch(/^VER /)
    const silent = served(() => NEVER).told.at(-1)
    expect(silent?._tag === 'Stuck' && silent.expected && shownCommand(anywhere, silent.expected)).toMatch(/^MSG /)
  })
})

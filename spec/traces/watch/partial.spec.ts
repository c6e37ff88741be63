/** Recordings that lack something are watched as far as they go: no HTTP, a list that is not sent, the beginning, any record. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { heardIn } from '../../../lib/traces/watch/heard.js'
import { changesBetween, describeChange, shown, type ShownSession } from '../../../lib/traces/watch/shown.js'
import { watching, type Watching } from '../../../lib/traces/watch/watch.js'
import { bytesOf } from '../../../lib/wire/text.js'
import { dialects, participants, traceOf } from '../../recordings/files.js'
import { runs } from '../../support/arbitrary.js'

const statesOf = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<Watching> => {
  const states: Array<Watching> = [watching.init[0]]
  for (const heard of heardIn(records)) states.push(watching.step(states.at(-1)!, heard)[0])
  return states
}

const sessionsOf = (states: ReadonlyArray<Watching>): ReadonlyArray<ShownSession> =>
  states.flatMap((state) => shown(state).filter((one) => one._tag === 'Session'))

const seenIn = ({ contacts }: ShownSession): ReadonlyArray<string> =>
  contacts.filter(({ status }) => status !== 'FLN').map(({ passport, status }) => `${passport} ${status}`)

const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: { host: '10.0.0.1', port: 1024 }, peer: { host: '10.0.0.2', port: 1863 } }
const said = (t: number, from: 'client' | 'server', ...lines: ReadonlyArray<string>): TraceRecord => ({
  t, _tag: 'Said', connection: 0, from, bytes: bytesOf(lines.map((line) => `${line}\r\n`).join('')),
})

describe('a recording without', () => {
  it.each(dialects.filter((dialect) => Number(dialect.slice(4)) >= 13))('HTTP, in %s, has presence alone', (dialect) => {
    const { records } = traceOf(dialect, 'bob')
    const quiet = records.filter(({ _tag }) => _tag !== 'Asked' && _tag !== 'Answered')
    const [whole, without] = [records, quiet].map((all) => sessionsOf(statesOf(all)))
    expect(without!.every(({ phase }) => phase !== 'Ready')).toBe(true)
    const changes = (all: ReadonlyArray<ShownSession>) => [...new Set(all.map((one) => seenIn(one).join()))]
    expect(changes(without!)).toEqual(changes(whole!))
    expect(changes(whole!).length).toBeGreaterThan(1)
  })

  it('a list that the client has already, has those who are seen', () => {
    const states = statesOf([
      opened,
      // Whoever asks for several things at once gets their answers in order.
      said(1, 'client', 'VER 1 MSNP11 CVR0', 'CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS bob@example.com', 'USR 3 TWN I bob@example.com'),
      said(2, 'server', 'VER 1 MSNP11', 'CVR 2 7.0.0813 7.0.0813 6.0.0602 http://example.com/ http://example.com/', 'USR 3 TWN S lc=1033'),
      said(3, 'client', 'USR 4 TWN S t=1&p=2'),
      said(4, 'server', 'USR 4 OK bob@example.com 1 0'),
      said(5, 'client', 'SYN 5 2005-01-01T00:00:00.000-07:00 2005-01-01T00:00:00.000-07:00'),
      said(6, 'server', 'SYN 5 2005-01-01T00:00:00.000-07:00 2005-01-01T00:00:00.000-07:00'),
      said(7, 'client', 'CHG 6 BSY 0'),
      said(8, 'server', 'CHG 6 BSY 0', 'ILN 6 AWY alice@example.com Alice 0', 'NLN NLN carol@example.com Carol 0', 'FLN alice@example.com'),
    ])
    expect(sessionsOf(states).at(-1)).toMatchObject({ passport: 'bob@example.com', phase: 'Ready', status: 'BSY', isUnderway: false })
    const seen = sessionsOf(states).map((one) => seenIn(one).join())
    expect([...new Set(seen)]).toEqual(['', 'alice@example.com AWY', 'alice@example.com AWY,carol@example.com NLN', 'carol@example.com NLN'])
  })

  it('the version of the client, and the end of the connection, is none the less a session until its goodbye', () => {
    const records = [
      opened,
      said(1, 'client', 'VER 1 MSNP8 CVR0'),
      said(2, 'server', 'VER 1 MSNP8'),
      said(3, 'client', 'USR 2 TWN I bob@example.com'),
      said(4, 'server', 'USR 2 TWN S lc=1033'),
      said(5, 'client', 'USR 3 TWN S t=1&p=2'),
      said(6, 'server', 'USR 3 OK bob@example.com Bob 1 0'),
      said(7, 'client', 'CHG 4 NLN 0', 'OUT'),
      said(8, 'server', 'CHG 4 NLN 0', 'ILN 4 NLN alice@example.com Alice 0'),
    ]
    const phases = sessionsOf(statesOf(records)).map(({ phase, login }) => login ?? phase)
    expect([...new Set(phases)]).toEqual(['Negotiating', 'Naming', 'Ticketing', 'Proving', 'Synchronising'])
    expect(shown(statesOf(records).at(-1)!)).toEqual([])
    // Sent on to no other server, it begins once more on the same connection.
    const again = [...records.slice(0, -2), said(9, 'server', 'XFR 0 NS'), ...records.slice(1, -2)]
    expect(shown(statesOf(again).at(-1)!)).toMatchObject([{ passport: 'bob@example.com', phase: 'Synchronising' }])
  })

  it('its beginning, has whoever speaks in a conversation', () => {
    const states = statesOf([
      { ...opened, midway: true } as TraceRecord,
      said(1, 'server', 'MSG alice@example.com Alice 40\r\nMIME-Version: 1.0\r\nContent-Type: x/y\r\n'),
      said(2, 'server', 'JOI carol@example.com Carol'),
      said(3, 'server', 'BYE alice@example.com'),
    ])
    const talks = states.flatMap((state) => shown(state).flatMap((one) => (one._tag === 'Conversation' ? [one] : [])))
    expect(talks.every(({ isUnderway, phase }) => isUnderway && phase === 'Open')).toBe(true)
    expect(talks.at(-1)?.participants).toEqual(['carol@example.com'])
  })

  it('any of its records, or with the same ones once more, is watched to its end, and what ended is forgotten', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dialects),
        fc.constantFrom(...participants),
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
        (dialect, who, from, gone, again) => {
          const { records } = traceOf(dialect, who)
          const ends = records.filter(({ _tag }) => _tag === 'Closed')
          const missing = new Set(gone.map((at) => at % records.length))
          const some = records.filter((record, at) => record._tag !== 'Closed' && !missing.has(at)).slice(from % 40)
          for (const [at, to] of again) some.splice(to % (some.length + 1), 0, some[at % Math.max(1, some.length)]!)
          const states = statesOf([...some.filter((record) => record !== undefined), ...ends])
          expect(shown(states.at(-1)!)).toEqual([])
          // What is told of the changes is what is known: nothing is left out, and nothing told twice.
          for (const [at, now] of states.entries())
            if (at > 0) {
              const changes = changesBetween(states[at - 1]!, now)
              const before = JSON.stringify(shown(states[at - 1]!))
              expect(changes.length > 0).toBe(before !== JSON.stringify(shown(now)))
              expect(changes.map(describeChange).every((line) => line !== '')).toBe(true)
            }
        },
      ),
      { numRuns: Math.ceil(runs.numRuns / 50) },
    )
  })
})

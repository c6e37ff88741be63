/** Our own conversations, recorded in every dialect, hold what must hold of any recording, and are replayed equal. */
import { readFileSync } from 'node:fs'

import * as E from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { replay } from '../../lib/edges/replay.js'
import { writeList, readList } from '../../lib/payloads/list.js'
import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { readNotification, writeNotification } from '../../lib/payloads/notification.js'
import { readPersonal, writePersonal } from '../../lib/payloads/personal.js'
import { actionIn, type Operation } from '../../lib/payloads/soap/operation.js'
import { soap } from '../../lib/payloads/soap/operations.js'
import { writeTickets2 } from '../../lib/payloads/soap/tickets.js'
import type { Trace } from '../../lib/traces/format/trace.js'
import { msnp } from '../cli/child.js'
import { passwordOf } from '../pair/world.js'
import { spellings } from '../pair/wiretap.js'
import { expectSameBytes, expectSameCut, linesOf } from '../replay/oracle.js'
import { attending, open, type Take } from '../replay/studio.js'
import { recordedEvening } from './evening.js'
import { apps, dialects, fileOf, participants, traceOf } from './files.js'

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** What is asked over HTTP, and what is answered. */
const exchangesIn = ({ records }: Trace) =>
  records.flatMap((asked) => {
    if (asked._tag !== 'Asked') return []
    const answered = records.find((record) => record._tag === 'Answered' && record.exchange === asked.exchange)
    const outcome = answered?._tag === 'Answered' ? answered.outcome : undefined
    return [{ request: asked.request, response: outcome !== undefined && 'status' in outcome ? outcome : undefined }]
  })

type AnyOperation = Operation<unknown, unknown, unknown>
const operations = Object.values(soap) as unknown as ReadonlyArray<AnyOperation>

/** What is asked by SOAP, each with its operation. */
const soapIn = (trace: Trace) =>
  exchangesIn(trace).flatMap(({ request, response }) => {
    const action = actionIn(request.headers['SOAPAction'] as string | undefined)
    const isTicket = /\/RST2?\.srf$/.test(request.url)
    const operation = operations.find((each) => (isTicket ? each === soap.requestTickets : each.action === action))
    return isTicket || action !== undefined ? [{ operation, request, response }] : []
  })

describe.each(dialects)('the recorded evening in %s', (dialect) => {
  let takes: Readonly<Record<(typeof participants)[number], Take>>
  beforeAll(() => {
    const [hers, his] = recordedEvening(dialect)
    takes = { alice: hers, bob: his }
  })

  it('went well', () => {
    const outcomes = takes.alice.seen.events.flatMap(([, event]) => (event._tag === 'IntentOutcome' ? [event.outcome._tag] : []))
    expect(outcomes.length).toBe(18)
    expect(outcomes.filter((outcome) => outcome !== 'Done' && outcome !== 'Refused')).toEqual([])
    expect(outcomes.filter((outcome) => outcome === 'Refused').length).toBe(
      (numberOf(dialect) < 7 ? 5 : 0) + (numberOf(dialect) < 11 ? 1 : 0),
    )
    for (const who of participants) {
      const tags = takes[who].seen.events.map(([, { _tag }]) => _tag)
      expect(tags.filter((tag) => ['Unexpected', 'ServerFailed', 'ServiceFailed'].includes(tag))).toEqual([])
      expect(tags).toContain('TextReceived')
      expect(takes[who].seen.events.at(-1)?.[1]).toMatchObject({ _tag: 'Closed', reason: { _tag: 'SignedOut' } })
    }
  })

  describe.each(participants)('by %s', (who) => {
    let trace: Trace
    beforeAll(() => {
      trace = traceOf(dialect, who)
    })

    it('is read to the last byte, and written back the same', () => {
      expectSameBytes(trace.records)
    })

    it('is read the same, however it is cut', () => {
      expectSameCut(trace.records, 500)
    })

    it('is replayed, and equal: events, states, what was said, and all moments', () => {
      const recording = replay(trace)
      const { wanted, seen } = takes[who]
      const again = attending(recording.ports, () => recording.scheduler.now(), wanted, apps[who])
      const { records } = trace
      expect(recording.play(again.session)).toEqual(E.right({ records: records.length, ms: records.at(-1)!.t }))
      expect(again.seen.events).toEqual(seen.events)
      expect(again.seen.states).toEqual(seen.states)
      expect(open(again.seen.said)).toEqual(open(seen.said))
    })

    it('is replayed without its app, as msnp replay does', async () => {
      const { status, err, lines } = await msnp(['replay', fileOf(dialect, who)])
      expect([status, err]).toEqual([0, ''])
      expect(lines.at(-1)).toMatch(/^✓ replayed \d+ records, \d+ events, equal to the recording$/)
    })

    it('holds payloads that are written as they are read', () => {
      const codecs: ReadonlyMap<string, (payload: Uint8Array) => Uint8Array> = new Map([
        ['MSG', (payload) => writeMessage(readMessage(payload))],
        ['UUX', (payload) => writePersonal(18)(readPersonal(payload))],
        ['UBX', (payload) => writePersonal(18)(readPersonal(payload))],
        ['ADL', (payload) => writeList(readList(payload))],
        ['RML', (payload) => writeList(readList(payload))],
        ['NOT', (payload) => writeNotification(readNotification(payload))],
      ])
      for (const { decoded } of linesOf(trace.records)) {
        const again = decoded._tag === 'Payload' ? codecs.get(decoded.verb) : undefined
        // What tells of endpoints has a writer of its own; an empty payload acknowledges.
        if (decoded._tag !== 'Payload' || again === undefined || decoded.payload.length === 0) continue
        if (/^<(?:Private)?EndpointData>/.test(text(decoded.payload))) continue
        expect(text(again(decoded.payload))).toBe(text(decoded.payload))
      }
    })

    it('holds SOAP bodies that are read as values: requests are written from them to the byte, answers are read the same again', () => {
      const all = soapIn(trace)
      expect(all.length > 0).toBe(numberOf(dialect) >= 13)
      for (const { operation, request, response } of all) {
        if (operation === undefined || response === undefined) throw new Error(`${request.url} is of no operation`)
        expect([operation.name, response.status]).toEqual([operation.name, 200])
        const asked = operation.readRequest(request.body)
        if (E.isLeft(asked)) throw new Error(`${operation.name}: ${JSON.stringify(asked.left)}`)
        expect(text(operation.writeRequest(asked.right.head, asked.right.request))).toBe(text(request.body))
        const answer = operation.readAnswer(response.body)
        if (E.isLeft(answer)) throw new Error(`${operation.name}: ${JSON.stringify(answer.left)}`)
        const write = request.url.endsWith('/RST2.srf') ? writeTickets2 : operation.writeAnswer
        // A server tells more than this client reads: what it reads comes back, whoever writes it.
        expect(JSON.stringify(operation.readAnswer(write(answer.right as never)))).toBe(JSON.stringify(answer))
      }
    })

    it('holds no password', () => {
      const all = readFileSync(fileOf(dialect, who), 'utf8')
      expect(spellings(passwordOf(who)).filter((secret) => all.includes(secret))).toEqual([])
    })
  })
})

/** Holds that the names that every object of JavaScript inherits are texts like any other, wherever a recording has a text. */
import fc from 'fast-check'
import { connect } from 'node:net'
import * as E from 'fp-ts/lib/Either.js'
import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { replay } from '../../../lib/edges/replay.js'
import { nodePorts } from '../../../lib/edges/node.js'
import { client, type Ports } from '../../../lib/index.js'
import { recorded } from '../../../lib/traces.js'
import { captureReader } from '../../../lib/traces/pcap/reader.js'
import { headerLine, recordLine, traceReader } from '../../../lib/traces/format/jsonl.js'
import type { Finding, Recorded, TraceHeader, TraceRecord } from '../../../lib/traces/format/record.js'
import { scrubbing } from '../../../lib/traces/scrub/scrub.js'
import type { Trace } from '../../../lib/traces/format/trace.js'
import { transcribe } from '../../../lib/traces/read/transcript.js'
import { byteText, utf8Bytes } from '../../../lib/wire/text.js'
import { evening } from '../../replay/studio.js'
import { runs } from '../../support/arbitrary.js'
import { latin1, onEthernet, pcapOf, talk } from '../../support/pcaps.js'
import { scrubbedCapture } from '../../support/scrubbed.js'

const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'then']
const name = fc.constantFrom(...names)
const header: TraceHeader = { format: 'rx-msnp trace', version: 1, start: 0, seenBy: 'network' }
const address = { host: 'a', port: 1863 }
const all = { addresses: true, names: true, texts: true }

const headersOf = (all: ReadonlyArray<readonly [string, string]>): Readonly<Record<string, string>> =>
  Object.fromEntries(all)

/** Records with such a name in every place of a text. */
const recordsWith = (given: () => string): ReadonlyArray<TraceRecord> => {
  const headers = headersOf([
    [given(), given()],
    ['b', given()],
  ])
  const body = utf8Bytes(`<${given()} ${given()}="${given()}">${given()}</${given()}>`)
  const said = (from: 'client' | 'server', text: string): TraceRecord => ({
    t: 0,
    _tag: 'Said',
    connection: 0,
    from,
    bytes: utf8Bytes(text),
  })
  return [
    { t: 0, _tag: 'Dialled', connection: 0, address: { host: given(), port: 1863 } },
    { t: 0, _tag: 'Opened', connection: 0, local: { host: given(), port: 1 }, peer: address },
    said('client', `${given()} 1 ${given()}\r\n`),
    said('server', `${given()} 1 x\r\n`),
    said('client', `VER 1 ${given()} MSNP12 CVR0\r\n`),
    said('server', `VER 1 MSNP12\r\n`),
    said('client', `USR 2 TWN I ${given()}\r\nUSR 3 ${given()} S ${given()}\r\n`),
    said('server', `USR 3 OK ${given()} ${given()} 1 0\r\nLST N=${given()} F=${given()} C=1 3 ${given()}\r\n`),
    said('client', `PRP 4 ${given()} ${given()}\r\nADC 5 FL N=${given()} F=${given()}\r\n`),
    said('server', `NLN ${given()} ${given()} ${given()} 0\r\n`),
    { t: 0, _tag: 'Asked', exchange: 0, request: { method: 'GET', url: `http://${given()}/${given()}?${given()}=${given()}`, headers } },
    { t: 0, _tag: 'Answered', exchange: 0, outcome: { status: 200, headers, body } },
    { t: 0, _tag: 'Asked', exchange: 1, request: { method: 'POST', url: given(), headers, body } },
    { t: 0, _tag: 'Answered', exchange: 1, outcome: { _tag: 'Other', problem: given() } },
    { t: 0, _tag: 'Closed', connection: 0, reason: { _tag: 'Broken', problem: given() } },
  ]
}

const someRecords = fc.infiniteStream(name).map((stream) => recordsWith(() => stream.next().value as string))

const found = (findings: ReadonlyArray<Finding>): ReadonlyArray<TraceRecord> =>
  findings.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))

const readLines = (text: string): ReadonlyArray<Finding> => {
  const { read, end } = traceReader()
  return [...read(utf8Bytes(text)), ...end()]
}

/** The names of the headers of every request and answer. */
const headerNames = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<ReadonlyArray<string>> =>
  records.map((record) => {
    if (record._tag === 'Asked') return Object.keys(record.request.headers)
    return record._tag === 'Answered' && 'headers' in record.outcome ? Object.keys(record.outcome.headers) : []
  })

describe('names of Object.prototype', () => {
  it('are written and read again in every place of a record', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const text = headerLine(header) + records.map(recordLine).join('')
        const again = readLines(text)
        expect(again.map(({ _tag }) => _tag)).toEqual(['Begun', ...records.map(() => 'Found')])
        expect(headerLine(header) + found(again).map(recordLine).join('')).toBe(text)
        expect(headerNames(found(again))).toEqual(headerNames(records))
      }),
      { numRuns: Math.ceil(runs.numRuns / 5) },
    )
  })

  it.each([['secrets', {}], ['people, too', all]])('are scrubbed, of %s', (_, options) => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const { record, end } = scrubbing(options)
        const clean = [...records.flatMap(record), ...end()]
        expect(clean.map(({ _tag }) => _tag)).toEqual(records.map(({ _tag }) => _tag))
        expect(headerNames(clean)).toEqual(headerNames(records))
        for (const each of clean) if (each._tag === 'Asked') expect(Object.values(each.request.headers)).toHaveLength(Object.keys(each.request.headers).length)
        expect(JSON.stringify(clean.map((each) => JSON.parse(recordLine(each)) as unknown))).toContain('"b":')
        transcribe(clean)
      }),
      { numRuns: Math.ceil(runs.numRuns / 5) },
    )
  })

  it('are recorded as headers, at own ports', () => {
    for (const each of names) {
      const taken: Array<Recorded> = []
      const failures: Array<unknown> = []
      const none = { dial: () => of(), listen: () => of(), serve: () => of(), after: () => of(), now: () => 0 }
      const headers = headersOf([[each, 'value'], ['Other', 'value']])
      const ports = { ...none, random: () => new Uint8Array(0), fetch: () => of({ status: 200, headers }) } as Ports
      const tapped = recorded(ports, (finding) => void taken.push(finding), { failed: (error) => failures.push(error) })
      tapped.fetch({ method: 'GET', url: 'http://x/', headers }).subscribe()
      tapped.end()
      expect(failures).toEqual([])
      expect(headerNames(found(taken))).toEqual([[each, 'Other'], [each, 'Other']])
      expect(taken.map((finding) => (finding._tag === 'Found' ? recordLine(finding.record) : '')).join('')).toContain(
        `"${each}":"value"`,
      )
    }
  })

  it('are headers over HTTP, in a capture that is read and scrubbed', () => {
    for (const each of names) {
      const text = `GET /rdr/pprdr.asp HTTP/1.1\r\nHost: x\r\n${each}: value\r\nCookie: a=b5ecret\r\n\r\n`
      const back = `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n${each}: value\r\n${each}: more\r\n\r\n`
      const packets = talk({ client: { host: '10.0.0.1', port: 5000 }, server: { host: '10.0.0.2', port: 80 } }, [
        { from: 'client', bytes: latin1(text) },
        { from: 'server', bytes: latin1(back) },
      ])
      const file = scrubbedCapture(pcapOf()(packets.map(onEthernet)), all)
      const { read, end } = captureReader()
      const records = found([...read(file), ...end()])
      expect(headerNames(records)).toEqual([['Host', each, 'Cookie'], ['Content-Length', each]])
      expect(byteText(file)).toContain(`${each}: value\r\n`)
      expect(byteText(file)).not.toContain('b5ecret')
    }
  })

  it('are headers that a server over HTTP is told', async () => {
    const asked: Array<ReadonlyArray<string>> = []
    await new Promise<void>((done) => {
      const serving = nodePorts()
        .serve({ host: '127.0.0.1', port: 0 })
        .subscribe((visit) => {
          if (visit._tag === 'Listening') {
            const lines = names.map((each) => `${each}: value\r\n`).join('')
            connect(visit.address.port, '127.0.0.1').end(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`)
          }
          if (visit._tag !== 'Asked') return
          asked.push(Object.keys(visit.request.headers))
          visit.respond({ status: 200, headers: {} })
          serving.unsubscribe()
          done()
        })
    })
    expect(asked[0]).toEqual(expect.arrayContaining(names.map((each) => each.toLowerCase())))
  })

  it('are verbs of lines in a recording that somebody is led through', () => {
    const [{ trace, wanted }] = evening(['MSNP12', 'MSNP12'])
    const at = trace.records.findIndex((each) => each._tag === 'Said' && each.from === 'server')
    const record = trace.records[at]!
    if (record._tag !== 'Said') throw new Error('no line of the server')
    for (const each of names) {
      const bytes = utf8Bytes(`${byteText(record.bytes)}${each} 1 x\r\n${each} 2 ${each}\r\n`)
      const strange: Trace = { ...trace, records: trace.records.with(at, { ...record, bytes }) }
      const played = replay(strange, { follow: true, ...(wanted.passport === undefined ? {} : { passport: wanted.passport }) })
      const [part] = played.parts
      client(played.ports)({ ...part!.settings })(part!.app).subscribe()
      expect(E.isRight(played.play())).toBe(true)
    }
  })
})

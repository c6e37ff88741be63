import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { ordering } from '../../../lib/traces/read/validate.js'
import { cuttings, runs } from '../../support/arbitrary.js'
import {
  block,
  describedInterface,
  enhanced,
  fragmentsOf,
  framed,
  ipOf,
  joined,
  latin1,
  obsolete,
  pcapOf,
  section,
  simple,
  talk,
  type Sent,
  type Utterance,
} from '../../support/pcaps.js'
import { findingsIn } from './reading.js'

const client = (text: string): Utterance => ({ from: 'client', bytes: latin1(text) })
const server = (text: string): Utterance => ({ from: 'server', bytes: latin1(text) })
const start = Date.UTC(2005, 4, 6)

const head = ['POST /gateway/gateway.dll?Action=open&Server=NS&IP=a HTTP/1.1', 'Content-Length: 18', '', 'VER 1 MSNP8 CVR0\r\n'].join('\r\n')
const answer = 'HTTP/1.1 200 OK\r\nX-MSN-Messenger: SessionID=1; GW-IP=a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nVER 1 \r\n7\r\nMSNP8\r\n\r\n0\r\n\r\n'

const segments: ReadonlyArray<Sent> = [
  ...talk({ client: { host: '192.0.2.1', port: 1030 }, server: { host: '198.51.100.1', port: 1863 }, start, longest: 9 }, [
    client('VER 1 MSNP8 CVR0\r\n'),
    server('VER 1 MSNP8\r\n'),
  ]),
  ...talk({ client: { host: '2001:db8::1', port: 1031 }, server: { host: '2001:db8::2', port: 80 }, start: start + 50 }, [client(head), server(answer)]),
  ...talk({ client: { host: '192.0.2.1', port: 1032 }, server: { host: '198.51.100.1', port: 80 }, start: start + 99 }, [
    client('GET /rdr/pprdr.asp HTTP/1.1\r\n\r\n'),
    server('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n200: OK'),
  ]),
]
const packets = segments.flatMap((sent) =>
  (sent.bytes!.length > 12 ? fragmentsOf([24])(sent) : [ipOf()(sent)]).map((ip) => ({ t: sent.t, bytes: framed['VLAN']![1](ip) })),
)

const files: Readonly<Record<string, Uint8Array>> = {
  pcap: pcapOf({ littleEndian: false })(packets),
  pcapng: joined(
    section(true),
    describedInterface(true)(1, { resolution: 9, offset: 3 }),
    block(true)(5, latin1('so many')),
    ...packets.map((packet, i) => [enhanced(true, 0, 9), obsolete(true, 0, 9), simple(true)][i % 3]!(packet)),
    section(false),
    describedInterface(false)(1),
    ...packets.slice(0, 3).map(enhanced(false)),
  ),
}

const mutated = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const place = fc.nat({ max: bytes.length - 1 })
  const change = fc.oneof(
    fc.tuple(place, fc.nat({ max: 255 })).map(([at, value]) => (all: Uint8Array) => all.map((each, i) => (i === at ? value : each))),
    fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(([at, more]) => (all: Uint8Array) => joined(all.subarray(0, at), more, all.subarray(at))),
    fc.tuple(place, fc.nat({ max: 40 })).map(([at, less]) => (all: Uint8Array) => joined(all.subarray(0, at), all.subarray(at + less))),
    place.map((at) => (all: Uint8Array) => all.subarray(0, at)),
  )
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changes.reduce((all, each) => each(all), bytes))
}

describe.each(Object.entries(files))('a %s', (_, file) => {
  const few = { numRuns: Math.ceil(runs.numRuns / 4) }
  const whole = findingsIn([file])

  it('tells of two connections and an exchange', () => {
    const tags = whole.flatMap((finding) => (finding._tag === 'Found' && finding.record._tag !== 'Said' ? [finding.record._tag] : []))
    expect([...tags].sort().slice(0, 4)).toEqual(['Answered', 'Asked', 'Closed', 'Dialled'])
  })

  it('says the same however it is cut', () => {
    fc.assert(
      fc.property(cuttings(file), (chunks) => {
        expect(findingsIn(chunks)).toEqual(whole)
      }),
      few,
    )
    expect(findingsIn(Array.from(file, (_, i) => file.subarray(i, i + 1)))).toEqual(whole)
  })

  it('whatever is changed in it, ends in values, in order', () => {
    fc.assert(
      fc.property(mutated(file), fc.nat({ max: 200 }), (bytes, cut) => {
        const findings = findingsIn([bytes.subarray(0, cut), bytes.subarray(cut)])
        const order = ordering()
        findings.forEach((finding, i) => {
          if (finding._tag === 'Begun') expect(i).toBe(0)
          if (finding._tag === 'Failed') expect(i).toBe(findings.length - 1)
          if (finding._tag === 'Found') expect(order.problem(finding.record)).toBeUndefined()
        })
      }),
      few,
    )
  })
})

it('any bytes end in values', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(findingsIn([bytes]).at(-1)?._tag).toBe('Failed')
    }),
    runs,
  )
})

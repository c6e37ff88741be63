import { describe, expect, it } from 'vitest'

import { describeTraceError } from '../../../lib/traces/format/trace.js'
import {
  block,
  type Captured,
  describedInterface,
  enhanced,
  fragmentsOf,
  framed,
  type IpKind,
  ipOf,
  joined,
  latin1,
  obsolete,
  option,
  packed,
  pcapHeader,
  pcapngOf,
  pcapOf,
  pcapRecord,
  section,
  type Sent,
  simple,
} from '../../support/pcaps.js'
import { failureIn, findingsIn, recordsIn, told } from './reading.js'

const start = Date.UTC(2005, 4, 6, 9, 17, 57)
const client = { host: '192.0.2.1', port: 1037 }
const server = { host: '198.51.100.2', port: 1863 }

const png: Sent = { t: start + 0.25, from: client, to: server, sequence: 1, acknowledged: 1, bytes: latin1('PNG\r\n') }
const qng: Sent = { t: start + 200.125, from: server, to: client, sequence: 1, acknowledged: 6, bytes: latin1('QNG 50\r\n') }

const hosts: Readonly<Record<string, string>> = { [client.host]: '2001:db8::1', [server.host]: '2001:db8::a:0:0:2' }
const inIpv6 = ({ from, to, ...rest }: Sent): Sent => ({
  ...rest,
  from: { ...from, host: hosts[from.host]! },
  to: { ...to, host: hosts[to.host]! },
})

const packets = (frame: (ip: Uint8Array) => Uint8Array, kind: IpKind = {}, sent: ReadonlyArray<Sent> = [png, qng]): ReadonlyArray<Captured> =>
  sent.map((each) => ({ t: each.t, bytes: frame(ipOf(kind)(each)) }))

const ethernet = framed['Ethernet']![1]
const both = packets(ethernet)

const wanted = [
  '0 opened 192.0.2.1:1037 198.51.100.2:1863 midway',
  '0 client: PNG\r\n',
  '0 server: QNG 50\r\n',
]

describe('captures of every kind say the same', () => {
  it.each([
    ['pcap, little-endian', pcapOf()(both)],
    ['pcap, big-endian', pcapOf({ littleEndian: false })(both)],
    ['pcap, little-endian, nanoseconds', pcapOf({ nanoseconds: true })(both)],
    ['pcap, big-endian, nanoseconds', pcapOf({ nanoseconds: true, littleEndian: false })(both)],
    ['pcap, patched', pcapOf({ modified: true })(both)],
    ['pcap, patched, big-endian', pcapOf({ modified: true, littleEndian: false })(both)],
    ['pcap, with a check sum behind each packet', pcapOf({ link: 0x14000001 })(both.map(({ t, bytes }) => ({ t, bytes: joined(bytes, latin1('sum!')) })))],
    ['pcapng, little-endian', pcapngOf()(both)],
    ['pcapng, big-endian', pcapngOf({ littleEndian: false })(both)],
    ['pcapng, nanoseconds', pcapngOf({ resolution: 9 })(both)],
    ['pcapng, big-endian, nanoseconds', pcapngOf({ littleEndian: false, resolution: 9 })(both)],
    ['pcapng, parts of a second that are powers of two', pcapngOf({ resolution: 0x80 | 20 })(both)],
    ['pcapng, obsolete packets', joined(section(true), describedInterface(true)(1), ...both.map(obsolete(true)))],
    ['pcapng, obsolete packets, big-endian', joined(section(false), describedInterface(false)(1), ...both.map(obsolete(false)))],
  ])('%s', (name, file) => {
    const records = recordsIn(file)
    expect(records.map(told)).toEqual(wanted)
    const [, , last] = records
    expect(records.map(({ t }) => t).slice(0, 2)).toEqual([0, 0])
    // A part of a second may be a power of two.
    expect(last?.t).toBeCloseTo(199.875, name.includes('powers') ? 2 : 9)
    const [begun] = findingsIn([file])
    expect(begun).toEqual({
      _tag: 'Begun',
      header: { format: 'rx-msnp trace', version: 1, start: start + 0.25, seenBy: 'network' },
    })
  })

  it('times are exact to the nanosecond', () => {
    const [first, second] = both
    const at = (seconds: number, ns: number, bytes: Uint8Array): Uint8Array =>
      joined(packed(true, [4, seconds], [4, ns], [4, bytes.length], [4, bytes.length]), bytes)
    const classic = joined(pcapHeader({ nanoseconds: true }), at(1e9, 1, first!.bytes), at(1e9 + 3000, 123_456_790, second!.bytes))
    expect(recordsIn(classic).at(-1)?.t).toBe(3_000_123.456789)

    const next = (ns: bigint, bytes: Uint8Array): Uint8Array =>
      block(true)(6, packed(true, [4, 0], [4, Number(ns >> 32n)], [4, Number(ns & 0xffffffffn)], [4, bytes.length], [4, bytes.length]), bytes)
    const nanoseconds = joined(section(true), describedInterface(true)(1, { resolution: 9 }))
    const start = 1_000_000_000_000_000_001n
    const file = joined(nanoseconds, next(start, first!.bytes), next(start + 3_000_123_456_789n, second!.bytes))
    expect(recordsIn(file).at(-1)?.t).toBe(3_000_123.456789)
  })

  it('pcapng without times has the order of its packets', () => {
    const records = recordsIn(joined(section(true), describedInterface(true)(1), ...both.map(simple(true))))
    expect(records.map(told)).toEqual(wanted)
    expect(records.map(({ t }) => t)).toEqual([0, 0, 0])
  })

  it('pcapng with several interfaces reads each by its own link and its own clock', () => {
    const file = joined(
      section(true),
      describedInterface(true)(1, { resolution: 9 }),
      describedInterface(true)(101, { resolution: 3, offset: -3600 }),
      enhanced(true, 0, 9)(both[0]!),
      enhanced(true, 1, 3)({ t: qng.t + 3_600_000, bytes: ipOf()(qng) }),
    )
    expect(recordsIn(file).map(told)).toEqual(wanted)
    expect(recordsIn(file).map(({ t }) => t)).toEqual([0, 0, 199.75])
  })

  it.each([true, false])('pcapng with a clock that is behind (little-endian: %s)', (littleEndian) => {
    const file = joined(
      section(littleEndian),
      describedInterface(littleEndian)(1, { offset: 1000 }),
      enhanced(littleEndian)(both[0]!),
    )
    expect(findingsIn([file])[0]).toMatchObject({ header: { start: start + 1_000_000.25 } })
  })

  it('pcapng with several sections, of either order of bytes, counts its interfaces anew in each', () => {
    const file = joined(
      section(true),
      describedInterface(true)(113),
      describedInterface(true)(1),
      enhanced(true, 1)(both[0]!),
      section(false, option(false)(4, latin1('a capturing program'))),
      describedInterface(false)(1),
      enhanced(false)(both[1]!),
    )
    expect(recordsIn(file).map(told)).toEqual(wanted)
  })

  it('pcapng with blocks that say nothing here passes them over, however long they are', () => {
    const of = block(true)
    const file = joined(
      section(true),
      of(4, latin1('names')),
      describedInterface(true)(1),
      of(0x80000bad, new Uint8Array(3_000_000)),
      enhanced(true)(both[0]!),
      of(5),
      enhanced(true)(both[1]!),
      of(10, latin1('secrets of TLS')),
    )
    expect(recordsIn(file).map(told)).toEqual(wanted)
    expect(failureIn(file)).toBeUndefined()
  })

  it('pcapng with a link that cannot be read says what the others say', () => {
    const file = joined(
      section(true),
      describedInterface(true)(189),
      describedInterface(true)(1),
      enhanced(true, 0)({ t: start, bytes: latin1('USB') }),
      ...both.map(enhanced(true, 1)),
    )
    expect(recordsIn(file).map(told)).toEqual(wanted)
    expect(failureIn(file)).toBeUndefined()
  })
})

describe('packets of every link say the same', () => {
  it.each(Object.entries(framed).filter(([name]) => name !== 'bare IPv6'))('%s, IPv4', (_, [link, frame]) => {
    expect(recordsIn(pcapOf({ link })(packets(frame))).map(told)).toEqual(wanted)
  })
  it.each(Object.entries(framed).filter(([name]) => name !== 'bare IPv4'))('%s, IPv6', (_, [link, frame]) => {
    expect(recordsIn(pcapOf({ link })(packets(frame, {}, [inIpv6(png), inIpv6(qng)]))).map(told)).toEqual([
      '0 opened 2001:db8::1:1037 2001:db8::a:0:0:2:1863 midway',
      ...wanted.slice(1),
    ])
  })

  it.each<readonly [string, IpKind]>([
    ['options of IPv4', { options: new Uint8Array([1, 1, 1, 1, 1, 1, 1, 0]) }],
    ['no length, as where the network card cuts what is sent', { lengthless: true }],
  ])('%s', (_, kind) => {
    const frame = kind.lengthless === true ? framed['Linux cooked']! : framed['Ethernet']!
    expect(recordsIn(pcapOf({ link: frame[0] })(packets(frame[1], kind))).map(told)).toEqual(wanted)
  })

  it.each<readonly [string, IpKind]>([
    ['options', { extensions: [[0, new Uint8Array([0, 1, 4, 0, 0, 0, 0])]] }],
    ['a route', { extensions: [[43, new Uint8Array([2, ...new Array<number>(22).fill(0)])]] }],
    ['options for the destination, and a check', { extensions: [[60, new Uint8Array([0, 1, 4, 0, 0, 0, 0])], [51, new Uint8Array([4, ...new Array<number>(22).fill(0)])]] }],
    ['a fragment that is the whole', { extensions: [[44, new Uint8Array([0, 0, 0, 0, 0, 0, 9])]] }],
    ['no length', { lengthless: true }],
  ])('IPv6 with %s', (_, kind) => {
    const file = pcapOf({ link: 101 })(packets((ip) => ip, kind, [inIpv6(png), inIpv6(qng)]))
    expect(recordsIn(file).map(told).slice(1)).toEqual(wanted.slice(1))
  })

  const long: Sent = { ...png, bytes: latin1(`MSG 1 N 70\r\n${'x'.repeat(70)}`) }
  const fragments = fragmentsOf([24, 64])
  it.each<readonly [string, ReadonlyArray<number>]>([
    ['in order', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['mixed, and twice', [1, 0, 1, 2, 2]],
  ])('fragments %s', (_, order) => {
    for (const sent of [long, inIpv6(long)]) {
      const all = fragments(sent)
      const file = pcapOf({ link: 101 })(order.map((i) => ({ t: start, bytes: all[i]! })))
      expect(recordsIn(file).map(told).slice(1).join('').replaceAll('0 client: ', '')).toBe(
        Buffer.from(long.bytes!).toString('latin1'),
      )
    }
  })
  it('a fragment that is missing leaves a gap', () => {
    const all = fragments(long)
    const rest = { ...png, sequence: 1 + long.bytes!.length, bytes: latin1('PNG\r\n') }
    const file = pcapOf({ link: 101 })([...[all[0]!, all[2]!, ipOf()(rest)].map((bytes) => ({ t: start, bytes }))])
    expect(recordsIn(file).map(told).slice(1)).toEqual([
      '0 client: MSG ',
      '0 client: <40>',
      `0 client: ${'x'.repeat(38)}`,
      '0 client: PNG\r\n',
    ])
  })

  it('a packet that was cut leaves a gap', () => {
    const [head] = packets(ethernet, {}, [{ ...png, bytes: latin1('PNG\r\nPNG\r\nPNG\r\n') }])
    const cut = { t: head!.t, bytes: head!.bytes.subarray(0, 14 + 40 + 8), original: head!.bytes.length }
    const next = packets(ethernet, {}, [{ ...png, sequence: 16, bytes: latin1('OUT\r\n') }])[0]!
    expect(recordsIn(pcapOf()([cut, next])).map(told).slice(1)).toEqual([
      '0 client: PNG\r\nPNG',
      '0 client: <7>',
      '0 client: OUT\r\n',
    ])
  })

  it('a packet that holds no TCP is passed over', () => {
    const [first, second] = both
    const other = (change: (bytes: Uint8Array) => void): Captured => {
      const bytes = new Uint8Array(first!.bytes)
      change(bytes)
      return { t: first!.t, bytes }
    }
    const strange = [
      other((bytes) => (bytes[23] = 17)),
      other((bytes) => (bytes[12] = 0x12)),
      other((bytes) => (bytes[14] = 0x41)),
      other((bytes) => (bytes[46] = 0xf0)),
      other((bytes) => (bytes[46] = 0x10)),
      { t: first!.t, bytes: first!.bytes.subarray(0, 50) },
      { t: first!.t, bytes: new Uint8Array(0) },
      { t: first!.t, bytes: new Uint8Array(13) },
    ]
    expect(recordsIn(pcapOf()([first!, ...strange, second!])).map(told)).toEqual(wanted)
  })
})

describe('a file that cannot be read to its end says why, after everything before', () => {
  const good = pcapOf()(both)
  const goodNext = pcapngOf()(both)
  const claims = pcapRecord()({ t: start, bytes: new Uint8Array(0), original: 0 })
  const lying = (captured: number, original: number) => joined(claims.subarray(0, 8), packed(true, [4, captured], [4, original]))
  const badBlock = (type: number, length: number, ...rest: ReadonlyArray<Uint8Array>) => joined(packed(true, [4, type], [4, length]), ...rest, new Uint8Array(64))

  it.each<readonly [string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'empty'],
    ['something else', latin1('{ "a": 1 }'), '7b 20 22 61'],
    ['too little to tell', latin1('{ '), 'offset 0'],
    ['a link that is not known', pcapHeader({ link: 105 }), 'link type 105 at offset 20'],
    ['no link that is known', joined(section(true), describedInterface(true)(189)), 'link type 189 at offset 36'],
    ['half a header', pcapHeader().subarray(0, 20), '4 bytes are missing'],
    ['a packet that claims too much', joined(good, lying(0x7fffffff, 0x7fffffff)), `offset ${good.length}`],
    ['a packet with more bytes than it had', joined(good, lying(60, 50)), `offset ${good.length}`],
    ['text between packets', joined(good, latin1('garbage between packets'), good), `offset ${good.length}`],
    ['half a packet', joined(good, claims.subarray(0, 6)), `offset ${good.length}: 10 bytes are missing`],
    ['a section without an order of bytes', joined(section(true).subarray(0, 8), new Uint8Array(20)), 'offset 0'],
    ['a block that is too short', joined(goodNext, badBlock(6, 8)), `offset ${goodNext.length}`],
    ['a block of an odd length', joined(goodNext, badBlock(6, 35)), `offset ${goodNext.length}`],
    ['a packet in too short a block', joined(goodNext, block(true)(6, new Uint8Array(8))), `offset ${goodNext.length}`],
    ['a packet in too long a block', joined(goodNext, badBlock(6, 0x7ffffffc)), `offset ${goodNext.length}`],
    ['a packet that claims more than its block', joined(goodNext, block(true)(6, packed(true, [4, 0], [4, 0], [4, 0], [4, 999], [4, 999]))), `offset ${goodNext.length}`],
    ['a packet of no interface', joined(goodNext, enhanced(true, 7)(both[0]!)), 'interface 7'],
    ['an option that is too long', joined(goodNext, block(true)(1, packed(true, [2, 1], [2, 0], [4, 0], [2, 9], [2, 99]))), `offset ${goodNext.length}`],
    ['two lengths of one block', joined(goodNext, badBlock(5, 32, new Uint8Array(20), packed(true, [4, 28]))), `offset ${goodNext.length}`],
    ['half a block that says nothing here', joined(goodNext, block(true)(5, new Uint8Array(100)).subarray(0, 50)), `offset ${goodNext.length}: 62 bytes are missing`],
  ])('%s', (_, file, why) => {
    const findings = findingsIn([file])
    const last = findings.at(-1)
    expect(last?._tag).toBe('Failed')
    if (last?._tag === 'Failed') expect(describeTraceError(last.error)).toContain(why)
    const records = findings.flatMap((finding) => (finding._tag === 'Found' ? [told(finding.record)] : []))
    expect(records).toEqual(file.length > goodNext.length || file.length > good.length ? wanted : [])
    const reader = findingsIn([file, new Uint8Array(50)])
    expect(reader.filter(({ _tag }) => _tag === 'Failed').length).toBe(1)
  })

  it('a capture without packets is a recording without records', () => {
    for (const file of [pcapHeader(), section(true), joined(section(true), describedInterface(true)(1))])
      expect(findingsIn([file])).toEqual([
        { _tag: 'Begun', header: { format: 'rx-msnp trace', version: 1, start: 0, seenBy: 'network' } },
      ])
  })
})

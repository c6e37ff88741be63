import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { hearing } from '../../lib/traces/capture.js'
import { describePcapError, endOfPcap, pcapReader, readPcap, type Packet, type PcapError } from '../../lib/traces/pcap.js'
import { segmentOf } from '../../lib/traces/segment.js'
import { octetText, octetsOf } from '../../lib/wire/text.js'
import { cuttings, runs } from '../support/arbitrary.js'

/** Octets of numbers: each with its size. */
const pack = (littleEndian: boolean, ...numbers: ReadonlyArray<readonly [size: 1 | 2 | 4, value: number]>): Uint8Array => {
  const bytes = new Uint8Array(numbers.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [size, value] of numbers) {
    if (size === 1) view.setUint8(at, value)
    else if (size === 2) view.setUint16(at, value, littleEndian)
    else view.setUint32(at, value, littleEndian)
    at += size
  }
  return bytes
}

const join = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => new Uint8Array(Buffer.concat(parts))

const header = (littleEndian: boolean, magic = 0xa1b2c3d4, link = 1): Uint8Array =>
  pack(littleEndian, [4, magic], [2, 2], [2, 4], [4, 0], [4, 0], [4, 65535], [4, link])

const record = (littleEndian: boolean, seconds: number, ticks: number, packet: Uint8Array): Uint8Array =>
  join(pack(littleEndian, [4, seconds], [4, ticks], [4, packet.length], [4, packet.length]), packet)

/** A TCP segment in an Ethernet packet. */
const packet = (source: readonly [number, number], target: readonly [number, number], text: string, padding = 0): Uint8Array => {
  const data = octetsOf(text)
  const ethernet = pack(false, [4, 0], [4, 0], [4, 0], [2, 0x0800])
  const ip = pack(false, [1, 0x45], [1, 0], [2, 40 + data.length], [4, 0], [1, 64], [1, 6], [2, 0], [4, source[0]], [4, target[0]])
  const tcp = pack(false, [2, source[1]], [2, target[1]], [4, 1], [4, 0], [1, 0x50], [1, 0x18], [2, 0], [4, 0])
  return join(ethernet, ip, tcp, data, new Uint8Array(padding))
}

const alice = [0xc0000201, 1037] as const
const server = [0xc6336402, 1863] as const
const two = [packet(alice, server, 'PNG\r\n', 7), packet(server, alice, 'QNG 50\r\n')]

const file = (littleEndian: boolean, magic?: number): Uint8Array =>
  join(header(littleEndian, magic), ...two.map((each, i) => record(littleEndian, 1000 + i, 250000, each)))

const readAll = (chunks: ReadonlyArray<Uint8Array>): readonly [PcapError | undefined, ReadonlyArray<Packet>] => {
  let reader = pcapReader
  const all: Array<Packet> = []
  for (const chunk of chunks) {
    const [next, packets] = readPcap(reader, chunk)
    all.push(...packets)
    if (E.isLeft(next)) return [next.left, all]
    reader = next.right
  }
  const end = endOfPcap(reader)
  return [E.isLeft(end) ? end.left : undefined, all]
}

describe('a classic pcap', () => {
  it.each([
    ['little-endian', file(true), 0.25],
    ['big-endian', file(false), 0.25],
    ['of nanoseconds', file(true, 0xa1b23c4d), 0.00025],
  ])('%s is read', (_, octets, fraction) => {
    const [error, packets] = readAll([octets])
    expect(error).toBeUndefined()
    expect(packets.map(({ at }) => at)).toEqual([1000 + fraction, 1001 + fraction])
    expect(packets.map(({ offset }) => offset)).toEqual([24, 24 + 16 + two[0]!.length])
    expect(packets.map(({ bytes }) => new Uint8Array(bytes))).toEqual(two)
  })

  it('gives the same packets however it is cut', () => {
    const octets = file(true)
    fc.assert(
      fc.property(cuttings(octets), (chunks) => {
        expect(readAll(chunks)).toEqual(readAll([octets]))
      }),
      runs,
    )
  })

  it.each([
    ['no capture', octetsOf('{ "a": 1 }                     '), 'not a capture: it begins with 7b 20 22 61 at offset 0'],
    ['too short to tell', octetsOf('{ "a'), 'not a capture: it begins with 7b 20 22 61 at offset 0'],
    ['empty', octetsOf(''), 'it is empty'],
    ['pcapng', join(octetsOf('\x0a\x0d\x0d\x0a'), new Uint8Array(30)), 'pcapng'],
    ['of another link', header(true, undefined, 101), 'link type 101 at offset 20'],
    ['cut in its header', header(true).subarray(0, 20), 'what begins at offset 0: 4 octets are missing'],
    ['cut in a packet', file(true).subarray(0, 24 + 16 + 10), `what begins at offset 24: ${two[0]!.length - 10} octets are missing`],
    ['cut in the head of a packet', file(true).subarray(0, 24 + 6), 'what begins at offset 24: 10 octets are missing'],
    ['with a packet that claims too much', join(file(true), pack(true, [4, 1], [4, 1], [4, 0x7fffffff], [4, 1])), 'claims 2147483647 octets'],
  ])('%s says so', (_, octets, what) => {
    const [error] = readAll([octets])
    expect(error === undefined ? '' : describePcapError(error)).toContain(what)
  })

  it('that is damaged gives everything before the damage', () => {
    expect(readAll([join(file(true), pack(true, [4, 1], [4, 1], [4, 0x7fffffff], [4, 1]))])[1].length).toBe(2)
    expect(readAll([file(true).subarray(0, -1)])[1].length).toBe(1)
  })

  it('of any octets gives values', () => {
    const octets = file(true)
    const damaged = fc.tuple(fc.nat({ max: octets.length - 1 }), fc.nat({ max: 255 })).map(([at, value]) => octets.map((each, i) => (i === at ? value : each)))
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 100 })), (bytes) => {
        const [, packets] = readAll([bytes])
        for (const each of packets) segmentOf(each.bytes)
        expect(packets.length).toBeLessThanOrEqual(4)
      }),
      runs,
    )
  })
})

describe('segments', () => {
  it('have addresses, and what they carry without padding', () => {
    const segment = O.toUndefined(segmentOf(two[0]!))
    expect(segment).toMatchObject({ source: '192.0.2.1:1037', target: '198.51.100.2:1863' })
    expect(octetText(segment!.bytes)).toBe('PNG\r\n')
  })
  it.each([
    ['an empty one', packet(alice, server, '')],
    ['another protocol', two[0]!.map((octet, i) => (i === 23 ? 17 : octet))],
    ['a fragment', two[0]!.map((octet, i) => (i === 20 ? 0x20 : octet))],
    ['no IPv4', two[0]!.map((octet, i) => (i === 13 ? 0xdd : octet))],
    ['a cut one', two[0]!.subarray(0, 50)],
    ['a lying header length', two[0]!.map((octet, i) => (i === 46 ? 0xf0 : octet))],
  ])('%s is none', (_, octets) => {
    expect(segmentOf(octets)).toEqual(O.none)
  })
})

describe('connections', () => {
  it('are counted as they are first heard, the server being where port 1863 is', () => {
    const bob = [0xc0000202, 1200] as const
    const all = [packet(server, alice, 'QNG 50\r\n'), packet(bob, server, 'PNG\r\n'), packet(alice, server, 'PNG\r\n')]
    const hear = hearing()
    const heard = all.map((bytes, i) => O.toUndefined(hear({ at: 10 + i, offset: 0, bytes })))
    expect(heard.map((each) => [each?.at, each?.connection, each?.from, each?.client])).toEqual([
      [0, 0, 'server', '192.0.2.1'],
      [1, 1, 'client', '192.0.2.2'],
      [2, 0, 'client', '192.0.2.1'],
    ])
  })
  it('on other ports have the server at the lower one', () => {
    const piece = hearing()({ at: 0, offset: 0, bytes: packet(alice, [server[0], 40000], 'x') })
    expect(O.toUndefined(piece)?.from).toBe('server')
  })
})

import * as E from 'fp-ts/lib/Either.js'

import { append, nothing, octetsHeld, type Held } from '../wire/held.js'

/**
 * One packet of a capture.
 *
 * **Units** `at` in seconds since 1970, as exact as the capture; `offset` in octets from the start of the file.
 */
export interface Packet {
  readonly at: number
  readonly offset: number
  readonly bytes: Uint8Array
}

/**
 * Why a file is no capture, or no whole one.
 *
 * **Units** `offset` in octets from the start of the file.
 */
export type PcapError =
  | { readonly _tag: 'Empty'; readonly offset: 0 }
  | { readonly _tag: 'NotACapture'; readonly offset: 0; readonly found: string }
  | { readonly _tag: 'NotYetRead'; readonly offset: 0; readonly format: string }
  | { readonly _tag: 'UnknownLink'; readonly offset: 20; readonly link: number }
  | { readonly _tag: 'BadRecord'; readonly offset: number; readonly octets: number }
  | { readonly _tag: 'Cut'; readonly offset: number; readonly missing: number }

/** What is wrong with a capture, and where, in one line. */
export const describePcapError = (error: PcapError): string => {
  switch (error._tag) {
    case 'Empty':
      return 'it is empty'
    case 'NotACapture':
      return `not a capture: it begins with ${error.found} at offset 0, not with a pcap magic number`
    case 'NotYetRead':
      return `a ${error.format} file, which cannot be read yet: convert it to classic pcap`
    case 'UnknownLink':
      return `link type ${error.link} at offset ${error.offset} cannot be read: Ethernet (1) can`
    case 'BadRecord':
      return `the packet at offset ${error.offset} claims ${error.octets} octets: the file is damaged there`
    case 'Cut':
      return `the file ends in the middle of what begins at offset ${error.offset}: ${error.missing} octets are missing`
  }
}

/** A capture being read: the octets not yet used, where they stand in the file, and how its numbers are written. */
export interface PcapReader {
  readonly held: Held
  readonly offset: number
  readonly header: { readonly littleEndian: boolean; readonly ticks: number } | undefined
}

/** Before the first octet of a file. */
export const pcapReader: PcapReader = { held: nothing, offset: 0, header: undefined }

const headerOctets = 24
const recordOctets = 16
const ethernet = 1
// Far above the largest snapshot length in use (256 KiB), and small enough to wait for.
const longestPacket = 0x100000

const hex = (bytes: Uint8Array): string => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join(' ')

const magics: Readonly<Record<number, number>> = { 0xa1b2c3d4: 1e6, 0xa1b23c4d: 1e9 }
const pcapng = 0x0a0d0d0a

const readHeader = (view: DataView, bytes: Uint8Array): E.Either<PcapError, NonNullable<PcapReader['header']>> => {
  const big = view.getUint32(0)
  const littleEndian = magics[big] === undefined
  const ticks = magics[view.getUint32(0, littleEndian)]
  if (big === pcapng) return E.left({ _tag: 'NotYetRead', offset: 0, format: 'pcapng' })
  if (ticks === undefined) return E.left({ _tag: 'NotACapture', offset: 0, found: hex(bytes.subarray(0, 4)) })
  const link = view.getUint32(20, littleEndian) & 0x0fffffff
  return link === ethernet ? E.right({ littleEndian, ticks }) : E.left({ _tag: 'UnknownLink', offset: 20, link })
}

/**
 * The packets that a chunk of a classic pcap file completes.
 *
 * **Shapes** both byte orders, micro- and nanoseconds; Ethernet.
 *
 * **Errors** `NotACapture`, `NotYetRead`, `UnknownLink`, `BadRecord`; the packets before a bad record are in the result.
 */
export const readPcap = (
  reader: PcapReader,
  chunk: Uint8Array,
): readonly [E.Either<PcapError, PcapReader>, ReadonlyArray<Packet>] => {
  const joined = reader.held.length === 0 ? undefined : append(reader.held, chunk, 0, chunk.length)
  const bytes = joined === undefined ? chunk : octetsHeld(joined)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packets: Array<Packet> = []
  let { header } = reader
  let position = 0

  if (header === undefined && bytes.length >= headerOctets) {
    const read = readHeader(view, bytes)
    if (E.isLeft(read)) return [read, packets]
    header = read.right
    position = headerOctets
  }
  while (header !== undefined && bytes.length - position >= recordOctets) {
    const { littleEndian, ticks } = header
    const octets = view.getUint32(position + 8, littleEndian)
    const offset = reader.offset + position
    if (octets > longestPacket) return [E.left({ _tag: 'BadRecord', offset, octets }), packets]
    if (bytes.length - position < recordOctets + octets) break
    const at = view.getUint32(position, littleEndian) + view.getUint32(position + 4, littleEndian) / ticks
    packets.push({ at, offset, bytes: bytes.subarray(position + recordOctets, position + recordOctets + octets) })
    position += recordOctets + octets
  }
  // As long as nothing is complete, what is held only grows: no octet of it moves.
  const held = position === 0 && joined !== undefined ? joined : append(nothing, bytes, position, bytes.length)
  return [E.right({ held, offset: reader.offset + position, header }), packets]
}

/** What a file lacks at its end, if it was cut. A file of no octets, or of fewer than a header has, is cut too. */
export const endOfPcap = ({ held, offset, header }: PcapReader): E.Either<PcapError, void> => {
  if (header !== undefined && held.length === 0) return E.right(undefined)
  if (offset + held.length === 0) return E.left({ _tag: 'Empty', offset: 0 })
  if (header === undefined && held.length >= 4) {
    const bytes = octetsHeld(held)
    const begun = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (magics[begun.getUint32(0)] === undefined && magics[begun.getUint32(0, true)] === undefined)
      return E.left({ _tag: 'NotACapture', offset: 0, found: hex(bytes.subarray(0, 4)) })
  }
  const wanted = header === undefined ? headerOctets : recordLength(header, held)
  return E.left({ _tag: 'Cut', offset, missing: wanted - held.length })
}

const recordLength = ({ littleEndian }: NonNullable<PcapReader['header']>, held: Held): number => {
  if (held.length < recordOctets) return recordOctets
  const bytes = octetsHeld(held)
  return recordOctets + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8, littleEndian)
}

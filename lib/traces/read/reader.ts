/** Reads any recording: a trace, a pcap or a pcapng file, by its first bytes. */
import { append, nothing, bytesHeld } from '../../wire/held.js'
import { traceReader } from '../format/jsonl.js'
import type { Finding, RecordingReader } from '../format/record.js'
import { beginsCapture } from '../pcap/pcapng.js'
import { captureReader } from '../pcap/reader.js'

/** What a file is that begins so, and what makes a recording of it. */
const known: ReadonlyArray<readonly [beginning: ReadonlyArray<number>, what: string]> = [
  [[0x1f, 0x8b], 'gzip: unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd: unpack it first'],
  [[0xfd, 0x37, 0x7a, 0x58], 'xz: unpack it first'],
  [[0x42, 0x5a, 0x68], 'bzip2: unpack it first'],
  [[0x50, 0x4b], 'zip: unpack it first'],
  [[0xff, 0xfe], 'UTF-16: save it as UTF-8'],
  [[0xfe, 0xff], 'UTF-16: save it as UTF-8'],
  [[0x73, 0x6e, 0x6f, 0x6f], 'snoop: save it as pcap'],
]

const shown = 4
const visible = /^[\x20-\x7e]+$/

/** The first bytes of a file that is no recording, and what it is, if that is known. */
export const beginningOf = (bytes: Uint8Array): string => {
  const first = [...bytes.subarray(0, shown)]
  const hex = first.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const what = known.find(([beginning]) => beginning.every((byte, i) => first[i] === byte))?.[1]
  const text = String.fromCharCode(...first)
  if (what !== undefined) return `${hex} (${what})`
  return visible.test(text) ? `${hex} ("${text}")` : hex
}

/** As many bytes as the longest beginning has that is looked for. */
const enough = 4
const [lineFeed, brace] = [0x0a, 0x7b]
/** Tab, CR, a blank, and what a trace begins with by itself. */
const forgiven: ReadonlySet<number> = new Set([0x09, 0x0d, 0x20, brace])
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** Who reads a file that begins so; nobody, if it is no recording; nothing, if more of it is wanted. */
const readerOf = (bytes: Uint8Array, isAll: boolean): (() => RecordingReader) | 'Nobody' | undefined => {
  const [first] = bytes
  if (first === undefined) return undefined
  if (forgiven.has(first)) return traceReader
  if (bytes.length < enough && !isAll) return undefined
  if (bytes.length >= enough && beginsCapture(bytes)) return captureReader
  // The magic number of pcapng is made of line ends, too.
  if (first === lineFeed || byteOrderMark.every((byte, i) => bytes[i] === byte)) return traceReader
  return 'Nobody'
}

/**
 * Reads a recording of any kind: a trace, or a pcap or pcapng file. Its first bytes tell which.
 *
 * **Errors** `Empty`, `NoRecording`; and those of the kind that it is.
 */
export const recordingReader = (): RecordingReader => {
  let held = nothing
  let reader: RecordingReader | undefined
  let isOver = false

  const failed = (error: Extract<Finding, { readonly _tag: 'Failed' }>['error']): ReadonlyArray<Finding> => {
    isOver = true
    return [{ _tag: 'Failed', error }]
  }
  const look = (bytes: Uint8Array, isAll: boolean): ReadonlyArray<Finding> => {
    const found = readerOf(bytes, isAll)
    if (found === undefined) return []
    if (found === 'Nobody') return failed({ _tag: 'NoRecording', found: beginningOf(bytes) })
    reader = found()
    return reader.read(bytes)
  }

  return {
    read: (chunk) => {
      if (isOver) return []
      if (reader !== undefined) return reader.read(chunk)
      held = append(held, chunk)
      const bytes = bytesHeld(held)
      const findings = look(bytes, false)
      if (reader !== undefined) held = nothing
      return findings
    },
    end: () => {
      if (isOver) return []
      const findings = reader === undefined ? look(bytesHeld(held), true) : []
      if (isOver) return findings
      isOver = true
      return reader === undefined ? failed({ _tag: 'Empty' }) : [...findings, ...reader.end()]
    },
  }
}

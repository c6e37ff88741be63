import { append, nothing, octetsHeld } from '../../wire/held.js'
import { beginningOf } from './file-type.js'
import { beginsCapture } from '../pcap/file.js'
import { captureReader } from '../pcap/reader.js'
import { traceReader } from '../format/jsonl.js'
import type { Finding, RecordingReader } from '../format/record.js'

/** As many octets as the longest beginning has that is looked for. */
const enough = 4
const [lineFeed, brace] = [0x0a, 0x7b]
/** Tab, CR, a blank, and what a trace begins with by itself. */
const forgiven: ReadonlySet<number> = new Set([0x09, 0x0d, 0x20, brace])
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** Who reads a file that begins so; nobody, if it is no recording; nothing, if more of it is wanted. */
const readerOf = (octets: Uint8Array, isAll: boolean): (() => RecordingReader) | 'Nobody' | undefined => {
  const [first] = octets
  if (first === undefined) return undefined
  if (forgiven.has(first)) return traceReader
  if (octets.length < enough && !isAll) return undefined
  if (octets.length >= enough && beginsCapture(octets)) return captureReader
  // The magic number of pcapng is made of line ends, too.
  if (first === lineFeed || byteOrderMark.every((octet, i) => octets[i] === octet)) return traceReader
  return 'Nobody'
}

/**
 * Reads a recording of any kind: a trace, or a pcap or pcapng file. Its first octets tell which.
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
  const look = (octets: Uint8Array, isAll: boolean): ReadonlyArray<Finding> => {
    const found = readerOf(octets, isAll)
    if (found === undefined) return []
    if (found === 'Nobody') return failed({ _tag: 'NoRecording', found: beginningOf(octets) })
    reader = found()
    return reader.read(octets)
  }

  return {
    read: (chunk) => {
      if (isOver) return []
      if (reader !== undefined) return reader.read(chunk)
      held = append(held, chunk, 0, chunk.length)
      const octets = octetsHeld(held)
      const findings = look(octets, false)
      if (reader !== undefined) held = nothing
      return findings
    },
    end: () => {
      if (isOver) return []
      const findings = reader === undefined ? look(octetsHeld(held), true) : []
      if (isOver) return findings
      isOver = true
      return reader === undefined ? failed({ _tag: 'Empty' }) : [...findings, ...reader.end()]
    },
  }
}

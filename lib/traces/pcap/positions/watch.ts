/** Reports where in a capture file everything stands, for scrubbing in place. */
import type { TraceRecord } from '../../format/record.js'
import type { Emitter } from '../emit.js'
import type { ConnectionKind } from '../evidence.js'
import type { End, Flow } from '../flows.js'
import type { ConnectionListener } from '../listener.js'
import type { Segment } from '../segment.js'
import { standing, type Standing, type FilePositions } from './standing.js'

/** Who wants to know where in a capture everything stands, so as to change it there. */
export interface CaptureWatch {
  /**
   * The payload of a packet, of every connection that may be one of MSNP, in the order of the file; what is said again is
   * among them, and what comes too late to be told. `offset` is where the first of `segment.bytes` stands in the file.
   */
  readonly segment?: (flow: Flow<ConnectionListener>, end: End, place: number, segment: Segment, offset: number) => void
  /** A record that will be told: this very object. */
  readonly drafted?: (record: TraceRecord, positions: FilePositions) => void
  /** The messages of an HTTP connection are followed, and after its end no more. */
  readonly followed?: (flow: number, messages: Standing) => void
  readonly unfollowed?: (flow: number) => void
}

/** Stands between a connection and who listens to it. */
export type Overhear = (
  flow: Flow<ConnectionListener>,
  verdict: Exclude<ConnectionKind, 'Neither' | undefined>,
  listener: ConnectionListener,
) => ConnectionListener

interface Watching {
  readonly overhear: Overhear
  readonly witness: (out: Emitter) => Emitter
}

/** Who is speaking at the moment, and what. */
interface Current {
  readonly flow: Flow<ConnectionListener>
  readonly messages: Standing | undefined
  readonly said?: { readonly end: End; readonly bytes: Uint8Array; readonly place: number }
}

const unwatched: Watching = { overhear: (_flow, _verdict, listener) => listener, witness: (out) => out }

/** Follows what is told back to the bytes that it is told of. */
export const watching = ({ drafted, followed, unfollowed }: CaptureWatch): Watching => {
  if (drafted === undefined) return unwatched
  let current: Current | undefined

  const during = (now: Current, work: () => void): void => {
    current = now
    work()
    current = undefined
  }

  const overhear: Overhear = (flow, { kind, client }, listener) => {
    const heard: [number, number] = [0, 0]
    const messages = kind === 'HTTP' ? standing(flow.id, client) : undefined
    if (messages !== undefined) followed?.(flow.id, messages)
    return {
      ...listener,
      said: (end, bytes, t) => {
        const place = flow.halves[end].origin + heard[end]
        heard[end] += bytes.length
        messages?.said(end, bytes, place, t)
        during({ flow, messages, said: { end, bytes, place } }, () => listener.said(end, bytes, t))
      },
      missing: (end, bytes, t) => {
        heard[end] += bytes
        messages?.missing(end, bytes, t)
        during({ flow, messages }, () => listener.missing(end, bytes, t))
      },
      finished: (end, t) => {
        messages?.finished(end, t)
        during({ flow, messages }, () => listener.finished(end, t))
      },
      left: () => during({ flow, messages }, listener.left),
      over: (by, ending, t) => {
        during({ flow, messages }, () => listener.over(by, ending, t))
        if (messages !== undefined) unfollowed?.(flow.id)
      },
    }
  }

  const whereIs = (record: TraceRecord): FilePositions | undefined => {
    if (record._tag !== 'Said') return current?.messages?.find(record)
    if (current?.said === undefined) return undefined
    const { flow, messages, said } = current
    const behind = record.bytes.byteOffset - said.bytes.byteOffset
    const span = { flow: flow.id, end: said.end, place: said.place + behind, length: record.bytes.length }
    return { spans: [span], isOwn: messages === undefined }
  }

  const witness = (out: Emitter): Emitter => ({
    ...out,
    put: (t, whose, told) => {
      const positions = told._tag === 'Found' ? whereIs(told.record) : undefined
      if (told._tag === 'Found' && positions !== undefined) drafted(told.record, positions)
      out.put(t, whose, told)
    },
  })

  return { overhear, witness }
}

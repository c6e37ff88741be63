/** Which bytes of a capture change, when what was read of it is scrubbed. */
import { isAnswered } from '../../../core/effects.js'
import { headersWithout, type Hiding, urlsWithout } from '../../../payloads/hiding.js'
import { crossedOut } from '../../../payloads/spans.js'
import { bytesOf } from '../../../wire/text.js'
import type { TraceRecord } from '../../format/record.js'
import type { End } from '../../pcap/flows.js'
import { headOf } from '../../pcap/http.js'
import { newBody, requestOf, responseOf } from '../../pcap/messages.js'
import { requestHead, responseHead, type FileSpan, type Untold, type FilePositions } from '../../pcap/positions/standing.js'

export interface ByteChange {
  readonly place: number
  readonly bytes: Uint8Array
}

/** Where bytes were changed, and into what. Both have the same length. **Units** places from 0. */
export const differences = (before: Uint8Array, after: Uint8Array): ReadonlyArray<ByteChange> => {
  const changes: Array<ByteChange> = []
  for (let at = 0; at < before.length; at++) {
    if (before[at] === after[at]) continue
    const place = at
    while (at < before.length && before[at] !== after[at]) at++
    changes.push({ place, bytes: new Uint8Array(after.subarray(place, at)) })
  }
  return changes
}

/** From a place up to another. */
export type Run = readonly [from: number, to: number]

/**
 * What is to be changed in what one end of a connection says.
 *
 * **Shapes** sorted, none over another. `told`: what of it was told, where all of it should be; whatever else is found
 * there was never read.
 */
export interface Stream {
  readonly changes: ReadonlyArray<ByteChange>
  readonly told: ReadonlyArray<Run> | undefined
  /** What is to be crossed out in any case. Sorted, but some may be over others. */
  readonly crossed: ReadonlyArray<Run>
}

/** What is to be changed, by the number of the connection and the end that says it. */
export type Changes = ReadonlyMap<number, readonly [Stream | undefined, Stream | undefined]>

interface Draft {
  changes: Array<ByteChange>
  told: Array<[from: number, to: number]> | undefined
  crossed: Array<Run>
}

/** Collects what is to be changed in a capture, while its records are read. */
export interface ChangeCollector {
  /** A record before and after. Whether anything in it is another. */
  readonly compare: (positions: FilePositions, before: TraceRecord, after: TraceRecord) => boolean
  /** What was not told of an HTTP connection. */
  readonly cross: (untold: Untold) => void
  readonly changes: () => Changes
}

const nowhere = { host: '', port: 0 }
const crossing: Hiding = { given: crossedOut, computed: crossedOut }

/** A head that was not told, with its secrets crossed out. */
const cleanHead = (from: 'client' | 'server', text: string): string => {
  const head = headOf(text)
  if (from === 'server') {
    const { headers } = responseOf(head, newBody())
    return responseHead({ status: 0, headers: headersWithout(crossing, headers) })(text)
  }
  const request = requestOf(head, newBody(), { local: nowhere, peer: nowhere })
  const url = urlsWithout(crossing, request.url)
  return requestHead({ ...request, url, headers: headersWithout(crossing, request.headers) })(text)
}

const nothing = new Uint8Array(0)

/** The bytes of a record in the order in which they stand in the capture, before and after. */
const bytesOfBoth = (
  { head }: FilePositions,
  before: TraceRecord,
  after: TraceRecord,
): readonly [before: Uint8Array, after: Uint8Array] => {
  if (before._tag === 'Said' && after._tag === 'Said') return [before.bytes, after.bytes]
  if (head === undefined) return [nothing, nothing]
  if (before._tag === 'Asked' && after._tag === 'Asked') {
    const [was, is] = [before.request, after.request]
    return [bytesOf(head, was.body), bytesOf(requestHead(is)(head), is.body)]
  }
  if (before._tag === 'Answered' && after._tag === 'Answered') {
    const [was, is] = [before.outcome, after.outcome]
    if (isAnswered(was) && isAnswered(is)) return [bytesOf(head, was.body), bytesOf(responseHead(is)(head), is.body)]
  }
  return [nothing, nothing]
}

/** Nothing was compared yet. */
export const changeCollector = (): ChangeCollector => {
  const drafts = new Map<number, [Draft, Draft]>()

  const draftOf = (flow: number, end: End): Draft => {
    const there = drafts.get(flow) ?? [
      { changes: [], told: undefined, crossed: [] },
      { changes: [], told: undefined, crossed: [] },
    ]
    drafts.set(flow, there)
    return there[end]
  }

  const keep = ({ flow, end, place, length }: FileSpan): void => {
    const told = (draftOf(flow, end).told ??= [])
    const last = told.at(-1)
    if (last?.[1] === place) last[1] = place + length
    else told.push([place, place + length])
  }

  const change = ({ flow, end, place }: FileSpan, before: Uint8Array, after: Uint8Array): void => {
    for (const { place: at, bytes } of differences(before, after))
      draftOf(flow, end).changes.push({ place: place + at, bytes })
  }

  return {
    compare: (positions, before, after) => {
      const { spans, isOwn } = positions
      if (isOwn && before._tag === 'Said') spans.forEach(keep)
      if (before === after) return false
      const [was, is] = bytesOfBoth(positions, before, after)
      let at = 0
      for (const span of spans) {
        change(span, was.subarray(at, at + span.length), is.subarray(at, at + span.length))
        at += span.length
      }
      return was.some((byte, i) => byte !== is[i])
    },
    cross: ({ heads, spans }) => {
      for (const { from, head, span } of heads) change(span, bytesOf(head), bytesOf(cleanHead(from, head)))
      for (const { flow, end, place, length } of spans) draftOf(flow, end).crossed.push([place, place + length])
    },
    changes: () =>
      new Map([...drafts].map(([flow, [one, another]]) => [flow, [streamOf(one), streamOf(another)]] as const)),
  }
}

const byPlace = (one: ByteChange, another: ByteChange): number => one.place - another.place

const streamOf = ({ changes, told, crossed }: Draft): Stream => ({
  changes: changes.sort(byPlace),
  told,
  crossed: crossed.sort(([one], [another]) => one - another),
})

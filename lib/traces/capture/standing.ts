import { isAnswered } from '../../machines/effects.js'
import { octetText } from '../../wire/text.js'
import type { TraceRecord } from '../record.js'
import { other, type End } from './flows.js'
import { requestHead, responseHead } from './heads.js'
import { httpReader, type HttpReader } from './http.js'
import type { Span, Whereabouts } from './whereabouts.js'

/** Follows the messages of an HTTP connection, to tell where what is told of them stands. */
export interface Standing {
  readonly said: (end: End, octets: Uint8Array, place: number, t: number) => void
  readonly missing: (end: End, octets: number, t: number) => void
  readonly finished: (end: End, t: number) => void
  /** Where a request or an answer stands that was just told. */
  readonly find: (record: TraceRecord) => Whereabouts | undefined
}

interface Message {
  readonly head: string
  readonly spans: Array<Span>
}

/** So many messages wait to be told, and so much of a head is kept; nearly all are told at once, or never. */
const mostMessages = 64
const mostText = 0x10000

const bodyLength = ({ spans }: Message): number => spans.slice(1).reduce((sum, { length }) => sum + length, 0)

const isOf = (record: TraceRecord, message: Message): boolean => {
  const { head } = message
  if (record._tag === 'Asked')
    return requestHead(record.request)(head) === head && (record.request.body?.length ?? 0) === bodyLength(message)
  if (record._tag !== 'Answered' || !isAnswered(record.outcome)) return false
  return responseHead(record.outcome)(head) === head && (record.outcome.body?.length ?? 0) === bodyLength(message)
}

interface Half extends HttpReader {
  /** Tells where the octets stand that are read next. */
  readonly at: (octets: Uint8Array, place: number) => void
  readonly found: Array<Message>
}

/** What one end says. `mayFollow`: whether behind a start line there may be a body. */
const half = (from: 'client' | 'server', flow: number, end: End, mayFollow: (start: string) => boolean): Half => {
  const found: Array<Message> = []
  let message: Message | undefined
  // What was said since the last message, its place, and how much of it is of the messages already.
  let text = ''
  let textPlace = 0
  let known = 0
  let chunk = new Uint8Array(0)
  let chunkPlace = 0

  const span = (place: number, length: number): Span => ({ flow, end, place, length })
  const reader = httpReader(from, {
    head: ({ start }) => {
      const begin = Math.max(text.indexOf(start, known), known)
      const blank = /\r?\n\r?\n/g
      blank.lastIndex = begin
      const ends = blank.exec(text)
      known = ends === null ? text.length : ends.index + ends[0].length
      message = { head: text.slice(begin, known), spans: [span(textPlace + begin, known - begin)] }
      return mayFollow(start)
    },
    body: (octets) => {
      const place = chunkPlace + octets.byteOffset - chunk.byteOffset
      known = place + octets.length - textPlace
      const last = message?.spans.at(-1)
      if (message === undefined || last === undefined) return
      if (message.spans.length > 1 && last.place + last.length === place)
        message.spans[message.spans.length - 1] = span(last.place, last.length + octets.length)
      else message.spans.push(span(place, octets.length))
    },
    missing: () => undefined,
    done: () => {
      if (message !== undefined) found.push(message)
      if (found.length > mostMessages) found.shift()
      message = undefined
    },
    lost: () => {
      message = undefined
      text = ''
      known = 0
    },
  })
  return {
    ...reader,
    found,
    at: (octets, place) => {
      const goesOn = message === undefined && text.length < mostText && textPlace + text.length === place
      textPlace = goesOn ? textPlace + known : place
      text = (goesOn ? text.slice(known) : '') + octetText(octets)
      known = 0
      chunk = octets as Uint8Array<ArrayBuffer>
      chunkPlace = place
    },
  }
}

/** A connection on which nothing was said yet. */
export const standing = (flow: number, client: End): Standing => {
  const methods: Array<string> = []
  const requests = half('client', flow, client, (start) => methods.push(start.split(' ', 1).join()) > 0)
  const answers = half('server', flow, other(client), (start) => {
    const method = methods.shift()
    return method !== 'HEAD' && !/^\S+ (?:204|304)/.test(start)
  })
  const of = (end: End): Half => (end === client ? requests : answers)
  return {
    said: (end, octets, place, t) => {
      of(end).at(octets, place)
      of(end).said(octets, t)
    },
    missing: (end, octets, t) => of(end).missing(octets, t),
    finished: (end, t) => of(end).finished(t),
    find: (record) => {
      const { found } = record._tag === 'Asked' ? requests : answers
      const index = found.findIndex((each) => isOf(record, each))
      const [message] = index < 0 ? [] : found.splice(index, 1)
      return message && { ...message, isOwn: false }
    },
  }
}

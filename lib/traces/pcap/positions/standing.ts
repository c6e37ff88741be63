/** Where in a capture file the bytes of each record stand. */
import { type HttpRequest, type HttpResponse, isAnswered } from '../../../core/effects.js'
import { byteText } from '../../../wire/text.js'
import type { TraceRecord } from '../../format/record.js'
import { matters } from '../exchanges.js'
import { type End, other } from '../flows.js'
import { beginnings, headOf, type HttpHead, httpReader, type HttpReader } from '../http.js'

/** So many bytes of what one end of a connection says, from a place on, on the scale of `Half`. */
export interface FileSpan {
  readonly flow: number
  readonly end: End
  readonly place: number
  readonly length: number
}

/**
 * Where a record stands in the capture.
 *
 * **Shapes** of `Said` one span; of `Asked` and `Answered` first that of the head, which is `head` as byte text, then
 * those of the parts of the body. `isOwn`: the connection carries nothing but MSNP, so that all of it is told.
 */
export interface FilePositions {
  readonly spans: ReadonlyArray<FileSpan>
  readonly head?: string
  readonly isOwn: boolean
}

/** What is left of a text that cannot be put where another stood. */
const crossed = (text: string): string => text.replace(/\S/g, 'x')

const fitting = (before: string, after: string | undefined): string =>
  after === undefined || after.length !== before.length ? crossed(before) : after

/** Hands out the values of headers in the order in which they stand in the head: of a name that is there twice, piece by piece. */
const valuesOf = (headers: HttpResponse['headers']): ((name: string, before: string) => string) => {
  const all = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const taken = new Map<string, number>()
  return (name, before) => {
    const key = name.toLowerCase()
    const value = all.get(key)
    const at = taken.get(key) ?? 0
    if (typeof value !== 'string') {
      taken.set(key, at + 1)
      return fitting(before, value?.[at])
    }
    taken.set(key, at + before.length + ', '.length)
    return fitting(before, value.slice(at, at + before.length))
  }
}

/** Another value in the lines that the one before it stood in. */
const inLinesOf = (before: string, after: string): string =>
  after.replace(/ /g, (blank, at: number) => (/[\r\n]/.test(before[at] ?? '') ? before[at]! : blank))

const withHeaders = (lines: ReadonlyArray<string>, headers: HttpResponse['headers']): ReadonlyArray<string> => {
  const next = valuesOf(headers)
  return lines.map((line) => {
    const [, name = '', before = '', value = '', behind = ''] = /^([^:]+)(:\s*)(.*?)(\s*)$/s.exec(line) ?? []
    // What is no header was never told: nobody has looked for secrets there.
    return name === '' ? crossed(line) : name + before + inLinesOf(value, next(name.trim(), value)) + behind
  })
}

const linesOf = (head: string): ReadonlyArray<string> => head.split(/(?<=\n)(?![ \t])/)

/** The head of a request with another URL and other values, each as long as the one that stood there. */
export const requestHead =
  ({ url, headers }: HttpRequest) =>
  (head: string): string => {
    const [start = '', ...lines] = linesOf(head)
    const target = (text: string): string => fitting(text, url.slice(-text.length))
    const first = start.replace(/^(\S+\s+)(\S+)/, (_, method: string, text: string) => method + target(text))
    return [first, ...withHeaders(lines, headers)].join('')
  }

/** The head of an answer with other values, each as long as the one that stood there. */
export const responseHead =
  ({ headers }: HttpResponse) =>
  (head: string): string => {
    const [start = '', ...lines] = linesOf(head)
    return [start, ...withHeaders(lines, headers)].join('')
  }

/** Follows the messages of an HTTP connection, to tell where what is told of them stands. */
export interface Standing {
  readonly said: (end: End, bytes: Uint8Array, place: number, t: number) => void
  readonly missing: (end: End, bytes: number, t: number) => void
  readonly finished: (end: End, t: number) => void
  /** Where a request or an answer stands that was just told. */
  readonly find: (record: TraceRecord) => FilePositions | undefined
  /** What was not told: it is of no interest, or not whole. */
  readonly untold: () => Untold
}

/**
 * What stands in a connection and was not told.
 *
 * **Shapes** of `heads` each is whole, `spans` are bodies, and all that is of no whole message. `matters`: some request is one
 * to a server of MSNP.
 */
export interface Untold {
  readonly heads: ReadonlyArray<{ readonly from: 'client' | 'server'; readonly head: string; readonly span: FileSpan }>
  readonly spans: ReadonlyArray<FileSpan>
  readonly matters: boolean
}

interface Message {
  readonly head: string
  readonly spans: Array<FileSpan>
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
  /** Tells where the bytes stand that are read next. */
  readonly at: (bytes: Uint8Array, place: number) => void
  readonly found: Array<Message>
  /** What was passed over, and what is of no whole message. */
  readonly rest: () => { readonly messages: ReadonlyArray<Message>; readonly spans: ReadonlyArray<FileSpan>; readonly matters: boolean }
}

const isMattering = ({ start, headers }: HttpHead): boolean => {
  const [method = '', target = ''] = start.split(' ')
  return matters(method.toUpperCase(), target, headers) === 'Yes'
}

/** What one end says. `mayFollow`: whether behind a start line there may be a body. */
const half = (from: 'client' | 'server', flow: number, end: End, mayFollow: (start: string) => boolean): Half => {
  const found: Array<Message> = []
  const passed: Array<Message> = []
  const broken: Array<FileSpan> = []
  let message: Message | undefined
  let hasMattered = false
  let isLost = false
  // What was said since the last message, its place, and how much of it is of the messages already.
  let text = ''
  let textPlace = 0
  let known = 0
  let chunk = new Uint8Array(0)
  let chunkPlace = 0

  const span = (place: number, length: number): FileSpan => ({ flow, end, place, length })
  /** All from a place on, up to the end of what was said, is of no whole message. */
  const breaks = (place: number): void => {
    const until = Math.max(textPlace + text.length, chunkPlace + chunk.length)
    if (until > place) broken.push(span(place, until - place))
  }
  const reader = httpReader(from, {
    head: (head) => {
      const { start } = head
      hasMattered ||= from === 'client' && isMattering(head)
      isLost = false
      const begin = Math.max(text.indexOf(start, known), known)
      const blank = /\r?\n\r?\n/g
      blank.lastIndex = begin
      const ends = blank.exec(text)
      known = ends === null ? text.length : ends.index + ends[0].length
      message = { head: text.slice(begin, known), spans: [span(textPlace + begin, known - begin)] }
      return mayFollow(start)
    },
    body: (bytes) => {
      const place = chunkPlace + bytes.byteOffset - chunk.byteOffset
      known = place + bytes.length - textPlace
      const last = message?.spans.at(-1)
      if (message === undefined || last === undefined) return
      if (message.spans.length > 1 && last.place + last.length === place)
        message.spans[message.spans.length - 1] = span(last.place, last.length + bytes.length)
      else message.spans.push(span(place, bytes.length))
    },
    missing: () => undefined,
    done: () => {
      if (message !== undefined) found.push(message)
      if (found.length > mostMessages) passed.push(...found.splice(0, 1))
      message = undefined
    },
    lost: () => {
      hasMattered ||= from === 'client' && isMattering(headOf(text.slice(known)))
      breaks(message?.spans[0]?.place ?? textPlace + known)
      isLost = true
      message = undefined
      text = ''
      known = 0
    },
  })
  return {
    ...reader,
    found,
    said: (bytes, t) => {
      reader.said(bytes, t)
      if (isLost) broken.push(span(chunkPlace, bytes.length))
    },
    rest: () => {
      const left = text.slice(known)
      const begins = left.search(beginnings[from])
      if (message !== undefined) breaks(message.spans[0]!.place)
      else if (!isLost && begins >= 0) {
        hasMattered ||= from === 'client' && isMattering(headOf(left.slice(begins)))
        breaks(textPlace + known + begins)
      }
      return { messages: [...passed, ...found], spans: broken, matters: hasMattered }
    },
    at: (bytes, place) => {
      const goesOn = message === undefined && text.length < mostText && textPlace + text.length === place
      textPlace = goesOn ? textPlace + known : place
      text = (goesOn ? text.slice(known) : '') + byteText(bytes)
      known = 0
      chunk = bytes as Uint8Array<ArrayBuffer>
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
    said: (end, bytes, place, t) => {
      of(end).at(bytes, place)
      of(end).said(bytes, t)
    },
    missing: (end, bytes, t) => of(end).missing(bytes, t),
    finished: (end, t) => of(end).finished(t),
    find: (record) => {
      const { found } = record._tag === 'Asked' ? requests : answers
      const index = found.findIndex((each) => isOf(record, each))
      const [message] = index < 0 ? [] : found.splice(index, 1)
      return message && { ...message, isOwn: false }
    },
    untold: () => {
      const rests = [requests, answers].map((each, i) => ({ ...each.rest(), from: i === 0 ? ('client' as const) : ('server' as const) }))
      return {
        heads: rests.flatMap(({ messages, from }) =>
          messages.flatMap(({ head, spans: [own] }) => (own === undefined ? [] : [{ from, head, span: own }])),
        ),
        spans: rests.flatMap(({ messages, spans }) => [...messages.flatMap((each) => each.spans.slice(1)), ...spans]),
        matters: rests.some(({ matters: each }) => each),
      }
    },
  }
}

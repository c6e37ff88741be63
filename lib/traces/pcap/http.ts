/** Reads one end's half of an HTTP/1 connection, however it is cut. */
import { byteText } from '../../wire/text.js'

/** The head of a request or an answer. */
export interface HttpHead {
  readonly start: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
}

/** What is read of the messages that one end says. */
export interface HttpSink {
  /** A message begins; gives whether a body may follow. */
  readonly head: (head: HttpHead, t: number) => boolean
  readonly body: (bytes: Uint8Array, t: number) => void
  /** So many bytes of the body are not there. */
  readonly missing: (bytes: number, t: number) => void
  readonly done: (t: number) => void
  /** What was said cannot be read, up to where a message begins anew. */
  readonly lost: (t: number) => void
}

/** Reads one end's half of an HTTP/1 connection. */
export interface HttpReader {
  readonly said: (bytes: Uint8Array, t: number) => void
  readonly missing: (bytes: number, t: number) => void
  readonly finished: (t: number) => void
}

/** The value of a header, whatever the case of its name. */
export const headerIn = (headers: HttpHead['headers'], name: string): string | undefined =>
  headers.find(([each]) => each.toLowerCase() === name)?.[1]

/** What comes next. */
type Next = 'Head' | 'Sized' | 'Chunk' | 'ChunkEnd' | 'Trailer' | 'UntilClose' | 'Lost'

const longestHead = 16384
const longestLine = 1024

const startLines = {
  client: /^[A-Za-z]+ \S+ HTTP\/1\.[01]$/,
  server: /^HTTP\/1\.[01] \d{3}(?: |$)/,
} as const

/** What a message begins with. */
export const beginnings = { client: /^[A-Z]{3,8} (?:\/|http:)/i, server: /^HTTP\/1\./ } as const

const emptyLine = /\r?\n\r?\n/g
const lineEnd = /\r?\n/g

/** The head that a text is, or that it begins with, where it is cut. */
export const headOf = (text: string): HttpHead => {
  const [start = '', ...lines] = text.split(/\r?\n(?![ \t])/)
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    // A value may go on behind a line end and a blank, which stand for blanks.
    const value = line.slice(colon + 1).replace(/[\r\n]/g, ' ')
    return colon > 0 ? [[line.slice(0, colon).trim(), value.trim()] as const] : []
  })
  return { start, headers }
}

/** How many bytes a body has; `Chunks`, or `UntilClose` where only the end of the connection tells. */
const extentOf = (from: 'client' | 'server', { headers }: HttpHead): number | 'Chunks' | 'UntilClose' | undefined => {
  if (/\bchunked\b/i.test(headerIn(headers, 'transfer-encoding') ?? '')) return 'Chunks'
  const length = headerIn(headers, 'content-length')
  if (length === undefined) return from === 'client' ? 0 : 'UntilClose'
  return /^\d{1,12}$/.test(length) ? Number(length) : undefined
}

/** Reads requests (of a client) or answers (of a server), however they are cut. */
export const httpReader = (from: 'client' | 'server', sink: HttpSink): HttpReader => {
  let next: Next = 'Head'
  // Of what is text, what has come of it; of what has a length, how much is left.
  let text = ''
  let left = 0
  let isChunked = false

  const turn = (to: Next): void => {
    next = to
    text = ''
  }
  const lose = (t: number): void => {
    if (next !== 'Lost') sink.lost(t)
    turn('Lost')
  }
  const finish = (t: number): void => {
    turn('Head')
    sink.done(t)
  }

  const begin = (head: HttpHead, t: number): void => {
    if (!startLines[from].test(head.start)) return lose(t)
    const extent = extentOf(from, head)
    if (extent === undefined) return lose(t)
    // What comes first of several answers is none.
    if (from === 'server' && /^\S+ 1\d\d/.test(head.start)) return turn('Head')
    const mayFollow = sink.head(head, t)
    isChunked = extent === 'Chunks'
    if (!mayFollow || extent === 0) return finish(t)
    turn(extent === 'UntilClose' ? extent : isChunked ? 'Chunk' : 'Sized')
    left = typeof extent === 'number' ? extent : 0
  }

  /** Collects text up to an end; gives where it goes on. */
  const collect = (
    bytes: Uint8Array,
    at: number,
    end: RegExp,
    most: number,
    t: number,
    take: (text: string) => void,
  ) => {
    const before = text.length
    text += byteText(bytes, at, Math.min(bytes.length, at + most + 1))
    // The end may have begun in what came before.
    end.lastIndex = Math.max(0, before - 3)
    const found = end.exec(text)
    if (found === null) {
      if (text.length > most) lose(t)
      return bytes.length
    }
    const whole = text.slice(0, found.index)
    text = ''
    take(whole)
    return at + found.index + found[0].length - before
  }

  const step = (bytes: Uint8Array, at: number, t: number): number => {
    switch (next) {
      case 'Head': {
        // Some say an empty line more behind a body.
        if (text === '' && (bytes[at] === 13 || bytes[at] === 10)) return at + 1
        return collect(bytes, at, emptyLine, longestHead, t, (whole) => begin(headOf(whole), t))
      }
      case 'Sized': {
        const stop = Math.min(bytes.length, at + left)
        sink.body(bytes.subarray(at, stop), t)
        left -= stop - at
        if (left === 0) {
          if (isChunked) turn('ChunkEnd')
          else finish(t)
        }
        return stop
      }
      case 'Chunk':
        return collect(bytes, at, lineEnd, longestLine, t, (line) => {
          const size = /^\s*([0-9a-f]{1,8})\s*(?:;|$)/i.exec(line)?.[1]
          if (size === undefined) return lose(t)
          left = Number.parseInt(size, 16)
          turn(left === 0 ? 'Trailer' : 'Sized')
        })
      case 'ChunkEnd':
        return collect(bytes, at, lineEnd, longestLine, t, (line) => (line === '' ? turn('Chunk') : lose(t)))
      case 'Trailer':
        return collect(bytes, at, lineEnd, longestLine, t, (line) => {
          if (line === '') finish(t)
        })
      case 'UntilClose':
        sink.body(bytes.subarray(at), t)
        return bytes.length
      case 'Lost':
        return bytes.length
    }
  }

  return {
    said: (bytes, t) => {
      // Messages begin where somebody begins to speak.
      if (next === 'Lost' && beginnings[from].test(byteText(bytes, 0, Math.min(16, bytes.length)))) turn('Head')
      for (let at = 0; at < bytes.length;) at = step(bytes, at, t)
    },
    missing: (bytes, t) => {
      if (next === 'UntilClose') sink.missing(bytes, t)
      else if (next === 'Sized' && bytes <= left) {
        sink.missing(bytes, t)
        left -= bytes
        if (left > 0) return
        if (isChunked) turn('ChunkEnd')
        else finish(t)
      } else lose(t)
    },
    finished: (t) => {
      if (next === 'UntilClose') finish(t)
    },
  }
}

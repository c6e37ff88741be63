/** MIME: a header block and a body. */
import type * as O from 'fp-ts/lib/Option.js'

import { bytesOf, byteText } from '../wire/text.js'
import { detached } from './detach.js'
import { endOfLine, field, readFields, readParameters, valueOf, writeFields, type Fields } from './fields.js'
import { remembering } from './remember.js'

/**
 * A header block and the bytes behind it.
 *
 * **Shapes** header values are text; the body stays bytes, since only its type tells what they mean.
 *
 * **Source** messages.md 1.2
 */
export interface Mime {
  readonly headers: Fields
  readonly body: Uint8Array
}

// Some begin with two line ends, for no headers at all.
const endOfBlock = new RegExp(`^${endOfLine}{1,2}|${endOfLine}${endOfLine}`)

const emptyLine = '\r\n\r\n'

const readBlock = remembering(readFields)

/** Reads payloads, and remembers the last block of headers with the empty line behind it: those of a conversation are the same. */
const reader = (): ((bytes: Uint8Array) => Mime) => {
  let known = ''
  let its: Fields = []
  return (bytes) => {
    // Nothing in what is known ends a block, so that nothing in the same bytes does.
    if (known !== '' && byteText(bytes, 0, Math.min(known.length, bytes.length)) === known)
      return { headers: its, body: bytes.subarray(known.length) }
    const text = byteText(bytes)
    const end = endOfBlock.exec(text)
    if (end === null) return { headers: readBlock(text), body: bytes.subarray(bytes.length) }
    const at = end.index + end[0].length
    const headers = readBlock(text.slice(0, end.index))
    if (end[0] === emptyLine && end.index > 0) {
      known = byteText(bytes, 0, at)
      its = headers
    }
    return { headers, body: bytes.subarray(at) }
  }
}

/**
 * Reads a payload as headers and body.
 *
 * **Shapes** the block ends at the first empty line; without one, all is headers and the body is empty. The body is a
 * view of `bytes`, not a copy.
 *
 * **Errors** none: whatever the bytes, there is a result.
 *
 * **Source** messages.md 1.2
 */
export const readMime = reader()

/** The bytes of headers and body: the inverse of `readMime`. */
export const writeMime = ({ headers = [], body }: Mime): Uint8Array => {
  // Without headers a single line end would not do: readers look for two in a row.
  const lines = headers.length === 0 ? '\r\n' : writeFields(headers)
  return bytesOf(`${lines}\r\n`, body)
}

/** The value of a header, its name in whatever case; where there are several, the last. */
export const header =
  (name: string) =>
  ({ headers }: Mime): O.Option<string> =>
    field(name)(headers)

/** A content type, in lower case, and what it says besides: `charset`, most often. */
export interface ContentType {
  readonly type: string
  readonly parameters: Fields
}

/** The content type; without a header, `text/plain` (messages.md 1.2). */
export const contentType = ({ headers }: Mime): ContentType => readType(headers)

const readType = remembering((headers: Fields): ContentType => {
  const value = valueOf('content-type', headers) ?? 'text/plain'
  return { type: detached(value.split(';', 1).join().trim().toLowerCase()), parameters: readParameters(value) }
})

/** A payload of a type, its headers in the customary order (messages.md 1.2). */
export const typed =
  (type: string, headers: Fields = []) =>
  (body: Uint8Array): Mime => ({ headers: [['MIME-Version', '1.0'], ['Content-Type', type], ...headers], body })

/** A type whose text is UTF-8. */
export const inUtf8 = (type: string): string => `${type}; charset=UTF-8`

/** The headers that `typed` writes of itself. */
export const customary = ['MIME-Version', 'Content-Type'] as const

/** The body as a list of fields, as in a datacast, an invitation or a mail notice. */
export const bodyFields = ({ body }: Mime): Fields => readFields(byteText(body))

/** A list of fields as a body; some kinds end it with an empty line. */
export const fieldsBody = (fields: Fields, end: '' | '\r\n' = ''): Uint8Array => bytesOf(writeFields(fields) + end)

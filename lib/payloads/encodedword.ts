/** Encoded words of mail headers, such as =?utf-8?B?Qm9i?=. */
import * as O from 'fp-ts/lib/Option.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { bytesOf, toByteText } from '../wire/text.js'
import { decodeText } from './charset.js'
import { spelling, type Spelling } from './record.js'

const encodedWord = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi
const between = /(\?=)\s+(?==\?)/g
const hexByte = /=([\da-f]{2})/gi

const readQ = (text: string): string =>
  text.replaceAll('_', ' ').replace(hexByte, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const readWord = (whole: string, charset: string, encoding: string, content: string): string =>
  pipe(
    O.tryCatch(() => (encoding.toUpperCase() === 'B' ? atob(content) : readQ(content))),
    O.match(() => whole, flow(bytesOf, decodeText(charset))),
  )

/**
 * A name or a subject as mail headers have them: `=?utf-8?B?Qm9i?=` is Bob.
 *
 * **Shapes** read with blanks inside and between words, in Base64 or with `=` escapes, whatever the charset; what is no
 * encoded word stands for itself. Written in Base64 and UTF-8.
 *
 * **Source** messages.md 1.10.2
 */
export const EncodedWord: Spelling<string> = spelling(
  (text) => O.some(text.replace(between, '$1').replace(encodedWord, readWord)),
  (text) => (text.trim() === '' ? text : `=?utf-8?B?${btoa(toByteText(text))}?=`),
)

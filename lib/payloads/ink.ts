/** Handwriting: messages that hold an ink or GIF picture. */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { bytesOf, byteText, toBase64 } from '../wire/text.js'
import { contentType, typed, type Mime } from './mime.js'
import { contentTypes } from './types.js'

/** Handwriting: Ink Serialized Format, or a picture. */
export interface Ink {
  readonly _tag: 'Ink'
  readonly type: typeof contentTypes.ink | typeof contentTypes.gif
  readonly ink: Uint8Array
}

const mark = 'base64:'

/**
 * Reads handwriting; without the mark in front, sound Base64 behind it, and in a picture the first bytes of a GIF,
 * there is none.
 *
 * **Source** messages.md 1.7
 */
export const readInk = (mime: Mime): O.Option<Ink> => {
  const body = byteText(mime.body)
  return pipe(
    body.startsWith(mark) ? O.tryCatch(() => atob(body.slice(mark.length))) : O.none,
    O.filterMap((bytes): O.Option<Ink> => {
      const type = contentType(mime).type === contentTypes.gif ? contentTypes.gif : contentTypes.ink
      if (type === contentTypes.gif && !bytes.startsWith('GIF8')) return O.none
      return O.some({ _tag: 'Ink', type, ink: bytesOf(bytes) })
    }),
  )
}

/** The payload of handwriting. Most of it takes several messages: see `splitBody`. */
export const writeInk = ({ type, ink }: Ink): Mime => typed(type)(bytesOf(mark + toBase64(ink)))

import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isBytes } from '../../wire/bytes.js'
import { octetText, octetsOf, utf8Octets } from '../../wire/text.js'
import { isObject } from './codecs.js'

const readUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** All but what an editor shows as a blank or the end of a line. */
// eslint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

const textOf = (octets: Uint8Array): string | undefined => {
  try {
    const text = readUtf8.decode(octets)
    return control.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const octetsIn = (base64: string): E.Either<Error, Uint8Array> => E.tryCatch(() => octetsOf(atob(base64)), E.toError)

type Written = string | { readonly base64: string }

/**
 * Octets as they stand in a trace.
 *
 * **Shapes** a string, where they are UTF-8 without controls (tab, CR and LF may be there); else `{ "base64": "..." }`.
 * Every string of octets has one form, and is read from it again. A string with half a surrogate pair stands for none.
 */
export const Octets = new t.Type<Uint8Array, Written, unknown>(
  'Octets',
  isBytes,
  (input, context) => {
    if (typeof input === 'string')
      return input.isWellFormed()
        ? t.success(utf8Octets(input))
        : t.failure(input, context, 'should be a text without half a surrogate pair')
    if (!isObject(input) || typeof input['base64'] !== 'string')
      return t.failure(input, context, 'should be a text, or {"base64": "..."}')
    const octets = octetsIn(input['base64'])
    return E.isLeft(octets) ? t.failure(input, context, 'should be Base64') : t.success(octets.right)
  },
  (octets) => textOf(octets) ?? { base64: btoa(octetText(octets)) },
)

import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { octetText, octetsOf, utf8Octets } from '../wire/text.js'

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

const Written = t.union([t.string, t.strict({ base64: t.string })])
type Written = t.TypeOf<typeof Written>

/**
 * Octets as they stand in a trace.
 *
 * **Shapes** a string, where they are UTF-8 without controls (tab, CR and LF may be there); else `{ "base64": "..." }`.
 */
export const Octets = new t.Type<Uint8Array, Written, unknown>(
  'Octets',
  (u): u is Uint8Array => u instanceof Uint8Array,
  (input, context) => {
    const written = Written.validate(input, context)
    if (E.isLeft(written)) return t.failure(input, context, 'should be a text, or {"base64": "..."}')
    if (typeof written.right === 'string') return t.success(utf8Octets(written.right))
    const octets = octetsIn(written.right.base64)
    return E.isLeft(octets) ? t.failure(input, context, 'should be Base64') : t.success(octets.right)
  },
  (octets) => textOf(octets) ?? { base64: btoa(octetText(octets)) },
)

/** What files and options of the command line are read with, besides the shapes of the library. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { leaf } from '../payloads/shape.js'
import { parseJson, soundLength } from '../wire/json.js'

/** A text that is not empty. */
export const SomeText = leaf<string>('a text', (u) => typeof u === 'string' && u !== '')

/** Somebody's address. */
export const PersonAddress = leaf<string>(
  'an address such as bob@example.com',
  (u) => typeof u === 'string' && /^[^\s@]+@[^\s@]+$/.test(u) && !u.includes(';{'),
)

/** Reads JSON. What is told of an error says where it is, and quotes nothing: there may be a password in it. */
export const readJson = (text: string): E.Either<string, unknown> =>
  pipe(
    parseJson(text),
    E.mapLeft(() => {
      const before = text.slice(0, soundLength(text)).split('\n')
      const what = before.join('\n').length === text.length ? 'it ends too early' : 'it cannot be read on'
      return `no JSON: ${what} at line ${before.length}, column ${before.at(-1)!.length + 1}`
    }),
  )

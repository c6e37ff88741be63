/** Texts that are shown only to who asks for them. */
import * as O from 'fp-ts/lib/Option.js'
import { flow } from 'fp-ts/lib/function.js'

import { spelling, type Spelling } from './record.js'

/** A text that is shown only to who asks for it: `String`, JSON and an inspector give nothing of it away. */
export interface Secret {
  /** The text itself. */
  readonly reveal: () => string
}

/** Hides a text. */
export const secret = (text: string): Secret => ({ reveal: () => text })

/** A field that holds a secret. */
export const Secret: Spelling<Secret> = spelling(flow(secret, O.some), ({ reveal }) => reveal())

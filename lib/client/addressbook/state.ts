/** The state of a contact list that is read from the address book: what is requested, received and announced. */
import type * as E from 'fp-ts/lib/Either.js'

import type { Variant } from '../../core/machine.js'
import type { AddressBook } from '../../payloads/soap/book.js'
import type { Memberships } from '../../payloads/soap/membership.js'
import type { Intent } from '../intents/intents.js'
import type { Outcome } from '../outcomes.js'
import type { ServiceProblem } from '../services/service.js'

/** What came of one of the two questions: everything (`isFull`), or what has changed since the last time. */
export interface Part<A> {
  readonly isFull: boolean
  readonly came: E.Either<ServiceProblem, A>
}

/** Both halves of a contact list, as far as they are there. */
export interface Parts {
  /** Who may see me, and who has me on their lists. */
  readonly members: Part<Memberships> | undefined
  /** My contacts and groups. */
  readonly book: Part<AddressBook> | undefined
}

/** Whether the notification server on this connection has been told all of a list that was read whole. */
interface Uploaded {
  readonly isUploaded: boolean
}

interface Waiting extends Uploaded {
  readonly intents: ReadonlyArray<Variant<Intent, 'Synchronise'>>
}

/**
 * The contact list of an address book, on its way.
 *
 * **Shapes** `Reading` waits for both services, `Uploading` until the notification server has answered all that it was told;
 * `left` answers are missing. `There` is the end. `intents` wait for it; where `isQuiet`, nobody does, and only what is different
 * is told. `isNamed`: the name of the account was read with it.
 */
export type Booking =
  | ({ readonly _tag: 'Reading'; readonly isQuiet: boolean } & Parts & Waiting)
  | ({
      readonly _tag: 'Uploading'
      readonly left: number
      readonly came: Outcome
      readonly changed: boolean
      readonly isNamed: boolean
    } & Waiting)
  | ({ readonly _tag: 'There' } & Uploaded)

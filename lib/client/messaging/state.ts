import { Map, OrderedSet } from 'immutable'

import type { OfflineMessage } from '../../payloads/mail.js'
import type { OfflineText } from '../../payloads/offline.js'
import type { Secret } from '../../payloads/secret.js'
import type { Errand } from '../requests/request.js'
import type { Request } from '../requests/requests.js'

/** A message that waits at the server, as the server tells of it. */
export type Waiting = OfflineMessage & { readonly id: string }

/** The same, with what it says. */
export interface Fetched {
  readonly about: Waiting
  readonly said: OfflineText
}

/** Some messages that are fetched one after the other, and told together. */
export interface Batch {
  readonly left: ReadonlyArray<Waiting>
  readonly got: ReadonlyArray<Fetched>
}

/**
 * The messages that came while one was offline, on their way.
 *
 * **Shapes** `told` are the ids of those that were told, so that none is told twice; `wanted` wait for the batch that is on
 * its way. `isAsking`: the service is asked which ones there are.
 */
export interface Letters {
  readonly told: OrderedSet<string>
  readonly wanted: ReadonlyArray<Waiting>
  readonly batch: Batch | undefined
  readonly isAsking: boolean
}

/** An intent, and what is still to be done for it. */
export interface Put {
  readonly intent: Request
  readonly errands: ReadonlyArray<Errand>
}

/**
 * What messages to people who are offline are sent with.
 *
 * **Shapes** `run` is the GUID that all of a session have in common, which has to be drawn first: `waiting` wait for it.
 * `sequences` are the last numbers by recipient. `lockKey` is the answer to the service's last question.
 *
 * **Source** messages.md 4.6
 */
export interface Keeping {
  readonly run: string | undefined
  readonly sequences: Map<string, number>
  readonly lockKey: string
  readonly waiting: ReadonlyArray<Put>
}

/**
 * The way into circles.
 *
 * **Shapes** `ticket` comes with the address book; `joined` are the addresses of those that were joined, or are to be.
 *
 * **Source** messages.md 5.3
 */
export interface Entering {
  readonly ticket: Secret | undefined
  readonly joined: ReadonlyArray<string>
}

/** What a session knows of what is said beside conversations. `signingOut` counts our own notes to all places that may come back to us. */
export interface Beyond {
  readonly signingOut: number
  readonly letters: Letters
  readonly keeping: Keeping
  readonly entering: Entering
}

const nobodyEnters: Entering = { ticket: undefined, joined: [] }

/** Nothing is known yet. */
export const nothingBeyond: Beyond = {
  signingOut: 0,
  letters: { told: OrderedSet(), wanted: [], batch: undefined, isAsking: false },
  keeping: { run: undefined, sequences: Map(), lockKey: '', waiting: [] },
  entering: nobodyEnters,
}

/** What stays when a session goes on to another server. */
export const sentBeyond = ({ letters, keeping }: Beyond): Beyond => ({
  signingOut: 0,
  letters: { told: letters.told, wanted: [], batch: undefined, isAsking: false },
  keeping: { ...keeping, waiting: [] },
  entering: nobodyEnters,
})

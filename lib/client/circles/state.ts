/** The way into circles. */
import type { Secret } from '../../payloads/secret.js'

/**
 * The way into circles.
 *
 * **Shapes** `ticket` comes with the address book; `joined` are the addresses of those that were joined, or are to be;
 * `isEntering` while the sign-in to the circles has no answer.
 *
 * **Source** messages.md 5.3
 */
export interface CirclesJoined {
  readonly ticket: Secret | undefined
  readonly joined: ReadonlyArray<string>
  readonly isEntering: boolean
}

/** Nothing is known of circles yet. */
export const noCircles: CirclesJoined = { ticket: undefined, joined: [], isEntering: false }

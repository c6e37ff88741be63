import type * as E from 'fp-ts/lib/Either.js'

import type { Divergence } from '../compare/divergence.js'
import type { Cut } from './inferred-app.js'
import type { Stage } from './ports.js'

/** That an app did what the recorded one did, to the end. **Units** `ms` milliseconds that were played. */
export interface Played {
  readonly records: number
  readonly ms: number
}

/** Somebody who acts for the app that was recorded. */
export interface Prompted {
  /** Is told which command is to be said next, and when. */
  readonly want: (index: number, place: number) => void
  /** Where something is to be wanted in the middle of what the server says. */
  readonly cut: (index: number) => Cut | undefined
}

/** Plays a trace to whoever uses its stage. */
export interface Player {
  readonly stage: Stage
  /** Has somebody act for the recorded app. */
  readonly prompt: (prompted: Prompted) => void
  /** Goes through the trace, with a step for each moment at which something comes to the client. */
  readonly play: (leave: () => void) => Generator<undefined, E.Either<Divergence, Played>, undefined>
}

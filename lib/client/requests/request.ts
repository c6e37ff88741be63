import * as E from 'fp-ts/lib/Either.js'

import type { Command } from '../../commands/rows.js'
import type { Change } from '../events.js'
import type { Refusal } from '../outcomes.js'
import type { Call } from '../services/service.js'
import type { SessionState } from '../state.js'

/** A command that lacks only its transaction id; it may depend on what the replies before it have changed. */
export type Unnumbered = (trid: number, state: SessionState) => Command<'client', 'NS'>

/** What the answer to a call means for what is known. */
export type Changing = (state: SessionState) => Change

/** A command that is answered only if it fails; it may name the place that it is said at. */
export type Unanswered = (trid: number, state: SessionState, place: string | undefined) => Command<'client', 'NS'>

/** Failures that mean that it is so already, and what is known then. */
export interface Excused<Error> {
  readonly errors: ReadonlyArray<Error>
  readonly change?: Changing
}

/**
 * One of the things to be done for an intent: a command for the notification server, or a call to an HTTP service. Each waits
 * for the answer to the one before.
 *
 * **Shapes** `Say` waits for no answer. `Keep` has a text kept for somebody who is offline. `excused` are the failures that mean that it is so already, and what is known then. `isExpected`, where that would be no
 * news. `readsAgain`, where the answer does not tell all that
 * there is to be known of it.
 */
export type Errand =
  | { readonly _tag: 'Say'; readonly command: Unanswered }
  | { readonly _tag: 'Keep'; readonly to: string; readonly text: string }
  | { readonly _tag: 'Tell'; readonly command: Unnumbered; readonly excused?: Excused<number> }
  | {
      readonly _tag: 'Call'
      readonly call: (state: SessionState) => Call<Changing>
      readonly excused?: Excused<string> & { readonly isExpected?: boolean }
      readonly readsAgain?: boolean
    }

/** What is to be done for an intent, or why nothing is. */
export type Requested = E.Either<Refusal, ReadonlyArray<Errand>>

/** A command alone; `excused` are the failures that say that it is so already. */
export const told = (command: Unnumbered, excused?: Excused<number>): Errand => ({
  _tag: 'Tell',
  command,
  ...(excused === undefined ? {} : { excused }),
})

/** A command alone, which is answered only if it fails. */
export const said = (command: Unanswered): Errand => ({ _tag: 'Say', command })

/** One command is all. */
export const one = (command: Unnumbered, excused?: Excused<number>): Requested => E.right([told(command, excused)])

/** Nothing is said to who has no address that a command can hold. */
export const badAddress = (verb: string): Requested =>
  E.left({
    _tag: 'BadField',
    problem: { _tag: 'BadField', verb, field: 'passport', expected: 'an address such as bob@example.com' },
  })

/** Nothing is done. */
export const refuse = (_tag: 'Already' | 'NoSuchContact' | 'NoSuchGroup' | 'NoSuchCircle'): Requested =>
  E.left({ _tag })

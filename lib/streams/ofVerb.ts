/** Picks commands by their verbs, and numeric failures by their codes, out of a stream of decoded commands. */
import { filter, type Observable } from 'rxjs'

import type { Decoded } from '../commands/codec.js'
import type { Failure } from '../commands/failure.js'
import type { Verb } from '../commands/rows.js'

type VerbOf<A> = A extends { readonly _tag: 'Normal' | 'Async' | 'Payload'; readonly verb: infer V } ? V : never

/** Nothing more than the type, where one of the verbs can come; else what no stream is, which says why. */
export type CanCome<A, V> = [V] extends [VerbOf<A>]
  ? unknown
  : { readonly 'a verb that never comes in this stream, by its side, kind of server and dialect': Exclude<V, VerbOf<A>> }

/** As `CanCome`, for numeric failures. */
export type CanFail<A> = Failure extends A
  ? unknown
  : { readonly 'numeric failures come from servers only': never }

/**
 * Of a stream of decoded commands, those with one of these verbs, their fields typed.
 *
 * **Errors** a verb that cannot come in the stream, such as CAL from a notification server, is an error of types.
 */
export const ofVerb = <V extends Verb>(...verbs: ReadonlyArray<V>) => {
  const wanted: ReadonlySet<string> = new Set(verbs)
  return <A extends Decoded>(decoded: Observable<A> & CanCome<A, V>): Observable<Extract<A, { readonly verb: V }>> =>
    (decoded as Observable<A>).pipe(
      filter(
        (command): command is Extract<A, { readonly verb: V }> =>
          command._tag !== 'Undecodable' && command._tag !== 'Failure' && wanted.has(command.verb),
      ),
    )
}

/**
 * Of a stream of decoded commands, the numeric failures with one of these codes; all of them if none is named.
 *
 * **Errors** a stream of what a client says is an error of types: failures come from servers only.
 */
export const ofFailure =
  (...codes: ReadonlyArray<number>) =>
  <A extends Decoded>(decoded: Observable<A> & CanFail<A>): Observable<Failure> =>
    (decoded as Observable<Decoded>).pipe(
      filter(
        (command): command is Failure =>
          command._tag === 'Failure' && (codes.length === 0 || codes.includes(command.code)),
      ),
    )

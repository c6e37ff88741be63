import { filter, type Observable } from 'rxjs'

import type { Decoded } from '../commands/codec.js'
import type { Failure } from '../commands/failure.js'
import type { Verb } from '../commands/rows.js'

/** Of a stream of decoded commands, those with one of these verbs, their fields typed. */
export const ofVerb = <V extends Verb>(...verbs: ReadonlyArray<V>) => {
  const wanted: ReadonlySet<string> = new Set(verbs)
  return <A extends Decoded>(decoded: Observable<A>): Observable<Extract<A, { readonly verb: V }>> =>
    decoded.pipe(
      filter(
        (command): command is Extract<A, { readonly verb: V }> =>
          command._tag !== 'Undecodable' && command._tag !== 'Failure' && wanted.has(command.verb),
      ),
    )
}

/** Of a stream of decoded commands, the numeric failures with one of these codes; all of them if none is named. */
export const ofFailure =
  (...codes: ReadonlyArray<number>) =>
  (decoded: Observable<Decoded>): Observable<Failure> =>
    decoded.pipe(
      filter(
        (command): command is Failure =>
          command._tag === 'Failure' && (codes.length === 0 || codes.includes(command.code)),
      ),
    )

/** Lifecycles as operators: machines that run in one world, and what is selected of their steps. */
import { connect, defer, distinctUntilChanged, filter, ignoreElements, map, merge, mergeMap, Subject, take, tap, type Observable, type OperatorFunction } from 'rxjs'

import type { ClientEffect, ClientEvent } from '../core/effects.js'
import type { Machine, Step, Tagged, Variant } from '../core/machine.js'
import { run } from './run.js'

/** What carries out the effects of one program: all that runs in it shares the names of its connections and timers. */
export interface World {
  /** Starts an effect, and gives the events that come of it. */
  readonly interpret: (effect: ClientEffect<unknown>) => Observable<ClientEvent>
}

/** Nothing more than the type, for a machine that hears what comes from outside. */
type Hears<E> = [ClientEvent] extends [E] ? unknown : { readonly 'a machine that runs in a world hears its events': never }

/**
 * A machine as an operator: what is wanted goes in, every step comes out.
 *
 * **Shapes** `leaving` is stepped where somebody unsubscribes before the end, and its effects are carried out. Two
 * subscriptions want two worlds (`defer`).
 *
 * **Errors** those of `run`. A machine that still asks (`Ask`) or raises (`Raise`) does not compile.
 */
export const lifecycle =
  <S, E, F extends ClientEffect<unknown>, R>(
    { interpret }: World,
    machine: Machine<S, E, F, R> & Hears<E>,
    leaving: NoInfer<E>,
  ): OperatorFunction<E, Step<S, F>> =>
    // What comes from outside is among what it hears.
    run<S, E, F>(machine, interpret as unknown as (effect: F) => Observable<never>, leaving)

/** Feeds what is made of the output of an operator back into it. */
export const feedback = <A, E>(
  operator: OperatorFunction<E, A>,
  react: (output: Observable<A>) => Observable<E>,
): Observable<A> =>
  defer(() => {
    const back = new Subject<E>()
    return back.pipe(
      operator,
      connect((output) =>
        merge(
          output,
          react(output).pipe(
            tap((event) => back.next(event)),
            ignoreElements(),
          ),
        ),
      ),
    )
  })

type NoticeIn<F> = F extends { readonly _tag: 'Notify'; readonly event: infer N } ? N : never

/** What happens, of steps. */
export const notices = <S, F extends Tagged>(steps: Observable<Step<S, F>>): Observable<NoticeIn<F>> =>
  steps.pipe(
    mergeMap(([, effects]) =>
      effects.flatMap((effect) =>
        effect._tag === 'Notify' ? [(effect as unknown as { readonly event: NoticeIn<F> }).event] : [],
      ),
    ),
  )

/** The states of steps, each once. */
export const states = <S, F>(steps: Observable<Step<S, F>>): Observable<S> =>
  steps.pipe(
    map(([state]) => state),
    distinctUntilChanged(),
  )

/** The result of a machine, once it is over. */
export const outcome =
  <S, E, F, R>({ result }: Machine<S, E, F, R>): OperatorFunction<Step<S, F>, R> =>
  (steps) =>
    steps.pipe(
      mergeMap(([state]) => {
        const ended = result(state)
        return ended === undefined ? [] : [ended]
      }),
      take(1),
    )

/** Those of a union that have one of some tags. */
export const ofTag = <A extends Tagged, T extends A['_tag']>(...tags: ReadonlyArray<T>): OperatorFunction<A, Variant<A, T>> =>
  filter((a): a is Variant<A, T> => (tags as ReadonlyArray<string>).includes(a._tag))

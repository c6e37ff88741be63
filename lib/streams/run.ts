/** The operator that runs a machine. */
import { EMPTY, Observable, Subscription, type OperatorFunction } from 'rxjs'

import type { Machine, Step } from '../core/machine.js'
import { queue } from './queue.js'
import { subscribing, type Parent } from './subscribing.js'

/** An error that waits for the events before it. */
interface Failure {
  readonly error: unknown
}

/**
 * Runs a machine: outside events and the answers to its effects go in, and every step comes out, the first one too. It
 * completes on a final state, and on nothing else: that nothing more comes from outside does not end it.
 *
 * **Shapes** `interpret` starts an effect and gives the events that it leads to. What it remembers is the caller's: who
 * subscribes twice makes a new one for each time (`defer`). `leaving` is one last event for a user who unsubscribes: it is
 * stepped, and its effects are started, before everything is let go. What comes from outside at once is stepped as it
 * comes, before what effects answer at once: who leaves stops an outside without end.
 *
 * **Errors** those that the machine, `interpret` or the outside throw or emit; they end it, and let everything go. An error
 * of the outside comes after what came before it.
 */
export const run =
  <S, E, F>(
    machine: Machine<S, E, F>,
    interpret: (effect: NoInfer<F>) => Observable<NoInfer<E>>,
    leaving?: NoInfer<E>,
  ): OperatorFunction<E, Step<S, F>> =>
  (outside) =>
    // By hand: the same of a Subject, observeOn, scan and mergeMap takes several times as long for an event.
    new Observable((subscriber) => {
      const waiting = queue<E | Failure>()
      const heard = new Subscription()
      const underWay = new Set<Subscription>()
      const answers: Parent = { add: (answer) => underWay.add(answer), remove: (answer) => underWay.delete(answer) }
      let [state] = machine.init
      let failure: Failure | undefined
      let hasBegun = false
      let isBeginning = true
      let busy = false
      let failed = false
      let over = false

      const fail = (error: unknown): void => {
        failed = true
        subscriber.error(error)
      }
      // What caused it is seen first, and what came before it.
      const failLater = (error: unknown): void => {
        if (!busy) return fail(error)
        failure ??= { error }
        waiting.push(failure)
      }

      // An event that comes in the middle of a step, whoever caused it, waits for its end.
      const take = (event: E): void => {
        if (subscriber.closed) return
        if (busy) waiting.push(event)
        else work(() => machine.step(state, event))
      }
      const takeOutside = (event: E): void => {
        begin()
        take(event)
      }

      // One for all: there may be a timer for each connection of many.
      const answered = { next: take, error: fail }

      const start = (effect: F): void => {
        const events = interpret(effect)
        if (events === EMPTY || failed) return
        subscribing(events, answers, answered)
      }

      // The effects go first: who has seen a step may leave at once, and the last step completes.
      const perform = (step: Step<S, F>): void => {
        state = step[0]
        const effects = step[1]
        for (let i = 0; i < effects.length; i++) start(effects[i]!)
        subscriber.next(step)
        if (machine.result(state) !== undefined) subscriber.complete()
      }

      const workOff = (): void => {
        while (waiting.size() > 0 && !subscriber.closed) {
          const next = waiting.take() as E | Failure
          if (failure !== undefined && next === failure) fail(failure.error)
          else perform(machine.step(state, next as E))
        }
      }

      const work = (first?: () => Step<S, F>): void => {
        busy = true
        try {
          if (first !== undefined) perform(first())
          if (!isBeginning) workOff()
        } catch (error) {
          fail(error)
        }
        busy = false
        if (subscriber.closed) finish()
      }

      const begin = (): void => {
        if (hasBegun || subscriber.closed) return
        hasBegun = true
        work(() => machine.init)
      }

      const finish = (): void => {
        if (over) return
        over = true
        waiting.clear()
        try {
          if (leaving !== undefined && !failed && hasBegun && machine.result(state) === undefined)
            machine.step(state, leaving)[1].forEach(start)
        } finally {
          heard.unsubscribe()
          underWay.forEach((answer) => answer.unsubscribe())
        }
      }

      // Subscribed to before the first step, as that may cause something outside.
      subscribing(outside, heard, { next: takeOutside, error: failLater })
      begin()
      isBeginning = false
      if (!subscriber.closed) work()

      // Where a step is under way, its effects are started first; then it finishes.
      return () => {
        if (!busy) finish()
      }
    })

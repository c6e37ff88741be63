import { EMPTY, Observable, type OperatorFunction, type Subscription } from 'rxjs'

import type { Machine, Step } from '../machines/machine.js'

/**
 * Runs a machine: outside events and the answers to its effects go in, and every step comes out, the first one too. It
 * completes on a final state, and on nothing else: that nothing more comes from outside does not end it.
 *
 * **Shapes** `interpret` starts an effect and gives the events that it leads to. What it remembers is the caller's: who
 * subscribes twice makes a new one for each time (`defer`). `leaving` is one last event for a user who unsubscribes: it is
 * stepped, and its effects are started, before everything is let go.
 *
 * **Errors** those that the machine, `interpret` or the outside throw or emit; they end it, and let everything go.
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
      const waiting: Array<E> = []
      const answers = new Set<Subscription>()
      let [state] = machine.init
      let busy = true
      let failed = false
      let over = false

      const fail = (error: unknown): void => {
        failed = true
        subscriber.error(error)
      }

      // An event that comes in the middle of a step, whoever caused it, waits for its end.
      const take = (event: E): void => {
        if (subscriber.closed) return
        if (busy) waiting.push(event)
        else work(() => machine.step(state, event))
      }

      const start = (effect: F): void => {
        const events = interpret(effect)
        if (events === EMPTY || failed) return
        const answer = events.subscribe({ next: take, error: fail })
        if (answer.closed) return
        answers.add(answer)
        answer.add(() => answers.delete(answer))
      }

      // The effects go first: who has seen a step may leave at once, and the last step completes.
      const perform = (step: Step<S, F>): void => {
        state = step[0]
        const effects = step[1]
        for (let i = 0; i < effects.length; i++) start(effects[i]!)
        subscriber.next(step)
        if (machine.isFinal(state)) subscriber.complete()
      }

      const work = (first: () => Step<S, F>): void => {
        busy = true
        try {
          perform(first())
          while (waiting.length > 0 && !subscriber.closed) perform(machine.step(state, waiting.shift()!))
        } catch (error) {
          fail(error)
        }
        busy = false
        if (subscriber.closed) finish()
      }

      const finish = (): void => {
        if (over) return
        over = true
        try {
          if (leaving !== undefined && !failed && !machine.isFinal(state))
            machine.step(state, leaving)[1].forEach(start)
        } finally {
          heard.unsubscribe()
          answers.forEach((answer) => answer.unsubscribe())
        }
      }

      // Subscribed to before the first step, as that may cause something outside; what comes at once waits for it.
      const heard = outside.subscribe({ next: take, error: fail })
      if (!failed) work(() => machine.init)

      // Where a step is under way, its effects are started first; then it finishes.
      return () => {
        if (!busy) finish()
      }
    })

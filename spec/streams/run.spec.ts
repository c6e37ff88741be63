import {
  concat,
  EMPTY,
  mergeMap,
  NEVER,
  Observable,
  observeOn,
  of,
  queueScheduler,
  scan,
  Subject,
  take,
  throwError,
  timer,
} from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { describe, expect, it } from 'vitest'

import type { Machine, Step } from '../../lib/core/machine.js'
import { run } from '../../lib/streams/run.js'

const marbles = (test: Parameters<TestScheduler['run']>[0]): void => {
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  }).run(test)
}

/** Writes down the letters that come; an effect for each capital; `z` is the last. */
const diary: Machine<string, string, string> = {
  init: ['', ['Start']],
  step: (state, event) => [state + event, event === event.toLowerCase() ? [] : [event]],
  result: (state) => (state.endsWith('z') ? state : undefined),
}

const silent = (): Observable<string> => EMPTY

/** The states that come out in the same turn, and how it ends. */
const states = <S>(source: Observable<Step<S, unknown>>): ReadonlyArray<S | string> => {
  const seen: Array<S | string> = []
  source.subscribe({
    next: ([state]) => seen.push(state),
    error: (error: unknown) => seen.push(String(error)),
    complete: () => seen.push('complete'),
  })
  return seen
}

describe('run', () => {
  it('emits the first step, and one for each event, and completes on a final state', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const outside = cold('-a-B-z-c-')
      const steps = { i: ['', ['Start']], a: ['a', []], b: ['aB', ['B']], z: ['aBz', []] }
      expectObservable(outside.pipe(run(diary, silent))).toBe('ia-b-(z|)', steps)
      expectSubscriptions(outside.subscriptions).toBe('^----!')
    })
  })

  it('steps by what its effects lead to, and lets go of them at its end', () => {
    marbles(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const answers = cold('  --x-y----z-w')
      const outside = hot('-S---a-----')
      const interpret = (effect: string) => (effect === 'S' ? answers : EMPTY)
      const expected = 'iS-x-(ay)-(z|)'
      const steps = {
        i: ['', ['Start']],
        S: ['S', ['S']],
        x: ['Sx', []],
        a: ['Sxa', []],
        y: ['Sxay', []],
        z: ['Sxayz', []],
      }
      expectObservable(outside.pipe(run(diary, interpret))).toBe(expected, steps)
      expectSubscriptions(answers.subscriptions).toBe('-^--------!')
    })
  })

  it('is not ended by the end of what comes from outside', () => {
    marbles(({ cold, expectObservable }) => {
      const interpret = (effect: string) => (effect === 'Start' ? cold('----z') : EMPTY)
      const steps = { i: ['', ['Start']], a: ['a', []], z: ['az', []] }
      expectObservable(cold('-a|').pipe(run(diary, interpret))).toBe('ia--(z|)', steps)
    })
  })

  it('lets go of what is outside and of its effects when nobody listens any more', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const [outside, answers] = [cold('-a-b-c'), cold('--------x')]
      expectObservable(outside.pipe(run(diary, () => answers)), '^---!').toBe('ia-b-', {
        i: ['', ['Start']],
        a: ['a', []],
        b: ['ab', []],
      })
      expectSubscriptions(outside.subscriptions).toBe('^---!')
      expectSubscriptions(answers.subscriptions).toBe('^---!')
    })
  })

  it('hands on an error of its effects and of the outside, and lets go of all else', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const [outside, answers] = [cold('-a---'), cold('--#', {}, new Error('lost'))]
      const steps = { i: ['', ['Start']], a: ['a', []] }
      expectObservable(outside.pipe(run(diary, () => answers))).toBe('ia#', steps, new Error('lost'))
      expectSubscriptions(outside.subscriptions).toBe('^-!')
      const [ended, others] = [cold('-#'), cold('---x')]
      expectObservable(ended.pipe(run(diary, () => others))).toBe('i#', steps)
      expectSubscriptions(others.subscriptions).toBe('^!')
    })
  })
})

describe('run, in the same turn,', () => {
  it('does not lose what an effect answers at once, be it the first one', () => {
    const interpret = (effect: string) => of(effect === 'Start' ? 'a' : 'b')
    expect(states(NEVER.pipe(run(diary, interpret)))).toEqual(['', 'a'])
    expect(states(of('B', 'z').pipe(run(diary, interpret)))).toEqual(['', 'B', 'Bz', 'complete'])
    expect(states(concat(of('B'), NEVER).pipe(run(diary, interpret)))).toEqual(['', 'B', 'Ba', 'Bab'])
  })

  it('never steps inside a step, and keeps the order in which events came', () => {
    let depth = 0
    const deep: Machine<string, string, string> = {
      ...diary,
      step: (state, event) => {
        depth++
        const step = diary.step(state, event)
        expect(depth).toBe(1)
        depth--
        return step
      },
    }
    const outside = new Subject<string>()
    const interpret = (effect: string) => {
      if (effect !== 'A') return EMPTY
      outside.next('o')
      return of('x', 'y')
    }
    const seen = states(outside.pipe(run(deep, interpret)))
    outside.next('A')
    outside.next('b')
    expect(seen).toEqual(['', 'A', 'Ao', 'Aox', 'Aoxy', 'Aoxyb'])
  })

  it('lets a subscriber cause events, which wait for the end of the step', () => {
    const outside = new Subject<string>()
    const order: Array<string> = []
    const interpret = (effect: string) => {
      order.push(`effect ${effect}`)
      return EMPTY
    }
    outside.pipe(run(diary, interpret)).subscribe(([state]) => {
      order.push(`step ${state}`)
      if (state === '') outside.next('a')
      if (state === 'a') ['B', 'c'].forEach((event) => outside.next(event))
    })
    expect(order).toEqual(['effect Start', 'step ', 'step a', 'effect B', 'step aB', 'step aBc'])
  })

  it('starts the effects of a step before the stream can end on it', () => {
    const started: Array<string> = []
    const interpret = (effect: string) => {
      started.push(effect)
      return EMPTY
    }
    const last: Machine<string, string, string> = {
      ...diary,
      step: (state, event) => [state + event, [`bye ${event}`]],
    }
    expect(states(of('a', 'z').pipe(run(last, interpret)))).toEqual(['', 'a', 'az', 'complete'])
    expect(started).toEqual(['Start', 'bye a', 'bye z'])

    started.length = 0
    expect(states(of('a', 'z').pipe(run(last, interpret), take(2)))).toEqual(['', 'a', 'complete'])
    expect(started).toEqual(['Start', 'bye a'])
  })

  it('completes at once where the first state is final', () => {
    const outside = new Subject<string>()
    expect(states(outside.pipe(run({ ...diary, result: () => 'over' }, () => of('a'))))).toEqual(['', 'complete'])
    expect(outside.observed).toBe(false)
  })

  it('is not led on from a final state', () => {
    const interpret = (effect: string) => (effect === 'A' ? of('z', 'b', 'c') : EMPTY)
    expect(states(of('A').pipe(run(diary, interpret)))).toEqual(['', 'A', 'Az', 'complete'])
  })

  it('shares nothing between two subscriptions', () => {
    const outside = new Subject<string>()
    const diaries = outside.pipe(run(diary, silent))
    const first = states(diaries)
    outside.next('a')
    const second = states(diaries)
    outside.next('b')
    expect(first).toEqual(['', 'a', 'ab'])
    expect(second).toEqual(['', 'b'])
  })

  it('keeps hold of no effect that has ended', () => {
    let live = 0
    const outside = new Subject<string>()
    const ends = new Map<string, Subject<string>>()
    const interpret = (effect: string) =>
      new Observable<string>((subscriber) => {
        live++
        const end = new Subject<string>()
        ends.set(effect, end)
        subscriber.add(() => live--)
        return end.subscribe(subscriber)
      })
    const subscription = outside.pipe(run(diary, interpret)).subscribe()
    for (const event of ['A', 'B', 'C']) outside.next(event)
    expect(live).toBe(4)
    ends.get('B')!.complete()
    expect(live).toBe(3)
    subscription.unsubscribe()
    expect(live).toBe(0)
    expect([...ends.values()].some((end) => end.observed)).toBe(false)
  })

  it('does not grow by what is over', () => {
    const outside = new Subject<string>()
    const counting: Machine<number, string, string> = {
      init: [0, []],
      step: (n) => [n + 1, ['X']],
      result: () => undefined,
    }
    let last = 0
    const subscription = outside
      .pipe(run(counting, () => of<string>().pipe(observeOn(queueScheduler))))
      .subscribe(([n]) => (last = n))
    for (let i = 0; i < 10_000; i++) outside.next('e')
    expect(last).toBe(10_000)
    subscription.unsubscribe()
  })

  it('works off a long chain of answers without a deep stack', () => {
    const chain: Machine<number, string, string> = {
      init: [0, ['go']],
      step: (n) => [n + 1, ['go']],
      result: (n) => (n === 100_000 ? n : undefined),
    }
    expect(states(NEVER.pipe(run(chain, () => of('e')))).at(-2)).toBe(100_000)
  })
})

describe('run, when it goes wrong,', () => {
  it('hands on what the machine throws, in the first step or later, and what interpret throws', () => {
    const outside = new Subject<string>()
    const boom = (): never => {
      throw new Error('boom')
    }
    const throwing = outside.pipe(run({ ...diary, step: boom }, () => NEVER))
    const seen = states(throwing)
    outside.next('a')
    expect(seen).toEqual(['', 'Error: boom'])
    expect(states(outside.pipe(run(diary, boom)))).toEqual(['Error: boom'])
    expect(states(outside.pipe(run(diary, () => throwError(() => new Error('at once')))))).toEqual(['Error: at once'])
    expect(outside.observed).toBe(false)
  })

  it('ends by an error that comes from outside at once, before the first step', () => {
    const started: Array<string> = []
    const interpret = (effect: string) => {
      started.push(effect)
      return EMPTY
    }
    expect(states(throwError(() => new Error('early')).pipe(run(diary, interpret)))).toEqual(['Error: early'])
    expect(started).toEqual([])
  })

  it('goes on where interpret answers with an error after it has ended', () => {
    const interpret = (effect: string) =>
      effect === 'Start' ? timer(0).pipe(mergeMap(() => throwError(() => new Error('late')))) : EMPTY
    expect(states(of('z').pipe(run(diary, interpret)))).toEqual(['', 'z', 'complete'])
  })
})

describe('run, when its user leaves,', () => {
  /** A machine that says goodbye, and an interpreter that writes down what it does. */
  const leaving = () => {
    const log: Array<string> = []
    const polite: Machine<string, string, string> = {
      ...diary,
      step: (state, event) => [state + event, event === 'LEAVE' ? ['OUT', 'Close'] : [event]],
    }
    const interpret = (effect: string): Observable<string> => {
      log.push(effect)
      if (effect === 'OUT') return of('answer')
      return effect === 'Start' ? new Observable(() => () => log.push('let go')) : EMPTY
    }
    return { log, polite, interpret }
  }

  it('steps by the last event once, starts its effects, and then lets go', () => {
    const { log, polite, interpret } = leaving()
    const outside = new Subject<string>()
    const subscription = outside.pipe(run(polite, interpret, 'LEAVE')).subscribe()
    outside.next('a')
    subscription.unsubscribe()
    expect(log).toEqual(['Start', 'a', 'OUT', 'Close', 'let go'])
    expect(outside.observed).toBe(false)
  })

  it('does so behind the step that the user leaves in, all of whose effects are started', () => {
    const { log, polite, interpret } = leaving()
    const outside = new Subject<string>()
    const machine: typeof polite = {
      ...polite,
      step: (state, event) => (event === 'a' ? [state + event, ['one', 'two']] : polite.step(state, event)),
    }
    const subscription = outside
      .pipe(
        run(
          machine,
          (effect) => {
            if (effect === 'one') {
              subscription.unsubscribe()
              outside.next('b')
            }
            return interpret(effect)
          },
          'LEAVE',
        ),
      )
      .subscribe()
    outside.next('a')
    expect(log).toEqual(['Start', 'one', 'two', 'OUT', 'Close', 'let go'])
    expect(outside.observed).toBe(false)
  })

  it('does so where an operator leaves with the first step', () => {
    const { log, polite, interpret } = leaving()
    expect(states(of('a', 'b').pipe(run(polite, interpret, 'LEAVE'), take(1)))).toEqual(['', 'complete'])
    expect(log).toEqual(['Start', 'OUT', 'Close', 'let go'])
  })

  it('does not where the machine has come to its end, or an error has', () => {
    const ended = leaving()
    states(of('z').pipe(run(ended.polite, ended.interpret, 'LEAVE')))
    expect(ended.log).toEqual(['Start', 'z', 'let go'])
    const failed = leaving()
    states(
      concat(
        of('a'),
        throwError(() => new Error('boom')),
      ).pipe(run(failed.polite, failed.interpret, 'LEAVE')),
    )
    expect(failed.log).not.toContain('OUT')
  })
})

describe('run, beside the same of operators,', () => {
  it('makes the same states', () => {
    const events = Array.from({ length: 1000 }, (_, i) => String.fromCharCode(97 + (i % 25)))
    const expected: Array<string> = []
    of(...events)
      .pipe(scan((state, event) => diary.step(state, event)[0], ''))
      .subscribe((state) => expected.push(state))
    expect(states(of(...events).pipe(run(diary, silent)))).toEqual(['', ...expected])
  })
})

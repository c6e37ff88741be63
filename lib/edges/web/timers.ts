/** Timers of a page that go on while its tab is hidden: there, a browser delays those of the page itself by a minute. */
import { Observable } from 'rxjs'

import { page } from './page.js'

/** What the worker does: a timer for each number that it is sent, which it sends back. */
const work = `
  const timers = new Map()
  onmessage = ({ data: [number, ms] }) => {
    clearTimeout(timers.get(number))
    timers.delete(number)
    if (ms >= 0) timers.set(number, setTimeout(() => (timers.delete(number), postMessage(number)), ms))
  }
`

// A longer time would be taken for no time at all.
const longest = 2 ** 31 - 1

interface Clock {
  readonly start: (number: number, ms: number) => void
  readonly stop: (number: number) => void
}

interface Running {
  readonly due: number
  readonly passed: () => void
}

/** Timers of the page itself: all that there is where a page may have no worker of its own making. */
const pageClock = (passed: (number: number) => void): Clock => {
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  return {
    start: (number, ms) =>
      void timers.set(
        number,
        setTimeout(() => passed(number), ms),
      ),
    stop: (number) => {
      clearTimeout(timers.get(number))
      timers.delete(number)
    },
  }
}

/** Timers of a worker; nothing, where the page may have none. `failed` is told where it turns out so later. */
const workerClock = (passed: (number: number) => void, failed: () => void): Clock | undefined => {
  const { Worker } = page()
  if (Worker === undefined) return undefined
  try {
    const url = URL.createObjectURL(new Blob([work], { type: 'text/javascript' }))
    const worker = new Worker(url)
    worker.onmessage = ({ data }) => passed(Number(data))
    worker.onerror = failed
    return { start: (number, ms) => worker.postMessage([number, ms]), stop: (number) => worker.postMessage([number, -1]) }
  } catch {
    return undefined
  }
}

/**
 * Timers on a worker, if the page may have one. What is due when the tab comes back, from a sleep of the computer too, is due
 * at once.
 *
 * **Units** milliseconds.
 */
export const afterIn = (now: () => number): ((ms: number) => Observable<unknown>) => {
  const running = new Map<number, Running>()
  let clock: Clock | undefined
  let count = 0

  const passed = (number: number): void => running.get(number)?.passed()
  const restart = (): void => {
    clock = pageClock(passed)
    for (const [number, { due }] of running) clock.start(number, Math.max(0, due - now()))
  }
  const begin = (): Clock => {
    page().document?.addEventListener('visibilitychange', () => {
      for (const { due, passed } of [...running.values()]) if (due <= now()) passed()
    })
    return workerClock(passed, restart) ?? pageClock(passed)
  }

  return (ms) =>
    new Observable((subscriber) => {
      const number = count++
      const wait = Math.min(Math.max(ms, 0), longest)
      const passed = (): void => {
        running.delete(number)
        subscriber.next(undefined)
        subscriber.complete()
      }
      clock ??= begin()
      running.set(number, { due: now() + wait, passed })
      clock.start(number, wait)
      return () => {
        if (running.delete(number)) clock?.stop(number)
      }
    })
}

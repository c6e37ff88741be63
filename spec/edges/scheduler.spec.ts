import { auditTime, bufferTime, debounceTime, delay, interval, map, merge, observeOn, of, share } from 'rxjs'
import { subscribeOn, take, throttleTime, timeout, timer, timestamp, VirtualTimeScheduler } from 'rxjs'
import type { Observable, SchedulerLike, SchedulerAction } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { memoryNetwork, schedulerOf, type Ports } from '../../lib/index.js'
import { recorded, type TraceRecord } from '../../lib/traces.js'

/** Ports in virtual time, and the records of what they are asked for. */
const setUp = () => {
  const clock = new VirtualTimeScheduler()
  const plain = memoryNetwork({ scheduler: clock }).ports()
  const records: Array<TraceRecord> = []
  const ports = recorded(plain, (finding) => {
    if (finding._tag === 'Found') records.push(finding.record)
  })
  return { clock, plain, ports, records, scheduler: schedulerOf(ports) }
}

/** What an Observable emits on a scheduler of ports or on the clock itself, with the times. */
const emissions = (
  of: (scheduler: SchedulerLike) => Observable<unknown>,
  isOfPorts: boolean,
): ReadonlyArray<string> => {
  const { clock, scheduler } = setUp()
  const log: Array<string> = []
  const tell = (what: string): void => void log.push(`${clock.now()} ${what}`)
  of(isOfPorts ? scheduler : clock).subscribe({
    next: (value) => tell(JSON.stringify(value)),
    error: (error: Error) => tell(error.name),
    complete: () => tell('complete'),
  })
  clock.flush()
  return log
}

const bursts = (scheduler: SchedulerLike): Observable<number> =>
  merge(...[0, 30, 40, 200, 210, 500].map((ms, i) => timer(ms, scheduler).pipe(map(() => i)))).pipe(share())

describe('a scheduler of ports', () => {
  const programs: Readonly<Record<string, (scheduler: SchedulerLike) => Observable<unknown>>> = {
    timer: (scheduler) => timer(100, scheduler),
    'timer, again and again': (scheduler) => timer(10, 25, scheduler).pipe(take(4)),
    interval: (scheduler) => interval(40, scheduler).pipe(take(3)),
    'timer at a date': (scheduler) => timer(new Date(scheduler.now() + 70), scheduler),
    delay: (scheduler) => of(1, 2, 3).pipe(delay(50, scheduler)),
    debounceTime: (scheduler) => bursts(scheduler).pipe(debounceTime(50, scheduler)),
    throttleTime: (scheduler) => bursts(scheduler).pipe(throttleTime(50, scheduler)),
    auditTime: (scheduler) => bursts(scheduler).pipe(auditTime(50, scheduler)),
    bufferTime: (scheduler) => bursts(scheduler).pipe(bufferTime(100, scheduler)),
    timeout: (scheduler) => bursts(scheduler).pipe(timeout({ each: 100, scheduler })),
    timestamp: (scheduler) => bursts(scheduler).pipe(timestamp(scheduler)),
    observeOn: (scheduler) => of('a', 'b').pipe(observeOn(scheduler, 20)),
    subscribeOn: (scheduler) => of('a', 'b').pipe(subscribeOn(scheduler, 20)),
    'no time at all': (scheduler) => timer(0, scheduler),
  }

  it.each(Object.entries(programs))('makes the same of %s as the clock itself', (_name, program) => {
    const expected = emissions(program, false)
    expect(expected.length).toBeGreaterThan(1)
    expect(emissions(program, true)).toEqual(expected)
  })

  it('asks the ports for every timer, and stops those that nobody waits for', () => {
    const { clock, scheduler, records } = setUp()
    interval(100, scheduler).pipe(take(2)).subscribe()
    const other = timer(5_000, scheduler).subscribe()
    clock.maxFrames = 150
    clock.flush()
    other.unsubscribe()
    clock.maxFrames = 10_000
    clock.flush()
    expect(records).toEqual([
      { t: 0, _tag: 'Started', timer: 0, ms: 100 },
      { t: 0, _tag: 'Started', timer: 1, ms: 5_000 },
      { t: 100, _tag: 'Elapsed', timer: 0 },
      { t: 100, _tag: 'Started', timer: 2, ms: 100 },
      { t: expect.any(Number) as number, _tag: 'Stopped', timer: 1 },
      { t: 200, _tag: 'Elapsed', timer: 2 },
    ])
  })

  it('looks at the clock of the ports', () => {
    const { scheduler, records, clock } = setUp()
    expect(scheduler.now()).toBe(clock.now())
    expect(records).toEqual([{ t: 0, _tag: 'Looked', now: clock.now() }])
  })

  it('hands on a state, and stops when it is told to, from inside as well', () => {
    const { clock, scheduler } = setUp()
    const seen: Array<number> = []
    const count = function (this: SchedulerAction<number>, state?: number): void {
      seen.push(state!)
      this.schedule(state! + 1, 10)
      // The later one counts.
      this.schedule(state! + 2, 10)
      if (state! >= 4) this.unsubscribe()
    }
    const running = scheduler.schedule(count, 10, 0)
    clock.flush()
    expect(seen).toEqual([0, 2, 4])
    expect(running.closed).toBe(true)
    const stopped = scheduler.schedule(count, 10, 0)
    stopped.unsubscribe()
    clock.flush()
    expect(seen.length).toBe(3)
  })

  it('is over, when nothing is to be done again', () => {
    const { clock, scheduler } = setUp()
    const action = scheduler.schedule(() => undefined, 10)
    expect(action.closed).toBe(false)
    clock.flush()
    expect(action.closed).toBe(true)
  })

  it('is over, when what it does goes wrong', () => {
    const failing: Array<() => void> = []
    const after: Ports['after'] = () =>
      ({ subscribe: (due: () => void) => (failing.push(due), { unsubscribe: () => undefined }) }) as never
    const action = schedulerOf({ ...setUp().plain, after }).schedule(() => {
      throw new Error('wrong')
    }, 5)
    expect(failing[0]).toThrow('wrong')
    expect(action.closed).toBe(true)
  })
})

/** Reconnecting: the way to a server, begun again after it has ended, as often as a policy says. */
import { once } from '../../core/compose.js'
import type { Machine, Step, Variant } from '../../core/machine.js'
import { isSameName } from '../../core/keys.js'
import { notify } from '../events.js'
import type { Failed } from '../login/state.js'
import { retryDraw, timers } from '../names.js'
import type { EndReason } from '../outcomes.js'
import { signal, type In, type Out } from '../session/signals.js'
import { signedOut } from './ending.js'
import { askedToWait, isRetriable, retryAfter, stableAfter, type ReconnectPolicy } from './retry.js'

/** What one attempt leaves to the next. */
export interface AttemptStart {
  /** How many connections to notification servers there were before. */
  readonly links: number
  /** The GUID of the endpoint that was signed in at: the next attempt takes its place. */
  readonly endpoint: string | undefined
}

interface Attempts {
  /** What the next attempt is begun with. */
  readonly next: AttemptStart
  /** How many ends in a row there were. */
  readonly attempt: number
  /** Whether there is a network, as far as the user says. */
  readonly isOnline: boolean
}

/**
 * A machine that is begun again.
 *
 * **Shapes** `Running` was begun with `at`. `Planning` waits for the clock and the random bytes that the next attempt is timed by,
 * `Waiting` until `retryAt` (milliseconds since 1970). `isDue`: the time has passed, and there is no network. `isAsked`: the server
 * asks to wait.
 */
export type Reconnecting<S> =
  | ({ readonly _tag: 'Running'; readonly at: AttemptStart; readonly inner: S } & Attempts)
  | ({ readonly _tag: 'Planning'; readonly reason: EndReason; readonly random: number } & Attempts)
  | ({
      readonly _tag: 'Waiting'
      readonly reason: EndReason
      readonly retryAt: number
      readonly isDue: boolean
      readonly isAsked: boolean
    } & Attempts)
  | { readonly _tag: 'Over'; readonly result: Failed }

const cancel = (timer: 'stable' | 'retry'): Out => ({ _tag: 'Cancel', timer: timers[timer] })

const isElapsed = (event: In, timer: 'stable' | 'retry'): boolean =>
  event._tag === 'Elapsed' && isSameName(event.timer, timers[timer])

/** The connection that an effect tells the other parts of, if it does. */
const onlineIn = (effect: Out): Variant<In, 'Online'> | undefined =>
  effect._tag === 'Raise' && effect.event._tag === 'Online' ? effect.event : undefined

/** What the effects of an attempt leave to the next one. */
const leftBy = (before: AttemptStart, effects: ReadonlyArray<Out>): AttemptStart => {
  let next = before
  for (const effect of effects) {
    const endpoint = onlineIn(effect)?.on.endpoint
    if (effect._tag === 'Dial') next = { ...next, links: next.links + 1 }
    else if (endpoint !== undefined) next = { ...next, endpoint }
  }
  return next
}

/** A number from 0 up to 1, of four random bytes. */
const fraction = (bytes: Uint8Array): number => bytes.slice(0, 4).reduce((all, byte) => all * 256 + byte, 0) / 2 ** 32

/** What is to be known before an attempt can be timed. */
const planning: ReadonlyArray<Out> = [{ _tag: 'Random', draw: retryDraw, bytes: 4 }, { _tag: 'Look' }]

/**
 * Begins a machine again after it has failed, for as long as the policy says so; its last failure is the result.
 *
 * **Shapes** when an attempt ends, `Dropped` tells the other parts; `Disconnected` tells the user when the next one begins, and
 * `Reconnecting` that it does. `Network` is what the user says of the network: without one, an attempt waits; when it is there
 * again, it begins at once, unless the server asked to wait; and a connection that stands is asked for a sign of life. Time and
 * chance are effects, `Look` and `Random`. What `body` makes depends on what it is begun with alone.
 */
export const reconnecting =
  (policy: ReconnectPolicy, first: AttemptStart) =>
  <S, F extends Out>(body: (at: AttemptStart) => Machine<S, In, F, Failed>): Machine<Reconnecting<S>, In, Out, Failed> => {
    type Now = Reconnecting<S>
    type Running = Variant<Now, 'Running'>
    type Stopped = Variant<Now, 'Planning' | 'Waiting'>
    const machineOf = once(body)

    const over = (reason: EndReason, ...effects: ReadonlyArray<Out>): Step<Now, Out> => [
      { _tag: 'Over', result: { _tag: 'Failed', reason } },
      effects,
    ]

    /** After a step of the machine inside. */
    const after = (was: Running, inner: S, effects: ReadonlyArray<Out>): Step<Now, Out> => {
      const result = machineOf(was.at).result(inner)
      const next = leftBy(was.next, effects)
      if (result === undefined)
        return [
          { ...was, inner, next },
          effects.some(onlineIn) ? [...effects, { _tag: 'After', timer: timers.stable, ms: stableAfter(policy) }] : effects,
        ]
      const { reason } = result
      if (!isRetriable(reason)) return over(reason, ...effects)
      const { attempt, isOnline } = was
      return [
        { _tag: 'Planning', reason, random: 0, next, attempt: attempt + 1, isOnline },
        [...effects, cancel('stable'), signal({ _tag: 'Dropped' }), ...planning],
      ]
    }

    const begin = ({ next: at, attempt, isOnline }: Attempts, ...first: ReadonlyArray<Out>): Step<Now, Out> => {
      const [inner, effects] = machineOf(at).init
      return after({ _tag: 'Running', at, inner, next: at, attempt, isOnline }, inner, [...first, ...effects])
    }

    const again = (was: Stopped): Step<Now, Out> =>
      begin(was, cancel('retry'), notify({ _tag: 'Reconnecting', attempt: was.attempt }))

    const running = (was: Running, event: In): Step<Now, Out> => {
      if (isElapsed(event, 'stable')) return [{ ...was, attempt: 0 }, []]
      if (event._tag === 'Network')
        return [{ ...was, isOnline: event.isThere }, event.isThere ? [signal({ _tag: 'Pinging' })] : []]
      const [inner, effects] = machineOf(was.at).step(was.inner, event)
      return inner === was.inner && effects.length === 0 ? [was, []] : after(was, inner, effects)
    }

    const planned = (was: Variant<Now, 'Planning'>, now: number): Step<Now, Out> => {
      const { reason, random, attempt, next, isOnline } = was
      const ms = retryAfter(policy, { reason, attempt, random })
      if (ms === undefined) return over(reason)
      const retryAt = now + ms
      return [
        { _tag: 'Waiting', reason, retryAt, isDue: false, isAsked: askedToWait(reason) > 0, next, attempt, isOnline },
        [notify({ _tag: 'Disconnected', reason, retryAt }), { _tag: 'After', timer: timers.retry, ms }],
      ]
    }

    const waited = (was: Variant<Now, 'Waiting'>, event: In): Step<Now, Out> => {
      if (event._tag === 'Network') {
        const now = { ...was, isOnline: event.isThere }
        return event.isThere && (was.isDue || !was.isAsked) ? again(now) : [now, []]
      }
      if (!isElapsed(event, 'retry')) return [was, []]
      return was.isOnline ? again(was) : [{ ...was, isDue: true }, []]
    }

    const stopped = (was: Stopped, event: In): Step<Now, Out> => {
      if (event._tag === 'SigningOut') return over({ _tag: 'SignedOut' }, cancel('retry'), ...signedOut(event.intent, []))
      if (was._tag === 'Waiting') return waited(was, event)
      if (event._tag === 'Network') return [{ ...was, isOnline: event.isThere }, []]
      if (event._tag === 'Looked') return planned(was, event.now)
      const isDrawn = event._tag === 'RandomBytes' && isSameName(event.draw, retryDraw)
      return [isDrawn ? { ...was, random: fraction(event.bytes) } : was, []]
    }

    return {
      init: begin({ next: first, attempt: 0, isOnline: true }),
      step: (was, event) => {
        if (was._tag === 'Over') return [was, []]
        return was._tag === 'Running' ? running(was, event) : stopped(was, event)
      },
      result: (now) => (now._tag === 'Over' ? now.result : undefined),
    }
  }

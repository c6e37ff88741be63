/** The listeners of a proxy: one for each server that it stands before, opened when a client is sent there. */
import * as E from 'fp-ts/lib/Either.js'
import { forkJoin, map, of, ReplaySubject, type Observable, type Subscription } from 'rxjs'

import type { Address } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'
import { subscribing } from '../../streams/subscribing.js'
import type { ListenerEvent, HttpListenerEvent } from '../../streams/ports.js'

type Place = ListenerEvent | HttpListenerEvent
type Told = Extract<Place, { readonly _tag: 'Listening' | 'Closed' }>

/** Where a listener is; or why there is none. */
export type ProxyListener = E.Either<CloseReason, Address>

/** How listeners are opened: how it is listened and where, how many there may be, and who is told what comes of them. */
export interface ProxyListenerSettings<Target, Coming> {
  readonly listen: (address: Address) => Observable<Coming | Told>
  readonly host: string
  readonly most: number
  readonly name: (target: Target) => string
  readonly came: (target: Target, coming: Coming) => void
  readonly missed: (target: Target, reason: CloseReason) => void
  /** Takes an error that no port should give, or that one of the others throws. */
  readonly failed: (error: unknown) => void
}

/** Places that are listened at, each of which stands for a target and keeps to it. */
export interface ProxyListeners<Target> {
  /** The listener of a target, emitted once; if there is none yet, it is opened, at any port unless one is given. */
  readonly to: (target: Target, port?: number) => Observable<ProxyListener>
  /** Where the listeners of some targets are, emitted once; those that cannot be opened are left out. */
  readonly toAll: (targets: ReadonlyArray<Target>) => Observable<ReadonlyMap<Target, Address>>
}

const isTold = <Coming extends { readonly _tag: string }>(signal: Coming | Told): signal is Told =>
  signal._tag === 'Listening' || signal._tag === 'Closed'

/** No listener is open yet; all of them close with `until`. */
export const proxyListeners = <Target, Coming extends Exclude<Place, Told>>(
  { listen, host, most, name, came, missed, failed }: ProxyListenerSettings<Target, Coming>,
  until: Subscription,
): ProxyListeners<Target> => {
  const known = new Map<string, Observable<ProxyListener>>()

  const opened = (target: Target, port: number): Observable<ProxyListener> => {
    const listener = new ReplaySubject<ProxyListener>(1)
    const settle = (where: ProxyListener): void => {
      listener.next(where)
      listener.complete()
    }
    const next = (signal: Coming | Told): void => {
      if (!isTold(signal)) return came(target, signal)
      if (signal._tag === 'Listening') return settle(E.right(signal.address))
      // For whoever is sent there later, it is tried again.
      known.delete(name(target))
      settle(E.left(signal.reason))
    }
    known.set(name(target), listener)
    subscribing(listen({ host, port }), until, { next, error: failed })
    return listener
  }

  const to: ProxyListeners<Target>['to'] = (target, port = 0) => {
    const listener = known.get(name(target))
    if (listener !== undefined) return listener
    if (known.size < most) return opened(target, port)
    return of<ProxyListener>(E.left({ _tag: 'Other', problem: `the proxy listens for ${most} others already` }))
  }

  const openOf = (listeners: ReadonlyArray<readonly [Target, ProxyListener]>): ReadonlyMap<Target, Address> =>
    new Map(
      listeners.flatMap(([target, listener]) => {
        if (E.isRight(listener)) return [[target, listener.right] as const]
        missed(target, listener.left)
        return []
      }),
    )

  return {
    to,
    toAll: (targets) =>
      targets.length === 0
        ? of(new Map())
        : forkJoin(targets.map((target) => to(target).pipe(map((listener) => [target, listener] as const)))).pipe(map(openOf)),
  }
}

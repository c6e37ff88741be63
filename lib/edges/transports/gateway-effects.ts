/** What both sides of a session of the HTTP gateway want done alike: to hand over what came, to end, and their timers. */
import { EMPTY, type Observable, type Subscriber } from 'rxjs'

import type { After, Cancel, CloseReason, Elapsed } from '../../core/effects.js'
import type { ConnectionEvent, Ports } from '../../streams/ports.js'
import { timers } from '../timers.js'

type Effect<T extends string> =
  | { readonly _tag: 'Heard'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Ended'; readonly reason: CloseReason }
  | After<T>
  | Cancel<T>

/** Carries these effects out for the connection that the session is to its user. */
export const gatewayEffects = (ports: Ports, subscriber: Subscriber<ConnectionEvent>) => {
  const { after, cancel } = timers(ports)
  return <T extends string>(effect: Effect<T>): Observable<Elapsed<T>> => {
    switch (effect._tag) {
      case 'Heard':
        subscriber.next({ _tag: 'Bytes', bytes: effect.bytes })
        return EMPTY
      case 'Ended':
        subscriber.next({ _tag: 'Closed', reason: effect.reason })
        subscriber.complete()
        return EMPTY
      case 'After':
        return after(effect)
      case 'Cancel':
        cancel(effect)
        return EMPTY
    }
  }
}

/** What lives as long as a connection on which the account is signed in. */
import { pipe } from 'fp-ts/lib/function.js'

import { emit } from '../../core/action.js'
import { onlyHearing } from '../../core/compose.js'
import { kindOf } from '../../core/effects.js'
import type { Machine, Variant } from '../../core/machine.js'
import { beside } from '../../core/parts.js'
import { scoped } from '../../core/scoped.js'
import { isSameName } from '../../core/keys.js'
import { onlineOf } from '../login/online.js'
import type { Signin } from '../login/state.js'
import { signal, type Ask, type In, type Online, type Out, type Settle } from '../session/signals.js'
import { challenges } from './challenges.js'
import { ending } from './ending.js'
import { keepAlive } from './keepalive.js'
import { numbered } from './transactions.js'

/** Says on the connection what the other parts ask, and tells them that it is there. */
const desk = (on: Online): Machine<null, In, Out | Ask | Settle, never> => ({
  hears: new Set(['Asking', 'Settled']),
  init: [null, [signal({ _tag: 'Online', on })]],
  step: (was, event) => {
    if (event._tag === 'Asking') return emit(event.ask)(was)
    return event._tag === 'Settled' ? emit(event.settle)(was) : [was, []]
  },
  result: () => undefined,
})

/** Whether an event is about a connection, or about none. */
const isAbout =
  ({ link }: Online) =>
  (event: In): boolean =>
    !('link' in event) || isSameName(event.link, link)

/** A connection that is signed in: it is kept alive, challenges are answered, requests numbered; it ends sent on, or for good. */
export const connection = (signedIn: Variant<Signin, 'SignedIn'>) => {
  const on = onlineOf(signedIn)
  return pipe(
    beside({ alive: keepAlive(on), desk: desk(on), challenges: challenges(on), end: ending(on) }, kindOf),
    numbered(on),
    onlyHearing(isAbout(on)),
    scoped,
  )
}

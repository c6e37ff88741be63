import type { ClientEvent, Said } from '../../core/effects.js'
import { alive, keepingAlive } from './keepalive.js'
import { timers } from '../names.js'
import { type SessionEffect, type SessionEffects, notify } from '../events.js'
import type { SessionStep, SignedIn } from '../session/online.js'
import { outcome } from '../requests/transactions.js'

/** Asks for a sign of life now, unless one is being waited for. */
export const pinged = <S extends SignedIn>(was: S): readonly [S, SessionEffects] => {
  const wait: SessionEffect = { _tag: 'After', timer: timers.ping, ms: was.settings.deadlines.reply }
  if (was.keepAlive._tag !== 'Resting') return [was, [wait]]
  const [next, effects] = stepped(was, { _tag: 'Elapsed', timer: timers.keepAlive })
  return [next, [...effects, wait]]
}

/** Hands an event to the keep-alive. */
export const stepped = <S extends SignedIn>(was: S, event: ClientEvent): readonly [S, SessionEffects] => {
  const [state, effects] = keepingAlive(was.link, was.settings.deadlines.ping).step(was.keepAlive, event)
  return [{ ...was, keepAlive: state }, effects]
}

/** The server lives: whoever wanted to know is told. */
export const answered = (was: SignedIn, command: Said<'NS', 'QNG'>): SessionStep => {
  const [next, effects] = stepped(was, { _tag: 'Received', link: was.link, command })
  const seconds = 'seconds' in command ? command.seconds : undefined
  return [
    // Who is there to be asked has not sent us on: what we visited before was no circle.
    { ...next, pings: [], visited: [] },
    [
      ...effects,
      notify({ _tag: 'Alive', ...(seconds === undefined ? {} : { seconds }) }),
      ...(was.pings.length === 0 ? [] : [{ _tag: 'Cancel', timer: timers.ping } as const]),
      ...was.pings.map((intent) => outcome(intent, { _tag: 'Done' })),
    ],
  ]
}

/** Any other word shows that the server lives, too. */
export const living = (was: SignedIn): SignedIn => ({ ...was, keepAlive: alive(was.keepAlive) })

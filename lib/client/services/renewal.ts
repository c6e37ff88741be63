import type { Elapsed, Fetched, Name } from '../../core/effects.js'
import { notify, type SessionEffects } from '../events.js'
import { renewalOrder } from '../login/rst.js'
import type { Step } from '../../core/machine.js'
import { renewalName, timers } from '../names.js'
import type { Online, SignedIn } from '../session/online.js'
import { ticketing, type Ticketing, type Wish } from '../login/ticketing.js'
import { shortestLife, withNewer, type Tickets } from '../login/tickets.js'

/** What came of asking for tickets anew: nothing yet, all that were asked for, or a failure that was told. */
export type Renewing = 'Going' | 'Renewed' | 'Failed'

type Renewed = readonly [outcome: Renewing, state: SignedIn, effects: SessionEffects]

/** Before it, tickets prove who signs in, and nothing else. */
const isRenewable = ({ dialect }: Pick<Online, 'dialect'>): boolean => dialect.number >= 13

/** Wakes a session when a part of the shortest life has passed; not within a minute, lest it does nothing else. */
const wakes = (part: number, was: Pick<Online, 'dialect' | 'tickets'>): SessionEffects => {
  const life = isRenewable(was) ? shortestLife(was.tickets) : undefined
  return life === undefined
    ? []
    : [{ _tag: 'After', timer: timers.tickets, ms: Math.max(60_000, Math.floor(part * life)) }]
}

/** Wakes a session before the first of its tickets is too old. */
export const renewingLater = (was: Pick<Online, 'dialect' | 'tickets'>): SessionEffects => wakes(0.9, was)

/** The timers of tickets that may run. */
export const renewalTimers = ({ renewal }: Pick<Online, 'renewal'>): ReadonlyArray<Name> =>
  renewal === undefined ? [timers.tickets] : [timers.tickets, renewal.name]

const wishOf = ({ settings, dialect }: SignedIn): Wish => ({ _tag: 'Order', ...renewalOrder(settings, dialect) })

const renewedWith = (was: SignedIn, newer: Tickets): Renewed => {
  const next: SignedIn = { ...was, renewal: undefined, tickets: withNewer(was.tickets, newer) }
  return ['Renewed', next, [...renewingLater(next), notify({ _tag: 'TicketsRenewed' })]]
}

/** As far as it has come. */
const asFar = (was: SignedIn, name: Name, [state, effects]: Step<Ticketing, SessionEffects[number]>): Renewed => {
  const cancel = { _tag: 'Cancel', timer: name } as const
  switch (state._tag) {
    case 'AtNexus':
    case 'AtLogin':
    case 'AtIssuer':
      return ['Going', { ...was, renewal: { name, ticketing: state } }, effects]
    case 'Granted': {
      const [outcome, next, more] = renewedWith(was, state.tickets)
      return [outcome, next, [cancel, ...effects, ...more]]
    }
    case 'NotGranted': {
      const { reason } = state
      // A password that is wrong now will be wrong later, too; anything else may have passed by half of the time that is left.
      const later = reason._tag === 'Denied' ? [] : wakes(0.05, was)
      return [
        'Failed',
        { ...was, renewal: undefined },
        [cancel, ...effects, ...later, notify({ _tag: 'TicketsFailed', reason })],
      ]
    }
  }
}

/**
 * Asks for tickets anew, unless somebody has asked already: what comes of it is told by `renewing`.
 *
 * **Shapes** without a service that can be asked it fails at once: `renewal` stays empty then, and `TicketsFailed` is told.
 * Before MSNP13 nothing is done.
 */
export const renew = (was: SignedIn): readonly [SignedIn, SessionEffects] => {
  if (was.renewal !== undefined || !isRenewable(was)) return [was, []]
  const name = renewalName(was.renewals)
  const counted: SignedIn = { ...was, renewals: was.renewals + 1 }
  const [, next, effects] = asFar(counted, name, ticketing(was.settings)(name, wishOf(was)).init)
  return [next, effects]
}

/** Goes on with a renewal, or begins one where it is time; nothing, if an event is none of its business. */
export const renewing = (was: SignedIn, event: Fetched | Elapsed): Renewed | undefined => {
  if (event._tag === 'Elapsed' && event.timer === timers.tickets) {
    const [next, effects] = renew(was)
    return ['Going', next, effects]
  }
  const { renewal } = was
  const name = event._tag === 'Fetched' ? event.fetch : event.timer
  if (renewal === undefined || renewal.name !== name) return undefined
  return asFar(was, name, ticketing(was.settings)(name, wishOf(was)).step(renewal.ticketing, event))
}

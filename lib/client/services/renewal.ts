/** Tickets that are asked for anew, before they are too old or because a service takes the old ones no more. */
import { become, emit, following, inOrder, modify, nothing, seeing, type Action } from '../../core/action.js'
import type { Elapsed, Fetched } from '../../core/effects.js'
import type { Step } from '../../core/machine.js'
import { isSameName, type TaggedName } from '../../core/keys.js'
import { notify } from '../events.js'
import { renewalOrder } from '../login/rst.js'
import { ticketing, type Ticketing, type TicketsNeeded } from '../login/ticketing.js'
import { shortestLife, withNewer, type Tickets } from '../login/tickets.js'
import { renewalName, timers } from '../names.js'
import type { Out } from '../session/signals.js'
import type { Connected } from './state.js'

type Act = Action<Connected, Out>

/** What came of asking for tickets anew: nothing yet, all that were asked for, or a failure that was told. */
export interface Renewing {
  readonly outcome: 'Going' | 'Renewed' | 'Failed'
  readonly action: Act
}

/** Wakes a session when a part of the shortest life has passed; not within a minute, lest it does nothing else. */
const wakes = (part: number, { on, tickets }: Pick<Connected, 'on' | 'tickets'>): ReadonlyArray<Out> => {
  // Before there is a service of tickets, they prove who signs in, and nothing else.
  const life = on.dialect.has.ticketService ? shortestLife(tickets) : undefined
  return life === undefined
    ? []
    : [{ _tag: 'After', timer: timers.tickets, ms: Math.max(60_000, Math.floor(part * life)) }]
}

/** Wakes a session before the first of its tickets is too old. */
export const renewingLater = (was: Pick<Connected, 'on' | 'tickets'>): ReadonlyArray<Out> => wakes(0.9, was)

/** The timers of tickets that may run. */
export const renewalTimers = ({ renewal }: Pick<Connected, 'renewal'>): ReadonlyArray<TaggedName> =>
  renewal === undefined ? [timers.tickets] : [timers.tickets, renewal.name]

const orderOf = ({ on: { settings, dialect } }: Connected): TicketsNeeded => ({
  _tag: 'Order',
  ...renewalOrder(settings, dialect),
})

const withRenewed = (newer: Tickets): Act =>
  inOrder<Connected, Out>(
    modify((was) => ({ ...was, renewal: undefined, tickets: withNewer(was.tickets, newer) })),
    seeing((now) => emit<Out>(...renewingLater(now), notify({ _tag: 'TicketsRenewed' }))),
  )

/** As far as it has come. */
const asFar = (name: TaggedName, step: Step<Ticketing, Out>): Renewing => {
  const cancel = emit<Out>({ _tag: 'Cancel', timer: name })
  const ticketing = step[0]
  switch (ticketing._tag) {
    case 'AtNexus':
    case 'AtLogin':
    case 'AtIssuer':
      return {
        outcome: 'Going',
        action: following(step, () => modify((was: Connected) => ({ ...was, renewal: { name, ticketing } }))),
      }
    case 'Granted':
      return {
        outcome: 'Renewed',
        action: inOrder<Connected, Out>(cancel, following(step, () => withRenewed(ticketing.tickets))),
      }
    case 'NotGranted': {
      const { reason } = ticketing
      const told = seeing((was: Connected) => {
        // A password that is wrong now will be wrong later, too; anything else may have passed by half of the time that is left.
        const later = reason._tag === 'Denied' ? [] : wakes(0.05, was)
        return become<Connected, Out>({ ...was, renewal: undefined }, ...later, notify({ _tag: 'TicketsFailed', reason }))
      })
      return { outcome: 'Failed', action: inOrder<Connected, Out>(cancel, following(step, () => told)) }
    }
  }
}

/**
 * Asks for tickets anew, unless somebody has asked already: what comes of it is told by `stepRenewal`.
 *
 * **Shapes** without a service that can be asked it fails at once: `renewal` stays empty then, and `TicketsFailed` is told.
 * Before MSNP13 nothing is done.
 */
export const renew: Act = seeing((was) => {
  if (was.renewal !== undefined || !was.on.dialect.has.ticketService) return nothing
  const name = renewalName(was.renewals)
  return inOrder<Connected, Out>(
    modify((now) => ({ ...now, renewals: now.renewals + 1 })),
    asFar(name, ticketing(was.on.settings)(name, orderOf(was)).init).action,
  )
})

/** Goes on with a renewal, or begins one where it is time; nothing, if an event is none of its business. */
export const stepRenewal = (was: Connected, event: Fetched | Elapsed): Renewing | undefined => {
  if (event._tag === 'Elapsed' && isSameName(event.timer, timers.tickets)) return { outcome: 'Going', action: renew }
  const { renewal } = was
  const name = event._tag === 'Fetched' ? event.fetch : event.timer
  if (renewal === undefined || !isSameName(renewal.name, name)) return undefined
  return asFar(name, ticketing(was.on.settings)(name, orderOf(was)).step(renewal.ticketing, event))
}

import type * as hosting from '../../lib/host/host.js'
import type { ServerEffect } from '../../lib/host/action.js'
import type { HostAccount } from '../../lib/host/settings.js'
import type { Host } from '../../lib/host/state.js'
import type { HostEvent } from '../../lib/core/effects.js'
import { keyOf } from '../../lib/core/keys.js'
import type { HostTimer } from '../../lib/host/timers.js'

/** A server's machine as it stands: its state, and the timers that it waits for. */
export interface Watched {
  state: Host
  readonly timers: Map<string, HostTimer>
}

const machines = new WeakMap<ReadonlyArray<HostAccount>, Watched>()

/** The machine of the server that was given these very accounts; once `watching` stands in for `host`. */
export const watchedOf = (accounts: ReadonlyArray<HostAccount>): Watched | undefined => machines.get(accounts)

const kept = (timers: Map<string, HostTimer>, event: HostEvent<HostTimer>, effects: ReadonlyArray<ServerEffect>): void => {
  if (event._tag === 'Elapsed') timers.delete(keyOf(event.timer))
  for (const effect of effects) {
    if (effect._tag === 'After') timers.set(keyOf(effect.timer), effect.timer)
    if (effect._tag === 'Cancel') timers.delete(keyOf(effect.timer))
  }
}

/**
 * The module of the host's machine, with every state of it kept for a spec to look at. The server itself shows nobody
 * its state: `vi.mock` puts this in its place.
 */
export const watching = (real: typeof hosting): typeof hosting => ({
  ...real,
  host: (settings) => {
    const machine = real.host(settings)
    const watched: Watched = { state: machine.init[0], timers: new Map() }
    if (settings.accounts !== undefined) machines.set(settings.accounts, watched)
    return {
      ...machine,
      step: (state, event) => {
        const step = machine.step(state, event)
        watched.state = step[0]
        kept(watched.timers, event, step[1])
        return step
      },
    }
  },
})

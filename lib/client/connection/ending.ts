/** How a connection to a notification server ends: sent on to another one, lost, sent away, or left. */
import type { CloseReason, Received, Said } from '../../core/effects.js'
import { kindOf } from '../../core/effects.js'
import { become } from '../../core/action.js'
import type { Machine, Step } from '../../core/machine.js'
import type { Dialect } from '../../commands/dialects.js'
import type { Address } from '../../commands/words.js'
import { notify, type SessionEffect } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Failed, SentOn } from '../login/state.js'
import type { Dismissal, EndReason } from '../outcomes.js'
import { signal, type In, type Online, type Out } from '../session/signals.js'
import type { TaggedName } from '../../core/keys.js'

const said: Readonly<Record<string, Dismissal>> = {
  OTH: 'Elsewhere',
  SSD: 'GoingDown',
  TOU: 'TermsOfUse',
  MIG: 'Migration',
}

/** What the server's `OUT` means (core.md 2.4). */
export const dismissed = (out: Said<'NS', 'OUT'>): EndReason =>
  'minutes' in out
    ? { _tag: 'Dismissed', because: 'Maintenance', minutes: out.minutes }
    : { _tag: 'Dismissed', because: said[out.reason ?? ''] ?? 'Unsaid' }

/** What the end of a connection means for the session that was on it. */
export const lost = (why: CloseReason): EndReason =>
  why._tag === 'Broken' ? { _tag: 'Broken', problem: why.problem } : { _tag: 'Lost', why }

/** The server that `XFR` sends a session on to; without an address, everything begins once more on the same connection. */
export const sentOnBy = ({ command }: Received<'server'>): { readonly to: Address | undefined } | undefined => {
  if (command._tag === 'Failure' || command._tag === 'Undecodable' || command.verb !== 'XFR') return undefined
  if (!('to' in command) || command.to !== 'NS') return undefined
  return { to: 'address' in command ? command.address : undefined }
}

/** Says goodbye on a connection, if it is open, and closes it. */
export const goodbye = (link: TaggedName, dialect: Dialect | undefined, isOpen = true): ReadonlyArray<SessionEffect> => [
  ...(isOpen ? [{ _tag: 'Send', link, dialect, command: { _tag: 'Async', verb: 'OUT' } } as const] : []),
  { _tag: 'Close', link },
]

/** The user signs out: what is told of it, and the goodbye. */
export const signedOut = (
  intent: Extract<Intent, { readonly _tag: 'SignOut' }>,
  bye: ReadonlyArray<SessionEffect>,
): ReadonlyArray<SessionEffect> => [
  notify({ _tag: 'Closing' }),
  ...bye,
  notify({ _tag: 'IntentOutcome', intent, outcome: { _tag: 'Done' } }),
]

/**
 * A connection that goes on, or has ended.
 *
 * **Shapes** `isAnswering`: the server has answered `PNG`, so that it is no part of a loop of redirections.
 */
export type Ending = { readonly _tag: 'Going'; readonly isAnswering: boolean } | SentOn | Failed

/** How a connection ends. */
export const ending = (on: Online): Machine<Ending, In, Out, SentOn | Failed> => {
  const { link, address, links, trid, dialect, endpoint } = on
  const close: SessionEffect = { _tag: 'Close', link }
  const ends = (was: Ending, reason: EndReason, ...effects: ReadonlyArray<Out>): Step<Ending, Out> =>
    become<Ending, Out>({ _tag: 'Failed', reason }, ...effects)(was)
  const received = (was: Ending & { readonly _tag: 'Going' }, event: Received<'server'>): Step<Ending, Out> => {
    switch (kindOf(event)) {
      case 'QNG':
        return [was.isAnswering ? was : { _tag: 'Going', isAnswering: true }, []]
      case 'OUT':
        return ends(was, dismissed(event.command as Said<'NS', 'OUT'>), close)
      default: {
        const sent = sentOnBy(event)
        if (sent === undefined) return [was, []]
        const from = { address, links, trid, link, endpoint: endpoint ?? on.settings.endpoint.guid }
        return [{ _tag: 'SentOn', ...sent, from, isLoop: !was.isAnswering }, [signal({ _tag: 'Leaving' })]]
      }
    }
  }
  return {
    hears: new Set(['QNG', 'OUT', 'XFR', 'Closed', 'SigningOut', 'HangingUp']),
    init: [{ _tag: 'Going', isAnswering: false }, []],
    step: (was, event) => {
      if (was._tag !== 'Going') return [was, []]
      if (event._tag === 'Received') return received(was, event)
      if (event._tag === 'Closed') return ends(was, lost(event.reason))
      if (event._tag === 'SigningOut')
        return ends(was, { _tag: 'SignedOut' }, ...signedOut(event.intent, goodbye(link, dialect.name)))
      if (event._tag === 'HangingUp')
        return ends(was, event.reason, ...(event.saysGoodbye ? goodbye(link, dialect.name) : [close]))
      return [was, []]
    },
    result: (now) => (now._tag === 'Going' ? undefined : now),
  }
}

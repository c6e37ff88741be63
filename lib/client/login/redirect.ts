/** Redirections: where `XFR` sends a session on to, how often it is followed, and where to. */
import { bracketed, type Address } from '../../commands/words.js'
import { repeating, type Again, type Turn } from '../../core/compose.js'
import type { Machine } from '../../core/machine.js'
import { notify } from '../events.js'
import { timers } from '../names.js'
import type { EndReason } from '../outcomes.js'
import type { In, Out } from '../session/signals.js'
import type { Failed, Hop, SentOn } from './state.js'

/**
 * How often a session may be sent on, and where to.
 *
 * **Shapes** `most` redirections in a row, until a server answers `PNG`; `allows` says whether an address may be dialled.
 */
export interface RedirectPolicy {
  /** How often, at most. */
  readonly most: number
  /** Whether an address may be gone to. */
  readonly allows: (address: Address) => boolean
}

/** An address as it is written, to know it again. */
const written = ({ host, port }: Address): string => `${bracketed(host.toLowerCase())}:${port}`

/** Why a redirection is not followed: a loop, one too many, or an address that is not allowed. */
const refusalOf = (
  { most, allows }: RedirectPolicy,
  visited: ReadonlyArray<string>,
  to: Address | undefined,
): EndReason | undefined => {
  if (to !== undefined && visited.includes(written(to))) return { _tag: 'RedirectLoop', address: to }
  if (visited.length > most) return { _tag: 'TooManyRedirects', limit: most }
  return to === undefined || allows(to)
    ? undefined
    : { _tag: 'Broken', problem: `it sends on to ${written(to)}, which is not allowed` }
}

/**
 * Follows redirections, of the login and of whatever comes after it: the connection is closed, and `body` begins at the next
 * server. Without an address it begins once more on the same connection.
 *
 * **Errors** `RedirectLoop`, `TooManyRedirects`, and `Broken` for an address that is not allowed; the connection is closed.
 *
 * **Source** core.md 2.2
 */
export const redirecting = (policy: RedirectPolicy, first: Address, endpoint?: string) =>
  redirectingFrom(policy, { address: first, links: 0, trid: 1, visited: [], endpoint })

/** The same, from where a session is already. */
export const redirectingFrom =
  (policy: RedirectPolicy, first: Hop) =>
  <S, F, R extends { readonly _tag: string }>(
    body: (hop: Hop) => Machine<S, In, F, SentOn | R>,
  ): Machine<Turn<Hop, S, Exclude<R, SentOn> | Failed>, In, F | Out, Exclude<R, SentOn> | Failed> =>
    repeating((at: Hop, result: SentOn | R): Again<Hop, Out, Exclude<R, SentOn> | Failed> => {
      if (result._tag !== 'SentOn') return { end: result as Exclude<R, SentOn>, effects: [] }
      const { to, from, isLoop } = result as SentOn
      const { link, ...next } = from
      const visited = [...(isLoop ? at.visited : []), written(at.address)]
      const reason = refusalOf(policy, visited, to)
      const close: Out = { _tag: 'Close', link }
      if (reason !== undefined)
        return { end: { _tag: 'Failed', reason }, effects: [close, { _tag: 'Cancel', timer: timers.signIn }] }
      return to === undefined
        ? { begin: { ...from, visited }, effects: [] }
        : { begin: { ...next, address: to, visited }, effects: [close, notify({ _tag: 'Redirected', address: to })] }
    })(first, body)

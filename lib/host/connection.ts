/** The server as one of its connections sees it: what a table of moves is looked up with, and how a move becomes an action. */
import type { SpokenNumber } from '../commands/dialects.js'
import type { ServerKind } from '../commands/row.js'
import type { Command } from '../commands/rows.js'
import type { Undecodable } from '../commands/undecodable.js'
import { within, type Action } from '../core/action.js'
import type { Elapsed, Name } from '../core/effects.js'
import type { Move, Step, Tagged } from '../core/machine.js'
import type { HostAction, ServerEffect } from './action.js'
import type { DispatchPhase, Host, NotificationPhase, Phase, SignedInPhase, SwitchboardPhase } from './state.js'
import type { ConnectionTimer, TimerKind } from './timers.js'

/** The server, looked at from one of its connections; its tag is what the connection goes through. */
export type ConnectionContext<P extends Tagged> = P extends Tagged
  ? { readonly _tag: P['_tag']; readonly phase: P; readonly link: Name; readonly host: Host }
  : never

/** What a client may say to a kind of server, in the dialects that are served. */
type AnyClientCommand<On extends ServerKind> = Command<'client', On, SpokenNumber>

/** What a client says by one verb. */
export type ClientCommand<On extends ServerKind, Verb extends string> = Extract<AnyClientCommand<On>, { readonly verb: Verb }>

/**
 * What happens to a connection, by kind: a verb, a timer, or `Undecodable` for a line that no client says to such a server.
 */
export type ConnectionEvents<On extends ServerKind> = {
  readonly [Verb in AnyClientCommand<On>['verb']]: ClientCommand<On, Verb>
} & { readonly [Kind in TimerKind]: Elapsed<ConnectionTimer> } & { readonly Undecodable: Undecodable }

/** The server, looked at from a connection that somebody is signed in on. */
export type SignedInContext = ConnectionContext<SignedInPhase>

/** The server, looked at from a connection to a dispatch server. */
export type DispatchContext = ConnectionContext<DispatchPhase>

/** The server, looked at from a connection to a notification server. */
export type NotificationContext = ConnectionContext<NotificationPhase>

/** The server, looked at from a connection to a switchboard. */
export type SwitchboardContext = ConnectionContext<SwitchboardPhase>

/** Looks at the server from one of its connections. */
export const contextOf = (host: Host, link: Name): ConnectionContext<Phase> => {
  const phase: Phase = host.connections.get(link)?.phase ?? { _tag: 'Gone' }
  // A tag and the phase that it is of go together, which the compiler cannot tell of a union.
  return { _tag: phase._tag, phase, link, host } as ConnectionContext<Phase>
}

/** An action of the server, as a step of one of its connections. */
const onHost = within<ConnectionContext<Phase>, Host, ServerEffect>(
  ({ host }) => host,
  ({ link }, host) => contextOf(host, link),
)

/** The step of one of its connections, as an action of the server. */
export const fromConnection = (link: Name): ((action: Action<ConnectionContext<Phase>, ServerEffect>) => HostAction) =>
  within<Host, ConnectionContext<Phase>, ServerEffect>(
    (host) => contextOf(host, link),
    (_, { host }) => host,
  )

/** A move that is an action of the server, and the phases that it leads to. */
export const leadingTo =
  <S extends ConnectionContext<Phase>>(...to: ReadonlyArray<S['_tag']>) =>
  <Was extends ConnectionContext<Phase>, Event>(
    action: (at: Was, event: Event) => HostAction,
  ): Move<Was, Event, S, ServerEffect, S['_tag']> => ({
    to,
    // The phases that it leads to are those of its kind of server.
    step: (at, event) => onHost(action(at, event))(at) as Step<S, ServerEffect>,
  })

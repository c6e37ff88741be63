/** `rx-msnp/machines`: the lifecycles as pure reducers, their charts, and what carries their effects out. */
export {
  become,
  comparing,
  each,
  emit,
  following,
  given,
  inOrder,
  mapEffects,
  modify,
  nothing,
  on,
  repeatedly,
  seeing,
  when,
  within,
} from './core/action.js'
export type { Action } from './core/action.js'
export { andThen, mapResult, onlyHearing, repeating } from './core/compose.js'
export type { Again, Sequence, Turn } from './core/compose.js'
export { isSameName, keyOf } from './core/keys.js'
export type { TaggedName } from './core/keys.js'
export { announcing, beside, children, raise, raising } from './core/parts.js'
export type { Child, Raise, Route, StateOf } from './core/parts.js'
export { isPersistentMap, persistentMap } from './core/persistentMap.js'
export type { Key, PersistentMap } from './core/persistentMap.js'
export { scoped } from './core/scoped.js'
export type { CancelTimer, Scoped } from './core/scoped.js'
export { moving, stay, to } from './core/machine.js'
export type { Chart, Charted, Machine, Move, Moves, Moving, Step, Tagged } from './core/machine.js'
export { diagram, joinCharts, selfMoves } from './core/chart.js'
export { describeClose } from './core/effects.js'
export type {
  Accepted,
  After,
  Cancel,
  ClientEffect,
  ClientEvent,
  Close,
  Closed,
  Dial,
  Look,
  Looked,
  Random,
  RandomBytes,
  Elapsed,
  Fetch,
  Fetched,
  HostEffect,
  HostEvent,
  Notify,
  Opened,
  Received,
  Requested,
  Respond,
  Send,
  Stopping,
  Unsayable,
} from './core/effects.js'
export type { SessionEffect } from './client/events.js'
export { challenges } from './client/connection/challenges.js'
export { connection } from './client/connection/connection.js'
export { keepAlive, keepingAlive } from './client/connection/keepalive.js'
export { reconnecting } from './client/connection/reconnecting.js'
export type { AttemptStart, Reconnecting } from './client/connection/reconnecting.js'
export { numbered } from './client/connection/transactions.js'
export type { Transactions, Pending } from './client/connection/transactions.js'
export type { Keeping } from './client/connection/keepalive.js'
export { session, together } from './client/session/session.js'
export type { Session } from './client/session/session.js'
export type { AnsweredRequest, Ask, Asked, In, Online, Out, Rang, SessionInput, Settle, Signal, SwitchboardOwner } from './client/session/signals.js'
export { leaveSession } from './client/session/signals.js'
export { phaseOf, refusal, viewOf } from './client/session/view.js'
export { login, signin } from './client/login/login.js'
export type { LoginResult } from './client/login/login.js'
export { redirecting, redirectingFrom } from './client/login/redirect.js'
export type { RedirectPolicy } from './client/login/redirect.js'
export type { Failed, Hop, SentOn, Signin } from './client/login/state.js'
export { answeringSwitchboard, openingSwitchboard, switchboard } from './client/switchboard/switchboard.js'
export type { SwitchboardMachine } from './client/switchboard/switchboard.js'
export type { Switchboard, SwitchboardEvent, QueuedIntent } from './client/switchboard/state.js'
export { contactList } from './client/contacts/contactList.js'
export type { ContactList } from './client/contacts/state.js'
export { syncing } from './client/contacts/sync.js'
export { presence } from './client/presence/seen.js'
export { services } from './client/services/services.js'
export { conversations } from './client/switchboard/conversations.js'
export { acceptedSwitchboard, invitations, leaveSwitchboard, sayOn } from './client/switchboard/invitations.js'
export type { Lists, Sync } from './client/contacts/sync.js'
export { ticketing } from './client/login/ticketing.js'
export type { Ticketing } from './client/login/ticketing.js'
export type { ServerEffect } from './host/action.js'
export { host, hostCharts } from './host/host.js'
export type { ConnectionTimer, CookieTimer, HostTimer, TicketTimer, TimerKind } from './host/timers.js'
export { feedback, lifecycle, notices, ofTag, outcome, states } from './streams/lifecycle.js'
export type { World } from './streams/lifecycle.js'
export { world } from './edges/world.js'
export { interpretClient, interpretHost } from './edges/interpret.js'
export type { HostEdge } from './edges/interpret.js'
export type { NumberedEffect } from './client/connection/transactions.js'
export type { Ending } from './client/connection/ending.js'
export type { RequestIntent } from './client/requests/handler.js'
export type { Excused, Request, Unnumbered } from './client/requests/request.js'

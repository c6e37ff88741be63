/** A session: login, redirection, contact list, services and conversations, put together. */
import { pipe } from 'fp-ts/lib/function.js'

import { andThen } from '../../core/compose.js'
import { kindOf } from '../../core/effects.js'
import type { Machine } from '../../core/machine.js'
import { announcing, beside, raising, type StateOf } from '../../core/parts.js'
import { connection } from '../connection/connection.js'
import { reconnecting, type AttemptStart, type Reconnecting } from '../connection/reconnecting.js'
import { contactList } from '../contacts/contactList.js'
import { notify } from '../events.js'
import { login } from '../login/login.js'
import { redirectingFrom } from '../login/redirect.js'
import type { Failed } from '../login/state.js'
import type { EndReason } from '../outcomes.js'
import { services } from '../services/services.js'
import type { SessionSettings } from '../settings.js'
import { conversations } from '../switchboard/conversations.js'
import { kindInSession, onSwitchboard } from './hears.js'
import type { In, Out } from './signals.js'

/** Parts that talk to each other by signals. */
export const together = <P extends Parameters<typeof beside>[0]>(parts: P) =>
  raising(beside(parts, kindOf as never))

/** What comes to a conversation is nothing to the rest of a session. */
const conversing: ReadonlySet<string> = new Set([onSwitchboard])

/** The last to hear that a session is over: it reports so, and with it the session ends. */
const closing: Machine<EndReason | undefined, In, Out, EndReason> = {
  hears: new Set(['Over']),
  init: [undefined, []],
  step: (was, event) =>
    event._tag === 'Over' ? [event.reason, [notify({ _tag: 'Closed', reason: event.reason })]] : [was, []],
  result: (reason) => reason,
}

/** The way from the first server to the one where the account is signed in, and whatever follows there. */
const way = (settings: SessionSettings) => (from: AttemptStart) =>
  redirectingFrom({ most: settings.redirects, allows: () => true }, { ...from, address: settings.server, trid: 1, visited: [] })((hop) =>
    pipe(
      login(settings)(hop),
      andThen('SignedIn', connection),
    ),
  )

type Way = StateOf<ReturnType<ReturnType<typeof way>>>

/** The way to the server: once, or again and again. */
const line = (settings: SessionSettings): Machine<Way | Reconnecting<Way>, In, Out, never> => {
  const { reconnect } = settings
  const first: AttemptStart = { links: 0, endpoint: settings.endpoint.guid }
  const over = announcing(({ reason }: Failed) => ({ _tag: 'Over', reason }) as const)
  return (reconnect === undefined ? over(way(settings)(first)) : over(reconnecting(reconnect, first)(way(settings)))) as never
}

/**
 * A session, from the first connection to the last.
 *
 * **Shapes** what lives as long as a connection stands in `line`; what outlives it stands beside that. The parts hear an event in this
 * order. Its events are those of connections, timers and requests, and `Submitted` for each intent; what happens goes out as `Notify`.
 */
export const session = (settings: SessionSettings) =>
  raising(
    beside(
      {
        conversations,
        services,
        line: { ...line(settings), ignores: conversing },
        contacts: { ...contactList(settings), ignores: conversing },
        closing,
      },
      kindInSession as never,
    ),
  )

/** The state of a session: that of each of its parts. Plain data, but for `Secret.reveal`. */
export type Session = StateOf<ReturnType<typeof session>>


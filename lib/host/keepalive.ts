/** The keep-alive of a connection to a notification server: PNG, and who is silent for too long. */
import { inOrder } from '../core/action.js'
import { after, modifyConnection, notificationCommand, send, type HostAction } from './action.js'
import type { SignedInContext } from './connection.js'
import { expel } from './disconnect.js'
import { timerOf } from './timers.js'

/** What is sent to clients where silence is allowed for ever, as official servers did (core.md 5.5, 9). */
const usualSeconds = 50

/** Says that the connection is alive; from MSNP9 on, when it should be asked again (core.md 5.5). */
export const answerPing = ({ host, link, phase }: SignedInContext): HostAction => {
  const { ping } = host.settings.deadlines
  const seconds = ping > 0 ? Math.ceil(ping / 1000) : usualSeconds
  return send(link, notificationCommand(phase.dialect, 'Async', 'QNG', { seconds }))
}

/** Ticks without a line, after which a connection is given up: it was silent for twice the time, and more. */
const patience = 3

/** Counts how long a connection is silent. */
export const countSilence = ({ host, link }: SignedInContext): HostAction => {
  const silent = (host.connections.get(link)?.silent ?? 0) + 1
  if (silent >= patience) return expel(link, 'Silent')
  return inOrder(
    modifyConnection(link, (connection) => ({ ...connection, silent })),
    after(timerOf('Tick', link), host.settings.deadlines.ping),
  )
}

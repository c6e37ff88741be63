/** Lines that cannot be decoded or are out of order: counted, skipped, and a reason to close when there are too many. */
import { describeReason, type Undecodable } from '../commands/undecodable.js'
import { inOrder, seeing, when } from '../core/action.js'
import type { Name } from '../core/effects.js'
import { modifyConnection, report, type HostAction } from './action.js'
import { expel } from './disconnect.js'
import type { HostConnection } from './state.js'

/** The words of a line that could not be read. */
export const wordsOf = ({ frame }: Undecodable): ReadonlyArray<string> =>
  frame.line.split(/[ \t]+/).filter((word) => word !== '')

/** The transaction id of a line that could not be read, if it has one. */
export const tridOf = (line: Undecodable): number | undefined => {
  const word = wordsOf(line)[1] ?? ''
  return /^\d{1,10}$/.test(word) && Number(word) <= 0xffffffff ? Number(word) : undefined
}

/**
 * Passes over something that nobody should say here; who says too much of it is closed.
 *
 * The official servers closed at once, Escargot never does (core.md 1.7; escargot.md 5).
 */
export const passOver = (link: Name, problem: string): HostAction =>
  inOrder(
    modifyConnection(link, (connection) => ({ ...connection, unread: connection.unread + 1 })),
    seeing((host) => {
      const connection = host.connections.get(link)
      return inOrder(
        ...(connection === undefined ? [] : [report({ _tag: 'Unexpected', link, on: connection.on, problem })]),
        when((connection?.unread ?? 0) >= host.settings.limits.unread, () => expel(link, 'TooMuchUnread')),
      )
    }),
  )

/** Whether somebody has not said yet who it is: a session has not begun, or a switchboard is not entered. */
const isStranger = (phase: HostConnection['phase'] | undefined): boolean =>
  phase?._tag !== 'SignedIn' && phase?._tag !== 'Inside'

/** Passes over a line that could not be read. An empty one is none at all (core.md 10.1), but a stranger's are counted. */
export const passOverLine = (link: Name, line: Undecodable): HostAction =>
  seeing((host) =>
    when(
      line.reason._tag !== 'EmptyLine' || isStranger(host.connections.get(link)?.phase),
      () => passOver(link, describeReason(line.reason)),
    ),
  )

/** Reports packets, commands and steps of a session or a server, without secrets, for debugging. */
import type { Decoded, Encodable } from '../commands/codec.js'
import { hidden, shownField } from '../commands/facts.js'
import type { ServerKind } from '../commands/row.js'
import { describeReason } from '../commands/undecodable.js'
import type { CloseReason, Name } from '../core/effects.js'
import type { Machine, Tagged } from '../core/machine.js'
import { mayHoldSecret } from '../payloads/hiding.js'

/**
 * What goes on in a session or a server, for who looks for a mistake; no password, ticket, cookie or digest is in it.
 *
 * **Shapes** of packets only the length is told, as a secret may be cut anywhere; of HTTP also `head`, which is the method
 * and the URL without its query, or the status. Secret words of a command are hidden, and a payload that may hold one is
 * empty. `Confused` is what cannot be read, and what is not expected. `Closed` has no reason where we closed.
 *
 * **Units** bytes.
 *
 * **Source** the nine kinds are the debug flags of Net::Msmgr 0.16.
 */
export type TapRecord =
  | {
      readonly _tag: 'PacketSent' | 'PacketReceived'
      readonly link: Name
      readonly bytes: number
      readonly head?: string
    }
  | { readonly _tag: 'CommandSent' | 'CommandReceived'; readonly link: Name; readonly command: Decoded }
  | { readonly _tag: 'Opened'; readonly link: Name; readonly on: ServerKind }
  | { readonly _tag: 'Closed'; readonly link: Name; readonly reason?: CloseReason }
  | { readonly _tag: 'Confused'; readonly link: Name; readonly problem: string }
  | { readonly _tag: 'Handled'; readonly event: string; readonly was: string; readonly is: string }
  | { readonly _tag: 'Notified'; readonly event: unknown }

/** Who is told what goes on. */
export type Tap = (record: TapRecord) => void

const empty = new Uint8Array(0)

/** A command without its secrets, and without the line that it came in, which may hold them. */
export const withoutSecrets = <C extends Decoded | Encodable>(command: C): C => {
  if (command._tag === 'Undecodable') return { ...command, frame: { line: hidden, end: '', payload: undefined } }
  const entries = Object.entries(command).flatMap(([name, value]): ReadonlyArray<readonly [string, unknown]> => {
    if (name === 'odd') return []
    if (name === 'payload' && mayHoldSecret(command.verb, value as Uint8Array)) return [[name, empty]]
    return [[name, shownField(name, value)]]
  })
  return Object.fromEntries(entries) as unknown as C
}

/** What is told of a command that came. */
export const commandReceived = (link: Name, command: Decoded): TapRecord =>
  command._tag === 'Undecodable'
    ? { _tag: 'Confused', link, problem: describeReason(command.reason) }
    : { _tag: 'CommandReceived', link, command: withoutSecrets(command) }

/** What is told of an event: its tag, and the verb if it is a command. */
const titleOf = (event: Tagged): string => {
  const { command } = event as { readonly command?: { readonly verb?: string } }
  return command?.verb === undefined ? event._tag : `${event._tag} ${command.verb}`
}

/** The same machine, with every event that it is stepped by told, and how it stands before and after. */
export const watched =
  <S, E extends Tagged>(standing: (state: S, event: E) => string) =>
  <M extends Machine<S, E, unknown>>(machine: M, tap: Tap | undefined): M =>
    tap === undefined
      ? machine
      : {
          ...machine,
          step: (state: S, event: E) => {
            const step = machine.step(state, event)
            tap({ _tag: 'Handled', event: titleOf(event), was: standing(state, event), is: standing(step[0], event) })
            return step
          },
        }

/** What is told of what a machine tells its user: what it did not expect has confused it. */
export const reportNotice = (tap: Tap | undefined, event: unknown): void => {
  tap?.({ _tag: 'Notified', event })
  const { _tag, link, conversation, problem } = event as Readonly<Record<string, unknown>>
  if (_tag === 'Unexpected')
    tap?.({ _tag: 'Confused', link: String(link ?? conversation ?? ''), problem: String(problem) })
}

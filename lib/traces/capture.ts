import * as O from 'fp-ts/lib/Option.js'

import type { Side } from '../commands/row.js'
import type { Packet } from './pcap.js'
import { segmentOf, type Segment } from './segment.js'

/**
 * What one side of a connection was heard to say.
 *
 * **Units** `at` in seconds since the first packet of the capture; `connection` counts from 0 in the order in which the
 * connections were first heard. `client` is the address of the client, without its port.
 */
export interface Heard {
  readonly at: number
  readonly connection: number
  readonly client: string
  readonly from: Side
  readonly bytes: Uint8Array
}

interface Connection {
  readonly index: number
  readonly client: string
}

/** A capture being listened to. */
export interface Capture {
  readonly start: number | undefined
  readonly connections: ReadonlyMap<string, Connection>
}

/** Before the first packet. */
export const capture: Capture = { start: undefined, connections: new Map() }

const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1))
const hostOf = (address: string): string => address.slice(0, address.lastIndexOf(':'))
const msnpPort = 1863

// The server is where MSNP's port is (core.md 2.1); on other ports, where the lower number is, as servers have it.
const clientOf = ({ source, target }: Segment): string => {
  const [from, to] = [portOf(source), portOf(target)]
  if (to === msnpPort) return source
  if (from === msnpPort) return target
  return to < from ? source : target
}

/** What a packet adds to what was heard; segments count in the order in which they come. */
export const hear = (state: Capture, packet: Packet): readonly [Capture, O.Option<Heard>] => {
  const { start = packet.at, connections } = state
  const segment = segmentOf(packet.bytes)
  if (O.isNone(segment)) return [{ start, connections }, O.none]

  const { source, target, bytes } = segment.value
  const key = source < target ? `${source} ${target}` : `${target} ${source}`
  const known = connections.get(key)
  const connection = known ?? { index: connections.size, client: clientOf(segment.value) }
  const from = connection.client === source ? 'client' : 'server'
  return [
    { start, connections: known ? connections : new Map([...connections, [key, connection]]) },
    O.some({ at: packet.at - start, connection: connection.index, client: hostOf(connection.client), from, bytes }),
  ]
}

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

/**
 * Listens to a capture from its first packet on: what each packet adds to what was heard, if anything. Segments count in
 * the order in which they come.
 */
export const hearing = (): ((packet: Packet) => O.Option<Heard>) => {
  // Kept here, for a capture can have tens of thousands of connections.
  const connections = new Map<string, Connection>()
  let start: number | undefined

  return (packet) => {
    start ??= packet.at
    const segment = segmentOf(packet.bytes)
    if (O.isNone(segment)) return O.none

    const { source, target, bytes } = segment.value
    const key = source < target ? `${source} ${target}` : `${target} ${source}`
    const connection = connections.get(key) ?? { index: connections.size, client: clientOf(segment.value) }
    connections.set(key, connection)
    const from = connection.client === source ? 'client' : 'server'
    return O.some({
      at: packet.at - start,
      connection: connection.index,
      client: hostOf(connection.client),
      from,
      bytes,
    })
  }
}

/** What each peer of a bridge may have: connections at once, and bytes in a span of time. */

/** **Units** `window` in milliseconds: `bytes` may pass in it, both ways. `connections` at once, requests among them; `total` of all peers. */
export interface PeerLimits {
  readonly connections: number
  readonly total: number
  readonly bytes: number
  readonly window: number
}

/** A connection or a request of a peer. */
export interface PeerShare {
  /** Counts bytes; `false`, if they are more than the peer may have. */
  readonly pass: (bytes: number) => boolean
  readonly leave: () => void
}

/** Who is there, and how much they had. */
export interface Peers {
  /** Lets a peer in; nothing, if it has as much as it may have. */
  readonly admit: (peer: string) => PeerShare | undefined
}

interface Peer {
  connections: number
  bytes: number
  since: number
}

/** Nobody is there yet. */
export const peers = ({ connections, total, bytes: most, window }: PeerLimits, now: () => number): Peers => {
  const known = new Map<string, Peer>()
  let all = 0

  const isOld = ({ since }: Peer): boolean => now() - since >= window
  /** A peer, with the bytes of this span of time alone. */
  const current = (name: string): Peer => {
    const there = known.get(name) ?? { connections: 0, bytes: 0, since: now() }
    if (isOld(there)) Object.assign(there, { bytes: 0, since: now() })
    known.set(name, there)
    return there
  }
  const forget = (): void => {
    for (const [name, peer] of known) if (peer.connections === 0 && isOld(peer)) known.delete(name)
  }

  return {
    admit: (name) => {
      // Only as many are remembered as there are connections, and as came within the span.
      if (known.size > total) forget()
      const peer = current(name)
      if (all >= total || known.size > 16 * total || peer.connections >= connections || peer.bytes >= most) return undefined
      all++
      peer.connections++
      let isThere = true
      return {
        pass: (bytes) => {
          const peer = current(name)
          peer.bytes += bytes
          return peer.bytes <= most
        },
        leave: () => {
          if (!isThere) return
          isThere = false
          all--
          peer.connections--
        },
      }
    },
  }
}

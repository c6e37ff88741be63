/** Both ways of one connection as operators: bytes that come become commands, commands that go become bytes. */
import type { OperatorFunction } from 'rxjs'

import type { Decoded } from '../commands/codec.js'
import type { Reading } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { scopeOf, type Scope } from '../commands/scope.js'
import { commands } from './commands.js'
import { written, type Outgoing, type Written } from './encoded.js'

/** The two operators of a connection, which share what is known of it: the dialect that is written settles what is read. */
export interface Duplex<Peer extends Side> {
  readonly incoming: OperatorFunction<Uint8Array, Decoded<Peer>>
  readonly outgoing: OperatorFunction<Outgoing, Written>
}

/** The operators of one connection that leads to a server of this kind; `peer` is the side that is read. */
export const duplex = <Peer extends Side>(
  peer: Peer,
  { on, limits }: Required<Pick<Reading, 'on'>> & Pick<Reading, 'limits'>,
): Duplex<Peer> => {
  let spoken: Dialect | undefined
  let scope = scopeOf({ on })
  const scopeIn = (dialect: Dialect | undefined): Scope => {
    if (dialect !== undefined && dialect !== spoken) {
      spoken = dialect
      scope = scopeOf({ on, dialect })
    }
    return scope
  }
  const listening = limits === undefined ? { from: peer, on } : { from: peer, on, limits }
  return {
    incoming: commands<Peer, ServerKind>(listening, () => (spoken === undefined ? undefined : scope)),
    outgoing: written(peer === 'server' ? 'client' : 'server', scopeIn),
  }
}

/** A connection of ports as a stream of Node, for libraries that want one. */
import { Duplex } from 'node:stream'

import { Subscription, type Observable } from 'rxjs'

import type { CloseReason } from '../../core/effects.js'
import type { ConnectionEvent } from '../../streams/ports.js'
import { subscribing } from '../../streams/subscribing.js'
import { messageOf } from '../../wire/errors.js'
import type { OpenedConnection } from '../links.js'

/** Who is told how the connection begins and ends. */
export interface StreamListener {
  readonly opened: (opening: OpenedConnection) => void
  readonly closed: (reason: CloseReason) => void
}

/**
 * Connects, and gives the stream at once: what is written before the connection is there goes out with its opening. The end
 * of the stream, or its destruction, closes the connection after what was written.
 */
export const streamOf = (signals: Observable<ConnectionEvent>, { opened, closed }: StreamListener): Duplex => {
  let early: Array<Uint8Array> = []
  let write = (bytes: Uint8Array): void => void early.push(bytes)
  const connection = new Subscription()

  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Uint8Array, _encoding, done) => {
      write(chunk)
      done()
    },
    // In one piece what was written in one turn: a head and what follows it go out together.
    writev: (chunks: ReadonlyArray<{ readonly chunk: Uint8Array }>, done) => {
      write(Buffer.concat(chunks.map(({ chunk }) => chunk)))
      done()
    },
    final: (done) => {
      connection.unsubscribe()
      stream.push(null)
      done()
    },
    destroy: (error, done) => {
      connection.unsubscribe()
      done(error)
    },
  })
  const next = (signal: ConnectionEvent): void => {
    switch (signal._tag) {
      case 'Opened':
        write = signal.link.write
        early.forEach(write)
        early = []
        return opened(signal)
      case 'Bytes':
        return void stream.push(signal.bytes)
      case 'Closed':
        closed(signal.reason)
        if (signal.reason._tag === 'Ended') stream.push(null)
        else stream.destroy(new Error(signal.reason._tag))
    }
  }
  subscribing(signals, connection, { next, error: (error) => stream.destroy(new Error(messageOf(error))) })
  return stream
}

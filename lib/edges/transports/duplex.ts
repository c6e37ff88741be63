/** A connection of ports as a stream of Node, for handshakes and for HTTP. */
import { Duplex } from 'node:stream'

import type { Link } from '../../streams/ports.js'

/** What of a socket Node's HTTP agents use beside the stream. */
const socketLike = (stream: Duplex) => {
  let timer: NodeJS.Timeout | undefined
  const setTimeout = (ms: number, done?: () => void): Duplex => {
    clearTimeout(timer)
    if (done !== undefined) stream.once('timeout', done)
    if (ms > 0) timer = globalThis.setTimeout(() => stream.emit('timeout'), ms).unref()
    return stream
  }
  const same = (): Duplex => stream
  stream.once('close', () => clearTimeout(timer))
  return { setTimeout, setKeepAlive: same, setNoDelay: same, ref: same, unref: same }
}

/** A stream over a connection; what is heard of that is for the caller to push. Its end ends the connection. */
export const duplexOver = (link: Link): Duplex => {
  const stream = new Duplex({
    allowHalfOpen: false,
    read: () => undefined,
    write: (chunk: Uint8Array, _, done) => {
      link.write(chunk)
      done()
    },
    final: (done) => {
      link.end()
      done()
    },
    destroy: (error, done) => {
      link.end()
      done(error)
    },
  })
  // Whoever has no use for it any more must not be ended by its error.
  stream.on('error', () => undefined)
  return Object.assign(stream, socketLike(stream))
}

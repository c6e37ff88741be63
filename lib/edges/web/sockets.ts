/** WebSockets of a browser as connections. */
import { Observable } from 'rxjs'

import type { Address } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'
import type { ConnectionEvent } from '../../streams/ports.js'
import { messages, type MessageLimits, type Messages } from '../transports/messages.js'
import { page, type PageWebSocket } from './page.js'

/** Which WebSocket leads to an address, and its limits. **Units** milliseconds, bytes. */
export interface DialSettings extends MessageLimits {
  readonly urlOf: (address: Address) => string
  readonly protocols: ReadonlyArray<string>
  readonly connectTimeout: number
}

/** A page does not know it. */
const nowhere: Address = { host: '0.0.0.0', port: 0 }

/** The bytes of a message; nothing for a text. */
const bytesOf = (data: unknown): Uint8Array | undefined => (typeof data === 'string' ? undefined : new Uint8Array(data as ArrayBuffer))

/** Connects over a WebSocket. A browser tells nobody why it cannot: that is `Unreachable`, whatever it is. */
export const dial =
  ({ urlOf, protocols, connectTimeout, ...limits }: DialSettings) =>
  (address: Address): Observable<ConnectionEvent> =>
    new Observable((subscriber) => {
      const closed = (reason: CloseReason): void => {
        subscriber.next({ _tag: 'Closed', reason })
        subscriber.complete()
      }
      const url = urlOf(address)
      let socket: PageWebSocket
      try {
        socket = new (page().WebSocket)(url, protocols)
      } catch {
        // No URL, or one that a page served over https may not use.
        return closed(URL.canParse(url) ? { _tag: 'Insecure', problem: 'the page may not use it' } : { _tag: 'Other', problem: 'ERR_INVALID_URL' })
      }
      const bytes = (bytes: Uint8Array): void => subscriber.next({ _tag: 'Bytes', bytes })
      let talk: Messages | undefined
      const close = (code?: number): void => socket.close(code === 1000 ? code : undefined)
      const way = { waiting: () => socket.bufferedAmount, send: (message: Uint8Array) => socket.send(message), close, drop: close }
      const timer = setTimeout(() => closed({ _tag: 'TimedOut' }), connectTimeout)
      socket.binaryType = 'arraybuffer'
      socket.onmessage = ({ data }) => talk?.hear(bytesOf(data))
      socket.onclose = ({ code }) => (talk === undefined ? closed({ _tag: 'Unreachable' }) : talk.over(code))
      socket.onopen = () => {
        clearTimeout(timer)
        talk = messages(limits, way, { bytes, closed })
        subscriber.next({ _tag: 'Opened', link: { write: talk.write, end: () => subscriber.complete() }, local: nowhere, peer: address })
      }
      return () => {
        clearTimeout(timer)
        socket.onopen = null
        if (talk === undefined) socket.close()
        else talk.leave()
      }
    })

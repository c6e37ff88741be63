/** WebSockets of the package `ws`: what is said and heard on one that is open, and what its errors mean. */
import type { WebSocket } from 'ws'

import type { CloseReason } from '../../core/effects.js'
import { codeOf } from '../../wire/errors.js'
import { messages, tooLong, type MessageListener, type MessageLimits, type Messages } from './messages.js'

/** What both ends tell `ws`. **Units** `grace` in milliseconds. */
export const wsOptions = ({ frame, grace }: Pick<MessageLimits, 'frame'> & { readonly grace: number }) => ({
  // It would cost each connection more memory than a session has.
  perMessageDeflate: false,
  // There, 0 stands for no limit at all.
  maxPayload: Number.isFinite(frame) ? Math.max(1, frame) : 0,
  closeTimeout: grace,
})

/** What an error of `ws` means; nothing, where the code with which the WebSocket is closed says as much. */
const reasonOf = (error: unknown, frame: number): CloseReason | undefined => {
  const code = codeOf(error) ?? ''
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return tooLong(frame)
  return code.startsWith('WS_ERR_') ? { _tag: 'Broken', problem: `no message of a WebSocket: ${code}` } : undefined
}

/** MSNP on a WebSocket that is open. */
export const hearWebSocket = (socket: WebSocket, limits: MessageLimits, listener: MessageListener): Messages => {
  const talk = messages(
    limits,
    {
      waiting: () => socket.bufferedAmount,
      send: (message) => socket.send(message),
      close: (code) => socket.close(code),
      drop: () => socket.terminate(),
    },
    listener,
  )
  let reason: CloseReason | undefined
  socket
    .on('message', (data, isBinary) => talk.hear(isBinary ? (data as Buffer) : undefined))
    .on('error', (error) => (reason ??= reasonOf(error, limits.frame)))
    .on('close', (code) => talk.over(code, reason))
  return talk
}

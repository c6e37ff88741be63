/** MSNP in the messages of a WebSocket, whether it is a browser's or one of Node: bytes out and in, and why it ends. */
import type { CloseReason } from '../../core/effects.js'

/** What is done with a WebSocket that is open. */
export interface MessageWay {
  /** How many bytes wait to be sent. */
  readonly waiting: () => number
  readonly send: (message: Uint8Array) => void
  /** Begins to close, after what was sent; a second time does nothing. */
  readonly close: (code: number) => void
  /** Lets go of it at once, where that can be done. */
  readonly drop: () => void
}

/** Who is told what is heard; `closed` is the last. */
export interface MessageListener {
  readonly bytes: (bytes: Uint8Array) => void
  readonly closed: (reason: CloseReason) => void
}

/** **Units** bytes: `unread` may wait to be sent, `frame` is the longest message that is taken. */
export interface MessageLimits {
  readonly unread: number
  readonly frame: number
}

/** A connection made of messages. */
export interface Messages {
  readonly write: (bytes: Uint8Array) => void
  /** Closes after what was written. Nothing is heard any more. */
  readonly leave: () => void
  /** Takes a message: its bytes, or nothing for one that is text. */
  readonly hear: (bytes: Uint8Array | undefined) => void
  /** The WebSocket is closed, or failed: what its code says, unless there is a better reason. */
  readonly over: (code: number, reason?: CloseReason) => void
}

/** Codes of RFC 6455, 7.4.1: what we close with. */
const codes = { normal: 1000, text: 1003, tooLong: 1009 }

/** Why the other side closed. */
const reasonOf = (code: number): CloseReason => {
  switch (code) {
    case 1000:
    case 1001:
    case 1005:
      return { _tag: 'Ended' }
    case 1006:
      return { _tag: 'Reset' }
    case 1008:
      return { _tag: 'Forbidden', problem: 'the WebSocket was closed with code 1008' }
    default:
      return { _tag: 'Other', problem: `the WebSocket was closed with code ${code}` }
  }
}

/** A message that is no longer than this passes wherever there is a limit at all. */
const longest = 2 ** 16

/** What an end of a WebSocket says of a message that it does not take. */
export const tooLong = (frame: number): CloseReason => ({ _tag: 'Broken', problem: `a message is longer than ${frame} bytes` })

/** MSNP on an open WebSocket: a stream of bytes, cut into messages anywhere. */
export const messages = ({ unread, frame }: MessageLimits, way: MessageWay, { bytes: heard, closed }: MessageListener): Messages => {
  let isOver = false
  let isUnread = false

  const end = (reason: CloseReason): void => {
    if (isOver) return
    isOver = true
    closed(reason)
  }
  const refuse = (reason: CloseReason, code: number): void => {
    way.close(code)
    end(reason)
  }
  return {
    write: (bytes) => {
      if (isOver || isUnread) return
      // What waits already counts, not what is written now: one thing to say may be longer than the limit.
      if (way.waiting() <= unread) {
        for (let at = 0; at < bytes.length; at += longest) way.send(bytes.subarray(at, at + longest))
        return
      }
      isUnread = true
      // Not in the turn of whoever writes, who may be about to close it, too.
      queueMicrotask(() => {
        way.drop()
        end({ _tag: 'Unread' })
      })
    },
    leave: () => {
      isOver = true
      way.close(codes.normal)
    },
    hear: (bytes) => {
      if (isOver) return
      if (bytes === undefined) refuse({ _tag: 'Broken', problem: 'a text message came' }, codes.text)
      else if (bytes.length > frame) refuse(tooLong(frame), codes.tooLong)
      else if (bytes.length > 0) heard(bytes)
    },
    over: (code, reason) => end(reason ?? reasonOf(code)),
  }
}

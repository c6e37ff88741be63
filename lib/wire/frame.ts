/** A frame: one line, with its payload if it has one; and the errors of framing. */
import { bytesOf } from './text.js'

/**
 * One command as it stands on the wire: a line and, where its verb announces one, a payload.
 *
 * **Shapes** `line` is byte text (one character an byte) without its end. `end` is how it ended: CR LF as it should,
 * a bare LF as some peers do, or nothing, where the stream stopped in the middle. `payload` holds exactly the announced
 * bytes, and fewer only in the last frame of a stream that stopped early. Where it came in one piece it is a view of
 * that piece, and so may be text: who keeps a little of much for long copies it (`slice`).
 *
 * **Source** core.md 1.1, 10.1
 */
export interface Frame {
  readonly line: string
  readonly end: '\r\n' | '\n' | ''
  readonly payload: Uint8Array | undefined
}

/**
 * Why a stream of bytes cannot be read any further: the position of the next command is unknown.
 *
 * **Units** `at` is the offset, in bytes from the start of the stream, of the line that is to blame.
 *
 * **Source** core.md 1.7, 10.2
 */
export type FrameError =
  | { readonly _tag: 'LineTooLong'; readonly at: number; readonly limit: number }
  | { readonly _tag: 'BadLength'; readonly at: number; readonly verb: string }
  | {
      readonly _tag: 'PayloadTooLong'
      readonly at: number
      readonly verb: string
      readonly bytes: number
      readonly limit: number
    }

/** What went wrong, where, and what to do about it, in one line. */
export const describeFrameError = (error: FrameError): string => {
  switch (error._tag) {
    case 'LineTooLong':
      return `no end of line within ${error.limit} bytes of offset ${error.at}: not MSNP, or raise limits.line`
    case 'BadLength':
      return `${error.verb} at offset ${error.at} announces no readable payload length: the peer broke the protocol`
    case 'PayloadTooLong':
      return (
        `${error.verb} at offset ${error.at} announces ${error.bytes} bytes, over the limit of ${error.limit}: ` +
        'raise limits.payload if it is to be trusted'
      )
  }
}

/** The bytes of a frame: the inverse of reading it. */
export const write = ({ line, end, payload }: Frame): Uint8Array => bytesOf(line + end, payload)

/** The line of a frame with its end, as byte text. */
export const wholeLine = (frame: Frame): string => frame.line + frame.end

/** A frame out of bytes that hold one line and its payload and nothing else; for examples and tests. */
export const frameOf = (line: string, payload?: Uint8Array): Frame => ({ line, end: '\r\n', payload })

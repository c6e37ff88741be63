/** Room for bytes that are written on the way: lines that are no part of a chunk, texts as they are unescaped, lines to be sent. */
import { bytesOf, fillBytes, pieceOf, sheetOf } from './text.js'

/** Room for a text whose escapes are being undone. */
export const textRoom = new Uint8Array(8192)

const lineRoom = new Uint8Array(8192)

/** The bytes of a line, which are good until the next call; what stands behind them is left over from lines before. */
export const lineBytes = (line: string): Uint8Array => {
  if (line.length > lineRoom.length) return bytesOf(line)
  fillBytes(lineRoom, line, 0)
  return lineRoom
}

const none: Uint8Array = new Uint8Array(0)
const [carriageReturn, lineFeed] = [13, 10]

/** Many lines are written on one sheet, each into what is left of it: an array for each costs more than the line. */
const sheetLength = 4095
/** What nearly every line finds room in. */
const enough = 512

let sheet = sheetOf(0)
let used = 0

/**
 * The bytes that `put` puts, as a line with its end and the payload behind it; nothing, if it puts none, or more than there is
 * room for. `put` gives the place behind what it puts from `at` on, or a negative number.
 */
export const bytesPut = <A>(
  put: (what: A, bytes: Uint8Array, at: number) => number,
  what: A,
  payload = none,
): Uint8Array | undefined => {
  for (const isFresh of [sheet.length - used < enough + payload.length, true]) {
    if (isFresh) {
      if (enough + payload.length > sheetLength) return undefined
      sheet = sheetOf(sheetLength)
      used = 0
    }
    const at = put(what, sheet, used)
    if (at < 0) return undefined
    const end = at + 2 + payload.length
    if (end > sheet.length) continue
    sheet[at] = carriageReturn
    sheet[at + 1] = lineFeed
    sheet.set(payload, at + 2)
    const piece = pieceOf(sheet, used, end)
    used = end
    return piece
  }
  return undefined
}

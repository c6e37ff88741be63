/** How the body of a mail is packed for its transfer: Base64 and quoted-printable. */
import { fromBase64, bytesOf, byteText, toBase64 } from '../wire/text.js'
import { endOfLine } from './fields.js'

const lineEnd = new RegExp(endOfLine)

/** Shorter lines are not cut out of longer ones: what stands behind them is something else. */
const leastWrapped = 60

const isBase64 = (line: string): boolean => line !== '' && !/[^A-Za-z\d+/=]/.test(line) && !/=[^=]/.test(line)

/**
 * The lines of Base64, without what mail servers have put behind them: an advertisement, the name of a list.
 *
 * **Shapes** all lines but the last are as long as the first; the last one may have an end of its own, or an empty line
 * behind it.
 */
const packedIn = (lines: ReadonlyArray<string>): string | undefined => {
  const first = lines.findIndex((line) => line !== '')
  const length = lines[first]?.length ?? 0
  const packed: Array<string> = []
  for (const line of first < 0 ? [] : lines.slice(first)) {
    if (!isBase64(line) || line.length > length) break
    packed.push(line)
    if (line.endsWith('=') || line.length < length || length < leastWrapped) break
  }
  return packed.length === 0 ? undefined : packed.join('')
}

/** The bytes of Base64 in lines; nothing, if it is none. */
const fromLines = (bytes: string): Uint8Array | undefined => {
  const packed = packedIn(bytes.split(lineEnd).map((line) => line.trim()))
  return packed === undefined ? undefined : fromBase64(packed)
}

/** A line without the blanks at its end, which mail servers put there. A pattern would try all blanks in it again and again. */
const withoutEnd = (line: string): string => {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
  return line.slice(0, end)
}

/** The bytes of quoted-printable; a `=` that escapes nothing stands for itself. */
const fromQuoted = (bytes: string): Uint8Array =>
  bytesOf(
    bytes
      .replace(/[^\r\n]+/g, withoutEnd)
      .replace(new RegExp(`=(?:${endOfLine}|$)|=([\\da-f]{2})`, 'gi'), (_, hex?: string) =>
        hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
      ),
  )

/** A body as it was packed: its bytes, or `undefined` where they cannot be had; `isText`, where it was not packed at all. */
export interface Unpacked {
  readonly bytes: Uint8Array | undefined
  readonly isText: boolean
}

const plain: ReadonlyArray<string> = ['', '7bit', '8bit', 'binary']

/** Unpacks a body. **Shapes** `encoding` is the value of `Content-Transfer-Encoding`, in whatever case. */
export const unpack = (encoding: string, body: Uint8Array): Unpacked => {
  const name = encoding.trim().toLowerCase()
  if (plain.includes(name)) return { bytes: body, isText: true }
  const bytes = byteText(body)
  if (name === 'base64') return { bytes: fromLines(bytes), isText: false }
  return { bytes: name === 'quoted-printable' ? fromQuoted(bytes) : undefined, isText: false }
}

const lineLength = 76

/** Base64 in lines that mail servers take. */
export const wrapped = (bytes: Uint8Array): string =>
  (toBase64(bytes).match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []).join('\r\n')

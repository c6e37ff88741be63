/** Text messages and their format. */
import * as O from 'fp-ts/lib/Option.js'
import { flow } from 'fp-ts/lib/function.js'

import { escapeAll } from '../commands/quoted.js'
import { percentDecoded } from '../wire/percent.js'
import { Flag } from '../commands/words.js'
import { toByteText, utf8Bytes } from '../wire/text.js'
import { decodeText } from './charset.js'
import { readParameters, valueOf, without, writeParameters, type Fields } from './fields.js'
import { contentType, customary, inUtf8, typed, type Mime } from './mime.js'
import { Free, namesIn, readRecord, spelling, writeRecord, type RecordOf, type Spelling, type Table } from './record.js'
import { remembering } from './remember.js'
import { contentTypes } from './types.js'

/** A colour, 0 to 255 each. */
export interface Colour {
  readonly red: number
  readonly green: number
  readonly blue: number
}

/** How text is drawn; written by its first letter. */
export type TextEffect = 'Bold' | 'Italic' | 'Underline' | 'StrikeOut'

const effects: ReadonlyArray<TextEffect> = ['Bold', 'Italic', 'Underline', 'StrikeOut']

/** The kind of a font. Family: 1 roman, 2 swiss, 3 modern, 4 script, 5 decorative. Pitch: 1 fixed, 2 variable. */
export interface FontKind {
  readonly family: number
  readonly pitch: number
}

const readHex = (text: string): O.Option<number> =>
  /^[\da-f]{1,8}$/i.test(text) ? O.some(Number.parseInt(text, 16)) : O.none

const writeHex = (value: number): string => value.toString(16)

/** A colour as up to six hexadecimal digits, blue first: `ff` is red (messages.md 1.3). */
export const Bgr: Spelling<Colour> = spelling(
  flow(
    readHex,
    O.map((bgr) => ({ red: bgr & 255, green: (bgr >> 8) & 255, blue: (bgr >> 16) & 255 })),
  ),
  ({ red, green, blue }) => writeHex(red | (green << 8) | (blue << 16)),
)

const FontName: Spelling<string> = spelling(flow(toByteText, percentDecoded, O.some), escapeAll)

const letter = (effect: TextEffect): string => effect.charAt(0)

const Effects: Spelling<ReadonlyArray<TextEffect>> = spelling(
  (text) => O.some(effects.filter((effect) => text.toUpperCase().includes(letter(effect)))),
  (chosen) =>
    effects
      .filter((effect) => chosen.includes(effect))
      .map(letter)
      .join(''),
)

const FontKind: Spelling<FontKind> = spelling(
  flow(
    readHex,
    O.map((both) => ({ family: (both >> 4) & 15, pitch: both & 15 })),
  ),
  ({ family, pitch }) => writeHex((family << 4) | pitch),
)

const parameters = {
  font: ['FN', FontName],
  effects: ['EF', Effects],
  colour: ['CO', Bgr],
  charset: ['CS', spelling(readHex, writeHex)],
  fontKind: ['PF', FontKind],
  rightToLeft: ['RL', Flag],
} satisfies Table

/**
 * How a text wants to be shown: the header `X-MMS-IM-Format`. There is no font size.
 *
 * **Shapes** `charset` is Windows's number for a character set, and says nothing about the bytes of the text.
 *
 * **Source** messages.md 1.3
 */
export type TextFormat = Required<RecordOf<typeof parameters>>

const readFormat = readRecord(parameters)

/** Black, without effects, in the font that clients use if nobody chooses one. */
export const plainFormat: TextFormat = {
  font: 'MS Shell Dlg',
  effects: [],
  colour: { red: 0, green: 0, blue: 0 },
  charset: 0,
  fontKind: { family: 0, pitch: 0 },
  rightToLeft: false,
}

/**
 * The header `X-MMS-IM-Format`, such as `FN=Segoe%20UI; EF=B; CO=ff; CS=0; PF=22`.
 *
 * **Shapes** read in any order, anything missing; a font that is missing is the empty text. Written in the customary
 * order, `FN` first, since a switchboard of 2003 closed the connection otherwise; `RL` only where it is needed.
 *
 * **Source** messages.md 1.3
 */
export const TextFormat: Spelling<TextFormat> = spelling(
  remembering((text) => O.some({ ...plainFormat, font: '', ...readFormat(readParameters(text)) })),
  remembering(({ font, rightToLeft, ...format }) =>
    writeParameters(
      writeRecord(parameters)({ ...format, ...(font === '' ? {} : { font }), ...(rightToLeft ? { rightToLeft } : {}) }),
    ),
  ),
)

/** A colour as CSS has it: `#ff0000` is red. */
export const cssColour = ({ red, green, blue }: Colour): string =>
  `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`

const headers = {
  format: ['X-MMS-IM-Format', TextFormat],
  /** A name to be shown under. Show it beside the sender's address, never in place of it (messages.md 1.4). */
  p4Context: ['P4-Context', Free],
} satisfies Table

/**
 * A text that a person reads.
 *
 * **Shapes** lines of `text` end in `\n`. `headers` holds those that no other property does, such as `User-Agent`.
 *
 * **Source** messages.md 1.3, 1.4
 */
export interface TextMessage extends RecordOf<typeof headers> {
  readonly _tag: 'Text'
  readonly text: string
  readonly headers: Fields
}

/** A text to send. */
export const textMessage = (text: string, format: TextFormat = plainFormat): TextMessage => ({
  _tag: 'Text',
  text,
  format,
  headers: [],
})

const others = without(...customary, ...namesIn(headers))
const readHeaders = readRecord(headers)
const writeHeaders = writeRecord(headers)
const aboutText = remembering((fields: Fields) => ({ ...readHeaders(fields), headers: others(fields) }))

const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/** Reads a payload as text, whatever type it says it has. */
export const readText = (mime: Mime): TextMessage => {
  const charset = valueOf('charset', contentType(mime).parameters)
  return {
    _tag: 'Text',
    text: withLineFeeds(decodeText(charset)(mime.body)),
    ...aboutText(mime.headers),
  }
}

/** The payload of a text: UTF-8, its lines ended by CR LF. */
export const writeText = ({ headers: more = [], ...message }: TextMessage): Mime =>
  typed(inUtf8(contentTypes.text), [...writeHeaders(message), ...more])(
    utf8Bytes(message.text.replace(/\r\n?|\n/g, '\r\n')),
  )

/** As it is written: UTF-8, each line end as two bytes. */
const bytesIn = (text: string): number => {
  let sum = 0
  let before = ''
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (character === '\n') sum += before === '\r' ? 0 : 2
    else if (character === '\r') sum += 2
    else sum += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    before = character
  }
  return sum
}

// The rules of Unicode, whatever the language: no locale of the machine has a say in what is sent.
const byWord = new Intl.Segmenter('en', { granularity: 'word' })
const byCluster = new Intl.Segmenter('en', { granularity: 'grapheme' })

const segmentsOf = (segmenter: Intl.Segmenter, text: string): ReadonlyArray<string> =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

/** The same segments, those that would end within a grapheme cluster joined to the next ones. */
const outsideClusters = (text: string, segments: ReadonlyArray<string>): ReadonlyArray<string> => {
  const ends = new Set<number>()
  let end = 0
  for (const cluster of segmentsOf(byCluster, text)) ends.add((end += cluster.length))
  const joined: Array<string> = []
  let pending = ''
  let at = 0
  for (const segment of segments) {
    pending += segment
    at += segment.length
    if (!ends.has(at)) continue
    joined.push(pending)
    pending = ''
  }
  return pending === '' ? joined : [...joined, pending]
}

/** The words of a text, and what stands between them. */
const wordsOf = (text: string): ReadonlyArray<string> => outsideClusters(text, segmentsOf(byWord, text))

/** Runs of what is not blank, each with the blanks behind it. */
const runsOf = (text: string): ReadonlyArray<string> => outsideClusters(text, text.match(/\S+\s*|\s+/gu) ?? [])

/** From the coarsest boundaries to the finest: what is too long for one part is cut at the next ones. */
const boundaries: ReadonlyArray<(text: string) => ReadonlyArray<string>> = [
  runsOf,
  wordsOf,
  (text) => segmentsOf(byCluster, text),
  (text) => [...text],
]

/** Pieces that fit, each as coarse as can be. */
const fitting = (bytes: number, text: string, level = 0): ReadonlyArray<string> => {
  const cut = boundaries[level]
  return bytesIn(text) <= bytes || cut === undefined
    ? [text]
    : cut(text).flatMap((piece) => fitting(bytes, piece, level + 1))
}

/**
 * A text in parts, none of which is longer than so many bytes as it is written; joined, they are the text.
 *
 * **Shapes** a part ends after a blank, or else at the end of a word, unless the word alone is longer than that; then at the
 * end of a grapheme cluster, unless that is longer, too; no character is cut.
 *
 * **Units** bytes, at least 4.
 */
export const cutText =
  (bytes: number) =>
  (text: string): ReadonlyArray<string> => {
    const parts: Array<string> = []
    let part = ''
    let length = 0
    for (const piece of fitting(bytes, text)) {
      const more = bytesIn(piece)
      if (part !== '' && length + more > bytes) {
        parts.push(part)
        part = ''
        length = 0
      }
      part += piece
      length += more
    }
    return [...parts, part]
  }

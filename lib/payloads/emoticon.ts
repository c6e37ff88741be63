/** Messages that announce custom emoticons. */
import { percentDecoded } from '../wire/percent.js'
import { toByteText, utf8Bytes } from '../wire/text.js'
import { decodeText } from './charset.js'
import { detached } from './detach.js'
import { contentType, typed, type Mime } from './mime.js'
import { contentTypes } from './types.js'

/** A shortcut, and the XML text of the MSN object to show in its place. */
export interface Emoticon {
  readonly shortcut: string
  readonly object: string
}

/** The emoticons of the text that comes next. */
export interface Emoticons {
  readonly _tag: 'Emoticons'
  readonly animated: boolean
  readonly emoticons: ReadonlyArray<Emoticon>
}

/** How many emoticons a message may hold; for more, send several (messages.md 1.8). */
export const emoticonsInMessage = 5

const cell = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').trim()

// Some clients percent-encode the XML.
const readObject = (text: string): string => cell(text.startsWith('<') ? text : percentDecoded(toByteText(text)))

/**
 * Reads emoticons: a shortcut, a tab, an object, a tab, and so on. A pair that is not whole is left out.
 *
 * **Source** messages.md 1.8
 */
export const readEmoticons = (mime: Mime): Emoticons => {
  const cells = decodeText()(mime.body).split('\t').map((text) => detached(cell(text)))
  return {
    _tag: 'Emoticons',
    animated: contentType(mime).type === contentTypes.animatedEmoticons,
    emoticons: cells.flatMap((shortcut, at) => {
      const object = readObject(cells[at + 1] ?? '')
      return at % 2 === 0 && shortcut !== '' && object.startsWith('<') ? [{ shortcut, object }] : []
    }),
  }
}

/** The payload of emoticons. */
export const writeEmoticons = ({ animated, emoticons }: Emoticons): Mime =>
  typed(animated ? contentTypes.animatedEmoticons : contentTypes.emoticons)(
    utf8Bytes(emoticons.map(({ shortcut, object }) => `${cell(shortcut)}\t${cell(object)}\t`).join('')),
  )

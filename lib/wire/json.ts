/** JSON in one line, and where a text stops being JSON. */
import * as E from 'fp-ts/lib/Either.js'

/** Controls, marks of direction and of byte order, and line ends that only some programs take for one. */
export const steering = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff]/gu

/** A value as one line of JSON, in which nothing can steer a terminal or an editor: it is escaped. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(steering, (mark) => `\\u${mark.codePointAt(0)!.toString(16).padStart(4, '0')}`)

/** Reads JSON. The error is that of the machine, and may quote what was read. */
export const parseJson = (text: string): E.Either<Error, unknown> =>
  E.tryCatch(() => JSON.parse(text) as unknown, E.toError)

const isSound = (text: string): boolean => {
  const read = parseJson(text)
  if (E.isRight(read)) return true
  const { message } = read.left
  const position = /at position (\d+)/.exec(message)?.[1]
  return /end of JSON|Unterminated/.test(message) || Number(position) >= text.length
}

/** How much of a text is the beginning of some JSON. **Units** characters. */
export const soundLength = (text: string): number => {
  let [sound, unsound] = [0, text.length + 1]
  while (unsound - sound > 1) {
    const middle = (sound + unsound) >> 1
    if (isSound(text.slice(0, middle))) sound = middle
    else unsound = middle
  }
  return sound
}

/** Commands and bytes from lines as they stand on the wire. */
import * as O from 'fp-ts/lib/Option.js'

import type { Decoded, Speech } from '../commands/codec.js'
import { decode, decoder, faultOf } from '../commands/decoder.js'
import type { DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { describeReason, type Undecodable } from '../commands/undecodable.js'
import { writeMessage, type Message } from '../payloads/message.js'
import { isBytes } from '../wire/bytes.js'
import { describeFrameError } from '../wire/frame.js'
import { toByteText, bytesOf, byteText } from '../wire/text.js'

/** What may stand between the words of a line: a word, or at its end a payload, whose length is written in its place. */
export type Inserted = string | number | Uint8Array | Message

/** A template of lines, as they are on the wire but for their ends. */
export type Lines<A> = (words: TemplateStringsArray, ...inserted: ReadonlyArray<Inserted>) => A

/** A command or a failure, and nothing that cannot be read. */
export type Readable<From extends Side, On extends ServerKind, D extends DialectNumber> = Exclude<
  Decoded<From, On, D>,
  Undecodable
>

/** Lines without how the test is laid out around them: each with its end, none of them empty. */
const laidFlat = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '')
    .join('\r\n')

/** Lines that are over: whatever comes next begins another one. */
const ended = (text: string): string => (laidFlat(text) === '' ? '' : `${laidFlat(text)}\r\n`)

/**
 * Bytes in the wire's own words: lines that end in CR LF, which is not to be written, in UTF-8. A message or bytes at
 * the end of a line are its payload.
 *
 * **Shapes** `` wire`MSG bob@example.com Bob ${textMessage('Hello')}` ``: the length is seen to.
 *
 * **Errors** throws a `TypeError` where words follow a payload in its line.
 */
export const wire: Lines<Uint8Array> = (words, ...inserted) => {
  let said = ''
  let text = words[0]!
  inserted.forEach((each, index) => {
    const next = words[index + 1]!
    if (typeof each === 'string' || typeof each === 'number') {
      text += `${each}${next}`
      return
    }
    const isLast = /^\s*\n/.test(next) || (index === inserted.length - 1 && next.trim() === '')
    if (!isLast) throw new TypeError('a payload is the last word of its line; here something follows it')
    const payload = isBytes(each) ? each : writeMessage(each)
    said += toByteText(ended(`${text}${payload.length}`)) + byteText(payload)
    text = next
  })
  return bytesOf(said + toByteText(ended(text)))
}

/**
 * A command in the wire's own words, as it comes out of `commands`: one line, and perhaps its payload.
 *
 * **Shapes** `` said({ from: 'server', on: 'NS', dialect: 'MSNP8' })`NLN BSY bob@example.com Bob%20B 0` ``
 *
 * **Errors** throws a `TypeError` that says why the line cannot be read, or that there is more than one.
 */
export const said =
  <From extends Side, On extends ServerKind = ServerKind, D extends DialectNumber = DialectNumber>(
    speech: Speech<From, On, D>,
  ): Lines<Readable<From, On, D>> =>
  (words, ...inserted) => {
    const { from, ...reading } = speech
    const bytes = wire(words, ...inserted)
    const [after, [command, ...more]] = decode<Side>(from)(decoder(reading), bytes)
    const fault = O.toUndefined(faultOf(from)(after))
    const refuse = (problem: string): never => {
      throw new TypeError(`${JSON.stringify(byteText(bytes).split('\r\n')[0])}: ${problem}`)
    }
    if (fault !== undefined) return refuse(describeFrameError(fault))
    if (command === undefined) return refuse('no whole command')
    if (command._tag === 'Undecodable') return refuse(describeReason(command.reason))
    if (more.length > 0) return refuse('more than one command; there is to be one')
    // What a side says where and in which dialect is what its rows say: the types of the decoder do not tell it apart.
    return command as unknown as Readable<From, On, D>
  }

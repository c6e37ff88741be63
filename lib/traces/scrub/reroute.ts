/** Replaces the addresses that a server sends its client to, in XFR and RNG. */
import { defer, type OperatorFunction } from 'rxjs'

import { decodeIn } from '../../commands/codec.js'
import { learned } from '../../commands/decoder.js'
import { referralIn } from '../../commands/facts.js'
import { scopeOf, type Hint } from '../../commands/scope.js'
import { looseWordsOf, bytesAfter } from '../../commands/verbs.js'
import { unread, valueOf } from '../../commands/word.js'
import { Address } from '../../commands/words.js'
import { folding } from '../../streams/fold.js'
import { badLength, defaultLimits, noPayload } from '../../wire/feed.js'
import { append, nothing, bytesHeld } from '../../wire/held.js'
import { bytesOf, byteText } from '../../wire/text.js'

/** The kind of server that a client is sent to. */
export type Destination = 'NS' | 'SB'

/** The address that a client is to hear in place of another one; the same one, if it is to stay. */
export type Rename = (address: Address, on: Destination) => Address

/** The addresses that a line names: the one to go to, and maybe more. */
export type Addresses = readonly [to: Address, ...more: ReadonlyArray<Address>]

/** What a server says, in order: bytes that are nobody's business, and lines that name addresses. */
export type Passage =
  | { readonly _tag: 'Bytes'; readonly bytes: Uint8Array }
  | {
      readonly _tag: 'Referral'
      readonly on: Destination
      /** Where to go and, in some dialects, where the client is now. */
      readonly addresses: Addresses
      /** The line with other addresses, each asked for by the very value above; the rest is the same to the byte. */
      readonly write: (rename: Rename) => Uint8Array
    }

/** One server's half of one connection, being read. */
export interface Passages {
  readonly read: (chunk: Uint8Array) => ReadonlyArray<Passage>
  /** What was held back when the server stopped in the middle of a line. */
  readonly end: () => Uint8Array
}

/** An address, as a word of a line. Without a port it is one only where nothing else can stand. */
const addressIn = (word: string | undefined, mayLackPort: boolean): Address | undefined => {
  // `XFR 0 NS 0` names no address, but asks for another sign-in.
  if (word === undefined || /^\d+$/.test(word) || !(mayLackPort || /:\d+$/.test(word))) return undefined
  const address = valueOf(Address.read(word))
  return address === unread ? undefined : address
}

const referral = (line: string, end: string): Passage | undefined => {
  const words = looseWordsOf(line)
  const layout = referralIn(words)
  if (layout === undefined) return undefined
  const { on, positions } = layout
  const named = new Map<number, Address>()
  for (const position of positions) {
    const address = addressIn(words[position], position === positions[0])
    if (address !== undefined) named.set(position, address)
  }
  const [to, ...more] = named.values()
  if (to === undefined || !named.has(positions[0])) return undefined
  const write = (rename: Rename): Uint8Array => {
    let place = 0
    const renamed = line.replace(/[^ \t]+/g, (word) => {
      const was = named.get(place++)
      if (was === undefined) return word
      const is = rename(was, on)
      return is.host === was.host && is.port === was.port ? word : Address.write(is)
    })
    return bytesOf(renamed + end)
  }
  return { _tag: 'Referral', on, addresses: [to, ...more], write }
}

/** A line that names addresses, as far as it is there. */
const mayRefer = /^[ \t]*(?:$|X$|XF$|XFR$|XFR[ \t]|R$|RN$|RNG$|RNG[ \t])/

/**
 * Reads what a server says for the addresses that it sends its client to, in XFR and RNG. Only what may be such a line
 * waits for its end, and no payload is searched; where the bytes cannot be cut into lines any more, all of them pass.
 *
 * **Source** core.md 2.2, 2.3, 6.2
 */
export const passages = (hint: Hint = {}): Passages => {
  const rule = bytesAfter('server')
  let scope = scopeOf(hint)
  // The line begun, whether it waits for its end, and how many bytes follow that are no line.
  let line = ''
  let waits = true
  let payload = 0

  const learn = (said: string): void => {
    const bytes = rule(scope, said)
    if (bytes === badLength) payload = Infinity
    else if (bytes !== noPayload) payload = bytes
    if (!/^[ \t]*VER/.test(said)) return
    const command = decodeIn('server')(scope, { line: said, end: '\r\n', payload: undefined })
    scope = learned(hint.dialect !== undefined, scope, command)
  }

  const read = (chunk: Uint8Array): ReadonlyArray<Passage> => {
    const found: Array<Passage> = []
    // What of the chunk goes on as it came, and is not yet among what was found.
    let [from, to] = [0, 0]
    const put = (...passage: ReadonlyArray<Passage>): void => {
      if (to > from) found.push({ _tag: 'Bytes', bytes: chunk.subarray(from, to) })
      from = to
      found.push(...passage)
    }
    const pass = (start: number, end: number): void => {
      if (start !== to) {
        put()
        from = start
      }
      to = end
    }

    for (let at = 0; at < chunk.length;) {
      const start = at
      if (payload > 0) {
        at = Math.min(start + payload, chunk.length)
        payload -= at - start
        pass(start, at)
        continue
      }
      const lineFeed = chunk.indexOf(10, start)
      at = lineFeed < 0 ? chunk.length : lineFeed + 1
      const before = line
      line += byteText(chunk, start, at)
      const isWhole = lineFeed >= 0
      const isTooLong = line.length > defaultLimits.line + 2
      const refers = waits && mayRefer.test(line) && !isTooLong
      if (refers && !isWhole) continue

      const said = isWhole ? line.replace(/\r?\n$/, '') : line
      const named = refers ? referral(said, line.slice(said.length)) : undefined
      if (named !== undefined) put(named)
      else {
        if (waits && before !== '') put({ _tag: 'Bytes', bytes: bytesOf(before) })
        pass(start, at)
      }
      waits = isWhole
      if (isTooLong) payload = Infinity
      else if (isWhole) learn(said)
      if (isWhole || isTooLong) line = ''
    }
    put()
    return found
  }

  return {
    read,
    end: () => {
      const rest = bytesOf(waits ? line : '')
      line = ''
      return rest
    },
  }
}

/** What a server says, as passages: an operator for one connection, which tells those of a chunk in the turn in which it comes. */
export const passing = (hint: Hint = {}): OperatorFunction<Uint8Array, Passage> =>
  (chunks) =>
    defer(() => {
      const { read, end } = passages(hint)
      const operator = folding<undefined, Passage>({
        initial: undefined,
        feed: (emit) => (_, chunk) => void read(chunk).every(emit),
        end: () => [{ _tag: 'Bytes', bytes: end() }],
        fault: () => undefined,
      })
      return chunks.pipe(operator)
    })

/** One server's half of one connection, with other addresses in it. */
export interface Rerouting {
  /** What of it goes on to the client now. */
  readonly read: (chunk: Uint8Array) => Uint8Array
  /** What was held back when the server stopped in the middle of a line. */
  readonly end: () => Uint8Array
}

const joined = (pieces: ReadonlyArray<Uint8Array>): Uint8Array =>
  bytesHeld(pieces.reduce((held, piece) => append(held, piece), nothing))

/** Gives other addresses to what a server says, however it is cut, and leaves the rest of it as it is to the byte. */
export const rerouting =
  (rename: Rename) =>
  (hint: Hint = {}): Rerouting => {
    const { read, end } = passages(hint)
    const bytes = (passage: Passage): Uint8Array =>
      passage._tag === 'Bytes' ? passage.bytes : passage.write(rename)
    return { read: (chunk) => joined(read(chunk).map(bytes)), end }
  }

/** Replaces secrets in commands, and in HTTP requests and responses. */
import type { Decoded } from '../../commands/codec.js'
import { secretFields, secretsIn, secretVerbs } from '../../commands/facts.js'
import { Address } from '../../commands/words.js'
import type { HttpRequest, HttpResponse } from '../../core/effects.js'
import { bodyWithout, headersWithout, payloadWithout, textWithout, urlsWithout, type Hiding } from '../../payloads/hiding.js'
import { crossedOut as crossedAll } from '../../payloads/spans.js'
import type { Frame } from '../../wire/frame.js'
import { bytesOf, byteText, toByteText } from '../../wire/text.js'
import type { Aliases } from './aliases.js'

/** Puts something else of the same length in a text's place. */
type Replace = (text: string) => string

/** What was given has an alias, by which it still fits to itself; what is computed fits to nothing anyway. */
const hidingBy = ({ of }: Aliases): Hiding => ({ given: of, computed: crossedAll })

const verbIn = (line: string): string => /^[ \t]*([^ \t\r\n]*)/.exec(line)![1]!

/** What is shorter lets nobody in: it is a step, a security package, a kind of server. */
const shortest = 4
const isShort = (word: string): boolean => word.length < shortest

const aVerb = /^(?:[A-Z]{3}|\d{3})$/
/** What a verb begins with that was cut. */
const beginsVerb = /^(?:[A-Z]{1,3}|\d{3})$/

/**
 * All words of a line but the verb and the transaction id, and but for those that are known to be something else. A line
 * that begins with no verb may begin with the rest of a secret.
 */
const afterTrid = (replace: Replace, line: string, isOpen: (word: string) => boolean = () => false): string => {
  let place = 0
  return line.replace(/[^ \t\r\n]+/g, (word) => {
    const isHead = place === 0 ? beginsVerb.test(word) : place === 1 && /^\d+$/.test(word)
    place = isHead ? place + 1 : 2
    return isHead || isOpen(word) ? word : replace(word)
  })
}

/** Whether a line that cannot be read may hold a secret all the same. */
const mayHideSecret = (line: string): boolean => {
  const verb = verbIn(line)
  return !aVerb.test(verb) || secretVerbs.has(verb)
}

/** Tells the words that a command is known to have besides its secrets, where they stand for themselves. */
const openWordsOf = (command: Decoded): ((word: string) => boolean) => {
  const open = new Set<unknown>(
    Object.entries(command).flatMap(([name, value]: readonly [string, unknown]) => {
      if (secretFields.has(name)) return []
      return Address.is(value) ? [Address.write(value)] : typeof value === 'string' ? [toByteText(value)] : []
    }),
  )
  return (word) => isShort(word) || open.has(word)
}

const lineWithout = (replace: Replace, command: Decoded, line: string): string => {
  if (command._tag === 'Undecodable') return mayHideSecret(line) ? afterTrid(replace, line, isShort) : line
  const secrets = secretsIn(command).map(toByteText)
  if (secrets.length === 0) return line
  const found = new Set<string>()
  const replaced = line.replace(/[^ \t]+/g, (word) => {
    if (!secrets.includes(word)) return word
    found.add(word)
    return replace(word)
  })
  // One that is spelled in another way than its value hides among the words, or among those that are too many.
  const isPlain = !('odd' in command) && secrets.every((secret) => found.has(secret))
  return isPlain ? replaced : afterTrid(replace, line, openWordsOf(command))
}

/** The same frame, byte for byte, but for the secrets in it: each has its alias in its place. */
export const frameWithout =
  (aliases: Aliases) =>
  (command: Decoded, frame: Frame): Frame => ({
    ...frame,
    line: lineWithout(aliases.of, command, frame.line),
    payload: frame.payload && payloadWithout(hidingBy(aliases), verbIn(frame.line), frame.payload),
  })

/** What cannot be cut into commands: of every line all but its verb is crossed out. */
export const wholly = (bytes: Uint8Array): Uint8Array =>
  bytesOf(byteText(bytes).replace(/[^\n]+/g, (line) => afterTrid(crossed, line)))

const crossed = (text: string): string => text.replace(/[^\s]/g, 'x')

const crossing: Hiding = { given: crossed, computed: crossed }

/**
 * A command that is only partly there, with all crossed out that may be a secret; where people are to be replaced,
 * too, all but what kind of command it is.
 */
export const crossedOut = (bytes: Uint8Array, isForPeople: boolean): Uint8Array => {
  const text = byteText(bytes)
  if (isForPeople) return bytesOf(afterTrid(crossed, text))
  const end = text.indexOf('\n') + 1 || text.length
  const [line, payload] = [text.slice(0, end), text.slice(end)]
  const isMessage = /^MSG\b/.test(line) && /\r?\n\r?\n/.test(payload) && textWithout(crossing, payload) === payload
  return bytesOf((mayHideSecret(line) ? afterTrid(crossed, line) : line) + (isMessage ? payload : crossed(payload)))
}

const bodyOf = (hiding: Hiding, headers: HttpResponse['headers'], body: Uint8Array | undefined) =>
  body === undefined ? {} : { body: bodyWithout(hiding, headers, body) }

/** The same request without its secrets, its body of the same length. */
export const requestWithout =
  (aliases: Aliases) =>
  ({ method, url, headers, body }: HttpRequest): HttpRequest => ({
    method,
    url: urlsWithout(hidingBy(aliases), url),
    headers: headersWithout(hidingBy(aliases), headers),
    ...bodyOf(hidingBy(aliases), headers, body),
  })

/** The same answer without its secrets. */
export const responseWithout =
  (aliases: Aliases) =>
  ({ status, headers, body }: HttpResponse): HttpResponse => ({
    status,
    headers: headersWithout(hidingBy(aliases), headers),
    ...bodyOf(hidingBy(aliases), headers, body),
  })

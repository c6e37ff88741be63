import type { Decoded } from '../commands/codec.js'
import { secretFields, secretVerbs } from '../commands/reference.js'
import { Address } from '../commands/words.js'
import type { HttpRequest, HttpResponse } from '../machines/effects.js'
import type { Frame } from '../wire/frame.js'
import { octetsOf, octetText, toOctetText } from '../wire/text.js'
import type { Aliases } from './aliases.js'

/** Puts something else of the same length in a text's place. */
type Replace = (text: string) => string

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
  const verb = /^[ \t]*([^ \t\r\n]*)/.exec(line)![1]!
  return !aVerb.test(verb) || secretVerbs.has(verb)
}

const secretsIn = (command: Decoded): ReadonlyArray<string> =>
  Object.entries(command).flatMap(([name, value]) =>
    secretFields.has(name) && typeof value === 'string' ? [toOctetText(value)] : [],
  )

/** Tells the words that a command is known to have besides its secrets, where they stand for themselves. */
const openWordsOf = (command: Decoded): ((word: string) => boolean) => {
  const open = new Set<unknown>(
    Object.entries(command).flatMap(([name, value]: readonly [string, unknown]) => {
      if (secretFields.has(name)) return []
      return Address.is(value) ? [Address.write(value)] : typeof value === 'string' ? [toOctetText(value)] : []
    }),
  )
  return (word) => isShort(word) || open.has(word)
}

const lineWithout = (replace: Replace, command: Decoded, line: string): string => {
  if (command._tag === 'Undecodable') return mayHideSecret(line) ? afterTrid(replace, line, isShort) : line
  const secrets = secretsIn(command)
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

/** Lines of a header block, or of a body made like one, whose values are tickets or cookies (messages.md 1.10.1, 1.11). */
const secretLines = /^((?:MSPAuth|MSPProf|MSPSec|MSPVis|AuthCookie|Auth-?Token|Ticket)[ \t]*:[ \t]*)([^\r\n]+)/gim

/** Elements whose text is a password, a ticket or a key (messages.md 4.1, 4.2, 4.6). */
const secretElements =
  /(<((?:[\w-]+:)?(?:Password|BinarySecurityToken|BinarySecret|CipherValue|TicketToken|CircleTicket|PassportCookie|Cookies|t|p))(?:\s[^<>]*)?>)([^<]+)(?=<\/\2\s*>)/g

/** Attributes of the same kind: those of the ticket of an offline message (messages.md 4.6). */
const secretAttributes = /(\s(?:passport|lockkey)=")([^"]*)(?=")/g

/** References to characters; not the one before a name in a ticket, `&amp;p=`, which belongs to its text. */
const references = /(&(?:lt|gt|quot|apos|#\w+|amp(?!;[A-Za-z]+=));)/

/** Text of an element: references stay, or it would be no XML any more. */
const inElement = (replace: Replace, value: string): string =>
  value
    .split(references)
    .map((each, i) => (i % 2 === 0 ? replace(each) : each))
    .join('')

/** Texts of the kind that go through HTTP and payloads, without their secrets. */
const textWithout = (replace: Replace, text: string): string =>
  text
    .replace(secretLines, (_, name: string, value: string) => name + replace(value))
    .replace(secretElements, (_, opening: string, _name: string, value: string) => opening + inElement(replace, value))
    .replace(secretAttributes, (_, name: string, value: string) => name + replace(value))

const octetsWithout = (replace: Replace, octets: Uint8Array): Uint8Array => {
  const before = octetText(octets)
  const after = textWithout(replace, before)
  return after === before ? octets : octetsOf(after)
}

const payloadWithout = (replace: Replace, { line, payload }: Frame): Uint8Array | undefined => {
  if (payload === undefined || payload.length === 0) return payload
  return /^[ \t]*QRY\b/.test(line) ? octetsOf(replace(octetText(payload))) : octetsWithout(replace, payload)
}

/** The same frame, octet for octet, but for the secrets in it: each has its alias in its place. */
export const frameWithout =
  (aliases: Aliases) =>
  (command: Decoded, frame: Frame): Frame => ({
    ...frame,
    line: lineWithout(aliases.of, command, frame.line),
    payload: payloadWithout(aliases.of, frame),
  })

/** What cannot be cut into commands: of every line all but its verb is crossed out. */
export const wholly = (octets: Uint8Array): Uint8Array =>
  octetsOf(octetText(octets).replace(/[^\n]+/g, (line) => afterTrid(crossed, line)))

const crossed = (text: string): string => text.replace(/[^\s]/g, 'x')

/**
 * A command that is only partly there, with all crossed out that may be a secret; where people are to be replaced,
 * too, all but what kind of command it is.
 */
export const crossedOut = (octets: Uint8Array, isForPeople: boolean): Uint8Array => {
  const text = octetText(octets)
  if (isForPeople) return octetsOf(afterTrid(crossed, text))
  const end = text.indexOf('\n') + 1 || text.length
  const [line, payload] = [text.slice(0, end), text.slice(end)]
  const isMessage = /^MSG\b/.test(line) && /\r?\n\r?\n/.test(payload) && textWithout(crossed, payload) === payload
  return octetsOf((mayHideSecret(line) ? afterTrid(crossed, line) : line) + (isMessage ? payload : crossed(payload)))
}

/** What in a header is a secret. Of a password not even its percent signs are to be seen. */
const inHeader: Readonly<Record<string, (replace: Replace, value: string) => string>> = {
  authorization: (replace, value) =>
    value
      .replace(/(\bpwd=)([^,]*)/g, (_, name: string, word: string) => name + crossed(word))
      .replace(/(\b(?:tname|tval|ticket)=)([^,]*)/gi, (_, name: string, word: string) => name + replace(word)),
  'authentication-info': (replace, value) =>
    value.replace(/(\bfrom-PP=')([^']*)/gi, (_, name: string, ticket: string) => name + replace(ticket)),
  cookie: (replace, value) =>
    value.replace(/([^=;,\s]+=)([^;,\s]+)/g, (_, name: string, word: string) => name + replace(word)),
  'set-cookie': (replace, value) =>
    value.replace(/^([^=;]+=)([^;]+)/, (_, name: string, word: string) => name + replace(word)),
  'x-password': (replace, value) => replace(value),
  'x-token': (replace, value) => replace(value),
}

/** Values of a URL's query that are tickets by their names. */
const secretQuery = /([?&](?:t|p|ticket|token|auth|MSPAuth|tw)=)([^&#\s'",;]+)/gi

const urlWithout = (replace: Replace, url: string): string =>
  url.replace(secretQuery, (_, name: string, value: string) => name + replace(value))

const headersWithout = <H extends HttpResponse['headers']>(replace: Replace, headers: H): H =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const clean = (text: string): string => (inHeader[name.toLowerCase()] ?? urlWithout)(replace, text)
      return [name, value === undefined ? value : typeof value === 'string' ? clean(value) : value.map(clean)]
    }),
  ) as H

const bodyWithout = (replace: Replace, body: Uint8Array | undefined) =>
  body === undefined ? {} : { body: octetsWithout(replace, body) }

/** The same request without its secrets, its body of the same length. */
export const requestWithout =
  ({ of }: Aliases) =>
  ({ method, url, headers, body }: HttpRequest): HttpRequest => ({
    method,
    url: urlWithout(of, url),
    headers: headersWithout(of, headers),
    ...bodyWithout(of, body),
  })

/** The same answer without its secrets. */
export const responseWithout =
  ({ of }: Aliases) =>
  ({ status, headers, body }: HttpResponse): HttpResponse => ({
    status,
    headers: headersWithout(of, headers),
    ...bodyWithout(of, body),
  })

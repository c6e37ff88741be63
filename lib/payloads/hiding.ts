/** Replaces secrets by other text, wherever they stand in payloads, XML documents, URLs and HTTP messages. */
import { payloadSecrecy } from '../commands/facts.js'
import { percentDecoded } from '../wire/percent.js'
import { fromByteText, bytesOf, byteText } from '../wire/text.js'
import { changedContent, changedMarkup, crossedOut, type TextChange, type MarkupRules } from './spans.js'
import {
  cookieHeaders,
  openAttributes,
  openCookieParts,
  openParameters,
  openWords,
  parameterHeaders,
  secretAttributes,
  secretElements,
  secretGroups,
  secretHeaderParts,
  secretLines,
  secretParameters,
  secretQuery,
  settingHeaders,
} from './secrecy.js'

export type { TextChange } from './spans.js'

/**
 * What stands in the place of secrets: of those that a server gives, and of those that are computed from what only their
 * owner knows, as passwords are.
 *
 * **Shapes** byte text in and out, of the same length where the whole is to keep its length.
 */
export interface Hiding {
  readonly given: TextChange
  readonly computed: TextChange
}

/** Headers of an HTTP message, as ports have them. */
type Headers = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>

const named = (names: Iterable<string>): RegExp => new RegExp(`(?<![a-z])(?:${[...names].join('|')})(?![a-z])`, 'i')

const namesInMarkup = named([...secretElements.keys(), ...secretGroups, ...secretAttributes.keys(), 'input'])
const namesOfLines = named(secretLines)

const lineEnd = /\r\n|\r|\n/g

/** Fields in lines, as `readFields` takes them: a line that begins with a blank belongs to the one before it (messages.md 1.2). */
const linesWithout = ({ given }: Hiding, text: string): string => {
  if (!namesOfLines.test(text)) return text
  let isSecret = false
  const changedLine = (line: string, isFirst: boolean): string => {
    if (!isFirst && /^[ \t]/.test(line)) return isSecret ? changedContent(given, line) : line
    const colon = line.indexOf(':')
    const name = fromByteText(line.slice(0, Math.max(colon, 0)))
    isSecret = secretLines.has(name.trim().toLowerCase())
    return isSecret ? line.slice(0, colon + 1) + changedContent(given, line.slice(colon + 1)) : line
  }
  let out = ''
  let at = 0
  for (const end of text.matchAll(lineEnd)) {
    out += changedLine(text.slice(at, end.index), at === 0) + end[0]
    at = end.index + end[0].length
  }
  return out + changedLine(text.slice(at), at === 0)
}

const queryMark = /([?&;#]|%(?:25)*(?:3f|26|3b|23))/i
const equals = /=|%(?:25)*3d/i
const beginsQuery = /[?#]|%(?:25)*(?:3f|23)/i
/** Whether a text may have a value in a query, or somebody before a host. */
const mayHoldSecretUrl = (text: string): boolean =>
  (equals.test(text) && beginsQuery.test(text)) || (text.includes('@') && text.includes('://'))

/** The name of a parameter of a query, however often it is escaped. */
const parameterName = (spelled: string): string => {
  let name = spelled
  for (let i = 0; i < 3 && name.includes('%'); i++) name = percentDecoded(name)
  return name.trim().toLowerCase()
}

/** One word without blanks, which may hold a URL. */
const wordWithout = (hiding: Hiding, word: string): string => {
  let isQuery = false
  const parts = word.split(queryMark).map((part, i) => {
    if (i % 2 === 1) {
      isQuery ||= !/^(?:&|;|%(?:25)*(?:26|3b))$/i.test(part)
      return part
    }
    const found = isQuery ? equals.exec(part) : null
    const secrecy = found === null ? undefined : secretQuery.get(parameterName(part.slice(0, found.index)))
    if (found === null || secrecy === undefined) return part
    const at = found.index + found[0].length
    return part.slice(0, at) + hiding[secrecy](part.slice(at))
  })
  // Who asks may stand before the host.
  return parts
    .join('')
    .split('://')
    .map((part, i) => {
      const authority = i === 0 ? '' : (/^[^/?#]*/.exec(part)?.[0] ?? '')
      const end = authority.lastIndexOf('@')
      return end < 0 ? part : hiding.computed(part.slice(0, end)) + part.slice(end)
    })
    .join('://')
}

/** A text in which URLs may stand, without what is secret in them: who asks, and values of the query. */
export const urlsWithout = (hiding: Hiding, text: string): string =>
  mayHoldSecretUrl(text)
    ? text
        .split(/([\s'",<>()]+)/)
        .map((word, i) => (i % 2 === 0 && mayHoldSecretUrl(word) ? wordWithout(hiding, word) : word))
        .join('')
    : text

const rulesOf = (hiding: Hiding, other: TextChange): MarkupRules => {
  const changes = {
    given: (content: string) => changedContent(hiding.given, content),
    // Of a password not even its marks are to be seen.
    computed: hiding.computed,
  }
  return {
    element: (name, parent) => {
      const secrecy = secretElements.get(name)
      if (secrecy !== undefined) return { extent: 'whole', change: changes[secrecy] }
      return secretGroups.has(name) || secretGroups.has(parent) ? { extent: 'texts', change: changes.given } : undefined
    },
    attribute: (name, element) => {
      const secrecy = secretAttributes.get(name) ?? (name === 'value' && element === 'input' ? 'given' : undefined)
      if (secrecy !== undefined) return changes[secrecy]
      const own = secretElements.get(element)
      return own === undefined || openAttributes.has(name) ? undefined : changes[own]
    },
    other,
    isDoubtful: (text) => namesInMarkup.test(text),
  }
}

/** Byte text of whatever kind, without its secrets: those in XML, in lines of fields, and in URLs. */
export const textWithout = (hiding: Hiding, text: string): string => {
  const isMarkup = text.trimStart().startsWith('<')
  const plain = isMarkup ? text : linesWithout(hiding, text)
  const other = (run: string): string => urlsWithout(hiding, isMarkup ? linesWithout(hiding, run) : run)
  return namesInMarkup.test(plain) ? changedMarkup(rulesOf(hiding, other), plain) : other(plain)
}

const bytesWithout = (change: TextChange, bytes: Uint8Array): Uint8Array => {
  const before = byteText(bytes)
  const after = change(before)
  return after === before ? bytes : bytesOf(after)
}

/** The payload of a command, without its secrets. One that is a secret as a whole keeps its form, as what is given does. */
export const payloadWithout = (hiding: Hiding, verb: string, payload: Uint8Array): Uint8Array =>
  bytesWithout(payloadSecrecy(verb) === undefined ? (text) => textWithout(hiding, text) : hiding.given, payload)

/** Whether a payload may hold a secret. */
export const mayHoldSecret = (verb: string, payload: Uint8Array): boolean => {
  let isFound = false
  const find = (text: string): string => {
    isFound = true
    return text
  }
  payloadWithout({ given: find, computed: find }, verb, payload)
  return isFound
}

/** The value of a header of parameters, as `readAuthorization` and `readLogin` take it: each begins behind a comma or a blank. */
const parametersWithout = (hiding: Hiding, value: string): string => {
  const search = (pattern: RegExp, from: number): number => {
    const found = value.slice(from).search(pattern)
    return found < 0 ? value.length : from + found
  }
  let out = ''
  for (let at = 0; at < value.length;) {
    const end = search(/[\s,=]/, at)
    const word = value.slice(at, end)
    const name = word.toLowerCase()
    const secrecy = secretParameters.get(name)
    const isOpen = openParameters.has(name)
    let over = end
    if (value[end] !== '=') out += openWords.has(name) ? word : crossedOut(word)
    else if (isOpen) {
      over = search(/[\s,]/, end + 1)
      out += `${word}=${urlsWithout(hiding, value.slice(end + 1, over))}`
    } else {
      // Up to the next comma; or behind a quote, up to the next one.
      const quote = /^['"]/.exec(value.slice(end + 1, end + 2))?.[0] ?? ''
      const from = end + 1 + quote.length
      const closing = quote === '' ? from : value.indexOf(quote, from)
      over = closing < 0 ? value.length : search(/,/, closing)
      const inner = quote === '' || closing < 0 ? over : closing
      out += `${secrecy === undefined ? crossedOut(word) : word}=${quote}`
      out += hiding[secrecy ?? 'computed'](value.slice(from, inner))
      out += value.slice(inner, inner + quote.length) + crossedOut(value.slice(inner + quote.length, over))
    }
    out += value[over] ?? ''
    at = over + 1
  }
  return out
}

/** Cookies as a client gives them back: each behind a semicolon. */
const cookiesWithout = (hiding: Hiding, value: string): string =>
  value
    .split(';')
    .map((part) => {
      const at = part.indexOf('=') + 1
      return part.slice(0, at) + changedContent(hiding.given, part.slice(at))
    })
    .join(';')

/** A cookie as a server sets it; what stands beside it stays, up to where another one may begin. */
const settingWithout = (hiding: Hiding, value: string): string =>
  value
    .split(';')
    .map((part, i) => {
      const at = part.indexOf('=') + 1
      const name = part.slice(0, at === 0 ? undefined : at - 1).trim().toLowerCase()
      const isOpen = i > 0 && openCookieParts.has(name)
      if (!isOpen) return part.slice(0, at) + changedContent(hiding.given, part.slice(at))
      const comma = part.indexOf(',', name === 'expires' ? part.indexOf(',') + 1 : 0)
      return comma < 0 ? part : part.slice(0, comma) + cookiesWithout(hiding, part.slice(comma))
    })
    .join(';')

/** The value of an HTTP header, its name in whatever case, without its secrets. */
export const headerWithout = (hiding: Hiding, header: string, value: string): string => {
  const name = header.trim().toLowerCase()
  if (parameterHeaders.has(name)) return parametersWithout(hiding, value)
  if (cookieHeaders.has(name)) return cookiesWithout(hiding, value)
  if (settingHeaders.has(name)) return settingWithout(hiding, value)
  if (secretHeaderParts.some((part) => name.includes(part))) return hiding.given(value)
  return urlsWithout(hiding, value)
}

/** Headers without their secrets. */
export const headersWithout = <H extends Headers>(hiding: Hiding, headers: H): H =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const clean = (text: string): string => headerWithout(hiding, name, text)
      return [name, value === undefined ? value : typeof value === 'string' ? clean(value) : value.map(clean)]
    }),
  ) as H

const headerNamed = (headers: Headers, wanted: string): string =>
  Object.entries(headers)
    .flatMap(([name, value]) => (name.trim().toLowerCase() === wanted ? [value ?? ''] : []))
    .flat()
    .join(',')

const plainCharset = /^(?:utf-?8|us-ascii|ascii|iso-8859-\d+|latin\d|windows-125\d)$/i

/** Whether a body is XML in an encoding in which its markup can be found: neither packed nor of wide characters. */
const isReadable = (headers: Headers, text: string): boolean => {
  if (!/^(?:\xef\xbb\xbf)?\s*</.test(text) || text.includes('\0')) return false
  if (!/^(?:|identity)$/i.test(headerNamed(headers, 'content-encoding').trim())) return false
  const declared = /^[^<]*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text.slice(0, 512))?.[1]
  const charset = /;\s*charset\s*=\s*["']?([^"';\s]*)/i.exec(headerNamed(headers, 'content-type'))?.[1]
  return [declared, charset].every((each) => each === undefined || each === '' || plainCharset.test(each))
}

/** The body of a request or an answer without its secrets. Of what is no readable XML nothing is left but its length. */
export const bodyWithout = (hiding: Hiding, headers: Headers, body: Uint8Array): Uint8Array =>
  bytesWithout((text) => (isReadable(headers, text) ? textWithout(hiding, text) : crossedOut(text)), body)

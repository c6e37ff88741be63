/** Replaces addresses, names and texts in commands and HTTP. */
import type { Decoded } from '../../commands/codec.js'
import { decodeIn } from '../../commands/codec.js'
import { Quoted } from '../../commands/quoted.js'
import { nameFields, payloadKind, payloadSecrecy } from '../../commands/facts.js'
import type { Side } from '../../commands/row.js'
import { anywhere } from '../../commands/scope.js'
import { valueOf } from '../../commands/word.js'
import type { HttpRequest, HttpResponse } from '../../core/effects.js'
import { changedMarkup, crossedOut, type ElementRule, type MarkupRules } from '../../payloads/spans.js'
import type { Frame } from '../../wire/frame.js'
import { bytesOf, byteText } from '../../wire/text.js'
import { packetContent } from './packet.js'
import { people, type Replace } from './names.js'
import { changed, inBase64 } from './encodings.js'
import {
  beginsElement,
  behind,
  crossedData,
  crossedOffer,
  friendlyInLine,
  messageIn,
  nameAttributes,
  nameElements,
  packetType,
  profileLines,
  quietKinds,
  quietTypes,
  textElements,
  textLines,
  unspokenMail,
  within,
  withinWords,
  withoutCaller,
} from './written.js'

/** What is to be replaced besides secrets. */
export interface ScrubOptions {
  /** Addresses of accounts, and telephone numbers. */
  readonly addresses?: boolean
  /** Display names, personal messages, names of groups. */
  readonly names?: boolean
  /** What people say to each other. */
  readonly texts?: boolean
}

/** Takes out of commands and of HTTP what tells who it was, and what they said. */
export interface Disguise {
  readonly frame: (from: Side, command: Decoded, frame: Frame) => Frame
  readonly request: (request: HttpRequest) => HttpRequest
  readonly response: (response: HttpResponse) => HttpResponse
}

type Values = Readonly<Record<string, unknown>>

/** Names and telephone numbers that a command tells, by what they are. `Hotmail` is no person, but says who speaks. */
const valuesIn = (command: Decoded, { names, addresses }: ScrubOptions): ReadonlyArray<string> => {
  const fields = Object.entries(command as unknown as Values).filter(([name]) => nameFields.has(name))
  const { property } = command as { readonly property?: Values }
  const { name, value, number } = property ?? {}
  const some = [...fields.map(([, each]) => each), name, value]
  const phone = (number as { readonly text?: unknown } | undefined)?.text
  return [...(names ? some : []), ...(addresses ? [phone] : [])].filter(
    (each): each is string => typeof each === 'string' && each !== 'Hotmail',
  )
}

const marked = /^(F=)?(.*)$/s
const probe = 'qQxXzZ'

/** Whether a command says what is asked for with another word in one place of its line. */
const tells = (from: Side, frame: Frame, line: string): boolean =>
  JSON.stringify(Object.values(decodeIn(from)(anywhere, { ...frame, line }))).includes(`"${probe}"`)

/** The line with a value replaced in the word that it was read from. */
const replacedIn = (from: Side, frame: Frame, line: string, value: string, replace: Replace): string => {
  const words = line.split(/([ \t]+)/)
  const spelled = (word: string): string => marked.exec(word)![2]!
  const found = words.flatMap((word, i) => (i > 0 && valueOf(Quoted.read(spelled(word))) === value ? [i] : []))
  const put = (place: number, change: Replace): string =>
    words
      .map((word, i) =>
        i === place ? word.replace(marked, (_, mark = '', text: string) => mark + change(text)) : word,
      )
      .join('')
  // A name may read like a number or a status beside it.
  const place =
    found.length > 1
      ? (found.find((each) =>
          tells(
            from,
            frame,
            put(each, () => probe),
          ),
        ) ?? found[0])
      : found[0]
  return place === undefined ? withRest(words, replace) : put(place, replace)
}

/** What stands in several words, as names with blanks in them do: all behind the third word that is no number. */
const withRest = (words: ReadonlyArray<string>, replace: Replace): string =>
  words.map((word, i) => (i > 2 && !/^[ \t]*$|^\d+$|@|^[A-Z]{2,3}$|^C=/.test(word) ? replace(word) : word)).join('')

const none: Disguise = {
  frame: (_from, _command, frame) => frame,
  request: (request) => request,
  response: (response) => response,
}

/** For a recording of which nothing was read yet. */
export const disguise = (options: ScrubOptions): Disguise => {
  const { addresses = false, names = false, texts = false } = options
  if (!addresses && !names && !texts) return none
  const known = people()

  /** Lines of fields, whatever stands around them. */
  const changedLine = (line: string): string => {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    const change = ((): Replace | undefined => {
      if (texts && textLines.has(name)) return withinWords(known.text)
      if (!names) return undefined
      if (name === 'p4-context') return withinWords(known.name)
      if (profileLines.has(name)) return known.name
      return name === 'from' || name === 'to' ? (value) => withoutCaller(known.name, value) : undefined
    })()
    return change === undefined ? line : line.slice(0, colon + 1) + change(line.slice(colon + 1))
  }
  const inLines = (text: string): string =>
    names || texts
      ? text
          .split(/(\r\n|\r|\n)/)
          .map((line, i) => (i % 2 === 0 ? changedLine(line) : line))
          .join('')
      : text

  const elementRule = (name: string, parent: string): ElementRule | undefined => {
    if (texts && textElements.has(name)) return { extent: 'whole', change: (content) => unspokenMail(known.text, content) }
    if (!names) return undefined
    if (parent === 'annotation') {
      // What a property is called is no name; what it holds may be one, if it is no number.
      const isName = (content: string): boolean => !/^\s*(?:\d*|true|false)\s*$/i.test(content)
      return name === 'value'
        ? { extent: 'whole', change: (content) => (isName(content) ? within(known.name, content) : content) }
        : undefined
    }
    return nameElements.has(name) ? { extent: 'whole', change: (content) => within(known.name, content) } : undefined
  }
  const rulesFor = (isList: boolean): MarkupRules => ({
    element: elementRule,
    attribute: (name, element) => {
      if (names && nameAttributes.has(name)) return withinWords(known.name)
      if (!isList) return undefined
      if (names && element === 'c' && name === 'f') return known.name
      if (!addresses || name !== 'n') return undefined
      return element === 'd' ? known.domain : element === 'c' ? known.local : undefined
    },
    other: inLines,
    isDoubtful: (text) => beginsElement.test(text),
  })
  const inMarkup = (text: string, isList: boolean): string =>
    beginsElement.test(text) ? changedMarkup(rulesFor(isList), text) : inLines(text)
  const inAddresses = (text: string): string => (addresses ? known.addresses(text) : text)
  const withoutPeople = (text: string, isList = false): string => inAddresses(inMarkup(text, isList))

  /** What an invitation is about, in Base64: an object, or a file. */
  const inContext = (base64: string): string => {
    // A piece of text may end within it.
    const whole = base64.length - (base64.length % 4)
    const change = (context: string): string => {
      if (/^\s*<msnobj\b/i.test(context)) return withoutPeople(context)
      return texts ? crossedOffer(context) : inAddresses(context)
    }
    return inBase64(change, base64.slice(0, whole)) + base64.slice(whole)
  }
  /** Text of MSNSLP. The rest of a context that began in another packet cannot be read alone. */
  const inSlp = (text: string, isBegun: boolean): string => {
    const rest = isBegun ? (/^[A-Za-z0-9+/=]{16,}/.exec(text)?.[0] ?? '') : ''
    const plain = inAddresses(text.slice(rest.length)).replace(
      /(\bContext:[ \t]*)([A-Za-z0-9+/=]+)/g,
      behind(inContext),
    )
    return crossedOut(rest) + plain
  }
  const inPacket = (packet: Uint8Array): string => {
    const { kind, from, to, isBegun } = packetContent(packet)
    const text = byteText(packet)
    const content = text.slice(from, to)
    const changedContent = kind === 'Text' ? inSlp(content, isBegun) : texts ? crossedData(content) : content
    return text.slice(0, from) + changedContent + text.slice(to)
  }

  const inMessage = (isRouted: boolean, bytes: Uint8Array): Uint8Array => {
    const [type, at] = messageIn(isRouted, bytes)
    const [head, body] = [byteText(bytes, 0, at), bytes.subarray(at)]
    const isQuiet = quietTypes.has(type) || quietKinds.has(type)
    const said = byteText(body)
    if (type === packetType) return bytesOf(withoutPeople(head) + inPacket(body))
    return bytesOf(withoutPeople(head) + withoutPeople(texts && !isQuiet ? known.text(said) : said))
  }

  const payload = (verb: string, bytes: Uint8Array): Uint8Array => {
    const kind = payloadKind(verb)
    if (kind === 'mime' || kind === 'datagram') return inMessage(kind === 'datagram', bytes)
    return changed(
      (text) => withoutPeople(texts && kind === 'text' ? known.text(text) : text, kind === 'list'),
      bytes,
    )
  }

  const lineOf = (from: Side, command: Decoded, frame: Frame): string => {
    const { line } = frame
    if (command._tag === 'Undecodable') return names || texts ? withRest(line.split(/([ \t]+)/), known.text) : line
    const named = valuesIn(command, options).reduce((text, value) => replacedIn(from, frame, text, value, known.name), line)
    return names ? named.replace(friendlyInLine, behind(known.name)) : named
  }

  const headers = <H extends HttpResponse['headers']>(all: H): H =>
    Object.fromEntries(
      Object.entries(all).map(([name, value]) => [
        name,
        value === undefined
          ? value
          : typeof value === 'string'
            ? withoutPeople(value)
            : value.map((each) => withoutPeople(each)),
      ]),
    ) as H
  const body = (bytes: Uint8Array | undefined) =>
    bytes === undefined ? {} : { body: changed((text) => withoutPeople(text), bytes) }

  return {
    frame: (from, command, frame) => {
      const line = lineOf(from, command, frame)
      const verb = line.slice(0, 3)
      // What a client is called in its answer to a challenge looks like an address.
      const isProof = payloadSecrecy(verb) !== undefined
      return {
        ...frame,
        line: addresses && !isProof ? known.addresses(line) : line,
        payload: frame.payload === undefined || isProof ? frame.payload : payload(verb, frame.payload),
      }
    },
    request: (request) => ({
      ...request,
      url: withoutPeople(request.url),
      headers: headers(request.headers),
      ...body(request.body),
    }),
    response: (response) => ({ ...response, headers: headers(response.headers), ...body(response.body) }),
  }
}

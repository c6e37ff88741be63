import type { Decoded } from '../commands/codec.js'
import { decodeIn } from '../commands/codec.js'
import { Quoted } from '../commands/quoted.js'
import { nameFields } from '../commands/reference.js'
import type { Side } from '../commands/row.js'
import { anywhere } from '../commands/scope.js'
import { valueOf } from '../commands/word.js'
import type { HttpRequest, HttpResponse } from '../machines/effects.js'
import { contentTypes } from '../payloads/types.js'
import type { Frame } from '../wire/frame.js'
import { people, type People, type Replace } from './people.js'
import { changed, inBase64 } from './respelled.js'

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

const nameElements =
  /(<((?:[\w-]+:)?(?:PSM|CurrentMedia|EpName|N|displayName|quickname|firstName|MiddleName|lastName|name|comment|CommonName))(?:\s[^<>]*)?>)([^<]+)(?=<\/\2\s*>)/g
const nameLines = /^((?:P4-Context|From)[ \t]*:[ \t]*)([^\r\n]+)/gim
const nameAttributes = /(\sfriendlyName=")([^"]*)(?=")/g
const profileLines = /^((?:PostalCode|Birthday|BDayPre|Age|Gender)[ \t]*:[ \t]*)([^\r\n]+)/gim

const textElements = /(<((?:[\w-]+:)?(?:TEXT|BODY|S|SUBJECT|Content))(?:\s[^<>]*)?>)([^<]+)(?=<\/\2\s*>)/g
const textLines = /^((?:Subject|Application-File|Data)[ \t]*:[ \t]*)([^\r\n]+)/gim

/** Of `=?utf-8?B?...?=` only what it encodes. */
const withinWords =
  (replace: Replace): Replace =>
  (text) => {
    const encoded = /(=\?[^?]*\?)([BQ])(\?)([^?]*)(?=\?=)/gi
    if (!encoded.test(text)) return replace(text)
    return text.replace(encoded, (_, opening: string, kind: string, mark: string, content: string) => {
      const inner = kind.toUpperCase() === 'B' ? inBase64(replace, content) : replace(content)
      return opening + kind + mark + inner
    })
  }

const behind = (replace: Replace) => (_: string, opening: string, value: string) => opening + replace(value)
const inside = (replace: Replace) => (_: string, opening: string, _name: string, value: string) =>
  opening + replace(value)

const spokenTypes: ReadonlyArray<string> = [contentTypes.text, contentTypes.ink, contentTypes.gif]
const message = /^([^]*?\r?\n\r?\n)([^]*)$/

/** A message without what it says; what goes on with another message has no type of its own. */
const unspoken = (replace: Replace, text: string): string => {
  const [, head = '', body = ''] = message.exec(text) ?? []
  const type = /^Content-Type[ \t]*:[ \t]*([^;\r\n]*)/im.exec(head)?.[1]?.trim().toLowerCase()
  const isSpoken = type === undefined ? /^Chunk:/im.test(head) || !/:/.test(head) : spokenTypes.includes(type)
  return head !== '' && isSpoken ? head + replace(body) : text
}

const mimeVerbs = new Set(['MSG', 'UUM', 'UBM', 'SDG'])
const listVerbs = new Set(['ADL', 'RML', 'FQY'])

const none: Disguise = {
  frame: (_from, _command, frame) => frame,
  request: (request) => request,
  response: (response) => response,
}

const listed = ({ local, domain }: People, text: string): string =>
  text
    .replace(/(<d\s(?:[^<>]*\s)?n=")([^"]*)/g, behind(domain))
    .replace(/(<c\s(?:[^<>]*\s)?n=")([^"]*)/g, behind(local))

/** For a recording of which nothing was read yet. */
export const disguise = (options: ScrubOptions): Disguise => {
  const { addresses = false, names = false, texts = false } = options
  if (!addresses && !names && !texts) return none
  const known = people()

  const withoutPeople = (text: string): string => {
    let all = text
    if (addresses)
      all = known.addresses(all).replace(
        /(\bContext:[ \t]*)([A-Za-z0-9+/=]+)/g,
        behind((each) => inBase64(known.addresses, each)),
      )
    if (names)
      all = all
        .replace(nameElements, inside(known.name))
        .replace(nameLines, behind(withinWords(known.name)))
        .replace(nameAttributes, behind(withinWords(known.name)))
        .replace(profileLines, behind(known.name))
    if (texts) all = all.replace(textElements, inside(known.text)).replace(textLines, behind(withinWords(known.text)))
    return all
  }

  const payload = (verb: string, octets: Uint8Array): Uint8Array =>
    changed((text) => {
      const said = texts && mimeVerbs.has(verb) ? unspoken(known.text, text) : text
      const words = texts && verb === 'SDC' ? known.text(said) : said
      return withoutPeople(addresses && listVerbs.has(verb) ? listed(known, words) : words)
    }, octets)

  const lineOf = (from: Side, command: Decoded, frame: Frame): string => {
    const { line } = frame
    if (command._tag === 'Undecodable') return names || texts ? withRest(line.split(/([ \t]+)/), known.text) : line
    return valuesIn(command, options).reduce((text, value) => replacedIn(from, frame, text, value, known.name), line)
  }

  const headers = <H extends HttpResponse['headers']>(all: H): H =>
    Object.fromEntries(
      Object.entries(all).map(([name, value]) => [
        name,
        value === undefined ? value : typeof value === 'string' ? withoutPeople(value) : value.map(withoutPeople),
      ]),
    ) as H
  const body = (octets: Uint8Array | undefined) =>
    octets === undefined ? {} : { body: changed(withoutPeople, octets) }

  return {
    frame: (from, command, frame) => {
      const line = lineOf(from, command, frame)
      const verb = line.slice(0, 3)
      return {
        ...frame,
        // What a client is called in its answer to a challenge looks like an address.
        line: addresses && verb !== 'QRY' ? known.addresses(line) : line,
        payload: frame.payload === undefined || verb === 'QRY' ? frame.payload : payload(verb, frame.payload),
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

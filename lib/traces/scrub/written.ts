/** Declares where names and texts stand in XML, lines of fields and messages, and crosses them out. */
import { mailTypes } from '../../payloads/mail.js'
import { crossedOut } from '../../payloads/spans.js'
import { valueOf as fieldOf } from '../../payloads/fields.js'
import { contentType, readMime } from '../../payloads/mime.js'
import { readRouted } from '../../payloads/routing.js'
import { contentTypes } from '../../payloads/types.js'
import type { Replace } from './names.js'
import { inBase64 } from './encodings.js'

/** Elements that hold what somebody or a group is called, by their local names in lower case. */
export const nameElements: ReadonlySet<string> = new Set([
  ...['psm', 'currentmedia', 'epname', 'n', 'displayname', 'quickname', 'nickname', 'firstname', 'middlename'],
  ...['lastname', 'name', 'comment', 'commonname', 'friendlyname', 'title'],
])
export const nameAttributes: ReadonlySet<string> = new Set(['friendlyname', 'friendly'])
export const profileLines: ReadonlySet<string> = new Set(['postalcode', 'birthday', 'bdaypre', 'age', 'gender', 'nickname'])

/** Elements that hold what somebody says. */
export const textElements: ReadonlySet<string> = new Set([
  ...['text', 'body', 's', 'su', 'subj', 'subject', 'content', 'getmessageresult'],
])
export const textLines: ReadonlySet<string> = new Set(['subject', 'application-file', 'data'])

export const beginsElement = new RegExp(
  `<[/!?\\s]*(?:[\\w.-]+:)*(?:${[...nameElements, ...textElements].join('|')}|msnobj|[cd])(?![\\w-])`,
  'i',
)

/** Of `=?utf-8?B?...?=` only what it encodes. */
export const withinWords =
  (replace: Replace): Replace =>
  (text) => {
    const encoded = /(=\?[^?]*\?)([BQ])(\?)([^?]*)(?=\?=)/gi
    if (!encoded.test(text)) return replace(text)
    return text.replace(encoded, (_, opening: string, kind: string, mark: string, content: string) => {
      const inner = kind.toUpperCase() === 'B' ? inBase64(replace, content) : replace(content)
      return opening + kind + mark + inner
    })
  }

export const behind = (replace: Replace) => (_: string, opening: string, value: string) => opening + replace(value)

/** The content of an element: what is spelled in another way than as text is crossed out. */
export const within = (replace: Replace, content: string): string =>
  content.includes('<') ? crossedOut(content) : withinWords(replace)(content)

/** An address, with a network before it and a place behind it, which is no name (messages.md 5.3). */
const isParty = (text: string): boolean => /^(?:\d{1,5}:)?[^\s@<>]+@[^\s@<>]+$/.test(text.trim())

/** Somebody in a line of a mail, `Bob B <bob@example.com>`, without the name. */
export const withoutCaller = (replace: Replace, value: string): string => {
  if (isParty(value)) return value
  const end = value.indexOf('<')
  return end < 0 ? withinWords(replace)(value) : withinWords(replace)(value.slice(0, end)) + value.slice(end)
}

const headEnd = /\r?\n\r?\n/

/** A mail without its text; its head stays. */
export const unspokenMail = (replace: Replace, text: string): string => {
  const end = headEnd.exec(text)
  const at = end === null || !/^[\s\w-]+:/.test(text) ? 0 : end.index + end[0].length
  return text.slice(0, at) + within(replace, text.slice(at))
}

/** Types of messages that say nothing which a person has written, but in lines of their own. */
export const quietTypes: ReadonlySet<string> = new Set([
  ...[contentTypes.typing, contentTypes.datacast, contentTypes.emoticons, contentTypes.animatedEmoticons],
  ...[contentTypes.clientCaps, contentTypes.keepAlive, contentTypes.profile, contentTypes.systemMessage],
  ...[contentTypes.invitation, ...mailTypes],
])

/** What somebody calls a picture, in an object that stands percent-encoded in a line. */
export const friendlyInLine = /(Friendly(?:=|%3D)(?:"|'|%22|%27))((?:[^"'%\s]|%(?!22|27))*)/gi

export const packetType = 'application/x-msnmsgrp2p'

/** The type of a message, and where its body begins: where it is routed there are further blocks before it (messages.md 5.3). */
export const messageIn = (isRouted: boolean, payload: Uint8Array): readonly [type: string, body: number] => {
  const mime = isRouted ? readRouted(payload).part : readMime(payload)
  const kind = isRouted ? fieldOf('message-type', mime.headers)?.trim().toLowerCase() : undefined
  const type = kind === undefined || kind === 'text' ? contentType(mime).type : kind === 'data' ? packetType : kind
  return [type, payload.length - mime.body.length]
}

/** Kinds of SDG that say nothing. */
export const quietKinds: ReadonlySet<string> = new Set(['nudge', 'control/typing', 'signal', 'signal/p2p', 'customemoticon'])

/** Data of which nothing is left; zeros that prepare for data stay (messages.md 3.6). */
export const crossedData = (data: string): string => (/^\0{0,4}$/.test(data) ? data : data.replace(/[^]/g, 'x'))

/** What an offer of a file says of it, but for its size: name and preview (messages.md 3.8). */
export const crossedOffer = (offer: string): string => offer.slice(0, 20) + offer.slice(20).replace(/[^\0]/g, 'x')

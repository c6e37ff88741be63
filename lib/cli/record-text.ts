/** Commands, gaps, connections and HTTP of a recording as text. */
import { bareUrl } from '../auth/passport.js'
import { CapabilityPair } from '../commands/capabilities.js'
import type { Decoded } from '../commands/codec.js'
import { Endpoint } from '../commands/endpoint.js'
import type { MsnObject } from '../commands/msnobject.js'
import { hidden, payloadKind, payloadSecrecy, shownField } from '../commands/facts.js'
import { describeReason } from '../commands/undecodable.js'
import type { Address, Stamp } from '../commands/words.js'
import { describeClose } from '../core/effects.js'
import { type Message, readMessage } from '../payloads/message.js'
import { readPersonal } from '../payloads/personal.js'
import type { TraceRecord } from '../traces/format/record.js'
import type { TranscriptEntry } from '../traces/read/transcript.js'
import { describeFrameError, write } from '../wire/frame.js'
import { utf8Of } from '../wire/text.js'
import { colours, counted, cutTo, fitted, harmless, spaced } from './output.js'
import type { ConnectionOpening } from './participants.js'

const notFields: ReadonlySet<string> = new Set(['_tag', 'verb', 'trid', 'payload', 'odd'])

const fieldsOf = (decoded: object): ReadonlyArray<readonly [name: string, value: unknown]> =>
  Object.entries(decoded).filter(([name]) => !notFields.has(name))

const quotedIfNeeded = (text: string): string => (/^[^\s"=]+$/u.test(text) ? text : JSON.stringify(text))

// Values of more than one part, as a person would write them: told apart by a part that only they have.
const composed: ReadonlyArray<readonly [part: string, show: (value: never) => string]> = [
  ['host', ({ host, port }: Address) => `${host}:${port}`],
  ['sha1d', ({ type, size }: MsnObject) => `(type ${type}, ${size} bytes)`],
  ['passport', (endpoint: Endpoint) => Endpoint.write(endpoint)],
  ['client', (pair: CapabilityPair) => CapabilityPair.write(pair)],
  ['text', ({ text }: Stamp) => quotedIfNeeded(text)],
]

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quotedIfNeeded(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shown).join(',')
  if (typeof value !== 'object' || value === null) return String(value)
  const show = composed.find(([part]) => part in value)?.[1]
  if (show !== undefined) return show(value as never)
  const parts = Object.entries(value).filter(([name]) => name !== '_tag')
  return parts.map(([, part]) => shown(part)).join(':')
}

// A timeline is for showing around; `--json` holds everything.
const pair = ([name, value]: readonly [string, unknown]): string =>
  `${name}=${shown(shownField(name, value))}`

const describeMessage = (message: Message): string => {
  switch (message._tag) {
    case 'Text':
      return `text ${JSON.stringify(message.text)}`
    case 'Typing':
      return 'typing'
    case 'Other':
      return 'message of another type'
    default:
      return spaced(message._tag)
  }
}

const describePayload = (verb: string, payload: Uint8Array): string => {
  if (payload.length === 0) return 'empty'
  if (payloadSecrecy(verb) !== undefined) return hidden
  const kind = payloadKind(verb)
  if (kind === 'mime') return describeMessage(readMessage(payload))
  if (kind === 'personal') {
    const { psm } = readPersonal(payload)
    if (psm !== undefined && psm !== '') return `personal message ${JSON.stringify(psm)}`
  }
  // eslint-disable-next-line no-control-regex
  return utf8Of(payload).replace(/[\x00-\x20\x7f]+/g, ' ')
}

/** What a command says, for people: its fields, and what its payload holds. */
const partsOf = (decoded: Decoded): { readonly words: string; readonly payload?: string } => {
  // What cannot be read may hold anything, a ticket too: `--json` gives its bytes to those who ask for them.
  if (decoded._tag === 'Undecodable')
    return { words: `${describeReason(decoded.reason)} (${counted(write(decoded.frame).length, 'byte')})` }
  if (decoded._tag === 'Failure') return { words: `${decoded.name}: ${decoded.meaning}` }
  const words = fieldsOf(decoded).map(pair).join(' ')
  return 'payload' in decoded ? { words, payload: describePayload(decoded.verb, decoded.payload) } : { words }
}

const plainly = (entry: Exclude<TranscriptEntry, { readonly _tag: 'Line' }>): string => {
  switch (entry._tag) {
    case 'Gap':
      return `${entry.bytes === undefined ? 'bytes' : counted(entry.bytes, 'byte')} missing in the recording`
    case 'Lost':
      return describeFrameError(entry.error)
  }
}

/**
 * What there is to tell, for people, in so many columns: of a command its fields, and what its payload holds. The payload gets
 * the room where there is little. Nothing in it steers a terminal.
 */
export const describe = (entry: TranscriptEntry, room: number | undefined): string => {
  const alone = (text: string): string => cutTo(room)(harmless(text))
  if (entry._tag !== 'Line') return alone(plainly(entry))
  const { words, payload } = partsOf(entry.decoded)
  if (payload === undefined) return alone(words)
  return words === '' ? alone(`│ ${payload}`) : fitted(room)(words, ' │ ', payload)
}

/** The same for where there is little room: the payload comes first. */
export const brief = (entry: TranscriptEntry): string => {
  if (entry._tag !== 'Line') return plainly(entry)
  const { words, payload } = partsOf(entry.decoded)
  return payload === undefined ? words : `${payload} │ ${words}`.replace(/ │ $/, '')
}

type Closed = Extract<TraceRecord, { readonly _tag: 'Closed' }>

/** How a connection begins, behind its name. */
export const describeOpening = (opening: ConnectionOpening): string =>
  opening === 'Recorded'
    ? 'opens'
    : `${opening === 'Unrecorded' ? 'opens' : 'is open'}, TCP handshake not recorded`

/** How a connection ended, behind its name. */
export const describeEnding = ({ reason, by }: Closed): string => {
  const who = by === undefined ? '' : ` by the ${by}`
  return reason._tag === 'Ended' ? `closed${who}` : `closed${who}: ${describeClose(reason)}`
}

/** What is told of HTTP: no query and no header, for there may be a secret in them. */
export const describeExchange = (record: TraceRecord): string | undefined => {
  if (record._tag === 'Asked') return `HTTP ${record.exchange} ${record.request.method} ${bareUrl(record.request.url)}`
  if (record._tag !== 'Answered') return undefined
  const { exchange, outcome } = record
  return `HTTP ${exchange} ${'status' in outcome ? outcome.status : describeClose(outcome)}`
}

const arrows = { client: '→', server: '←' } as const

/** The colour of an entry: whose it is, or that it is trouble. */
export const paintOf = (entry: TranscriptEntry): ((text: string) => string) => {
  if (entry._tag === 'Gap') return colours.yellow
  if (entry._tag === 'Lost') return colours.red
  const { from, decoded } = entry
  if (decoded._tag === 'Undecodable' || decoded._tag === 'Failure') return colours.red
  return from === 'client' ? colours.cyan : colours.green
}

/** The verb of a command, or what stands in its place. */
export const titleOf = (entry: TranscriptEntry): string => {
  if (entry._tag === 'Gap') return '···'
  return entry._tag === 'Lost' || entry.decoded._tag === 'Undecodable' ? '???' : entry.decoded.verb
}

/** The transaction id of a command, if it has one. */
export const tridOf = (entry: TranscriptEntry): string =>
  entry._tag === 'Line' && entry.decoded._tag !== 'Undecodable' && 'trid' in entry.decoded
    ? String(entry.decoded.trid ?? '')
    : ''

/** Milliseconds as seconds, in a column. */
export const secondsText = (t: number): string => (t / 1000).toFixed(3).padStart(9)

/** A line of the timeline: when, on which connection, by whom, the verb and its transaction id, and what it says. */
export const row = (entry: TranscriptEntry, width: number | undefined): string => {
  const { t, connection, from } = entry
  const where = `${secondsText(t)} ${String(connection).padStart(2)}`
  const what = `${arrows[from]} ${titleOf(entry)}`
  const number = tridOf(entry).padStart(3)
  // Colours take no room on the screen: what is cut is cut before they come in.
  const room = width === undefined ? undefined : width - [where, what, number, ''].join(' ').length
  return [colours.dim(where), paintOf(entry)(what), colours.dim(number), describe(entry, room)]
    .join(' ')
    .trimEnd()
}

/** Events as the plain JSON of `--json` and `--debug`, secrets hidden. */
import type { BridgeEvent } from '../edges/node.js'
import { hidden, shownField } from '../commands/facts.js'
import {
  Address,
  type ConversationEnd,
  describeEnd,
  describeOutcome,
  describeReason,
  type ProxyEvent,
  type ServerEvent,
  type SessionEvent,
  type Tap,
} from '../index.js'
import { describeClose } from '../machines.js'
import { isBytes } from '../wire/bytes.js'
import { base64, jsonLine, noteLive } from './output.js'
import { bound } from './terminal.js'

const isAddress = (value: object): value is { readonly host: string; readonly port: number } =>
  'host' in value && 'port' in value && Object.keys(value).length === 2

/**
 * A value of the library as plain JSON: bytes in Base64, addresses as text, maps as objects, and secrets hidden.
 *
 * **Shapes** headers that a profile has besides the known ones are left out: nobody knows what they hold.
 */
export const plain = (value: unknown): unknown => {
  if (isBytes(value)) return base64(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  if ('reveal' in value) return hidden
  if ('toJS' in value) return plain(Object.fromEntries(value as unknown as Iterable<readonly [string, unknown]>))
  if (isAddress(value)) return Address.write(value)
  const isProfile = '_tag' in value && value._tag === 'Profile'
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isProfile || name !== 'headers')
      .map(([name, part]) => [name, plain(shownField(name, part))]),
  )
}

/** Tells why a conversation ended, in a few words. */
export const describeConversationEnd = (reason: ConversationEnd): string => {
  switch (reason._tag) {
    case 'Left':
      return 'we left'
    case 'Declined':
      return 'declined'
    case 'Lost':
      return 'its connection was lost'
    case 'NoAnswer':
      return 'no answer in time'
    case 'SessionEnded':
      return 'the session ended'
    case 'Unreadable':
      return `the answer cannot be read: ${describeReason(reason.reason)}`
    case 'Failed':
      return `${reason.failure.meaning} (${reason.failure.code})`
  }
}

/** What a person would say of the reason or the outcome in an event. */
const textOf = (event: SessionEvent): string | undefined => {
  switch (event._tag) {
    case 'Closed':
      return describeEnd(event.reason)
    case 'ConversationEnded':
      return describeConversationEnd(event.reason)
    case 'IntentOutcome':
    case 'MessageOutcome':
      return describeOutcome(event.outcome)
    case 'ServerFailed':
      return event.failure.meaning
    case 'ServiceFailed':
      return describeOutcome(event)
    default:
      return undefined
  }
}

const flattened = ({ _tag, ...fields }: { readonly _tag: string }): Readonly<Record<string, unknown>> => ({
  event: _tag,
  ...(plain(fields) as object),
})

/** An event of a session as plain JSON: its tag as `event`, beside its fields; `text` puts its reason in words. */
export const plainEvent = (event: SessionEvent): Readonly<Record<string, unknown>> => {
  const text = textOf(event)
  return { ...flattened(event), ...(text === undefined ? {} : { text }) }
}

/** What happens in a server as plain JSON, as `plainEvent` has it. */
export const plainServed = (event: ServerEvent): Readonly<Record<string, unknown>> => {
  if (event._tag === 'Listening') {
    const { _tag, first, nexus, addresses } = event
    return { event: _tag, ...(plain({ first, nexus, ...addresses }) as object) }
  }
  const reason = event._tag === 'Disconnected' || event._tag === 'NotListening' ? event.reason : undefined
  return { ...flattened(event), ...(reason === undefined ? {} : { text: describeClose(reason) }) }
}

/** What happens in a proxy as plain JSON, as `plainEvent` has it. */
export const plainProxied = (event: ProxyEvent): Readonly<Record<string, unknown>> => ({
  ...flattened(event),
  ...('reason' in event ? { text: describeClose(event.reason) } : {}),
})

/** What happens at a bridge as plain JSON, as `plainEvent` has it. */
export const plainBridged = (event: BridgeEvent): Readonly<Record<string, unknown>> => ({
  ...flattened(event),
  ...('reason' in event ? { text: describeClose(event.reason) } : {}),
})

/** A tap that prints what goes on to standard error, one JSON object a line, secrets hidden. */
export const tapping = (): Tap => {
  const begin = performance.now()
  return bound(({ _tag, ...fields }) =>
    noteLive(jsonLine({ t: Math.round(performance.now() - begin) / 1000, debug: _tag, ...(plain(fields) as object) })),
  )
}

/** The address of an account, with its network, its endpoint and the circle that it speaks through. */
import { Guid, NetworkId, Passport } from './words.js'
import { checked, unread, valueOf, type Scan, type Word } from './word.js'

/**
 * An account, and where the dialect says so its network, the GUID of the endpoint that it is signed in at, and
 * the circle by way of which it speaks.
 */
export interface Endpoint {
  readonly passport: Passport
  readonly network?: NetworkId
  readonly guid?: Guid
  readonly via?: Endpoint
}

const guidPart = /^\{([^{}]+)\}$/

const readEndpoint = (bytes: string): Endpoint | typeof unread => {
  const [address = '', ...parts] = bytes.split(';')
  const mark = address.indexOf(':')
  const at = address.indexOf('@')
  const prefix = mark > 0 && (at < 0 || mark < at) ? valueOf(NetworkId.read(address.slice(0, mark))) : unread
  const passport = valueOf(Passport.read(prefix === unread ? address : address.slice(mark + 1)))
  if (passport === unread) return unread

  const endpoint: { -readonly [K in keyof Endpoint]: Endpoint[K] } = { passport }
  if (prefix !== unread) endpoint.network = prefix
  for (const part of parts) {
    const guid = guidPart.exec(part)?.[1]
    if (guid !== undefined && endpoint.guid === undefined && Guid.is(guid)) endpoint.guid = guid
    else if (part.startsWith('via=') && endpoint.via === undefined) {
      const via = readEndpoint(part.slice(4))
      if (via === unread) return unread
      endpoint.via = via
    } else return unread
  }
  return endpoint
}

const writeEndpoint = ({ passport, network, guid, via }: Endpoint): string =>
  (network === undefined ? '' : `${network}:`) +
  Passport.write(passport) +
  (guid === undefined ? '' : `;{${guid}}`) +
  (via === undefined ? '' : `;via=${writeEndpoint(via)}`)

const isEndpoint = (u: unknown): u is Endpoint => {
  if (typeof u !== 'object' || u === null) return false
  const { passport, network, guid, via } = u as Partial<Endpoint>
  return (
    Passport.is(passport) &&
    (network === undefined || NetworkId.is(network)) &&
    (guid === undefined || Guid.is(guid)) &&
    (via === undefined || (isEndpoint(via) && via.via === undefined && via.guid === undefined))
  )
}

const [digit0, digit9, colon, semicolon, opening, closing] = [48, 57, 58, 59, 123, 125]
/** As in `;{11111111-2222-3333-4444-555555555555}`. */
const guidPartLength = 39

/** Without a circle: an address, perhaps with a network before it, perhaps with a GUID behind it. */
const scanEndpoint: Scan<Endpoint> = (text, bytes, start, end) => {
  let mark = start
  while (mark < end && bytes[mark]! >= digit0 && bytes[mark]! <= digit9) mark++
  const hasNetwork = mark > start && mark < end && bytes[mark] === colon
  const network = hasNetwork ? NetworkId.scan(text, bytes, start, mark) : undefined
  if (network === unread) return unread

  const from = hasNetwork ? mark + 1 : start
  const place = end - guidPartLength
  const hasGuid =
    place > from && bytes[place] === semicolon && bytes[place + 1] === opening && bytes[end - 1] === closing
  const passport = Passport.scan(text, bytes, from, hasGuid ? place : end)
  if (passport === unread) return unread
  if (!hasGuid) return network === undefined ? { passport } : { passport, network }

  const guid = Guid.scan(text, bytes, place + 2, end - 1)
  if (guid === unread) return unread
  return network === undefined ? { passport, guid } : { passport, network, guid }
}

/**
 * An address with what later dialects put around it.
 *
 * **Shapes** `bob@example.com`, `bob@example.com;{guid}` (MSNP16 at the switchboard), `1:bob@example.com` (MSNP18),
 * `1:bob@example.com;via=9:guid@live.com` (a member of a circle). `tel:+1555` is an address, not a network.
 *
 * **Source** core.md 4.5, 6.3; messages.md 5.3
 */
export const Endpoint: Word<Endpoint> = checked<Endpoint>('Endpoint', {
  expected: 'an address such as bob@example.com, 1:bob@example.com or bob@example.com;{guid}',
  is: isEndpoint,
  read: readEndpoint,
  write: writeEndpoint,
  scan: scanEndpoint,
})

/** An endpoint that names its network, as MSNP18 writes contacts; before it, no word for a contact does. */
export const NetworkEndpoint: Word<Endpoint> = checked<Endpoint>('NetworkEndpoint', {
  expected: 'an address with its network, such as 1:bob@example.com',
  is: (u): u is Endpoint => isEndpoint(u) && u.network !== undefined,
  read: (bytes) => {
    const endpoint = readEndpoint(bytes)
    return endpoint !== unread && endpoint.network !== undefined ? endpoint : unread
  },
  write: writeEndpoint,
  scan: (text, bytes, start, end) => {
    const endpoint = scanEndpoint(text, bytes, start, end)
    return endpoint !== unread && endpoint.network !== undefined ? endpoint : unread
  },
})

/** The three blocks of PUT, DEL, NFY and SDG: routing, reliability, content. */
import * as O from 'fp-ts/lib/Option.js'

import { BracedGuid, type NetworkId } from '../commands/words.js'
import { bytesOf } from '../wire/text.js'
import { detached } from './detach.js'
import { named, readParameters, writeFields, writeParameters, type Fields } from './fields.js'
import { readMime, writeMime, type Mime } from './mime.js'
import { Free, readRecord, spelling, writeRecord, type RecordOf, type Spelling, type Table } from './record.js'

/**
 * What PUT, DEL, NFY and SDG carry: where it goes, how it is to be sent, and what it is.
 *
 * **Shapes** `routing` begins with `Routing`, `reliability` with `Reliability`; either is empty where it is missing.
 * `part` is the third block with the content behind it: it begins with `Publication`, `Notification` or `Messaging`.
 *
 * **Source** core.md 3.6, messages.md 5.3
 */
export interface Routed {
  readonly routing: Fields
  readonly reliability: Fields
  readonly part: Mime
}

const block =
  (name: string) =>
  (payload: Uint8Array): readonly [Fields, Uint8Array] => {
    const { headers, body } = readMime(payload)
    return headers.slice(0, 1).some(named(name)) ? [headers, body] : [[], payload]
  }

/**
 * Reads the blocks, and takes all that is left as content.
 *
 * **Shapes** `Content-Length` is not looked at: some servers count characters.
 */
export const readRouted = (payload: Uint8Array): Routed => {
  const [routing, afterRouting] = block('Routing')(payload)
  const [reliability, afterReliability] = block('Reliability')(afterRouting)
  return { routing, reliability, part: readMime(afterReliability) }
}

const lengthName = 'Content-Length'

// In its place if it has one; and for content without a length, at the end.
const withLength = ({ headers, body }: Mime): Mime => {
  const length = [lengthName, String(body.length)] as const
  const isLength = named(lengthName)
  if (headers.some(isLength)) return { headers: headers.map((each) => (isLength(each) ? length : each)), body }
  return { headers: body.length === 0 ? headers : [...headers, length], body }
}

/** The bytes of the blocks and the content, with the length that it really has. */
export const writeRouted = ({ routing, reliability, part }: Routed): Uint8Array => {
  const blocks = [routing, reliability].filter((fields) => fields.length > 0)
  return bytesOf(blocks.map((fields) => `${writeFields(fields)}\r\n`).join(''), writeMime(withLength(part)))
}

const parameters = {
  /** The endpoint that the account is signed in at. */
  epid: ['epid', BracedGuid],
  path: ['path', Free],
  via: ['via', Free],
} satisfies Table

/** Who is meant in `To` and `From`. */
export interface Party extends RecordOf<typeof parameters> {
  readonly network?: NetworkId
  readonly address: string
}

/** A party, such as `1:alice@example.com;epid={...}` or `9:...@live.com;path=IM` (messages.md 5.3). */
export const Party: Spelling<Party> = spelling(
  (text) => {
    const [, network, address = ''] = /^(?:(\d{1,5}):)?(.*)$/s.exec(text.split(';', 1).join().trim()) ?? []
    if (address === '') return O.none
    const rest = readRecord(parameters)(readParameters(text))
    return O.some({ address: detached(address), ...(network === undefined ? {} : { network: Number(network) }), ...rest })
  },
  ({ network, address, ...rest }) =>
    [
      network === undefined ? address : `${network}:${address}`,
      ...writeRecord(parameters)(rest).map((parameter) => writeParameters([parameter])),
    ].join(';'),
)

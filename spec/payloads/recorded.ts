import type { Decoded } from '../../lib/commands/codec.js'
import { decode, decoder } from '../../lib/commands/decoder.js'
import { captureReader } from '../../lib/traces/pcap/reader.js'
import { transcribe } from '../../lib/traces/read/transcript.js'
import { escargot, recording, signIn2008, type Conversation } from '../replay/recorded.js'

export { isThere } from '../replay/recorded.js'

/** A payload of the recorded traffic, and the verb that announced it. */
export interface Recorded {
  readonly verb: string
  readonly payload: Uint8Array
}

const conversation = ({ on, pieces }: Conversation): ReadonlyArray<Decoded> => {
  let state = decoder({ on })
  return pieces.flatMap(({ from, bytes }) => {
    const [next, decoded] = decode(from)(state, bytes)
    state = next
    return decoded
  })
}

const capture2005 = (): ReadonlyArray<Decoded> => {
  const { read, end } = captureReader()
  const findings = [...read(recording('msnp11-2005.pcap')), ...end()]
  const records = findings.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))
  return transcribe(records).flatMap((entry) => (entry._tag === 'Line' ? [entry.decoded] : []))
}

/** All payloads of some verbs in the recorded traffic; the empty answer to UUX is not one. */
export const payloadsOf = (...verbs: ReadonlyArray<string>): ReadonlyArray<Recorded> =>
  [...capture2005(), ...signIn2008(), ...escargot().flatMap(conversation)].flatMap((command) =>
    command._tag === 'Payload' && verbs.includes(command.verb) && !('trid' in command && command.payload.length === 0)
      ? [{ verb: command.verb, payload: command.payload }]
      : [],
  )

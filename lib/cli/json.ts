import type { Decoded } from '../commands/codec.js'
import { describeReason } from '../commands/undecodable.js'
import type { Gap, Line } from '../traces/read/transcript.js'
import { write } from '../wire/frame.js'
import type { Pen } from './json-writer.js'

/** The class of a decoded command, a failure's included. */
const classOf = (decoded: Exclude<Decoded, { readonly _tag: 'Undecodable' }>): string => {
  if (decoded._tag !== 'Failure') return decoded._tag
  if (decoded.payload !== undefined) return 'Payload'
  return decoded.trid === undefined ? 'Async' : 'Normal'
}

const isField = (name: string): boolean =>
  name !== '_tag' && name !== 'verb' && name !== 'trid' && name !== 'payload' && name !== 'odd'

/** Milliseconds as seconds, to the microsecond. */
const writeSeconds = ({ put, count }: Pen, t: number): void => {
  const all = Math.round(t * 1e3)
  const whole = Math.floor(all / 1e6)
  count(whole)
  let part = all - whole * 1e6
  if (part === 0) return
  put('.')
  for (let place = 1e5; part > 0; place /= 10) {
    const digit = Math.floor(part / place)
    count(digit)
    part -= digit * place
  }
}

const writeFields = ({ put, value }: Pen, decoded: Readonly<Record<string, unknown>>): void => {
  let isFirst = true
  for (const name in decoded) {
    const field = decoded[name]
    if (field === undefined || !isField(name)) continue
    put(isFirst ? '"' : ',"')
    put(name)
    put('":')
    value(field)
    isFirst = false
  }
}

/** Writes a line of `msnp decode --json`. */
export const writeJson =
  (pen: Pen) =>
  (entry: Line | Gap): void => {
    const { put, count, text, base64 } = pen
    put('{"t":')
    writeSeconds(pen, entry.t)
    put(',"connection":')
    count(entry.connection)
    put(entry.from === 'client' ? ',"from":"client"' : ',"from":"server"')
    if (entry._tag === 'Gap') {
      put(',"gap":')
      if (entry.octets === undefined) put('null')
      else count(entry.octets)
      return put('}\n')
    }
    const { dialect, decoded } = entry
    put(',"dialect":"')
    put(dialect)
    if (decoded._tag === 'Undecodable') {
      put('","undecodable":')
      text(describeReason(decoded.reason))
      put(',"bytes":')
      base64(write(decoded.frame))
      return put('}\n')
    }
    put('","verb":"')
    put(decoded.verb)
    put('","class":"')
    put(classOf(decoded))
    put('"')
    if ('trid' in decoded && decoded.trid !== undefined) {
      put(',"trid":')
      count(decoded.trid)
    }
    put(',"fields":{')
    writeFields(pen, decoded as unknown as Readonly<Record<string, unknown>>)
    put('}')
    if ('payload' in decoded && decoded.payload !== undefined) {
      put(',"payload":')
      base64(decoded.payload)
    }
    put('}\n')
  }

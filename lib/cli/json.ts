import type { Decoded } from '../commands/codec.js'
import { describeReason } from '../commands/undecodable.js'
import type { Gap, Line } from '../traces/transcript.js'
import { write } from '../wire/frame.js'
import { base64, jsonLine } from './output.js'

// A long recording has a million lines and more: each is put together by hand, in half the time that it takes to make an
// object for JSON.stringify.

const [quote, backslash, space, tilde] = [0x22, 0x5c, 0x20, 0x7e]

const isPlain = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < space || code > tilde || code === quote || code === backslash) return false
  }
  return true
}

const valueText = (value: unknown): string => {
  if (typeof value === 'string' && isPlain(value)) return `"${value}"`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return jsonLine(value)
}

const zeros = ['', '0', '00', '000', '0000', '00000'] as const

/** Milliseconds as seconds, to the microsecond. */
export const secondsText = (t: number): string => {
  const all = Math.round(t * 1e3)
  const whole = Math.floor(all / 1e6)
  let part = all - whole * 1e6
  if (part === 0) return String(whole)
  let digits = 6
  for (; part % 10 === 0; part /= 10) digits--
  const text = String(part)
  return `${whole}.${zeros[digits - text.length]}${text}`
}

/** The class of a decoded command, a failure's included. */
const classOf = (decoded: Exclude<Decoded, { readonly _tag: 'Undecodable' }>): string => {
  if (decoded._tag !== 'Failure') return decoded._tag
  if (decoded.payload !== undefined) return 'Payload'
  return decoded.trid === undefined ? 'Async' : 'Normal'
}

const fieldsText = (decoded: Readonly<Record<string, unknown>>): string => {
  let text = ''
  for (const name in decoded) {
    const value = decoded[name]
    if (value === undefined || name === '_tag' || name === 'verb' || name === 'trid' || name === 'payload' || name === 'odd') continue
    text += `${text === '' ? '' : ','}"${name}":${valueText(value)}`
  }
  return text
}

/** A line of `msnp decode --json`. */
export const toJson = (entry: Line | Gap): string => {
  const where = `{"t":${secondsText(entry.t)},"connection":${entry.connection},"from":"${entry.from}"`
  if (entry._tag === 'Gap') return `${where},"gap":${entry.octets ?? null}}`
  const { dialect, decoded } = entry
  if (decoded._tag === 'Undecodable') {
    const { frame, reason } = decoded
    const octets = base64(write(frame))
    return `${where},"dialect":"${dialect}","undecodable":${valueText(describeReason(reason))},"bytes":"${octets}"}`
  }
  const { trid, payload } = decoded as { readonly trid?: number; readonly payload?: Uint8Array }
  const number = trid === undefined ? '' : `,"trid":${trid}`
  const behind = payload === undefined ? '' : `,"payload":"${base64(payload)}"`
  const fields = fieldsText(decoded as unknown as Readonly<Record<string, unknown>>)
  return `${where},"dialect":"${dialect}","verb":"${decoded.verb}","class":"${classOf(decoded)}"${number},"fields":{${fields}}${behind}}`
}

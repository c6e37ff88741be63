/** Shows a command of a recording in a line, without secrets. */
import type { Decoded } from '../../commands/codec.js'
import { decodeIn } from '../../commands/codec.js'
import { hidden, payloadKind, secretsIn } from '../../commands/facts.js'
import type { Scope } from '../../commands/scope.js'
import { bytesAfter } from '../../commands/verbs.js'
import { mayHoldSecret } from '../../payloads/hiding.js'
import { readMessage } from '../../payloads/message.js'
import { fromByteText, byteText, utf8Of } from '../../wire/text.js'

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const payloadWords = (verb: string, payload: Uint8Array): string => {
  if (mayHoldSecret(verb, payload)) return hidden
  const message = payloadKind(verb) === 'mime' ? readMessage(payload) : undefined
  return JSON.stringify(shortened(message?._tag === 'Text' ? message.text : utf8Of(payload)))
}

const withoutSecrets = (line: string, command: Decoded): string => {
  const [verb = ''] = line.split(' ')
  // What cannot be read may hold anything.
  if (command._tag === 'Undecodable')
    return `${/^[A-Z]{3}$|^\d{3}$/.test(verb) ? verb : 'something'} (${line.length} bytes)`
  const secrets = secretsIn(command)
  return line
    .split(' ')
    .map((word) => (secrets.includes(word) ? hidden : fromByteText(word)))
    .join(' ')
}

/** The first command in what a client says: its line, and what its payload holds, without secrets. */
export const shownCommand = (scope: Scope, bytes: Uint8Array): string => {
  const lineFeed = bytes.indexOf(10)
  const line = byteText(bytes, 0, lineFeed < 0 ? bytes.length : lineFeed).replace(/\r$/, '')
  const announced = bytesAfter('client')(scope, line)
  const payload = announced < 0 ? undefined : bytes.subarray(lineFeed + 1, lineFeed + 1 + announced)
  const command = decodeIn('client')(scope, { line, end: '\r\n', payload })
  const shown = withoutSecrets(line, command)
  return payload === undefined || payload.length === 0 ? shown : `${shown} ${payloadWords(line.slice(0, 3), payload)}`
}

/** Reads and writes the mails in which offline messages are kept. */
import * as E from 'fp-ts/lib/Either.js'

import { byteText, utf8Bytes, utf8Of } from '../wire/text.js'
import { strictText } from './charset.js'
import { detached } from './detach.js'
import { EncodedWord } from './encodedword.js'
import { valueOf, type Fields } from './fields.js'
import { contentType, inUtf8, readMime, typed, writeMime, type Mime } from './mime.js'
import { unpack, wrapped } from './transfer.js'

/**
 * A message to somebody who was offline, as it is kept: a mail.
 *
 * **Shapes** `run` is a GUID that messages of one burst have in common, `sequence` their order in it, from 1. `date` is
 * spelled as mail has it: `22 Nov 2026 08:20:41 -0800`.
 *
 * **Source** messages.md 4.6
 */
export interface OfflineText {
  readonly text: string
  readonly from?: string
  readonly name?: string
  readonly date?: string
  readonly run?: string
  readonly sequence?: number
  readonly problem?: string
}

const decoded = (word: string): string => {
  const name = EncodedWord.decode(word)
  return E.isRight(name) ? name.right : word
}

/** `Name <address>` or `<address>` or the address alone. */
const readFrom = (value: string): Pick<OfflineText, 'from' | 'name'> => {
  const [, name = '', address] = /^(.*?)<([^<>]*)>\s*$/s.exec(value) ?? []
  if (address === undefined) return value.includes('@') ? { from: value.trim().toLowerCase() } : {}
  const called = detached(decoded(name.trim().replace(/^"(.*)"$/s, '$1')))
  return { from: detached(address.trim().toLowerCase()), ...(called === '' ? {} : { name: called }) }
}

interface Body {
  readonly text: string
  readonly problem?: string
}

const unreadable = (problem: string): Body => ({ text: '', problem })

/**
 * What a mail says. What was not packed came as text, in whatever charset it was before.
 *
 * **Source** messages.md 4.6; corrections.md
 */
const readBody = (mime: Mime): Body => {
  const { type, parameters } = contentType(mime)
  if (type !== 'text/plain') return unreadable('it is no plain text')
  const { bytes, isText } = unpack(valueOf('content-transfer-encoding', mime.headers) ?? '', mime.body)
  if (bytes === undefined) return unreadable('it cannot be unpacked')
  const text = isText ? utf8Of(bytes) : strictText(valueOf('charset', parameters))(bytes)
  if (text === undefined) return unreadable('its characters are not known')
  return text === '' ? unreadable('it has no text') : { text }
}

const isGuid = /^\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/i

/**
 * Reads a kept message. Its other headers are those of its way through the mail servers.
 *
 * **Errors** `problem`: what was said cannot be read, and `text` is empty. It is not to be deleted.
 */
export const readOfflineText = (mail: string): OfflineText => {
  const mime = readMime(utf8Bytes(mail.trimStart()))
  const header = (name: string): string | undefined => valueOf(name, mime.headers)
  const date = header('date') ?? header('x-originalarrivaltime')
  const run = isGuid.exec(header('x-oim-run-id')?.trim() ?? '')?.[1]
  const sequence = Number.parseInt(header('x-oim-sequence-num') ?? '', 10)
  return {
    ...readBody(mime),
    ...readFrom(header('from') ?? ''),
    ...(date === undefined ? {} : { date }),
    ...(run === undefined ? {} : { run: run.toLowerCase() }),
    ...(sequence >= 0 ? { sequence } : {}),
  }
}

/** Writes a message to be kept; Escargot compares these headers to the letter (messages.md 4.6). */
export const writeOfflineText = ({ text, from, name, date, run, sequence }: OfflineText): string => {
  const sender = name === undefined ? '' : `${EncodedWord.encode(name)} `
  const headers: Fields = [
    ...(from === undefined ? [] : [['From', `${sender}<${from}>`] as const]),
    ...(date === undefined ? [] : [['Date', date] as const]),
    ['Content-Transfer-Encoding', 'base64'],
    ['X-OIM-Message-Type', 'OfflineMessage'],
    ...(run === undefined ? [] : [['X-OIM-Run-Id', `{${run.toUpperCase()}}`] as const]),
    ...(sequence === undefined ? [] : [['X-OIM-Sequence-Num', String(sequence)] as const]),
  ]
  return byteText(writeMime(typed(inUtf8('text/plain'), headers)(utf8Bytes(wrapped(utf8Bytes(text))))))
}

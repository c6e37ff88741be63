import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { codec, type Decoded } from '../../lib/commands/codec.js'
import type { ServerKind, Side } from '../../lib/commands/row.js'
import { byteText } from '../../lib/wire/text.js'

const folder = new URL('../../../shared/traces/', import.meta.url)

/** Whether the recorded traffic is there: it stays beside the project, and is no part of it. */
export const isThere = existsSync(folder)

/** The path of a file of the recorded traffic. */
export const recordingPath = (name: string): string => fileURLToPath(new URL(name, folder))

/** A file of the recorded traffic. */
export const recording = (name: string): Buffer => readFileSync(recordingPath(name))

/** What one side of a connection said, as one line of a conversation with Escargot holds it. */
export interface Piece {
  readonly from: Side
  readonly bytes: Uint8Array
}

/** One connection in a conversation with Escargot. */
export interface Conversation {
  readonly file: string
  readonly name: string
  readonly on: ServerKind
  readonly pieces: ReadonlyArray<Piece>
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', '\\': '\\' }
const unescape = (text: string): Uint8Array =>
  Buffer.from(
    text.replace(/\\(r|n|\\|x([0-9a-f]{2}))/g, (_, mark: string, hex?: string) =>
      hex === undefined ? escapes[mark]! : String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  )

const opened = /^# \[ *[\d.]+\] (\S+(?: \S+)*) connect /
const said = /^\[([^\]]+)\] ([CS])([:+]) (.*)$/

// Through the gateway every request is a connection of its own; Action=open begins a new session of commands.
const gatewayBegins = /^POST .*Action=open&Server=(NS|SB)/

/** The connections of one conversation with Escargot: NS, SB, and what goes through the HTTP gateway. */
const conversationsIn = (file: string): ReadonlyArray<Conversation> => {
  const open = new Map<string, { on: ServerKind; pieces: Array<Piece> }>()
  const all: Array<Conversation> = []
  const begin = (name: string, on: ServerKind): void => {
    const pieces: Array<Piece> = []
    open.set(name, { on, pieces })
    all.push({ file, name, on, pieces })
  }
  const inBody = new Map<string, boolean>()
  const refused = new Set<string>()

  for (const entry of recording(`escargot/${file}`).toString('latin1').split('\n')) {
    const name = opened.exec(entry)?.[1]
    if (name !== undefined && /^(?:NS|SB)/.test(name)) begin(name, name.startsWith('SB') ? 'SB' : 'NS')

    const [, by = '', side, kind, text = ''] = said.exec(entry) ?? []
    if (/^(?:NS|SB)/.test(by)) {
      if (!open.has(by)) begin(by, by.startsWith('SB') ? 'SB' : 'NS')
      open.get(by)!.pieces.push({ from: side === 'C' ? 'client' : 'server', bytes: unescape(text) })
    } else if (by.startsWith('GW')) {
      const key = `${by} ${side}`
      if (/^(?:POST|GET|HTTP)\b/.test(text)) inBody.set(key, false)
      if (/^HTTP\/1\.\d [^2]/.test(text)) refused.add(key)
      else if (text.startsWith('HTTP/')) refused.delete(key)
      const server = gatewayBegins.exec(text)?.[1]
      if (server !== undefined) begin(by, server as ServerKind)
      if (!refused.has(key) && (inBody.get(key) === true || kind === '+'))
        open.get(by)?.pieces.push({ from: side === 'C' ? 'client' : 'server', bytes: unescape(text) })
      if (text === '\\r\\n') inBody.set(key, true)
    }
  }
  return all.filter(({ pieces }) => pieces.length > 0)
}

/** The files of the conversations with Escargot. */
export const conversationFiles = (): ReadonlyArray<string> => readdirSync(new URL('escargot/', folder)).sort()

/** Every connection of the conversations with Escargot. */
export const escargot = (): ReadonlyArray<Conversation> => conversationFiles().flatMap(conversationsIn)

/** A line of the sign-in of 2008 as it was logged. */
export interface Logged {
  readonly dir: 'C' | 'S'
  readonly line_b64: string
  readonly payload_b64?: string | null
  readonly declared?: number
}

/** The sign-in of 2008, line by line. */
export const logged2008 = (): ReadonlyArray<Logged> =>
  recording('msnp11-login-2008.jsonl')
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Logged)

/** Whose line it is. */
export const sideOf = ({ dir }: Logged): Side => (dir === 'C' ? 'client' : 'server')

/** Bytes in Base64. */
export const bytesIn = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** The commands of the sign-in of 2008 whose payloads were logged, or that have none. */
export const signIn2008 = (): ReadonlyArray<Decoded> =>
  logged2008().flatMap((entry) => {
    const { decode, bytesAfter } = codec<Side>({ from: sideOf(entry), on: 'NS', dialect: 'MSNP11' })
    const line = byteText(bytesIn(entry.line_b64))
    const announced = bytesAfter(line)
    if (announced > 0 && entry.payload_b64 == null) return []
    const payload = announced < 0 ? undefined : bytesIn(entry.payload_b64 ?? '')
    return [decode({ line, end: '\r\n', payload })]
  })

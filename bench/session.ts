/** A session that is signed in, and what a busy server says to it. */
import {
  decode,
  decoder,
  bytesOf,
  openConversation,
  sessionSettings,
  textMessage,
  utf8Bytes,
  type Decoded,
} from 'rx-msnp'
import { phaseOf, session, type ClientEvent, type Session } from 'rx-msnp/machines'
import { writeMessage } from 'rx-msnp/payloads'

import type { Work } from './measure.js'

const contacts = 100
const dialect = 'MSNP11'
const passport = (n: number): string => `friend${n % contacts}@example.com`

const settings = sessionSettings({
  passport: 'alice@example.com',
  password: 'secret',
  server: { host: '127.0.0.1', port: 1863 },
  dialects: [dialect],
  nexus: 'http://127.0.0.1/rdr/pprdr.asp',
})

const { init, step } = session(settings)

const read = (on: 'NS' | 'SB', text: string): ReadonlyArray<Decoded<'server'>> =>
  decode('server')(decoder({ on, dialect }), utf8Bytes(text))[1]

const ns = { _tag: 'NS', number: 1 } as const
const sb = { _tag: 'SB', conversation: 'talk' } as const
type Link = typeof ns | typeof sb

const said = (link: Link, text: string): ReadonlyArray<ClientEvent> =>
  read(link._tag, text).map((command) => ({ _tag: 'Received', link, command }))

const answered = (headers: Readonly<Record<string, string>>): ClientEvent => ({
  _tag: 'Fetched',
  fetch: { _tag: 'Ticket', links: 1, trid: 4 } as const,
  outcome: { status: 200, headers },
})

const list = Array.from(
  { length: contacts },
  (_, n) => `LST N=${passport(n)} F=Friend%20number%20${n} C=7d4f5204-322a-47a2-90a8-${String(n).padStart(12, '0')} 11`,
)

/** A session that is signed in, with a hundred contacts and a conversation. */
const signedIn = (): Session =>
  [
    { _tag: 'Opened', link: ns } as const,
    ...said(ns, 'VER 1 MSNP11\r\nCVR 2 1 1 1 http://a.example.com http://b.example.com\r\nUSR 3 TWN S ct=1\r\n'),
    answered({ PassportURLs: 'DALogin=http://127.0.0.1/login' }),
    answered({ 'Authentication-Info': "Passport1.4 da-status=success,from-PP='t=1&p='" }),
    ...said(
      ns,
      `USR 4 OK alice@example.com 1 0\r\nSYN 5 1 1 ${contacts} 0\r\n${list.join('\r\n')}\r\nCHG 6 NLN 0\r\n`,
    ),
    { _tag: 'Submitted', intent: openConversation([passport(0)], 'talk') } as const,
    ...said(ns, 'XFR 7 SB 127.0.0.1:1864 CKI 1\r\n'),
    { _tag: 'Opened', link: sb } as const,
    ...said(sb, `USR 1 OK alice@example.com Alice\r\nCAL 2 RINGING 1\r\nJOI ${passport(0)} Friend\r\n`),
  ].reduce((state, event) => step(state, event)[0], init[0])

const begun = signedIn()
if (phaseOf(begun) !== 'Ready' || begun.parts.conversations.living.get('talk')?.state._tag !== 'Open')
  throw new Error('not signed in')

const text = new TextDecoder().decode(
  writeMessage(textMessage("Shall we meet at four o'clock, or is it too early for you on a day like this?")),
)

/** Somebody comes, somebody says something, somebody goes: a part for each connection, as it comes from it. */
const parts = (count: number): ReadonlyArray<readonly [link: Link, bytes: Uint8Array]> => [
  [
    ns,
    bytesOf(
      Array.from({ length: count }, (_, n) =>
        n % 4 === 3
          ? `FLN ${passport(n)}\r\n`
          : `NLN ${['NLN', 'BSY', 'IDL', 'AWY'][n % 4]} ${passport(n)} Friend%20number%20${n % contacts} 1073791084\r\n`,
      ).join(''),
    ),
  ],
  [sb, bytesOf(`MSG ${passport(0)} Friend ${text.length}\r\n${text}`.repeat(count / 2))],
]

const chunk = 65_536

type Take = (link: Link, command: Decoded<'server'>) => void

const through = (bytes: ReturnType<typeof parts>, take: Take): number => {
  let seen = 0
  for (const [link, all] of bytes) {
    let state = decoder({ on: link._tag, dialect })
    for (let at = 0; at < all.length; at += chunk) {
      const [next, commands] = decode('server')(state, all.subarray(at, at + chunk))
      state = next
      seen += commands.length
      for (const command of commands) take(link, command)
    }
  }
  return seen
}

/** A session that takes what comes. */
const stepped = (): Take => {
  let state: Session = begun
  return (link, command) => {
    state = step(state, { _tag: 'Received', link, command })[0]
  }
}

/** Bytes into commands, and each of them through the session. */
export const readingAndStepping = (count: number): Work => {
  const bytes = parts(count)
  return () => through(bytes, stepped())
}

/** Commands through the session, which were read before. */
export const stepping = (count: number): Work => {
  const read: Array<Parameters<Take>> = []
  through(parts(count), (...each) => read.push(each))
  return () => {
    const take = stepped()
    for (const [link, command] of read) take(link, command)
    return read.length
  }
}

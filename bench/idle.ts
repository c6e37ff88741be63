/** The heap of idle sessions with a hundred contacts: of a client's, and of a server's. */
import {
  byteText,
  client,
  memoryNetwork,
  server,
  utf8Bytes,
  type Dialect,
  type HostAccount,
  type Link,
  type Ports,
  type SessionEvent,
} from 'rx-msnp'
import { digest } from 'rx-msnp/auth'
import { nodePorts } from 'rx-msnp/node'
import { NEVER, type Observable, type Subscription } from 'rxjs'

import { collect, heap } from './heap.js'
import { both, type Place } from './processes.js'

const contacts = 100

const friends = Array.from({ length: contacts }, (_, n) => `friend${n}@${['example.com', 'example.net', 'example.org'][n % 3]}`)
const groups = Array.from({ length: 10 }, (_, n) => `Group ${n}`)
const guest = (n: number): string => `guest${n}@example.com`

/** The friends, and so many accounts that have all of them as contacts. */
const befriended = (guests: number): ReadonlyArray<HostAccount> => {
  const among = friends.map((passport, n) => ({ passport, groups: [groups[n % groups.length]!] }))
  return [
    ...friends.map((passport, n) => ({ passport, password: 'secret', name: `Friend number ${n}` })),
    ...Array.from({ length: guests }, (_, n) => ({ passport: guest(n), password: 'secret', groups, contacts: among })),
  ]
}

/** Holds a session, from the moment when all friends are seen, with what they show where the dialect has that. */
const ready = (events: Observable<SessionEvent>, due: number): Promise<Subscription> =>
  new Promise((done, failed) => {
    let seen = 0
    const held: Subscription = events.subscribe((event) => {
      if (event._tag === 'ContactStatus' || event._tag === 'ContactPersonal') seen++
      if (seen === due) done(held)
      if (event._tag === 'Closed') failed(new Error('the session ended'))
    })
  })

/** The dialects whose sessions are compared. */
export const dialectsOfSessions = ['MSNP8', 'MSNP12', 'MSNP15', 'MSNP18'] as const satisfies ReadonlyArray<Dialect>

/**
 * Bytes of heap for one session over TCP that is signed in, with a hundred contacts who are online. Those that come first, who
 * pay for what is compiled, are left out.
 */
export const sessionBytes = (dialect: (typeof dialectsOfSessions)[number], before = 20, sessions = 120): Promise<number> =>
  both(async (server, clients) => {
    const { first, nexus } = await server.ask<Place>('serve', { accounts: befriended(before + sessions) })
    await clients.ask('befriend', { first, nexus, friends })
    const ports = nodePorts()
    const due = dialect === 'MSNP8' ? contacts : 2 * contacts
    const held: Array<Subscription> = []
    const heapOf = async (count: number): Promise<number> => {
      while (held.length < count) {
        const wanted = { passport: guest(held.length), password: 'secret', server: first, nexus, dialects: [dialect] }
        held.push(await ready(client(ports)(wanted)(() => NEVER), due))
      }
      await collect()
      return heap()
    }
    const least = await heapOf(before)
    const bytes = ((await heapOf(before + sessions)) - least) / sessions
    for (const each of held) each.unsubscribe()
    return bytes
  })

const lines = (bytes: Uint8Array): ReadonlyArray<string> => byteText(bytes).split('\r\n').slice(0, -1)

const passport = (n: number, among: number): string => `account${n % among}@example.com`

const around = (reach: number): ReadonlyArray<number> => Array.from({ length: reach }, (_, m) => [m + 1, -m - 1]).flat()

const accounts = (count: number): ReadonlyArray<HostAccount> =>
  Array.from({ length: count }, (_, n) => ({
    passport: passport(n, count),
    password: 'secret',
    name: `Account number ${n}`,
    // Half of them before, half of them behind it: so that they have it on theirs, too.
    contacts: around(contacts / 2).map((m) => ({ passport: passport(n + m + count, count) })),
  }))

/** What a client that signs in with MSNP7 says to a line of the server's; nothing more after its status is shown. */
const replyTo = (who: string, line: string): string | undefined => {
  if (line.startsWith('VER 1')) return 'INF 2'
  if (line.startsWith('INF 2')) return `USR 3 MD5 I ${who}`
  if (line.startsWith('USR 3')) return `USR 4 MD5 S ${digest('secret')(line.split(' ')[4]!)}`
  if (line.startsWith('USR 4')) return 'SYN 5 0'
  return line.startsWith('LST 5 RL') && line.includes(` ${contacts} ${contacts} `) ? 'CHG 6 NLN' : undefined
}

/** Signs in, and keeps nothing but the connection. */
const bare = (ports: Ports, at: { readonly host: string; readonly port: number }, who: string): Promise<Subscription> =>
  new Promise((done) => {
    let way: Link | undefined
    const held = ports.dial(at).subscribe((signal) => {
      if (signal._tag === 'Opened') {
        way = signal.link
        way.write(utf8Bytes('VER 1 MSNP7 CVR0\r\n'))
      }
      if (signal._tag !== 'Bytes') return
      for (const line of lines(signal.bytes)) {
        const reply = replyTo(who, line)
        if (reply !== undefined) way?.write(utf8Bytes(`${reply}\r\n`))
        if (line.startsWith('CHG 6')) done(held)
      }
    })
  })

/** Bytes of heap for one account with a hundred contacts that is signed in, on the server's side. */
export const hostBytes = async (count = 200): Promise<number> => {
  const { ports } = memoryNetwork()
  const grown = async (count: number): Promise<number> => {
    // What the server is told is ours, not its own.
    const given = accounts(count)
    const events = server(ports())({ accounts: given })
    await collect()
    const before = heap()
    const places: Array<{ readonly host: string; readonly port: number }> = []
    const serving = events.subscribe((event) => {
      if (event._tag === 'Listening') places.push(event.first)
    })
    await collect()
    const held = await Promise.all(given.map(({ passport }) => bare(ports(), places[0]!, passport)))
    await collect()
    const bytes = (heap() - before) / count
    for (const each of held) each.unsubscribe()
    serving.unsubscribe()
    return bytes
  }
  await grown(110)
  return grown(count)
}

import {
  client,
  memoryNetwork,
  byteText,
  server,
  utf8Bytes,
  type HostAccount,
  type Link,
  type Ports,
  type ConnectionEvent,
} from 'rx-msnp'
import { digest } from 'rx-msnp/auth'
import { NEVER, type Observable, type Subscription } from 'rxjs'

import { collect, heap } from './heap.js'

const contacts = 100
const address = { host: 'server.example.com', port: 1863 }
const nobody = { host: 'server.example.com', port: 80 }

const lines = (bytes: Uint8Array): ReadonlyArray<string> => byteText(bytes).split('\r\n').slice(0, -1)

/** Says lines to whoever connects, one answer for each line that comes. */
const scripted = (signals: Observable<ConnectionEvent>, answer: (line: string) => string): Subscription => {
  let say: (bytes: Uint8Array) => void = () => undefined
  return signals.subscribe((signal) => {
    if (signal._tag === 'Opened') say = signal.link.write
    if (signal._tag === 'Bytes') say(utf8Bytes(lines(signal.bytes).map(answer).join('')))
  })
}

const guid = (n: number): string => `7d4f5204-322a-47a2-90a8-${String(n).padStart(12, '0')}`
const friend = (n: number): string =>
  `LST N=friend${n}@example.com F=Friend%20number%20${n} C=${guid(n)} 11 ${guid(n % 10)}\r\n`
const list = Array.from({ length: contacts }, (_, n) => friend(n)).join('')

/** What a server says to a client that signs in with MSNP11, as far as that goes. */
const served = (line: string): string => {
  const [verb, trid, second] = line.split(' ')
  switch (verb) {
    case 'VER':
      return `VER ${trid} MSNP11\r\n`
    case 'CVR':
      return `CVR ${trid} 1 1 1 http://a.example.com http://a.example.com\r\n`
    case 'USR':
      return line.includes(' I ') ? `USR ${trid} TWN S ct=1\r\n` : `USR ${trid} OK alice@example.com 1 0\r\n`
    case 'SYN':
      return `SYN ${trid} 2 2 ${contacts} 0\r\n${list}`
    case 'CHG':
      return `CHG ${trid} ${second} 0\r\n`
    default:
      return ''
  }
}

const serve = (ports: Ports): Subscription => {
  const all = ports.listen(address).subscribe((knock) => {
    if (knock._tag === 'Connected') scripted(knock.connection, served)
  })
  all.add(
    ports.serve(nobody).subscribe((visit) => {
      if (visit._tag !== 'Asked') return
      const headers = visit.request.url.includes('rdr')
        ? { PassportURLs: 'DALogin=https://server.example.com:80/login' }
        : { 'Authentication-Info': "Passport1.4 da-status=success,from-PP='t=1&p='" }
      visit.respond({ status: 200, headers })
    }),
  )
  return all
}

/** Bytes of heap for one session that is signed in, with a hundred contacts, over ports in memory. */
export const sessionBytes = async (sessions = 200): Promise<number> => {
  const { ports } = memoryNetwork()
  const serving = serve(ports())
  const signedIn = async (count: number): Promise<ReadonlyArray<Subscription>> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const wanted = {
          passport: 'alice@example.com',
          password: 'secret',
          server: address,
          dialects: ['MSNP11'],
        } as const
        const events = client(ports())({ ...wanted, nexus: 'https://server.example.com:80/rdr/pprdr.asp' })(() => NEVER)
        return ready(events)
      }),
    )
  for (const each of await signedIn(20)) each.unsubscribe()
  await collect()
  const before = heap()
  const held = await signedIn(sessions)
  await collect()
  const bytes = (heap() - before) / sessions
  for (const each of held) each.unsubscribe()
  serving.unsubscribe()
  return bytes
}

/** Holds a session, from the moment when it has shown its status. */
const ready = (events: Observable<{ readonly _tag: string }>): Promise<Subscription> =>
  new Promise((done, failed) => {
    const held: Subscription = events.subscribe((event) => {
      if (event._tag === 'OwnStatus') done(held)
      if (event._tag === 'Closed') failed(new Error('the session ended'))
    })
  })

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

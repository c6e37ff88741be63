/**
 * A proxy between two friends and a server: wherever the server sends them, they come to the proxy again. It tells what is
 * said on every connection, read by one decoder for both directions, as the server's VER tells how the client is to be
 * read. All of it is in this program; with `nodePorts()` it is on the network, and `fileSink(path)` makes a trace of it.
 *
 * npm run example proxy
 */
import { filter, ignoreElements, map, merge, switchMap, takeWhile } from 'rxjs'
import { client, decode, decoder, isEvent, memoryNetwork, proxy, say, sayTo, server, signOut } from 'rx-msnp'
import type { App, Decoder } from 'rx-msnp'
import type { Recorded } from 'rx-msnp/traces'

const [alice, bob] = ['alice@example.com', 'bob@example.com'] as const

/** Greets whoever comes online, and signs out when there is an answer. */
const greeting: App = (events) =>
  events.pipe(
    filter(isEvent('ContactStatus', 'TextReceived')),
    map((event) => (event._tag === 'ContactStatus' ? sayTo(event.passport, 'Hello!') : signOut)),
  )

/** Answers everything. */
const answering: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation }) => say(conversation, 'Hello yourself!')),
  )

/** What is known of a connection, and what was said on it: in capitals by the client. */
const talks = new Map<number, { readonly state: Decoder; readonly said: ReadonlyArray<string> }>()

const listen = (finding: Recorded): void => {
  if (finding._tag !== 'Found' || finding.record._tag !== 'Said') return
  const { record } = finding
  const { state, said } = talks.get(record.connection) ?? { state: decoder(), said: [] }
  const [next, commands] = decode(record.from)(state, record.bytes)
  const verbs = commands.map((command) => (command._tag === 'Undecodable' ? '?' : command.verb))
  const shown = record.from === 'client' ? verbs : verbs.map((verb) => verb.toLowerCase())
  talks.set(record.connection, { state: next, said: [...said, ...shown] })
}

const ports = memoryNetwork().ports()
const password = 'secret'
const accounts = [
  { passport: alice, password, contacts: [{ passport: bob }] },
  { passport: bob, password, contacts: [{ passport: alice }] },
]

server(ports)({ accounts, redirects: 1 })
  .pipe(
    filter((event) => event._tag === 'Listening'),
    switchMap(({ first }) => proxy(ports, listen)({ server: first })),
    filter((event) => event._tag === 'Listening'),
    switchMap(({ address }) => {
      const session = (passport: string, app: App) =>
        client(ports)({ passport, password, server: address, dialects: ['MSNP5'] })(app)
      return merge(session(alice, greeting), session(bob, answering).pipe(ignoreElements()))
    }),
    takeWhile((event) => event._tag !== 'Closed'),
  )
  .subscribe({
    complete: () => talks.forEach(({ said }, connection) => console.log(connection, said.join(' '))),
  })

/**
 * How `two-friends.pcap` was made: two ends of real TCP connections on loopback say what the script below holds, while
 * `tcpdump -i lo -w two-friends.pcap 'tcp port 1863'` listens. The people, and what lets them in, are invented.
 *
 * tsx examples/recordings/record.ts
 */
import * as E from 'fp-ts/lib/Either.js'
import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

import {
  codec,
  describeUnencodable,
  textMessage,
  utf8Bytes,
  type Encodable,
  type ServerKind,
  type Side,
} from 'rx-msnp'
import { answer, products } from 'rx-msnp/auth'
import { writeMessage, writePersonal, noPersonal } from 'rx-msnp/payloads'

const dialect = 'MSNP11'
const port = 1863
const hosts = { DS: '127.0.0.2', NS: '127.0.0.3', SB: '127.0.0.4' } as const
const participants = { alice: '127.0.1.1', bob: '127.0.1.2' } as const
const address = (on: ServerKind): string => `${hosts[on]}:${port}`
const listening = { host: hosts.NS, port }
const boards = { host: hosts.SB, port }

type Line = readonly [connection: string, from: Side, command: object, wait?: number]

const client = (connection: string, command: object, wait = 40): Line => [connection, 'client', command, wait]
const server = (connection: string, command: object, wait = 15): Line => [connection, 'server', command, wait]
const normal = (verb: string, trid: number, fields: object = {}): object => ({ _tag: 'Normal', verb, trid, ...fields })
const async = (verb: string, fields: object = {}): object => ({ _tag: 'Async', verb, ...fields })
const withPayload = (verb: string, payload: Uint8Array, fields: object = {}): object => ({ _tag: 'Payload', verb, payload, ...fields })

const software = {
  locale: '0x0409', system: 'winnt', systemVersion: '5.1', processor: 'i386', client: 'MSNMSGR', clientVersion: '7.0.0777', clientCode: 'msmsgs',
}
const latest = {
  recommended: '7.0.0777', alsoRecommended: '7.0.0777', minimum: '6.2.0208',
  downloadUrl: 'http://download.example.com/setup.exe', infoUrl: 'http://messenger.example.com',
}
const alice = 'alice@example.com'
const bob = 'bob@example.com'
const picture = { creator: bob, size: 12, type: 3, location: 'TFR1.tmp', friendly: 'AAA=', sha1d: 'IlljY7PeQLBvmB+4XYIxLowO1RE=' }
const groupGuid = 'd35fe492-0a6e-43d3-97ae-64b3a45919dd'
const contactGuid = '7d4f5204-322a-47a2-90a8-77e72f9711c2'
const changed = { text: '2026-11-22T09:15:20.753-07:00' }

const challenge = '15570131571988941333'
const product = products.find(({ id }) => id === 'PROD0090YUAUV{2B')!
const answered = answer(11)(product)(challenge)

const typing = writeMessage({ _tag: 'Typing', user: alice })
const said = (text: string): Uint8Array => writeMessage(textMessage(text))
const nudge = writeMessage({ _tag: 'Nudge' })
const personal = (psm: string): Uint8Array => writePersonal(11)({ ...noPersonal, psm })

const opening = (connection: string, trid: number): ReadonlyArray<Line> => [
  client(connection, normal('VER', trid, { offers: ['MSNP11', 'MSNP10', 'CVR0'] })),
  server(connection, normal('VER', trid, { dialect: 'MSNP11', others: [] })),
  client(connection, normal('CVR', trid + 1, { ...software, passport: alice })),
  server(connection, normal('CVR', trid + 1, latest)),
  client(connection, normal('USR', trid + 2, { package: 'TWN', step: 'I', passport: alice })),
]

const script: ReadonlyArray<Line> = [
  ...opening('alice DS', 1),
  server('alice DS', normal('XFR', 3, { to: 'NS', address: listening, current: { host: hosts.DS, port } })),
  ...opening('alice NS', 4),
  server('alice NS', normal('USR', 6, { package: 'TWN', step: 'S', challenge: 'ct=1795362420,rver=5.5.4177.0,lc=1033,id=507,kpp=1' })),
  client('alice NS', normal('USR', 7, { package: 'TWN', step: 'S', ticket: 't=invented&p=invented' }), 350),
  server('alice NS', normal('USR', 7, { outcome: 'OK', passport: alice, verified: true, restricted: false })),
  server('alice NS', async('SBS', { value: 'null' })),
  client('alice NS', normal('SYN', 8, { contactsChanged: { text: '0' }, settingsChanged: { text: '0' } })),
  server('alice NS', normal('SYN', 8, { contactsChanged: changed, settingsChanged: changed, contacts: 2, groups: 1 })),
  server('alice NS', async('GTC', { setting: 'A' }), 1),
  server('alice NS', async('BLP', { setting: 'AL' }), 1),
  server('alice NS', async('PRP', { property: { _tag: 'DisplayName', key: 'MFN', name: 'Alice A' } }), 1),
  server('alice NS', async('LSG', { name: 'Old friends', groupGuid }), 1),
  server('alice NS', async('LST', { passport: bob, name: 'Bob ✈', contactGuid, lists: 11, groups: [groupGuid] }), 1),
  server('alice NS', async('BPR', { property: { _tag: 'Phone', key: 'PHH', number: { text: '555 1234' } } }), 1),
  server('alice NS', async('LST', { passport: 'carol@example.com', lists: 10 }), 1),
  client('alice NS', normal('CHG', 9, { status: 'NLN', capabilities: 1073791084 })),
  server('alice NS', normal('CHG', 9, { status: 'NLN', capabilities: 1073791084 })),
  server('alice NS', normal('ILN', 9, { status: 'BSY', passport: bob, name: 'Bob ✈', capabilities: 1073791084, object: picture })),
  server('alice NS', withPayload('UBX', personal('back at noon'), { passport: bob }), 2),
  client('alice NS', withPayload('UUX', personal('hello & welcome'), { trid: 10 })),
  server('alice NS', withPayload('UUX', new Uint8Array(0), { trid: 10 })),
  server('alice NS', async('CHL', { challenge })),
  client('alice NS', withPayload('QRY', utf8Bytes(answered), { trid: 11, clientId: product.id })),
  server('alice NS', normal('QRY', 11)),
  server('alice NS', async('NLN', { status: 'NLN', passport: bob, name: 'Bob ✈', capabilities: 1073791084, object: picture }), 900),
  client('alice NS', normal('XFR', 12, { to: 'SB' }), 600),
  server('alice NS', normal('XFR', 12, { to: 'SB', address: boards, cookie: '246503.1795362421.20879' })),
  client('alice SB', normal('USR', 13, { passport: alice, cookie: '246503.1795362421.20879' })),
  server('alice SB', normal('USR', 13, { outcome: 'OK', passport: alice, name: 'Alice A' })),
  client('alice SB', normal('CAL', 14, { passport: bob })),
  server('alice SB', normal('CAL', 14, { outcome: 'RINGING', sessionId: '246503' })),
  client('bob SB', normal('ANS', 31, { passport: bob, cookie: '849102.1795362421.4711', sessionId: '246503' }), 180),
  server('bob SB', normal('IRO', 31, { index: 1, total: 1, passport: alice, name: 'Alice A' })),
  server('bob SB', normal('ANS', 31, { outcome: 'OK' }), 1),
  server('alice SB', async('JOI', { passport: bob, name: 'Bob ✈' }), 2),
  client('alice SB', withPayload('MSG', typing, { trid: 15, ack: 'U' }), 700),
  server('bob SB', withPayload('MSG', typing, { passport: alice, name: 'Alice A' }), 5),
  client('alice SB', withPayload('MSG', said('Hi Bob! Back already?'), { trid: 16, ack: 'A' }), 1200),
  server('alice SB', normal('ACK', 16), 3),
  server('bob SB', withPayload('MSG', said('Hi Bob! Back already?'), { passport: alice, name: 'Alice A' }), 2),
  client('bob SB', withPayload('MSG', said('Just landed ✈ — coffee at 4?'), { trid: 32, ack: 'A' }), 1500),
  server('bob SB', normal('ACK', 32), 3),
  server('alice SB', withPayload('MSG', said('Just landed ✈ — coffee at 4?'), { passport: bob, name: 'Bob ✈' }), 2),
  client('alice SB', withPayload('MSG', nudge, { trid: 17, ack: 'N' }), 400),
  server('bob SB', withPayload('MSG', nudge, { passport: alice, name: 'Alice A' }), 3),
  client('alice NS', async('PNG'), 300),
  server('alice NS', async('QNG', { seconds: 50 })),
  client('bob SB', async('OUT'), 700),
  server('alice SB', async('BYE', { passport: bob })),
  client('alice SB', normal('CAL', 18, { passport: 'carol@example.com' }), 500),
  server('alice SB', { _tag: 'Failure', verb: '217', code: 217, name: '', meaning: '', trid: 18, info: [] }),
  client('alice SB', async('OUT'), 300),
  client('alice NS', async('OUT'), 400),
]

const open = async (connection: string): Promise<Readonly<Record<Side, Socket>>> => {
  const [who, on] = connection.split(' ') as [keyof typeof participants, ServerKind]
  const listener = createServer().listen(port, hosts[on])
  await once(listener, 'listening')
  const near = connect({ host: hosts[on], port, localAddress: participants[who] })
  const [far] = (await once(listener, 'connection')) as [Socket]
  listener.close()
  near.setNoDelay().resume()
  far.setNoDelay().resume()
  return { client: near, server: far }
}

const sockets = new Map<string, Readonly<Record<Side, Socket>>>()
for (const [connection, from, command, wait] of script) {
  await pause(wait)
  const pair = sockets.get(connection) ?? (await open(connection))
  sockets.set(connection, pair)
  const on = connection.split(' ')[1] as ServerKind
  const bytes = codec({ from, on, dialect }).encode(command as Encodable<Side, ServerKind, 11>)
  if (E.isLeft(bytes)) throw new Error(`${connection}: ${describeUnencodable(bytes.left)}`)
  pair[from].write(bytes.right)
}
await pause(100)
for (const pair of sockets.values()) for (const socket of [pair.client, pair.server]) socket.destroy()
console.log(`said ${script.length} commands on ${sockets.size} connections, the first to ${address('DS')}`)

/** Settings: what is `undefined` is not given, and what cannot work is refused by its name, wherever settings are taken. */
import { firstValueFrom } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { bridge, httpConnect, nodePorts, socks4a, socks5, webSocket } from '../../lib/edges/node.js'
import { webPorts } from '../../lib/edges/web.js'
import {
  client,
  commands,
  connect,
  decoder,
  frames,
  httpGateway,
  memoryNetwork,
  proxy,
  server,
  sessionSettings,
} from '../../lib/index.js'
import { defaultLimits } from '../../lib/wire.js'

const address = { host: '127.0.0.1', port: 1863 }
const session = { passport: 'alice@example.com', password: 'S3cret', server: address }
const network = memoryNetwork()
const ports = network.ports('settings')

/** The places where settings are taken, each with settings that work. */
const takers: Readonly<Record<string, readonly [take: (settings: never) => unknown, sound: object]>> = {
  sessionSettings: [sessionSettings, session],
  client: [client(ports), session],
  connect: [connect(ports), session],
  server: [server(ports), {}],
  proxy: [proxy(ports, () => undefined), { server: address }],
  nodePorts: [nodePorts, {}],
  webSocket: [webSocket, {}],
  webPorts: [webPorts, {}],
  bridge: [bridge(ports), { origins: [] }],
  memoryNetwork: [memoryNetwork, {}],
  httpGateway: [httpGateway, {}],
  socks4a: [socks4a, address],
  socks5: [socks5, address],
  httpConnect: [httpConnect, address],
  decoder: [decoder, {}],
  commands: [commands, { from: 'server' }],
  frames: [frames, { bytesAfter: () => -1 }],
}

const ofSession: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['passport', { passport: '' }],
  ['passport', { passport: 'two words@example.com' }],
  ['passport', { passport: undefined }],
  ['passport', { passport: null }],
  ['password', { password: undefined }],
  ['password', { password: 5 }],
  ['password', { password: null }],
  ['server', { server: undefined }],
  ['server', { server: 'm1.escargot.chat' }],
  ['server.port', { server: { host: 'h', port: 70000 } }],
  ['server.port', { server: { host: 'h', port: 0 } }],
  ['server.port', { server: { host: 'h', port: '1863' } }],
  ['server.port', { server: { host: 'h', port: NaN } }],
  ['server.port', { server: { host: 'h', port: 18.63 } }],
  ['server.port', { server: { host: 'h' } }],
  ['server.host', { server: { host: '', port: 1 } }],
  ['server.host', { server: { host: 'two words', port: 1 } }],
  ['server.host', { server: { port: 1 } }],
  ['nexus', { nexus: 'nope' }],
  ['nexus', { nexus: '' }],
  ['nexus', { nexus: 'ftp://example.com/' }],
  ['nexus', { nexus: 'http://' }],
  ['services', { services: 'https://example.com' }],
  ['services.tickets', { services: { tickets: 'nope' } }],
  ['services.addressBook', { services: { addressBook: '/abservice' } }],
  ['endpoint.guid', { endpoint: { guid: '{7d4f5204-322a-47a2-90a8-77e72f9711c2}' } }],
  ['endpoint.name', { endpoint: { name: 5 } }],
  ['dialects', { dialects: [] }],
  ['dialects', { dialects: ['MSNP99'] }],
  ['dialects', { dialects: ['MSNP8', 'MSNP19'] }],
  ['dialects', { dialects: 'MSNP8' }],
  ['status', { status: 'FLN' }],
  ['status', { status: 'away' }],
  ['capabilities', { capabilities: -1 }],
  ['object', { object: {} }],
  ['product.key', { product: { id: 'x' } }],
  ['redirects', { redirects: NaN }],
  ['redirects', { redirects: -1 }],
  ['redirects', { redirects: '10' }],
  ['redirects', { redirects: null }],
  ['answering', { answering: 'someone' }],
  ['offline', { offline: true }],
  ['lists.version', { lists: { contacts: [], groups: [] } }],
  ['waiting', { waiting: -1 }],
  ...[5, null, 'often', { min: -1 }, { max: 0 }, { factor: 0.5 }, { jitter: 2 }, { tries: 1.5 }, { min: '1s' }].map(
    (reconnect) => ['reconnect', { reconnect }] as const,
  ),
  ['client.locale', { client: { locale: 1033 } }],
  ...['dial', 'reply', 'fetch', 'waiting', 'join', 'ping', 'alone'].flatMap((name) =>
    [-1, 0, NaN, '5', null].map((value) => [`deadlines.${name}`, { deadlines: { [name]: value } }] as const),
  ),
  ...['contacts', 'groups', 'conversations', 'participants'].flatMap((name) =>
    [-1, NaN, 1.5, '5', null].map((value) => [`limits.${name}`, { limits: { [name]: value } }] as const),
  ),
]

const ofPlaces: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['host', { host: '' }],
  ['host', { host: 5 }],
  ['name', { name: 'two words' }],
  ['port', { port: 70000 }],
  ['port', { port: -1 }],
  ['port', { port: NaN }],
  ['httpPort', { httpPort: 70000 }],
  ['https', { https: 'yes' }],
]

const ofServer: ReadonlyArray<readonly [setting: string, value: object]> = [
  ...ofPlaces,
  ['switchboardPort', { switchboardPort: 65536 }],
  ['redirects', { redirects: Infinity }],
  ['redirects', { redirects: -1 }],
  ['autoCreate', { autoCreate: 'yes' }],
  ['dialects', { dialects: [] }],
  ['dialects', { dialects: ['MSNP19'] }],
  ['accounts', { accounts: {} }],
  ['accounts[0].passport', { accounts: [{ passport: '', password: 'S3cret' }] }],
  ['accounts[0].password', { accounts: [{ passport: 'a@example.com' }] }],
  ['accounts[0].contacts[0]', { accounts: [{ passport: 'a@example.com', password: 'S3cret', contacts: ['b'] }] }],
  ['circles[0].members', { circles: [{ name: 'x' }] }],
  ['limits.groups', { limits: { groups: NaN } }],
  ['limits.connections', { limits: { connections: -1 } }],
  ['deadlines.entry', { deadlines: { entry: -1 } }],
  ['deadlines.ping', { deadlines: { ping: NaN } }],
]

const ofLimits: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['limits.line', { limits: { line: NaN } }],
  ['limits.line', { limits: { line: -1 } }],
  ['limits.payload', { limits: { payload: '5' } }],
]

const ofNode: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['tls', { tls: 'yes' }],
  ['ca', { ca: '' }],
  ['ca', { ca: 5 }],
  ['key', { key: 5 }],
  ['cert', { cert: {} }],
  ['agent', { agent: {} }],
  ['webSocket', { webSocket: 'yes' }],
  ['origins', { origins: 'https://chat.example.com' }],
  ['origins[0]', { origins: ['chat.example.com'] }],
  ['origins[0]', { origins: ['https://chat.example.com/page'] }],
  ...['connectTimeout', 'fetchTimeout', 'keepAlive', 'grace', 'unread', 'body', 'answer', 'visitors', 'frame'].flatMap((name) =>
    [-1, NaN, '5', null].map((value) => [name, { [name]: value }] as const),
  ),
]

const ofGateway: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['url', { url: 'nope' }],
  ['url', { url: 'socks5://example.com' }],
  ...['interval', 'grace', 'body', 'unread'].flatMap((name) =>
    [-1, NaN, '5', null].map((value) => [name, { [name]: value }] as const),
  ),
]

const ofWebSocket: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['url', { url: 'http://example.com/' }],
  ['url', { url: 'ws://' }],
  ['url', { url: 'ws://example.com/#part' }],
  ['url', { url: 'ws://user:S3cret@example.com/' }],
  ['protocols', { protocols: 'msnp' }],
  ['protocols[0]', { protocols: ['two words'] }],
  ['ca', { ca: '' }],
  ...['connectTimeout', 'grace', 'unread', 'frame'].flatMap((name) => [-1, NaN, '5', null].map((value) => [name, { [name]: value }] as const)),
]

const ofProxy: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['host', { host: '' }],
  ['port', { port: 0 }],
  ['timeout', { timeout: 0 }],
  ['name', { name: '' }],
]

const ofWeb: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['bridge', { bridge: 'ws://example.com/' }],
  ['url', { url: 'http://example.com/' }],
  ['protocols[0]', { protocols: [''] }],
  ...['connectTimeout', 'fetchTimeout', 'unread', 'frame', 'answer'].flatMap((name) => [-1, NaN, '5', null].map((value) => [name, { [name]: value }] as const)),
]

const ofBridge: ReadonlyArray<readonly [setting: string, value: object]> = [
  ['origins', { origins: '*' }],
  ['origins[0]', { origins: ['*'] }],
  ['servers[0].port', { servers: [{ host: 'h', port: 0 }] }],
  ['sites[0]', { sites: ['https://example.com/path'] }],
  ['sites[0]', { sites: ['https://user:S3cret@example.com'] }],
  ['host', { host: '' }],
  ['port', { port: 70000 }],
  ...['connections', 'total', 'bytes', 'window', 'idle', 'time'].flatMap((name) => [-1, NaN, '5', null].map((value) => [`limits.${name}`, { limits: { [name]: value } }] as const)),
]

const table: ReadonlyArray<readonly [taker: string, setting: string, value: object]> = [
  ...['sessionSettings', 'client', 'connect'].flatMap((taker) => ofSession.map((each) => [taker, ...each] as const)),
  ...ofServer.map((each) => ['server', ...each] as const),
  ...ofPlaces.map((each) => ['proxy', ...each] as const),
  ['proxy', 'server.port', { server: { host: 'h', port: 70000 } }],
  ['proxy', 'server', { server: undefined }],
  ['proxy', 'nexus', { nexus: 'nope' }],
  ['proxy', 'most', { most: -1 }],
  ...ofNode.map((each) => ['nodePorts', ...each] as const),
  ...ofGateway.map((each) => ['httpGateway', ...each] as const),
  ...ofWebSocket.map((each) => ['webSocket', ...each] as const),
  ...['socks4a', 'socks5', 'httpConnect'].flatMap((taker) => ofProxy.map((each) => [taker, ...each] as const)),
  ['socks5', 'password', { name: 'a', password: `S3cret${'x'.repeat(300)}` }],
  ['httpConnect', 'name', { name: 'a:b', password: 'S3cret' }],
  ['httpConnect', 'password', { name: 'a', password: 5 }],
  ...ofWeb.map((each) => ['webPorts', ...each] as const),
  ...ofBridge.map((each) => ['bridge', ...each] as const),
  ['memoryNetwork', 'latency', { latency: NaN }],
  ['memoryNetwork', 'disturb.cut', { disturb: { cut: 2 } }],
  ...['decoder', 'commands', 'frames'].flatMap((taker) => ofLimits.map((each) => [taker, ...each] as const)),
]

const errorOf = (what: () => unknown): unknown => {
  try {
    what()
    return undefined
  } catch (error) {
    return error
  }
}

describe('a setting that cannot work', () => {
  it.each(table)('%s refuses %s: %j', (taker, setting, value) => {
    const [take, sound] = takers[taker]!
    const error = errorOf(() => take({ ...sound, ...value } as never))
    expect(error).toBeInstanceOf(TypeError)
    const { message } = error as TypeError
    expect(message.startsWith(`${setting} should be `)).toBe(true)
    expect(message).toMatch(/, not \S/)
    expect(message).not.toContain('S3cret')
  })

  it.each([
    [{ server: { host: 'h', port: 70000 } }, 'server.port should be a port, from 1 to 65535, not 70000'],
    [{ nexus: 'nope' }, 'nexus should be an http or https URL such as https://nexus.example.com/rdr/pprdr.asp, not "nope"'],
    [{ redirects: NaN }, 'redirects should be a whole number from 0 on, or Infinity, not NaN'],
  ])('is told with what was given: %j', (value, message) => {
    expect(() => sessionSettings({ ...session, ...value })).toThrow(message)
  })
})

describe('a setting that is undefined', () => {
  /** Everything that may be left out, left out in so many words. */
  const nothing = (names: ReadonlyArray<string>): object => Object.fromEntries(names.map((name) => [name, undefined]))

  it('is not given, of a session', () => {
    const usual = sessionSettings(session)
    const names = Object.keys(usual).filter((name) => !['passport', 'password', 'server', 'status'].includes(name))
    const { password: _, ...settled } = sessionSettings({ ...session, ...nothing([...names, 'nexus']) })
    expect(settled).toEqual(expect.objectContaining({ redirects: 10, waiting: 1000, answering: 'everybody' }))
    expect(usual).toMatchObject(settled)
    for (const part of ['deadlines', 'limits', 'client', 'services', 'endpoint'] as const)
      expect(sessionSettings({ ...session, [part]: nothing(Object.keys(usual[part])) })[part]).toEqual(usual[part])
  })

  it('but for the status, which stays unseen then', () => {
    expect(sessionSettings({ ...session, status: undefined }).status).toBeUndefined()
    expect(sessionSettings(session).status).toBe('NLN')
  })

  it('is not given, of a server and a proxy', async () => {
    const names = ['host', 'name', 'port', 'switchboardPort', 'httpPort', 'https', 'redirects', 'accounts', 'dialects', 'limits', 'deadlines']
    const event = await firstValueFrom(server(ports)(nothing(names) as never))
    expect(event._tag).toBe('Listening')
    const other = await firstValueFrom(proxy(ports, () => undefined)({ server: address, ...nothing(['host', 'name', 'port', 'httpPort', 'most', 'nexus']) } as never))
    expect(other._tag).toBe('Listening')
  })

  it('is not given, of the limits of what is read', () => {
    expect(decoder({ limits: { line: undefined, payload: undefined } as never }).limits).toEqual(defaultLimits)
  })
})

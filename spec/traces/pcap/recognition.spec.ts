import { describe, expect, it } from 'vitest'

import { captureOf } from '../../support/mutator.js'
import { chance, latin1, talk, type End, type Sent, type Talk, type Utterance } from '../../support/pcaps.js'
import { recordsIn, streamsIn, told } from './reading.js'

const one: End = { host: '192.0.2.1', port: 30_001 }
const two: End = { host: '198.51.100.2', port: 30_002 }
const start = Date.UTC(2005, 4, 6)

const client = (text: string): Utterance => ({ from: 'client', bytes: latin1(text) })
const server = (text: string): Utterance => ({ from: 'server', bytes: latin1(text) })

const between = (said: ReadonlyArray<Utterance>, more: Partial<Talk> = {}): ReadonlyArray<Sent> =>
  talk({ client: one, server: two, start, ...more }, said)

const toldIn = (segments: ReadonlyArray<Sent>): ReadonlyArray<string> => recordsIn(captureOf(segments)).map(told)
const midway = { begins: false, ends: false } as const

const sides = (segments: ReadonlyArray<Sent>): ReadonlyArray<string> =>
  toldIn(segments).filter((each) => !each.includes('dialled') && !each.includes('closed'))

describe('a connection is of MSNP by what is said, on any port', () => {
  it.each<readonly [string, ReadonlyArray<Utterance>]>([
    ['sign-in', [client('VER 1 MSNP8 CVR0\r\n'), server('VER 1 MSNP8\r\n')]],
    ['switchboard', [client('USR 1 alice@example.com 123.45\r\n'), server('USR 1 OK alice@example.com Alice\r\n')]],
    ['invitation', [client('ANS 1 alice@example.com 123.45 678\r\n')]],
    ['sign-in, a letter at a time', [...'VER 1 MSNP8 CVR0\r\n'].map(client)],
    ['sign-in, with a line feed alone', [client('VER 1 MSNP8 CVR0\n')]],
  ])('%s', (_, said) => {
    const [opened, first] = sides(between(said))
    expect(opened).toBe('0 opened 192.0.2.1:30001 198.51.100.2:30002')
    expect(first?.startsWith('0 client: ')).toBe(true)
    const all = streamsIn(recordsIn(captureOf(between(said))))
    for (const from of ['client', 'server'] as const) {
      const text = said.filter((each) => each.from === from).map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('')
      expect(all[`0 ${from}`] ?? '').toBe(text)
    }
  })

  it.each<readonly [string, ReadonlyArray<Utterance>, 'client' | 'server']>([
    ['what only a client says', [client('PNG\r\n')], 'client'],
    ['what only a server says', [server('NLN NLN bob@example.com Bob 0\r\n')], 'server'],
    ['an answer to what may be either', [client('OUT\r\n'), server('QNG 50\r\n')], 'client'],
    ['the middle of a payload, then a command', [client(`${'x'.repeat(300)}\r\nMSG 12 U 5\r\nabcde`)], 'client'],
    ['lines that only look like it, then a command', [server('THE END\r\nBYE bob@example.com\r\n')], 'server'],
  ])('from the middle on: %s', (_, said) => {
    expect(sides(between(said, midway))[0]).toBe('0 opened 192.0.2.1:30001 198.51.100.2:30002 midway')
    // Whoever has the lower port, and whoever is heard first.
    const ends = { client: { ...one, port: 40_000 }, server: two }
    expect(sides(between(said, { ...midway, ...ends }))[0]).toBe('0 opened 192.0.2.1:40000 198.51.100.2:30002 midway')
  })

  it('who wanted the connection is the client, whatever is said', () => {
    expect(sides(between([client('NLN NLN bob@example.com Bob 0\r\n')]))).toEqual([])
    expect(sides(between([server('PNG\r\n'), client('VER 1 MSNP8 CVR0\r\n')]))).toEqual([
      '0 opened 192.0.2.1:30001 198.51.100.2:30002',
      '0 server: PNG\r\n',
      '0 client: VER 1 MSNP8 CVR0\r\n',
    ])
  })

  it('where both may say it, the port tells', () => {
    const out = [server('OUT\r\n')]
    expect(sides(between(out, midway))[0]).toBe('0 opened 198.51.100.2:30002 192.0.2.1:30001 midway')
    expect(sides(between(out, { ...midway, server: { ...two, port: 1863 } }))[0]).toBe('0 opened 192.0.2.1:30001 198.51.100.2:1863 midway')
    expect(sides(between(out, { ...midway, client: { ...one, port: 1863 } }))[0]).toBe('0 opened 198.51.100.2:30002 192.0.2.1:1863 midway')
  })

  it('on the port of MSNP, what looks like it is told of', () => {
    const odd = [client('XYZ 1 nonsense\r\n'), server('200 1\r\n')]
    expect(sides(between(odd, { server: { ...two, port: 1863 } })).length).toBe(3)
    expect(sides(between(odd))).toEqual([])
  })

  const random = chance(5)
  const noise = Array.from({ length: 30 }, () => String.fromCharCode(...Array.from({ length: 700 }, () => Math.floor(random() * 256))))
  it.each<readonly [string, ReadonlyArray<Utterance>]>([
    ['TLS', [client('\x16\x03\x01\x00\x2aVER 1 MSNP8 CVR0\r\n')]],
    ['SSH', [server('SSH-2.0-OpenSSH_9.2\r\n'), client('SSH-2.0-OpenSSH_9.2\r\n')]],
    ['FTP', [server('220 ready\r\n'), client('USER anonymous\r\n'), server('331 password?\r\n'), client('PASS PNG\r\n'), client('PWD\r\n')]],
    ['SMTP', [server('220 mail.example.com\r\n'), client('EHLO example.com\r\n'), server('250 OK\r\n')]],
    ['IRC', [client('NICK bob\r\nUSER bob 0 * :Bob\r\n'), server(':irc.example.com 001 bob :Welcome\r\n')]],
    ['a page', [client('GET /index.html HTTP/1.1\r\nHost: example.com\r\n\r\n'), server('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nVER 1 MSNP8 CVR0\r\n..')]],
    ['a picture', [server('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')]],
    ['noise', noise.map((text, i) => (i % 2 ? client(text) : server(text)))],
    ['nothing', []],
  ])('%s is not told of', (_, said) => {
    expect(toldIn(between(said))).toEqual([])
    expect(toldIn(between(said, midway))).toEqual([])
    expect(toldIn(between(said, { server: { ...two, port: 1863 } }))).toEqual([])
  })

  it('is not known any more after 4 KiB of something else', () => {
    const some = (bytes: number) => [client('x'.repeat(bytes)), client('\r\nPNG\r\nVER 1 MSNP8 CVR0\r\n')]
    expect(sides(between(some(3000), midway))[0]).toContain('opened')
    expect(sides(between(some(5000), midway))).toEqual([])
  })

  it('its beginning is told of at its time, though it was recognised later', () => {
    const first = between([{ from: 'client', bytes: latin1('VER 1 MSNP8 CVR0\r\n'), after: 300 }])
    const second = between([{ from: 'client', bytes: latin1('VER 1 MSNP8 CVR0\r\n'), after: 20 }], { client: { ...one, port: 5 }, start: start + 100 })
    const records = recordsIn(captureOf([...first, ...second].sort((a, b) => a.t - b.t)))
    expect(records.filter(({ _tag }) => _tag === 'Opened').map((record) => [record.t, told(record)])).toEqual([
      [0, '0 opened 192.0.2.1:30001 198.51.100.2:30002'],
      [100, '1 opened 192.0.2.1:5 198.51.100.2:30002'],
    ])
  })

  it('is recognised behind a gap', () => {
    const all = between([client('VER 1 MSNP8 CVR0\r\n'), server('VER 1 MSNP8\r\n'), client('CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS alice@example.com\r\n')])
    const holed = all.filter(({ bytes }) => Buffer.from(bytes ?? []).indexOf('CVR0') < 0)
    expect(sides(holed)).toEqual([
      '0 opened 192.0.2.1:30001 198.51.100.2:30002',
      '0 server: VER 1 MSNP8\r\n',
      '0 client: <18>',
      '0 client: CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS alice@example.com\r\n',
    ])
  })
})

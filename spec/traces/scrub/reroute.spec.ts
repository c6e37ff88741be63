import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Decoded, type Encodable } from '../../../lib/commands/codec.js'
import { dialects } from '../../../lib/commands/dialects.js'
import { scopeOf, type Hint } from '../../../lib/commands/scope.js'
import { allPlans, applies } from '../../../lib/commands/verbs.js'
import type { Address } from '../../../lib/commands/words.js'
import { relocated } from '../../../lib/traces/scrub/relocate.js'
import { passages, rerouting, type Rename } from '../../../lib/traces/scrub/reroute.js'
import { byteText, bytesOf } from '../../../lib/wire/text.js'
import { commandsOf, cuttings, runs } from '../../support/arbitrary.js'
import { readAll } from '../../support/readAll.js'

/** Somewhere else, by what can be seen: NS to `ns`, SB to `sb`, the port one higher. */
const elsewhere: Rename = ({ port }, on) => ({ host: on.toLowerCase(), port: (port % 65535) + 1 })
const nowhereElse: Rename = (address) => address

const reroute = (rename: Rename, hint: Hint, chunks: ReadonlyArray<Uint8Array>): string => {
  const { read, end } = rerouting(rename)(hint)
  return [...chunks.map(read), end()].map((bytes) => byteText(bytes)).join('')
}
const rerouted = (text: string, hint: Hint = {}): string => reroute(elsewhere, hint, [bytesOf(text)])

/** What a server says after it has chosen a dialect. */
const inDialect = (dialect: string, text: string): string => `VER 1 ${dialect}\r\n${text}`

describe('the addresses of a server', () => {
  it.each([
    ['XFR 3 NS 10.0.0.5:1863\r\n', 'XFR 3 NS ns:1864\r\n'],
    ['XFR 3 NS 10.0.0.5:1863 0\r\n', 'XFR 3 NS ns:1864 0\r\n'],
    ['XFR 3 NS 10.0.0.5:1863 0 10.0.0.1:7\r\n', 'XFR 3 NS ns:1864 0 ns:8\r\n'],
    ['XFR 0 NS 10.0.0.6:1863 0 10.0.0.5:1863\r\n', 'XFR 0 NS ns:1864 0 ns:1864\r\n'],
    ['XFR 3 NS 10.0.0.5:1863 U D\r\n', 'XFR 3 NS ns:1864 U D\r\n'],
    ['XFR 3 NS gateway.example.com:80 G D VmVyc2lvbjogMQ0K\r\n', 'XFR 3 NS ns:81 G D VmVyc2lvbjogMQ0K\r\n'],
    ['XFR 3 NS messenger.example.com\r\n', 'XFR 3 NS ns:1864\r\n'],
    ['XFR 3 NS [2001:db8::1]:1863 0\r\n', 'XFR 3 NS ns:1864 0\r\n'],
    ['XFR 8 SB 10.0.1.200:1863 CKI 246503.1115372323.20879\r\n', 'XFR 8 SB sb:1864 CKI 246503.1115372323.20879\r\n'],
    ['XFR 8 SB 10.0.1.2:1863 CKI 1.2 U messenger.msn.com 1\r\n', 'XFR 8 SB sb:1864 CKI 1.2 U messenger.msn.com 1\r\n'],
    [
      'RNG 11752013 10.0.1.200:1863 CKI 849102291.520491113 alice@example.com Alice%20A\r\n',
      'RNG 11752013 sb:1864 CKI 849102291.520491113 alice@example.com Alice%20A\r\n',
    ],
    [
      'RNG 0f3 10.0.1.200:1863 CKI 8 a@example.com XFR U messenger.hotmail.com 1\r\n',
      'RNG 0f3 sb:1864 CKI 8 a@example.com XFR U messenger.hotmail.com 1\r\n',
    ],
    // Whatever parts the words, and ends the line, stays.
    [' \tXFR  3\tNS 10.0.0.5:1863  0 \n', ' \tXFR  3\tNS ns:1864  0 \n'],
  ])('%j become others', (line, other) => {
    expect(rerouted(line)).toBe(other)
    expect(rerouted(`QNG 50\r\n${line}QNG 50\r\n`)).toBe(`QNG 50\r\n${other}QNG 50\r\n`)
  })

  it.each([
    'XFR 0 NS 0\r\n',
    'XFR 8 SB\r\n',
    'XFR\r\n',
    'RNG\r\n',
    'RNG 11752013\r\n',
    'XFR x NS 10.0.0.5:1863\r\n',
    'XFR 3 XX 10.0.0.5:1863\r\n',
    'XFR 3 NS 10.0.0.5:99999\r\n',
    'XFR 3 NS [::1\r\n',
    'xfr 3 NS 10.0.0.5:1863\r\n',
    'XFRS 3 NS 10.0.0.5:1863\r\n',
    'NLN NLN bob@example.com XFR%203%20NS%2010.0.0.5:1863\r\n',
    '\r\n\n\rXFR 3 NS 10.0.0.5:1863\r\n',
    'URL 5 /cgi-bin/HoTMaiL https://login.example.com:443/ppsecure/md5auth.srf 2\r\n',
    // What was begun, and never ended.
    'XFR 3 NS 10.0.0.5:1863 0',
    'RNG',
    'OUT',
  ])('%j stays', (text) => {
    expect(rerouted(text)).toBe(text)
  })

  it('stay where the new ones are the same, however they were written', () => {
    const lines = 'XFR 3 NS messenger.example.com 0 \n\tRNG 1 [::1]:01863 CKI 8 a@example.com A\r\n'
    expect(reroute(nowhereElse, {}, [bytesOf(lines)])).toBe(lines)
  })

  it('stay in a payload, in the dialect that the server has chosen', () => {
    const line = 'XFR 3 NS 10.0.0.5:1863\r\n'
    const payload = `Subject: x\r\n\r\n${line}`
    const said = `MSG Hotmail Hotmail ${payload.length}\r\n${payload}`
    expect(rerouted(said + line)).toBe(`${said}XFR 3 NS ns:1864\r\n`)

    const failure = `241 9 ${line.length}\r\n${line}`
    expect(rerouted(inDialect('MSNP13', failure))).toBe(inDialect('MSNP13', failure))
    expect(rerouted(inDialect('MSNP12', failure))).toBe(inDialect('MSNP12', '241 9 24\r\nXFR 3 NS ns:1864\r\n'))
    expect(rerouted(inDialect('MSNP12', failure), { dialect: 'MSNP13' })).toBe(inDialect('MSNP12', failure))
  })

  it.each([
    ['a payload of no readable length', 'MSG a b nonsense\r\n'],
    ['a line without an end', `${'x'.repeat(8200)}\r\n`],
    ['a payload without an end', 'MSG a b 99999999999999999999\r\n'],
  ])('stay behind %s', (_, said) => {
    const all = `${said}XFR 3 NS 10.0.0.5:1863\r\n`
    expect(rerouted(all)).toBe(all)
  })
})

describe('what passes', () => {
  const piecesOf = (text: string, chunks: ReadonlyArray<string>): ReadonlyArray<string> => {
    const { read } = rerouting(elsewhere)()
    expect(chunks.join('')).toBe(text)
    return chunks.map((chunk) => byteText(read(bytesOf(chunk))))
  }

  it('goes at once, unless it may be a line with an address', () => {
    expect(piecesOf('MSG a b 9\r\nXFR 3 NS NLN', ['M', 'SG a', ' b 9\r', '\nXF', 'R 3', ' NS ', 'NLN'])).toEqual([
      'M',
      'SG a',
      ' b 9\r',
      '\nXF',
      'R 3',
      ' NS ',
      'NLN',
    ])
    expect(piecesOf('REA 5\r\nXFR 3 NS a:1\r\n', ['R', 'E', 'A 5\r\nX', 'FR 3 NS a:', '1\r', '\n'])).toEqual([
      '',
      'RE',
      'A 5\r\n',
      '',
      '',
      'XFR 3 NS ns:2\r\n',
    ])
  })

  it('does not wait for a line that has no end', () => {
    const long = `XFR 3 NS ${'x'.repeat(9000)}`
    const [first, second] = piecesOf(`${long}yz`, [long, 'yz'])
    expect([first, second]).toEqual([long, 'yz'])
  })

  it('is the chunk that came, where nothing is in it', () => {
    const chunk = bytesOf('QNG 50\r\nMSG a b 100\r\nhalf')
    expect(passages().read(chunk)).toEqual([{ _tag: 'Bytes', bytes: chunk }])
  })
})

const scraps = fc.oneof(
  fc.constantFrom('XFR 3 NS 10.0.0.5:1863 0\r\n', 'RNG 1 [::1]:1 CKI 8 a@example.com A\n', 'XFR 8 SB h:2 CKI 3\r\n'),
  fc.constantFrom('\r\n', '\n', '\r', ' ', 'X', 'XFR ', 'R', 'RNG 5 ', 'VER 1 MSNP18\r\n', 'VER 1 MSNP8\r\n'),
  fc.constantFrom(
    'MSG a b 30\r\n',
    'MSG a b x\r\n',
    '241 9 20\r\n',
    'GCF 0 8\r\n',
    'ADL 4 OK\r\n',
    'UBX b@example.com 5\r\n',
  ),
  fc.uint8Array({ maxLength: 12 }).map((bytes) => byteText(bytes)),
)
const anything = fc.array(scraps, { maxLength: 12 }).map((parts) => bytesOf(parts.join('')))

describe('however a server is cut', () => {
  it('the same bytes pass', () => {
    fc.assert(
      fc.property(
        anything.chain((all) => fc.tuple(fc.constant(all), cuttings(all))),
        ([all, chunks]) => {
          const whole = reroute(elsewhere, {}, [all])
          expect(reroute(elsewhere, {}, chunks)).toBe(whole)
          const single = Array.from(all, (_, i) => all.subarray(i, i + 1))
          expect(reroute(elsewhere, {}, single)).toBe(whole)
          expect(reroute(nowhereElse, {}, chunks)).toBe(byteText(all))
        },
      ),
      runs,
    )
  })
})

/** A command as our own decoder reads it, with the addresses that it names renamed. */
const renamed = (command: Decoded): Decoded => {
  if (command._tag === 'Undecodable' || !('address' in command)) return command
  const on = command.verb === 'XFR' && 'to' in command ? (command.to as 'NS' | 'SB') : 'SB'
  const other = (address: Address): Address => elsewhere(address, on)
  return {
    ...command,
    address: other(command.address),
    ...('current' in command ? { current: other(command.current as Address) } : {}),
  } as Decoded
}

describe('what a decoder reads', () => {
  const hints = dialects.flatMap(({ name: dialect }) => [
    { dialect, on: 'NS' as const },
    { dialect, on: 'SB' as const },
  ])
  const scopes = hints
    .map(
      (hint) => [hint, allPlans.filter((plan) => plan.row.from !== 'client' && applies(plan, scopeOf(hint)))] as const,
    )
    .filter(([, plans]) => plans.length > 0)
  const streams = fc.constantFrom(...scopes).chain(([hint, plans]) => {
    const naming = plans.filter(({ row }) => row.verb === 'XFR' || row.verb === 'RNG')
    const line = fc
      .constantFrom(...plans, ...naming, ...naming, ...naming)
      .chain(({ row }) => commandsOf(row)!)
      // What is left open behind an address is not ours to read.
      .map((command) => ('more' in command ? { ...command, more: [] } : command))
      .map((command) => encodeIn('server')(scopeOf(hint), command as unknown as Encodable))
      .map((bytes) => (E.isRight(bytes) ? byteText(bytes.right) : ''))
    return fc.tuple(
      fc.constant(hint),
      fc.array(line, { maxLength: 6 }).map((lines) => bytesOf(lines.join(''))),
    )
  })
  const plain = ({ odd: _, ...command }: Decoded & { readonly odd?: string }): unknown => command

  it('is the same but for the addresses, in every dialect', () => {
    fc.assert(
      fc.property(streams, ([hint, all]) => {
        const read = (bytes: Uint8Array) => readAll('server', hint, [bytes])
        const [was, fault] = read(all)
        const [is, other] = read(bytesOf(reroute(elsewhere, hint, [all])))
        expect(other?._tag).toBe(fault?._tag)
        expect(is.map(plain)).toEqual(was.map((command) => plain(renamed(command))))
      }),
      runs,
    )
  })
})

describe('the URLs of an HTTP answer', () => {
  const other = (url: string): string => url.replace(/^https:\/\/[^/]+/, 'http://127.0.0.1:8')
  const answer = (status: number, headers: Readonly<Record<string, string | ReadonlyArray<string>>>) => ({
    status,
    headers,
    body: bytesOf('https://x.example.com/'),
  })

  it.each([
    ['DALogin=login.passport.com/login2.srf', 'DALogin=http://127.0.0.1:8/login2.srf'],
    [
      'DARealm=Passport.Net,DALogin=https://login.passport.com/a?b=c,DAReg=https://register.example.com',
      'DARealm=Passport.Net,DALogin=http://127.0.0.1:8/a?b=c,DAReg=https://register.example.com',
    ],
    ['DARealm=Passport.Net', 'DARealm=Passport.Net'],
    ['NoDALogin=https://x.example.com', 'NoDALogin=https://x.example.com'],
    ['DALogin=', 'DALogin='],
  ])('%s', (urls, others) => {
    for (const name of ['PassportURLs', 'passporturls', 'Passporturls'])
      expect(relocated(other)(answer(200, { [name]: urls, more: urls }))).toEqual(
        answer(200, { [name]: others, more: urls }),
      )
  })

  it('keep to having no scheme, where https is meant', () => {
    const secure = (url: string): string => url.replace('login.passport.com', 'proxy:8')
    const [was, is] = ['DALogin=login.passport.com/login2.srf', 'DALogin=proxy:8/login2.srf']
    expect(relocated(secure)(answer(200, { passporturls: was }))).toEqual(answer(200, { passporturls: is }))
    const same = { PassportURLs: ['DAReg=x', was] }
    expect(relocated((url) => url)(answer(200, same))).toEqual(answer(200, same))
  })

  it('lead on where a redirect leads, and only there', () => {
    const to = { Location: 'https://login2.example.com/l?x=1', 'Authentication-Info': 'Passport1.4 da-status=redir' }
    expect(relocated(other)(answer(302, to))).toEqual(answer(302, { ...to, Location: 'http://127.0.0.1:8/l?x=1' }))
    expect(relocated(other)(answer(200, to))).toEqual(answer(200, to))
    expect(relocated(other)(answer(302, { location: '/elsewhere' }))).toEqual(answer(302, { location: '/elsewhere' }))
  })
})

/** Servers and clients that mean ill, or know no better, in memory and over TCP. */
import { NEVER, of } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'

import {
  memoryNetwork,
  rows,
  sayTo,
  server,
  signOut,
  type Dialect,
  type HttpResponse,
  type Ports,
  type Row,
  type ServerEvent,
  type ServerKind,
  type ServerSettings,
  type SessionOptions,
} from '../../lib/index.js'
import { nodePorts } from '../../lib/edges/node.js'
import { digest } from '../../lib/auth/digest.js'
import { goodServer, meddled, raw, scripted, type Heard, type Middle, type Piece, type Raw } from './meddle.js'
import { alice, bob, carol, isUntouched, long, mischiefs, reasonOf } from './mischief.js'
import { watchedOf } from './watch.js'
import { addressOf, begin, clock, friends, passing, passwordOf, world, type World } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

/** A client of a server that says what a spec wants it to. */
const against = async (
  answer: (heard: Heard) => void,
  more: Partial<Ports> = {},
  dialects: ReadonlyArray<Dialect> = ['MSNP7'],
) => {
  const scheduler = clock()
  const network = memoryNetwork({ scheduler, latency: 5 })
  const pass = passing(scheduler)
  const place = scripted(network.ports('server'), answer)
  await pass(0)
  const address = place.address()
  const a = begin({ ...network.ports('alice'), ...more }, 'alice', {
    server: address,
    dialects,
    nexus: 'http://127.0.0.1:1/rdr/pprdr.asp',
  })
  await pass()
  return { a, place, pass, network, address }
}

describe('a server', () => {
  it('that is good is good enough for these specs', async () => {
    const { a } = await against(goodServer)
    expect(reasonOf(a)).toBe('Ready')
  })

  it('that redirects to itself, or in a loop, is left', async () => {
    const { a, address } = await against(({ words: [verb, trid], say, local }) => {
      if (verb === 'VER') say(`XFR ${trid} NS ${local.host}:${local.port} 0\r\n`)
    })
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'RedirectLoop', address } })

    const scheduler = clock()
    const network = memoryNetwork({ scheduler })
    const pass = passing(scheduler)
    const places = [0, 1, 2].map((at) =>
      scripted(network.ports(), ({ words: [verb, trid], say }) => {
        const { host, port } = places[(at + 1) % 3]!.address()
        if (verb === 'VER') say(`VER ${trid} MSNP7\r\n`)
        if (verb === 'INF') say(`XFR ${trid} NS ${host}:${port} 0\r\n`)
      }),
    )
    await pass(0)
    const first = places[0]!.address()
    const b = begin(network.ports(), 'bob', { server: first })
    await pass()
    expect(b.of('Redirected')).toHaveLength(2)
    expect(b.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'RedirectLoop', address: first } })
    expect(places.map(({ open }) => open())).toEqual([0, 0, 0])
  })

  it('that redirects for ever is left', async () => {
    const scheduler = clock()
    const ports = memoryNetwork({ scheduler }).ports()
    const pass = passing(scheduler)
    const next = (): ReturnType<typeof scripted> =>
      scripted(ports, ({ words: [verb, trid], say }) => {
        if (verb !== 'VER') return
        const further = next()
        scheduler.schedule(() => say(`XFR ${trid} NS 127.0.0.1:${further.address().port} 0\r\n`), 5)
      })
    const first = next()
    await pass(0)
    const a = begin(ports, 'alice', { server: first.address(), redirects: 7 })
    await pass(long)
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'TooManyRedirects', limit: 7 } })
    expect(a.of('Redirected')).toHaveLength(7)
  })

  it.each(['VER', 'INF', 'USR MD5 I', 'USR MD5 S', 'SYN', 'PNG', 'OPEN'])('that never answers %s', async (mute) => {
    const { a, place, pass } = await against(
      (heard) => {
        const [verb, , second, step] = heard.words
        if (mute === (verb === 'USR' ? `USR ${second} ${step}` : verb)) return
        goodServer(heard)
      },
      mute === 'OPEN' ? { dial: () => NEVER } : {},
    )
    await pass(long)
    const to = mute === 'OPEN' ? 'the connection' : mute.split(' ')[0]!
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'NoAnswer', to } })
    expect([a.isOver, place.open()]).toEqual([true, 0])
  })

  it('that is not there, or says goodbye', async () => {
    const { a, network, pass } = await against(({ words: [verb], say }) => {
      if (verb === 'VER') say('OUT SSD\r\n')
    })
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Dismissed', because: 'GoingDown' } })
    const address = { host: '127.0.0.1', port: 7 }
    const b = begin(network.ports(), 'bob', { server: address })
    await pass()
    expect(b.events.at(-1)).toEqual({
      _tag: 'Closed',
      reason: { _tag: 'Unreachable', address, why: { _tag: 'Refused' } },
    })
  })

  const rung = (heard: Heard): void => {
    goodServer(heard)
    if (heard.words[0] !== 'CHG') return
    const { host, port } = { host: '127.0.0.1', port: 9 }
    for (let at = 0; at < 2000; at++) heard.say(`RNG ${at} ${host}:${port} CKI 1.1 m${at}@example.com M\r\n`)
  }

  it('that rings without end, and leads nowhere', async () => {
    const { a, pass } = await against(rung)
    await pass(long)
    expect([reasonOf(a), a.now().conversations.size]).toEqual(['Ready', 0])
    const rings = a.of('Ringing').length
    expect(a.of('ConversationEnded')).toHaveLength(rings)
    // Four fifths of all conversations that there may be: the others are for our own.
    expect(rings).toBe(400)
  })

  const boardAt = async (mute: string, board: (heard: Heard) => void) => {
    const scheduler = clock()
    const network = memoryNetwork({ scheduler, latency: 5 })
    const pass = passing(scheduler)
    const switchboard = scripted(network.ports(), board)
    const notification = scripted(network.ports(), (heard) => {
      const [verb, trid] = heard.words
      if (verb !== 'XFR') return goodServer(heard)
      if (mute !== 'XFR') heard.say(`XFR ${trid} SB 127.0.0.1:${switchboard.address().port} CKI 1.2.3\r\n`)
    })
    await pass(0)
    const a = begin(network.ports(), 'alice', { server: notification.address(), dialects: ['MSNP7'] })
    await pass()
    a.send(sayTo(bob, 'hello'))
    await pass(long)
    return { a, switchboard }
  }
  const goodBoard = ({ words: [verb, trid], say }: Heard): void => {
    if (verb === 'USR') say(`USR ${trid} OK alice@example.com Alice\r\n`)
    if (verb === 'CAL') say(`CAL ${trid} RINGING 5\r\nJOI bob@example.com Bob\r\n`)
    if (verb === 'MSG') say(`ACK ${trid}\r\n`)
  }

  it.each([
    ['XFR', 'TimedOut'],
    ['USR', 'TimedOut'],
    ['CAL', 'NobodyThere'],
    ['MSG', 'TimedOut'],
    ['nothing', 'Acknowledged'],
  ])('whose switchboard never answers %s', async (mute, outcome) => {
    const { a, switchboard } = await boardAt(mute, (heard) => (heard.words[0] === mute ? undefined : goodBoard(heard)))
    expect(a.of('MessageOutcome').map(({ outcome }) => outcome._tag)).toEqual([outcome])
    expect(reasonOf(a)).toBe('Ready')
    // Who is alone leaves; with somebody there, a conversation may last.
    if (outcome === 'Acknowledged' || mute === 'MSG') expect(a.now().conversations.size).toBe(1)
    else expect([a.now().conversations.size, switchboard.open()]).toEqual([0, 0])
  })

  it.each([
    ['answers twice', (h: Heard) => (goodBoard(h), goodBoard(h)), 'Acknowledged'],
    ['closes at once', ({ end }: Heard) => end(), 'Closed'],
    ['refuses', ({ words: [, trid], say }: Heard) => say(`911 ${trid}\r\n`), 'Failed'],
    ['lies about lengths', ({ say }: Heard) => say('MSG x y 1e9\r\n'), 'Closed'],
  ])('whose switchboard %s', async (_, board, outcome) => {
    const { a } = await boardAt('', board)
    expect(a.of('MessageOutcome').map(({ outcome }) => outcome._tag)).toEqual([outcome])
    expect(reasonOf(a)).toBe('Ready')
  })

  const twn = ({ words: [verb, trid, , step], say }: Heard): void => {
    if (verb === 'VER') say(`VER ${trid} MSNP8\r\n`)
    if (verb === 'CVR') say(`CVR ${trid} 1 1 1 http://x http://y\r\n`)
    if (verb === 'USR' && step === 'I') say(`USR ${trid} TWN S ct=1,rn=x\r\n`)
  }
  const at = (status: number, headers: HttpResponse['headers']) => ({ status, headers })
  const nexus = at(200, { passporturls: 'DALogin=http://127.0.0.1:1/login' })
  it.each<readonly [string, Ports['fetch'], string]>([
    ['never answers', () => NEVER, 'NoAnswer'],
    ['is not there', () => of({ _tag: 'Refused' }), 'NoTicket'],
    ['says nothing of Passport', () => of(at(200, {})), 'NoTicket'],
    ['is out of order', () => of(at(503, {})), 'NoTicket'],
    [
      'wants the password in the clear',
      () => of(at(200, { passporturls: 'DALogin=http://evil.example/' })),
      'NoTicket',
    ],
    [
      'sends on for ever',
      ({ url }) =>
        of(
          url.endsWith('asp')
            ? nexus
            : at(302, { location: 'http://127.0.0.1:1/login', 'authentication-info': 'Passport1.4 da-status=redir' }),
        ),
      'NoTicket',
    ],
    [
      'sends on in the clear',
      ({ url }) =>
        of(
          url.endsWith('asp')
            ? nexus
            : at(302, { location: 'http://evil.example/', 'authentication-info': 'Passport1.4 da-status=redir' }),
        ),
      'NoTicket',
    ],
    ['never answers the password', ({ url }) => (url.endsWith('asp') ? of(nexus) : NEVER), 'NoAnswer'],
    ['says no', ({ url }) => of(url.endsWith('asp') ? nexus : at(401, {})), 'Denied'],
    [
      'grants nothing',
      ({ url }) =>
        of(url.endsWith('asp') ? nexus : at(200, { 'authentication-info': 'Passport1.4 da-status=success' })),
      'NoTicket',
    ],
  ])('whose login server %s', async (_, fetch, reason) => {
    const { a, pass, place } = await against(twn, { fetch }, ['MSNP8'])
    await pass(long)
    expect([reasonOf(a), a.isOver, a.error, place.open()]).toEqual([reason, true, undefined, 0])
  })
})

// ---------------------------------------------------------------------------------------------------------------------

/** Signs in by hand, in MSNP7. */
const signInRaw = async (there: World, name: string, password = passwordOf(name)): Promise<Raw> => {
  const wire = raw(there.network.ports(`raw ${name}`), there.addresses.notification)
  wire.say(`VER 1 MSNP7 CVR0\r\nINF 2\r\nUSR 3 MD5 I ${addressOf(name)}\r\n`)
  await there.pass(100)
  const challenge = /MD5 S (\S+)/.exec(wire.heard())![1]!
  wire.say(`USR 4 MD5 S ${digest(password)(challenge)}\r\n`)
  await there.pass(100)
  return wire
}

const cookieIn = (wire: Raw): string => /CKI (\S+)/.exec(wire.heard())![1]!

const two = async (limits: Parameters<typeof world>[0]['limits'] = {}) => {
  const there = await world({ accounts: friends('alice', 'bob', 'carol'), limits })
  const b = there.signIn('bob', 'MSNP7')
  const c = there.signIn('carol', 'MSNP12')
  await there.pass()
  return { there, b, c }
}

const expelled = ({ notices }: World) =>
  notices.flatMap((notice) => (notice._tag === 'Expelled' ? [notice.reason] : []))

const clientRows: ReadonlyArray<Row> = Object.values(rows as Readonly<Record<string, Row>>).filter(
  ({ from }) => from !== 'server',
)
const bytesOfExample = (example: string): string => {
  const [line = '', ...payload] = example.split('\n')
  return payload.length === 0 ? `${line}\r\n` : `${line}\r\n${payload.join('\r\n')}`
}

describe('a client', () => {
  const kinds: ReadonlyArray<readonly [ServerKind, (there: World) => { host: string; port: number }]> = [
    ['DS', ({ addresses }) => addresses.dispatch[0]!],
    ['NS', ({ addresses }) => addresses.notification],
    ['SB', ({ addresses }) => addresses.switchboard],
  ]

  it.each(kinds)('that says any command before it is let in on %s', async (_, where) => {
    const { there, b, c } = await two()
    for (const versioned of ['', 'VER 1 MSNP7 CVR0\r\n', 'VER 1 MSNP12 CVR0\r\n'])
      for (const { example } of clientRows) {
        const wire = raw(there.network.ports('mallory'), where(there))
        wire.say(versioned + bytesOfExample(example))
        await there.pass(1000)
        expect([example, wire.heard().includes(' OK ')]).toEqual([example, false])
      }
    isUntouched(there, b, c)
    // All are gone when the time to sign in is over.
    await there.pass(70_000)
    expect(there.host().connections.size).toBe(2)
    expect(new Set(expelled(there))).toEqual(
      new Set(['Unruly', 'TooSlow', 'NoDialect'].filter((r) => expelled(there).includes(r as never))),
    )
    isUntouched(there, b, c)
    there.stop()
  })

  it('that says any command once it is signed in, or on a switchboard', async () => {
    const { there, b, c } = await two()
    for (const { example } of clientRows) {
      const wire = await signInRaw(there, 'alice')
      wire.say('CHG 5 NLN\r\nXFR 6 SB\r\n')
      await there.pass(100)
      const board = raw(there.network.ports('mallory'), there.addresses.switchboard)
      board.say(`USR 1 ${alice} ${cookieIn(wire)}\r\nCAL 2 ${bob}\r\n`)
      await there.pass(200)
      board.say(bytesOfExample(example))
      wire.say(bytesOfExample(example))
      await there.pass(200)
      wire.leave()
      board.leave()
      await there.pass(200)
    }
    await there.pass(200_000)
    for (const one of [b, c]) expect([one.name, reasonOf(one)]).toEqual([one.name, 'Ready'])
    expect(there.host().connections.size).toBe(2)
    expect(there.host().conversations.size).toBe(0)
    there.stop()
  })

  it('that signs in at another place ends the session here', async () => {
    const { there, b, c } = await two()
    const a = there.signIn('alice', 'MSNP12')
    await there.pass()
    const again = await signInRaw(there, 'alice')
    await there.pass()
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Dismissed', because: 'Elsewhere' } })
    expect([again.closed(), b.now().contacts.get(alice)?.status]).toEqual([undefined, 'FLN'])
    // A second one on the same connection is refused, and the first goes on.
    again.say(`USR 5 MD5 I ${alice}\r\n`)
    await there.pass(100)
    expect(again.lines().at(-1)).toBe('207 5')
    isUntouched(there, b, c)
    there.stop()
  })

  it("with a wrong password, or somebody else's digest, is refused", async () => {
    const { there, b, c } = await two()
    const wire = await signInRaw(there, 'alice', 'wröng')
    expect([wire.lines().at(-1), wire.closed()]).toEqual(['911 4', { _tag: 'Ended' }])
    const other = await signInRaw(there, 'alice', passwordOf('bob'))
    expect([other.lines().at(-1), other.closed()]).toEqual(['911 4', { _tag: 'Ended' }])
    for (const dialect of ['MSNP7', 'MSNP12'] as const) {
      const a = there.signIn('alice', dialect, { password: 'wröng' })
      await there.pass()
      expect([dialect, reasonOf(a)]).toEqual([dialect, dialect === 'MSNP7' ? 'Refused' : 'Denied'])
    }
    isUntouched(there, b, c)
    there.stop()
  })

  describe('with a cookie', () => {
    const entering = async (there: World, line: string): Promise<Raw> => {
      const wire = raw(there.network.ports('mallory'), there.addresses.switchboard)
      wire.say(line)
      await there.pass(200)
      return wire
    }
    const given = async () => {
      const { there, b, c } = await two()
      const a = await signInRaw(there, 'alice')
      a.say('CHG 5 NLN\r\nXFR 6 SB\r\n')
      await there.pass(200)
      return { there, b, c, a, cookie: cookieIn(a) }
    }
    const isRefused = (wire: Raw, trid: number): void =>
      expect([wire.lines().at(-1), wire.closed()]).toEqual([`911 ${trid}`, { _tag: 'Ended' }])

    it('that is used once is let in, and never again', async () => {
      const { there, cookie } = await given()
      const wire = await entering(there, `USR 1 ${alice} ${cookie}\r\n`)
      expect(wire.lines()[0]).toMatch(/^USR 1 OK /)
      isRefused(await entering(there, `USR 1 ${alice} ${cookie}\r\n`), 1)
      expect(wire.closed()).toBe(undefined)
      there.stop()
    })

    it('that is stolen, changed, or too old is not let in', async () => {
      const { there, b, c, cookie } = await given()
      isRefused(await entering(there, `USR 1 ${carol} ${cookie}\r\n`), 1)
      isRefused(await entering(there, `USR 1 ${alice} ${cookie}0\r\n`), 1)
      isRefused(await entering(there, `USR 1 ${alice} ${cookie.slice(0, -1)}\r\n`), 1)
      isRefused(await entering(there, `ANS 1 ${alice} ${cookie} 1\r\n`), 1)
      await there.pass(121_000)
      isRefused(await entering(there, `USR 1 ${alice} ${cookie}\r\n`), 1)
      isUntouched(there, b, c)
      there.stop()
    })

    it('of an invitation opens that session alone', async () => {
      const { there, a, cookie } = await given()
      const other = await signInRaw(there, 'carol')
      other.say('CHG 5 NLN\r\n')
      const board = await entering(there, `USR 1 ${alice} ${cookie}\r\nCAL 2 ${carol}\r\n`)
      const [, session, invitation] = /RNG (\d+) \S+ CKI (\S+)/.exec(other.heard())!
      const astray = await entering(there, `ANS 1 ${carol} ${invitation} ${Number(session) + 1}\r\n`)
      expect([astray.heard(), astray.closed(), expelled(there)]).toEqual(['', { _tag: 'Ended' }, ['Unruly']])
      // The cookie is used up by that.
      isRefused(await entering(there, `ANS 1 ${carol} ${invitation} ${session}\r\n`), 1)
      board.say(`CAL 3 ${carol}\r\n`)
      await there.pass(200)
      const [, , next] = [...other.heard().matchAll(/RNG (\d+) \S+ CKI (\S+)/g)].at(-1)!
      isRefused(await entering(there, `ANS 1 ${bob} ${next} ${session}\r\n`), 1)
      expect(board.heard()).not.toContain('JOI')
      board.say(`CAL 4 ${carol}\r\n`)
      await there.pass(200)
      const [, , last] = [...other.heard().matchAll(/RNG (\d+) \S+ CKI (\S+)/g)].at(-1)!
      expect((await entering(there, `ANS 1 ${carol} ${last} ${session}\r\n`)).lines().at(-1)).toBe('ANS 1 OK')
      expect(board.lines().at(-1)).toMatch(new RegExp(`^JOI ${carol} `))
      expect(a.closed()).toBe(undefined)
      there.stop()
    })
  })

  describe('on a switchboard', () => {
    const talking = async () => {
      const { there, b, c } = await two()
      const wire = await signInRaw(there, 'alice')
      wire.say('CHG 5 NLN\r\nXFR 6 SB\r\n')
      await there.pass(200)
      const board = raw(there.network.ports('mallory'), there.addresses.switchboard)
      board.say(`USR 1 ${alice} ${cookieIn(wire)}\r\nCAL 2 ${bob}\r\n`)
      await there.pass(500)
      expect(board.heard()).toContain(`JOI ${bob}`)
      return { there, b, c, wire, board }
    }
    const header = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n'
    const message = (bytes: number): string => header + 'x'.repeat(bytes - header.length)

    it('may say 1664 bytes, and not one more', async () => {
      const { there, b, c, board, wire } = await talking()
      board.say(`MSG 3 A 1664\r\n${message(1664)}`)
      await there.pass(500)
      expect([b.of('TextReceived').length, board.lines().at(-1)]).toEqual([1, 'ACK 3'])
      board.say(`MSG 4 A 1665\r\n${message(1665)}`)
      await there.pass(500)
      expect([board.closed(), b.of('TextReceived').length]).toEqual([{ _tag: 'Ended' }, 1])
      expect(expelled(there)).toEqual(['TooLong'])
      expect(wire.closed()).toBe(undefined)
      isUntouched(there, b, c)
      there.stop()
    })

    it('that goes in the middle of a message has said nothing', async () => {
      const { there, b, c, board, wire } = await talking()
      board.say(`MSG 3 A 500\r\n${message(500).slice(0, 300)}`)
      await there.pass(500)
      board.leave()
      await there.pass(500)
      expect(b.of('TextReceived')).toEqual([])
      expect(b.of('Left')).toMatchObject([{ passport: alice }])
      expect(wire.closed()).toBe(undefined)
      isUntouched(there, b, c)
      there.stop()
    })

    it.each([
      ['a length that is no number', 'MSG 3 A many\r\n'],
      ['a length below zero', 'MSG 3 A -5\r\nhello'],
      ['a length beyond all bounds', 'MSG 3 A 99999999999999999999\r\n'],
      ['a line without an end', 'x'.repeat(9000)],
    ])('that says %s is closed', async (_, bytes) => {
      const { there, b, c, board, wire } = await talking()
      board.say(bytes)
      await there.pass(500)
      expect(board.closed()).toEqual({ _tag: 'Ended' })
      expect(b.of('Left')).toMatchObject([{ passport: alice }])
      expect(wire.closed()).toBe(undefined)
      isUntouched(there, b, c)
      there.stop()
    })
  })

  it.each([
    ['a line without an end', 'x'.repeat(9000), undefined],
    ['a payload without an end', 'UUX 9 99999999\r\n', undefined],
    ['10,000 unknown commands', 'FOO 1 2 3\r\n'.repeat(10_000), 'TooMuchUnread'],
    ['10,000 commands that have no place here', 'ANS 1 a@b.c 1.2 3\r\n'.repeat(10_000), 'TooMuchUnread'],
  ])('that says %s is closed', async (_, bytes, reason) => {
    const { there, b, c } = await two()
    const wire = await signInRaw(there, 'alice')
    const before = there.notices.length
    wire.say(bytes)
    await there.pass(2000)
    expect(wire.closed()).toEqual({ _tag: 'Ended' })
    expect(expelled(there)).toEqual(reason === undefined ? [] : [reason])
    // No flood of notices, either.
    expect(there.notices.length - before).toBeLessThan(50)
    isUntouched(there, b, c)
    there.stop()
  })

  it('that floods with good commands is answered, and nobody else waits', async () => {
    const { there, b, c } = await two()
    const wire = await signInRaw(there, 'alice')
    wire.say('PNG\r\n'.repeat(20_000))
    b.send(sayTo(carol, 'meanwhile'))
    await there.pass(2000)
    expect(wire.lines().filter((line) => line.startsWith('QNG'))).toHaveLength(20_000)
    expect(c.of('TextReceived')).toHaveLength(1)
    there.stop()
  })

  it('in thousands, that say nothing, are closed in time; one too many at once', async () => {
    const { there, b, c } = await two({ connections: 3000 })
    const places = [there.addresses.dispatch[0]!, there.addresses.notification, there.addresses.switchboard]
    const wires = Array.from({ length: 3500 }, (_, at) => raw(there.network.ports('mallory'), places[at % 3]!))
    await there.pass(1000)
    expect(wires.filter((wire) => wire.closed() !== undefined)).toHaveLength(502)
    expect(expelled(there)).toEqual(Array.from({ length: 502 }, () => 'Crowded'))
    await there.pass(60_000)
    expect(wires.filter((wire) => wire.closed() === undefined)).toEqual([])
    expect(expelled(there).filter((reason) => reason === 'TooSlow')).toHaveLength(2998)
    isUntouched(there, b, c)
    const a = there.signIn('alice', 'MSNP7')
    await there.pass()
    expect(reasonOf(a)).toBe('Ready')
    there.stop()
  })
})

// ---------------------------------------------------------------------------------------------------------------------

const until = async (holds: () => boolean, ms = 5000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

describe('over TCP', () => {
  const ports = nodePorts()

  /** A real server, and two of its clients. */
  const real = async (settings: Partial<ServerSettings> = {}) => {
    const notices: Array<ServerEvent> = []
    const accounts = friends('alice', 'bob', 'carol')
    const running = server(ports)({ accounts, redirects: 1, ...settings }).subscribe((each) => void notices.push(each))
    const listening = () => notices.find((each) => each._tag === 'Listening')
    await until(() => listening() !== undefined)
    const { first, nexus, addresses } = listening()!
    const sign = (name: string, dialect: Dialect, wanted: Partial<SessionOptions> = {}, through: Ports = ports) =>
      begin(through, name, { server: first, nexus, dialects: [dialect], ...wanted })
    const [b, c] = [sign('bob', 'MSNP7'), sign('carol', 'MSNP12')]
    await until(() => [b, c].every((one) => reasonOf(one) === 'Ready'))
    const host = () => watchedOf(accounts)!.state
    const stop = async (): Promise<void> => {
      for (const one of [b, c]) expect([one.name, reasonOf(one)]).toEqual([one.name, 'Ready'])
      for (const one of [b, c]) one.send(signOut)
      await until(() => host().connections.size === 0)
      running.unsubscribe()
    }
    return { notices, sign, b, c, addresses, host, stop }
  }

  it.each(mischiefs.filter(({ name }) => !/nothing any more|leaves it out|somebody else|more than/.test(name)))(
    'a server that $name ends a session for a reason, and no other one',
    async ({ meddle, session }) => {
      const there = await real()
      for (const [dialect, at] of [
        ['MSNP7', 0],
        ['MSNP7', 6],
        ['MSNP12', 3],
        ['MSNP12', 9],
      ] as const) {
        const wire = meddled(ports, { direction: 'in', at, meddle })
        const a = there.sign('alice', dialect, {}, wire.ports)
        await until(() => wire.hit !== undefined)
        await until(() => session.includes(reasonOf(a)))
        a.send(signOut)
        await until(() => a.isOver && there.host().connections.size === 2)
        expect(a.error).toBe(undefined)
      }
      await there.stop()
    },
  )

  it('a server that never answers, or is not there, is given up', async () => {
    const place = scripted(ports, () => undefined)
    await until(() => {
      try {
        return place.address().port > 0
      } catch {
        return false
      }
    })
    const a = begin(ports, 'alice', { server: place.address(), deadlines: { reply: 100 } })
    await until(() => a.isOver)
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'NoAnswer', to: 'VER' } })
    await until(() => place.open() === 0)
    place.stop()
    const b = begin(ports, 'bob', { server: place.address() })
    await until(() => b.isOver)
    expect(b.events.at(-1)).toMatchObject({ reason: { _tag: 'Unreachable', why: { _tag: 'Refused' } } })
  })

  it.each([
    ['says nothing', '', 'TooSlow'],
    ['says half a line', 'VER 1 MSN', 'TooSlow'],
    ['signs in no further', 'VER 1 MSNP7 CVR0\r\nINF 2\r\n', 'TooSlow'],
    ['says what nobody should', 'CHG 1 NLN\r\n', 'Unruly'],
    ['says a line without an end', 'x'.repeat(20_000), undefined],
    ['floods', 'FOO\r\n'.repeat(10_000), 'Unruly'],
  ])('a client that %s is closed', async (_, bytes, reason) => {
    const there = await real({ deadlines: { entry: 300 } })
    const wires = Array.from({ length: 50 }, () => raw(ports, there.addresses.notification))
    wires.forEach((wire) => wire.say(bytes))
    await until(() => wires.every((wire) => wire.closed() !== undefined))
    const reasons = there.notices.flatMap((each) => (each._tag === 'Expelled' ? [each.reason] : []))
    expect(reasons).toEqual(reason === undefined ? [] : Array.from(wires, () => reason))
    await until(() => there.host().connections.size === 2)
    await there.stop()
  })

  it('thousands that say nothing are closed in time', async () => {
    const there = await real({ deadlines: { entry: 1000 } })
    const wires: Array<Raw> = []
    // Not all at once: the system itself keeps only some hundreds waiting for the server.
    while (wires.length < 2000) {
      wires.push(...Array.from({ length: 100 }, () => raw(ports, there.addresses.switchboard)))
      await until(
        () => there.notices.filter((each) => each._tag === 'Connected' && each.on === 'SB').length >= wires.length,
      )
    }
    await until(() => wires.every((wire) => wire.closed() !== undefined), 30_000)
    expect(there.notices.filter((each) => each._tag === 'Expelled' && each.reason === 'TooSlow')).toHaveLength(2000)
    expect(there.host().connections.size).toBe(2)
    await there.stop()
  })

  it('half a payload, and then the end, is no message', async () => {
    const there = await real()
    const meddle = (piece: Piece, { pass, cut }: Middle): void => {
      pass(piece.slice(0, piece.length - 3))
      cut()
    }
    // The third message: there are ten lines before the switchboard, and three before the first message on it.
    const wire = meddled(ports, { direction: 'out', at: 15, meddle })
    const a = there.sign('alice', 'MSNP7', {}, wire.ports)
    await until(() => a.of('Challenged').length === 1 && reasonOf(a) === 'Ready')
    for (let at = 0; at < 8; at++) a.send(sayTo(bob, `message ${at}`))
    await until(() => a.of('MessageOutcome').length === 8)
    expect(wire.hit?.piece).toMatch(/^MSG \d+ A \d+\r\n[^]*message 2$/)
    await until(() => there.b.of('Left').length === 1)
    expect(there.b.of('TextReceived').map(({ text }) => text)).toEqual(['message 0', 'message 1'])
    expect(reasonOf(a)).toBe('Ready')
    a.send(signOut)
    await until(() => there.host().sessions.size === 2)
    await there.stop()
  })
})

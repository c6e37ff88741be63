import { describe, expect, it } from 'vitest'

import { spoken } from '../../lib/machines/settings.js'
import { describeEnd } from '../../lib/machines/reasons.js'
import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import {
  accepted,
  drive,
  granted,
  nexusAnswer,
  readyIn,
  settingsOf,
  shownIn,
  signIn,
  tridOf,
  type Client,
} from './driver.js'

const old = spoken.filter((dialect) => dialectNamed(dialect).number < 8)
const later = spoken.filter((dialect) => dialectNamed(dialect).number >= 8)
const challenge = 'ct=1,rver=1,wp=FS_40SEC_0_COMPACT,lc=1,id=1'

const cvr = (trid: number): string => `CVR ${trid} 6.0.0602 6.0.0602 1.0.0000 http://a.example.com http://b.example.com`

/** A client on an open connection, whose first command was said. */
const opened = (...dialects: ReadonlyArray<Dialect>): Client => {
  const client = drive(settingsOf({ dialects }))
  client.opens('NS 1')
  return client
}

describe('a sign-in by MD5', () => {
  it.each(old)('goes through VER, INF and two USR in %s', (dialect) => {
    const client = drive(settingsOf({ dialects: [dialect] }))
    expect(client.done).toEqual(['dial NS 1 messenger.example.com:1863'])
    expect(client.opens('NS 1')).toEqual([`NS 1 > VER 1 ${dialect} CVR0`])
    expect(client.hears('NS 1', `VER 1 ${dialect}`)).toEqual(['NS 1 > INF 2'])
    expect(client.hears('NS 1', 'INF 2 MD5')).toEqual(['NS 1 > USR 3 MD5 I alice@example.com'])
    // MD5 of the challenge and `S3cret%pass word`.
    expect(client.hears('NS 1', 'USR 3 MD5 S 1013928519.693957190')).toEqual([
      'NS 1 > USR 4 MD5 S b91f098d0373ee9e31ade0bb51789f18',
    ])
    expect(client.hears('NS 1', accepted(dialectNamed(dialect).number, 4))).toEqual(['NS 1 > SYN 5 0'])
    expect(client.told('SignedIn')).toEqual([
      { _tag: 'SignedIn', passport: 'alice@example.com', name: 'Alice A', dialect },
    ])
    expect(client.at()).toBe('Synchronising')
  })
})

describe('a sign-in by ticket', () => {
  it.each(later)('goes through VER, CVR, two USR, nexus and login server in %s', (dialect) => {
    const number = dialectNamed(dialect).number
    const client = opened(dialect)
    expect(client.hears('NS 1', `VER 1 ${dialect}`)).toEqual([
      'NS 1 > CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.5.0311 MSMSGS alice@example.com',
    ])
    expect(client.hears('NS 1', cvr(2))).toEqual(['NS 1 > USR 3 TWN I alice@example.com'])
    expect(client.hears('NS 1', `USR 3 TWN S ${challenge}`)).toEqual([
      'fetch GET https://messenger.example.com/rdr/pprdr.asp',
    ])
    expect(client.gets(nexusAnswer)).toEqual(['fetch GET https://login.example.com/login2.srf'])
    expect(client.gets(granted)).toEqual(['NS 1 > USR 4 TWN S t=71ck3t&p='])
    expect(client.hears('NS 1', accepted(number, 4))).toEqual([number < 10 ? 'NS 1 > SYN 5 0' : 'NS 1 > SYN 5 0 0'])
    expect(client.told('SignedIn')).toMatchObject([{ passport: 'alice@example.com', dialect }])
    // From MSNP10 on the name comes with the contact list.
    expect(client.view().account.name).toBe(number < 10 ? 'Alice A' : 'alice@example.com')
  })

  it('sends the text of USR on to the login server, with address and password escaped', () => {
    const client = opened('MSNP8')
    client.hears('NS 1', 'VER 1 MSNP8', cvr(2), `USR 3 TWN S ${challenge}`)
    client.gets(nexusAnswer)
    expect(client.fetches.map(({ headers }) => headers['Authorization'] ?? '')).toEqual([
      '',
      `Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,sign-in=alice%40example%2Ecom,pwd=S3cret%25pass%20word,${challenge}`,
    ])
  })
})

describe('the answer to VER', () => {
  const all: ReadonlyArray<Dialect> = ['MSNP9', 'MSNP8', 'MSNP7']
  it.each(spoken)('may choose %s among all of them', (dialect) => {
    const client = drive()
    expect(client.opens('NS 1')).toEqual([`NS 1 > VER 1 ${spoken.join(' ')} CVR0`])
    signIn(client, dialect)
    expect(client.view().dialect).toBe(dialect)
    expect(client.at()).toBe('Synchronising')
  })
  it.each([
    ['VER 1 MSNP8 CVR0', 'CVR 2'],
    ['VER 1 MSNP8 MSNP7 CVR0', 'CVR 2'],
    ['VER 1 MSNP9 MSNP8 MSNP7 CVR0', 'CVR 2'],
    ['VER 1 msnp8', 'CVR 2'],
    ['VER 1 MSNP7 ', 'INF 2'],
  ])('%s leads to %s', (line, next) => {
    const client = opened(...all)
    const lines = client.hears('NS 1', line)
    if (next === undefined) expect(lines).toEqual([])
    else expect(lines).toEqual([expect.stringMatching(`^NS 1 > ${next}`)])
  })
  it.each(['VER 1 0', 'VER 1 MSNP10', 'VER 1 CVR0', 'VER 1 MSNP18', 'VER 1 FOO'])('%s ends it', (line) => {
    const client = opened(...all)
    expect(client.hears('NS 1', line)).toEqual(['close NS 1'])
    expect(client.end()).toEqual({ _tag: 'NoCommonDialect', offered: all })
    expect(client.timers).toEqual(new Map())
  })
})

describe('who speaks no MSNP', () => {
  it.each(['HTTP/1.1 400 Bad Request', 'SSH-2.0-OpenSSH_9.6', 'ver 1 MSNP8', '* OK IMAP4rev1', '{"error":1}'])(
    '%s is broken',
    (line) => {
      const client = opened('MSNP8')
      expect(client.hears('NS 1', line)).toEqual(['close NS 1'])
      expect(client.end()).toEqual({ _tag: 'Broken', problem: 'what it says is not MSNP; check host and port' })
    },
  )

  it.each(['ABC 1 2', '', 'VER x'])('is not anybody who says %j', (line) => {
    const client = opened('MSNP8')
    expect(client.hears('NS 1', line)).toEqual([])
    expect(client.at()).toBe('Negotiating')
  })

  it('is not found out later: the session goes on', () => {
    const client = readyIn('MSNP8')
    expect(client.hears('NS 1', 'HTTP/1.1 400 Bad Request')).toEqual([])
    expect(client.at()).toBe('Ready')
  })
})

describe('INF', () => {
  it.each([
    ['INF 2 MD5', undefined],
    ['INF 2 CTP MD5', undefined],
    ['INF 2 CTP', ['CTP']],
    ['INF 2', []],
  ])('%s', (line, offered) => {
    const client = opened('MSNP2')
    client.hears('NS 1', 'VER 1 MSNP2', line)
    expect(client.end()).toEqual(offered && { _tag: 'NoWayIn', offered })
  })
})

type Stage = readonly [name: string, reach: () => Client]

/** A client in each state of a sign-in. */
const stages: ReadonlyArray<Stage> = [
  ['Dialling', () => drive()],
  ['Negotiating', () => opened('MSNP8', 'MSNP7')],
  [
    'Naming',
    () => {
      const client = opened('MSNP8', 'MSNP7')
      client.hears('NS 1', 'VER 1 MSNP8')
      return client
    },
  ],
  [
    'Asking',
    () => {
      const client = opened('MSNP8', 'MSNP7')
      client.hears('NS 1', 'VER 1 MSNP7')
      return client
    },
  ],
  [
    'Introducing',
    () => {
      const client = opened('MSNP8', 'MSNP7')
      client.hears('NS 1', 'VER 1 MSNP8', cvr(2))
      return client
    },
  ],
  [
    'Ticketing',
    () => {
      const client = opened('MSNP8', 'MSNP7')
      client.hears('NS 1', 'VER 1 MSNP8', cvr(2), `USR 3 TWN S ${challenge}`)
      return client
    },
  ],
  [
    'Proving',
    () => {
      const client = opened('MSNP8', 'MSNP7')
      client.hears('NS 1', 'VER 1 MSNP7', 'INF 2 MD5', 'USR 3 MD5 S 1013928519.693957190')
      return client
    },
  ],
]
const connected = stages.slice(1)
const asking = connected.filter(([name]) => name !== 'Ticketing')

const replies: Readonly<Record<string, (trid: number) => string>> = {
  Negotiating: (trid) => `VER ${trid} MSNP8`,
  Naming: cvr,
  Asking: (trid) => `INF ${trid} MD5`,
  Introducing: (trid) => `USR ${trid} TWN S ${challenge}`,
  Proving: (trid) => accepted(7, trid),
}

describe('a sign-in in every state', () => {
  it.each(stages)('%s is reached', (name, reach) => {
    expect(reach().at()).toBe(name)
  })

  it.each(stages)('%s ends when the connection does', (name, reach) => {
    const client = reach()
    expect(client.loses('NS 1', { _tag: 'Reset' })).toEqual([])
    expect(client.end()).toEqual(
      name === 'Dialling'
        ? { _tag: 'Unreachable', address: client.settings.server, why: { _tag: 'Reset' } }
        : { _tag: 'Lost', why: { _tag: 'Reset' } },
    )
    expect(client.told('Closed')).toHaveLength(1)
  })

  it.each(connected)('%s ends when what comes cannot be read on', (_, reach) => {
    const client = reach()
    client.loses('NS 1', { _tag: 'Broken', problem: 'no line ends' })
    expect(client.end()).toEqual({ _tag: 'Broken', problem: 'no line ends' })
  })

  it.each(stages)('%s ends when its time is over', (name, reach) => {
    const client = reach()
    const ms = { Dialling: 20_000, Ticketing: 30_000 }[name] ?? 60_000
    expect([...client.timers.values()]).toEqual([ms])
    expect(client.waits(ms - 1)).toEqual([])
    expect(client.waits(1)).toEqual(['close NS 1'])
    expect(client.end()?._tag).toBe('NoAnswer')
    expect(describeEnd(client.end()!)).toMatch(/^no answer to .+ in time$/)
    expect(client.timers).toEqual(new Map())
  })

  it.each(
    connected.flatMap(([name, reach]) =>
      [
        ['OUT', 'Unsaid'],
        ['OUT OTH', 'Elsewhere'],
        ['OUT SSD', 'GoingDown'],
        ['OUT TOU', 'TermsOfUse'],
        ['OUT MIG', 'Migration'],
        ['OUT XYZ', 'Unsaid'],
      ].map(([line, because]) => [name, line!, because!, reach] as const),
    ),
  )('%s ends with %s: %s', (_, line, because, reach) => {
    const client = reach()
    expect(client.hears('NS 1', line)).toEqual(['close NS 1'])
    expect(client.end()).toMatchObject({ _tag: 'Dismissed', because })
  })

  it('tells for how many minutes the server is away, from MSNP11 on', () => {
    const client = opened('MSNP11')
    client.hears('NS 1', 'VER 1 MSNP11', 'OUT RCT 5')
    expect(client.end()).toEqual({ _tag: 'Dismissed', because: 'Maintenance', minutes: 5 })
  })

  it.each(
    connected.flatMap(([name, reach]) =>
      [911, 500, 600, 601, 910, 921, 928].map((code) => [name, code, reach] as const),
    ),
  )('%s ends with %i, with and without a transaction id', (_, code, reach) => {
    for (const line of [`${code} ${tridOf(reach(), 'NS 1')}`, `${code}`]) {
      const client = reach()
      expect(client.hears('NS 1', line)).toEqual(['close NS 1'])
      expect(client.end()).toMatchObject({ _tag: 'Refused', failure: { code } })
    }
  })

  it.each(asking)('%s passes over a reply to something else, and ends when its time is over', (name, reach) => {
    for (const off of [-1, 1, 700]) {
      const client = reach()
      const trid = tridOf(client, 'NS 1')
      if (trid + off < 1) continue
      expect(client.hears('NS 1', replies[name]!(trid + off))).toEqual([])
      expect(client.at()).toBe(name)
      expect(client.told('Unexpected')).toHaveLength(1)
      client.waits(60_000)
      expect(client.end()?._tag).toBe('NoAnswer')
    }
  })

  it.each(asking)('%s takes the first of two replies', (name, reach) => {
    const client = reach()
    const reply = replies[name]!(tridOf(client, 'NS 1'))
    expect(client.hears('NS 1', reply)).not.toEqual([])
    const now = client.at()
    expect(client.hears('NS 1', reply)).toEqual([])
    expect(client.at()).toBe(now)
    expect(client.told('Unexpected')).toHaveLength(1)
  })

  it.each(connected)('%s passes over what is not expected, what is unknown, and what cannot be read', (name, reach) => {
    const client = reach()
    const lines = ['NLN NLN bob@example.com Bob', 'XYZ 1 2', '', 'ILN', 'ACK 1']
    expect(client.hears('NS 1', ...lines)).toEqual([])
    expect(client.at()).toBe(name)
    expect(client.told('Unexpected')).toHaveLength(lines.length)
  })

  it.each(stages)('%s is left by signing out', (name, reach) => {
    const client = reach()
    const intent = { _tag: 'SignOut' } as const
    expect(client.wants(intent)).toEqual(name === 'Dialling' ? ['close NS 1'] : ['NS 1 > OUT', 'close NS 1'])
    expect(client.end()).toEqual({ _tag: 'SignedOut' })
    expect(client.outcomeOf(intent)).toBe('Done')
  })
})

describe('XFR to another notification server', () => {
  const forms: ReadonlyArray<readonly [what: string, words: string, place: string]> = [
    ['MSNP2', 'NS 10.0.0.5:1863', '10.0.0.5:1863'],
    ['MSNP3 to 6', 'NS 10.0.0.5:1864 0', '10.0.0.5:1864'],
    ['MSNP7 to 12', 'NS 10.0.0.5:1863 0 10.0.0.1:1863', '10.0.0.5:1863'],
    ['a host name', 'NS ns7.example.com:1863', 'ns7.example.com:1863'],
    ['IPv6', 'NS [2001:db8::7]:1863', '2001:db8::7:1863'],
    ['no port', 'NS 10.0.0.5', '10.0.0.5:1863'],
  ]

  it.each(
    connected.flatMap(([name, reach]) =>
      forms.map(([what, words, place]) => [name, what, words, place, reach] as const),
    ),
  )('%s, %s', (_, __, words, place, reach) => {
    const client = reach()
    const trid = tridOf(client, 'NS 1')
    expect(client.hears('NS 1', `XFR ${trid} ${words}`)).toEqual(['close NS 1', `dial NS 2 ${place}`])
    expect(client.told('Redirected')).toHaveLength(1)
    // The numbers go on (core.md 2.2).
    expect(client.opens('NS 2')).toEqual([expect.stringMatching(new RegExp(`^NS 2 > VER ${trid + 1} MSNP8`))])
  })

  it.each(connected)('%s passes over what comes on the old connection', (_, reach) => {
    const client = reach()
    client.hears('NS 1', `XFR ${tridOf(client, 'NS 1')} NS 10.0.0.5:1863`)
    expect(client.hears('NS 1', 'OUT', '911 4', 'VER 1 MSNP8')).toEqual([])
    expect(client.loses('NS 1')).toEqual([])
    expect(client.at()).toBe('Dialling')
  })

  it.each(connected)('%s begins the whole sign-in again, and gets in', (_, reach) => {
    const client = reach()
    client.hears('NS 1', `XFR ${tridOf(client, 'NS 1')} NS 10.0.0.5:1863`)
    signIn(client, 'MSNP8', 'NS 2')
    expect(client.at()).toBe('Synchronising')
  })

  it.each(connected)('%s is not ended afterwards by a time that was set before', (name, reach) => {
    const client = reach()
    client.hears('NS 1', `XFR ${tridOf(client, 'NS 1')} NS 10.0.0.5:1863`)
    client.opens('NS 2')
    expect([...client.timers.keys()]).toEqual(['sign-in'])
    expect(name).not.toBe('Dialling')
  })

  it('takes no ticket that was asked for before it', () => {
    const client = opened('MSNP8')
    client.hears('NS 1', 'VER 1 MSNP8', cvr(2), `USR 3 TWN S ${challenge}`, 'XFR 3 NS 10.0.0.5:1863')
    client.opens('NS 2')
    client.hears('NS 2', 'VER 4 MSNP8', cvr(5), `USR 6 TWN S ${challenge}`)
    expect(client.getsLate(nexusAnswer)).toEqual([])
    client.gets(nexusAnswer)
    client.gets(granted)
    expect(client.end()).toBeUndefined()
    expect(client.said('NS 2').at(-1)).toBe('USR 7 TWN S t=71ck3t&p=')
  })

  const chain = (client: Client, hops: number): void => {
    for (let hop = 1; hop <= hops && client.end() === undefined; hop++) {
      const link = `NS ${hop}`
      client.opens(link)
      client.hears(link, `VER ${tridOf(client, link)} MSNP8`)
      client.hears(link, cvr(tridOf(client, link)))
      client.hears(link, `XFR ${tridOf(client, link)} NS 10.0.1.${hop}:1863`)
    }
  }

  it.each([0, 1, 3, 10])('goes on as often as %i times, and no more', (redirects) => {
    const client = drive(settingsOf({ dialects: ['MSNP8'], redirects }))
    chain(client, redirects)
    expect(client.end()).toBeUndefined()
    expect(client.links()).toEqual([`NS ${redirects + 1}`])

    const other = drive(settingsOf({ dialects: ['MSNP8'], redirects }))
    chain(other, redirects + 1)
    expect(other.end()).toEqual({ _tag: 'TooManyRedirects', limit: redirects })
    expect(other.links()).toEqual([])
  })

  it('goes on over more than fifty servers if the limit is lifted', () => {
    const client = drive(settingsOf({ dialects: ['MSNP8'], redirects: Infinity }))
    chain(client, 60)
    expect(client.end()).toBeUndefined()
    signIn(client, 'MSNP8', 'NS 61')
    expect(client.at()).toBe('Synchronising')
    expect(client.links()).toEqual(['NS 61'])
  })

  it.each([
    ['to itself', ['messenger.example.com:1863']],
    ['to itself, in capitals', ['MESSENGER.example.com:1863']],
    ['there and back', ['10.0.0.5:1863', 'messenger.example.com:1863']],
    ['in a circle of three', ['10.0.0.5:1863', '10.0.0.6:1863', '10.0.0.5:1863']],
  ])('is followed no further %s', (_, places) => {
    const client = drive(settingsOf({ dialects: ['MSNP8'], redirects: Infinity }))
    places.forEach((place, index) => {
      client.opens(`NS ${index + 1}`)
      client.hears(`NS ${index + 1}`, `XFR ${tridOf(client, `NS ${index + 1}`)} NS ${place}`)
    })
    expect(client.end()?._tag).toBe('Circle')
    expect(client.links()).toEqual([])
  })

  it('is followed to another port of the same host', () => {
    const client = opened('MSNP8')
    expect(client.hears('NS 1', 'XFR 1 NS messenger.example.com:1864')).toEqual([
      'close NS 1',
      'dial NS 2 messenger.example.com:1864',
    ])
  })

  it('without an address begins again on the same connection', () => {
    const client = opened('MSNP8')
    client.hears('NS 1', 'VER 1 MSNP8')
    expect(client.hears('NS 1', 'XFR 0 NS 0')).toEqual(['NS 1 > VER 3 MSNP8 CVR0'])
    signIn(client, 'MSNP8')
    expect(client.at()).toBe('Synchronising')
  })

  it('to a switchboard is not expected', () => {
    const client = opened('MSNP8')
    expect(client.hears('NS 1', 'XFR 1 SB 10.0.1.200:1863 CKI 246503.1115372323.20879')).toEqual([])
    expect(client.told('Unexpected')).toHaveLength(1)
  })

  it('is followed in the middle of a session, and the session is ready again', () => {
    const client = shownIn('MSNP8')
    expect(client.hears('NS 1', 'XFR 0 NS 10.0.0.5:1863')).toEqual(['close NS 1', 'dial NS 2 10.0.0.5:1863'])
    expect(client.at()).toBe('Dialling')
    signIn(client, 'MSNP8', 'NS 2')
    expect(client.said('NS 2').at(-1)).toBe('SYN 11 255')
    expect(client.hears('NS 2', 'SYN 11 255')).toEqual(['NS 2 > CHG 12 NLN 1342177312'])
    expect(client.at()).toBe('Ready')
  })
})

describe('USR', () => {
  it.each([
    ['USR 4 OK alice@example.com Alice%20A 1 0', 'alice@example.com', 'Alice A'],
    ['USR 4 OK ALICE@Example.com Alice%20A 1 0', 'alice@example.com', 'Alice A'],
    ['USR 4 OK alice@example.com %e2%98%83 1 0', 'alice@example.com', '☃'],
  ])('%s', (line, passport, name) => {
    const client = opened('MSNP8')
    client.hears('NS 1', 'VER 1 MSNP8', cvr(2), `USR 3 TWN S ${challenge}`)
    client.gets(nexusAnswer)
    client.gets(granted)
    client.hears('NS 1', line)
    expect(client.view().account).toMatchObject({ passport, name })
  })

  it('that proves before it challenges is broken', () => {
    const client = opened('MSNP8')
    client.hears('NS 1', 'VER 1 MSNP8', cvr(2))
    client.hears('NS 1', 'USR 3 OK alice@example.com Alice 1 0')
    expect(client.end()?._tag).toBe('Broken')
  })
})

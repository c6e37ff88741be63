import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { ticketSites } from '../../lib/client/login/tickets.js'
import { requestTickets } from '../../lib/payloads/soap/tickets.js'
import { spoken } from '../../lib/client/settings.js'
import { describeEnd } from '../../lib/client/outcomes.js'
import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import {
  accepted,
  allIssued,
  binarySecret,
  drive,
  granted,
  issuedWith,
  nexusAnswer,
  nonce,
  password,
  readyIn,
  settingsOf,
  shownIn,
  signIn,
  ticket,
  tridOf,
  withPayload,
  type Client,
} from './driver.js'

const old = spoken.filter((dialect) => dialectNamed(dialect).number < 8)
const numberOf = (dialect: Dialect): number => dialectNamed(dialect).number
const within =
  (from: number, until: number) =>
  (dialect: Dialect): boolean =>
    numberOf(dialect) >= from && numberOf(dialect) <= until
const later = spoken.filter(within(8, 12))
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

/** A client that has been asked for its proof, which it has to fetch tickets for. */
const asked = (dialect: Dialect, wanted: Parameters<typeof settingsOf>[0] = {}, isSlow = false): Client => {
  const client = drive(settingsOf({ dialects: [dialect], ...wanted }), isSlow)
  client.opens('NS 1')
  client.hears('NS 1', `VER 1 ${dialect}`, cvr(2))
  client.hears('NS 1', numberOf(dialect) < 15 ? `USR 3 TWN S ${challenge}` : `USR 3 SSO S MBI_KEY_OLD ${nonce}`)
  return client
}

const requestsOf = (client: Client) =>
  client.fetches.map(({ body }) => E.getOrElseW(() => undefined)(requestTickets.readRequest(body)))

describe('a sign-in by the ticket of a service', () => {
  it.each(spoken.filter(within(13, 14)))('goes through VER, CVR, two USR and RST in %s', (dialect) => {
    const client = opened(dialect)
    client.hears('NS 1', `VER 1 ${dialect}`)
    expect(client.hears('NS 1', cvr(2))).toEqual(['NS 1 > USR 3 TWN I alice@example.com'])
    expect(client.hears('NS 1', `USR 3 TWN S ${challenge}`)).toEqual([
      'fetch POST https://messenger.example.com/RST.srf',
    ])
    expect(client.gets(allIssued)).toEqual([`NS 1 > USR 4 TWN S ${ticket}`])
    expect(client.at()).toBe('Proving')
  })

  it('asks for the ticket by the challenge, and for those of the other services', () => {
    const [said] = requestsOf(asked('MSNP13'))
    expect(said?.head.passport).toBe('alice@example.com')
    expect(said?.head.password.reveal()).toBe(password)
    expect(said?.request.tickets).toEqual([
      { address: 'messenger.msn.com', policy: '?ct=1&rver=1&wp=FS_40SEC_0_COMPACT&lc=1&id=1' },
      { address: 'contacts.msn.com', policy: 'MBI' },
      { address: 'messengersecure.live.com', policy: 'MBI_SSL' },
    ])
  })
})

// The bytes that are drawn count up, so that this is the vector of core.md 3.4.
const blob =
  'HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAAABAgMEBQYHAVfcGiAcUEYTNkvr4rEZnfi9aQCrN2ZFD+N9' +
  'vxDDMEgHohA/ULMbT8I7DoLD4R1fH9EfW2zmsZAxaPstdOsEVbV8bq+dYTXTxCcIn9uUr6rzCe0xYl5Lsmi1' +
  'OQk='
const drawnPlace = '08090a0b-0c0d-4e0f-9011-121314151617'

describe('single sign-on', () => {
  it('goes through VER, CVR, two USR and RST in MSNP15', () => {
    const client = opened('MSNP15')
    client.hears('NS 1', 'VER 1 MSNP15')
    expect(client.hears('NS 1', cvr(2))).toEqual(['NS 1 > USR 3 SSO I alice@example.com'])
    expect(client.hears('NS 1', `USR 3 SSO S MBI_KEY_OLD ${nonce}`)).toEqual([
      'fetch POST https://messenger.example.com/RST.srf',
    ])
    expect(client.gets(allIssued)).toEqual(['draw 8', `NS 1 > USR 4 SSO S ${ticket} ${blob}`])
    expect(client.at()).toBe('Proving')
  })

  it.each(spoken.filter(within(16, 18)))('asks RST2, and names its place in %s', (dialect) => {
    const client = asked(dialect)
    expect(client.done.at(-1)).toBe('fetch POST https://messenger.example.com/RST2.srf')
    expect(client.gets(allIssued)).toEqual(['draw 24', `NS 1 > USR 4 SSO S ${ticket} ${blob} {${drawnPlace}}`])
  })

  it('asks for the ticket by the policy of USR, whichever that is, and for those of the other services', () => {
    const client = opened('MSNP15')
    client.hears('NS 1', 'VER 1 MSNP15', cvr(2), `USR 3 SSO S MBI_<&"> ${nonce}`)
    const [said] = requestsOf(client)
    expect(said?.request.tickets).toEqual([
      { address: 'messengerclear.live.com', policy: 'MBI_<&">' },
      { address: 'messenger.msn.com', policy: '?id=507' },
      { address: 'contacts.msn.com', policy: 'MBI' },
      { address: 'messengersecure.live.com', policy: 'MBI_SSL' },
    ])
  })

  it.each([
    ['7D4F5204-322A-47A2-90A8-77E72F9711C2', '7d4f5204-322a-47a2-90a8-77e72f9711c2'],
    ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'],
  ])('names the place %s that it is told', (guid, said) => {
    const client = asked('MSNP18', { endpoint: { guid } })
    expect(client.gets(allIssued)).toEqual(['draw 24', `NS 1 > USR 4 SSO S ${ticket} ${blob} {${said}}`])
  })

  it.each(['', 'home', '{7d4f5204-322a-47a2-90a8-77e72f9711c2}'])('has no place that is called %j', (guid) => {
    expect(() => settingsOf({ endpoint: { guid } })).toThrow(/^endpoint\.guid should be a GUID without braces/)
  })

  it('keeps its place when it is sent on', () => {
    const client = asked('MSNP18')
    client.gets(allIssued)
    client.hears('NS 1', 'XFR 4 NS 10.0.0.5:1863 U D')
    client.opens('NS 2')
    client.hears('NS 2', 'VER 5 MSNP18', cvr(6), `USR 7 SSO S MBI_KEY_OLD ${nonce}`)
    expect(client.gets(allIssued)).toEqual(['draw 24', `NS 2 > USR 8 SSO S ${ticket} ${blob} {${drawnPlace}}`])
  })

  it('takes neither tickets nor bytes that were asked for before it was sent on', () => {
    const client = asked('MSNP18', {}, true)
    client.gets(allIssued)
    expect(client.at()).toBe('Sealing')
    client.hears('NS 1', 'XFR 3 NS 10.0.0.5:1863 U D')
    client.opens('NS 2')
    client.hears('NS 2', 'VER 4 MSNP18', cvr(5), `USR 6 SSO S MBI_KEY_OLD ${nonce}`)
    expect(client.draws()).toEqual([])
    client.hears('NS 2', 'XFR 6 NS 10.0.0.6:1863 U D')
    client.opens('NS 3')
    client.hears('NS 3', 'VER 7 MSNP18', cvr(8), `USR 9 SSO S MBI_KEY_OLD ${nonce}`)
    expect(client.getsLate(allIssued)).toEqual([])
    expect(client.at()).toBe('Ticketing')
  })

  it.each([0, 7, 8, 23, 25, 1000])('proves nothing with %i bytes', (length) => {
    const client = asked('MSNP18', {}, true)
    client.gets(allIssued)
    expect(client.draws(new Uint8Array(length))).toEqual(['close NS 1'])
    expect(client.end()).toMatchObject({ _tag: 'NoTicket' })
  })

  it.each(['', 'short', `${nonce}=`])('is broken by the nonce %j', (bad) => {
    const client = opened('MSNP15')
    client.hears('NS 1', 'VER 1 MSNP15', cvr(2), `USR 3 SSO S MBI_KEY_OLD ${bad || '-'}`)
    client.gets(allIssued)
    expect(client.end()?._tag).toBe('Broken')
    expect(client.links()).toEqual([])
  })

  it.each(['', 'QUJD', 'no Base64 at all', `${binarySecret}AAAA`])('cannot use the secret %j', (bad) => {
    const client = asked('MSNP16')
    client.gets(issuedWith(ticketSites.clear, { secret: bad }))
    expect(client.end()?._tag).toBe('NoTicket')
  })

  it.each(spoken.filter(within(15, 18)))('shows nothing of what is secret in its state, in %s', (dialect) => {
    const client = asked(dialect, {}, true)
    for (const go of [() => client.gets(allIssued), () => client.draws()]) {
      go()
      const shown = JSON.stringify(client.state())
      for (const hidden of [password, ticket, binarySecret, blob]) expect(shown).not.toContain(hidden)
    }
    expect(client.at()).toBe('Proving')
  })
})

describe('policies', () => {
  const policies = withPayload('GCF 0', '<Policies>\n<Policy type="SHIELDS"></Policy>\n</Policies>')
  it.each(spoken.filter(within(13, 18)))('are taken in silently before the challenge in %s', (dialect) => {
    const client = opened(dialect)
    client.hears('NS 1', `VER 1 ${dialect}`, cvr(2))
    expect(client.hears('NS 1', policies)).toEqual([])
    expect(client.at()).toBe('Introducing')
    expect(client.told('Unexpected')).toEqual([])
  })
  it.each(spoken.filter(within(15, 18)))('are taken in silently afterwards, too, in %s', (dialect) => {
    const client = asked(dialect, {}, true)
    for (const go of [() => [], () => client.gets(allIssued), () => client.draws()]) {
      go()
      expect(client.hears('NS 1', policies)).toEqual([])
    }
    expect(client.at()).toBe('Proving')
    expect(client.told('Unexpected')).toEqual([])
  })
})

describe('the version in CVR', () => {
  it.each<readonly [Dialect, string]>([
    ['MSNP8', '7.5.0311'],
    ['MSNP12', '7.5.0311'],
    ['MSNP13', '8.0.0562'],
    ['MSNP14', '8.0.0812'],
    ['MSNP15', '8.1.0178'],
    ['MSNP16', '14.0.5027'],
    ['MSNP17', '14.0.5027'],
    ['MSNP18', '14.0.8117.0416'],
  ])('is in %s %s', (dialect, version) => {
    const client = opened(dialect)
    expect(client.hears('NS 1', `VER 1 ${dialect}`)).toEqual([
      `NS 1 > CVR 2 0x0409 winnt 5.1 i386 MSNMSGR ${version} MSMSGS alice@example.com`,
    ])
  })
  it('is the one that was set', () => {
    const client = drive(settingsOf({ dialects: ['MSNP18'], client: { clientVersion: '1.2.3' } }))
    client.opens('NS 1')
    expect(client.hears('NS 1', 'VER 1 MSNP18')).toEqual([
      'NS 1 > CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 1.2.3 MSMSGS alice@example.com',
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

  it.each(['ABC 1 2', '', 'VER 7'])('is not anybody who says %j', (line) => {
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
    'Sealing',
    () => {
      const client = drive(settingsOf({ dialects: ['MSNP8', 'MSNP18'] }), true)
      client.opens('NS 1')
      client.hears('NS 1', 'VER 1 MSNP18', cvr(2), `USR 3 SSO S MBI_KEY_OLD ${nonce}`)
      client.gets(allIssued)
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
const asking = connected.filter(([name]) => name !== 'Ticketing' && name !== 'Sealing')

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
    expect([...client.timers.keys()]).toEqual(['SignIn'])
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
    expect(client.end()?._tag).toBe('RedirectLoop')
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

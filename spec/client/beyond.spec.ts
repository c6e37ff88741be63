import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import type { HttpResponse } from '../../lib/core/effects.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import { spoken } from '../../lib/client/settings.js'
import { writeMailNotice, type MailData, type OfflineMessage } from '../../lib/payloads/mail.js'
import { writeMime } from '../../lib/payloads/mime.js'
import { writeOfflineText } from '../../lib/payloads/offline.js'
import { secret } from '../../lib/payloads/secret.js'
import { findContactsPaged } from '../../lib/payloads/soap/book.js'
import { writeFault } from '../../lib/payloads/soap/envelope.js'
import { deleteMessages, getMessage, getMetadata } from '../../lib/payloads/soap/offlinemail.js'
import { storeOffline } from '../../lib/payloads/soap/offlinestore.js'
import { textMessage } from '../../lib/payloads/text.js'
import { utf8Of } from '../../lib/wire/text.js'
import { actionOf, addressBook, bookAnswer, replyOf } from './book.js'
import { drive, settingsOf, shownIn, signIn, text, tridOf, withPayload, type Client } from './driver.js'

const ns = 'NS 1'
const bob = 'bob@example.com'
const bytes = (what: string): Uint8Array => new TextEncoder().encode(what)
const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const ok = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body })

const intents: ReadonlyArray<readonly [since: number, intent: Intent, said: RegExp]> = [
  [13, { _tag: 'SendNote', passport: bob, type: 1, payload: bytes('abc') }, /^UUN \d+ bob@example.com 1 3\r\nabc$/],
  [16, { _tag: 'SignOutElsewhere' }, /^UUN \d+ alice@example.com 4 4\r\ngtfo$/],
  [
    16,
    { _tag: 'SignOutEndpoint', guid: '3C6A1B52-0F5D-4E1A-9C77-2B1D5A6E0F11' },
    /^UUN \d+ alice@example.com;\{3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11\} 4 14\r\ngoawyplzthxbye$/,
  ],
  [
    14,
    { _tag: 'SayToNetwork', passport: bob, network: 32, message: { _tag: 'Nudge' } },
    /^UUM \d+ bob@example.com 32 3 /,
  ],
  [
    14,
    { _tag: 'SayToNetwork', passport: 'tel:+15550100', network: 4, message: textMessage('hi') },
    /^UUM \d+ tel:\+15550100 4 1 [^]*\r\nDest-Agent: mobile\r\n\r\nhi$/,
  ],
  [
    14,
    { _tag: 'FindNetworks', passport: bob },
    /^FQY \d+ \d+\r\n<ml l="2"><d n="example.com"><c n="bob"\/><\/d><\/ml>$/,
  ],
  [
    18,
    { _tag: 'SendOffline', passport: bob, text: 'hello' },
    /^UUM \d+ bob@example.com 1 1 87\r\n[^]*Dest-Agent: client\r\n\r\nhello$/,
  ],
]

describe.each(spoken)('beside conversations, in %s', (dialect) => {
  it.each(intents)('from MSNP%i on: $_tag', (since, intent, said) => {
    const client = shownIn(dialect)
    const before = client.said(ns).length
    client.wants(intent)
    const now = client.said(ns).slice(before)
    const isOffline = intent._tag === 'SendOffline' && numberOf(dialect) >= 13
    if (numberOf(dialect) >= since) expect(now).toEqual([expect.stringMatching(said)])
    else {
      expect(now).toEqual([])
      if (!isOffline)
        expect(client.told('IntentOutcome').at(-1)).toMatchObject({
          outcome: { _tag: 'Refused', refusal: { _tag: 'NotInDialect' } },
        })
    }
  })
})

describe('a request beside conversations', () => {
  it.each([
    ['UUN $ OK', 'Done'],
    ['217 $', 'Failed'],
  ])('that is a note is answered %s: %s', (answer, outcome) => {
    const client = shownIn('MSNP16')
    const intent: Intent = { _tag: 'SignOutElsewhere' }
    client.wants(intent)
    expect(client.outcomeOf(intent)).toBeUndefined()
    client.hears(ns, answer.replace('$', String(tridOf(client, ns))))
    expect(client.outcomeOf(intent)).toBe(outcome)
  })

  it('for networks is done with the first answer, and tells of later ones', () => {
    const client = shownIn('MSNP15')
    const intent: Intent = { _tag: 'FindNetworks', passport: bob }
    client.wants(intent)
    const trid = tridOf(client, ns)
    const found = (network: number): string =>
      withPayload(`FQY ${trid}`, `<ml><d n="example.com"><c n="bob" t="${network}" /></d></ml>`)
    client.hears(ns, found(1), found(32))
    expect(client.told('Networks')).toEqual([
      { _tag: 'Networks', passport: bob, networks: [1] },
      { _tag: 'Networks', passport: bob, networks: [32] },
    ])
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(client.told('Unexpected')).toEqual([])
  })

  it.each<Intent>([
    { _tag: 'SendNote', passport: bob, type: 1, payload: new Uint8Array(4001) },
    { _tag: 'SayToNetwork', passport: bob, network: 1, message: { _tag: 'KeepAlive' } },
    { _tag: 'FindNetworks', passport: 'bob' },
    { _tag: 'SendOffline', passport: 'not an address', text: '' },
    { _tag: 'SayToCircle', circle: 'x@live.com', message: textMessage('hi') },
  ])('is refused where it cannot be said: $_tag', (intent) => {
    const client = shownIn('MSNP18')
    const before = client.said(ns).length
    client.wants(intent)
    expect(client.outcomeOf(intent)).toBe('Refused')
    expect(client.said(ns)).toHaveLength(before)
  })
})

describe('a note', () => {
  const own = 'alice@example.com'
  it.each([
    [`${own} 4`, 'gtfo', 'ends'],
    [`${own} 4`, 'goawyplzthxbye', 'ends'],
    [`Alice@example.com;{11111111-2222-3333-4444-555555555555} 8`, 'gtfo\r\n', 'ends'],
    [`${own};{{own}} 4`, 'gtfo', 'nothing'],
    [`${own} 4`, 'something else', 'nothing'],
    [`${bob} 4`, 'gtfo', 'nothing'],
    [`${bob} 8`, 'goawyplzthxbye', 'nothing'],
    [`${own} 1`, 'gtfo', 'told'],
    [`${bob};{11111111-2222-3333-4444-555555555555} 2`, '<x/>', 'told'],
  ])('UBN %s %j: %s', (line, payload, meaning) => {
    const client = shownIn('MSNP16', { endpoint: { guid: '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11' } })
    const before = client.said(ns).length
    client.hears(ns, withPayload(`UBN ${line.replace('{own}', '3C6A1B52-0F5D-4E1A-9C77-2B1D5A6E0F11')}`, payload))
    expect(client.told('NoteReceived').map((note) => utf8Of(note.payload))).toEqual(meaning === 'told' ? [payload] : [])
    expect(client.end()).toEqual(meaning === 'ends' ? { _tag: 'Dismissed', because: 'Elsewhere' } : undefined)
    expect(client.said(ns).slice(before)).toEqual(meaning === 'ends' ? ['OUT'] : [])
  })
})

it.each([
  ['MSNP14', '32 1', text('hi'), { _tag: 'Text', text: 'hi' }],
  ['MSNP15', '32 alice@example.com 1 1', text('hi'), { _tag: 'Text', text: 'hi' }],
  ['MSNP18', '32 alice@example.com 1 2', '', { _tag: 'Typing', user: bob }],
  ['MSNP16', '32 alice@example.com 1 3', 'x', { _tag: 'Nudge' }],
] as const)('a message from another network in %s: UBM %s', (dialect, words, payload, message) => {
  const client = shownIn(dialect)
  client.hears(ns, withPayload(`UBM Bob@example.com ${words}`, payload))
  expect(client.told('NetworkMessageReceived')).toMatchObject([{ passport: bob, network: 32, message }])
})

// Offline messages

const waiting = (id: string, more: Partial<OfflineMessage> = {}): OfflineMessage => ({
  type: 11,
  sender: bob,
  id,
  name: 'Bob',
  ...more,
})

const mailOf = (...messages: ReadonlyArray<OfflineMessage>): MailData => ({
  _tag: 'MailData',
  counts: {},
  quota: {},
  messages,
})

const notice = (_tag: 'InitialMailData' | 'OfflineMessageCame', data: MailData): string =>
  withPayload('MSG Hotmail Hotmail', utf8Of(writeMime(writeMailNotice({ _tag, data }))))

const operationOf = (client: Client): string | undefined => actionOf(client.awaited()[0]!)?.replace(/^.*\//, '')
const bodyOf = (client: Client): string => utf8Of(client.awaited()[0]!.body!)
const askedFor = (client: Client): string | undefined => /<messageId>([^<]*)</.exec(bodyOf(client))?.[1]

const mails: Readonly<Record<string, string>> = {
  one: writeOfflineText({
    from: 'mallory@example.com',
    run: '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11',
    sequence: 2,
    text: 'second',
  }),
  two: writeOfflineText({ run: '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11', sequence: 1, text: 'first' }),
  three: writeOfflineText({ text: 'third' }),
}

const gives = (client: Client): void => {
  client.getsLate(ok(getMessage.writeAnswer({ mail: mails[askedFor(client)!]! })))
}

const textsOf = (client: Client) => client.told('OfflineReceived').map(({ passport, text: said }) => [passport, said])

describe('a message that cannot be read', () => {
  it.each([
    ['it has no body', 'From: <bob@example.com>\r\n'],
    ['it is empty', ''],
    ['it is no Base64', 'Content-Transfer-Encoding: base64\r\n\r\n!!'],
    ['its charset is unknown', 'Content-Type: text/plain; charset=x-none\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8='],
  ])('is neither told nor deleted: %s', (_, mail) => {
    const client = shownIn('MSNP15')
    client.hears(ns, notice('InitialMailData', mailOf(waiting('one'), waiting('bad'), waiting('three'))))
    gives(client)
    client.getsLate(ok(getMessage.writeAnswer({ mail })))
    gives(client)
    expect(textsOf(client).map(([, said]) => said)).toEqual(['second', 'third'])
    expect(client.told('ServiceFailed')).toMatchObject([
      { service: 'offlineMail', problem: { _tag: 'NotSoap', reason: expect.stringContaining('cannot be read') } },
    ])
    expect(bodyOf(client)).not.toContain('bad')
    expect(operationOf(client)).toBe('DeleteMessages')
  })
})

describe.each(spoken.filter((dialect) => numberOf(dialect) >= 11))('messages that came meanwhile, in %s', (dialect) => {
  it('are fetched, told in their order, and deleted', () => {
    const client = shownIn(dialect)
    client.hears(ns, notice('InitialMailData', mailOf(waiting('one'), waiting('two'), waiting('three'))))
    expect(client.told('Notice')).toHaveLength(1)
    if (numberOf(dialect) < 13) return expect(client.awaited()).toEqual([])
    for (const id of ['one', 'two', 'three']) {
      expect([operationOf(client), askedFor(client), client.awaited().length]).toEqual(['GetMessage', id, 1])
      gives(client)
    }
    // The server knows who has sent it, whatever the mail says.
    expect(textsOf(client)).toEqual([
      [bob, 'first'],
      [bob, 'second'],
      [bob, 'third'],
    ])
    expect(operationOf(client)).toBe('DeleteMessages')
    expect([...bodyOf(client).matchAll(/<messageId>(\w+)</g)].map(([, id]) => id)).toEqual(
      expect.arrayContaining(['one', 'two', 'three']),
    )
    client.getsLate(ok(deleteMessages.writeAnswer({})))
    // None is told twice.
    client.hears(ns, notice('OfflineMessageCame', mailOf(waiting('one'))))
    expect(client.awaited()).toEqual([])
    expect(client.told('ServiceFailed')).toEqual([])
  })
})

describe('messages that came meanwhile', () => {
  it('are asked for where they are too many, and kept where that is wanted', () => {
    const client = shownIn('MSNP15', { offline: 'keep' })
    client.hears(ns, notice('InitialMailData', { _tag: 'TooLarge' }))
    client.hears(ns, notice('InitialMailData', { _tag: 'TooLarge' }))
    expect([operationOf(client), client.awaited().length]).toEqual(['GetMetadata', 1])
    client.getsLate(ok(getMetadata.writeAnswer(mailOf(waiting('three')))))
    gives(client)
    expect(textsOf(client)).toEqual([[bob, 'third']])
    expect(client.awaited()).toEqual([])
  })

  it.each([
    ['a fault', { status: 200, headers: {}, body: writeFault({ code: 'Client', text: 'no' }) }, 'Fault', ['third']],
    ['a status', { status: 500, headers: {} }, 'Status', []],
    ['nobody', { _tag: 'Refused' }, 'Unanswered', []],
  ] as const)('that are not to be had are left: %s', (_, answer, problem, left) => {
    const client = shownIn('MSNP16', { offline: 'keep' })
    client.hears(ns, notice('InitialMailData', mailOf(waiting('one'), waiting('three'))))
    client.getsLate(answer)
    if (left.length > 0) gives(client)
    expect(client.told('ServiceFailed')).toMatchObject([{ service: 'offlineMail', problem: { _tag: problem } }])
    expect(textsOf(client).map(([, said]) => said)).toEqual(left)
    expect([client.awaited(), client.at()]).toEqual([[], 'Ready'])
    // The next notice begins anew.
    client.hears(ns, notice('OfflineMessageCame', mailOf(waiting('one'))))
    expect(askedFor(client)).toBe('one')
  })

  it('are deleted when their reader wants it', () => {
    const client = shownIn('MSNP13')
    const intent: Intent = { _tag: 'DeleteOffline', ids: ['one', 'two'] }
    client.wants(intent)
    expect(operationOf(client)).toBe('DeleteMessages')
    client.getsLate(ok(deleteMessages.writeAnswer({})))
    expect(client.outcomeOf(intent)).toBe('Done')
  })
})

describe.each(spoken.filter((dialect) => numberOf(dialect) >= 13 && numberOf(dialect) < 18))(
  'a message to who is offline, in %s',
  (dialect) => {
    const asked = (client: Client) => {
      const body = bodyOf(client)
      const [, lockKey] = /lockkey="([^"]*)"/.exec(body)!
      const [, number] = /<MessageNumber>(\d+)</.exec(body)!
      const [, run] = /X-OIM-Run-Id: ([^\s&]+)/.exec(body)!
      return { lockKey, number, run }
    }
    const challenged: HttpResponse = {
      status: 500,
      headers: {},
      body: writeFault({ code: 'AuthenticationFailed', challenge: '1850937852' }),
    }

    it('is kept once the question of the service is answered, and the answer is kept for later', () => {
      const client = shownIn(dialect)
      const first: Intent = { _tag: 'SendOffline', passport: bob, text: 'hello' }
      client.wants(first)
      const before = asked(client)
      expect(before).toEqual({ lockKey: '', number: '1', run: '{00010203-0405-4607-8809-0A0B0C0D0E0F}' })
      client.getsLate(challenged)
      const again = asked(client)
      expect(again).toEqual({ ...before, lockKey: expect.stringMatching(/^[\da-f]{32}$/) })
      client.getsLate(ok(storeOffline.writeAnswer({})))
      expect(client.outcomeOf(first)).toBe('Done')
      client.wants({ _tag: 'SendOffline', passport: 'Bob@example.com', text: 'more' })
      expect(asked(client)).toEqual({ ...again, number: '2' })
    })

    it.each([
      ['the question again', [challenged, challenged], 'AuthenticationFailed'],
      ['no', [{ ...challenged, body: writeFault({ code: 'SystemUnavailable' }) }], 'SystemUnavailable'],
    ] as const)('is not kept if the service says %s', (_, answers, code) => {
      const client = shownIn(dialect)
      const intent: Intent = { _tag: 'SendOffline', passport: bob, text: 'hello' }
      client.wants(intent)
      for (const answer of answers) client.getsLate(answer)
      expect(client.told('IntentOutcome').at(-1)).toMatchObject({
        outcome: { _tag: 'ServiceFailed', service: 'offlineStore', problem: { fault: { code } } },
      })
      expect(client.awaited()).toEqual([])
    })
  },
)

it('who waits for the draw when the session ends is told', () => {
  const client = drive(settingsOf({ dialects: ['MSNP13'] }), true)
  signIn(client, 'MSNP13')
  while (client.at() !== 'Ready') {
    const request = client.awaited()[0]
    if (request !== undefined) client.getsLate(bookAnswer(request)!)
    else for (const line of client.said(ns).slice(4)) client.hears(ns, replyOf(line) ?? line)
  }
  const intent: Intent = { _tag: 'SendOffline', passport: bob, text: 'hello' }
  client.wants(intent)
  expect(client.drawing).toHaveLength(1)
  client.loses(ns)
  expect(client.outcomeOf(intent)).toBe('Closed')
})

// Circles

const circle = '00000000-0000-0000-0009-0123456789ab@live.com'
const place = '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11'
const inCircle = ok(
  findContactsPaged.writeAnswer({
    ...addressBook,
    circles: [{ id: circle.slice(0, 36), name: 'Hiking' }],
    circleTicket: secret('<SignedTicket>ü</SignedTicket>'),
  }),
)

/** Signs in to MSNP18 with a circle in the address book; some commands may be answered otherwise than usual. */
const withCircle = (answers: Readonly<Record<string, string>> = {}): Client => {
  const client = drive(settingsOf({ dialects: ['MSNP18'], endpoint: { guid: place } }))
  signIn(client, 'MSNP18')
  for (let at = client.said(ns).length; ;) {
    const request = client.awaited()[0]
    const line = client.said(ns)[at]
    if (request !== undefined)
      client.getsLate(actionOf(request) === findContactsPaged.action ? inCircle : bookAnswer(request)!)
    else if (line === undefined) return client
    else {
      at++
      const [, verb = '', trid = ''] = /^(\w+) (\d+)/.exec(line) ?? []
      const kind = line.includes('t="9"') ? 'circles' : verb
      const reply = answers[kind] === undefined ? replyOf(line) : `${answers[kind]} ${trid}`
      client.hears(ns, reply ?? (verb === 'CHG' ? line : ''))
    }
  }
}

const notified = (operation: string, headers: ReadonlyArray<string>, content = ''): string =>
  withPayload(
    `NFY ${operation}`,
    [
      'Routing: 1.0',
      `To: 1:alice@example.com;epid={${place}}`,
      `From: 9:${circle}`,
      '',
      'Reliability: 1.0',
      'Stream: 0',
      '',
      'Notification: 1.0',
      ...headers,
      '',
      content,
    ].join('\r\n'),
  )

const roster = (kind: string, ...names: ReadonlyArray<string>): string =>
  notified(
    'PUT',
    ['Uri: /circle', `NotifType: ${kind}`],
    `<circle><roster><id>IM</id>${names.map((name) => `<user><id>1:${name}@example.com</id></user>`).join('')}</roster></circle>`,
  )

const members = (client: Client) =>
  [...client.view().circles.get(circle)!.members.values()].map(({ passport, status }) => `${passport} ${status}`)

describe('circles', () => {
  it('are joined at the sign-in: USR, ADL and PUT', () => {
    const client = withCircle()
    const said = client.said(ns).filter((line) => /^(?:USR \d+ SHA|PUT)|t="9"/.test(line))
    expect(said.map((line) => line.replace(/^(\w+) \d+/, '$1'))).toEqual([
      `USR SHA A ${btoa('<SignedTicket>\u00c3\u00bc</SignedTicket>')}`,
      `ADL 92\r\n<ml l="1"><d n="live.com"><c n="00000000-0000-0000-0009-0123456789ab" l="3" t="9"/></d></ml>`,
      expect.stringContaining(
        `To: 9:${circle}\r\nFrom: 1:alice@example.com;epid={${place}}\r\n\r\nReliability: 1.0\r\n\r\nPublication: 1.0\r\nUri: /circle\r\nContent-Type: application/circles+xml\r\nContent-Length: 86\r\n\r\n<circle><roster><id>IM</id><user><id>1:alice@example.com</id></user></roster></circle>`,
      ),
    ])
    expect(client.told('Circle')).toMatchObject([{ circle: { address: circle, name: 'Hiking' } }])
    expect([client.told('Unexpected'), client.told('ServerFailed'), client.at()]).toEqual([[], [], 'Ready'])
  })

  it.each([
    [{ USR: '911' }, 911],
    [{ circles: '933' }, 933],
    [{ PUT: '201' }, 201],
  ])('that cannot be joined cost nothing else: %o', (answers, code) => {
    const client = withCircle(answers)
    expect(client.told('Ready')).toHaveLength(1)
    expect(client.told('ServerFailed')).toMatchObject([{ failure: { code } }])
    expect(client.at()).toBe('Ready')
  })

  it('tell who is in them, and how', () => {
    const client = withCircle()
    client.hears(ns, notified('PUT', ['Uri: /circle', 'NotifType: Full', 'Content-Length: 0']))
    expect(members(client)).toEqual([])
    client.hears(ns, roster('Full', 'alice', 'bob'))
    expect(members(client)).toEqual(['bob@example.com FLN'])
    client.hears(ns, `NLN AWY 1:Bob@example.com;via=9:${circle} Bob%20B 2788999228:48`)
    client.hears(ns, roster('Partial', 'carol'))
    expect(members(client)).toEqual(['bob@example.com AWY', 'carol@example.com FLN'])
    expect(client.told('CircleStatus')).toEqual([
      { _tag: 'CircleStatus', circle, passport: bob, name: 'Bob B', status: 'AWY' },
    ])
    // A contact is something else.
    expect(client.view().contacts.get(bob)?.status).toBe('FLN')
    client.hears(ns, notified('DEL', ['Uri: /circle/roster(IM)/user(1:bob@example.com)']))
    expect(members(client)).toEqual(['carol@example.com FLN'])
    expect(client.told('CircleStatus').at(-1)).toMatchObject({ passport: bob, status: 'FLN' })
    client.hears(ns, roster('Full', 'alice'))
    expect(members(client)).toEqual([])
    expect(client.told('Unexpected')).toEqual([])
  })

  it.each([
    ['PUT', 'about another circle', roster('Full', 'bob').replaceAll('0123456789ab', '999999999999')],
    ['DEL', 'about nobody', notified('DEL', ['Uri: /circle'])],
    ['PUT', 'that is no notice', withPayload('NFY PUT', '<circle')],
    ['PUT', 'that is empty', withPayload('NFY PUT', '')],
  ])('take no notice of NFY %s %s', (_, __, line) => {
    const client = withCircle()
    const before = client.view().circles
    client.hears(ns, line)
    expect(client.view().circles).toBe(before)
  })

  it('are talked in', () => {
    const client = withCircle()
    const intent: Intent = { _tag: 'SayToCircle', circle, message: textMessage('hello') }
    client.wants(intent)
    expect(client.outcomeOf(intent)).toBe('Done')
    const said = client.said(ns).at(-1)!
    expect(said).toContain(`To: 9:${circle};path=IM\r\nFrom: 1:alice@example.com;epid={${place}}\r\n`)
    const heard = (line: string, from: string): string =>
      withPayload('SDG 0', line.slice(line.indexOf('\r\n') + 2).replace(/From: .*/, `From: ${from}`))
    client.hears(ns, heard(said, '1:Bob@example.com;epid={11111111-2222-3333-4444-555555555555}'))
    expect(client.told('CircleMessage')).toMatchObject([
      { circle, passport: bob, message: { _tag: 'Text', text: 'hello', headers: [] } },
    ])
    client.hears(ns, `201 ${tridOf(client, ns)}`)
    expect(client.told('ServerFailed')).toMatchObject([{ failure: { code: 201 } }])
  })
})

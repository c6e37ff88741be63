import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { openConversation, say, sayTo, signOut, type Intent, type Question } from '../../lib/client/intents/intents.js'
import { describeRefusal, type Refusal } from '../../lib/client/outcomes.js'
import { refusal } from '../../lib/client/session/view.js'
import { sessionSettings, spoken } from '../../lib/client/settings.js'
import { drive, listFor, settingsOf, shownIn, signIn, withPayload, type Client } from './driver.js'
import { ring, withBob } from './talks.js'

const bob = 'bob@example.com'
const long = { _tag: 'Other', mime: { headers: [], body: new Uint8Array(2000) } } as const

type Case = readonly [tag: Refusal['_tag'], dialect: Dialect, intent: Intent]

const cases: ReadonlyArray<Case> = [
  ['NoSuchConversation', 'MSNP8', say('C9', 'hello')],
  ['NoSuchConversation', 'MSNP8', { _tag: 'Leave', conversation: 'C9' }],
  ['NoSuchConversation', 'MSNP8', { _tag: 'Invite', conversation: 'C9', passport: bob }],
  ['NotRinging', 'MSNP8', { _tag: 'Accept', conversation: 'C9' }],
  ['NotRinging', 'MSNP8', { _tag: 'Decline', conversation: 'C9' }],
  ['NoSuchContact', 'MSNP8', { _tag: 'RemoveContact', passport: 'dave@example.com' }],
  ['NoSuchContact', 'MSNP8', { _tag: 'RemoveContact', passport: 'carol@example.com' }],
  ['NoSuchContact', 'MSNP8', { _tag: 'RemoveFromList', list: 'BL', passport: bob }],
  ['NoSuchContact', 'MSNP8', { _tag: 'RenameContact', passport: 'dave@example.com', name: 'x' }],
  ['NoSuchContact', 'MSNP11', { _tag: 'RenameContact', passport: 'carol@example.com', name: 'x' }],
  [
    'NoSuchContact',
    'MSNP11',
    { _tag: 'SetContactProperty', passport: 'dave@example.com', property: { _tag: 'Phone', key: 'PHH' } },
  ],
  ['NoSuchGroup', 'MSNP8', { _tag: 'AddContact', passport: 'dave@example.com', group: 'Nobody' }],
  ['NoSuchGroup', 'MSNP8', { _tag: 'RemoveContact', passport: bob, group: 'Nobody' }],
  ['NoSuchGroup', 'MSNP8', { _tag: 'RemoveGroup', group: 'Nobody' }],
  ['NotInDialect', 'MSNP2', { _tag: 'RenameGroup', group: 'Friends', name: 'x' }],
  ['Already', 'MSNP8', { _tag: 'AddContact', passport: bob }],
  ['Already', 'MSNP11', { _tag: 'AddContact', passport: 'BOB@example.com' }],
  ['Already', 'MSNP8', { _tag: 'Allow', passport: bob }],
  ['NotInDialect', 'MSNP10', { _tag: 'SetPersonal', personal: { psm: 'hi' } as never }],
  ['NotInDialect', 'MSNP4', { _tag: 'SetProperty', property: { _tag: 'Phone', key: 'PHH' } }],
  ['NotInDialect', 'MSNP6', { _tag: 'AddGroup', name: 'x' }],
  ['NotInDialect', 'MSNP9', { _tag: 'SetContactProperty', passport: bob, property: { _tag: 'Phone', key: 'PHH' } }],
  ['BadIntent', 'MSNP8', { _tag: 'AddContact', passport: 'two words@example.com' }],
  ['BadIntent', 'MSNP8', { _tag: 'AddContact', passport: 'line\r\nbreak@example.com' }],
  ['BadIntent', 'MSNP8', { _tag: 'SetStatus', status: 'XXX' as never }],
  ['BadField', 'MSNP8', { _tag: 'AddToList', list: 'RL', passport: bob }],
  ['BadIntent', 'MSNP8', { _tag: 'Ask', question: { _tag: 'Normal', verb: 'URL', service: 'IN BOX' } as never }],
  ['BadIntent', 'MSNP8', sayTo('two words@example.com', 'hello')],
  ['BadIntent', 'MSNP8', openConversation([bob, 'two words@example.com'])],
  ['TooLong', 'MSNP8', sayTo(bob, long)],
]

describe('what is refused', () => {
  it.each(cases)('%s in %s: %j', (tag, dialect, intent) => {
    const client = shownIn(dialect)
    const why = refusal(client.state(), intent)
    expect(why?._tag).toBe(tag)
    expect(describeRefusal(why!)).toMatch(/^[^\n]+$/)
    expect(client.wants(intent)).toEqual([])
    expect(client.told('IntentOutcome', 'MessageOutcome')).toMatchObject([
      { intent, outcome: { _tag: 'Refused', refusal: why } },
    ])
  })

  it.each([
    ['Already', openConversation([], 'C1')],
    ['TooLong', say('C1', long)],
    ['NotRinging', { _tag: 'Accept', conversation: 'C1' }],
    ['BadIntent', { _tag: 'Invite', conversation: 'C1', passport: 'line\r\nbreak@example.com' }],
    // Type D is there from MSNP9 on (core.md 6.4).
    ['NotInDialect', say('C1', 'hello', 'D')],
  ] as const)('%s in a conversation: %j', (tag, intent) => {
    const client = withBob()
    expect(refusal(client.state(), intent)?._tag).toBe(tag)
  })

  it('is all that comes after the end', () => {
    const client = shownIn('MSNP8')
    client.loses('NS 1')
    for (const [, , intent] of cases) expect(refusal(client.state(), intent)).toEqual({ _tag: 'Ended' })
    expect(refusal(client.state(), signOut)).toEqual({ _tag: 'Ended' })
    const { length } = client.events
    client.wants(signOut)
    expect(client.events.length).toBe(length)
  })

  it('is what waits for too many others', () => {
    const client = drive(settingsOf({ dialects: ['MSNP8'], waiting: 2 }))
    const intents: ReadonlyArray<Intent> = [{ _tag: 'Ping' }, { _tag: 'Ping' }, { _tag: 'Ping' }]
    client.wants(...intents)
    expect(intents.map(client.outcomeOf)).toEqual([undefined, undefined, 'Refused'])
    expect(refusal(client.state(), { _tag: 'Ping' })).toEqual({ _tag: 'TooMuchWaiting', limit: 2 })
    expect(refusal(client.state(), signOut)).toBeUndefined()
  })

  it('is a message for a conversation where too many wait', () => {
    const client = withBob('MSNP8', { waiting: 2 })
    const intents = [say('C1', 'one'), say('C1', 'two'), say('C1', 'three')]
    client.wants(...intents)
    expect(intents.map(client.outcomeOf)).toEqual([undefined, undefined, 'Refused'])
    const to = sayTo(bob, 'four')
    client.wants(to)
    expect(client.outcomeOf(to)).toBe('Refused')
  })

  it('is none of all that can be wanted', () => {
    const client = shownIn('MSNP8', { answering: 'nobody' })
    client.hears('NS 1', ring())
    const fine: ReadonlyArray<Intent> = [
      { _tag: 'SetStatus', status: 'AWY' },
      { _tag: 'Accept', conversation: 'C1' },
      { _tag: 'Decline', conversation: 'C1' },
      sayTo('anybody@example.com', 'hello'),
      { _tag: 'Ping' },
      { _tag: 'Synchronise' },
    ]
    for (const intent of fine) expect(refusal(client.state(), intent)).toBeUndefined()
  })

  it('tells nothing of a secret', () => {
    const client = shownIn('MSNP8')
    const intent: Intent = { _tag: 'AddContact', passport: `x ${'S3cret'}@example.com` }
    const why = refusal(client.state(), intent)!
    expect(JSON.stringify(why)).not.toContain('S3cret')
  })
})

describe('what is wanted before the contact list is there', () => {
  const intents = (): ReadonlyArray<Intent> => [
    { _tag: 'SetName', name: 'Alicia' },
    { _tag: 'RemoveContact', passport: bob },
    { _tag: 'RemoveContact', passport: 'dave@example.com' },
    { _tag: 'Ping' },
  ]
  const reached: ReadonlyArray<readonly [string, (client: Client) => void]> = [
    ['Dialling', () => {}],
    ['Negotiating', (client) => client.opens('NS 1')],
    ['Synchronising', (client) => signIn(client, 'MSNP8')],
  ]

  it.each(reached)('waits, from %s on, and is done in its order', (name, reach) => {
    const client = drive(settingsOf({ dialects: ['MSNP8'] }))
    reach(client)
    expect(client.at()).toBe(name)
    const wanted = intents()
    expect(client.wants(...wanted)).toEqual([])
    expect(wanted.map(client.outcomeOf)).toEqual([undefined, undefined, undefined, undefined])
    if (client.at() !== 'Synchronising') signIn(client, 'MSNP8')
    expect(client.hears('NS 1', ...listFor(8, 5)).slice(1)).toEqual([
      'NS 1 > REA 7 alice@example.com Alicia',
      'NS 1 > REM 8 FL bob@example.com',
      'NS 1 > PNG',
    ])
    expect(wanted.map(client.outcomeOf)).toEqual([undefined, undefined, 'Refused', undefined])
  })

  it.each(reached)('is over if the session ends in %s', (_, reach) => {
    const client = drive(settingsOf({ dialects: ['MSNP8'] }))
    reach(client)
    const wanted = intents()
    client.wants(...wanted)
    client.loses('NS 1', { _tag: 'Reset' })
    expect(wanted.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed', 'Closed'])
  })

  it.each(reached)('is over if we sign out in %s', (_, reach) => {
    const client = drive(settingsOf({ dialects: ['MSNP8'] }))
    reach(client)
    const wanted = [...intents(), { ...signOut }]
    client.wants(...wanted)
    expect(wanted.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed', 'Closed', 'Done'])
    expect(client.end()).toEqual({ _tag: 'SignedOut' })
    expect(client.told('Closed')).toHaveLength(1)
    expect(client.events.at(-1)?._tag).toBe('Closed')
  })
})

describe('signing out', () => {
  it.each(spoken)('says OUT, and closes everything, in %s', (dialect) => {
    const client = shownIn(dialect)
    client.hears('NS 1', ring())
    const before: Intent = { _tag: 'SetName', name: 'Alicia' }
    const out: Intent = { ...signOut }
    client.wants(before)
    const lines = client.wants(out)
    expect(lines).toContain('NS 1 > OUT')
    expect(lines.indexOf('NS 1 > OUT')).toBeLessThan(lines.indexOf('close NS 1'))
    expect(client.links()).toEqual([])
    expect([before, out].map(client.outcomeOf)).toEqual(['Closed', 'Done'])
    expect(client.told('Closing', 'Closed').map(({ _tag }) => _tag)).toEqual(['Closing', 'Closed'])
  })
})

describe('a question to a service', () => {
  const ask = (question: object): Intent => ({ _tag: 'Ask', question: question as Question })

  it('has its reply', () => {
    const client = shownIn('MSNP8')
    const intent = ask({ _tag: 'Normal', verb: 'URL', service: 'INBOX', arguments: [] })
    const [line] = client.wants(intent)
    expect(line).toBe('NS 1 > URL 7 INBOX')
    client.hears('NS 1', 'URL 7 /cgi-bin/HoTMaiL https://example.com/md5auth.srf?lc=1033 2')
    expect(client.told('Replied')).toMatchObject([{ intent, reply: { verb: 'URL' } }])
    expect(client.outcomeOf(intent)).toBe('Done')
  })

  it('has several replies', () => {
    const client = shownIn('MSNP5')
    const intent = ask({
      _tag: 'Normal',
      verb: 'FND',
      criteria: [
        { field: 'fname', value: 'Ann' },
        { field: 'lname', value: 'Lee' },
      ],
    })
    const [line] = client.wants(intent)
    expect(line).toMatch(/^NS 1 > FND 7 /)
    client.hears('NS 1', 'FND 7 1 2 fname=Ann lname=Lee city=X state=Y country=US')
    expect(client.outcomeOf(intent)).toBeUndefined()
    client.hears('NS 1', 'FND 7 2 2 fname=Ann lname=Lee city=X state=Y country=US')
    expect(client.told('Replied')).toHaveLength(2)
    expect(client.outcomeOf(intent)).toBe('Done')
  })

  it('may fail', () => {
    const client = shownIn('MSNP8')
    const intent = ask({ _tag: 'Normal', verb: 'URL', service: 'INBOX', arguments: [] })
    client.wants(intent)
    client.hears('NS 1', '502 7')
    expect(client.outcomeOf(intent)).toBe('Failed')
  })
})

describe('requests', () => {
  it('have their own replies, in whatever order these come', () => {
    const client = shownIn('MSNP8')
    const intents: ReadonlyArray<Intent> = [
      { _tag: 'SetStatus', status: 'AWY' },
      { _tag: 'SetName', name: 'A' },
      { _tag: 'SetPrivacy', privacy: 'BL' },
      { _tag: 'SetPrompt', prompt: 'N' },
    ]
    client.wants(...intents)
    client.hears('NS 1', 'GTC 10 258 N', '603 9', 'CHG 7 AWY 1342177312')
    expect(intents.map(client.outcomeOf)).toEqual(['Done', undefined, 'Failed', 'Done'])
    client.hears('NS 1', 'REA 8 256 alice@example.com A')
    expect(intents.map(client.outcomeOf)).toEqual(['Done', 'Done', 'Failed', 'Done'])
  })

  it('have a minute each', () => {
    const client = shownIn('MSNP8', { deadlines: { ping: 1e7 } })
    const [one, two]: ReadonlyArray<Intent> = [
      { _tag: 'SetStatus', status: 'AWY' },
      { _tag: 'SetName', name: 'A' },
    ]
    client.wants(one!)
    client.waits(30_000)
    client.wants(two!)
    client.waits(30_000)
    expect([one!, two!].map(client.outcomeOf)).toEqual(['TimedOut', undefined])
    client.waits(30_000)
    expect([one!, two!].map(client.outcomeOf)).toEqual(['TimedOut', 'TimedOut'])
  })

  it('are not answered by a reply of another verb', () => {
    const client = shownIn('MSNP8')
    const intent: Intent = { _tag: 'SetStatus', status: 'AWY' }
    client.wants(intent)
    client.hears('NS 1', 'BLP 7 256 BL', 'XFR 7 SB 10.0.1.200:1863 CKI 123456.7', 'QRY 7')
    expect(client.outcomeOf(intent)).toBeUndefined()
    expect(client.told('Unexpected')).toHaveLength(3)
    expect(client.links()).toEqual(['NS 1'])
  })
})

describe('what a server says by itself', () => {
  it.each([
    [
      'a profile',
      'Profile',
      'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile; charset=UTF-8\r\nsid: 507\r\n\r\n',
    ],
    [
      'mail',
      'Notice',
      'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsemailnotification; charset=UTF-8\r\n\r\nFrom: x\r\n',
    ],
    ['anything', 'Notice', ''],
  ])('%s is told as %s', (_, tag, payload) => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', withPayload('MSG Hotmail Hotmail', payload))
    expect(client.events.at(-1)?._tag).toBe(tag)
  })

  it.each(['<NOTIFICATION id="1"><MSG></MSG></NOTIFICATION>', 'no XML', ''])('an alert is told: %j', (payload) => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', withPayload('NOT', payload))
    expect(client.events.at(-1)?._tag).toBe('Notification')
  })

  it.each(['600', '601 0', '910', '911 77'])('a failure is told, and ends nothing: %s', (line) => {
    const client = shownIn('MSNP8')
    expect(client.hears('NS 1', line)).toEqual([])
    expect(client.told('ServerFailed')).toHaveLength(1)
    expect(client.at()).toBe('Ready')
  })

  it.each([
    ['OUT', 'Unsaid'],
    ['OUT OTH', 'Elsewhere'],
    ['OUT SSD', 'GoingDown'],
    ['OUT TOU', 'TermsOfUse'],
    ['OUT MIG', 'Migration'],
    ['OUT RCT 5', 'Maintenance'],
  ])('%s ends everything: %s', (line, because) => {
    const client = shownIn('MSNP11')
    client.hears('NS 1', ring())
    expect(client.hears('NS 1', line)).toEqual(expect.arrayContaining(['close NS 1', 'close SB C1']))
    expect(client.end()).toMatchObject({ _tag: 'Dismissed', because })
    expect(client.links()).toEqual([])
  })

  it.each([
    { _tag: 'Ended' },
    { _tag: 'Reset' },
    { _tag: 'TimedOut' },
    { _tag: 'Unread' },
    { _tag: 'Unsayable', problem: 'CHG' },
  ] as const)('nothing more: %j', (why) => {
    const client = shownIn('MSNP8')
    client.loses('NS 1', why)
    expect(client.end()).toEqual({ _tag: 'Lost', why })
    expect(client.told('Closed')).toEqual([{ _tag: 'Closed', reason: { _tag: 'Lost', why } }])
    expect(client.view().connection).toEqual({ _tag: 'Ended', reason: { _tag: 'Lost', why } })
  })
})

describe('settings that can never work', () => {
  const sound = { passport: 'alice@example.com', password: 'x', server: { host: '127.0.0.1', port: 1863 } }

  it.each([
    ['passport', { ...sound, passport: '' }],
    ['passport', { ...sound, passport: 'two words@example.com' }],
    ['dialects', { ...sound, dialects: [] }],
    ['dialects', { ...sound, dialects: ['MSNP99' as 'MSNP12'] }],
    ['dialects', { ...sound, dialects: ['MSNP19' as const] }],
  ])('%s: a TypeError names it', (setting, wanted) => {
    expect(() => sessionSettings(wanted)).toThrow(new RegExp(`^${setting} should be `))
  })

  it('dialects may be written in lower case', () => {
    expect(sessionSettings({ ...sound, dialects: ['msnp8' as 'MSNP8'] }).dialects).toEqual(['MSNP8'])
  })
})

describe('an intent that is none', () => {
  it.each([
    [{ _tag: 'Nonsense' }, 'NoSuchIntent'],
    [{ _tag: 'SetPersonal', personal: 'at lunch' }, 'BadIntent'],
  ])('%j is refused: %s', (what, refusal) => {
    const client = shownIn('MSNP12')
    client.wants(what as unknown as Intent)
    expect(client.told('IntentOutcome').at(-1)).toMatchObject({
      outcome: { _tag: 'Refused', refusal: { _tag: refusal } },
    })
    expect(client.view().connection._tag).toBe('Ready')
  })
})

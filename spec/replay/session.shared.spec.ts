import { describe, expect, it } from 'vitest'

import { listBits } from '../../lib/commands/words.js'
import { readMessage } from '../../lib/payloads/message.js'
import { fromByteText, bytesOf, byteText } from '../../lib/wire/text.js'
import { drive, granted, nexusAnswer, settingsOf } from '../client/driver.js'
import { play } from './actor.js'
import { dialogue, saidIn } from './dialogue.js'
import { ledgerOf } from './ledger.js'
import { isThere, logged2008, bytesIn } from './recorded.js'

type Role = readonly [file: string, name: string]

const roles = (prefix: string, numbers: ReadonlyArray<number>, ...names: ReadonlyArray<string>): ReadonlyArray<Role> =>
  numbers.flatMap((number) => names.map((name): Role => [`${prefix}-msnp${number}.txt`, name]))

const signIns = [
  ...roles('a-md5', [2, 3, 4, 5, 6, 7], 'alice'),
  ...roles('b-twn', [8, 9, 10, 11], 'alice'),
  ...roles('c-twn', [12], 'alice'),
  ...roles('b-twn', [13, 14], 'alice'),
  ...roles('d-sso', [15, 16, 17, 18], 'alice'),
]
const chats = [
  ...roles('e-chat', [2, 7, 8, 9, 10, 11, 12], 'alice', 'bob'),
  ...roles('e-chat', [7, 12], 'carol'),
  ...roles('e-chat', [13, 14, 15, 16, 18], 'alice', 'bob'),
  ...roles('e-chat', [15, 18], 'carol'),
  ['e-chat-mixed-18-2.txt', 'alice'],
  ['e-chat-mixed-18-2.txt', 'bob'],
  ['e-chat-mixed-7-15.txt', 'alice'],
  ['e-chat-mixed-7-15.txt', 'bob'],
  ['e-chat-mixed-8-12.txt', 'alice'],
  ['e-chat-mixed-8-12.txt', 'bob'],
] satisfies ReadonlyArray<Role>
const contacts = roles('f-contacts', [2, 7, 8, 9, 10, 11, 12, 13, 15, 18], 'alice', 'carol')
const all = [...signIns, ...chats, ...contacts]

/** What no intent stands for, or what our client does not do: CVR up to MSNP7, questions to services, bad lines. */
const expectedLeftOut: ReadonlyArray<readonly [role: RegExp, line: RegExp]> = [
  [/msnp[567]\.txt|mixed-7-15/, /^CVR 2 /],
  [/a-md5/, /^URL \d (?:INBOX|\/unused1 \/unused2 1)$/],
  [/[bc]-twn-msnp1[12]/, /^GCF 6 Shields\.xml(?: 151)?$/],
  // Who is there is not called; a call for somebody who has left and come back again is Carol's or Bob's own.
  [/e-chat-msnp(?:7|12)\.txt alice/, /^215 10$/],
  [/e-chat-msnp(?:7|12)\.txt bob/, /^(?:ACK 4|CAL 5 RINGING \w+)$/],
  // Nor is oneself.
  [/e-chat-msnp(?:7|12|15)\.txt alice/, /^215 14$/],
  // Peer-to-peer data goes out by letter D alone, which came with MSNP9.
  [/e-chat-msnp7\.txt alice/, /^ACK 9$/],
  // What is refused by ourselves: no such list, contact or group, or nothing of the dialect.
  [/f-contacts-msnp[2789]\.txt carol/, /^ADD \d+ XX alice@example\.com x$/],
  [/f-contacts-msnp1[012]\.txt carol/, /^(?:REA 25 carol@example\.com x|502 25|ADD 4[01] FL alice@example\.com x)$/],
  [/f-contacts-msnp1[12]\.txt alice/, /^REM 11 PL carol@example\.com$/],
  // There is no SYN any more, and no policy is asked for.
  [/b-twn-msnp1[34]|d-sso/, /^(?:502 \d+|GCF 6 Shields\.xml(?: 151)?)$/],
  [/e-chat-msnp1[58]\.txt alice/, /^215 1[01]$/],
  [/e-chat-msnp1[58]\.txt bob/, /^(?:ACK 4|CAL 5 RINGING \w+)$/],
  // We call our own other places only where there are any.
  [/(?:e-chat-msnp1[68]|mixed-18-2)\.txt alice/, /^(?:CAL \d+ alice@example\.com|CAL 2 RINGING \w+|215 15)$/],
  // Whom the address book does not know, the notification server is not told of.
  [/f-contacts-msnp1[358]\.txt carol/, /^208 9$/],
  // Several lists at once, to which Escargot says yes and does nothing.
  [/f-contacts-msnp1[358]\.txt/, /^RML (?:9|19|21) (?:58|OK)$/],
  [/f-contacts-msnp\d+\.txt carol/, /^(?:205|216|224|403|715) \d+$/],
]

/** What became of wishes, where that is not what the server's answer says. */
const expectedOutcomes: ReadonlyArray<readonly [role: RegExp, line: RegExp, outcome: string]> = [
  [/e-chat-msnp7\.txt alice/, /^MSG 9 D 140/, 'Refused'],
  [/./, /^MSG \d+ U /, 'Sent'],
  // Only a failure would be told. Who leaves has sent it; who is left by the server cannot be sure.
  [/e-chat-msnp(?:7|12|15|18)\.txt (?:alice|carol)/, /^MSG \d+ N /, 'Closed'],
  [/./, /^MSG \d+ N /, 'Sent'],
  // Escargot answers neither a status without capabilities nor a telephone switch before the other one.
  [/b-twn-msnp8/, /^CHG 7 BSY$/, 'Closed'],
  [/f-contacts-msnp7\.txt carol/, /^PRP 35 MOB Y$/, 'Closed'],
  [/e-chat-msnp(?:7|12|15|18)\.txt alice/, /^CAL 1[01] bob@/, 'Refused'],
  [/e-chat-msnp(?:7|12|15)\.txt alice/, /^CAL 14 alice@/, 'Refused'],
  [/e-chat-msnp(?:7|12|15|18)\.txt alice/, /^MSG 1[67] A 1665$/, 'Closed'],
  // Our client calls Alice back before it says anything, so that Bob's own call comes too late.
  [/e-chat-msnp(?:7|12|15|18)\.txt bob/, /^MSG 4 A /, 'Closed'],
  [/e-chat-msnp(?:7|12|15|18)\.txt bob/, /^CAL 5 alice@/, 'Refused'],
  [/f-contacts-msnp2\.txt carol/, /^REM (?:27|28|30) /, 'Refused'],
  [/f-contacts-msnp7\.txt carol/, /^(?:ADD 18|REG 20|PRP 39|REM 42|REM 43|RMG 47|REM 48) /, 'Refused'],
  [/f-contacts-msnp[89]\.txt carol/, /^(?:ADD 17|REG 19|PRP 38|REM 41|REM 42|RMG 46|REM 47) /, 'Refused'],
  [/f-contacts-msnp1[358]\.txt carol/, /^ADL 9 /, 'ServiceFailed'],
  // Nobody is pending any more whom we have put on the reverse list ourselves.
  [/f-contacts-msnp1[12]\.txt alice/, /^REM 11 PL /, 'Refused'],
  [/f-contacts-msnp10\.txt carol/, /^(?:ADC 16|REM 34|REM 36|RMG 39) /, 'Refused'],
  [/f-contacts-msnp1[12]\.txt carol/, /^(?:ADC 16|REM 35|REM 37|RMG 40) /, 'Refused'],
]

/** A failure that says that it is so already: on the list, off it, in that mode. */
const isSoAlready = (line: string, answer: string): boolean =>
  (/^215/.test(answer) && /^AD[DC]/.test(line)) ||
  (/^(?:205|208|216)/.test(answer) && /^REM/.test(line)) ||
  (/^218/.test(answer) && /^(?:BLP|GTC)/.test(line))

/** What should become of a wish that was answered so; OUT, PNG and XFR have no answer of their own verb. */
const becomes = (line: string, answer: string | undefined): string | undefined =>
  answer === undefined
    ? /^(?:OUT|PNG|XFR)/.test(line)
      ? 'Done'
      : undefined
    : /^\d/.test(answer)
      ? isSoAlready(line, answer)
        ? 'Done'
        : 'Failed'
      : answer === 'ACK'
        ? 'Acknowledged'
        : 'Done'

const nameOf: Readonly<Record<string, string>> = { alice: 'Alice A', bob: 'Bob B', carol: 'Carol ç 100%' }

const bodyOf = (payload: string): string => payload.slice(payload.indexOf('\r\n\r\n') + 4)

describe.skipIf(!isThere)('our client in a conversation with Escargot', () => {
  const sessions = new Map(isThere ? all.map(([file, name]) => [`${file} ${name}`, play(file, name)]) : [])
  const played = (file: string, name: string) => sessions.get(`${file} ${name}`)!

  it.each(all)('%s: %s signs in and out', (file, name) => {
    const { client, dialect } = played(file, name)
    const expected = file.startsWith('f-') && name === 'carol' ? 'Carol New' : nameOf[name]
    expect(client.told('SignedIn')).toMatchObject([{ passport: `${name}@example.com`, dialect }])
    expect(client.view().account).toMatchObject({ name: expected, privacy: 'AL', prompt: 'A' })
    // Carol closed the last of her own connections by a list that no client may change.
    const isClosed = file.startsWith('f-') && name === 'carol'
    expect(client.end()).toEqual(isClosed ? { _tag: 'Lost', why: { _tag: 'Ended' } } : { _tag: 'SignedOut' })
  })

  it.each(all)('%s: %s finds nothing unexpected', (file, name) => {
    const { client } = played(file, name)
    expect(client.told('Unexpected', 'ServerFailed')).toEqual([])
    expect(client.told('Profile')).toHaveLength(1)
  })

  it.each(all)('%s: %s has the contact list as the server said it', (file, name) => {
    const { client, dialect } = played(file, name)
    const view = client.view()
    const { lists, statuses, groups } = ledgerOf(file, `NS ${name}`, dialect)
    expect(view.contacts.map((contact) => contact.lists).toObject()).toEqual(lists)
    expect(view.groups.map((group) => group.name).toObject()).toEqual(groups)
    const online = view.contacts.filter(({ status }) => status !== 'FLN')
    expect(online.map(({ status }) => status).toObject()).toEqual(statuses)
    // Somebody who is in a group is on the forward list, and the group is there.
    for (const contact of view.contacts.values())
      for (const group of contact.groups) {
        expect(contact.lists & listBits(['FL'])).toBe(1)
        expect([...view.groups.keys()]).toContain(group)
      }
  })

  it.each(all)('%s: %s leaves out what stands in the table, and nothing else', (file, name) => {
    const table = expectedLeftOut.filter(([role]) => role.test(`${file} ${name}`)).map(([, line]) => line)
    const { leftOut } = played(file, name)
    expect(leftOut.filter((line) => !table.some((pattern) => pattern.test(line)))).toEqual([])
  })

  it.each(all)('%s: %s gets each wish, or is told why not', (file, name) => {
    const { client, wishes } = played(file, name)
    const table = expectedOutcomes.filter(([role]) => role.test(`${file} ${name}`))
    const came = wishes.map(({ line, intent }) => `${line}: ${client.outcomeOf(intent)}`)
    const should = wishes.map(
      ({ line, answer }) => `${line}: ${table.find(([, pattern]) => pattern.test(line))?.[2] ?? becomes(line, answer)}`,
    )
    expect(came).toEqual(should)
  })

  it('has no line in its tables that stands for nothing', () => {
    const of = <A>(pick: (role: string) => ReadonlyArray<A>): ReadonlyArray<readonly [string, A]> =>
      [...sessions.keys()].flatMap((role) => pick(role).map((each) => [role, each] as const))
    const leftOut = of((role) => sessions.get(role)!.leftOut)
    expect(
      expectedLeftOut.filter(([role, line]) => !leftOut.some(([where, what]) => role.test(where) && line.test(what))),
    ).toEqual([])
    const wishes = of((role) => sessions.get(role)!.wishes)
    expect(
      expectedOutcomes.filter(
        ([role, line]) => !wishes.some(([where, what]) => role.test(where) && line.test(what.line)),
      ),
    ).toEqual([])
  })

  it('is tried in all of these dialects, with as many wishes', () => {
    const dialects = [...sessions.values()].map(({ dialect }) => dialect)
    expect(new Set(dialects).size).toBe(17)
    expect(all.length).toBe(all.length)
    expect([...sessions.values()].reduce((sum, { wishes }) => sum + wishes.length, 0)).toBeGreaterThan(300)
  })

  it.each(chats)('%s: %s hears every message', (file, name) => {
    const { client } = played(file, name)
    const boards = new Set(
      dialogue(file)
        .map(({ on }) => on)
        .filter((on) => new RegExp(`^SB ${name}\\d*$`).test(on)),
    )
    const payloads = [...boards]
      .flatMap((on) => saidIn(file, on, 'server'))
      .filter(({ line }) => line.startsWith('MSG'))
      .map(({ payload }) => payload)
    const texts = payloads
      .filter((payload) => payload.includes('text/plain'))
      .map((payload) => fromByteText(bodyOf(payload)))
    expect(client.told('TextReceived').map(({ text }) => text)).toEqual(texts)
    const kinds = client
      .told('TextReceived', 'TypingReceived', 'NudgeReceived', 'MessageReceived')
      .map(({ _tag }) => _tag)
    const expected = payloads.map((payload) => {
      const { _tag } = readMessage(bytesOf(payload))
      return _tag === 'Text' || _tag === 'Typing' || _tag === 'Nudge' ? `${_tag}Received` : 'MessageReceived'
    })
    expect(kinds).toEqual(expected)
    expect(payloads.length > 0).toBe(name !== 'carol')
  })

  it.each(chats)('%s: %s sees conversations begin, people come and go, and the end', (file, name) => {
    const { client } = played(file, name)
    const on = [...new Set(dialogue(file).map(({ on }) => on))].filter((on) => new RegExp(`^SB ${name}\\d*$`).test(on))
    const lines = on.flatMap((each) => saidIn(file, each, 'server').map(({ line }) => line))
    // From MSNP16 on places are told of apart from people, and oneself is, too (core.md 6.3).
    const others = lines.filter((line) => !line.includes(';{') && !line.includes(` ${name}@example.com `))
    const count = (verb: string): number => others.filter((line) => line.startsWith(verb)).length
    expect(client.told('ConversationStarted')).toHaveLength(on.length)
    expect(client.told('ConversationEnded')).toHaveLength(on.length)
    expect(client.told('Joined')).toHaveLength(count('JOI') + count('IRO'))
    expect(client.told('Left')).toHaveLength(count('BYE'))
    expect(client.view().conversations.size).toBe(0)
    expect(client.links()).toEqual([])
  })
})

describe.skipIf(!isThere)('our client in the sign-in of 2008', () => {
  const run = () => {
    const client = drive(
      settingsOf({ passport: 'moqfsot@hotmail.com', dialects: ['MSNP11', 'MSNP10'], capabilities: 276828192 }),
    )
    let link = 'NS 1'
    client.opens(link)
    for (const entry of logged2008().filter(({ dir }) => dir === 'S')) {
      const line = byteText(bytesIn(entry.line_b64))
      const logged = entry.payload_b64 == null ? new Uint8Array(entry.declared ?? 0) : bytesIn(entry.payload_b64)
      client.hears(link, fromByteText(entry.declared === undefined ? line : `${line}\r\n${byteText(logged)}`))
      if (line.startsWith('XFR')) client.opens((link = 'NS 2'))
      if (client.at() === 'Ticketing') {
        client.gets(nexusAnswer)
        client.gets(granted)
      }
    }
    return client
  }

  it('is sent on, and has 137 contacts, 10 groups, and 52 who are online', () => {
    const client = run()
    const { contacts, groups, account, version } = client.view()
    expect(client.at()).toBe('Ready')
    expect(client.told('Redirected')).toMatchObject([{ address: { host: '207.46.111.63', port: 1863 } }])
    expect(client.told('Ready')).toEqual([{ _tag: 'Ready', contacts: 137, groups: 10, changed: true }])
    expect({ contacts: contacts.size, groups: groups.size }).toEqual({ contacts: 137, groups: 10 })
    expect(contacts.filter(({ status }) => status !== 'FLN').size).toBe(52)
    expect(contacts.filter(({ personal }) => personal !== undefined).size).toBe(52)
    expect(contacts.filter(({ personal }) => (personal?.psm ?? '') !== '').size).toBeGreaterThan(20)
    expect(account).toMatchObject({ name: '[GC:O]', privacy: 'BL', prompt: 'A', status: 'NLN' })
    expect(version).toMatchObject({ contactsChanged: { text: '2008-09-21T16:34:36.75-07:00' } })
    // Who is not on the forward list has neither name nor id.
    expect(contacts.filter(({ guid }) => guid === undefined).size).toBe(32)
    expect(client.told('Unexpected', 'ServerFailed')).toEqual([])
  })

  it('says what the client of that time said, but for its own name', () => {
    const client = run()
    const said = [...client.said('NS 1'), ...client.said('NS 2')].map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(said).toEqual(['VER 1', 'CVR 2', 'USR 3', 'VER 4', 'CVR 5', 'USR 6', 'USR 7', 'SYN 8', 'CHG 9'])
    expect(client.said('NS 2').at(-1)).toBe('CHG 9 NLN 276828192')
  })

  it('has every detail where it belongs: 45 of them, each after its contact', () => {
    const { contacts } = run().view()
    const details = [...contacts.values()].flatMap(({ properties }) => [...(properties?.values() ?? [])])
    expect(details).toHaveLength(45)
  })
})

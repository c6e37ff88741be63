import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { isOn } from '../../../lib/host/lists/accounts.js'
import type { ListName } from '../../../lib/commands/words.js'
import { among, show, signIn, withSessions, type Driver } from '../driver.js'

const payload = (verb: string, trid: number, text: string): string =>
  `${verb} ${trid} ${new TextEncoder().encode(text).length}\r\n${text}`

/** What the server says of itself: of the same shape, with 0. */
const told = (verb: string, text: string): string => payload(verb, 0, text)

const adl = (text: string, trid = 8): string => payload('ADL', trid, text)
const rml = (text: string, trid = 9): string => payload('RML', trid, text)
const fqy = (text: string, trid = 10): string => payload('FQY', trid, text)

const one = (name: string, lists: number, more = ' t="1"'): string =>
  `<ml><d n="example.com"><c n="${name}" l="${lists}"${more}/></d></ml>`

const listsOf = (driver: Driver, owner: string, who: string): ReadonlyArray<ListName> => {
  const account = driver.state().accounts.get(`${owner}@example.com`)!
  return (['FL', 'AL', 'BL', 'RL', 'PL'] as const).filter((list) => isOn(list, account, `${who}@example.com`))
}

const newer: ReadonlyArray<Dialect> = ['MSNP13', 'MSNP14', 'MSNP15', 'MSNP16', 'MSNP17', 'MSNP18']

describe.each(newer)('in %s', (dialect) => {
  const number = Number(dialect.slice(4))
  const open = () => withSessions(among(), { alice: dialect })

  it('the lists of the sign-in are acknowledged, and change nothing', () => {
    const driver = open()
    const before = driver.state().accounts
    for (const text of [
      '<ml l="1"></ml>',
      '<ml l="1"/>',
      '<ml l="1"><d n="example.com"><c n="carol" l="3" t="1"/></d></ml>',
    ])
      expect(driver.hear('alice', adl(text))).toEqual(['alice < ADL 8 OK'])
    expect(driver.state().accounts).toBe(before)
  })

  it('somebody who is added is on the lists, and is notified', () => {
    const driver = withSessions(among(), { alice: dialect, carol: dialect })
    show(driver, 'alice')
    show(driver, 'carol')
    const lines = driver.hear('alice', adl(one('carol', 3)))
    const seen = {
      13: ['alice < ILN 8 NLN carol@example.com Carol 32'],
      14: ['alice < ILN 8 NLN carol@example.com 1 Carol 32'],
      15: ['alice < ILN 8 NLN carol@example.com 1 Carol 32'],
      16: ['alice < ILN 8 NLN carol@example.com 1 Carol 32:0', /^alice < UBX carol@example.com 1 \d+\r\n/],
      17: ['alice < ILN 8 NLN carol@example.com 1 Carol 32:0', /^alice < UBX carol@example.com 1 \d+\r\n/],
      18: ['alice < NLN NLN 1:carol@example.com Carol 32:0', /^alice < UBX 1:carol@example.com \d+\r\n/],
    }[number]!.map((line) => (typeof line === 'string' ? expect.stringContaining(line) : expect.stringMatching(line)))
    expect(lines).toEqual([
      `carol < ${told('ADL', '<ml><d n="example.com"><c n="alice" l="8" t="1" f="Alice%20A"/></d></ml>')}`,
      expect.stringMatching(/^carol < NOT \d+\r\n<NOTIFICATION id="0" siteid="45705" .*ABCHInternal/),
      ...seen,
      'alice < ADL 8 OK',
    ])
    expect(listsOf(driver, 'alice', 'carol')).toEqual(['FL', 'AL'])
    expect(listsOf(driver, 'carol', 'alice')).toEqual(['RL', 'PL'])
  })

  it('who is on the list already stays there, and is announced again', () => {
    const driver = withSessions(among(), { alice: dialect, bob: 'MSNP8' })
    show(driver, 'alice')
    show(driver, 'bob')
    const before = driver.state().accounts
    const lines = driver.hear('alice', adl(one('bob', 3)))
    expect(lines[0]).toMatch(/^alice < (?:ILN 8|NLN) NLN (?:1:)?bob@example.com /)
    expect(lines.at(-1)).toBe('alice < ADL 8 OK')
    expect(driver.state().accounts).toBe(before)
  })

  it('somebody is taken off lists, and notified', () => {
    const driver = withSessions(among(), { alice: dialect, bob: dialect })
    show(driver, 'alice')
    show(driver, 'bob')
    expect(driver.hear('alice', rml(one('bob', 3)))).toEqual([
      `bob < ${told('RML', '<ml><d n="example.com"><c n="alice" l="8" t="1"/></d></ml>')}`,
      expect.stringMatching(/^bob < NOT \d+\r\n/),
      'alice < RML 9 OK',
    ])
    expect(listsOf(driver, 'alice', 'bob')).toEqual(['RL'])
    expect(listsOf(driver, 'bob', 'alice')).toEqual(['FL', 'AL'])
    // Who is not on them is not missed there.
    expect(driver.hear('alice', rml(one('bob', 3)))).toEqual(['alice < RML 9 OK'])
  })

  it('who is blocked sees no more, and sees again', () => {
    const driver = withSessions(among(), { alice: dialect, bob: 'MSNP8' })
    show(driver, 'alice')
    show(driver, 'bob')
    expect(driver.hear('alice', rml(one('bob', 2)), adl(one('bob', 4)))).toEqual([
      'alice < RML 9 OK',
      'bob < FLN alice@example.com',
      'alice < ADL 8 OK',
    ])
    expect(listsOf(driver, 'alice', 'bob')).toEqual(['FL', 'BL', 'RL'])
    expect(driver.hear('alice', rml(one('bob', 4)), adl(one('bob', 2)))).toEqual([
      expect.stringMatching(/^bob < NLN NLN alice@example.com /),
      'alice < RML 9 OK',
      'alice < ADL 8 OK',
    ])
  })

  it.each<readonly [what: string, line: string, code: number, closes: boolean]>([
    ['a domain without a name', adl('<ml><d n=""><c n="bob" l="3" t="1"/></d></ml>'), 240, true],
    ['a domain without anybody', adl('<ml><d n="example.com"></d></ml>'), 240, true],
    ['no XML', adl('hello'), 241, true],
    ['broken XML', adl('<ml><d n="example.com"><c n="bob" l="3" t="1"></d>'), 241, true],
    ['a list that is not to be decided on', adl(one('bob', 8)), 241, true],
    ['the pending list', adl(one('bob', 18)), 241, true],
    [
      'a list of the sign-in that is not to be decided on',
      adl(one('bob', 16).replace('<ml>', '<ml l="1">')),
      241,
      true,
    ],
    ['nobody', adl(one('nobody', 3)), 208, false],
    ['another network', adl(one('carol', 3, ' t="32"')), 204, false],
    ['a circle', adl(one('carol', 3, ' t="9"')), 933, false],
    ['an empty domain, taken off', rml('<ml><d n="example.com"></d></ml>'), 240, true],
    ['no XML, taken off', rml('<ml'), 241, true],
    ['the reverse list', rml(one('bob', 8)), 241, true],
    ['nobody, taken off', rml(one('nobody', 1)), 208, false],
  ])('%s is refused', (_, line, code, closes) => {
    const driver = open()
    const before = driver.state().accounts
    const trid = line.split(' ')[1]
    expect(driver.hear('alice', line)).toEqual([`alice < ${code} ${trid}`, ...(closes ? ['alice closed'] : [])])
    expect(driver.state().accounts).toBe(before)
  })

  it('of several domains all are done, or nothing', () => {
    const accounts = ['alice@example.com', 'bob@example.org', 'carol@example.net'].map((passport) => ({
      passport,
      password: 'alice-pw',
    }))
    const driver = among({ accounts, limits: { allow: 2 } })
    signIn(driver, 'alice', dialect)
    const two = (second: string) =>
      `<ml><d n="example.org"><c n="bob" l="3" t="1"/></d><d n="example.net"><c n="${second}" l="2" t="1"/></d></ml>`
    expect(driver.hear('alice', adl(two('dave')))).toEqual(['alice < 208 8'])
    expect(driver.state().accounts.get('alice@example.com')?.contacts).toEqual([])
    expect(driver.hear('alice', adl(two('carol')))).toEqual(['alice < ADL 8 OK'])
    const passports = driver
      .state()
      .accounts.get('alice@example.com')
      ?.contacts.map(({ passport }) => passport)
    expect(passports).toEqual(['bob@example.org', 'carol@example.net'])
  })

  it('a list that is full takes nobody more', () => {
    const driver = among({ limits: { block: 1 } })
    signIn(driver, 'alice', dialect)
    const both = '<ml><d n="example.com"><c n="bob" l="4" t="1"/><c n="carol" l="4" t="1"/></d></ml>'
    expect(driver.hear('alice', adl(both))).toEqual(['alice < 210 8'])
    expect(driver.hear('alice', adl(one('bob', 4)), adl(one('carol', 4)))).toEqual([
      'alice < ADL 8 OK',
      'alice < 210 8',
    ])
    expect(driver.hear('alice', adl(one('bob', 4)))).toEqual(['alice < ADL 8 OK'])
  })

  it('a telephone is a contact, and of no account', () => {
    const driver = open()
    const phone = '<ml><t><c n="tel:+15550100" l="3"/></t></ml>'
    expect(driver.hear('alice', adl(phone), rml(phone))).toEqual(['alice < ADL 8 OK', 'alice < RML 9 OK'])
  })
})

describe.each(newer.slice(1))('in %s', (dialect) => {
  it.each<readonly [what: string, text: string, answer: ReadonlyArray<string>]>([
    [
      'somebody',
      '<ml l="2"><d n="example.com"><c n="bob"/></d></ml>',
      [`alice < ${fqy('<ml><d n="example.com"><c n="bob" t="1"/></d></ml>')}`],
    ],
    [
      'those who are there',
      '<ml><d n="example.com"><c n="bob"/><c n="nobody"/><c n="carol"/></d></ml>',
      [`alice < ${fqy('<ml><d n="example.com"><c n="bob" t="1"/><c n="carol" t="1"/></d></ml>')}`],
    ],
    ['nobody', '<ml><d n="example.com"><c n="nobody"/></d></ml>', ['alice < 208 10']],
    ['nothing', '<ml></ml>', ['alice < 241 10', 'alice closed']],
    ['an empty domain', '<ml><d n=""><c n="bob"/></d></ml>', ['alice < 240 10', 'alice closed']],
    ['no XML', 'x', ['alice < 241 10', 'alice closed']],
  ])('finds the networks of %s', (_, text, answer) => {
    expect(withSessions(among(), { alice: dialect }).hear('alice', fqy(text))).toEqual(answer)
  })
})

describe('accounts of other dialects', () => {
  it.each<readonly [Dialect, added: RegExp, removed: RegExp]>([
    ['MSNP2', /^carol < ADD 0 RL \d+ alice@example.com Alice%20A$/, /^carol < REM 0 RL \d+ alice@example.com$/],
    ['MSNP9', /^carol < ADD 0 RL \d+ alice@example.com Alice%20A$/, /^carol < REM 0 RL \d+ alice@example.com$/],
    ['MSNP12', /^carol < ADC 0 RL N=alice@example.com F=Alice%20A$/, /^carol < REM 0 RL alice@example.com$/],
    ['MSNP15', /^carol < ADL 0 \d+\r\n/, /^carol < RML 0 \d+\r\n/],
  ])('are told in theirs: %s', (dialect, added, removed) => {
    const driver = withSessions(among(), { alice: 'MSNP18', carol: dialect })
    expect(driver.hear('alice', adl(one('carol', 1)))[0]).toMatch(added)
    expect(driver.hear('alice', rml(one('carol', 1)))[0]).toMatch(removed)
  })

  it.each<readonly [Dialect, add: string, remove: (lines: ReadonlyArray<string>) => string]>([
    ['MSNP8', 'ADD 5 FL alice@example.com alice 0', () => 'REM 6 FL alice@example.com'],
    ['MSNP12', 'ADC 5 FL N=alice@example.com', (lines) => `REM 6 FL ${/C=(\S+)/.exec(lines[0]!)![1]}`],
  ])('tell who is newer: %s', (dialect, add, remove) => {
    const driver = withSessions(among(), { alice: 'MSNP15', carol: dialect })
    const lines = driver.hear('carol', add)
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^alice < ADL 0 \d+\r\n<ml><d n="example.com"><c n="carol" l="8" t="1" f="Carol"\/>/),
      expect.stringMatching(/^alice < NOT /),
    ])
    expect(driver.hear('carol', remove(lines)).slice(1)).toEqual([
      expect.stringMatching(/^alice < RML 0 \d+\r\n<ml><d n="example.com"><c n="carol" l="8" t="1"\/>/),
      expect.stringMatching(/^alice < NOT /),
    ])
  })

  it('see the same lists when they sign in as older ones', () => {
    const driver = withSessions(among(), { carol: 'MSNP18' })
    driver.hear('carol', adl('<ml><d n="example.com"><c n="bob" l="3" t="1"/><c n="alice" l="4" t="1"/></d></ml>'))
    signIn(driver, 'carol', 'MSNP9', { link: 'again' })
    expect(driver.hear('again', 'SYN 5 0').filter((line) => line.includes('LST'))).toEqual([
      'again < LST bob@example.com Bob%20B 3 0',
      'again < LST alice@example.com Alice%20A 4',
    ])
  })
})

describe('an account at several endpoints', () => {
  const [here, there] = ['11111111-2222-3333-4444-555555555555', '22222222-2222-3333-4444-555555555555']

  it('is notified at the others that its address book has changed', () => {
    const driver = among()
    signIn(driver, 'alice', 'MSNP16', { link: 'here', endpointId: here })
    signIn(driver, 'alice', 'MSNP18', { link: 'there', endpointId: there })
    const lines = driver.hear('here', adl(one('carol', 2)))
    expect(lines).toEqual([
      expect.stringMatching(/^there < NOT \d+\r\n.* name="alice@example.com">/),
      'here < ADL 8 OK',
    ])
    // Nothing has changed, and there is nothing to be told.
    expect(driver.hear('here', adl(one('carol', 2)))).toEqual(['here < ADL 8 OK'])
  })

  it('is notified at all of them who has added it', () => {
    const driver = withSessions(among(), { bob: 'MSNP8', carol: 'MSNP8' })
    signIn(driver, 'alice', 'MSNP16', { link: 'here', endpointId: here })
    signIn(driver, 'alice', 'MSNP18', { link: 'there', endpointId: there })
    expect(driver.hear('carol', 'ADD 5 FL alice@example.com x').map((line) => line.split(/ \d|\r\n/)[0])).toEqual([
      'carol < ADD',
      'here < ADL',
      'there < ADL',
      'here < NOT',
      'there < NOT',
    ])
  })
})

import { describe, expect, it } from 'vitest'

import { listLimit, readList, splitDomains, splitList, writeList, type MemberList } from '../../lib/payloads/list.js'
import { payload, shown } from './fixture.js'

const bob = { address: 'bob@example.com', lists: 3, network: 1 }

// messages.md 4.5 and 5.3, core.md 4.9, test vector 14.
describe('lists of contacts', () => {
  it.each<[string, number, string, MemberList]>([
    [
      'at the sign-in',
      62,
      '<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/></d></ml>',
      { level: 1, members: [bob] },
    ],
    [
      'that change one bit',
      56,
      '<ml><d n="example.com"><c n="bob" l="2" t="1"/></d></ml>',
      { members: [{ ...bob, lists: 2 }] },
    ],
    [
      'that ask for a network',
      50,
      '<ml l="2"><d n="example.com"><c n="bob"/></d></ml>',
      { level: 2, members: [{ address: 'bob@example.com' }] },
    ],
    [
      'of circles',
      92,
      '<ml l="1"><d n="live.com"><c n="00000000-0000-0000-0009-0123456789ab" l="3" t="9"/></d></ml>',
      { level: 1, members: [{ address: '00000000-0000-0000-0009-0123456789ab@live.com', lists: 3, network: 9 }] },
    ],
    ['without anybody', 15, '<ml l="1"></ml>', { level: 1, members: [] }],
    [
      'of telephones',
      44,
      '<ml><t><c n="tel:+15550100" l="3"/></t></ml>',
      { members: [{ address: 'tel:+15550100', lists: 3 }] },
    ],
    [
      'that tell of somebody who added me',
      74,
      '<ml><d n="example.com"><c n="carol" l="8" t="1" f="Carol%20New"/></d></ml>',
      { members: [{ address: 'carol@example.com', lists: 8, network: 1, name: 'Carol New' }] },
    ],
  ])('%s', (_, bytes, text, list) => {
    expect(payload(text).length).toBe(bytes)
    expect(readList(payload(text))).toEqual(list)
    expect(shown(writeList(list))).toBe(text)
  })

  it('are read in any order and with blanks', () => {
    expect(readList(payload('<ml >\r\n<d n="example.com"> <c t="1" l="3" n="bob" x="y" />\r\n</d></ml>'))).toEqual({
      members: [bob],
    })
  })
  it('put those of a domain together, telephones among themselves', () => {
    const members = ['a@x.com', 'b@y.com', 'tel:+1', 'c@x.com', 'tel:+2'].map((address) => ({ address, lists: 1 }))
    expect(shown(writeList({ members }))).toBe(
      '<ml><d n="x.com"><c n="a" l="1"/><c n="c" l="1"/></d><d n="y.com"><c n="b" l="1"/></d>' +
        '<t><c n="tel:+1" l="1"/><c n="tel:+2" l="1"/></t></ml>',
    )
  })
  it('have no domain without a name', () => {
    expect(shown(writeList({ level: 1, members: [{ address: 'bob@' }, { address: '' }] }))).toBe('<ml l="1"></ml>')
  })
  it('are escaped', () => {
    const members = [{ address: `"o'<&@x.com`, name: '<&">%' }]
    const written = writeList({ members })
    expect(shown(written)).toBe(
      `<ml><d n="x.com"><c n="&quot;o'&lt;&amp;" f="&lt;&amp;&quot;&gt;%25"/></d></ml>`,
    )
    expect(readList(written)).toEqual({ members })
  })

  it.each([
    ['<ml', 'NotWellFormed', []],
    ['<ml><d n="example.com"></d></ml>', 'EmptyDomain', []],
    ['<ml><d n=""><c n="bob"/></d></ml>', 'EmptyDomain', [{ address: 'bob@' }]],
    ['<ml><d n="x.com"><c n="bob" l="1"/></d>', 'NotWellFormed', [{ address: 'bob@x.com', lists: 1 }]],
    ['', 'NotWellFormed', []],
  ])('say what is wrong with %o', (text, problem, members) => {
    const list = readList(payload(text))
    expect(list.problem?._tag).toBe(problem)
    expect(list.members).toEqual(members)
  })
})

describe('splitList', () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ ...bob, address: `somebody${i}@domain${i % 7}.com` }))
  const sizes = (lists: ReadonlyArray<MemberList>) => lists.map((list) => writeList(list).length)

  it('keeps each payload within the limit, and fills it', () => {
    const lists = splitList()({ level: 1, members: many })
    expect(Math.max(...sizes(lists))).toBeLessThanOrEqual(listLimit)
    expect(Math.min(...sizes(lists.slice(0, -1)))).toBeGreaterThan(listLimit - 100)
    expect(lists.every(({ level }) => level === 1)).toBe(true)
    expect(lists.every((list) => readList(writeList(list)).problem === undefined)).toBe(true)
  })
  it('keeps everybody, once', () => {
    const addresses = splitList(500)({ members: many }).flatMap(({ members }) => members.map(({ address }) => address))
    expect(addresses.sort()).toEqual(many.map(({ address }) => address).sort())
  })
  it('gives a list without members for one', () => {
    expect(splitList()({ level: 1, members: [] })).toEqual([{ level: 1, members: [] }])
  })
  it('leaves alone what fits', () => {
    expect(splitList(62)({ level: 1, members: [bob] })).toEqual([{ level: 1, members: [bob] }])
    const two = { members: [bob, { ...bob, address: 'eve@example.com' }] }
    expect(splitList(writeList(two).length)(two).length).toBe(1)
    expect(splitList(writeList(two).length - 1)(two).length).toBe(2)
  })
  it('gives a member that is over the limit by itself a list of its own', () => {
    expect(splitList(10)({ members: many.slice(0, 3) }).length).toBe(3)
  })
})

describe('splitDomains', () => {
  it('gives a list for each', () => {
    const members = ['a@x.com', 'b@y.com', 'c@x.com'].map((address) => ({ address, lists: 1 }))
    expect(splitDomains({ members }).map((list) => list.members.map(({ address }) => address))).toEqual([
      ['a@x.com', 'c@x.com'],
      ['b@y.com'],
    ])
  })
})

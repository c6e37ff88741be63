/** What each dialect can do, by name: from which dialect on, and until which. */
import { describe, expect, it } from 'vitest'

import { dialects, features, isWithin, type Feature } from '../../lib/commands/dialects.js'

/** The first dialect that has it, and the last: as the sources tell it, and not as the code says it. */
const boundaries: Readonly<Record<Feature, readonly [first: number, last: number]>> = {
  clientVersion: [8, 21],
  ticketService: [13, 21],
  ticketService2: [16, 21],
  pushedPolicies: [13, 21],
  mobileBalance: [11, 21],
  fullProfile: [3, 21],
  addressInProfile: [8, 21],
  addressBookInProfile: [10, 21],
  challenges: [6, 21],
  mixedChallenges: [11, 21],
  failurePayloads: [13, 21],
  urlSite: [3, 21],
  properties: [5, 21],
  toldProperties: [2, 12],
  displayNameProperty: [10, 21],
  groups: [7, 21],
  groupOfAll: [2, 9],
  countedLists: [8, 21],
  serials: [2, 9],
  guids: [10, 21],
  pendingList: [10, 21],
  telephones: [11, 21],
  failure208: [10, 21],
  refusedRepeats: [2, 9],
  listsBySoap: [13, 21],
  pagedAddressBook: [18, 21],
  circles: [18, 21],
  capabilities: [8, 21],
  objects: [9, 21],
  personalMessages: [11, 21],
  networks: [14, 21],
  capabilityPairs: [16, 21],
  endpoints: [16, 21],
  networkAddresses: [18, 21],
  initialByNln: [18, 21],
  dataMessages: [9, 21],
  rosterCapabilities: [12, 21],
  hiddenChats: [13, 21],
  offlineNotices: [11, 21],
  offlineByUum: [18, 21],
  notes: [13, 21],
  federatedMessages: [14, 21],
}

describe('a feature of dialects', () => {
  it('is in the table, and says what it means and where that stands', () => {
    expect(Object.keys(features).sort()).toEqual(Object.keys(boundaries).sort())
    for (const { means, source } of Object.values(features)) {
      expect(means).toMatch(/^[A-Z].*[.)]$/)
      expect(source).toMatch(/^(?:core|messages|escargot)\.md \d/)
    }
  })

  it.each(Object.entries(boundaries))('%s: %j', (name, [first, last]) => {
    const having = dialects.filter(({ has }) => has[name as Feature]).map(({ number }) => number)
    expect([having[0], having.at(-1), having.length]).toEqual([first, last, last - first + 1])
  })
})

it('a span without an end goes to the end of the dialects', () => {
  const numbersIn = (span: Parameters<typeof isWithin>[0]) => dialects.filter((d) => isWithin(span, d)).map(({ number }) => number)
  expect(numbersIn({})).toEqual(dialects.map(({ number }) => number))
  expect(numbersIn({ since: 20 })).toEqual([20, 21])
  expect(numbersIn({ until: 3 })).toEqual([2, 3])
  expect(numbersIn({ since: 8, until: 8 })).toEqual([8])
})

/** Services that fail at any time, in any way: nothing is said to the server that the last good reading contradicts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { keptLists } from '../../lib/client/contacts/kept.js'
import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import { listsOf } from '../../lib/commands/words.js'
import { readList } from '../../lib/payloads/list.js'
import { findAll, findContactsPaged, type AddressBook } from '../../lib/payloads/soap/book.js'
import { writeFault } from '../../lib/payloads/soap/envelope.js'
import { findMembership, type Membership, type Memberships } from '../../lib/payloads/soap/membership.js'
import { runs } from '../support/arbitrary.js'
import { actionOf, addressBook, memberships, replyOf } from './book.js'
import { drive, settingsOf, signIn, type Client } from './driver.js'

const blocked: Membership = {
  role: 'Block',
  kind: 'Passport',
  address: 'carol@example.com',
  network: 1,
  deleted: false,
}

/** Who sees only whom he allows, and blocks Carol. */
const members: Memberships = { ...memberships, members: [...memberships.members, blocked] }
const book: AddressBook = { ...addressBook, me: { ...addressBook.me, privacy: 'BL', prompt: 'N' } }
const truth: Readonly<Record<string, ReadonlyArray<string>>> = {
  'bob@example.com': ['FL', 'AL'],
  'carol@example.com': ['BL'],
}

const bodies: ReadonlyArray<readonly [action: string | undefined, name: string, body: () => Uint8Array]> = [
  [findMembership.action, 'FindMembership', () => findMembership.writeAnswer(members)],
  [findAll.action, 'ABFindAll', () => findAll.writeAnswer(book)],
  [findContactsPaged.action, 'ABFindContactsPaged', () => findContactsPaged.writeAnswer(book)],
]

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const partial = (name: string, inside = ''): Uint8Array =>
  bytes(`<Envelope><Body><${name}Response>${inside}</${name}Response></Body></Envelope>`)
const with200 = (body?: Uint8Array): HttpResponse => ({
  status: 200,
  headers: {},
  ...(body === undefined ? {} : { body }),
})

type Way = (body: Uint8Array, name: string) => HttpResponse | CloseReason

const good: Way = (body) => with200(body)
const bad: ReadonlyArray<readonly [what: string, way: Way]> = [
  ['503', () => ({ status: 503, headers: {} })],
  ['503 with a good body', (body) => ({ status: 503, headers: {}, body })],
  ['a fault', () => ({ status: 500, headers: {}, body: writeFault({ code: 'Server', text: 'busy' }) })],
  ['a fault with 200', () => with200(writeFault({ code: 'Client', error: 'ABDoesNotExist' }))],
  ['garbage', () => with200(bytes('\u0000<<<>>'))],
  ['a page', () => with200(bytes('<html><body>Down</body></html>'))],
  ['no body', () => with200()],
  ['half of it', (body) => with200(body.subarray(0, body.length >> 1))],
  ['all but the end', (body) => with200(body.subarray(0, -1))],
  ['an empty answer', (_, name) => with200(partial(name))],
  ['silence', () => ({ _tag: 'TimedOut' })],
  ['no connection', () => ({ _tag: 'Refused' })],
  ['a connection that is cut', () => ({ _tag: 'Reset' })],
]

/** Answers what a session asks and says, until it asks and says no more. */
const through = (client: Client, ways: Array<Way>, from: number, link = 'NS 1'): number => {
  for (let at = from; ; ) {
    const request = client.awaited()[0]
    const line = client.said(link)[at]
    if (request !== undefined) {
      const [, name, body] = bodies.find(([action]) => action === actionOf(request))!
      client.getsLate((ways.shift() ?? good)(body(), name))
    } else if (line === undefined) return at
    else {
      at++
      const reply = replyOf(line)
      if (reply !== undefined) client.hears(link, reply)
    }
  }
}

/** Nothing that was said to the server is untrue. */
const saysTheTruth = (client: Client): { readonly privacy: number; readonly listed: ReadonlySet<string> } => {
  let privacy = 0
  const listed = new Set<string>()
  for (const line of client.said('NS 1')) {
    const [verb = '', , ...words] = line.split(/[ \r\n]/)
    if (verb === 'BLP') {
      privacy++
      expect(words[0]).toBe('BL')
    }
    if (verb === 'GTC') expect(words[0]).toBe('N')
    if (verb === 'PRP') expect(words.slice(0, 2)).toEqual(['MFN', 'Alice%20A'])
    if (verb !== 'ADL') continue
    for (const { address, lists = 0 } of readList(bytes(line.slice(line.indexOf('<')))).members)
      for (const list of listsOf(lists)) {
        expect(truth[address]).toContain(list)
        listed.add(`${address} ${list}`)
      }
  }
  return { privacy, listed }
}

const dialects: ReadonlyArray<Dialect> = ['MSNP13', 'MSNP15', 'MSNP18']
const everything = new Set(Object.entries(truth).flatMap(([who, lists]) => lists.map((list) => `${who} ${list}`)))

const begun = (dialect: Dialect): readonly [Client, number] => {
  const client = drive(settingsOf({ dialects: [dialect] }))
  signIn(client, dialect)
  return [client, client.said('NS 1').findLastIndex((line) => line.startsWith('USR')) + 1]
}

describe.each(dialects)('services that fail: %s', (dialect) => {
  const pairs = bad.flatMap(([what, way]) => [
    [`the memberships by ${what}`, way, good] as const,
    [`the address book by ${what}`, good, way] as const,
    [`both by ${what}`, way, way] as const,
  ])

  it.each(pairs)('%s: what was not read is not said', (_, first, second) => {
    const [client, start] = begun(dialect)
    const at = through(client, [first, second], start)
    expect(client.at()).toBe('Ready')
    expect(client.told('ServiceFailed').length).toBeGreaterThan(0)
    expect(keptLists(client.view())).toBeUndefined()
    const { privacy } = saysTheTruth(client)
    expect(privacy).toBe(second === good ? 1 : 0)

    // The next time both answer, and the server is told all of it.
    client.wants({ _tag: 'Synchronise' })
    through(client, [], at)
    expect(saysTheTruth(client).listed).toEqual(everything)
    expect(client.view().account.privacy).toBe('BL')
    expect(keptLists(client.view())?.contacts.length).toBe(2)
  })

  it('never says what is not so, whatever fails how often', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.constantFrom(...bad.map(([, way]) => way)), { nil: good }), { maxLength: 8 }),
        (ways) => {
          const [client, start] = begun(dialect)
          const left = [...ways]
          let at = through(client, left, start)
          while (left.length > 0) {
            saysTheTruth(client)
            client.wants({ _tag: 'Synchronise' })
            at = through(client, left, at)
          }
          client.wants({ _tag: 'Synchronise' })
          through(client, [], at)
          expect(saysTheTruth(client).listed).toEqual(everything)
        },
      ),
      { numRuns: Math.min(runs.numRuns, 100) },
    )
  })
})

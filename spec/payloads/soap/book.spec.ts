import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { secret } from '../../../lib/payloads/secret.js'
import { findAll, findContactsPaged, type AddressBook } from '../../../lib/payloads/soap/book.js'
import type { AddressBookHead } from '../../../lib/payloads/soap/header.js'
import { findMembership, type Membership, type Memberships } from '../../../lib/payloads/soap/membership.js'
import { runs } from '../../support/arbitrary.js'

const head: AddressBookHead = { ticket: secret('t=x&p='), scenario: 'Initial' }
const text = fc
  .string({ unit: fc.constantFrom('a', 'Ä', '<', '&', '>', '"', "'", ' ', '%', '世', '👋', ']]>'), minLength: 1 })
  .map((each) => each.trim())
  .filter((each) => each !== '')
const optional = <A, K extends string>(key: K, one: fc.Arbitrary<A>) =>
  fc.option(one, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }))
const merged = (...parts: ReadonlyArray<fc.Arbitrary<object>>) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all))

const somebody = fc.constantFrom(
  { kind: 'Passport', network: 1, address: 'bob@example.com' },
  { kind: 'Email', network: 32, address: 'dora@example.net' },
  { kind: 'Phone', network: 4, address: 'tel:+15550100' },
)
const member = merged(
  somebody,
  fc.record({ deleted: fc.boolean() }),
  optional('id', text),
  optional('name', text),
  optional('message', text),
) as fc.Arbitrary<Omit<Membership, 'role'>>
const memberships = fc
  .tuple(
    ...['Allow', 'Block', 'Reverse', 'Pending'].map((role) =>
      fc.array(member, { maxLength: 3 }).map((all) => all.map((each) => ({ role, ...each }))),
    ),
  )
  .map((all): Memberships => ({ members: all.flat() as ReadonlyArray<Membership>, lastChange: '2026-11-22T16:08:24Z' }))

const contact = merged(
  fc.record({
    id: fc.uuid(),
    kind: fc.constant('Regular'),
    messenger: fc.boolean(),
    groups: fc.array(fc.uuid(), { maxLength: 3 }),
    deleted: fc.boolean(),
  }),
  fc.constantFrom(
    { passport: 'bob@example.com', network: 1 },
    { passport: 'dora@example.net', network: 32 },
    { passport: 'tel:+15550100', network: 4 },
  ),
  optional('name', text),
  optional('nickname', text),
  optional('cid', fc.constant('4775016564913353603')),
)
const book = merged(
  fc.record({
    groups: fc.array(fc.record({ id: fc.uuid(), name: text, favourite: fc.boolean(), deleted: fc.boolean() })),
    contacts: fc.array(contact),
  }),
  optional(
    'me',
    merged(
      optional('id', fc.uuid()),
      optional('name', text),
      optional('privacy', fc.constantFrom('AL', 'BL')),
      optional('prompt', fc.constantFrom('A', 'N')),
    ),
  ),
  optional('lastChange', fc.constant('2026-11-22T16:08:24Z')),
) as fc.Arbitrary<AddressBook>

describe('the lists of an account', () => {
  it('memberships are read as they were written', () => {
    fc.assert(
      fc.property(memberships, (all) => {
        expect(findMembership.readAnswer(findMembership.writeAnswer(all))).toEqual(E.right(all))
      }),
      { numRuns: runs.numRuns / 5 },
    )
  })

  it.each([findAll, findContactsPaged])('$name is read as it was written', (operation) => {
    fc.assert(
      fc.property(book, (all) => {
        expect(operation.readAnswer(operation.writeAnswer(all))).toEqual(E.right(all))
      }),
      { numRuns: runs.numRuns / 5 },
    )
  })

  it.each([findMembership, findAll, findContactsPaged])('$name asks for all, or for what has changed', (operation) => {
    for (const asked of [{}, { since: '2026-11-22T16:08:24Z' }]) {
      const read = operation.readRequest(operation.writeRequest(head, asked))
      expect(E.isRight(read) && read.right.request).toEqual(asked)
    }
  })

  it('circles come with their ticket', () => {
    const all = {
      groups: [],
      contacts: [],
      circles: [{ id: '00000000-0000-0000-0009-0123456789ab', name: 'A & B' }],
      circleTicket: secret('<a/>'),
    }
    const read = findContactsPaged.readAnswer(findContactsPaged.writeAnswer(all))
    expect(E.isRight(read) && read.right.circles).toEqual(all.circles)
    expect(E.isRight(read) && read.right.circleTicket?.reveal()).toBe('<a/>')
  })

  it('who has no list yet has nobody on it', () => {
    const body =
      '<Envelope><Body><FindMembershipResponse><FindMembershipResult/></FindMembershipResponse></Body></Envelope>'
    expect(findMembership.readAnswer(new TextEncoder().encode(body))).toEqual(E.right({ members: [] }))
  })

  it('whatever the bytes, there is an answer', () => {
    fc.assert(
      fc.property(fc.string(), (inside) => {
        const body = new TextEncoder().encode(
          `<Envelope><Body><ABFindAllResponse>${inside}</ABFindAllResponse></Body></Envelope>`,
        )
        for (const operation of [findMembership, findAll, findContactsPaged]) {
          expect(operation.readAnswer(body)).toHaveProperty('_tag')
          expect(operation.readRequest(body)).toHaveProperty('_tag')
        }
      }),
      { numRuns: runs.numRuns / 5 },
    )
  })
})

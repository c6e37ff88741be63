import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { secret } from '../../../lib/payloads/secret.js'
import * as changes from '../../../lib/payloads/soap/changes.js'
import type { Operation } from '../../../lib/payloads/soap/operation.js'
import type { AddressBookHead } from '../../../lib/payloads/soap/header.js'
import { runs } from '../../support/arbitrary.js'

// A leaf loses the blanks around it, and XML cannot hold every character.
const text = fc
  .string({ unit: fc.constantFrom('a', 'Ä', '<', '&', '>', '"', "'", ' ', '%', '世', '👋', ';', ']]>'), minLength: 1 })
  .map((each) => each.trim())
  .filter((each) => each !== '')
const guid = fc.uuid()
const address = fc.constantFrom('bob@example.com', "o'hara+x@example.org", 'a&b@example.net')
const role = fc.constantFrom('Allow' as const, 'Block' as const, 'Reverse' as const, 'Pending' as const)
const maybe = <A>(one: fc.Arbitrary<A>, key: string) =>
  fc.option(one, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }))

const member = fc.constantFrom(
  { kind: 'Passport' as const, network: 1, address: 'bob@example.com' },
  { kind: 'Email' as const, network: 32, address: 'dora@example.net' },
  { kind: 'Phone' as const, network: 4, address: 'tel:+15550100' },
)

const table: ReadonlyArray<readonly [Operation<AddressBookHead, never, never>, fc.Arbitrary<unknown>, fc.Arbitrary<unknown>]> =
  (
    [
      [
        changes.addContact,
        fc
          .tuple(
            fc.oneof(
              address.map((passport) => ({ passport, network: 1 })),
              fc.constant({ passport: 'dora@example.net', network: 32 }),
              fc.constant({ passport: 'tel:+15550100', network: 4 }),
            ),
            maybe(text, 'nickname'),
            maybe(text, 'message'),
          )
          .map((parts) => Object.assign({}, ...parts)),
        guid.map((id) => ({ id })),
      ],
      [changes.deleteContact, guid.map((id) => ({ id })), fc.constant({})],
      [
        changes.updateContact,
        fc
          .tuple(
            fc.oneof(guid, fc.constant('me')).map((id) => ({ id })),
            maybe(text, 'nickname'),
            maybe(text, 'name'),
            maybe(fc.boolean(), 'messenger'),
            maybe(fc.constantFrom('AL', 'BL'), 'privacy'),
            maybe(fc.constantFrom('A', 'N'), 'prompt'),
          )
          .map((parts) => Object.assign({}, ...parts)),
        fc.constant({}),
      ],
      [changes.addGroup, text.map((name) => ({ name })), guid.map((id) => ({ id }))],
      [changes.updateGroup, fc.record({ id: guid, name: text }), fc.constant({})],
      [changes.deleteGroup, guid.map((id) => ({ id })), fc.constant({})],
      [changes.addToGroup, fc.record({ group: guid, contact: guid }), fc.constant({})],
      [changes.removeFromGroup, fc.record({ group: guid, contact: guid }), fc.constant({})],
      [changes.addMember, fc.record({ role, member }), fc.constant({})],
      [changes.deleteMember, fc.record({ role, member }), fc.constant({})],
    ] as const
  ).map(
    ([operation, request, answer]) =>
      [operation as unknown as Operation<AddressBookHead, never, never>, request, answer] as const,
  )

const ticket = 't=xyz<&>&p='
const head: AddressBookHead = { ticket: secret(ticket), scenario: 'ContactSave' }

describe.each(table.map(([operation, request, answer]) => ({ name: operation.name, operation, request, answer })))(
  '$name',
  ({ operation, request, answer }) => {
    it('is read by a server as a client wrote it', () => {
      fc.assert(
        fc.property(request, (asked) => {
          const read = operation.readRequest(operation.writeRequest(head, asked as never))
          expect(E.isRight(read) ? read.right.request : read).toEqual(asked)
          expect(E.isRight(read) && read.right.head.ticket.reveal()).toBe(ticket)
        }),
        { numRuns: runs.numRuns / 10 },
      )
    })

    it('is answered to be read by the client', () => {
      fc.assert(
        fc.property(answer, (given) => {
          expect(operation.readAnswer(operation.writeAnswer(given as never))).toEqual(E.right(given))
        }),
        { numRuns: runs.numRuns / 10 },
      )
    })

    it('has its own name in the action, and shows no ticket', () => {
      expect(operation.action).toBe(`http://www.msn.com/webservices/AddressBook/${operation.name}`)
      const [asked] = fc.sample(request, 1)
      expect(JSON.stringify(operation.readRequest(operation.writeRequest(head, asked as never)))).not.toContain('xyz')
    })

    it('is incomplete where what matters is not there', () => {
      const empty = new TextEncoder().encode(
        `<Envelope><Header><ABAuthHeader><TicketToken>t</TicketToken></ABAuthHeader></Header><Body><${operation.name}/></Body></Envelope>`,
      )
      expect(operation.readRequest(empty)).toMatchObject({ left: { _tag: 'Incomplete' } })
    })
  },
)

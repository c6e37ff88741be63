import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import type { SoapProblem } from '../../../lib/payloads/soap/envelope.js'
import { soap } from '../../../lib/payloads/soap/operations.js'
import { exchanges, type Exchange } from '../../replay/exchanges.js'
import { conversationFiles, isThere } from '../../replay/recorded.js'

const all = isThere ? conversationFiles().flatMap((file) => exchanges(file)) : []
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const operations = Object.values(soap)
const asks = (operation: { readonly action: string | undefined }): ReadonlyArray<Exchange> =>
  all.filter(({ action }) => action !== undefined && action.replaceAll('"', '') === operation.action)

/** What stands between tags of one name, read without any XML. */
const between = (name: string, xml: string): ReadonlyArray<string> =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>([^]*?)</(?:\\w+:)?${name}>`, 'g'))].map(
    ([, inner]) => inner!,
  )
const first = (name: string, xml: string): string | undefined => between(name, xml)[0]

describe.skipIf(!isThere)('the SOAP bodies of Escargot', () => {
  it('are of these operations', () => {
    const asked = operations.filter((operation) => asks(operation).length > 0).map(({ name }) => name)
    expect(asked).toEqual(['FindMembership', 'ABFindAll', 'ABFindContactsPaged', 'ABContactAdd'])
  })

  it('are requests that a server reads', () => {
    for (const operation of operations)
      for (const { request } of asks(operation))
        expect([operation.name, E.isRight(operation.readRequest(request) as E.Either<unknown, unknown>)]).toEqual([
          operation.name,
          true,
        ])
  })

  it('are answers that a client reads, or faults', () => {
    const read = operations.flatMap((operation) =>
      asks(operation).map(({ answer, status }) => {
        const value = operation.readAnswer(answer) as E.Either<SoapProblem, unknown>
        return [operation.name, status, E.isRight(value) ? 'read' : value.left._tag].join(' ')
      }),
    )
    expect(read).toEqual([
      // Asked without a session, and refused in HTML.
      'FindMembership 403 NotSoap',
      'FindMembership 200 read',
      'ABFindAll 200 read',
      // What has changed since: Escargot tells everything or nothing.
      'ABFindAll 200 Fault',
      'ABFindContactsPaged 200 read',
      'ABContactAdd 200 read',
    ])
  })

  it('describe the members that are read from them', () => {
    let members = 0
    for (const { answer } of asks(soap.findMembership).filter(({ status }) => status === 200)) {
      const xml = text(answer)
      const described = between('Membership', xml).flatMap((membership) =>
        between('Member', membership).map(
          (member) => `${first('MemberRole', membership)} ${first('PassportName', member)}`,
        ),
      )
      const read = soap.findMembership.readAnswer(answer)
      if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
      expect(read.right.members.map(({ role, address }) => `${role} ${address}`)).toEqual(described)
      expect(read.right.lastChange).toBe(between('LastChange', xml).at(-1))
      members += described.length
    }
    expect(members).toBeGreaterThan(2)
  })

  it('describe the contacts and groups that are read from them', () => {
    let contacts = 0
    for (const operation of [soap.findAll, soap.findContactsPaged])
      for (const { answer } of asks(operation)) {
        const xml = text(answer)
        if (xml.includes('FullSyncRequired')) continue
        const described = between('Contact', xml).filter((contact) => first('contactType', contact) !== 'Me')
        const read = operation.readAnswer(answer)
        if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
        expect(read.right.contacts.map(({ id, passport }) => `${id} ${passport}`)).toEqual(
          described.map((contact) => `${first('contactId', contact)} ${first('passportName', contact)}`),
        )
        expect(read.right.contacts.map(({ groups }) => groups)).toEqual(
          described.map((contact) => between('guid', first('groupIds', contact) ?? '')),
        )
        expect(read.right.groups.map(({ id, name }) => `${id} ${name}`)).toEqual(
          between('Group', xml).map((group) => `${first('groupId', group)} ${first('name', group)}`),
        )
        contacts += described.length
      }
    expect(contacts).toBe(4)
  })
})

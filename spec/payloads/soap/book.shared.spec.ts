import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { findAll, findContactsPaged } from '../../../lib/payloads/soap/book.js'
import { findMembership } from '../../../lib/payloads/soap/membership.js'
import { exchanges } from '../../replay/exchanges.js'

describe('the recorded lists', () => {
  const recorded = (name: string) =>
    (exchanges('i-abservice.txt')).filter(({ action }) => action?.endsWith(`/${name}`))

  it('memberships: Bob and Carol are allowed, Bob has Alice on his list', () => {
    const [refused, told] = recorded('FindMembership')
    expect(refused!.status).toBe(403)
    expect(findMembership.readAnswer(refused!.answer)).toMatchObject({ left: { _tag: 'NotSoap' } })
    expect(findMembership.readRequest(told!.request)).toMatchObject({
      right: { request: {}, head: { scenario: 'Initial' } },
    })
    const read = findMembership.readAnswer(told!.answer)
    expect(E.isRight(read) && read.right.members.map(({ role, address, network }) => [role, address, network])).toEqual(
      [
        ['Allow', 'bob@example.com', 1],
        ['Allow', 'carol@example.com', 1],
        ['Reverse', 'bob@example.com', 1],
      ],
    )
  })

  it.each([
    ['ABFindAll', findAll],
    ['ABFindContactsPaged', findContactsPaged],
  ])('%s: Bob in a group, Carol in none, and Alice herself', (name, operation) => {
    const [told] = recorded(name)
    const read = operation.readAnswer(told!.answer)
    if (E.isLeft(read)) throw new Error('not read')
    const { groups, contacts, me } = read.right
    expect(groups).toEqual([
      { id: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', name: 'Friends', favourite: false, deleted: false },
    ])
    expect(contacts.map(({ passport, name, messenger, groups }) => [passport, name, messenger, groups])).toEqual([
      ['bob@example.com', 'Bob B', true, ['aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee']],
      ['carol@example.com', 'Carol New', true, []],
    ])
    expect(me).toMatchObject({ passport: 'alice@example.com', name: 'Alice A', privacy: 'AL' })
    expect(me).not.toHaveProperty('prompt')
  })

  it('a delta is refused', () => {
    const [, refused] = recorded('ABFindAll')
    expect(findAll.readRequest(refused!.request)).toMatchObject({
      right: { request: { since: expect.stringMatching(/^2026/) } },
    })
    expect(findAll.readAnswer(refused!.answer)).toMatchObject({
      left: { _tag: 'Fault', fault: { error: 'FullSyncRequired' } },
    })
  })

  it('the ticket of the circles is XML', () => {
    const [told] = recorded('ABFindContactsPaged')
    const read = findContactsPaged.readAnswer(told!.answer)
    expect(E.isRight(read) && read.right.circleTicket?.reveal()).toMatch(/^<\?xml .*<\/SignedTicket>$/s)
    expect(E.isRight(read) && read.right.circles).toEqual([])
  })
})

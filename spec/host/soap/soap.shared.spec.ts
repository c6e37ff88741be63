import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { findAll, findContactsPaged } from '../../../lib/payloads/soap/book.js'
import { addContact } from '../../../lib/payloads/soap/changes.js'
import type { SoapProblem } from '../../../lib/payloads/soap/envelope.js'
import { findMembership } from '../../../lib/payloads/soap/membership.js'
import { exchanges } from '../../replay/exchanges.js'
import { ticketAt } from './asking.js'
import { among, signIn } from '../driver.js'

// What a client said to Escargot, with tickets of this server in place of those.
describe('a recorded request', () => {
  const files = ['i-abservice.txt', 'f-contacts-msnp15.txt', 'f-contacts-msnp18.txt', 'e-chat-msnp18.txt']
  const requests = files.flatMap((file) =>
    exchanges(file)
      .filter(({ path, status }) => path.startsWith('/abservice/') && status === 200)
      .map((exchange) => [`${file} ${exchange.action?.split('/').at(-1)}`, exchange] as const),
  )
  it('is there', () => expect(requests.length).toBeGreaterThan(3))

  it.each(requests)('is read and answered as Escargot did: %s', (_, { path, action, request, answer }) => {
    const passports = ['alice', 'bob', 'carol', 'dave'].map((name) => `${name}@example.com`)
    const driver = among({ accounts: passports.map((passport) => ({ passport, password: 'alice-pw' })) })
    signIn(driver, 'alice', 'MSNP18')
    const text = new TextDecoder().decode(request)
    const own = text.replace(
      /<TicketToken>[^<]*/,
      () => `<TicketToken>${ticketAt(driver, 'alice').replace('&', '&amp;')}`,
    )
    const { response } = driver.post(path, new TextEncoder().encode(own), { SOAPAction: action! })
    const operation = [findMembership, findAll, findContactsPaged, addContact].find((known) => known.action === action)!
    const [ours, theirs] = [response.body, answer].map((body): E.Either<SoapProblem, object> =>
      operation.readAnswer(body),
    )
    expect(E.isRight(ours!)).toBe(E.isRight(theirs!))
    if (E.isLeft(ours!) || E.isLeft(theirs!))
      expect(ours).toMatchObject({ left: { fault: { error: 'FullSyncRequired' } } })
    else expect(Object.keys(ours!.right).sort()).toEqual(expect.arrayContaining(Object.keys(theirs!.right).sort()))
  })
})

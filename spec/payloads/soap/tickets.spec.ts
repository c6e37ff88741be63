import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { secret } from '../../../lib/payloads/secret.js'
import { writeFault } from '../../../lib/payloads/soap/envelope.js'
import { requestTickets, writeTickets2, type IssuedTickets } from '../../../lib/payloads/soap/tickets.js'
import { runs } from '../../support/arbitrary.js'

const given: IssuedTickets = {
  tickets: [
    {
      address: 'messengerclear.live.com',
      ticket: secret('t=a<b>&p="c"'),
      secret: secret('AAECAwQFBgcICQoLDA0ODxAREhMUFRYX'),
      created: '2026-11-22T15:49:19Z',
      expires: '2026-11-23T15:49:19Z',
    },
    { address: 'contacts.msn.com', ticket: secret('t=x&p=') },
    { address: 'messenger.msn.com', legacy: true, ticket: secret('t=y&p=') },
  ],
}

describe('asking for tickets', () => {
  it('is read by a server as a client wrote it, whatever the password', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
        const body = requestTickets.writeRequest(
          { passport: 'alice@example.com', password: secret(password) },
          { tickets: [{ address: 'messengerclear.live.com', policy: 'MBI_KEY_OLD' }, { address: 'contacts.msn.com' }] },
        )
        const read = requestTickets.readRequest(body)
        expect(E.isRight(read) && read.right.request.tickets).toEqual([
          { address: 'messengerclear.live.com', policy: 'MBI_KEY_OLD' },
          { address: 'contacts.msn.com' },
        ])
        // What XML cannot hold is no part of any password that was ever set.
        if (!/[^\t\n\r\x20-\ufffd]/u.test(password))
          expect(E.isRight(read) && read.right.head.password.reveal()).toBe(password)
      }),
      { numRuns: runs.numRuns / 5 },
    )
  })

  it('asks for the ticket of Passport first, which nobody is told of', () => {
    const body = requestTickets.writeRequest({ passport: 'a@example.com', password: secret('x') }, { tickets: [] })
    expect(new TextDecoder().decode(body)).toContain('Id="RST0"')
    expect(requestTickets.readRequest(body)).toMatchObject({ right: { request: { tickets: [] } } })
  })

  it.each([
    ['RST', requestTickets.writeAnswer(given)],
    ['RST2', writeTickets2(given)],
  ])('is answered to be read by the client: %s', (_, body) => {
    const read = requestTickets.readAnswer(body)
    expect(
      E.isRight(read) &&
        read.right.tickets.map(({ ticket, secret, ...rest }) => [ticket.reveal(), secret?.reveal(), rest]),
    ).toEqual(given.tickets.map(({ ticket, secret, ...rest }) => [ticket.reveal(), secret?.reveal(), rest]))
    expect(JSON.stringify(read)).not.toContain('t=')
  })

  it.each(['body', 'envelope'] as const)('reads a fault in the %s', (place) => {
    const fault = { code: 'Redirect', text: 'elsewhere', redirect: 'https://login.example.com/RST.srf' }
    expect(requestTickets.readAnswer(writeFault(fault, place))).toEqual(E.left({ _tag: 'Fault', fault }))
  })
})

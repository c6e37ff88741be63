import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { requestTickets } from '../../../lib/payloads/soap/tickets.js'
import { exchanges } from '../../replay/exchanges.js'

const shown = (read: ReturnType<typeof requestTickets.readAnswer>) =>
  E.isLeft(read)
    ? read.left
    : read.right.tickets.map(({ address, ticket, secret, created, expires }) => ({
        address,
        ticket: ticket.reveal().slice(0, 22),
        end: ticket.reveal().slice(-3),
        secret: secret?.reveal(),
        created,
        expires,
      }))

describe('recorded tickets', () => {
  it.each(['d-sso-msnp15.txt', 'd-sso-msnp16.txt', 'd-sso-msnp17.txt', 'd-sso-msnp18.txt', 'd-sso-rst2-msnp15.txt'])(
    '%s',
    (file) => {
      const all = exchanges(file).filter(({ path }) => path.startsWith('/RST'))
      expect(all.length).toBeGreaterThan(0)
      for (const { request, answer } of all) {
        const asked = requestTickets.readRequest(request)
        expect(E.isRight(asked) && [asked.right.head.passport, asked.right.head.password.reveal()]).toEqual([
          'alice@example.com',
          'alicepw123',
        ])
        expect(E.isRight(asked) && asked.right.request.tickets).toEqual([
          { address: 'messengerclear.live.com', policy: 'MBI_KEY_OLD' },
          { address: 'contacts.msn.com', policy: 'MBI' },
        ])
        expect(shown(requestTickets.readAnswer(answer))).toEqual([
          {
            address: 'messengerclear.live.com',
            ticket: expect.stringMatching(/^t=[0-9a-f]{20}$/),
            end: '&p=',
            secret: expect.stringMatching(/^[A-Za-z0-9+/]{32}$/),
            created: expect.stringMatching(/^2026-11-22T15:/),
            expires: expect.stringMatching(/^2026-11-23T15:/),
          },
          {
            address: 'contacts.msn.com',
            ticket: expect.stringMatching(/^t=[0-9a-f]{20}$/),
            end: '&p=',
            secret: undefined,
            created: expect.stringMatching(/^2026-11-22T15:/),
            expires: expect.stringMatching(/^2026-11-23T15:/),
          },
        ])
      }
    },
  )

  it('faults', () => {
    const all = exchanges('d-sso-failures.txt').filter(
      ({ path, method }) => path.startsWith('/RST') && method === 'POST',
    )
    const faults = all.flatMap(({ answer }) => {
      const read = requestTickets.readAnswer(answer)
      return E.isLeft(read) ? [read.left] : []
    })
    expect(faults).toEqual([
      { _tag: 'Fault', fault: { code: 'FailedAuthentication', text: 'Authentication Failure' } },
      { _tag: 'Fault', fault: { code: 'FailedAuthentication', text: 'Authentication Failure' } },
      { _tag: 'Fault', fault: { code: 'Client', text: 'Invalid Request' } },
      { _tag: 'Fault', fault: { code: 'Client', text: 'Invalid Request' } },
    ])
    const passwords = all.flatMap(({ request }) => {
      const read = requestTickets.readRequest(request)
      return E.isRight(read) ? [read.right.head.password.reveal()] : []
    })
    expect(passwords).toContain('p@s,s w%r=d&<x>')
  })
})

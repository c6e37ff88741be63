import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import type { SoapProblem } from '../../../lib/payloads/soap/envelope.js'
import { requestTickets, type IssuedTickets } from '../../../lib/payloads/soap/tickets.js'
import { exchanges } from '../../replay/exchanges.js'
import { drive, usual } from '../driver.js'

const recordedPeople = [
  { passport: 'alice@example.com', password: 'alicepw123' },
  { passport: 'carol@example.com', password: 'p@s,s w%r=d&<x>' },
]

const faultOf = (problem: SoapProblem): string => (problem._tag === 'Fault' ? problem.fault.code : problem._tag)

// What a client said to Escargot; the passwords are those of the recording.
describe('a recorded request', () => {
  const recorded = ['d-sso-msnp15.txt', 'd-sso-msnp18.txt', 'd-sso-rst2-msnp15.txt', 'd-sso-failures.txt']
  const requests = recorded.flatMap((file) => exchanges(file).filter(({ path }) => /^\/RST2?\.srf$/.test(path)))

  it.each(requests.map((exchange, at) => [at, exchange] as const))('is answered as Escargot did: %s', (_, exchange) => {
    const { path, method, request, status, answer } = exchange
    const driver = drive({ ...usual, accounts: recordedPeople })
    if (method === 'GET') return expect(driver.ask(path).status).toBe(status)
    const { response } = driver.post(path, request)
    expect(response.status).toBe(status)
    const [ours, theirs] = [response.body, answer].map(requestTickets.readAnswer)
    const shape = (read: typeof ours) =>
      E.match(
        (problem: unknown) => [problem],
        ({ tickets }: IssuedTickets) =>
          tickets.map(({ address, secret, ...times }) => [address, secret !== undefined, Object.keys(times).sort()]),
      )(read!)
    if (E.isLeft(theirs!)) expect(ours).toMatchObject({ left: { fault: { code: faultOf(theirs.left) } } })
    else expect(shape(ours)).toEqual(shape(theirs))
  })
})

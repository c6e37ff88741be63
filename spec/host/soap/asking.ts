import * as E from 'fp-ts/lib/Either.js'

import { secret } from '../../../lib/payloads/secret.js'
import type { AddressBookHead, Scenario } from '../../../lib/payloads/soap/header.js'
import type { Operation } from '../../../lib/payloads/soap/operation.js'
import { sessionAt } from '../../../lib/host/presence/sessions.js'
import { servicePaths } from '../../../lib/auth/services.js'
import type { SoapProblem } from '../../../lib/payloads/soap/envelope.js'
import type { Driver } from '../driver.js'

/** What a service answered, and what was said on connections because of it. */
export interface Answered<A> {
  readonly status: number
  readonly answer: E.Either<SoapProblem, A>
  readonly lines: ReadonlyArray<string>
}

/** The ticket that the session on a connection was signed in with. */
export const ticketAt = (driver: Driver, link: string): string => {
  const number = sessionAt(driver.state(), link)?.ticket
  return number === undefined ? '' : (driver.state().tickets.get(number)?.text.reveal() ?? '')
}

/** Asks a service for an operation, with a ticket. */
export const askingWith =
  (driver: Driver, ticket: string, scenario: Scenario = 'ContactSave') =>
  <Q, A>(operation: Operation<AddressBookHead, Q, A>, request: Q): Answered<A> => {
    const path = operation.service === 'sharing' ? servicePaths.sharing : servicePaths.addressBook
    const body = operation.writeRequest({ ticket: secret(ticket), scenario }, request)
    const { response, lines } = driver.post(path, body, { SOAPAction: `"${operation.action}"` })
    return { status: response.status, answer: operation.readAnswer(response.body), lines }
  }

/** Asks the address book as whoever is signed in on a connection. */
export const asking = (driver: Driver, link: string) => askingWith(driver, ticketAt(driver, link))

/** The answer, if it is one. */
export const right = <A>({ answer }: Answered<A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

/** The error that a fault names, and the status. */
export const refusal = <A>({ status, answer }: Answered<A>): readonly [number, string | undefined] => [
  status,
  E.isLeft(answer) && answer.left._tag === 'Fault' ? answer.left.fault.error : 'no fault',
]

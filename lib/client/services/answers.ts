/** What the answer of an HTTP service means for the call that it answers. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { HttpResponse } from '../../core/effects.js'
import { describeSoapProblem, type SoapFault, type SoapProblem } from '../../payloads/soap/envelope.js'
import { servedBy, type Call } from './operations.js'
import type { ServiceProblem } from './service.js'

/**
 * Whether a service says that it wants another ticket.
 *
 * **Source** messages.md 4.2, 4.6
 */
const wantsTicket = (fault: SoapFault): boolean =>
  fault.code === 'FailedAuthentication' || (fault.code === 'AuthenticationFailed' && fault.challenge === undefined)

const isSuccess = (status: number): boolean => status >= 200 && status <= 299

const problemOf = (problem: SoapProblem, status: number): ServiceProblem => {
  if (problem._tag === 'Fault') return problem
  if (!isSuccess(status)) return { _tag: 'Status', status }
  return { _tag: 'NotSoap', reason: describeSoapProblem(problem) }
}

/** What a service answers to a call, or why it did not do what it was asked. */
export const answerOf = (call: Call, { status, body }: HttpResponse): E.Either<ServiceProblem, unknown> =>
  pipe(
    servedBy(call).read(body),
    E.mapLeft((problem) => problemOf(problem, status)),
    // What comes with a failure is no answer, whatever it looks like.
    E.filterOrElse(
      () => isSuccess(status),
      (): ServiceProblem => ({ _tag: 'Status', status }),
    ),
  )

/** Whether the ticket that a call was made with is of no use: another one may be. */
export const isTicketRefused = (problem: ServiceProblem, { status }: HttpResponse): boolean =>
  problem._tag === 'Fault' ? wantsTicket(problem.fault) : status === 401 || status === 403

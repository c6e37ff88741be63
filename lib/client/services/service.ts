/** Why a call to an HTTP service failed, and the words for it. */
import type { SoapFault } from '../../payloads/soap/envelope.js'
import type { Service } from '../../payloads/soap/operation.js'
import { describeClose, type CloseReason } from '../../core/effects.js'

/**
 * Why an HTTP service did not do what it was asked.
 *
 * **Shapes** `Fault`: it says so itself. `Status`: all it gives is a status. `NotSoap`: its answer cannot be read; `reason`
 * quotes nothing of it. `Unanswered`: the connection. `TimedOut`: a deadline passed. `NoTicket`: it takes no ticket that
 * there is.
 */
export type ServiceProblem =
  | { readonly _tag: 'Fault'; readonly fault: SoapFault }
  | { readonly _tag: 'Status'; readonly status: number }
  | { readonly _tag: 'NotSoap'; readonly reason: string }
  | { readonly _tag: 'Unanswered'; readonly why: CloseReason }
  | { readonly _tag: 'TimedOut' | 'NoTicket' }

/** A service, and why it did not do what it was asked. */
export interface Unserved {
  readonly service: Service
  readonly problem: ServiceProblem
}

const names: Readonly<Record<Service, string>> = {
  tickets: 'the service of tickets',
  sharing: 'the service of memberships',
  addressBook: 'the address book',
  offlineStore: 'the store of offline messages',
  offlineMail: 'the service of offline messages',
}

const described = (problem: ServiceProblem): string => {
  switch (problem._tag) {
    case 'Fault':
      return `refuses: ${problem.fault.error ?? problem.fault.code}`
    case 'Status':
      return `answers with status ${problem.status}`
    case 'NotSoap':
      return `cannot be understood: ${problem.reason}`
    case 'Unanswered':
      return `does not answer: ${describeClose(problem.why)}`
    case 'TimedOut':
      return 'did not answer in time'
    case 'NoTicket':
      return 'takes no ticket that there is'
  }
}

/** Tells what a service did not do, in one line without secrets. */
export const describeUnserved = ({ service, problem }: Unserved): string =>
  `${names[service]} ${described(problem)}`

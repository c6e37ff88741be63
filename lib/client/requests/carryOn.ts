/** Carries an intent out: makes its requests one after the other, each when the one before has its answer. */
import * as E from 'fp-ts/lib/Either.js'

import { emit, inOrder, seeing, when } from '../../core/action.js'
import type { ListChange } from '../contacts/listChange.js'
import type { Act, SignedIn } from '../contacts/state.js'
import { keyFor, storeOffline, storeWith } from '../messaging/offlineStore.js'
import { asks, type Came, type Out, type Purpose } from '../session/signals.js'
import { servedBy, type Call } from '../services/operations.js'
import type { ServiceProblem } from '../services/service.js'
import type { RequestIntent } from './handler.js'
import { callOf, commandOf, type Request } from './request.js'
import { calling, changed, counting, outcome, rereading } from './steps.js'

/** Makes one request, and whatever follows it. */
const make = (request: Request, intent: RequestIntent, rest: ReadonlyArray<Request>): Act => {
  switch (request._tag) {
    case 'Call': {
      const { change, excused, readsAgain } = request
      return seeing(({ view }) =>
        calling(callOf(view, request), {
          _tag: 'Intent',
          intent,
          rest,
          ...(change === undefined ? {} : { change }),
          ...(excused === undefined ? {} : { excused }),
          ...(readsAgain === undefined ? {} : { readsAgain }),
        }),
      )
    }
    case 'Say':
      // Its number is one of a request that nobody waits for.
      return inOrder<SignedIn, Out>(emit(asks(request.command, { _tag: 'Silent' })), carryOn(intent, rest))
    case 'Store':
      return storeOffline(request, intent, rest)
    case 'Command': {
      const { excused } = request
      const as = { _tag: 'Intent', intent, rest, ...(excused === undefined ? {} : { excused }) } as const
      return inOrder<SignedIn, Out>(
        counting(1),
        seeing(({ view, settings }) => emit(asks(commandOf(view, request), as, settings.deadlines.reply))),
      )
    }
  }
}

/** Makes the next request of an intent; reports that it is done, if there is none. */
export const carryOn = (intent: RequestIntent, [next, ...rest]: ReadonlyArray<Request>): Act =>
  next === undefined ? emit(outcome(intent, { _tag: 'Done' })) : make(next, intent, rest)

const isExcused = (problem: ServiceProblem, errors: ReadonlyArray<string>): boolean =>
  problem._tag === 'Fault' && problem.fault.error !== undefined && errors.includes(problem.fault.error)

const madeIn = (answer: unknown): string | undefined =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string' ? answer.id : undefined

/** An HTTP service has answered a request of an intent. */
export const served = (
  call: Call,
  { intent, rest, change, excused, readsAgain = false }: Extract<Purpose, { readonly _tag: 'Intent' }>,
  came: Came<unknown>,
): Act => {
  const goesOn = (change: ListChange | undefined, madeId: string | undefined, reads: boolean): Act =>
    inOrder<SignedIn, Out>(
      when(reads, () => emit(rereading)),
      changed(change, madeId),
      carryOn(intent, rest),
    )
  if (E.isRight(came)) return goesOn(change, madeIn(came.right), readsAgain)
  const problem = came.left
  // It is so already, which we did not know: there may be more.
  if (excused !== undefined && isExcused(problem, excused.errors))
    return goesOn(excused.change, undefined, excused.isExpected !== true)
  const { service } = servedBy(call)
  return emit(outcome(intent, { _tag: 'ServiceFailed', service, problem }))
}

/** The store of offline messages has answered; it is asked once more with the key, if it wants another one. */
export const stored = (purpose: Extract<Purpose, { readonly _tag: 'Store' }>, came: Came<unknown>): Act =>
  seeing((was) => {
    const { intent, rest, isSecond } = purpose
    const lockKey = isSecond ? undefined : keyFor(was, came)
    if (lockKey !== undefined) return storeWith(lockKey, { ...purpose, isSecond: true })
    return E.isRight(came)
      ? carryOn(intent, rest)
      : emit(outcome(intent, { _tag: 'ServiceFailed', service: 'offlineStore', problem: came.left }))
  })

import type { Failure } from '../commands/failure.js'
import { readBook, toldSo } from './book/reading.js'
import { heard } from './calls.js'
import { tell, transferOf } from './conversations.js'
import type { Elapsed } from './effects.js'
import { hangUp } from './ending.js'
import { unasked } from './lists.js'
import { requestIn, timers } from './names.js'
import { type SessionEffects, notify } from './events.js'
import type { SessionStep, SignedIn } from './online.js'
import { stepped } from './pulse.js'
import { cameToNothing, carryOn, finished, outcome, rereading } from './transactions.js'
import { ready } from './wanting.js'

/** A request came to nothing. */
export const fell = (was: SignedIn, trid: number, because: Failure | undefined): SessionStep | undefined => {
  const { asked, verb } = was.pending.get(trid) ?? {}
  switch (asked?._tag) {
    case undefined:
      return undefined
    case 'Own': {
      const [next, cancel] = finished(was, trid)
      // Who wished for the switchboard has left meanwhile.
      const isOld = because === undefined || verb === 'XFR'
      return [next, isOld ? cancel : [...cancel, notify({ _tag: 'ServerFailed', failure: because })]]
    }
    case 'Telling': {
      // It costs nothing of the list.
      const [next, cancel] = finished(was, trid)
      const [state, effects] = toldSo(next)
      const told = because === undefined ? [] : [notify({ _tag: 'ServerFailed', failure: because } as const)]
      return [state, [...cancel, ...told, ...effects]]
    }
    case 'Intent': {
      const [next, cancel] = finished(was, trid)
      if (because !== undefined && asked.excused?.includes(because.code) === true) {
        const [state, effects] = carryOn(next, asked.intent, asked.rest, was.settings.deadlines.reply)
        return [state, [...cancel, ...effects]]
      }
      return [next, [...cancel, outcome(asked.intent, cameToNothing(because))]]
    }
    case 'Transfer': {
      const [next, cancel] = finished(was, trid)
      const [state, effects] = tell(next, asked.conversation, transferOf(because))
      return [state, [...cancel, ...effects]]
    }
    case 'Lists': {
      const [next, effects] = unasked({ ...was, sync: undefined }, cameToNothing(because))
      const told: SessionEffects = because === undefined ? [] : [notify({ _tag: 'ServerFailed', failure: because })]
      return ready(next, [...told, ...effects, { _tag: 'Cancel', timer: timers.sync }])
    }
  }
}

/** The server says that something failed. */
export const failed = (was: SignedIn, failure: Failure): SessionStep =>
  (failure.trid === undefined ? undefined : fell(was, failure.trid, failure)) ?? [
    was,
    [notify({ _tag: 'ServerFailed', failure })],
  ]

/** What is being changed is not read at the same time: an answer might be older than the change. */
const isBusy = ({ pending, calls, book }: SignedIn): boolean =>
  calls.size > 0 ||
  (book !== undefined && book._tag !== 'There') ||
  pending.some(({ asked }) => asked._tag === 'Intent')

/** A time has passed. */
export const elapsed = (was: SignedIn, event: Elapsed): SessionStep | undefined => {
  const { timer } = event
  const came = heard(was, event)
  if (came !== undefined) return came
  if (timer === timers.book) return isBusy(was) ? [was, [rereading]] : readBook(was, [])
  if (timer === timers.sync) return hangUp(was, { _tag: 'NoAnswer', to: 'SYN' })
  if (timer === timers.keepAlive) {
    const [next, effects] = stepped(was, { _tag: 'Elapsed', timer })
    return next.keepAlive._tag === 'Dead' ? hangUp(next, { _tag: 'NoAnswer', to: 'PNG' }) : [next, effects]
  }
  // Whatever else the server says, it does not answer.
  if (timer === timers.ping)
    return [{ ...was, pings: [] }, was.pings.map((intent) => outcome(intent, { _tag: 'TimedOut' }))]
  const trid = requestIn(timer)
  return trid === undefined ? undefined : fell(was, trid, undefined)
}

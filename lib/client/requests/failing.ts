/** What comes of requests that fail, whose reply cannot be read, or does not come. */
import type { Failure } from '../../commands/failure.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { signingOthersOut } from '../messaging/hearing.js'
import { readBook, toldSo } from '../addressbook/read.js'
import { heard } from '../services/calls.js'
import { unchanged } from '../contacts/changes.js'
import { tell, transferOf } from '../switchboard/conversations.js'
import type { Elapsed } from '../../core/effects.js'
import { hangUp } from '../session/ending.js'
import { incomplete } from '../contacts/lists.js'
import { requestIn, timers } from '../names.js'
import { type SessionEffects, notify } from '../events.js'
import type { SessionStep, SignedIn } from '../session/online.js'
import { answered as alive, stepped } from '../connection/pulse.js'
import { waitsOn } from '../contacts/sync.js'
import { cameToNothing, carryOn, changedBy, finished, outcome, rereading, type Nothing } from './transactions.js'
import { isReplyTo, wordsIn } from './unreadable.js'
import { ready } from '../session/intents.js'

/** A request came to nothing. */
export const fell = (was: SignedIn, trid: number, because: Nothing): SessionStep | undefined => {
  const failure = because?._tag === 'Failure' ? because : undefined
  const { asked, verb } = was.pending.get(trid) ?? {}
  switch (asked?._tag) {
    case undefined:
      return undefined
    case 'Own': {
      const [next, cancel] = finished(was, trid)
      // Who wished for the switchboard has left meanwhile.
      const isOld = failure === undefined || verb === 'XFR'
      return [next, isOld ? cancel : [...cancel, notify({ _tag: 'ServerFailed', failure })]]
    }
    case 'Telling': {
      // It costs nothing of the list.
      const [next, cancel] = finished(was, trid)
      const [state, effects] = toldSo(next)
      const told = failure === undefined ? [] : [notify({ _tag: 'ServerFailed', failure } as const)]
      return [state, [...cancel, ...told, ...effects]]
    }
    case 'Intent': {
      const [next, cancel] = finished(was, trid)
      if (failure !== undefined && asked.excused?.errors.includes(failure.code) === true) {
        const [known, told] = changedBy(next, asked.excused.change ?? unchanged)
        const [state, effects] = carryOn(known, asked.intent, asked.rest, was.settings.deadlines.reply)
        return [state, [...cancel, ...told, ...effects]]
      }
      // A note that was refused does not come back.
      const isNote = failure !== undefined && asked.intent._tag === 'SignOutElsewhere'
      return [
        isNote ? signingOthersOut(next, -1) : next,
        [...cancel, outcome(asked.intent, cameToNothing(because))],
      ]
    }
    case 'Transfer': {
      const [next, cancel] = finished(was, trid)
      const [state, effects] = tell(next, asked.conversation, transferOf(because))
      return [state, [...cancel, ...effects]]
    }
    case 'Lists': {
      // What was announced in words that cannot be read may come all the same.
      const [next, effects] = incomplete(was, because?._tag === 'Undecodable', cameToNothing(because))
      const told: SessionEffects = failure === undefined ? [] : [notify({ _tag: 'ServerFailed', failure })]
      return ready(next, [...told, ...effects])
    }
  }
}

/** A line that cannot be read: the reply to the request whose verb and number it has; nothing, where there is none. */
export const misread = (was: SignedIn, command: Undecodable): SessionStep | undefined => {
  // A sign of life needs no words (core.md 5.5).
  if (wordsIn(command).verb === 'QNG') return alive(was, { _tag: 'Async', verb: 'QNG' })
  const trids = [...was.pending].flatMap(([trid, { verb }]) => (isReplyTo(command, verb, trid) ? [trid] : []))
  return trids.length === 0 ? undefined : fell(was, Math.min(...trids), command)
}

/** The time for a part of the contact list has passed. */
const listTooLate = (was: SignedIn): SessionStep | undefined => {
  const more = was.sync === undefined ? undefined : waitsOn(was.sync)
  if (more !== undefined) return [{ ...was, sync: more[0] }, more[1]]
  // Who says nothing at all to it at first is no server; later, it is only a question without an answer.
  if (was._tag === 'Synchronising' && was.sync?._tag === 'Asked') return hangUp(was, { _tag: 'NoAnswer', to: 'SYN' })
  const [next, effects] = incomplete(was, true, { _tag: 'TimedOut' })
  return ready(next, effects)
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
  if (timer === timers.sync) return listTooLate(was)
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

/** Transactions on one connection: numbers what is asked, finds what a reply answers, and keeps the deadlines of replies. */

import { persistentMap, type PersistentMap } from '../../core/persistentMap.js'
import type { Command } from '../../commands/rows.js'
import { describeUnencodable, type Encodable } from '../../commands/codec.js'
import type { ClientEvent, Received, Send } from '../../core/effects.js'
import type { Machine, Step, Tagged } from '../../core/machine.js'
import type { Raise } from '../../core/parts.js'
import { notify, type SessionEffect } from '../events.js'
import { isReplyTimer, replyTimer, type ReplyTimer } from '../names.js'
import { isLastReply } from '../requests/lastReply.js'
import { isReplyTo } from '../requests/unreadable.js'
import { signal, type AnsweredRequest, type Ask, type Asked, type In, type Online, type Settle, type Signal, type Unanswered } from '../session/signals.js'

/** A request without its last reply. */
export interface Pending extends AnsweredRequest {
  readonly isKept: boolean
  readonly isTimed: boolean
}

/** A machine, and the transactions of its connection. */
export interface Transactions<S> {
  /** The next transaction id. */
  readonly trid: number
  readonly pending: PersistentMap<number, Pending>
  readonly inner: S
}

type Timing =
  | { readonly _tag: 'After'; readonly timer: ReplyTimer; readonly ms: number }
  | { readonly _tag: 'Cancel'; readonly timer: ReplyTimer }

/** A layer's effects: those of the machine inside, numbered, and what it tells the other parts. */
export type NumberedEffect<F extends Tagged> =
  | Exclude<F, { readonly _tag: 'Ask' | 'Settle' }>
  | Send<'client'>
  | Timing
  | Raise<Signal>
  | SessionEffect

const isSame = (one: Asked, other: Asked): boolean =>
  one._tag === other._tag &&
  (one._tag !== 'Transfer' || (other._tag === 'Transfer' && one.conversation === other.conversation))

const none: ReadonlyArray<never> = []
const own: Asked = { _tag: 'Own' }

const answers = ({ verb, isKept }: Pending, command: Received<'server'>['command']): boolean => {
  if (command._tag === 'Failure') return true
  // Up to MSNP7 the lists come under the id of the SYN that asked for them.
  return command._tag !== 'Undecodable' && (command.verb === verb || isKept)
}

/** The transaction id that something answers, as far as it can be read. */
const answered = ({ pending }: Pick<Transactions<unknown>, 'pending'>, { command }: Received<'server'>): number | undefined => {
  // Most of what comes answers nothing.
  if (command._tag === 'Async') return undefined
  if (command._tag === 'Undecodable') {
    if (command.reason._tag === 'Truncated') return undefined
    const trids = [...pending].flatMap(([trid, { verb }]) => (isReplyTo(command, verb, trid) ? [trid] : []))
    return trids.length === 0 ? undefined : Math.min(...trids)
  }
  if (!('trid' in command) || command.trid === undefined) return undefined
  const found = pending.get(command.trid)
  return found !== undefined && answers(found, command) ? command.trid : undefined
}

/** Whether somebody wants to know what a command answers, or that it answers nothing. */
export const isReply = ({ command }: Received<'server'>): boolean => {
  if (command._tag === 'Async') return false
  if (command._tag === 'Undecodable') return command.reason._tag !== 'Truncated'
  // ILN has the number of CHG, and is no reply to it.
  return 'trid' in command && command.trid !== undefined && (command._tag === 'Failure' || command.verb !== 'ILN')
}

/** A machine whose result may be that the session goes on elsewhere, where it goes on counting. */
interface GoesOn {
  readonly _tag: string
  readonly from?: { readonly trid: number }
}

/**
 * A layer around a machine that asks: `Ask` becomes a command with the next transaction id, and `Replied` or `Unanswered` tells
 * all parts what came of it.
 *
 * **Shapes** ids rise by one. Each request has its replies, or is told once as unanswered: after its deadline, when it could
 * not be written, and when the machine inside is over. What has an id of nobody is told as a reply to nothing. The result of a
 * machine that is sent on carries the number to go on with.
 */
export const numbered =
  ({ link, dialect, trid: first }: Online) =>
  <S, F extends Tagged, R extends GoesOn>(
    inner: Machine<S, In, F, R>,
  ): Machine<Transactions<S>, In, NumberedEffect<F>, R> => {
    type G = NumberedEffect<F>
    const cancel = (trid: number, { isTimed }: Pending): ReadonlyArray<G> =>
      isTimed ? [{ _tag: 'Cancel', timer: replyTimer(trid) }] : []
    const unanswered = ({ as, verb }: Pending, because: Unanswered): G =>
      signal({ _tag: 'Unanswered', answering: { as, verb }, because })

    /** What the machine inside wants, with numbers, behind what comes first. */
    const down = (
      before: Pick<Transactions<S>, 'trid' | 'pending'>,
      [state, wanted]: Step<S, F>,
      first: ReadonlyArray<G> = [],
    ): Step<Transactions<S>, G> => {
      let { trid, pending } = before
      const effects = [...first]
      for (const effect of wanted as ReadonlyArray<Tagged>) {
        if (effect._tag === 'Ask') {
          const { command, as, ms, isKept = false } = effect as Ask
          const isTimed = ms !== undefined
          effects.push({ _tag: 'Send', link, dialect: dialect.name, command: { ...command, trid } as Encodable<'client'> })
          if (isTimed) effects.push({ _tag: 'After', timer: replyTimer(trid), ms })
          if (as._tag !== 'Silent') pending = pending.set(trid, { as, verb: command.verb, isKept, isTimed })
          trid++
        } else if (effect._tag === 'Settle') {
          const { as, how } = effect as Settle
          const found = [...pending].find(([, request]) => isSame(request.as, as))
          if (found === undefined) continue
          const [id, request] = found
          if (how === 'Disown') pending = pending.set(id, { ...request, as: own })
          else {
            pending = pending.remove(id)
            effects.push(...cancel(id, request))
          }
        } else effects.push(effect as Exclude<F, { readonly _tag: 'Ask' | 'Settle' }>)
      }
      const result = inner.result(state)
      if (result === undefined) return [{ trid, pending, inner: state }, effects]
      // Nobody answers any more.
      const because: Unanswered = { _tag: result._tag === 'SentOn' ? 'SentOn' : 'Closed' }
      const left = [...pending].sort(([one], [other]) => one - other)
      return [
        { trid, pending: persistentMap(), inner: state },
        [...left.flatMap(([id, request]) => [...cancel(id, request), unanswered(request, because)]), ...effects],
      ]
    }

    const without = (was: Transactions<S>, trid: number): Transactions<S> => ({ ...was, pending: was.pending.remove(trid) })

    const passOn = (was: Transactions<S>, event: In, effects: ReadonlyArray<G> = none): Step<Transactions<S>, G> => {
      const step = inner.step(was.inner, event)
      if (step[0] === was.inner && step[1].length === 0) return [was, effects]
      return down(was, step, effects)
    }

    const replied = (was: Transactions<S>, reply: Received<'server'>): Step<Transactions<S>, G> => {
      const trid = answered(was, reply)
      if (trid === undefined)
        return passOn(was, reply, isReply(reply) ? [signal({ _tag: 'Replied', answering: undefined, reply })] : none)
      const request = was.pending.get(trid)!
      const { as, verb, isKept } = request
      const { command } = reply
      const isLast = command._tag === 'Failure' || command._tag === 'Undecodable' || (!isKept && isLastReply(command as Command<'server', 'NS'>))
      const told: G = signal({ _tag: 'Replied', answering: { as, verb }, reply })
      return passOn(isLast ? without(was, trid) : was, reply, isLast ? [...cancel(trid, request), told] : [told])
    }

    const unsaid = (was: Transactions<S>, event: Extract<ClientEvent, { readonly _tag: 'Unsayable' }>): Step<Transactions<S>, G> => {
      const { trid, problem } = event
      const told = notify({ _tag: 'Unexpected', problem: describeUnencodable(problem) })
      const request = trid === undefined ? undefined : was.pending.get(trid)
      return trid === undefined || request === undefined
        ? [was, [told]]
        : [without(was, trid), [told, ...cancel(trid, request), unanswered(request, { _tag: 'Unsayable', problem })]]
    }

    const elapsed = (was: Transactions<S>, trid: number): Step<Transactions<S>, G> => {
      const request = was.pending.get(trid)
      return request === undefined ? [was, []] : [without(was, trid), [unanswered(request, { _tag: 'TimedOut' })]]
    }

    return {
      init: down({ trid: first, pending: persistentMap() }, inner.init),
      step: (was, event) => {
        if (event._tag === 'Received') return replied(was, event)
        if (event._tag === 'Unsayable') return unsaid(was, event)
        return event._tag === 'Elapsed' && isReplyTimer(event.timer) ? elapsed(was, event.timer.trid) : passOn(was, event)
      },
      result: (now) => {
        const result = inner.result(now.inner)
        return result?.from === undefined ? result : ({ ...result, from: { ...result.from, trid: now.trid } } as R)
      },
    }
  }

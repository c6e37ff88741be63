/** A conversation on its switchboard: the table of its moves, and the machines that it is. */
import type { Failure } from '../../commands/failure.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { kindOf, subjectOf, type Closed, type Said } from '../../core/effects.js'
import { moving, stay, to, type Charted, type Machine } from '../../core/machine.js'
import type { SwitchboardTimer } from '../names.js'
import { emit, inOrder } from '../../core/action.js'
import { unexpected } from '../events.js'
import { isReplyTo, wordsIn } from '../requests/unreadable.js'
import type { SessionEffect } from '../events.js'
import type { SwitchboardOwner } from '../session/signals.js'
import type { Conversation } from '../state.js'
import { after } from './doing.js'
import { dial, enter, entered, inviting, opened, rung } from './join.js'
import { heard } from './hearing.js'
import { leave, over } from './close.js'
import { gone, joined, listed, uncalled } from './participants.js'
import { answered } from './messages.js'
import type {
  Begun,
  Dialling,
  Early,
  Entering,
  Open,
  Over,
  Switchboard,
  SwitchboardEvent,
  SwitchboardEvents,
  Talk,
  TalkStep,
} from './state.js'
import { carryOn } from './queue.js'

/** The conversation as its users see it. */
export const conversationOf = (state: Early | Open): Conversation => ({
  id: state.id,
  phase: state._tag === 'Ringing' ? 'Ringing' : state._tag === 'Open' ? 'Open' : 'Opening',
  participants: state.participants,
  invited: [
    ...(state._tag === 'Open' ? state.calls : []),
    ...state.queue.filter((queued) => queued._tag === 'Invite'),
  ].map(({ passport }) => passport),
  ...(state.by === undefined ? {} : { by: state.by }),
})

const wanted = (was: Early, { queued }: SwitchboardEvents['Submitted']): TalkStep => [
  { ...was, queue: [...was.queue, queued] },
  [],
]

const refused = (was: Open, failure: Failure): TalkStep | undefined => {
  // There may be nobody at our other endpoints.
  if (failure.trid !== undefined && failure.trid === was.ownCall) return [was, []]
  const call = was.calls.find(({ trid }) => trid === failure.trid)
  if (call !== undefined) return uncalled(was, call, { _tag: 'Failed', failure })
  return failure.trid === undefined ? undefined : answered(was, failure.trid, { _tag: 'Failed', failure })
}

/** Of the reply that lets us in nothing is needed but `OK`. */
const misreadEntry = (was: Entering, command: Undecodable): TalkStep | undefined => {
  if (!isReplyTo(command, was.isHost ? 'USR' : 'ANS', was.trid - 1)) return undefined
  return inOrder<Switchboard, SessionEffect>(emit(unexpected(command, was.id)), () =>
    wordsIn(command).words[2] === 'OK' ? entered(was) : leave(was, { _tag: 'Unreadable', reason: command.reason }),
  )(was)
}

/** Nothing of the reply to a call is needed; an answer to a message is one, whatever else it says. */
const misread = (was: Open, command: Undecodable): TalkStep | undefined => {
  const { verb, trid } = wordsIn(command)
  if (trid === undefined || (verb !== 'ACK' && verb !== 'NAK')) return undefined
  const step = answered(was, trid, { _tag: verb === 'ACK' ? 'Acknowledged' : 'NotDelivered' })
  return step && inOrder<Switchboard, SessionEffect>(emit(unexpected(command, was.id)), () => step)(was)
}

const elapsed = (was: Open, event: SwitchboardEvents['Elapsed']): TalkStep | undefined => {
  // What comes to a conversation bears its name.
  const timer = event.timer as SwitchboardTimer
  if (timer._tag === 'Alone')
    return was.calls.length > 0 ? [was, [after(timer, was.settings.deadlines.alone)]] : leave(was, { _tag: 'Left' })
  if (!('trid' in timer)) return undefined
  const { trid } = timer
  const call = was.calls.find((each) => each.trid === trid)
  if (call !== undefined) return uncalled(was, call, { _tag: 'TimedOut' })
  const silence = was.underway.get(trid)?.ack === 'N' ? 'Sent' : 'TimedOut'
  return answered(was, trid, { _tag: silence })
}

const refusedEntry = to('Over')((was: Entering, failure: Failure) => leave(was, { _tag: 'Failed', failure }))
/** What could not be said costs nobody the conversation, but to come in without it is not possible. */
const unsaid = (was: Open, { trid, problem }: SwitchboardEvents['Unsayable']): TalkStep | undefined => {
  const outcome = { _tag: 'Refused', refusal: { _tag: 'BadField', problem } } as const
  const call = was.calls.find((one) => one.trid === trid)
  if (call !== undefined) return uncalled(was, call, outcome)
  return trid === undefined ? undefined : answered(was, trid, outcome)
}

const lost = to('Over')((was: Dialling | Entering | Open, _: Closed) => over(was, { _tag: 'Lost' }))
const ended = to('Over')((was: Early | Open, { reason }: SwitchboardEvents['Ended']) => leave(was, reason))
const tooLate = to('Over')((was: Early) => leave(was, { _tag: 'NoAnswer' }))
const isReply = ({ trid }: Talk, reply: { readonly trid: number }): boolean => reply.trid === trid - 1
const early = { Submitted: stay(wanted), Elapsed: tooLate, Ended: ended }

/**
 * The moves of a conversation. Two machines have them, one for each way in which a conversation begins:
 * `openingSwitchboard` and `answeringSwitchboard`.
 */
export const switchboard = moving<Switchboard, SwitchboardEvent, SwitchboardEvents, SessionEffect, 'Over'>({
  kindOf,
  subjectOf,
  moves: {
    Ringing: {
      ...early,
      Accepted: to('Dialling')((was, { intent }) => dial({ ...was, opening: intent }, was.address, was.entry)),
    },
    Awaiting: {
      ...early,
      Transferred: to('Dialling')((was, { address, cookie }) => dial(was, address, { _tag: 'Enter', cookie })),
      NotTransferred: to('Over')((was, { reason }) => over(was, reason)),
    },
    Dialling: { ...early, Opened: to('Entering')(enter), Closed: lost },
    Entering: {
      ...early,
      IRO: stay(listed),
      JOI: stay(joined),
      BYE: stay(gone),
      MSG: stay(heard),
      USR: to('Open')((was, reply) => (isReply(was, reply) ? entered(was) : undefined)),
      ANS: to('Open')((was, reply) => (isReply(was, reply) ? entered(was) : undefined)),
      Failure: refusedEntry,
      Unsayable: to('Over')((was) => leave(was, { _tag: 'Lost' })),
      Undecodable: to('Open', 'Over')(misreadEntry),
      Closed: lost,
    },
    Open: {
      Submitted: stay((was, { queued }) => carryOn({ ...was, queue: [...was.queue, queued] })),
      CAL: stay((was, { trid }) =>
        trid === was.ownCall || was.calls.some((call) => call.trid === trid) ? [was, []] : undefined,
      ),
      IRO: stay(listed),
      JOI: stay(joined),
      BYE: stay(gone),
      MSG: stay(heard),
      ACK: stay((was, { trid }) => answered(was, trid, { _tag: 'Acknowledged' })),
      NAK: stay((was, { trid }) => answered(was, trid, { _tag: 'NotDelivered' })),
      Failure: stay(refused),
      Unsayable: stay(unsaid),
      Undecodable: stay(misread),
      Elapsed: to('Open', 'Over')(elapsed),
      Closed: lost,
      Ended: ended,
    },
    Over: {},
  },
})

/** A conversation as a machine. */
export type SwitchboardMachine = Charted<Switchboard, SwitchboardEvent, SessionEffect, Over>

/**
 * The machine of a conversation that we open: the notification server was asked for a switchboard, and `Transferred` or
 * `NotTransferred` tells its reply. Then it invites some people.
 *
 * **Shapes** `id` names the conversation; its connection is the link `{ _tag: 'SB', conversation: id }`.
 *
 * **Source** core.md 6.1
 */
export const openingSwitchboard =
  (from: SwitchboardOwner) =>
  (id: string, participants: ReadonlyArray<string> = []): SwitchboardMachine => ({
    ...switchboard,
    init: [
      opened(
        from,
        id,
        participants.map((passport) => inviting(passport)),
        undefined,
      ),
      [],
    ],
  })

/**
 * The machine of a conversation that somebody invites us to. It waits for `Accepted` or `Ended`.
 *
 * **Shapes** `id` names the conversation; its connection is the link `{ _tag: 'SB', conversation: id }`.
 *
 * **Source** core.md 6.2
 */
export const answeringSwitchboard =
  (from: SwitchboardOwner) =>
  (id: string, invitation: Said<'NS', 'RNG'>): SwitchboardMachine => ({
    ...switchboard,
    init: rung(from, id, invitation),
  })

/** The machine of a conversation, however it begins; a command that it has no move for is reported. */
export const switchboardOf = (
  id: string,
  of: Begun,
): Machine<Switchboard, SwitchboardEvent, SessionEffect, Over> => ({
  init:
    of._tag === 'Opened' ? [opened(of.owner, id, of.queue, of.opening), []] : rung(of.owner, id, of.invitation),
  step: (was, event) =>
    switchboard.move(was, event) ?? [was, event._tag === 'Received' ? [unexpected(event.command, id)] : []],
  result: switchboard.result,
})

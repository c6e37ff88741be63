/** The table of a switchboard: what each command, timer and bad line leads to in each phase. */
import type { Undecodable } from '../../commands/undecodable.js'
import { nothing } from '../../core/action.js'
import type { Moves } from '../../core/machine.js'
import { modifyConnection, type HostAction, type ServerEffect } from '../action.js'
import {
  leadingTo,
  type ClientCommand,
  type ConnectionContext,
  type ConnectionEvents,
  type SwitchboardContext,
} from '../connection.js'
import { expel, leave } from '../disconnect.js'
import type { FreshPhase, InsidePhase } from '../state.js'
import { passOver, passOverLine, wordsOf as wordsOfLine } from '../undecodable.js'
import { invite } from './invitations.js'
import { beginConversation, joinConversation } from './join.js'
import { relayMessage } from './messages.js'

const signOut = ({ link }: ConnectionContext<FreshPhase | InsidePhase>): HostAction => leave(link)

const expelSlow = ({ link }: ConnectionContext<FreshPhase>): HostAction => expel(link, 'TooSlow')

const expelIdle = ({ link }: ConnectionContext<InsidePhase>): HostAction => expel(link, 'Idle')

const passOverEntry = ({ link }: ConnectionContext<InsidePhase>, { verb }: ClientCommand<'SB', 'USR' | 'ANS'>): HostAction =>
  passOver(link, `${verb} by somebody who is there already`)

const forgetInvitations = ({ link, phase }: ConnectionContext<InsidePhase>): HostAction =>
  modifyConnection(link, (connection) => ({ ...connection, phase: { ...phase, calls: 0 } }))

/** A broken MSG closes the connection, PNG means nothing here, and all else is passed over (core.md 5.5, 6.4). */
const answerUndecodable = ({ link }: ConnectionContext<FreshPhase | InsidePhase>, line: Undecodable): HostAction => {
  const [verb] = wordsOfLine(line)
  if (verb === 'PNG') return nothing
  return verb === 'MSG' ? expel(link, 'Unruly') : passOverLine(link, line)
}

const to = leadingTo<SwitchboardContext>

/** What happens on a connection to a switchboard. */
export const switchboardMoves: Moves<SwitchboardContext, ConnectionEvents<'SB'>, ServerEffect> = {
  Fresh: {
    USR: to('Inside', 'Gone')(beginConversation),
    ANS: to('Inside', 'Gone')(joinConversation),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Fresh', 'Gone')(answerUndecodable),
  },
  Inside: {
    CAL: to('Inside')(invite),
    MSG: to('Inside', 'Gone')(relayMessage),
    USR: to('Inside', 'Gone')(passOverEntry),
    ANS: to('Inside', 'Gone')(passOverEntry),
    OUT: to('Gone')(signOut),
    Calm: to('Inside')(forgetInvitations),
    IdleOver: to('Gone')(expelIdle),
    Undecodable: to('Inside', 'Gone')(answerUndecodable),
  },
  Gone: {},
}

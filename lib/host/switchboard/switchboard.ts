import type { Undecodable } from '../../commands/undecodable.js'
import { nothing } from '../../core/action.js'
import type { Moves } from '../../core/machine.js'
import { modifyConnection, type HostAction, type ServerEffect } from '../action.js'
import { leading, type Focus, type Happening, type Said, type SwitchboardFocus } from '../connection.js'
import { expel, leave } from '../disconnect.js'
import type { Fresh, Inside } from '../state.js'
import { passOver, passOverLine, wordsOf as wordsOfLine } from '../undecodable.js'
import { invite } from './invitations.js'
import { begin, join } from './join.js'
import { relay } from './messages.js'

const part = ({ link }: Focus<Fresh | Inside>): HostAction => leave(link)

const tooSlow = ({ link }: Focus<Fresh>): HostAction => expel(link, 'TooSlow')

const idle = ({ link }: Focus<Inside>): HostAction => expel(link, 'Idle')

const enterAgain = ({ link }: Focus<Inside>, { verb }: Said<'SB', 'USR' | 'ANS'>): HostAction =>
  passOver(link, `${verb} by somebody who is there already`)

const calmDown = ({ link, phase }: Focus<Inside>): HostAction =>
  modifyConnection(link, (connection) => ({ ...connection, phase: { ...phase, calls: 0 } }))

/** A broken MSG closes the connection, PNG means nothing here, and all else is passed over (core.md 5.5, 6.4). */
const stumble = ({ link }: Focus<Fresh | Inside>, line: Undecodable): HostAction => {
  const [verb] = wordsOfLine(line)
  if (verb === 'PNG') return nothing
  return verb === 'MSG' ? expel(link, 'Unruly') : passOverLine(link, line)
}

const to = leading<SwitchboardFocus>

/** What happens on a connection to a switchboard. */
export const switchboardMoves: Moves<SwitchboardFocus, Happening<'SB'>, ServerEffect> = {
  Fresh: {
    USR: to('Inside', 'Gone')(begin),
    ANS: to('Inside', 'Gone')(join),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Fresh', 'Gone')(stumble),
  },
  Inside: {
    CAL: to('Inside')(invite),
    MSG: to('Inside', 'Gone')(relay),
    USR: to('Inside', 'Gone')(enterAgain),
    ANS: to('Inside', 'Gone')(enterAgain),
    OUT: to('Gone')(part),
    Calm: to('Inside')(calmDown),
    IdleOver: to('Gone')(idle),
    Undecodable: to('Inside', 'Gone')(stumble),
  },
  Gone: {},
}

/** How a conversation gets to its switchboard: opened or invited to, dialled, and entered. */

import { persistentMap } from '../../core/persistentMap.js'
import type { Address } from '../../commands/words.js'
import { noChunks } from '../../payloads/chunks.js'
import type { Said } from '../../core/effects.js'
import type { Intent } from '../intents/intents.js'
import type { Step, Variant } from '../../core/machine.js'
import { switchboardLink, switchboardTimer } from '../names.js'
import { notify, type SessionEffect } from '../events.js'
import type { SwitchboardOwner } from '../session/signals.js'
import { after, send, settle } from './doing.js'
import type { Dialling, Entering, Entry, Open, Switchboard, Talk, TalkStep, QueuedIntent } from './state.js'
import { become, inOrder } from '../../core/action.js'
import { carryOn } from './queue.js'

/** Somebody who is to be invited; the intent, if there is one, is told what comes of it. */
export const inviting = (passport: string, intent?: Variant<Intent, 'Invite'>): QueuedIntent => ({
  _tag: 'Invite',
  passport: passport.toLowerCase(),
  intent,
})

/** A conversation that we open: the notification server is being asked for a switchboard. */
export const opened = (
  from: SwitchboardOwner,
  id: string,
  queue: ReadonlyArray<QueuedIntent>,
  opening: Variant<Intent, 'OpenConversation'> | undefined,
): Switchboard => ({
  _tag: 'Awaiting',
  ...from,
  id,
  link: switchboardLink(id),
  trid: 1,
  participants: persistentMap(),
  queue,
  by: undefined,
  last: undefined,
  opening,
})

/** A conversation that somebody invites us to, and waits for our answer. */
export const rung = (
  from: SwitchboardOwner,
  id: string,
  { address, cookie, sessionId, passport, name }: Said<'NS', 'RNG'>,
): Step<Switchboard, SessionEffect> => {
  const caller = passport.toLowerCase()
  // From one of our own other endpoints: whom it is with we shall see there (core.md 6.3).
  const by = caller === from.settings.passport ? undefined : caller
  const board: Switchboard = {
    _tag: 'Ringing',
    ...from,
    id,
    link: switchboardLink(id),
    trid: 1,
    participants: persistentMap(),
    queue: [],
    by,
    last: by,
    opening: undefined,
    address,
    entry: { _tag: 'Answer', cookie, sessionId },
  }
  const ringing = notify({ _tag: 'Ringing', conversation: id, passport: caller, name })
  return [board, [ringing, after(switchboardTimer(board.id, 'Entry'), from.settings.deadlines.reply)]]
}

/** A talk without what only one of its states knows. */
const talkOf = (talk: Talk): Talk => {
  const { settings, id, link, dialect, endpoint, elsewhere, trid, participants, queue, by, last, opening } = talk
  return { settings, id, link, dialect, endpoint, elsewhere, trid, participants, queue, by, last, opening }
}

/** Goes to the switchboard. */
export const dial = (was: Talk, address: Address, entry: Entry): TalkStep => [
  { _tag: 'Dialling', ...talkOf(was), entry },
  [
    { _tag: 'Dial', link: was.link, address, on: 'SB' },
    after(switchboardTimer(was.id, 'Entry'), was.settings.deadlines.dial),
  ],
]

/** Shows the cookie. */
export const enter = (was: Dialling): TalkStep => {
  const { entry, trid, endpoint, settings } = was
  const { cookie } = entry
  const { passport } = settings
  // From MSNP16 on one enters from a endpoint (core.md 6.3).
  const who = endpoint === undefined ? { passport } : { endpoint: { passport, guid: endpoint } }
  const head = { _tag: 'Normal', trid, cookie, ...who } as const
  return [
    {
      _tag: 'Entering',
      ...talkOf(was),
      trid: trid + 1,
      isHost: entry._tag === 'Enter',
      joining: noChunks,
      // Who begins a session has no roster to wait for.
      rosterLeft: entry._tag === 'Enter' ? 0 : undefined,
      departed: [],
    },
    [
      send(
        was,
        entry._tag === 'Enter' ? { ...head, verb: 'USR' } : { ...head, verb: 'ANS', sessionId: entry.sessionId },
      ),
      after(switchboardTimer(was.id, 'Entry'), was.settings.deadlines.reply),
    ],
  ]
}

/** We are in: what waited can be done. */
export const entered = (was: Entering): TalkStep => {
  // Our own other endpoints hear what is said before anybody else is there.
  const callsOwn = was.isHost && was.elsewhere
  const open: Open = {
    _tag: 'Open',
    ...talkOf(was),
    trid: callsOwn ? was.trid + 1 : was.trid,
    ownCall: callsOwn ? was.trid : undefined,
    opening: undefined,
    calls: [],
    underway: persistentMap(),
    joining: was.joining,
    rosterLeft: was.rosterLeft,
    departed: was.departed,
    refusal: undefined,
  }
  return inOrder<Open, SessionEffect>(
    become<Open, SessionEffect>(
      open,
      { _tag: 'Cancel', timer: switchboardTimer(was.id, 'Entry') },
      notify({ _tag: 'ConversationStarted', conversation: was.id }),
      ...settle(was.opening, { _tag: 'Done' }),
      ...(callsOwn
        ? [send(was, { _tag: 'Normal', verb: 'CAL', trid: was.trid, passport: was.settings.passport })]
        : []),
      ...(was.participants.isEmpty() ? [after(switchboardTimer(was.id, 'Alone'), was.settings.deadlines.alone)] : []),
    ),
    carryOn,
  )(open)
}

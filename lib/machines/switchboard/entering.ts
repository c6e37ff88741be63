import { Map } from 'immutable'

import type { DialectFacts } from '../../commands/dialects.js'
import type { Address } from '../../commands/words.js'
import { noChunks } from '../../payloads/chunks.js'
import { detached } from '../../payloads/detach.js'
import type { Said } from '../effects.js'
import type { Intent } from '../intents.js'
import type { Step, Variant } from '../machine.js'
import { switchboardLink, switchboardTimer } from '../names.js'
import { notify, type SessionEffect } from '../events.js'
import type { SessionSettings } from '../settings.js'
import { after, send, settle } from './doing.js'
import type { Dialling, Entering, Entry, Open, Switchboard, Talk, TalkStep, Wish } from './talk.js'
import { carriedOn } from './wishes.js'

/** A conversation that we open: the notification server is being asked for a switchboard. */
export const opened = (
  settings: SessionSettings,
  id: string,
  dialect: DialectFacts,
  wishes: ReadonlyArray<Wish>,
  opening: Variant<Intent, 'OpenConversation'> | undefined,
): Switchboard => ({
  _tag: 'Awaiting',
  settings,
  id,
  link: switchboardLink(id),
  dialect,
  trid: 1,
  people: Map(),
  wishes,
  by: undefined,
  last: undefined,
  opening,
})

/** A conversation that somebody invites us to, and waits for our answer. */
export const rung = (
  settings: SessionSettings,
  id: string,
  dialect: DialectFacts,
  { address, cookie, sessionId, passport, name }: Said<'NS', 'RNG'>,
): Step<Switchboard, SessionEffect> => {
  const by = detached(passport.toLowerCase())
  const board: Switchboard = {
    _tag: 'Ringing',
    settings,
    id,
    link: switchboardLink(id),
    dialect,
    trid: 1,
    people: Map(),
    wishes: [],
    by,
    last: by,
    opening: undefined,
    address,
    entry: { _tag: 'Answer', cookie, sessionId },
  }
  const ringing = notify({ _tag: 'Ringing', conversation: id, passport: by, name })
  return [board, [ringing, after(switchboardTimer(board.link, 'entry'), settings.deadlines.reply)]]
}

/** A talk without what only one of its states knows. */
const talkOf = ({ settings, id, link, dialect, trid, people, wishes, by, last, opening }: Talk): Talk => ({
  settings,
  id,
  link,
  dialect,
  trid,
  people,
  wishes,
  by,
  last,
  opening,
})

/** Goes to the switchboard. */
export const dial = (was: Talk, address: Address, entry: Entry): TalkStep => [
  { _tag: 'Dialling', ...talkOf(was), entry },
  [
    { _tag: 'Dial', link: was.link, address, on: 'SB' },
    after(switchboardTimer(was.link, 'entry'), was.settings.deadlines.dial),
  ],
]

/** Shows the cookie. */
export const enter = (was: Dialling): TalkStep => {
  const { entry, trid } = was
  const { cookie } = entry
  return [
    { _tag: 'Entering', ...talkOf(was), trid: trid + 1 },
    [
      send(
        was,
        entry._tag === 'Enter'
          ? { _tag: 'Normal', verb: 'USR', trid, passport: was.settings.passport, cookie }
          : { _tag: 'Normal', verb: 'ANS', trid, passport: was.settings.passport, cookie, sessionId: entry.sessionId },
      ),
      after(switchboardTimer(was.link, 'entry'), was.settings.deadlines.reply),
    ],
  ]
}

/** We are in: what waited can be done. */
export const entered = (was: Entering): TalkStep => {
  const open: Open = {
    _tag: 'Open',
    ...talkOf(was),
    opening: undefined,
    calls: [],
    underway: Map(),
    joining: noChunks,
    refusal: undefined,
  }
  const [state, effects] = carriedOn([open, []])
  return [
    state,
    [
      { _tag: 'Cancel', timer: switchboardTimer(was.link, 'entry') },
      notify({ _tag: 'ConversationStarted', conversation: was.id }),
      ...settle(was.opening, { _tag: 'Done' }),
      ...(was.people.isEmpty() ? [after(switchboardTimer(was.link, 'alone'), was.settings.deadlines.alone)] : []),
      ...effects,
    ],
  ]
}

/** A conversation that is watched: the machine of a switchboard, which receives both sides and sends nothing. */
import type { SwitchboardOwner } from '../../client/session/signals.js'
import type { Begun, Over, Switchboard, SwitchboardEvent } from '../../client/switchboard/state.js'
import { switchboardOf } from '../../client/switchboard/switchboard.js'
import { passportIn } from '../../client/switchboard/passport.js'
import type { Dialect } from '../../commands/dialects.js'
import { dialectNamed } from '../../commands/dialects.js'
import type { Command } from '../../commands/rows.js'
import type { SessionEffect } from '../../client/events.js'
import type { Received, Said } from '../../core/effects.js'
import type { Machine, Step } from '../../core/machine.js'
import { talkBehind } from '../replay/infer-intents.js'
import type { Heard } from './heard.js'
import { settingsOf } from './session.js'

type Watched = Machine<Switchboard, Heard, SessionEffect, Over>
type Machined = Machine<Switchboard, SwitchboardEvent, SessionEffect, Over>

/** How a client gets in: the command that shows a cookie. */
export type Entrance = Extract<Command<'client', 'SB'>, { readonly verb: 'USR' | 'ANS' }>

const address = { host: 'watched.invalid', port: 1863 }

const ownerOf = (passport: string, dialect: Dialect, endpoint?: string): SwitchboardOwner => ({
  settings: settingsOf(passport),
  dialect: dialectNamed(dialect),
  endpoint,
  elsewhere: false,
})

/** Several events in turn; what a step gives is only the effects that tell of something. */
const inTurn = (
  { step }: Pick<Machined, 'step'>,
  [begun, first]: Step<Switchboard, SessionEffect>,
  events: ReadonlyArray<SwitchboardEvent>,
): Step<Switchboard, SessionEffect> => {
  const effects = [...first]
  let now = begun
  for (const event of events) {
    const [next, more] = step(now, event)
    now = next
    effects.push(...more)
  }
  return [now, effects]
}

/** What the client says has its own number, whatever was said before. */
const numbered = (was: Switchboard, trid: number): Switchboard => (was._tag === 'Over' ? was : { ...was, trid })

/** Its own other endpoints are called, too: whatever comes of it. */
const isOwnCall = (was: Switchboard, command: Command<'client', 'SB'>): boolean =>
  was._tag === 'Open' && command.verb === 'CAL' && command.passport.toLowerCase() === was.settings.passport

const wantedBy = (intent: ReturnType<typeof talkBehind>): SwitchboardEvent | undefined => {
  if (intent?._tag === 'Invite')
    return { _tag: 'Submitted', queued: { _tag: 'Invite', passport: intent.passport.toLowerCase(), intent: undefined } }
  // It was said, whoever was there to hear it.
  return intent?._tag === 'Say' ? { _tag: 'Submitted', queued: { _tag: 'Say', intent, called: true } } : undefined
}

/** Somebody who speaks is there, whoever knows since when. */
const speaking = (was: Switchboard, { link, command }: Received<'server'>): ReadonlyArray<SwitchboardEvent> => {
  if (was._tag !== 'Open' || command._tag === 'Undecodable' || command._tag === 'Failure' || command.verb !== 'MSG') return []
  const message = command as Said<'SB', 'MSG'>
  const passport = passportIn(message)
  const { name } = message
  if (was.participants.has(passport)) return []
  return [{ _tag: 'Received', link, command: { _tag: 'Async', verb: 'JOI', passport, name } as Said<'SB', 'JOI'> }]
}

const watched = (id: string, begun: Begun, begin: (machine: Machined) => Step<Switchboard, SessionEffect>, isUnderway: boolean): Watched => {
  const machine = switchboardOf(id, begun)
  return {
    init: begin(machine),
    step: (was, heard) => {
      switch (heard._tag) {
        case 'Received':
          return inTurn(machine, [was, []], [...(isUnderway ? speaking(was, heard) : []), heard])
        case 'Closed':
          return machine.step(was, heard)
        case 'Overheard': {
          const command = heard.command as Command<'client', 'SB'>
          if (was._tag === 'Open' && isOwnCall(was, command) && 'trid' in command)
            return [{ ...was, trid: command.trid + 1, ownCall: command.trid }, []]
          const wanted = 'trid' in command ? wantedBy(talkBehind(command, id)) : undefined
          return wanted === undefined || !('trid' in command) ? [was, []] : machine.step(numbered(was, command.trid), wanted)
        }
        case 'Exchanged':
          return [was, []]
      }
    },
    result: machine.result,
  }
}

/** A conversation from the moment when its cookie is shown. */
export const watchedSwitchboard = (link: string, dialect: Dialect, entrance: Entrance): Watched => {
  const { passport, guid } = 'endpoint' in entrance ? entrance.endpoint : { passport: entrance.passport, guid: undefined }
  const owner = ownerOf(passport, dialect, guid)
  const { cookie } = entrance
  const begun: Begun =
    entrance.verb === 'USR'
      ? { _tag: 'Opened', owner, queue: [], opening: undefined }
      : {
          _tag: 'Rung',
          owner,
          // Who has rung is not said here: as if it were another endpoint of the account, the roster tells.
          invitation: { _tag: 'Async', verb: 'RNG', sessionId: entrance.sessionId, address, cookie, passport, name: passport } as Said<'NS', 'RNG'>,
        }
  const leads: SwitchboardEvent =
    entrance.verb === 'USR' ? { _tag: 'Transferred', address, cookie } : { _tag: 'Accepted', intent: undefined }
  return watched(
    link,
    begun,
    (machine) => {
      const [dialling] = machine.step(machine.init[0], leads)
      return [machine.step(numbered(dialling, entrance.trid), { _tag: 'Opened', link })[0], []]
    },
    false,
  )
}

/** A conversation that began before the recording: whose it is, is not known, nor who is in it until they are seen. */
export const switchboardUnderway = (link: string, dialect: Dialect): Watched =>
  watched(
    link,
    { _tag: 'Opened', owner: ownerOf('', dialect), queue: [], opening: undefined },
    (machine) => {
      const cookie = ''
      const entering = inTurn(machine, machine.init, [{ _tag: 'Transferred', address, cookie }, { _tag: 'Opened', link }])[0]
      const trid = entering._tag === 'Over' ? 0 : entering.trid - 1
      const accepted = { _tag: 'Normal', verb: 'USR', trid, outcome: 'OK', passport: '', name: '' } as unknown as Said<'SB', 'USR'>
      return [machine.step(entering, { _tag: 'Received', link, command: accepted })[0], []]
    },
    true,
  )

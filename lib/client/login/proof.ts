import { digest } from '../../auth/digest.js'
import type { Elapsed, Fetched, Said } from '../../core/effects.js'
import { signInOrder, type Challenge } from './rst.js'
import type { Step } from '../../core/machine.js'
import { ticketName, timers } from '../names.js'
import { ticketing, type Ticketing, type Wish } from './ticketing.js'
import { noTickets, ticketSites, type Tickets } from './tickets.js'
import { seal } from './seal.js'
import {
  ask,
  broken,
  ends,
  isAnswer,
  wayOf,
  type Fetching,
  type Proven,
  type SigninEffect,
  type SigninStep,
  type Spoken,
} from './state.js'

/** Says who wants to sign in. */
export const introduce = (was: Spoken): SigninStep =>
  ask(was, was.dialect, (trid) => ({
    _tag: 'Normal',
    verb: 'USR',
    trid,
    package: was.dialect.securityPackage,
    step: 'I',
    passport: was.settings.passport,
  }))((way) => ({ ...way, _tag: 'Introducing' }))

/** By which way there are tickets: by the service that issues them from MSNP13 on, as address books want theirs from it. */
const wishFor = ({ settings, dialect }: Spoken, challenge: Challenge): Wish =>
  challenge._tag === 'TWN' && dialect.number < 13
    ? { _tag: 'Passport', challenge: challenge.challenge }
    : { _tag: 'Order', ...signInOrder(settings, dialect, challenge) }

/** The tickets are there, and with them what the challenge wants, or can be made from. */
const granted = (spoken: Spoken, challenge: Challenge, tickets: Tickets): SigninStep => {
  if (challenge._tag === 'SSO') return seal(spoken, challenge, tickets)
  // Nobody grants without it.
  const ticket = tickets.get(ticketSites.messenger)!.ticket.reveal()
  const { dialect } = spoken
  return ask<Proven>({ ...spoken, tickets }, dialect, (trid) => ({
    _tag: 'Normal',
    verb: 'USR',
    trid,
    package: 'TWN',
    step: 'S',
    ticket,
  }))((way) => ({ ...way, _tag: 'Proving' }))
}

/** Goes on as far as the tickets have come. */
const withTicket = (
  was: Spoken,
  { name, challenge }: Pick<Fetching, 'name' | 'challenge'>,
  [state, effects]: Step<Ticketing, SigninEffect>,
): SigninStep => {
  const { dialect } = was
  const spoken: Spoken = { ...wayOf(was), dialect }
  const cancel: SigninEffect = { _tag: 'Cancel', timer: name }
  switch (state._tag) {
    case 'AtNexus':
    case 'AtLogin':
    case 'AtIssuer':
      return [{ ...spoken, _tag: 'Ticketing', ticketing: state, name, challenge }, effects]
    case 'NotGranted': {
      const [end, more] = ends(was, state.reason)
      return [end, [cancel, ...effects, ...more]]
    }
    case 'Granted': {
      const [next, more] = granted(spoken, challenge, state.tickets)
      return [next, [cancel, ...effects, ...more]]
    }
  }
}

const fetching = (was: Spoken, challenge: Challenge): SigninStep => {
  const name = ticketName(was.trid)
  const { init } = ticketing(was.settings)(name, wishFor(was, challenge))
  const [state, effects] = withTicket(was, { name, challenge }, init)
  return [state, [{ _tag: 'Cancel', timer: timers.signIn }, ...effects]]
}

/** The server says what to prove: by a digest at once, or by tickets that are to be fetched. */
export const challenged = (was: Spoken, reply: Said<'NS', 'USR'>): SigninStep | undefined => {
  if (!isAnswer(was, reply)) return undefined
  if ('policy' in reply) return fetching(was, { _tag: 'SSO', policy: reply.policy, nonce: reply.nonce })
  if (!('challenge' in reply)) return broken(was, 'USR does not say what to prove')
  const { challenge } = reply
  if (reply.package === 'TWN') return fetching(was, { _tag: 'TWN', challenge })
  const answer = digest(was.settings.password.reveal())(challenge)
  return ask<Proven>({ ...was, tickets: noTickets }, was.dialect, (trid) => ({
    _tag: 'Normal',
    verb: 'USR',
    trid,
    package: 'MD5',
    step: 'S',
    digest: answer,
  }))((way) => ({ ...way, _tag: 'Proving' }))
}

/** Something has come of the request for tickets. */
export const ticketed = (was: Fetching, event: Fetched | Elapsed): SigninStep | undefined => {
  const { name, challenge } = was
  // An answer, or a deadline, of an earlier attempt.
  if ((event._tag === 'Fetched' ? event.fetch : event.timer) !== name) return undefined
  return withTicket(was, was, ticketing(was.settings)(name, wishFor(was, challenge)).step(was.ticketing, event))
}

/** The server lets us in. */
export const proved = (was: Proven, reply: Said<'NS', 'USR'>): SigninStep | undefined => {
  if (!isAnswer(was, reply)) return undefined
  if (!('outcome' in reply) || !('passport' in reply)) return broken(was, 'USR neither accepts nor refuses')
  return welcomed(was, reply.passport, 'name' in reply ? reply.name : undefined)
}

/** We are in. */
export const welcomed = (was: Proven, passport: string, name: string | undefined): SigninStep => [
  { ...was, _tag: 'SignedIn', passport: passport.toLowerCase(), name },
  [
    { _tag: 'Cancel', timer: timers.signIn },
    { _tag: 'Notify', event: { _tag: 'SignedIn', passport, name, dialect: was.dialect.name } },
  ],
]

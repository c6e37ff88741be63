/** The proof of who signs in: a digest, a ticket, or a ticket and its secret. */
import { digest } from '../../auth/digest.js'
import type { Elapsed, Fetched, Said } from '../../core/effects.js'
import { signInOrder, type Challenge } from './rst.js'
import { become, emit, following, inOrder, type Action } from '../../core/action.js'
import type { Step } from '../../core/machine.js'
import { isSameName } from '../../core/keys.js'
import { ticketName, timers } from '../names.js'
import { ticketing, type Ticketing, type TicketsNeeded } from './ticketing.js'
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
  type Signin,
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
const ticketsFor = ({ settings, dialect }: Spoken, challenge: Challenge): TicketsNeeded =>
  challenge._tag === 'TWN' && !dialect.has.ticketService
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
  came: Step<Ticketing, SigninEffect>,
): Action<Signin, SigninEffect> => {
  const { dialect } = was
  const spoken: Spoken = { ...wayOf(was), dialect }
  const cancel = emit<SigninEffect>({ _tag: 'Cancel', timer: name })
  return following(came, (ticketing) => {
    switch (ticketing._tag) {
      case 'AtNexus':
      case 'AtLogin':
      case 'AtIssuer':
        return become<Signin, SigninEffect>({ ...spoken, _tag: 'Ticketing', ticketing, name, challenge })
      case 'NotGranted':
        return inOrder<Signin, SigninEffect>(cancel, () => ends(was, ticketing.reason))
      case 'Granted':
        return inOrder<Signin, SigninEffect>(cancel, () => granted(spoken, challenge, ticketing.tickets))
    }
  })
}

const fetching = (was: Signin & Spoken, challenge: Challenge): SigninStep => {
  const name = ticketName(was.links, was.trid)
  const { init } = ticketing(was.settings)(name, ticketsFor(was, challenge))
  const noDeadline: SigninEffect = { _tag: 'Cancel', timer: timers.signIn }
  return inOrder<Signin, SigninEffect>(emit(noDeadline), withTicket(was, { name, challenge }, init))(was)
}

/** The server says what to prove: by a digest at once, or by tickets that are to be fetched. */
export const challenged = (was: Signin & Spoken, reply: Said<'NS', 'USR'>): SigninStep | undefined => {
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
  if (!isSameName(event._tag === 'Fetched' ? event.fetch : event.timer, name)) return undefined
  return withTicket(was, was, ticketing(was.settings)(name, ticketsFor(was, challenge)).step(was.ticketing, event))(was)
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

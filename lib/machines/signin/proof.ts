import { digest } from '../../auth/digest.js'
import type { Elapsed, Fetched, Said } from '../effects.js'
import type { Step } from '../machine.js'
import { ticketName, timers } from '../names.js'
import { ticketing, type Ticketing } from '../ticket.js'
import {
  ask,
  broken,
  ends,
  isAnswer,
  wayOf,
  type Fetching,
  type SigninEffect,
  type SigninStep,
  type Spoken,
} from './way.js'

/** Says who wants to sign in. */
export const introduce = (was: Spoken): SigninStep =>
  ask(was, was.dialect, (trid) => ({
    _tag: 'Normal',
    verb: 'USR',
    trid,
    package: was.dialect.securityPackage === 'MD5' ? 'MD5' : 'TWN',
    step: 'I',
    passport: was.settings.passport,
  }))((way) => ({ ...way, _tag: 'Introducing' }))

/** Goes on as far as the ticket has come. */
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
      return [{ ...spoken, _tag: 'Ticketing', ticketing: state, name, challenge }, effects]
    case 'NotGranted': {
      const [end, more] = ends(was, state.reason)
      return [end, [cancel, ...effects, ...more]]
    }
    case 'Granted': {
      const ticket = state.ticket.reveal()
      const [next, more] = ask(spoken, dialect, (trid) => ({
        _tag: 'Normal',
        verb: 'USR',
        trid,
        package: 'TWN',
        step: 'S',
        ticket,
      }))((way) => ({ ...way, _tag: 'Proving' }))
      return [next, [cancel, ...effects, ...more]]
    }
  }
}

/** The server says what to prove: by a digest at once, or by a ticket that is to be fetched. */
export const challenged = (was: Spoken, reply: Said<'NS', 'USR'>): SigninStep | undefined => {
  if (!isAnswer(was, reply)) return undefined
  if (!('challenge' in reply)) return broken(was, 'USR does not say what to prove')
  const { challenge } = reply
  const { settings, dialect, trid } = was
  if (reply.package === 'TWN') {
    const name = ticketName(trid)
    const [state, effects] = withTicket(was, { name, challenge }, ticketing(settings)(name, challenge).init)
    return [state, [{ _tag: 'Cancel', timer: timers.signIn }, ...effects]]
  }
  const answer = digest(settings.password.reveal())(challenge)
  return ask(was, dialect, (trid) => ({
    _tag: 'Normal',
    verb: 'USR',
    trid,
    package: 'MD5',
    step: 'S',
    digest: answer,
  }))((way) => ({ ...way, _tag: 'Proving' }))
}

/** Something has come of the request for a ticket. */
export const ticketed = (was: Fetching, event: Fetched | Elapsed): SigninStep | undefined => {
  const { name, challenge } = was
  // An answer, or a deadline, of an earlier attempt.
  if ((event._tag === 'Fetched' ? event.fetch : event.timer) !== name) return undefined
  return withTicket(was, was, ticketing(was.settings)(name, challenge).step(was.ticketing, event))
}

/** The server lets us in. */
export const proved = (was: Spoken, reply: Said<'NS', 'USR'>): SigninStep | undefined => {
  if (!isAnswer(was, reply)) return undefined
  if (!('outcome' in reply) || !('passport' in reply)) return broken(was, 'USR neither accepts nor refuses')
  const { passport } = reply
  const name = 'name' in reply ? reply.name : undefined
  return [
    { ...was, _tag: 'SignedIn', passport: passport.toLowerCase(), name },
    [
      { _tag: 'Cancel', timer: timers.signIn },
      { _tag: 'Notify', event: { _tag: 'SignedIn', passport, name, dialect: was.dialect.name } },
    ],
  ]
}

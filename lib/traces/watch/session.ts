/** A session that is watched: the machines of a login and of an account, which receive both sides and send nothing. */
import { pipe } from 'fp-ts/lib/function.js'

import { connection } from '../../client/connection/connection.js'
import { onList } from '../../client/contacts/changes.js'
import { contactList } from '../../client/contacts/contactList.js'
import type { ContactList, SignedIn } from '../../client/contacts/state.js'
import { login, type LoginResult } from '../../client/login/login.js'
import { wayOf, type Failed, type SentOn, type Signin } from '../../client/login/state.js'
import { noTickets } from '../../client/login/tickets.js'
import { aboutOf, isByCircle } from '../../client/presence/presence.js'
import { withView } from '../../client/requests/steps.js'
import { together } from '../../client/session/session.js'
import type { In, Out } from '../../client/session/signals.js'
import { sessionSettings, type SessionSettings } from '../../client/settings.js'
import { stranger, withContacts } from '../../client/state.js'
import { dialectNamed } from '../../commands/dialects.js'
import type { Command } from '../../commands/rows.js'
import { andThen } from '../../core/compose.js'
import type { Received } from '../../core/effects.js'
import type { Machine, Step, Variant } from '../../core/machine.js'
import type { StateOf } from '../../core/parts.js'
import type { Heard, Overheard } from './heard.js'
import { answerMeans, meaningOf, type Asking } from './meaning.js'

const server = { host: 'watched.invalid', port: 1863 }

/** Settings of somebody of whom nothing is known: without a status, so that none is expected of them. */
export const settingsOf = (passport: string): SessionSettings => ({
  ...sessionSettings({ passport: 'watched@watched.invalid', password: '', server, status: undefined }),
  passport: passport.toLowerCase(),
})

const isOver = ({ _tag }: Signin): boolean => _tag === 'SignedIn' || _tag === 'SentOn' || _tag === 'Failed'

/** What the client's own words mean for its login: who it is, and that it has its tickets, which came over HTTP. */
const saidInLogin = (was: Signin, command: Command<'client'>): Signin => {
  if (command.verb !== 'USR' || was._tag === 'SignedIn' || was._tag === 'SentOn' || was._tag === 'Failed') return was
  if ('passport' in command && typeof command.passport === 'string')
    return { ...was, settings: { ...was.settings, passport: command.passport.toLowerCase() } }
  if (!('step' in command) || command.step !== 'S' || !('dialect' in was)) return was
  const { dialect } = was
  const endpoint = 'machineGuid' in command ? command.machineGuid.toLowerCase() : undefined
  return { ...wayOf(was), endpoint, dialect, _tag: 'Proving', tickets: noTickets }
}

/**
 * What a server answers in a login is the answer to what was asked last, whatever was said since. A client may leave out what
 * servers do not insist on: its version.
 */
const answered = (was: Signin, { command }: Received<'server'>): Signin => {
  if (isOver(was) || !('trid' in command) || command.trid === undefined) return was
  const now = { ...was, trid: command.trid + 1 } as Signin
  const isSkipped = command._tag !== 'Failure' && command.verb === 'USR' && (now._tag === 'Naming' || now._tag === 'Asking')
  return isSkipped ? { ...wayOf(now), dialect: now.dialect, _tag: 'Introducing' } : now
}

const watchedLogin = (link: string): Machine<Signin, Heard, Out, LoginResult> => {
  const { step, ...machine } = login(settingsOf(''))({ address: server, links: 0, trid: 1, link, visited: [] })
  return {
    ...machine,
    step: (was, heard) => {
      switch (heard._tag) {
        case 'Overheard':
          return [saidInLogin(was, heard.command), []]
        case 'Received':
          return step(answered(was, heard), heard)
        case 'Closed':
          return step(was, heard)
        case 'Exchanged':
          return [was, []]
      }
    },
  }
}

const isSignedIn = (state: ContactList): state is SignedIn => state._tag === 'Synchronising' || state._tag === 'Ready'

/** What an account asks for by itself, its client asks for itself. */
const asksNothing = (machine: ReturnType<typeof contactList>): Machine<ContactList, In, Out, never> => {
  const silently = <S>([state, effects]: Step<S, Out>): Step<S, Out> => [
    state,
    effects.filter((effect) => effect._tag !== 'Raise' || (effect.event._tag !== 'Asking' && effect.event._tag !== 'Calling')),
  ]
  return {
    init: silently(machine.init),
    step: (was, event) => silently(machine.step(was, event)),
    result: () => undefined,
  }
}

type SignedInOn = Variant<Signin, 'SignedIn'>

/** The parts of a session that is signed in; its conversations are watched on their own. */
const parts = (signedIn: SignedInOn) =>
  together({ line: connection(signedIn), contacts: asksNothing(contactList(signedIn.settings)) })
type Parts = StateOf<ReturnType<typeof parts>>

/**
 * An account that is watched.
 *
 * **Shapes** `isWhole`: the recording has its contact list from the beginning. Until then, whoever is seen is a contact.
 */
export interface WatchedAccount {
  readonly isWhole: boolean
  readonly parts: Parts
}

const withList = (was: Parts, contacts: ContactList): Parts => ({ ...was, parts: { ...was.parts, contacts } })

/** The account with somebody who is seen, and therefore on its list, which is not in the recording. */
const acquainted = (was: WatchedAccount, { command }: Received<'server'>): WatchedAccount => {
  const { contacts } = was.parts.parts
  if (was.isWhole || !isSignedIn(contacts) || command._tag === 'Undecodable' || command._tag === 'Failure') return was
  if (command.verb !== 'ILN' && command.verb !== 'NLN' && command.verb !== 'UBX') return was
  const passport = aboutOf(command)
  const { view } = contacts
  if (isByCircle(command) || passport === view.account.passport || view.contacts.has(passport)) return was
  const known = view.contacts.set(passport, onList(stranger(passport), 'FL'))
  return { ...was, parts: withList(was.parts, withView(contacts, withContacts(view, known))) }
}

/** What the client says has its own number. */
const numberedBy = ({ trid }: Asking, was: Parts): Parts => {
  const { line } = was.parts
  return { ...was, parts: { ...was.parts, line: { ...line, inner: { ...line.inner, trid } } } }
}

const isFull = (event: In | Asking): boolean =>
  event._tag === 'Called' && event.purpose._tag === 'AddressBook' && event.purpose.isFull && event.came._tag === 'Right'

const eventsOf = (was: WatchedAccount, heard: Heard): ReadonlyArray<In | Asking> => {
  const { contacts } = was.parts.parts
  if (heard._tag === 'Received' || heard._tag === 'Closed') return [heard]
  if (!isSignedIn(contacts)) return []
  return heard._tag === 'Overheard' ? meaningOf(contacts, heard.command as Command<'client', 'NS'>) : answerMeans(contacts, heard)
}

/** An account that is signed in, until its connection is lost or left. */
const watchedAccount = (signedIn: SignedInOn): Machine<WatchedAccount, Heard, Out, SentOn | Failed> => {
  const { init, step, result } = parts(signedIn)
  return {
    init: [{ isWhole: false, parts: init[0] }, init[1] as ReadonlyArray<Out>],
    step: (before, heard) => {
      const was = heard._tag === 'Received' ? acquainted(before, heard) : before
      const effects: Array<Out> = []
      let { isWhole, parts: now } = was
      for (const event of eventsOf(was, heard)) {
        const from = event._tag === 'Asking' && 'trid' in event ? numberedBy(event, now) : now
        const [next, more] = step(from, event)
        now = next
        effects.push(...(more as ReadonlyArray<Out>))
        const { contacts } = next.parts
        isWhole ||= isFull(event) || (isSignedIn(contacts) && contacts.sync?._tag === 'Listed')
      }
      return [now === was.parts && isWhole === was.isWhole ? was : { isWhole, parts: now }, effects]
    },
    result: ({ parts: now }) => result(now) as SentOn | Failed | undefined,
  }
}

/** A session from its first command on. */
export const watchedSession = (link: string) => pipe(watchedLogin(link), andThen('SignedIn', watchedAccount))

/** A session that began before the recording: whose it is, is not known. */
export const sessionUnderway = (link: string, { dialect }: Overheard | Extract<Heard, { _tag: 'Received' }>) =>
  watchedAccount({
    _tag: 'SignedIn',
    settings: settingsOf(''),
    link,
    links: 1,
    address: server,
    dialect: dialectNamed(dialect),
    trid: 1,
    passport: '',
    name: undefined,
    endpoint: undefined,
    tickets: noTickets,
  })

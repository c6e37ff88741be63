/** What is known of a recording at a moment, as one would show it. */
import type { AccountView } from '../../client/state.js'
import type { Dialect } from '../../commands/dialects.js'
import type { Status } from '../../commands/words.js'
import type { Child } from '../../core/parts.js'
import type { Signin } from '../../client/login/state.js'
import type { Switchboard } from '../../client/switchboard/state.js'
import type { WatchedAccount } from './session.js'
import type { ConnectionWatched, Watched, Watching } from './watch.js'

/** Somebody on a contact list. */
export interface ShownContact {
  readonly passport: string
  readonly name: string
  readonly status: Status
}

/**
 * A session at a moment.
 *
 * **Shapes** `passport` is empty as long as the account is not known. `phase` is `SigningIn`, with what the client waits for in
 * `login`; then `Synchronising` until its contact list is there, and `Ready`. `isUnderway`: it began before the recording.
 */
export interface ShownSession {
  readonly _tag: 'Session'
  readonly connection: number
  readonly passport: string
  readonly dialect: Dialect
  readonly isUnderway: boolean
  readonly phase: 'SigningIn' | 'Synchronising' | 'Ready'
  readonly login?: Signin['_tag']
  readonly status: Status
  readonly contacts: ReadonlyArray<ShownContact>
  readonly groups: ReadonlyArray<string>
}

/** A conversation at a moment: `people` are in it besides the client, `invited` may come. */
export interface ShownConversation {
  readonly _tag: 'Conversation'
  readonly connection: number
  readonly passport: string
  readonly dialect: Dialect
  readonly isUnderway: boolean
  readonly phase: 'Opening' | 'Open'
  readonly participants: ReadonlyArray<string>
  readonly invited: ReadonlyArray<string>
}

/** What is known of a connection at a moment. */
export type ShownState = ShownSession | ShownConversation

const ofView = ({ account, contacts, groups }: AccountView): Pick<ShownSession, 'status' | 'contacts' | 'groups'> => ({
  status: account.status,
  contacts: [...contacts.values()].map(({ passport, name, status }) => ({ passport, name, status })),
  groups: [...groups.values()].map(({ name }) => name),
})

const unknownView: Pick<ShownSession, 'status' | 'contacts' | 'groups'> = { status: 'FLN', contacts: [], groups: [] }

const ofLogin = (state: Signin): Pick<ShownSession, 'passport' | 'phase' | 'login' | 'status' | 'contacts' | 'groups'> => ({
  passport: 'settings' in state ? state.settings.passport : '',
  phase: 'SigningIn',
  login: state._tag,
  ...unknownView,
})

const ofAccount = ({ parts }: WatchedAccount): Pick<ShownSession, 'passport' | 'phase' | 'status' | 'contacts' | 'groups'> => {
  const { contacts } = parts.parts
  const { view } = contacts
  return { passport: view.account.passport, phase: contacts._tag === 'Ready' ? 'Ready' : 'Synchronising', ...ofView(view) }
}

type SessionState = { readonly _tag: 'First'; readonly state: Signin } | { readonly _tag: 'Next'; readonly state: WatchedAccount }

const ofSwitchboard = (state: Switchboard): Pick<ShownConversation, 'passport' | 'phase' | 'participants' | 'invited'> =>
  state._tag === 'Over'
    ? { passport: '', phase: 'Opening', participants: [], invited: [] }
    : {
        passport: state.settings.passport,
        phase: state._tag === 'Open' ? 'Open' : 'Opening',
        participants: [...state.participants.keys()],
        invited: state._tag === 'Open' ? state.calls.map(({ passport }) => passport) : [],
      }

/** What is known of one connection. */
export const shownOf = ({ of, state: { state } }: Child<Watched, ConnectionWatched>): ShownState => {
  const { connection, dialect } = of
  const about = { connection, dialect }
  // How it began tells what its state is, which types cannot follow.
  switch (of._tag) {
    case 'Session': {
      const session = state as SessionState
      const spoken = session._tag === 'Next' ? session.state.parts.parts.contacts.view.dialect : undefined
      const known = session._tag === 'First' ? ofLogin(session.state) : ofAccount(session.state)
      return { _tag: 'Session', ...about, ...(spoken === undefined ? {} : { dialect: spoken }), isUnderway: false, ...known }
    }
    case 'SessionUnderway':
      return { _tag: 'Session', ...about, isUnderway: true, ...ofAccount(state as WatchedAccount) }
    case 'Conversation':
    case 'ConversationUnderway':
      return { _tag: 'Conversation', ...about, isUnderway: of._tag === 'ConversationUnderway', ...ofSwitchboard(state as Switchboard) }
  }
}

const isGoing = ({ state }: Child<Watched, ConnectionWatched>): boolean => !state.isOver

/** What is known at a moment: of each connection that is watched, in the order in which they were begun. */
export const shown = (now: Watching): ReadonlyArray<ShownState> => [...now.values()].filter(isGoing).map(shownOf)

const phases = { SigningIn: 'signing in', Synchronising: 'waiting for the contact list', Ready: 'online' } as const

const nameOf = ({ passport, name }: ShownContact): string => (name === passport ? passport : `${name} <${passport}>`)

/** What is known of a connection, in a line. */
export const describeShown = (one: ShownState): string => {
  const whose = one.passport === '' ? 'somebody' : one.passport
  const began = one.isUnderway ? ', began before the recording' : ''
  if (one._tag === 'Conversation') {
    const invited = one.invited.length === 0 ? '' : `, invited: ${one.invited.join(', ')}`
    const who = one.participants.length === 0 ? 'nobody yet' : one.participants.join(', ')
    return `${whose} in a conversation${one.phase === 'Open' ? '' : ' that opens'}${began}, with: ${who}${invited}`
  }
  const { contacts, phase, login } = one
  if (phase === 'SigningIn') return `${whose} ${phases[phase]} (${login})`
  const seen = contacts.filter(({ status }) => status !== 'FLN').map((contact) => `${nameOf(contact)} ${contact.status}`)
  const online = seen.length === 0 ? 'nobody' : seen.join(', ')
  const many = `${contacts.length} contact${contacts.length === 1 ? '' : 's'}${one.isUnderway ? ' known' : ''}`
  return `${whose} ${one.isUnderway ? 'online' : phases[phase]}${began}, ${many}; sees: ${online}`
}

/** What has changed on a connection: what is known of it now, or that there is no more to be known. */
export type ShownChange = ShownState | { readonly _tag: 'Ended'; readonly connection: number; readonly was: ShownState['_tag']; readonly passport: string }

const isSame = (one: ShownState | undefined, other: ShownState): boolean =>
  one !== undefined && JSON.stringify(one) === JSON.stringify(other)

/** What is different between two moments, by connection. */
export const changesBetween = (before: Watching, after: Watching): ReadonlyArray<ShownChange> => {
  if (before === after) return []
  const ended = [...before].flatMap(([link, child]): ReadonlyArray<ShownChange> => {
    const now = after.get(link)
    if (!isGoing(child) || (now !== undefined && isGoing(now))) return []
    const { connection, _tag, passport } = shownOf(child)
    return [{ _tag: 'Ended', connection, was: _tag, passport }]
  })
  const changed = [...after].flatMap(([link, child]): ReadonlyArray<ShownChange> => {
    const was = before.get(link)
    if (was === child || !isGoing(child)) return []
    const now = shownOf(child)
    return isSame(was !== undefined && isGoing(was) ? shownOf(was) : undefined, now) ? [] : [now]
  })
  return [...ended, ...changed]
}

/** A change, in a line. */
export const describeChange = (change: ShownChange): string => {
  if (change._tag !== 'Ended') return describeShown(change)
  const whose = change.passport === '' ? 'somebody' : change.passport
  return change.was === 'Session' ? `${whose} no longer on this server` : `${whose} no longer in this conversation`
}

import type { DialectFacts } from '../commands/dialects.js'
import { writeMsnObject, type MsnObject } from '../commands/msnobject.js'
import type { Status } from '../commands/words.js'
import { writePersonal, type Personal } from '../payloads/personal.js'
import { allows, allowsOn, listed, type Account, type Contact } from './accounts.js'
import { each, inOrder, nothing, say, seeing, type Deed, type ServerCommand } from './deed.js'
import type { Host, Session } from './state.js'

/** What somebody sees of a contact who is online. */
interface Seen {
  readonly status: Status
  readonly passport: string
  readonly name: string
  readonly capabilities: number
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
}

/** Whether a session is one that others may see: it has said a status, and is not hidden. */
export const isShown = ({ status }: Session): boolean => status !== undefined && status !== 'HDN'

/** What is to be seen of an account by those whom it allows; nothing, where it is offline or hidden. */
const sightOf = (host: Host, passport: string): Seen | undefined => {
  const session = host.sessions.get(passport)
  const account = host.accounts.get(passport)
  if (session?.status === undefined || account === undefined || !isShown(session)) return undefined
  const { status, capabilities, object, personal } = session
  return { status, passport, name: account.name, capabilities, object, personal }
}

/** What one account sees of another; nothing, where the other is offline, is hidden, or does not let itself be seen. */
const seenBy = (host: Host, viewer: string, passport: string): Seen | undefined => {
  const account = host.accounts.get(passport)
  return account !== undefined && allows(account, viewer) ? sightOf(host, passport) : undefined
}

const isSameObject = (one: MsnObject | undefined, other: MsnObject | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && writeMsnObject(one) === writeMsnObject(other))

const isSameSight = (one: Seen, other: Seen): boolean =>
  one.status === other.status &&
  one.name === other.name &&
  one.capabilities === other.capabilities &&
  isSameObject(one.object, other.object)

const wordsOf = ({ number }: DialectFacts, { status, passport, name, capabilities, object }: Seen) => ({
  status,
  passport,
  name,
  ...(number < 8 ? {} : { capabilities }),
  ...(number < 9 || object === undefined ? {} : { object }),
})

const personalOf = ({ link, dialect }: Session, { passport, personal }: Seen): Deed =>
  dialect.number < 11 || personal === undefined
    ? nothing
    : say(link, { _tag: 'Payload', verb: 'UBX', passport, payload: writePersonal(dialect.number)(personal) })

const online = (to: Session, seen: Seen): Deed => {
  const command: ServerCommand = { _tag: 'Async', verb: 'NLN', ...wordsOf(to.dialect, seen) }
  return inOrder(say(to.link, command), personalOf(to, seen))
}

const initial = (to: Session, trid: number, seen: Seen): Deed => {
  const command: ServerCommand = { _tag: 'Normal', verb: 'ILN', trid, ...wordsOf(to.dialect, seen) }
  return inOrder(say(to.link, command), personalOf(to, seen))
}

/** Tells one account by ILN how another one is, if it sees it; nothing before it has said a status itself. */
export const tellInitial = (viewer: string, trid: number, passport: string): Deed =>
  seeing((host) => {
    const to = host.sessions.get(viewer)
    const seen = seenBy(host, viewer, passport)
    return to?.status === undefined || seen === undefined ? nothing : initial(to, trid, seen)
  })

/** Tells an account by ILN of everybody on its forward list whom it sees: the answer to its first status. */
export const tellAllInitial = (viewer: string, trid: number): Deed =>
  seeing((host) => {
    const account = host.accounts.get(viewer)
    return account === undefined
      ? nothing
      : each(listed('FL', account), ({ passport }) => tellInitial(viewer, trid, passport))
  })

type Viewer = readonly [viewer: Contact, session: Session]

/** Who is signed in and has an account on the forward list. */
const followers = (host: Host, account: Account | undefined): ReadonlyArray<Viewer> => {
  if (account === undefined) return []
  const sessions: Array<Viewer> = []
  for (const viewer of listed('RL', account)) {
    const session = host.sessions.get(viewer.passport)
    if (session !== undefined) sessions.push([viewer, session])
  }
  return sessions
}

/** Those of them who have said a status themselves: others are told nothing yet. */
const watchers = (host: Host, passport: string): ReadonlyArray<Viewer> =>
  followers(host, host.accounts.get(passport)).filter(([, { status }]) => status !== undefined)

/** A deed, and then NLN and FLN to everybody to whom it makes a difference in what they see of an account. */
export const showing =
  (passport: string, deed: Deed): Deed =>
  (before) => {
    const [host, effects] = deed(before)
    const [accountBefore, account] = [before.accounts.get(passport), host.accounts.get(passport)]
    const [was, is] = [sightOf(before, passport), sightOf(host, passport)]
    const isSame = was !== undefined && is !== undefined && isSameSight(was, is)
    const differences = watchers(host, passport).map(([viewer, session]): Deed => {
      const isAllowed = account !== undefined && allowsOn(account, viewer.lists)
      // Almost always nothing has changed in the lists, and there is nothing to look up.
      const wasAllowed =
        account === accountBefore ? isAllowed : accountBefore !== undefined && allows(accountBefore, viewer.passport)
      const wasSeen = was !== undefined && wasAllowed
      if (is === undefined || !isAllowed)
        return wasSeen ? say(session.link, { _tag: 'Async', verb: 'FLN', passport }) : nothing
      return wasSeen && isSame ? nothing : online(session, is)
    })
    const [next, more] = inOrder(...differences)(host)
    return [next, [...effects, ...more]]
  }

/** Tells everybody who sees an account what it shows beside its name. */
export const tellPersonal = (passport: string): Deed =>
  seeing((host) => {
    const seen = sightOf(host, passport)
    if (seen === undefined) return nothing
    const viewers = friends(host, passport).filter(([, { status }]) => status !== undefined)
    return each(viewers, ([, session]) => personalOf(session, seen))
  })

/** Whether an account could be called to a switchboard by another: it is seen, takes messages, and allows it. */
export const isReachable = (host: Host, caller: string, passport: string): boolean =>
  seenBy(host, caller, passport) !== undefined && host.sessions.get(passport)?.listening === true

/** The sessions that are to be told of what an account sets: they have it on their forward list, and it allows them. */
export const friends = (host: Host, passport: string): ReadonlyArray<Viewer> => {
  const account = host.accounts.get(passport)
  return followers(host, account).filter(([{ lists }]) => account !== undefined && allowsOn(account, lists))
}

/** Who sees whom: what the lists of two accounts and their sessions let each see of the other. */
import { allows, allowsOn, contactsOn, type StoredAccount, type StoredContact } from '../lists/accounts.js'
import type { Host, HostSession } from '../state.js'
import { isShown, presenceOf, type AggregatePresence } from './aggregate.js'
import { sessionsOf } from './sessions.js'

/** What one account sees of another; nothing, where the other is offline, is hidden, or does not let itself be seen. */
export const seenBy = (host: Host, viewer: string, passport: string): AggregatePresence | undefined => {
  const account = host.accounts.get(passport)
  return account !== undefined && allows(account, viewer) ? presenceOf(host, passport) : undefined
}

/** Whether one account sees another. */
export const isSeenBy = (host: Host, viewer: string, passport: string): boolean =>
  seenBy(host, viewer, passport) !== undefined

type Viewer = readonly [viewer: StoredContact, session: HostSession]

/** Who is signed in and has an account on the forward list, at each of their endpoints. */
const followers = (host: Host, account: StoredAccount | undefined): ReadonlyArray<Viewer> => {
  if (account === undefined) return []
  const viewers: Array<Viewer> = []
  for (const viewer of contactsOn('RL', account))
    for (const session of sessionsOf(host, viewer.passport)) viewers.push([viewer, session])
  return viewers
}

/** Those of them who have set a status themselves: others are sent nothing yet. */
export const watchers = (host: Host, passport: string): ReadonlyArray<Viewer> =>
  followers(host, host.accounts.get(passport)).filter(([, { status }]) => status !== undefined)

/** Whether an account could be called to a switchboard by another: it is seen, takes messages, and allows it. */
export const isReachable = (host: Host, caller: string, passport: string): boolean =>
  isSeenBy(host, caller, passport) && ringing(host, passport).length > 0

/** The endpoints at which an account is called: those that have said a status, and take messages. */
export const ringing = (host: Host, passport: string): ReadonlyArray<HostSession> => {
  const sessions = sessionsOf(host, passport).filter(({ status, listening }) => status !== undefined && listening)
  return sessions.some(isShown) ? sessions : []
}

/** The sessions that are notified of what an account sets: they have it on their forward list, and it allows them. */
export const friends = (host: Host, passport: string): ReadonlyArray<Viewer> => {
  const account = host.accounts.get(passport)
  return followers(host, account).filter(([{ lists }]) => account !== undefined && allowsOn(account, lists))
}

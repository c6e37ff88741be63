import * as O from 'fp-ts/lib/Option.js'

import { detached } from '../../payloads/detach.js'
import { canonical, type Account, type Contact } from './accounts.js'
import { each } from '../../core/action.js'
import { say, seeingAccount, type HostAction, type ServerCommand } from '../action.js'
import { sessionsOf } from '../presence/sessions.js'
import type { Host } from '../state.js'

/** An address as accounts are known by: the account's own text, if there is such an account. */
export const addressIn = (host: Host, given: string): string => {
  const address = canonical(given)
  return host.accounts.get(address)?.passport ?? detached(address)
}

/** A telephone in a contact list, which is nobody's account (core.md 4.8). */
export const isTelephone = (number: number, passport: string): boolean => number >= 11 && passport.startsWith('tel:')

/** The network of an address in a contact list: 1 for an account, 4 for a telephone (core.md 8.3). */
export const networkOf = (passport: string): number => (passport.startsWith('tel:') ? 4 : 1)

/** Why somebody cannot be put on a list, or found on one; the code of the failure (core.md 4.7, 4.8; escargot.md 8). */
export const unknown = (host: Host, number: number, passport: string): O.Option<number> => {
  if (isTelephone(number, passport)) return O.none
  if (!passport.includes('@')) return O.some(201)
  return host.accounts.has(passport) ? O.none : O.some(number < 10 ? 205 : 208)
}

/** Tells somebody of one who has added or removed them, if they are online; in their own dialect. */
export const tellPeer = (passport: string, command: (peer: Account, number: number) => ServerCommand): HostAction =>
  seeingAccount(passport, (peer, host) =>
    each(sessionsOf(host, passport), ({ link, dialect }) => say(link, command(peer, dialect.number))),
  )

/** Whether a contact is in a group; who is in none is in the one with the id 0. */
export const isIn = ({ groups }: Contact, id: number): boolean => ((groups === 0 ? 1 : groups) & (1 << id)) !== 0

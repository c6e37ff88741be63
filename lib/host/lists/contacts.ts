import * as O from 'fp-ts/lib/Option.js'

import { dialectNamed, type DialectFacts } from '../../commands/dialects.js'
import { detached } from '../../payloads/detach.js'
import { canonical, type Account, type Contact } from './accounts.js'
import { each } from '../../core/action.js'
import { say, seeingAccount, type HostAction, type ServerCommand } from '../action.js'
import { sessionsOf } from '../presence/sessions.js'
import type { Host } from '../state.js'
import { isTelephone as isTelephoneAddress } from '../../commands/networks.js'

/** An address as accounts are known by: the account's own text, if there is such an account. */
export const addressIn = (host: Host, given: string): string => {
  const address = canonical(given)
  return host.accounts.get(address)?.passport ?? detached(address)
}

/** A telephone in a contact list, which is nobody's account (core.md 4.8). */
export const isTelephone = ({ has }: DialectFacts, passport: string): boolean => has.telephones && isTelephoneAddress(passport)


/** What holds of the lists where no dialect is spoken: who speaks SOAP speaks this dialect, or a later one. */
export const addressBookDialect = dialectNamed('MSNP13')

/** Why somebody cannot be put on a list, or found on one; the code of the failure (core.md 4.7, 4.8; escargot.md 8). */
export const unknown = (host: Host, dialect: DialectFacts, passport: string): O.Option<number> => {
  if (isTelephone(dialect, passport)) return O.none
  if (!passport.includes('@')) return O.some(201)
  return host.accounts.has(passport) ? O.none : O.some(dialect.has.failure208 ? 208 : 205)
}

/** Tells somebody of one who has added or removed them, if they are online; in their own dialect. */
export const tellPeer = (passport: string, command: (peer: Account, dialect: DialectFacts) => ServerCommand): HostAction =>
  seeingAccount(passport, (peer, host) =>
    each(sessionsOf(host, passport), ({ link, dialect }) => say(link, command(peer, dialect))),
  )

/** Whether a contact is in a group; who is in none is in the one with the id 0. */
export const isIn = ({ groups }: Contact, id: number): boolean => ((groups === 0 ? 1 : groups) & (1 << id)) !== 0

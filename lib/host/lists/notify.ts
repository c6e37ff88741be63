import type { DialectFacts } from '../../commands/dialects.js'
import { each, nothing } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { addressBookSite, writeNotification } from '../../payloads/notification.js'
import { say, seeingAccount, type HostAction, type ServerCommand } from '../action.js'
import { sessionsOf } from '../presence/sessions.js'
import type { Host, Session } from '../state.js'
import type { Account } from './accounts.js'
import { contactId, pidOf } from './contacts.js'
import { stampOf } from './sync.js'

/** That the address book of an account has changed, and is to be read again (messages.md 5.4). */
const bookNotice = (host: Host, { passport, listsAt }: Account): Uint8Array =>
  writeNotification({
    id: '0',
    siteId: addressBookSite,
    siteUrl: 'http://contacts.msn.com',
    pid: pidOf(passport),
    to: passport,
    agent: 'messenger',
    messageId: '0',
    action: 'a.htm',
    subscription: 's.htm',
    change: {
      service: 'ABCHInternal',
      contactId: contactId(passport),
      lastModified: stampOf(host, listsAt).text,
      hasNewItem: true,
    },
  })

const telling = (passport: string, isTold: (session: Session) => boolean): HostAction =>
  seeingAccount(passport, (account, host) => {
    const told = sessionsOf(host, passport).filter((session) => session.dialect.has.listsBySoap && isTold(session))
    if (told.length === 0) return nothing
    // Written once for all of them.
    const payload = bookNotice(host, account)
    return each(told, ({ link }) => say(link, { _tag: 'Payload', verb: 'NOT', payload }))
  })

/** Tells the other places of an account that its address book has changed. */
export const tellBookChanged = (owner: string, by: Name | undefined): HostAction =>
  telling(owner, ({ link, place }) => place !== undefined && link !== by)

/** Tells an account that somebody else's doing has changed its address book, at every place. */
export const tellPeerBookChanged = (passport: string): HostAction => telling(passport, () => true)

/** Tells somebody of one who has added or removed them, if they are online; in their own dialect. */
export const tellPeer = (passport: string, command: (peer: Account, dialect: DialectFacts) => ServerCommand): HostAction =>
  seeingAccount(passport, (peer, host) =>
    each(sessionsOf(host, passport), ({ link, dialect }) => say(link, command(peer, dialect))),
  )

/** Notifies accounts that their lists have changed: other endpoints of an account, and whoever was added or removed. */
import type { DialectFacts } from '../../commands/dialects.js'
import { each, nothing } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { addressBookSite, writeNotification } from '../../payloads/notification.js'
import { inEachDialect, seeingAccount, send, type HostAction, type ServerCommand } from '../action.js'
import { sessionsOf } from '../presence/sessions.js'
import type { Host, HostSession } from '../state.js'
import type { StoredAccount } from './accounts.js'
import { contactId, passportIdOf } from './contacts.js'
import { stampOf } from './sync.js'

/** That the address book of an account has changed, and is to be read again (messages.md 5.4). */
const addressBookNotice = (host: Host, { passport, listsAt }: StoredAccount): Uint8Array =>
  writeNotification({
    id: '0',
    siteId: addressBookSite,
    siteUrl: 'http://contacts.msn.com',
    pid: passportIdOf(passport),
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

const notify = (passport: string, isNotified: (session: HostSession) => boolean): HostAction =>
  seeingAccount(passport, (account, host) => {
    const notified = sessionsOf(host, passport).filter((session) => session.dialect.has.listsBySoap && isNotified(session))
    if (notified.length === 0) return nothing
    // Written once for all of them.
    const payload = addressBookNotice(host, account)
    return each(notified, ({ link }) => send(link, { _tag: 'Payload', verb: 'NOT', payload }))
  })

/** Notifies the other endpoints of an account that its address book has changed. */
export const notifyOtherEndpoints = (owner: string, by: Name | undefined): HostAction =>
  notify(owner, ({ link, endpointId }) => endpointId !== undefined && link !== by)

/** Notifies every endpoint of an account that somebody else has changed its address book. */
export const notifyEndpoints = (passport: string): HostAction => notify(passport, () => true)

/** Notifies an account of one that has added or removed it, if it is online; in the dialect of each session. */
export const notifyPeer = (passport: string, command: (peer: StoredAccount, dialect: DialectFacts) => ServerCommand): HostAction =>
  seeingAccount(passport, (peer, host) => {
    const inDialect = inEachDialect((dialect) => command(peer, dialect))
    return each(sessionsOf(host, passport), ({ link, dialect }) => send(link, inDialect(dialect)))
  })

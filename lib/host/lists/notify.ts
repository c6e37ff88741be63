import { digest } from '../../auth/digest.js'
import type { Name } from '../../core/effects.js'
import { addressBookSite, writeNotification } from '../../payloads/notification.js'
import type { Account } from './accounts.js'
import { each, nothing } from '../../core/action.js'
import { say, seeingAccount, type HostAction } from '../action.js'
import { sessionsOf } from '../presence/sessions.js'
import { stampOf } from './sync.js'
import type { Host, Session } from '../state.js'

/** A number below 2 to the power of 32 out of a text: FNV-1a, since a whole list of contacts is numbered at once. */
const hash = (text: string, start: number): number => {
  let sum = start
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/** The number that services know an account by, below 2 to the power of 63; whoever has the address can work it out. */
export const contactId = (passport: string): string =>
  `${hash(passport, 0x811c9dc5) >>> 3}${String(hash(passport, 0x01234567)).padStart(10, '0')}`

/** The same as two halves, as notices have it. */
const pidOf = (passport: string): string => {
  const digits = digest('passport id')(passport)
  return `0x${digits.slice(0, 8)}:0x${digits.slice(8, 16)}`
}

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

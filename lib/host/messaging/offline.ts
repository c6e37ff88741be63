/** Offline messages: kept for an account, announced to it, fetched and deleted. */
import { each, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { writeMailNotice, type MailData, type MailNotice, type OfflineMessage } from '../../payloads/mail.js'
import { writeMime } from '../../payloads/mime.js'
import { writeOfflineText } from '../../payloads/offline.js'
import { report, send, withDigits, type HostAction } from '../action.js'
import { allows } from '../lists/accounts.js'
import { sessionAt, sessionsOf } from '../presence/sessions.js'
import type { Host, HostSession, StoredMessage } from '../state.js'

/** More than these are not announced one by one (messages.md 1.10.2). */
const mostAnnounced = 25

/** The messages that wait for an account, the oldest first. */
export const messagesFor = (host: Host, passport: string): ReadonlyArray<StoredMessage> => host.offlineMessages.get(passport) ?? []

const withMessages = (host: Host, passport: string, messages: ReadonlyArray<StoredMessage>): Host => ({
  ...host,
  offlineMessages: messages.length === 0 ? host.offlineMessages.delete(passport) : host.offlineMessages.set(passport, messages),
})

/** A message as it is fetched: a mail. */
export const mailText = ({ from, name, at, run, sequence, text }: StoredMessage): string =>
  writeOfflineText({
    from,
    name,
    date: new Date(at).toUTCString().slice(5).replace('GMT', '+0000'),
    ...(run === undefined ? {} : { run }),
    sequence,
    text,
  })

const inboxFolder = '00000000-0000-0000-0000-000000000009'
const liveFolder = '.!!OIM'
const trashFolder = '.!!trAsH'

const mailEntry = (message: StoredMessage, folder: string): OfflineMessage => ({
  type: 11,
  state: 6,
  received: new Date(message.at).toISOString().replace(/\.\d+Z$/, 'Z'),
  read: false,
  size: new TextEncoder().encode(mailText(message)).length,
  sender: message.from,
  id: message.id,
  folder,
  name: message.name,
})

const mailOf = (messages: ReadonlyArray<StoredMessage>, folder: string): MailData => ({
  _tag: 'MailData',
  counts: { inbox: 0, inboxUnread: 0, others: 0, othersUnread: 0 },
  quota: { total: 409_600, used: 204_800 },
  messages: messages.map((message) => mailEntry(message, folder)),
})

/** What waits for an account, all of it. */
export const allMail = (host: Host, passport: string): MailData => mailOf(messagesFor(host, passport), inboxFolder)

const sendNotice = (link: Name, notice: MailNotice): HostAction =>
  send(link, {
    _tag: 'Payload',
    verb: 'MSG',
    sender: 'Hotmail',
    name: 'Hotmail',
    payload: writeMime(writeMailNotice(notice)),
  })

const takesNotices = ({ status, dialect }: HostSession): boolean => status !== undefined && dialect.has.offlineNotices

const sendNoticeToAll = (host: Host, passport: string, notice: MailNotice): HostAction =>
  each(sessionsOf(host, passport).filter(takesNotices), ({ link }) => sendNotice(link, notice))

/** Sends a session that has set its first status what waits for its account. */
export const announceMail = (link: Name, passport: string): HostAction =>
  seeing((host) => {
    const session = sessionAt(host, link)
    if (session === undefined || !takesNotices(session)) return nothing
    const isTooMuch = messagesFor(host, passport).length > mostAnnounced
    const data: MailData = isTooMuch ? { _tag: 'TooLarge' } : allMail(host, passport)
    return sendNotice(link, { _tag: 'InitialMailData', data })
  })

/** A message that is to wait for somebody. */
export type NewOfflineMessage = Pick<StoredMessage, 'from' | 'name' | 'text' | 'run' | 'sequence'>

/** Whether a message may wait for an account: it is there, it allows it, and not too many wait already. */
export const mayStore = (host: Host, from: string, to: string): boolean => {
  const account = host.accounts.get(to)
  const { offlineMessages: messages, offlineMessagesPerAccount } = host.settings.limits
  if (account === undefined || !allows(account, from)) return false
  if (messagesFor(host, to).length >= offlineMessagesPerAccount) return false
  return host.offlineMessages.reduce((sum, { length }) => sum + length, 0) < messages
}

const guidOf = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5').toUpperCase()

/** Keeps a message for an account, and announces it to the account's endpoints, if there are any. */
export const storeMessage = (to: string, { from, name, text, run, sequence }: NewOfflineMessage): HostAction =>
  withDigits('letter', (digits) =>
    seeing((host) => {
      const message: StoredMessage = {
        id: guidOf(digits),
        from,
        name,
        at: host.now,
        run,
        sequence,
        text,
      }
      return inOrder(
        modify((now) => withMessages(now, to, [...messagesFor(now, to), message])),
        report({ _tag: 'OfflineMessageKept', from, to }),
        seeing((now) => sendNoticeToAll(now, to, { _tag: 'OfflineMessageCame', data: mailOf([message], liveFolder) })),
      )
    }),
  )

/** Forgets some of the messages that wait for an account, and notifies its endpoints how many. */
export const discardMessages = (passport: string, ids: ReadonlyArray<string>): HostAction =>
  seeing((host) => {
    const wanted = new Set(ids.map((id) => id.toUpperCase()))
    const messages = messagesFor(host, passport)
    const left = messages.filter(({ id }) => !wanted.has(id))
    const delta = messages.length - left.length
    return inOrder(
      modify((now) => withMessages(now, passport, left)),
      when(delta > 0, () => sendNoticeToAll(host, passport, { _tag: 'MailMoved', from: liveFolder, to: trashFolder, delta })),
    )
  })

import { each, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { detached } from '../../payloads/detach.js'
import { writeMailNotice, type MailData, type MailNotice, type OfflineMessage } from '../../payloads/mail.js'
import { writeMime } from '../../payloads/mime.js'
import { writeOfflineText } from '../../payloads/offline.js'
import { report, say, withDigits, type HostAction } from '../action.js'
import { allows } from '../lists/accounts.js'
import { sessionAt, sessionsOf } from '../presence/sessions.js'
import type { Host, Letter, Session } from '../state.js'

/** More than these are not told one by one (messages.md 1.10.2). */
const mostTold = 25

/** The messages that wait for an account, the oldest first. */
export const lettersOf = (host: Host, passport: string): ReadonlyArray<Letter> => host.letters.get(passport) ?? []

const withLetters = (host: Host, passport: string, letters: ReadonlyArray<Letter>): Host => ({
  ...host,
  letters: letters.length === 0 ? host.letters.delete(passport) : host.letters.set(passport, letters),
})

/** A message as it is fetched: a mail. */
export const letterText = ({ from, name, at, run, sequence, text }: Letter): string =>
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

const toldOf = (letter: Letter, folder: string): OfflineMessage => ({
  type: 11,
  state: 6,
  received: new Date(letter.at).toISOString().replace(/\.\d+Z$/, 'Z'),
  read: false,
  size: new TextEncoder().encode(letterText(letter)).length,
  sender: letter.from,
  id: letter.id,
  folder,
  name: letter.name,
})

const mailOf = (letters: ReadonlyArray<Letter>, folder: string): MailData => ({
  _tag: 'MailData',
  counts: { inbox: 0, inboxUnread: 0, others: 0, othersUnread: 0 },
  quota: { total: 409_600, used: 204_800 },
  messages: letters.map((letter) => toldOf(letter, folder)),
})

/** What waits for an account, all of it. */
export const allMail = (host: Host, passport: string): MailData => mailOf(lettersOf(host, passport), inboxFolder)

const telling = (link: Name, notice: MailNotice): HostAction =>
  say(link, {
    _tag: 'Payload',
    verb: 'MSG',
    sender: 'Hotmail',
    name: 'Hotmail',
    payload: writeMime(writeMailNotice(notice)),
  })

const takesNotices = ({ status, dialect }: Session): boolean => status !== undefined && dialect.has.offlineNotices

const tellingAll = (host: Host, passport: string, notice: MailNotice): HostAction =>
  each(sessionsOf(host, passport).filter(takesNotices), ({ link }) => telling(link, notice))

/** Tells a session that has said its first status what waits for its account. */
export const tellMail = (link: Name, passport: string): HostAction =>
  seeing((host) => {
    const session = sessionAt(host, link)
    if (session === undefined || !takesNotices(session)) return nothing
    const isTooMuch = lettersOf(host, passport).length > mostTold
    const data: MailData = isTooMuch ? { _tag: 'TooLarge' } : allMail(host, passport)
    return telling(link, { _tag: 'InitialMailData', data })
  })

/** A message that is to wait for somebody. */
export type NewLetter = Pick<Letter, 'from' | 'name' | 'text' | 'run' | 'sequence'>

/** Whether a message may wait for an account: it is there, it allows it, and not too many wait already. */
export const mayWrite = (host: Host, from: string, to: string): boolean => {
  const account = host.accounts.get(to)
  const { letters, lettersPerAccount } = host.settings.limits
  if (account === undefined || !allows(account, from)) return false
  if (lettersOf(host, to).length >= lettersPerAccount) return false
  return host.letters.reduce((sum, { length }) => sum + length, 0) < letters
}

const guidOf = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5').toUpperCase()

/** Keeps a message for an account, and tells the account's places of it, if there are any. */
export const keepingLetter = (to: string, { from, name, text, run, sequence }: NewLetter): HostAction =>
  withDigits('letter', (digits) =>
    seeing((host) => {
      const letter: Letter = {
        id: guidOf(digits),
        from,
        name: detached(name),
        at: host.now,
        run: run === undefined ? undefined : detached(run),
        sequence,
        text: detached(text),
      }
      return inOrder(
        modify((now) => withLetters(now, to, [...lettersOf(now, to), letter])),
        report({ _tag: 'LetterKept', from, to }),
        seeing((now) => tellingAll(now, to, { _tag: 'OfflineMessageCame', data: mailOf([letter], liveFolder) })),
      )
    }),
  )

/** Forgets some of the messages that wait for an account, and tells its places how many. */
export const forgettingLetters = (passport: string, ids: ReadonlyArray<string>): HostAction =>
  seeing((host) => {
    const wanted = new Set(ids.map((id) => id.toUpperCase()))
    const letters = lettersOf(host, passport)
    const left = letters.filter(({ id }) => !wanted.has(id))
    const delta = letters.length - left.length
    return inOrder(
      modify((now) => withLetters(now, passport, left)),
      when(delta > 0, () => tellingAll(host, passport, { _tag: 'MailMoved', from: liveFolder, to: trashFolder, delta })),
    )
  })

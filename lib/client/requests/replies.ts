import type { Command } from '../../commands/rows.js'
import { addressBookSite, readNotification } from '../../payloads/notification.js'
import { readMessage } from '../../payloads/message.js'
import { lettersCame } from '../messaging/offline.js'
import { toldSo } from '../addressbook/read.js'
import { withNickname } from '../contacts/changes.js'
import type { Said } from '../../core/effects.js'
import { type Change, notify, notifyAll } from '../events.js'
import { stay } from '../../core/machine.js'
import { type SessionStep, type SignedIn, withView } from '../session/online.js'
import type { Request } from './requests.js'
import { withSet } from '../session/shown.js'
import type { AccountView } from '../state.js'
import { finished, pendingFor, replied, rereading } from './transactions.js'

/** What a reply changes, and who waited for it; nothing where nobody did. */
export const reply = (
  was: SignedIn,
  command: Command<'server', 'NS'>,
  [view, events]: Change,
): SessionStep | undefined => {
  const now = view === was.view ? was : withView(was, view)
  const told = notifyAll(events)
  if (!('trid' in command) || command.verb === 'ILN') return [now, told]
  const asked = pendingFor(was, command)?.asked
  switch (asked?._tag) {
    case undefined:
      return undefined
    case 'Lists':
    case 'Transfer':
      return [now, told]
    case 'Own': {
      const [next, effects] = finished(now, command.trid)
      return [next, [...told, ...effects]]
    }
    case 'Telling': {
      const [next, effects] = finished(now, command.trid)
      const [state, more] = toldSo(next)
      return [state, [...(isSameAccount(was.view, view) ? [] : told), ...effects, ...more]]
    }
    case 'Intent': {
      const { intent } = asked
      const isAdded = intent._tag === 'AddContact' && 'list' in command && command.list === 'FL'
      const [called, renaming] =
        isAdded && intent.name !== undefined ? withNickname(now.view, intent.passport, intent.name) : [now.view, []]
      const done = withShown(called === now.view ? now : withView(now, called), intent)
      const [next, effects] = replied(done, command, asked, was.settings.deadlines.reply)
      return [next, [...told, ...notifyAll(renaming), ...effects]]
    }
  }
}

/** Whether an answer says what the address book has said already. */
const isSameAccount = ({ account: was }: AccountView, { account: now }: AccountView): boolean =>
  was.privacy === now.privacy && was.name === now.name

/** What an intent has set is known from now on, and said again wherever the session is sent on to. */
const withShown = (was: SignedIn, intent: Request): SignedIn => {
  const shown = withSet(was.shown, intent)
  if (shown === was.shown) return was
  const { view } = was
  return intent._tag === 'SetPersonal'
    ? { ...was, shown, view: { ...view, account: { ...view.account, personal: intent.personal } } }
    : { ...was, shown }
}

/** A move by what a reply changes in the view. */
export const changing = <C extends Command<'server', 'NS'>>(change: (state: AccountView, command: C) => Change) =>
  stay((was: SignedIn, command: C) => reply(was, command, change(was.view, command)))

/** Such moves for a whole table of changes. */
export const changes = <T extends Readonly<Record<string, (state: AccountView, command: never) => Change>>>(
  table: T,
) =>
  Object.fromEntries(Object.entries(table).map(([verb, change]) => [verb, changing(change)])) as {
    readonly [V in keyof T]: ReturnType<typeof changing<Parameters<T[V]>[1]>>
  }

/** What a service answers changes nothing here. */
export const service = changing((state) => [state, []])

/** A message of the server itself: the profile, or mail. */
export const noticed = (was: SignedIn, { payload }: Said<'NS', 'MSG'>): SessionStep => {
  const message = readMessage(payload)
  if (message._tag !== 'Profile') {
    const isOffline = message._tag === 'InitialMailData' || message._tag === 'OfflineMessageCame'
    const data = isOffline ? message.data : undefined
    const [next, effects] = data === undefined ? [was, []] : lettersCame(was, data)
    return [next, [notify({ _tag: 'Notice', message }), ...effects]]
  }
  const { view } = was
  return [
    { ...was, view: { ...view, account: { ...view.account, profile: message } } },
    [notify({ _tag: 'Profile', profile: message })],
  ]
}

/** An alert or a page; or word that the address book has changed, which is read again then (messages.md 5.4). */
export const notified = stay((was: SignedIn, { payload }: Said<'NS', 'NOT' | 'IPG' | 'PAG'>): SessionStep => {
  const notification = readNotification(payload)
  const isBook = notification.siteId === addressBookSite || notification.change !== undefined
  const again = isBook && was.dialect.number >= 13 ? [rereading] : []
  return [was, [notify({ _tag: 'Notification', notification }), ...again]]
})

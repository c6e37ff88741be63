/** What an answer, or a failure that means that it is so already, changes in the contact list, as plain data. */
import type { ListName } from '../../commands/words.js'
import type { Change } from '../events.js'
import { withNames, type AccountView, type Contact } from '../state.js'
import {
  contactOf,
  joined,
  offList,
  onList,
  privacySet,
  promptSet,
  unchanged,
  withContact,
  withGroup,
  withoutGroup,
} from './changes.js'

/**
 * A change of the contact list.
 *
 * **Shapes** `Forward` puts a contact on the forward list, with the id that the address book gave; `OffKnownList` takes off a contact that
 * is known, and makes none. `Made` is a group under the id that the address book gave.
 */
export type ListChange =
  | { readonly _tag: 'OnList' | 'OffList' | 'OffKnownList'; readonly passport: string; readonly list: ListName }
  | {
      readonly _tag: 'Forward'
      readonly passport: string
      readonly network: number
      readonly nickname: string | undefined
    }
  | { readonly _tag: 'IntoGroup' | 'OutOfGroup'; readonly passport: string; readonly group: string }
  | { readonly _tag: 'Nickname'; readonly passport: string; readonly nickname: string }
  | { readonly _tag: 'Privacy'; readonly privacy: 'AL' | 'BL' }
  | { readonly _tag: 'Prompt'; readonly prompt: 'A' | 'N' }
  | { readonly _tag: 'Made'; readonly name: string }
  | { readonly _tag: 'Group'; readonly id: string; readonly name: string }
  | { readonly _tag: 'GroupGone'; readonly id: string }

const changing = (view: AccountView, passport: string, change: (before: Contact) => Contact): Change =>
  withContact(view, change(contactOf(view, passport)))

/** Makes a change; nothing changes by none. `madeId` is the id that an answer gave. */
export const changeBy =
  (change: ListChange | undefined, madeId?: string) =>
  (view: AccountView): Change => {
    switch (change?._tag) {
      case undefined:
        return unchanged(view)
      case 'OnList':
        return changing(view, change.passport, (before) => onList(before, change.list))
      case 'OffList':
        return changing(view, change.passport, (before) => offList(before, change.list))
      case 'OffKnownList':
        return view.contacts.has(change.passport)
          ? changing(view, change.passport, (before) => offList(before, change.list))
          : unchanged(view)
      case 'Forward':
        return changing(view, change.passport, (before) => ({
          ...(change.nickname === undefined
            ? onList(before, 'FL')
            : withNames(onList(before, 'FL'), { nickname: change.nickname })),
          guid: madeId ?? before.guid,
          network: change.network,
        }))
      case 'IntoGroup':
        return changing(view, change.passport, (before) => ({ ...before, groups: joined(before.groups, change.group) }))
      case 'OutOfGroup':
        return changing(view, change.passport, (before) => ({
          ...before,
          groups: before.groups.filter((id) => id !== change.group),
        }))
      case 'Nickname':
        return changing(view, change.passport, (before) => withNames(before, { nickname: change.nickname }))
      case 'Privacy':
        return privacySet(view, change.privacy)
      case 'Prompt':
        return promptSet(view, change.prompt)
      case 'Made':
        return madeId === undefined
          ? unchanged(view)
          : withGroup(view, { id: madeId, name: change.name })
      case 'Group':
        return withGroup(view, { id: change.id, name: change.name })
      case 'GroupGone':
        return withoutGroup(view, change.id)
    }
  }

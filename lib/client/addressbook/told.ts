/** What the notification server reports of the lists that the address book keeps. */
import { listBits } from '../../commands/words.js'
import { readList, type Member } from '../../payloads/list.js'
import { contactOf, offList, reversed, unchanged, withContact, withEvent } from '../contacts/changes.js'
import { each } from '../../core/action.js'
import type { Said } from '../../core/effects.js'
import type { Change } from '../events.js'
import { withNames, type AccountView } from '../state.js'

const reverse = listBits(['RL'])

type Changer = (state: AccountView, member: Member) => Change

/** The server tells of others only whether they have me on their lists; all else is in the address book. */
const theirs = (state: AccountView, payload: Uint8Array, changer: Changer): Change =>
  each(
    readList(payload).members.filter(({ lists }) => lists !== undefined && (lists & reverse) !== 0),
    (member) => (now: AccountView) => changer(now, member),
  )(state)

const addedMe: Changer = (state, { address, name: given, network }) => {
  const before = contactOf(state, address)
  const name = given === undefined || given === '' ? before.displayName : given
  const change = withContact(state, {
    ...withNames(reversed(before), { displayName: name }),
    network: before.network ?? network,
  })
  return withEvent(change, { _tag: 'AddedMe', passport: before.passport, name })
}

const removedMe: Changer = (state, { address }) => {
  const before = contactOf(state, address)
  return withEvent(withContact(state, offList(before, 'RL')), { _tag: 'RemovedMe', passport: before.passport })
}

/**
 * What the server's words change in the lists from MSNP13 on. An answer changes nothing: the address book has done so.
 *
 * **Source** core.md 4.9, messages.md 4.5
 */
export const bookChanges = {
  ADL: (state: AccountView, command: Said<'NS', 'ADL'>): Change =>
    command._tag === 'Payload' ? theirs(state, command.payload, addedMe) : unchanged(state),
  RML: (state: AccountView, command: Said<'NS', 'RML'>): Change =>
    command._tag === 'Payload' ? theirs(state, command.payload, removedMe) : unchanged(state),
} as const

/** What comes of a contact list, line by line, and of lines that cannot be read. */
import type { Undecodable } from '../../commands/undecodable.js'
import { listChanges, withDetail } from './changes.js'
import type { ClientEvent, Said } from '../../core/effects.js'
import { misread } from '../requests/failing.js'
import { cameLate, synchronised, takeIn } from './lists.js'
import { type SessionStep, type SignedIn, unexpected } from '../session/online.js'
import { reply } from '../requests/replies.js'
import { pendingFor } from '../requests/transactions.js'
import { ready } from '../session/intents.js'

/** A part of the contact list, or the answer to a client's own question. */
export const listed = (was: SignedIn, command: Said<'NS', 'SYN' | 'LST' | 'LSG'>): SessionStep | undefined =>
  progress(was, { _tag: 'Received', link: was.link, command }) ??
  // An answer to a client's own LST or LSG (core.md 4.3), which few servers give.
  ('trid' in command && pendingFor(was, command)?.asked._tag === 'Intent'
    ? reply(was, command, [was.view, []])
    : undefined)

/** Hands an event to the contact list that is on its way; with its end, the session is ready. */
const progress = (was: SignedIn, event: ClientEvent): SessionStep | undefined => {
  const step = takeIn(was, event)
  if (step === undefined) return undefined
  const [state, effects] = step
  if ((state._tag === 'Listing' || state._tag === 'Counting') && state.isLate) return cameLate(was, state, event)
  if (state._tag !== 'Listed' && state._tag !== 'Current') return [{ ...was, sync: state }, effects]
  const [next, more] = synchronised(was, state)
  return ready(next, [...effects, ...more])
}

/** A line that cannot be read: the contact list may have been waiting for it, or it is the reply to a request. */
export const unread = (was: SignedIn, command: Undecodable): SessionStep | undefined => {
  const step = progress(was, { _tag: 'Received', link: was.link, command }) ?? misread(was, command)
  return step === undefined ? undefined : [step[0], [unexpected(command), ...step[1]]]
}

/** A contact's detail, which up to the end of the list belongs to the line before it. */
export const detail = (was: SignedIn, command: Said<'NS', 'BPR'>): SessionStep | undefined => {
  const step = progress(was, { _tag: 'Received', link: was.link, command })
  if (step !== undefined) return step
  const last = was.sync?._tag === 'Listed' ? was.sync.last : undefined
  return 'passport' in command || last === undefined
    ? reply(was, command, listChanges.BPR(was.view, command))
    : reply(was, command, withDetail(was.view, last, command.property))
}

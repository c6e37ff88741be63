/** Presence alone: who is seen, without a contact list. */
import { kindOf, type Received } from '../../core/effects.js'
import type { Machine } from '../../core/machine.js'
import { notifyAll, type Change, type SessionEffect } from '../events.js'
import type { In } from '../session/signals.js'
import { stranger, type AccountView } from '../state.js'
import { presenceChanges } from './presence.js'

const isPresence = (kind: string): kind is 'ILN' | 'NLN' | 'FLN' | 'UBX' =>
  kind === 'ILN' || kind === 'NLN' || kind === 'FLN' || kind === 'UBX'

const passportIn = (command: object): string | undefined => {
  const { passport, contact } = command as { readonly passport?: string; readonly contact?: { readonly passport: string } }
  return (passport ?? contact?.passport)?.toLowerCase()
}

const withStranger = (view: AccountView, passport: string): AccountView =>
  view.contacts.has(passport) ? view : { ...view, contacts: view.contacts.set(passport, stranger(passport)) }

/** What a command tells of who is seen; whoever is not known yet is from then on. */
export const seenBy = (view: AccountView, event: Received<'server'>): Change => {
  const kind = kindOf(event)
  const passport = isPresence(kind) ? passportIn(event.command) : undefined
  if (!isPresence(kind) || passport === undefined) return [view, []]
  return presenceChanges[kind](withStranger(view, passport), event.command as never)
}

/** Who is seen on a connection, of everybody whom the server tells of. It has no end. */
export const presence = (view: AccountView): Machine<AccountView, In, SessionEffect, never> => ({
  hears: new Set(['ILN', 'NLN', 'FLN', 'UBX']),
  init: [view, []],
  step: (was, event) => {
    if (event._tag !== 'Received') return [was, []]
    const change = seenBy(was, event)
    return [change[0], notifyAll(change[1])]
  },
  result: () => undefined,
})


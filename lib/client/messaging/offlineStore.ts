import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { answer, productIn } from '../../auth/challenge.js'
import { writeOfflineText } from '../../payloads/offline.js'
import { storeOffline } from '../../payloads/soap/offlinestore.js'
import { call } from '../services/calls.js'
import type { Drawn } from '../../core/effects.js'
import type { SessionEffects } from '../events.js'
import { guidOf, guidSize } from '../guid.js'
import { runDraw } from '../names.js'
import type { SessionStep, SignedIn, Then } from '../session/online.js'
import type { Request } from '../requests/requests.js'
import { callFor, type Call } from '../services/service.js'
import { ticketSites } from '../login/tickets.js'
import type { Keeping, Put } from './state.js'

/** A text for somebody who is offline, under its number. */
interface Letter {
  readonly to: string
  readonly text: string
  readonly run: string
  readonly sequence: number
}

const withKeeping = (was: SignedIn, keeping: Partial<Keeping>): SignedIn => ({
  ...was,
  beyond: { ...was.beyond, keeping: { ...was.beyond.keeping, ...keeping } },
})

const productOf = ({ settings, dialect }: SignedIn) => settings.product ?? O.toUndefined(productIn(dialect.number))

const storing = (was: SignedIn, { to, text, run, sequence }: Letter): Call<unknown> => {
  const { account } = was.view
  const head = {
    from: account.passport,
    name: account.name,
    to,
    appId: productOf(was)?.id ?? '',
    lockKey: was.beyond.keeping.lockKey,
    sequence,
    dialect: was.dialect.name,
  }
  const content = writeOfflineText({ text, run, sequence })
  return callFor(storeOffline, ticketSites.secure, (ticket) => ({ ...head, ticket }))({ content })
}

/** The key to the service, out of the question that it puts; nothing, where it puts none that we can answer. */
const keyFor = (was: SignedIn, came: Parameters<Then<unknown>>[1]): string | undefined => {
  const challenge = E.isLeft(came) && came.left._tag === 'Fault' ? came.left.fault.challenge : undefined
  const product = productOf(was)
  return challenge === undefined || product === undefined ? undefined : answer(was.dialect.number)(product)(challenge)
}

/** Asks the service; once more with the key, if it wants another one. */
const stored = (was: SignedIn, letter: Letter, intent: Request, isSecond: boolean, then: Then<unknown>): SessionStep =>
  call(was, storing(was, letter), [intent], (now, came) => {
    const lockKey = isSecond ? undefined : keyFor(now, came)
    return lockKey === undefined ? then(now, came) : stored(withKeeping(now, { lockKey }), letter, intent, true, then)
  })

/** Whether the number that all messages of a session have in common has to be drawn first. */
export const hasRun = ({ beyond }: SignedIn): boolean => beyond.keeping.run !== undefined

/** Draws it; what is to be done waits. */
export const waitingForRun = (was: SignedIn, put: Put): readonly [SignedIn, SessionEffects] => {
  const { waiting } = was.beyond.keeping
  return [
    withKeeping(was, { waiting: [...waiting, put] }),
    waiting.length === 0 ? [{ _tag: 'Draw', draw: runDraw, octets: guidSize }] : [],
  ]
}

/** It is drawn: the session with it, and what has waited; nothing, if the octets are for something else. */
export const runDrawn = (
  was: SignedIn,
  { draw, octets }: Drawn,
): readonly [SignedIn, ReadonlyArray<Put>] | undefined => {
  const { run, waiting } = was.beyond.keeping
  if (draw !== runDraw || run !== undefined) return undefined
  const whole = Uint8Array.from({ length: guidSize }, (_, at) => octets[at] ?? 0)
  return [withKeeping(was, { run: guidOf(whole), waiting: [] }), waiting]
}

/**
 * Has a text kept for somebody who is offline. The numbers of one session's texts tell in which order they were written.
 *
 * **Source** messages.md 4.6
 */
export const keep = (
  was: SignedIn,
  { to, text }: { readonly to: string; readonly text: string },
  intent: Request,
  then: Then<unknown>,
): SessionStep => {
  const { run = '', sequences } = was.beyond.keeping
  const address = to.toLowerCase()
  const sequence = (sequences.get(address) ?? 0) + 1
  const counted = withKeeping(was, { sequences: sequences.set(address, sequence) })
  return stored(counted, { to: address, text, run, sequence }, intent, false, then)
}

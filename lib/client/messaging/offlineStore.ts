/** Offline messages sent: texts that a store keeps until the recipient signs in (MSNP13 to MSNP17). */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { answer, productIn } from '../../auth/challenge.js'
import { become, emit, inOrder, modify, seeing, when } from '../../core/action.js'
import type { RandomBytes } from '../../core/effects.js'
import { isSameName } from '../../core/keys.js'
import { writeOfflineText } from '../../payloads/offline.js'
import type { Act, SignedIn } from '../contacts/state.js'
import { guidOf, guidSize } from '../guid.js'
import { runDraw } from '../names.js'
import type { RequestIntent } from '../requests/handler.js'
import type { Request } from '../requests/request.js'
import { calling } from '../requests/steps.js'
import { call, type Call } from '../services/operations.js'
import type { Came, Out, Purpose } from '../session/signals.js'
import type { OfflineOutbox, StoredText, Waiting } from './state.js'

const withOutbox = (was: SignedIn, outbox: Partial<OfflineOutbox>): SignedIn => ({
  ...was,
  messaging: { ...was.messaging, outbox: { ...was.messaging.outbox, ...outbox } },
})

const productOf = ({ on: { settings, dialect } }: SignedIn) =>
  settings.product ?? O.toUndefined(productIn(dialect.number))

const storing = (was: SignedIn, { to, text, run, sequence }: StoredText): Call => {
  const { account } = was.view
  return call('storeOffline', {
    from: account.passport,
    name: account.name,
    to,
    appId: productOf(was)?.id ?? '',
    lockKey: was.messaging.outbox.lockKey,
    sequence,
    dialect: was.on.dialect.name,
    content: writeOfflineText({ text, run, sequence }),
  })
}

/** The key to the store, out of the question that it puts; nothing, where it puts none that we can answer. */
export const keyFor = (was: SignedIn, came: Came<unknown>): string | undefined => {
  const challenge = E.isLeft(came) && came.left._tag === 'Fault' ? came.left.fault.challenge : undefined
  const product = productOf(was)
  return challenge === undefined || product === undefined
    ? undefined
    : answer(was.on.dialect.number)(product)(challenge)
}

type StorePurpose = Extract<Purpose, { readonly _tag: 'Store' }>

const asking = (purpose: StorePurpose): Act => seeing((was) => calling(storing(was, purpose.text), purpose))

/** Asks the store once more, with a key. */
export const storeWith = (lockKey: string, purpose: StorePurpose): Act =>
  inOrder<SignedIn, Out>(
    modify((was) => withOutbox(was, { lockKey })),
    asking(purpose),
  )

/** Under the next number of its recipient: the numbers of one session's texts tell in which order they were written. */
const numbered = (
  run: string,
  { to, text }: Extract<Request, { readonly _tag: 'Store' }>,
  intent: RequestIntent,
  rest: ReadonlyArray<Request>,
): Act =>
  seeing((was) => {
    const { sequences } = was.messaging.outbox
    const address = to.toLowerCase()
    const sequence = (sequences.get(address) ?? 0) + 1
    return inOrder<SignedIn, Out>(
      modify((now) => withOutbox(now, { sequences: sequences.set(address, sequence) })),
      asking({ _tag: 'Store', text: { to: address, text, run, sequence }, intent, rest, isSecond: false }),
    )
  })

/**
 * Has a text kept for somebody who is offline; it waits until the number is there that all texts of a session have in common.
 *
 * **Source** messages.md 4.6
 */
export const storeOffline = (
  request: Extract<Request, { readonly _tag: 'Store' }>,
  intent: RequestIntent,
  rest: ReadonlyArray<Request>,
): Act =>
  seeing((was) => {
    const { run, waiting } = was.messaging.outbox
    if (run !== undefined) return numbered(run, request, intent, rest)
    return inOrder<SignedIn, Out>(
      modify((now) => withOutbox(now, { waiting: [...waiting, { intent, requests: [request, ...rest] }] })),
      when(waiting.length === 0, () => emit<Out>({ _tag: 'Random', draw: runDraw, bytes: guidSize })),
    )
  })

/** The number is there: what has waited for it goes on; nothing, if the random bytes are for something else. */
export const runDrawn = (
  was: SignedIn,
  { draw, bytes }: RandomBytes,
  then: (waiting: ReadonlyArray<Waiting>) => Act,
): Act | undefined => {
  const { run, waiting } = was.messaging.outbox
  if (!isSameName(draw, runDraw) || run !== undefined) return undefined
  const whole = Uint8Array.from({ length: guidSize }, (_, at) => bytes[at] ?? 0)
  return inOrder<SignedIn, Out>(become(withOutbox(was, { run: guidOf(whole), waiting: [] })), then(waiting))
}

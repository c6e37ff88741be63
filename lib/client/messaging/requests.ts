import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { DialectFacts } from '../../commands/dialects.js'
import { Passport } from '../../commands/words.js'
import { badAddress, type Changing, type Errand, type Requested } from '../requests/request.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import type { AccountView } from '../state.js'
import { sayingToCircle } from '../circles/datagram.js'
import { deletingOf } from './deleting.js'
import { findingNetworks, sayingOffline, sayingToNetwork } from './federated.js'
import { noteFor } from './notes.js'

/** The intents that are about what is said beside conversations. */
const tags = [
  'SignOutPlace',
  'SignOutElsewhere',
  'SendNote',
  'SendOffline',
  'DeleteOffline',
  'SayToNetwork',
  'FindNetworks',
  'SayToCircle',
] as const satisfies ReadonlyArray<Intent['_tag']>

/** An intent about what is said beside conversations. */
export type BeyondIntent = Variant<Intent, (typeof tags)[number]>

const among: ReadonlySet<string> = new Set(tags)

/** Whether it is one of them. */
export const isBeyond = (intent: Intent): intent is BeyondIntent => among.has(intent._tag)

const unchanged: Changing = (view) => [view, []]

const keeping = ({ passport: to, text }: Variant<Intent, 'SendOffline'>): Requested =>
  Passport.is(to) ? E.right([{ _tag: 'Keep', to, text }]) : badAddress('UUM')

const deleting = ({ ids }: Variant<Intent, 'DeleteOffline'>): Requested => {
  const errand: Errand = {
    _tag: 'Call',
    call: () => {
      const what = deletingOf(ids)
      return {
        ...what,
        read: (body) =>
          pipe(
            what.read(body),
            E.map(() => unchanged),
          ),
      }
    },
  }
  return E.right(ids.length === 0 ? [] : [errand])
}

/** What is to be done for such an intent. **Source** core.md 4.9, 4.10; messages.md 4.6, 5 */
export const beyondFor = (state: AccountView, { number }: DialectFacts, intent: BeyondIntent): Requested => {
  switch (intent._tag) {
    case 'SignOutPlace':
    case 'SignOutElsewhere':
    case 'SendNote':
      return noteFor(state, intent)
    case 'SendOffline':
      return number >= 18 ? sayingOffline(intent) : keeping(intent)
    case 'DeleteOffline':
      return deleting(intent)
    case 'SayToNetwork':
      return sayingToNetwork(intent)
    case 'FindNetworks':
      return findingNetworks(intent)
    case 'SayToCircle':
      return sayingToCircle(state, intent)
  }
}

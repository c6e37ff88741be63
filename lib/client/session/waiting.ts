/** Intents that wait for a connection: how many there are, and for how long. */
import { isSameName, type TaggedName } from '../../core/keys.js'
import type { Step } from '../../core/machine.js'
import type { ContactList, OpenIntents } from '../contacts/state.js'
import type { Intent } from '../intents/intents.js'
import { waitTimer } from '../names.js'
import type { Out } from './signals.js'

type Lasting = Exclude<ContactList, { readonly _tag: 'Ended' }>

/** Nothing waits. */
export const noWaits = { waiting: [], timed: [], waited: 0 } as const satisfies Partial<OpenIntents>

/**
 * Intents begin to wait, behind those that wait already, or before them. In a session that connects again, each of them waits for
 * so long and no longer.
 */
export const beginWaiting =
  (intents: ReadonlyArray<Intent>, place: 'first' | 'last' = 'last') =>
  <S extends Lasting>(was: S): Step<S, Out> => {
    const { waiting, timed, waited } = was.intents
    const all = place === 'last' ? [...waiting, ...intents] : [...intents, ...waiting]
    if (was.settings.reconnect === undefined) return [{ ...was, intents: { ...was.intents, waiting: all } }, []]
    const more = intents.map((intent, index) => ({ number: waited + index, intent }))
    return [
      { ...was, intents: { ...was.intents, waiting: all, timed: [...timed, ...more], waited: waited + intents.length } },
      more.map(({ number }) => ({ _tag: 'After', timer: waitTimer(number), ms: was.settings.deadlines.waiting })),
    ]
  }

/** Nothing waits any more. */
export const endWaiting = <S extends Lasting>(was: S): Step<S, Out> => [
  { ...was, intents: { ...was.intents, waiting: [], timed: [] } },
  was.intents.timed.map(({ number }) => ({ _tag: 'Cancel', timer: waitTimer(number) })),
]

/** The time of one that waits has passed; `then` tells what became of it. */
export const waitedTooLong =
  (timer: TaggedName, then: (intent: Intent) => Out) =>
  <S extends Lasting>(was: S): Step<S, Out> => {
    const { waiting, timed } = was.intents
    const late = timed.find(({ number }) => isSameName(timer, waitTimer(number)))
    if (late === undefined) return [was, []]
    // Of two that are the same value, the first has waited longer.
    const at = waiting.indexOf(late.intent)
    const left = { waiting: waiting.filter((_, index) => index !== at), timed: timed.filter((one) => one !== late) }
    return [{ ...was, intents: { ...was.intents, ...left } }, [then(late.intent)]]
  }

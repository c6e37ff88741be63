/** Keeping a connection to a notification server alive. */
import { kindOf, subjectOf, type After, type ClientEvent, type Close, type Comings, type Send } from '../../core/effects.js'
import type { In, Online } from '../session/signals.js'
import { wordsIn } from '../requests/unreadable.js'
import type { EndReason } from '../outcomes.js'
import type { Failed } from '../login/state.js'
import { inOrder, nothing, type Action } from '../../core/action.js'
import { moving, stay, to, type Charted, type Machine, type Step, type Variant } from '../../core/machine.js'
import { isSameName, type TaggedName } from '../../core/keys.js'
import { timers } from '../names.js'

/**
 * Keeping a connection alive, and noticing when it is dead: `PNG` at the pace that the server asks for.
 *
 * **Shapes** whatever comes while an answer is waited for shows that the server lives, so that nothing is lost if it has
 * much to say. **Units** `ms` between two questions.
 *
 * **Source** core.md 5.5
 */
export type Keeping =
  | { readonly _tag: 'Resting'; readonly ms: number }
  | { readonly _tag: 'Waiting'; readonly ms: number }
  | { readonly _tag: 'Dead' }

type KeepingEffect = After | Send<'client'>

/** Servers were seen to ask for 41 to 60 seconds; what is far from it would flood them, or never notice anything. */
const pace = (seconds: number): number => Math.min(Math.max(seconds, 5), 600) * 1000

/** The keep-alive of one connection, which asks at once where somebody wants to know, and else after `ms`. */
export const keepingAlive = (link: TaggedName, ms: number): Charted<Keeping, ClientEvent, KeepingEffect, Variant<Keeping, 'Dead'>> => {
  const after = (ms: number): KeepingEffect => ({ _tag: 'After', timer: timers.keepAlive, ms })
  const ask = (ms: number): Step<Keeping, KeepingEffect> => [
    { _tag: 'Waiting', ms },
    [{ _tag: 'Send', link, dialect: undefined, command: { _tag: 'Async', verb: 'PNG' } }, after(ms)],
  ]
  const answered = (was: { readonly ms: number }, seconds: number | undefined): Step<Keeping, KeepingEffect> => {
    const next = seconds === undefined ? was.ms : pace(seconds)
    return [{ _tag: 'Resting', ms: next }, [after(next)]]
  }
  const told = ({ ms }: { readonly ms: number }, command: Comings<'server', 'NS'>['QNG']) =>
    answered({ ms }, 'seconds' in command ? command.seconds : undefined)

  return {
    init: [{ _tag: 'Resting', ms }, [after(ms)]],
    ...moving<Keeping, ClientEvent, Comings<'server', 'NS'>, KeepingEffect, 'Dead'>({
      kindOf,
      subjectOf,
      moves: {
        Resting: {
          QNG: stay(told),
          Elapsed: to('Waiting')(({ ms }) => ask(ms)),
        },
        Waiting: {
          QNG: stay(told),
          Elapsed: to('Dead')(() => [{ _tag: 'Dead' }, []]),
        },
        Dead: {},
      },
    }),
  }
}

/** What any other word of the server shows, while an answer is waited for: that it lives. */
const alive = (state: Keeping): Keeping => (state._tag === 'Waiting' ? { ...state, _tag: 'Resting' } : state)

const noAnswer: EndReason = { _tag: 'NoAnswer', to: 'PNG' }

const qng = { _tag: 'Async', verb: 'QNG' } as const

/** Keeps a connection alive; ends when it is dead. */
export const keepAlive = ({ link, settings }: Online): Machine<Keeping, In, KeepingEffect | Close, Failed> => {
  const { init, step, result } = keepingAlive(link, settings.deadlines.ping)
  const closeIfDead: Action<Keeping, Close> = (state) => [state, state._tag === 'Dead' ? [{ _tag: 'Close', link }] : []]
  return {
    init,
    step: (was, event) => {
      if (event._tag === 'Elapsed' && isSameName(event.timer, timers.keepAlive))
        return inOrder<Keeping, KeepingEffect | Close>((now) => step(now, event), closeIfDead)(was)
      if (event._tag === 'Pinging' && was._tag === 'Resting')
        return step(was, { _tag: 'Elapsed', timer: timers.keepAlive })
      if (event._tag !== 'Received') return nothing(was)
      const { command } = event
      // A sign of life needs no words (core.md 5.5).
      if (command._tag === 'Undecodable')
        return wordsIn(command).verb === 'QNG' ? step(was, { ...event, command: qng }) : [alive(was), []]
      return command._tag !== 'Failure' && command.verb === 'QNG' ? step(was, event) : nothing(alive(was))
    },
    result: (state) => (result(state) === undefined ? undefined : { _tag: 'Failed', reason: noAnswer }),
  }
}

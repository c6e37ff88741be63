/** What a layer costs: an event through a machine alone, and through the same machine in each combinator. */
import { pipe } from 'fp-ts/lib/function.js'

import { andThen, repeating } from '../lib/core/compose.js'
import { moving, stay, type Machine } from '../lib/core/machine.js'
import { announcing, beside, children, raise, raising, type Raise, type Route } from '../lib/core/parts.js'
import { scoped } from '../lib/core/scoped.js'
import { alone, pace, ratio, type Measurement, type Work } from './measure.js'

type Kind = 'Arrived' | 'Left' | 'Asked' | 'Elapsed'
interface Event {
  readonly _tag: Kind
  readonly who: string
}
interface Told {
  readonly _tag: 'Told'
  readonly who: string
}
interface Over {
  readonly _tag: 'Over'
}
type State = { readonly _tag: 'Here'; readonly seen: number; readonly last: string } | Over
type Bare = Machine<State, Event, Told, Over>

const kindOf = ({ _tag }: { readonly _tag: string }): string => _tag

const counted = stay<Extract<State, { readonly _tag: 'Here' }>, Event, State, Told>(({ seen }, { who }) => [
  { _tag: 'Here', seen: seen + 1, last: who },
  [{ _tag: 'Told', who }],
])

/** A machine of a table, which makes a state and an effect of every event. It hears some kinds only. */
const bare = (...hears: ReadonlyArray<Kind>): Bare => {
  const { step, result } = moving<State, Event, Record<Kind, Event>, Told, 'Over'>({
    kindOf,
    subjectOf: (event) => event,
    moves: { Here: Object.fromEntries(hears.map((kind) => [kind, counted])), Over: {} },
  })
  return { init: [{ _tag: 'Here', seen: 0, last: '' }, []], step, result, hears: new Set(hears) }
}

const begun = { _tag: 'Begun' } as const
const done: Machine<null, Event, never, typeof begun> = { init: [null, []], step: (was) => [was, []], result: () => begun }

const inSequence = <S, F, R>(machine: Machine<S, Event, F, R>) => pipe(done, andThen('Begun', () => machine))

const inTurns = <S, F, R>(machine: Machine<S, Event, F, R>) =>
  repeating((_: object, result: R) => ({ end: result, effects: [] }))({}, () => machine)

/** A child by each name, of whom one hears an event. */
const ofMany = (count: number, machine: Bare): Machine<unknown, Event, Told> => {
  const all = children(
    (event: Event, living: { readonly has: (key: string) => boolean }): Route<string, object, Event> =>
      living.has(event.who) ? { to: event.who, event } : { begin: event.who, of: {} },
    () => machine,
  )
  const full = events.slice(0, count).reduce((state, event) => all.step(state, event)[0], all.init[0])
  return { ...all, init: [full, []] } as Machine<unknown, Event, Told>
}

/** Raises an event in answer to each that is asked. */
const asking: Machine<null, Event, Raise<Event>> = {
  init: [null, []],
  step: (was, { _tag, who }) => [was, _tag === 'Arrived' ? [raise({ _tag: 'Asked', who })] : []],
  result: () => undefined,
}

const events = Array.from({ length: 64 }, (_, n): Event => ({ _tag: 'Arrived', who: `friend${n % 8}@example.com` }))

const others = () => ({ a: bare('Left'), b: bare('Left', 'Asked'), c: bare('Elapsed') })

/** As a session is put together: a line that goes on after its login, and again elsewhere, beside what outlives it. */
const likeASession = () =>
  raising(
    beside(
      {
        conversations: ofMany(8, bare('Left')),
        lists: bare('Arrived', 'Left'),
        line: scoped(inTurns(inSequence(bare('Asked', 'Elapsed')))),
      },
      kindOf,
    ),
  )

/**
 * How each layer is measured: around one bare machine, beside three others where it is for several (`hears`: those that do not hear
 * the event are not asked), among eight children, raising nothing (`quiet`) or once an event, and all together.
 */
const layers: Readonly<Record<string, () => Machine<unknown, Event, unknown, unknown>>> = {
  andThen: () => inSequence(bare('Arrived')),
  repeating: () => inTurns(bare('Arrived')),
  beside: () => beside({ ...others(), it: bare('Arrived') }),
  hears: () => beside({ ...others(), it: bare('Arrived') }, kindOf),
  children: () => ofMany(8, bare('Arrived')),
  quiet: () => raising(bare('Arrived')),
  raising: () => raising(beside({ asking, it: bare('Asked') })),
  announcing: () => pipe(bare('Arrived'), announcing(() => events[0]!)),
  scoped: () => scoped(bare('Arrived')),
  session: likeASession,
} as Readonly<Record<string, () => Machine<unknown, Event, unknown, unknown>>>

const stepping =
  ({ init, step }: Machine<unknown, Event, unknown, unknown>, count = 200_000): Work =>
  () => {
    let [state] = init
    for (let at = 0; at < count; at++) state = step(state, events[at % events.length]!)[0]
    return count
  }

const bareAlone = () => bare('Arrived') as Machine<unknown, Event, unknown, unknown>

/** Nanoseconds an event in the bare machine, and how many times as long it takes in each layer, the machine itself included. */
export const layerFigures: ReadonlyArray<Measurement> = [
  alone('core.bare', { unit: 'ns an event' }, () => {
    const work = stepping(bareAlone())
    pace(work)
    return Math.min(...Array.from({ length: 9 }, () => pace(work))) * 1e9
  }),
  ...Object.entries(layers).map(([name, layer]) =>
    alone(`core.${name}`, { unit: 'ratio' }, () => ratio(stepping(bareAlone()), stepping(layer()), 15)),
  ),
]

/** What a state machine is: a pure reducer with effects, its table of moves, and the chart that is drawn from it. */

/** What a step leads to: the next state, and the effects to run, in this order. */
export type Step<S, F> = readonly [state: S, effects: ReadonlyArray<F>]

/**
 * A state machine as a pure reducer, without I/O: time, randomness and connections come in as events and go out as effects.
 *
 * **Shapes** `init` is an ordinary step: its effects start the machine. `R` is what it ends with: `never` for a machine that
 * has no end of its own. From a final state no event leads on.
 */
export interface Machine<S, E, F, R = unknown> {
  readonly init: Step<S, F>
  /** What an event leads to: the same state and no effects, where the machine has nothing to do with it. */
  readonly step: (state: S, event: E) => Step<S, F>
  /** The result of a final state; nothing, while the machine goes on. */
  readonly result: (state: S) => R | undefined
  /** The kinds of event that it has anything to do with; without it, all of them. */
  readonly hears?: ReadonlySet<string>
  /** The kinds of event that it has nothing to do with, where it does not say what it hears. */
  readonly ignores?: ReadonlySet<string>
}

/** Any state, event or effect: what it is stands in its tag. */
export interface Tagged {
  readonly _tag: string
}

/** Those of a union that have one of some tags. */
export type Variant<A extends Tagged, Tag extends A['_tag']> = Extract<A, { readonly _tag: Tag }>

/**
 * How one kind of event is answered in one state, and the other states that it can lead to. An event that is of the right kind,
 * but none of this machine's business, gives nothing.
 */
export interface Move<Was, Event, S, F, Tag = string> {
  /** The states that it can lead to, besides the one that it begins in. */
  readonly to: ReadonlyArray<Tag>
  /** The step, or nothing. */
  readonly step: (state: Was, event: Event) => Step<S, F> | undefined
}

/**
 * The moves of a machine by state and kind of event; what is not listed changes nothing. `Events` gives the event for
 * each kind, which is a verb for a command.
 */
export type Moves<S extends Tagged, Events, F> = {
  readonly [Tag in S['_tag']]: {
    readonly [Kind in keyof Events]?: Move<Extract<S, { readonly _tag: Tag }>, Events[Kind], S, F, S['_tag']>
  }
}

/** A move to one of some states. */
export const to =
  <Tag extends string>(...tags: ReadonlyArray<Tag>) =>
  <Was, Event, S, F>(step: (state: Was, event: Event) => Step<S, F> | undefined): Move<Was, Event, S, F, Tag> => ({
    to: tags,
    step,
  })

/** A move that stays in its state, whichever that is. */
export const stay = <Was, Event, S, F>(
  step: (state: Was, event: Event) => Step<S, F> | undefined,
): Move<Was, Event, S, F, never> => ({ to: [], step })

/** Answers an event by the table; nothing, where the table has no move for it. */
export const moved = <S extends Tagged, Events, F>(
  moves: Moves<S, Events, F>,
  state: S,
  kind: string,
  subject: unknown,
): Step<S, F> | undefined => {
  // The kind tells what the subject is, which types cannot follow. It is a verb or a tag, never the name of something that
  // every object has.
  const row = moves[state._tag as S['_tag']] as Readonly<Record<string, Move<S, unknown, S, F> | undefined>>
  return row[kind]?.step(state, subject)
}

/** The kinds of event that lead from each state to which others: what a diagram is drawn from. */
export type Chart = Readonly<
  Record<string, Readonly<Record<string, { readonly to: ReadonlyArray<string> } | undefined>>>
>

/** The final states of a chart: no event leads on from them. */
export const finalsOf = (chart: Chart): ReadonlyArray<string> =>
  Object.keys(chart).filter((state) => Object.keys(chart[state]!).length === 0)

/** What a machine does, without its beginning: the same for all that share a table. */
export interface Moving<S, E, F, R = S> extends Omit<Machine<S, E, F, R>, 'init'> {
  readonly chart: Chart
  /** What an event leads to, or nothing where the table has no move for it. */
  readonly move: (state: S, event: E) => Step<S, F> | undefined
}

/** A machine whose moves stand in a table. */
export interface Charted<S, E, F, R = S> extends Machine<S, E, F, R>, Moving<S, E, F, R> {}

/**
 * What a table says. Each event has a kind, by which it is looked up, and a subject, which the move is given. The states
 * that the table has no moves for are the final ones, and each is its own result; `Final` names their tags.
 */
export const moving = <S extends Tagged, E, Events, F, Final extends S['_tag'] = S['_tag']>(table: {
  readonly kindOf: (event: E) => string
  readonly subjectOf: (event: E) => unknown
  readonly moves: Moves<S, Events, F>
}): Moving<S, E, F, Variant<S, Final>> => {
  const move = (state: S, event: E): Step<S, F> | undefined =>
    moved(table.moves, state, table.kindOf(event), table.subjectOf(event))
  const chart = table.moves as Chart
  const finals: ReadonlySet<string> = new Set(finalsOf(chart))
  return {
    chart,
    move,
    step: (state, event) => move(state, event) ?? [state, []],
    result: (state) => (finals.has(state._tag) ? (state as Variant<S, Final>) : undefined),
  }
}

/** What stands in the place of a kind where no event leads on: a machine is over, and the next one begins in the same step. */
export const completion = ''

/** The kinds of event that a machine has a move for, in any state. */
export const kindsIn = (chart: Chart): ReadonlySet<string> =>
  new Set(Object.values(chart).flatMap((row) => Object.keys(row).filter((kind) => kind !== completion)))

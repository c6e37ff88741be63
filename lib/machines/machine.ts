/** What a step leads to: the next state, and what is to be done about it, in this order. */
export type Step<S, F> = readonly [state: S, effects: ReadonlyArray<F>]

/**
 * A life, as a pure reducer: it knows no clock, no chance, and no connection. All of these come as events, and go out as
 * effects.
 *
 * **Shapes** `init` is an ordinary step: its effects start the life. From a final state no event leads on.
 */
export interface Machine<S, E, F> {
  readonly init: Step<S, F>
  /** What an event leads to: the same state and no effects, where it is none of this machine's business. */
  readonly step: (state: S, event: E) => Step<S, F>
  /** Whether the life is over. */
  readonly isFinal: (state: S) => boolean
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

/** What a machine does, without its beginning: the same for all that live the same life. */
export interface Moving<S, E, F> extends Omit<Machine<S, E, F>, 'init'> {
  readonly chart: Chart
  /** What an event leads to, or nothing where the table has no move for it. */
  readonly move: (state: S, event: E) => Step<S, F> | undefined
}

/** A machine whose moves stand in a table. */
export interface Charted<S, E, F> extends Machine<S, E, F>, Moving<S, E, F> {}

/**
 * What a table says. Each event has a kind, by which it is looked up, and a subject, which the move is given. The states
 * that the table has no moves for are the final ones.
 */
export const moving = <S extends Tagged, E, Events, F>(table: {
  readonly kindOf: (event: E) => string
  readonly subjectOf: (event: E) => unknown
  readonly moves: Moves<S, Events, F>
}): Moving<S, E, F> => {
  const move = (state: S, event: E): Step<S, F> | undefined =>
    moved(table.moves, state, table.kindOf(event), table.subjectOf(event))
  const chart = table.moves as Chart
  return {
    chart,
    move,
    step: (state, event) => move(state, event) ?? [state, []],
    isFinal: ({ _tag }) => Object.keys(chart[_tag]!).length === 0,
  }
}

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
  readonly step: (state: S, event: E) => Step<S, F>
  readonly isFinal: (state: S) => boolean
}

/** Any state, event or effect: what it is stands in its tag. */
export interface Tagged {
  readonly _tag: string
}

/** How one kind of event is answered in one state, and the states that it can lead to. */
export interface Move<Was, Event, S extends Tagged, F> {
  readonly to: ReadonlyArray<S['_tag']>
  readonly step: (state: Was, event: Event) => Step<S, F>
}

/**
 * The moves of a machine by state and kind of event; what is not listed changes nothing. `Events` gives the event for
 * each kind, which is a verb for a command.
 */
export type Moves<S extends Tagged, Events, F> = {
  readonly [Tag in S['_tag']]: {
    readonly [Kind in keyof Events]?: Move<Extract<S, { readonly _tag: Tag }>, Events[Kind], S, F>
  }
}

/** A move to one of some states. */
export const to =
  <S extends Tagged>(...tags: ReadonlyArray<S['_tag']>) =>
  <Was, Event, F>(step: (state: Was, event: Event) => Step<S, F>): Move<Was, Event, S, F> => ({ to: tags, step })

/** Answers an event by the table; nothing, where the table has no move for it. */
export const moved = <S extends Tagged, Events, F>(
  moves: Moves<S, Events, F>,
  state: S,
  kind: PropertyKey,
  event: unknown,
): Step<S, F> | undefined => {
  const row = moves[state._tag as S['_tag']] as Readonly<Record<PropertyKey, Move<S, unknown, S, F> | undefined>>
  return Object.hasOwn(row, kind) ? row[kind]?.step(state, event) : undefined
}

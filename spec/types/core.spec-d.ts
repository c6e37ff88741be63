/** What the compiler says of combinators: used wrongly, they do not compile. */
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expectTypeOf, it } from 'vitest'

import { emit, inOrder, on, type Action } from '../../lib/core/action.js'
import { andThen, mapResult, repeating, type Sequence } from '../../lib/core/compose.js'
import type { Machine } from '../../lib/core/machine.js'
import { announcing, beside, children, raise, raising, type Raise, type StateOf } from '../../lib/core/parts.js'
import { scoped } from '../../lib/core/scoped.js'

interface SignedIn {
  readonly _tag: 'SignedIn'
  readonly passport: string
}
interface Failed {
  readonly _tag: 'Failed'
  readonly why: string
}
interface Line {
  readonly _tag: 'Line'
}
interface Tick {
  readonly _tag: 'Tick'
}
interface Say {
  readonly _tag: 'Say'
}
interface Over {
  readonly _tag: 'Over'
}

// Only the types are looked at: they say nothing, and never end.
const toy = { init: [null, []], step: (was: unknown) => [was, []], result: () => undefined } as unknown
const login = toy as Machine<'login', Line, Say | Raise<Line>, SignedIn | Failed>
const endless = toy as Machine<'endless', Tick, Raise<Tick>, never>
const talk = toy as Machine<'talk', Line, Say, Over>
const unsaid = toy as Machine<'unsaid', Line, Say>

describe('andThen', () => {
  it('is given the result of its tag, and has the other results and those of the next as its own', () => {
    const whole = pipe(
      login,
      andThen('SignedIn', (result) => {
        expectTypeOf(result).toEqualTypeOf<SignedIn>()
        return talk
      }),
    )
    expectTypeOf(whole).toEqualTypeOf<
      Machine<Sequence<'login', SignedIn, 'talk'>, Line, Say | Raise<Line>, Failed | Over>
    >()
  })

  it('hears what both hear', () => {
    const whole = pipe(login, andThen('SignedIn', () => endless))
    expectTypeOf(whole.step).parameter(1).toEqualTypeOf<Line & Tick>()
  })

  it('ends only as the first one does, if the next one never ends', () => {
    const whole = pipe(login, andThen('SignedIn', () => endless))
    expectTypeOf(whole.result).returns.toEqualTypeOf<Failed | undefined>()
    const both = pipe(login, andThen('SignedIn', () => endless), andThen('Failed', () => endless))
    expectTypeOf(both.result).returns.toEqualTypeOf<undefined>()
  })

  it('does not compile with a tag that the first one never ends with', () => {
    // @ts-expect-error a login ends with SignedIn or Failed
    const wrong = () => pipe(login, andThen('SignedOn', () => talk))
    // @ts-expect-error called by hand, it does not know how the first one ends
    const called = () => andThen('SignedOn', () => talk)(login)
    // @ts-expect-error it is gone on from SignedIn already
    const twice = () => pipe(login, andThen('SignedIn', () => endless), andThen('SignedIn', () => talk))
    void [wrong, called, twice]
  })

  it('does not compile with a first machine without an end', () => {
    // @ts-expect-error it never ends
    const never = () => pipe(endless, andThen('Over', () => talk))
    // @ts-expect-error nobody says how it ends
    const unknown = () => pipe(unsaid, andThen('Over', () => talk))
    // @ts-expect-error its end is an event for the others
    const announced = () => pipe(talk, announcing((): Tick => ({ _tag: 'Tick' })), andThen('Over', () => talk))
    // @ts-expect-error children have no end of their own
    const many = () => pipe(children(() => undefined, () => talk), andThen('Over', () => talk))
    void [never, unknown, announced, many]
  })

  it('does not compile with a result that is no object with a tag', () => {
    // @ts-expect-error a text has no tag
    const text = () => pipe(talk, mapResult(() => 'over'), andThen('over', () => talk))
    void text
  })
})

describe('repeating', () => {
  it('ends with what again ends it with, and has the effects of both', () => {
    const turns = repeating((at: { readonly turn: number }, result: SignedIn | Failed) =>
      result._tag === 'Failed' ? { begin: { turn: at.turn + 1 }, effects: [] } : { end: result, effects: [1] },
    )({ turn: 1 }, () => login)
    expectTypeOf(turns.result).returns.toEqualTypeOf<SignedIn | undefined>()
    expectTypeOf(turns.init[1]).toEqualTypeOf<ReadonlyArray<Say | Raise<Line> | number>>()
  })

  it('does not compile where again does not know a result', () => {
    const again = (_: object, result: SignedIn) => ({ end: result, effects: [] })
    // @ts-expect-error a login may fail
    const wrong = () => repeating(again)({}, () => login)
    void wrong
  })
})

describe('raising, announcing, scoped', () => {
  it('raising takes what is raised out of the effects, and nothing else', () => {
    expectTypeOf(raising(login).init[1]).toEqualTypeOf<ReadonlyArray<Say>>()
    expectTypeOf(raising(talk).init[1]).toEqualTypeOf<ReadonlyArray<Say>>()
    expectTypeOf(raising(endless).init[1]).toEqualTypeOf<ReadonlyArray<never>>()
    expectTypeOf(raising(login).result).returns.toEqualTypeOf<SignedIn | Failed | undefined>()
  })

  it('what is raised without raising does not go where only effects may', () => {
    const interpreted = (machine: Machine<unknown, never, Say>) => machine
    interpreted(raising(login) as Machine<unknown, never, Say, SignedIn | Failed>)
    // @ts-expect-error a Raise is for nobody outside
    const wrong = () => interpreted(login as Machine<unknown, never, Say | Raise<Line>, SignedIn | Failed>)
    void wrong
  })

  it('announcing leaves no result, and raises what it makes of it', () => {
    const told = pipe(login, announcing((end) => {
      expectTypeOf(end).toEqualTypeOf<SignedIn | Failed>()
      return { _tag: 'Tick' } as Tick
    }))
    expectTypeOf(told).toEqualTypeOf<Machine<'login', Line, Say | Raise<Line> | Raise<Tick>, never>>()
    expectTypeOf(told.result).returns.toEqualTypeOf<undefined>()
  })

  it('scoped adds that timers are cancelled', () => {
    const inner = scoped(talk)
    expectTypeOf(inner.result).returns.toEqualTypeOf<Over | undefined>()
    expectTypeOf<Extract<(typeof inner.init)[1][number], { readonly _tag: 'Cancel' }>['_tag']>().toEqualTypeOf<'Cancel'>()
  })
})

describe('beside and children', () => {
  it('beside has the states of its parts by name, and any of their results', () => {
    const both = beside({ login, talk })
    expectTypeOf<StateOf<typeof both>['parts']>().toEqualTypeOf<{ readonly login: 'login'; readonly talk: 'talk' }>()
    expectTypeOf(both.result).returns.toEqualTypeOf<SignedIn | Failed | Over | undefined>()
    expectTypeOf(both.init[1]).toEqualTypeOf<ReadonlyArray<Say | Raise<Line>>>()
    expectTypeOf(beside({ endless }).result).returns.toEqualTypeOf<undefined>()
  })

  it('children do not compile where they are begun with what is no object', () => {
    const route = (_: Line) => ({ begin: 'key', of: 'text' })
    // @ts-expect-error a text is the same for everybody who has it
    const wrong = () => children(route, () => talk)
    void wrong
  })

  it('an event that is raised is of the type that it was made of', () => {
    expectTypeOf(raise({ _tag: 'Tick' } as Tick)).toEqualTypeOf<Raise<Tick>>()
  })
})

describe('actions', () => {
  interface State {
    readonly login: { readonly trid: number }
    readonly name: string
  }

  it('on takes a part by its name', () => {
    const numbered: Action<State['login'], Say> = ({ trid }) => [{ trid: trid + 1 }, [{ _tag: 'Say' }]]
    expectTypeOf(on<State, 'login'>('login')(numbered)).toEqualTypeOf<Action<State, Say>>()
    // @ts-expect-error the name is a text
    const wrong = () => on<State, 'name'>('name')(numbered)
    // @ts-expect-error there is no such part
    const none = () => on<State, 'nobody'>('nobody')
    void [wrong, none]
  })

  it('inOrder takes actions of one state', () => {
    const one: Action<State, Say> = emit({ _tag: 'Say' })
    const other: Action<string, Say> = emit({ _tag: 'Say' })
    expectTypeOf(inOrder(one, one)).toEqualTypeOf<Action<State, Say>>()
    // @ts-expect-error of two states
    const wrong = () => inOrder<State, Say>(one, other)
    void wrong
  })
})

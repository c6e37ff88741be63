/** Charts are drawn, and join as the machines do whose charts they are. */
import fc from 'fast-check'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'

import { diagram, joinCharts, selfMoves } from '../../lib/core/chart.js'
import { andThen, repeating, type Sequence, type Turn } from '../../lib/core/compose.js'
import { completion, finalsOf, kindsIn, moving, type Chart, type Machine, type Moves } from '../../lib/core/machine.js'
import { runs } from '../support/arbitrary.js'

describe('a diagram', () => {
  const chart = {
    Asleep: { Rang: { to: ['Awake'] }, Elapsed: { to: ['Asleep', 'Awake'] } },
    Awake: { Closed: { to: ['Gone'] } },
    Gone: {},
  }

  it('has an arrow for each way, with the kinds that lead it, from the first state to the final ones', () => {
    expect(diagram(chart).split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> Asleep',
      '  Asleep --> Awake: Elapsed, Rang',
      '  Awake --> Gone: Closed',
      '  Gone --> [*]',
    ])
  })

  it('leaves aside what leads nowhere', () => {
    expect(selfMoves(chart)).toEqual([['Asleep', ['Elapsed']]])
  })

  it('names six kinds on an arrow, and counts the others', () => {
    const kinds = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`K${n}`, { to: ['B'] }]))
    expect(diagram({ A: kinds(6), B: {} })).toContain('A --> B: K0, K1, K2, K3, K4, K5\n')
    expect(diagram({ A: kinds(7), B: {} })).toContain('A --> B: K0, K1, K2, K3, K4, K5 and 1 more\n')
  })

  it('is nothing but its head for no states', () => {
    expect(diagram({})).toBe('stateDiagram-v2')
  })
})

const login: Chart = { Dialling: { Opened: { to: ['Asking'] }, Closed: { to: ['Failed'] } }, Asking: { USR: { to: ['SignedIn'] }, XFR: { to: ['SentOn'] } }, SignedIn: {}, SentOn: {}, Failed: {} }
const online: Chart = { Online: { PNG: { to: [] }, OUT: { to: ['Failed'] } }, Failed: {} }

describe('charts that join', () => {
  it('are all of them, with an arrow without an event for each final state that leads on', () => {
    const joined = joinCharts(login, { SignedIn: online, SentOn: login })
    expect(diagram(joined).split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> Dialling',
      '  Dialling --> Asking: Opened',
      '  Dialling --> Failed: Closed',
      '  Asking --> SignedIn: USR',
      '  Asking --> SentOn: XFR',
      '  SignedIn --> Online',
      '  SentOn --> Dialling',
      '  Online --> Failed2: OUT',
      '  Failed --> [*]',
      '  Failed2 --> [*]',
    ])
    expect(selfMoves(joined)).toEqual([['Online', ['PNG']]])
    expect(kindsIn(joined)).toEqual(new Set(['Opened', 'Closed', 'USR', 'XFR', 'PNG', 'OUT']))
  })

  it('keep apart states that are called alike, whatever they are called', () => {
    const one: Chart = { A: { k: { to: ['A2'] } }, A2: {} }
    const other: Chart = { A: { k: { to: ['A2', 'A3'] } }, A2: { k: { to: ['A'] } }, A3: {} }
    expect(joinCharts(one, { A2: other })).toEqual({
      A: { k: { to: ['A2'] } },
      A2: { [completion]: { to: ['A4'] } },
      A4: { k: { to: ['A22', 'A3'] } },
      A22: { k: { to: ['A4'] } },
      A3: {},
    })
  })

  it('are told of a state that is not final, of one that there is not, and of a chart without states', () => {
    const problem = (state: string, next: Chart = online) => () => joinCharts(login, { [state]: next })
    expect(problem('Asking')).toThrow(
      new TypeError('joinCharts: Asking is no final state of the first chart; there are SignedIn, SentOn, Failed'),
    )
    expect(problem('SignedOn')).toThrow(/^joinCharts: SignedOn is no final state/)
    expect(problem('constructor')).toThrow(/^joinCharts: constructor is no final state/)
    expect(problem('SignedIn', {})).toThrow(new TypeError('joinCharts: the chart that SignedIn leads to has no states'))
    expect(() => joinCharts({ A: { k: { to: ['A'] } } }, { A: online })).toThrow('there are none')
  })
})

const tags = ['A', 'B', 'C', 'A2', 'B2'] as const
const kinds = ['k', 'l', 'm'] as const
type State = { readonly _tag: (typeof tags)[number] }
interface Event {
  readonly _tag: (typeof kinds)[number]
  readonly pick: number
}

/** Any chart whose last state is final. */
const chart: fc.Arbitrary<Chart> = fc.shuffledSubarray([...tags], { minLength: 2 }).chain((states) =>
  fc
    .tuple(
      ...states.map((_, at) =>
        at === states.length - 1
          ? fc.constant({})
          : fc.dictionary(fc.constantFrom(...kinds), fc.record({ to: fc.subarray(states) }), { noNullPrototype: true, maxKeys: 3 }),
      ),
    )
    .map((rows) => Object.fromEntries(states.map((state, at) => [state, rows[at]!]))),
)
const events = fc.array(fc.record({ _tag: fc.constantFrom(...kinds), pick: fc.nat(9) }), { maxLength: 12 })

/** A machine that goes where its chart says, as the event picks. */
const machineOf = (chart: Chart): Machine<State, Event, never, State> => {
  const moves = Object.fromEntries(
    Object.entries(chart).map(([state, row]) => [
      state,
      Object.fromEntries(
        Object.entries(row).map(([kind, move]) => {
          const ways = [state, ...move!.to]
          return [kind, { to: move!.to, step: (_: State, { pick }: Event) => [{ _tag: ways[pick % ways.length] as State['_tag'] }, []] as const }]
        }),
      ),
    ]),
  ) as unknown as Moves<State, Record<string, Event>, never>
  const table = moving<State, Event, Record<string, Event>, never>({ kindOf: ({ _tag }) => _tag, subjectOf: (event) => event, moves })
  return { init: [{ _tag: Object.keys(chart)[0] as State['_tag'] }, []], ...table }
}

/** Where an event may lead in a chart, also through states that are over at once. */
const reached = (chart: Chart, from: string, kind: string): ReadonlySet<string> => {
  const ways = new Set([from, ...(chart[from]?.[kind]?.to ?? [])])
  for (const way of ways) for (const on of chart[way]?.[completion]?.to ?? []) ways.add(on)
  return ways
}

describe('the chart of a sequence', () => {
  it('law: has as many states as both, each with a name of its own, their arrows, and the final states that do not lead on', () => {
    fc.assert(
      fc.property(chart, chart, fc.nat(), (first, second, n) => {
        const finals = finalsOf(first)
        const on = finals[n % finals.length]!
        const joined = joinCharts(first, { [on]: second })
        const arrows = (of: Chart) =>
          Object.values(of).flatMap((row) => Object.entries(row).map(([kind, move]) => `${kind} ${move!.to.length}`))
        expect(Object.keys(joined)).toHaveLength(Object.keys(first).length + Object.keys(second).length)
        expect(arrows(joined).sort()).toEqual([...arrows(first), ...arrows(second), `${completion} 1`].sort())
        expect(finalsOf(joined)).toHaveLength(finals.length - 1 + finalsOf(second).length)
        for (const row of Object.values(joined))
          for (const move of Object.values(row)) for (const to of move!.to) expect(Object.keys(joined)).toContain(to)
        // The states of the first keep their names.
        expect(Object.keys(joined).slice(0, Object.keys(first).length)).toEqual(Object.keys(first))
      }),
      runs,
    )
  })

  it('law: leads wherever andThen does', () => {
    fc.assert(
      fc.property(chart, chart, fc.nat(), events, (first, second, n, all) => {
        const finals = finalsOf(first)
        const on = finals[n % finals.length]!
        const joined = joinCharts(first, { [on]: second })
        const later = new Map(Object.keys(second).map((state, at) => [state, Object.keys(joined)[Object.keys(first).length + at]!]))
        const nameOf = ({ _tag, state }: Sequence<State, State, State>) => (_tag === 'First' ? state._tag : later.get(state._tag)!)
        const machine = pipe(machineOf(first), andThen(on as State['_tag'], () => machineOf(second)))
        let [state] = machine.init
        for (const event of all) {
          const [next] = machine.step(state, event)
          expect(reached(joined, nameOf(state), event._tag)).toContain(nameOf(next))
          state = next
        }
        const isOver = machine.result(state) !== undefined
        expect(finalsOf(joined).includes(nameOf(state))).toBe(isOver)
      }),
      runs,
    )
  })

  it('law: leads wherever repeating does, if it leads back to its first state', () => {
    fc.assert(
      fc.property(chart, fc.nat(), events, (first, n, all) => {
        const finals = finalsOf(first).filter((state) => state !== Object.keys(first)[0])
        fc.pre(finals.length > 0 && finalsOf(first).length === finals.length)
        const on = finals[n % finals.length]!
        const joined = joinCharts(first, { [on]: first })
        const machine = repeating((at: object, end: State) => (end._tag === on ? { begin: { ...at }, effects: [] } : { end, effects: [] }))(
          {},
          () => machineOf(first),
        )
        const nameOf = (now: Turn<object, State, State>) => (now._tag === 'Turn' ? now.state._tag : now.result._tag)
        let [state] = machine.init
        for (const event of all) {
          const [next] = machine.step(state, event)
          expect(reached(joined, nameOf(state), event._tag)).toContain(nameOf(next))
          state = next
        }
      }),
      runs,
    )
  })
})

import { execFileSync } from 'node:child_process'

import { describe, expect, it } from 'vitest'

import { diagram, selfMoves } from '../../lib/core/chart.js'
import { root, textOf } from './run.js'

describe('docs/machines.md', () => {
  it('is what npm run diagrams draws', () => {
    const drawn = execFileSync(process.execPath, ['docs/draw.mjs', '--print'], { cwd: root, encoding: 'utf8' })
    expect(textOf('docs/machines.md')).toBe(drawn)
  })
})

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
})

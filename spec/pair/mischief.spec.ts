/** A session and its conversation, with somebody in the middle who meddles with any one line of them. */
import { describe, expect, it, vi } from 'vitest'

import { signOut } from '../../lib/index.js'
import { type Middle, type Piece } from './meddle.js'
import { conversing, isEmpty, isUntouched, long, mischiefs, outcomes, reasonOf } from './mischief.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

describe.each(['MSNP7', 'MSNP12'] as const)('a session in %s', (dialect) => {
  describe.each(mischiefs)('whose server $name', ({ meddle, session }) => {
    it('ends in time for a reason, at whatever line it was; nobody else is touched', async () => {
      const good = await conversing(dialect)
      good.there.stop()
      const lines = good.lines.filter(({ direction }) => direction === 'in')
      expect(lines.length).toBeGreaterThan(15)
      for (const [at, { on, piece }] of lines.entries()) {
        const where = `${at} ${piece.split('\r\n')[0]}`
        const { there, wire, a, b, c, taken } = await conversing(dialect, { direction: 'in', at, meddle })
        expect([where, wire.hit !== undefined]).toEqual([where, true])
        // The first two connections lead to the dispatch and the notification server, the third to a switchboard.
        const allowed = on < 2 ? session : ['Ready']
        expect([where, allowed, allowed.includes(reasonOf(a))]).toEqual([where, allowed, true])
        expect([where, taken.map((intent) => outcomes(a).filter((other) => other === intent).length)]).toEqual([
          where,
          taken.map(() => 1),
        ])
        expect([where, a.error]).toEqual([where, undefined])
        // Bob may have called again.
        const talks = [...a.now().conversations.values()]
        expect([where, talks.map(({ phase, participants }) => [phase, participants.size])]).toEqual([
          where,
          talks.map(() => ['Open', 1]),
        ])
        isUntouched(there, b, c)
        if (reasonOf(a) === 'Ready') a.send(signOut)
        for (const one of [b, c]) one.send(signOut)
        await there.pass(long)
        expect([where, a.isOver, a.of('Closed').length]).toEqual([where, true, 1])
        isEmpty(there)
        there.stop()
      }
    })
  })
})

describe('a client', () => {
  it.each(['MSNP7', 'MSNP12'] as const)('in %s that goes after any line leaves nothing behind', async (dialect) => {
    const good = await conversing(dialect)
    good.there.stop()
    const lines = good.lines.filter(({ direction }) => direction === 'out')
    for (const [at, { piece }] of lines.entries())
      for (const part of [0, 0.5, 1]) {
        const where = `${at} ${part} ${piece.split('\r\n')[0]}`
        const meddle = (_: Piece, { pass, cut }: Middle): void => {
          pass(piece.slice(0, piece.length * part))
          cut()
        }
        const { there, a, b, c, taken } = await conversing(dialect, { direction: 'out', at, meddle })
        expect([where, taken.map((intent) => outcomes(a).filter((other) => other === intent).length)]).toEqual([
          where,
          taken.map(() => 1),
        ])
        isUntouched(there, b, c)
        for (const one of [a, b, c]) one.send(signOut)
        await there.pass(long)
        isEmpty(there)
        there.stop()
      }
  })
})

import * as E from 'fp-ts/lib/Either.js'
import { it } from 'vitest'
import { replay } from '../../lib/edges/replay.js'
import { client } from '../../lib/index.js'
import { describeDivergence } from '../../lib/traces/divergence.js'
import { attending, evening, type Take } from '../replay/studio.js'

const again = ({ trace, seen: before }: Take, options = {}) => {
  const recording = replay(trace, options)
  const [part] = recording.parts
  const { seen } = attending(recording.ports, () => recording.scheduler.now(), part!.wanted, () => part!.app)
  const o = recording.play()
  const tags = (s: typeof seen) => s.events.map(([t, e]) => `${t} ${e._tag}`).filter((x) => !/Outcome/.test(x)).join('\n')
  if (E.isRight(o) && tags(seen) !== tags(before)) console.log(tags(seen) + '\n\n' + tags(before))
  return (E.isLeft(o) ? (o.left._tag === 'Diverged' ? describeDivergence(o.left) : JSON.stringify(o.left)) : JSON.stringify(o.right)) + JSON.stringify(recording.notices()) + JSON.stringify(part!.wanted.deadlines)
}
it.each([2, 7, 8, 12] as const)('x', (n) => {
  const [hers, his] = evening([`MSNP${n}`, `MSNP${n}`])
  console.log(again(hers))
  console.log(again(his))
  const far = (take: Take) => ({ ...take, trace: { header: { ...take.trace.header, seenBy: 'network' as const }, records: take.trace.records.filter((r) => !['Started', 'Stopped', 'Elapsed'].includes(r._tag)) } })
  console.log(again(far(hers)))
  console.log(again(far(his)))
  console.log(again(far(hers), { follow: true }))
  console.log(again(far(his), { follow: true }))
})

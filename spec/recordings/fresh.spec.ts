/** The recordings of our own conversations are what is said today; `npm run recordings` records them anew. */
import { expect, it } from 'vitest'

import { writeTrace } from '../../lib/testing/files.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import { counts, linesOf } from '../replay/oracle.js'
import { recordedEvening } from './evening.js'
import { dialects, fileOf, pathOf, participants } from './files.js'

/** How often each side says each verb, and how often something is asked over HTTP. */
const tallyOf = (records: ReadonlyArray<TraceRecord>): object => {
  const lines = linesOf(records)
  const requests = records.filter(({ _tag }) => _tag === 'Asked').length
  return { client: counts('client', lines), server: counts('server', lines), ...(requests === 0 ? {} : { requests }) }
}

const tallies: Record<string, object> = {}

it.each(dialects)('the evening in %s is what is said today, to the byte', async (dialect) => {
  const takes = recordedEvening(dialect)
  for (const [at, who] of participants.entries()) {
    const { trace } = takes[at]!
    await expect(writeTrace(trace)).toMatchFileSnapshot(fileOf(dialect, who))
    tallies[`${dialect} ${who}`] = tallyOf(trace.records)
  }
})

it('the evenings have so many commands of each kind', async () => {
  const lines = Object.entries(tallies).map(([name, tally]) => `"${name}": ${JSON.stringify(tally)}`)
  await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot(pathOf('counts.json'))
})

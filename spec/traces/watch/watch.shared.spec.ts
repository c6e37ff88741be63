/** A capture of a real client, whose session began before it, is watched from the middle. */
import { expect, it } from 'vitest'

import { heardIn } from '../../../lib/traces/watch/heard.js'
import { shown, type ShownState } from '../../../lib/traces/watch/shown.js'
import { watching, type Watching } from '../../../lib/traces/watch/watch.js'
import { recordingReader } from '../../../lib/traces/read/reader.js'
import { isThere, recording } from '../../replay/recorded.js'

it.skipIf(!isThere)('the capture of 2005: contacts by presence alone, and conversations one after the other', () => {
  const { read, end } = recordingReader()
  const records = [...read(recording('msnp11-2005.pcap')), ...end()].flatMap((finding) =>
    finding._tag === 'Found' ? [finding.record] : [],
  )
  let now: Watching = watching.init[0]
  const texts = new Set<string>()
  const talks = new Map<number, number>()
  let session: Extract<ShownState, { readonly _tag: 'Session' }> | undefined
  for (const heard of heardIn(records)) {
    now = watching.step(now, heard)[0]
    const all = shown(now)
    texts.add(JSON.stringify(all))
    for (const one of all) {
      if (one._tag === 'Session') session = one
      else talks.set(one.connection, Math.max(talks.get(one.connection) ?? 0, one.participants.length))
    }
  }
  expect(session).toMatchObject({ isUnderway: true, dialect: 'MSNP11', passport: '' })
  expect(session?.contacts.length).toBe(5)
  expect(session?.contacts.every(({ status }) => status !== 'FLN')).toBe(true)
  expect([...talks.values()].filter((most) => most === 1).length).toBeGreaterThanOrEqual(4)
  expect(texts.size).toBeGreaterThan(25)
})

/** Reads a capture to find out what is to be changed in it. */
import type { Finding, RecordingReader, TraceRecord } from '../../format/record.js'
import type { Standing, Untold, FilePositions } from '../../pcap/positions/standing.js'
import { captureReader } from '../../pcap/reader.js'
import type { Scrubbing } from '../scrub.js'
import { changeCollector, type Changes } from './changes.js'

/** Reads a capture, and finds out what is to be changed in it. */
export interface ScrubReader extends RecordingReader {
  /** Behind the end: what is to be changed, in how many records, and how many connections have nothing to do with MSNP. */
  readonly conclusion: () => { readonly changes: Changes; readonly records: number; readonly strangers: number }
}

/** What is told of a capture before and after: what was told gives way to what `scrubbing` makes of it. */
export const scrubReader = ({ record: scrub, end }: Scrubbing): ScrubReader => {
  const positions = new WeakMap<TraceRecord, FilePositions>()
  const { compare, cross, changes } = changeCollector()
  const followed = new Map<number, Standing>()
  const untold = new Map<number, Untold>()
  const heard = new Set<number>()
  const recognised = new Set<number>()
  let waiting: Array<TraceRecord> = []
  let records = 0

  const reader = captureReader({
    segment: (flow) => void heard.add(flow.id),
    drafted: (record, where) => {
      positions.set(record, where)
      where.spans.forEach(({ flow }) => recognised.add(flow))
    },
    followed: (flow, messages) => void followed.set(flow, messages),
    unfollowed: (flow) => {
      const messages = followed.get(flow)
      followed.delete(flow)
      if (messages !== undefined) untold.set(flow, messages.untold())
    },
  })

  /** Of a connection that has to do with MSNP nothing is left as it was which nobody has looked into. */
  const crossUntold = (): void => {
    for (const [flow, messages] of followed) untold.set(flow, messages.untold())
    followed.clear()
    for (const [flow, each] of untold)
      if (recognised.has(flow) || each.matters) {
        recognised.add(flow)
        cross(each)
      }
    untold.clear()
  }

  const settle = (clean: ReadonlyArray<TraceRecord>): void => {
    clean.forEach((after, i) => {
      const before = waiting[i]!
      const where = positions.get(before)
      if (where !== undefined && compare(where, before, after)) records++
    })
    waiting = waiting.slice(clean.length)
  }

  const take = (findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> => {
    for (const finding of findings)
      if (finding._tag === 'Found') {
        waiting.push(finding.record)
        settle(scrub(finding.record))
      }
    return findings
  }

  return {
    read: (chunk) => take(reader.read(chunk)),
    end: () => {
      const findings = take(reader.end())
      settle(end())
      return findings
    },
    conclusion: () => {
      crossUntold()
      return { changes: changes(), records, strangers: heard.size - recognised.size }
    },
  }
}

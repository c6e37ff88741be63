import type { TraceRecord } from '../format/record.js'

const deeds: ReadonlySet<TraceRecord['_tag']> = new Set(['Dialled', 'Asked', 'Abandoned', 'Started', 'Stopped'])
const gifts: ReadonlySet<TraceRecord['_tag']> = new Set(['Opened', 'Missing', 'Answered', 'Elapsed'])

/** Whether a record is something that the client does. What it draws, and that it looks at the clock, changes nothing. */
export const isDeed = (record: TraceRecord): boolean =>
  record._tag === 'Said'
    ? record.from === 'client' && record.octets.length > 0
    : record._tag === 'Closed'
      ? record.by === 'client'
      : deeds.has(record._tag)

/** Whether a record is something that comes to the client by itself. */
export const isGiven = (record: TraceRecord): boolean =>
  record._tag === 'Said'
    ? record.from === 'server' && record.octets.length > 0
    : record._tag === 'Closed'
      ? record.by !== 'client'
      : gifts.has(record._tag)

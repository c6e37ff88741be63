import { captureReader } from '../../../lib/traces/pcap/reader.js'
import type { Finding, TraceError, TraceNotice, TraceRecord } from '../../../lib/traces/format/record.js'

/** What a reader finds in a file that comes in these chunks. */
export const findingsIn = (chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<Finding> => {
  const reader = captureReader()
  return [...chunks.flatMap(reader.read), ...reader.end()]
}

export const recordsIn = (...chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<TraceRecord> =>
  findingsIn(chunks).flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))

export const noticesIn = (...chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<TraceNotice> =>
  findingsIn(chunks).flatMap((finding) => (finding._tag === 'Noticed' ? [finding.notice] : []))

export const failureIn = (...chunks: ReadonlyArray<Uint8Array>): TraceError | undefined =>
  findingsIn(chunks).flatMap((finding) => (finding._tag === 'Failed' ? [finding.error] : []))[0]

/** What every side of every connection said, as byte text by `number side`; what is missing stands there as `<n>`. */
export const streamsIn = (records: ReadonlyArray<TraceRecord>): Readonly<Record<string, string>> => {
  const streams: Record<string, string> = {}
  const add = (connection: number, from: string, text: string): void => {
    streams[`${connection} ${from}`] = (streams[`${connection} ${from}`] ?? '') + text
  }
  for (const record of records) {
    if (record._tag === 'Said') add(record.connection, record.from, Buffer.from(record.bytes).toString('latin1'))
    if (record._tag === 'Missing') add(record.connection, record.from, `<${record.bytes}>`)
  }
  return streams
}

/** A record in a few words: `0 client: VER 1 ...`. */
export const told = (record: TraceRecord): string => {
  switch (record._tag) {
    case 'Said':
      return `${record.connection} ${record.from}: ${Buffer.from(record.bytes).toString('latin1')}`
    case 'Missing':
      return `${record.connection} ${record.from}: <${record.bytes}>`
    case 'Dialled':
      return `${record.connection} dialled ${record.address.host}:${record.address.port}`
    case 'Opened': {
      const { connection, local, peer, midway } = record
      return `${connection} opened ${local.host}:${local.port} ${peer.host}:${peer.port}${midway ? ' midway' : ''}`
    }
    case 'Closed':
      return `${record.connection} closed ${record.reason._tag}${record.by === undefined ? '' : ` by ${record.by}`}`
    case 'Asked':
      return `${record.exchange} asked ${record.request.method} ${record.request.url}`
    case 'Answered':
      return `${record.exchange} answered ${'status' in record.outcome ? record.outcome.status : record.outcome._tag}`
    default:
      return record._tag
  }
}

/** What happens to connections and over HTTP, in words for the views of a recording. */
import { bareUrl } from '../auth/passport.js'
import { describeClose } from '../core/effects.js'
import type { TraceRecord } from '../traces/format/record.js'
import type { Opening } from './participants.js'

type Closed = Extract<TraceRecord, { readonly _tag: 'Closed' }>

/** How a connection begins, behind its name. */
export const describeOpening = (opening: Opening): string =>
  opening === 'Recorded'
    ? 'opens'
    : `${opening === 'Unrecorded' ? 'opens' : 'is open'}, TCP handshake not recorded`

/** How a connection ended, behind its name. */
export const describeEnding = ({ reason, by }: Closed): string => {
  const who = by === undefined ? '' : ` by the ${by}`
  return reason._tag === 'Ended' ? `closed${who}` : `closed${who}: ${describeClose(reason)}`
}

/** What is told of HTTP: no query and no header, for there may be a secret in them. */
export const describeExchange = (record: TraceRecord): string | undefined => {
  if (record._tag === 'Asked') return `HTTP ${record.exchange} ${record.request.method} ${bareUrl(record.request.url)}`
  if (record._tag !== 'Answered') return undefined
  const { exchange, outcome } = record
  return `HTTP ${exchange} ${'status' in outcome ? outcome.status : describeClose(outcome)}`
}

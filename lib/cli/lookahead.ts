import type { Reading } from '../commands/decoder.js'
import { isSettled, type Scope } from '../commands/scope.js'
import type { Finding, TraceRecord } from '../traces/format/record.js'
import { transcript, type Transcript } from '../traces/read/transcript.js'

/**
 * Reads ahead in a recording for what is told late, and only as far as it must: which dialect is spoken on a connection
 * that was there before the recording began. Each connection is looked for once.
 */
export const foresight = (
  findings: AsyncIterable<ReadonlyArray<Finding>>,
  reading: Reading,
): ((record: TraceRecord, teach: Transcript['teach']) => Promise<void>) => {
  const batches = findings[Symbol.asyncIterator]()
  const { read, scope } = transcript(reading)
  const midway = new Set<number>()
  const asked = new Set<number>()

  const take = (finding: Finding): void => {
    if (finding._tag !== 'Found') return
    const { record } = finding
    if (record._tag === 'Opened' && record.midway === true) midway.add(record.connection)
    // What is closed may still be told of by another connection of the same client.
    if (record._tag !== 'Closed' || !midway.has(record.connection)) read(record)
  }

  const scopeOf = async (connection: number): Promise<Scope | undefined> => {
    for (;;) {
      const known = scope(connection)
      if (known !== undefined && isSettled(known)) return known
      const batch = await batches.next()
      if (batch.done === true) return known
      batch.value.forEach(take)
    }
  }

  return async (record, teach) => {
    if (record._tag !== 'Said' || asked.has(record.connection)) return
    asked.add(record.connection)
    const known = await scopeOf(record.connection)
    if (known !== undefined) teach(record.connection, known)
  }
}

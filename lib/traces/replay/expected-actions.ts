/** Compares what a client does with the actions of a trace, in their order. */
import type { Divergence } from '../compare/divergence.js'
import type { TraceRecord } from '../format/record.js'
import { isAction, isGiven, type RecordQueue } from './client-actions.js'
import { type PlayedConnection, sidesOf } from './match.js'

export type TraceRecordOf<Tag extends TraceRecord['_tag']> = Extract<TraceRecord, { readonly _tag: Tag }>

/** An action that was done: `t` is when. */
export type ClientAction = TraceRecordOf<'Dialled' | 'Said' | 'Closed' | 'Asked' | 'Abandoned' | 'Started' | 'Stopped'>

/** What a client does, held against the actions of a trace. */
export interface ExpectedActions {
  /** Where the first record is that has yet to come to the client; actions behind it cannot be done yet. */
  readonly edge: () => number
  /** That record has come. */
  readonly goOn: () => void
  /** The first of the actions before the edge that are not done. */
  readonly undone: () => number | undefined
  readonly isDone: (index: number) => boolean
  /** An action of a queue: its record, if it is the next one there, and the same. */
  readonly take: <Tag extends ClientAction['_tag']>(
    queue: RecordQueue,
    found: TraceRecordOf<Tag>,
    isSame: (record: TraceRecordOf<Tag>) => boolean,
  ) => TraceRecordOf<Tag> | undefined
  /** The next record of a queue of timers that is of so many milliseconds, if there is one; those before it are passed over. */
  readonly ahead: (queue: RecordQueue, ms: number) => RecordQueue | undefined
  /** An action that can stand in one record only. */
  readonly takeAt: (index: number | undefined, found: ClientAction) => void
  readonly say: (connection: number, line: PlayedConnection, bytes: Uint8Array, t: number) => void
  readonly close: (line: PlayedConnection, found: TraceRecordOf<'Closed'>) => void
  /** What a queue of things that the client looks at has now; it may look away. */
  readonly see: <Tag extends TraceRecord['_tag']>(queue: RecordQueue) => TraceRecordOf<Tag> | undefined
  /** The client does something else than the record has; or what no record has. */
  readonly differ: (found: TraceRecord | undefined, index?: number) => void
  readonly divergence: () => Divergence | undefined
}

const noBytes = new Uint8Array(0)

/** No action has been done yet. `lines` are the connections that the client has dialled. */
export const expectedActions = (
  records: ReadonlyArray<TraceRecord>,
  lines: ReadonlyMap<number, PlayedConnection>,
  isPassedOver: (record: TraceRecord) => boolean,
): ExpectedActions => {
  const done = new Uint8Array(records.length)
  let divergence: Divergence | undefined

  const nextGiven = (from: number): number => {
    let index = from
    while (index < records.length && !isGiven(records[index]!)) index++
    return index
  }
  let floor = 0
  let edge = nextGiven(0)

  const undone = (): number | undefined => {
    for (let index = floor; index < edge; index++)
      if (done[index] === 0 && isAction(records[index]!) && !isPassedOver(records[index]!)) return index
    return undefined
  }

  const differ = (found: TraceRecord | undefined, index = undone()): void => {
    const expected = index === undefined ? undefined : records[index]
    const at = { index: index ?? edge, t: found?.t ?? expected?.t ?? 0 }
    const line = expected?._tag === 'Said' ? lines.get(expected.connection) : undefined
    if (expected?._tag !== 'Said' || line === undefined) {
      divergence ??= { _tag: 'Diverged', ...at, expected, found }
      return
    }
    const own = found?._tag === 'Said' && found.connection === expected.connection ? found : undefined
    const sides = sidesOf(line, own?.bytes ?? noBytes)
    divergence ??= {
      _tag: 'Diverged',
      ...at,
      expected: { ...expected, bytes: sides.expected ?? expected.bytes },
      found: own === undefined ? found : { ...own, bytes: sides.found },
      scope: sides.scope,
    }
  }

  const tick = (index: number, found: ClientAction): void => {
    done[index] = 1
    const record = records[index]!
    // Whoever is led by these records alone is never later than they are.
    if (found.t - record.t >= 1)
      divergence ??= { _tag: 'Diverged', index, t: found.t, expected: record, found: { ...record, t: found.t } }
  }

  const due = ({ indexes, at }: RecordQueue): number | undefined => {
    const index = indexes[at]
    return index !== undefined && index < edge ? index : undefined
  }

  const takeAt = (index: number | undefined, found: ClientAction): void => {
    if (index === undefined || index >= edge) differ(found)
    else tick(index, found)
  }

  return {
    edge: () => edge,
    goOn: () => {
      floor = edge + 1
      edge = nextGiven(floor)
    },
    undone,
    isDone: (index) => done[index] === 1,
    take: (queue, found, isSame) => {
      const index = due(queue)
      const record = index === undefined ? undefined : (records[index] as typeof found)
      if (index === undefined || record === undefined || !isSame(record)) return void differ(found, index)
      queue.at++
      tick(index, found)
      return record
    },
    ahead: (queue, ms) => {
      let { at } = queue
      while (at < queue.indexes.length && queue.indexes[at]! < edge) {
        const index = queue.indexes[at]!
        const record = records[index]!
        if (index >= floor && done[index] === 0 && record._tag === 'Started' && record.ms === ms)
          return { indexes: queue.indexes, at }
        at++
      }
      return undefined
    },
    takeAt,
    say: (connection, line, bytes, t) => {
      let rest = bytes
      while (rest.length > 0 && divergence === undefined) {
        const piece = line.half.pieces[line.piece]
        const isDue = piece !== undefined && piece.index < edge
        const chunk = rest.subarray(0, isDue ? piece.end - line.said : 0)
        const same = line.half.same(line.said, chunk)
        line.said += same
        rest = rest.subarray(same)
        const found = { t, _tag: 'Said', connection, from: 'client', bytes: rest } as const
        if (!isDue) return differ(found)
        if (same < chunk.length) return differ(found, piece.index)
        if (line.said < piece.end) return
        line.piece++
        tick(piece.index, found)
      }
    },
    close: ({ half, piece }, found) => {
      const unsaid = half.pieces[piece]
      if (unsaid !== undefined && unsaid.index < edge) differ(found, unsaid.index)
      else takeAt(half.close, found)
    },
    see: <Tag extends TraceRecord['_tag']>(queue: RecordQueue) => {
      while (queue.at < queue.indexes.length && queue.indexes[queue.at]! < floor) queue.at++
      const index = due(queue)
      if (index === undefined) return undefined
      queue.at++
      return records[index] as TraceRecordOf<Tag>
    },
    differ,
    divergence: () => divergence,
  }
}

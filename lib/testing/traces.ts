/** Traces as marble diagrams and back: a whole one, one side of a connection, or one drawn by hand. */
import type { Decoded, Speech } from '../commands/codec.js'
import type { DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import type { Address } from '../commands/words.js'
import type { Untimed } from '../edges/record/recorder.js'
import { formatVersion, type TraceHeader, type TraceRecord } from '../traces/format/record.js'
import { connectionCommands } from '../traces/format/command.js'
import type { Trace } from '../traces/format/trace.js'
import { happeningIn, timelineOf, type MarbleValues, type Timed, type Timeline } from './timeline.js'

/** A whole trace as marbles. */
export interface TraceDiagram extends Timeline<Untimed> {
  readonly header: TraceHeader
}

/** Marbles that stand for records; a header that is left out says nothing in particular. */
export interface SomeDiagram {
  readonly header?: Partial<TraceHeader>
  readonly marbles: string
  readonly values: MarbleValues<Untimed>
}

const headerOf = (given: Partial<TraceHeader> = {}): TraceHeader => ({
  format: 'rx-msnp trace',
  version: formatVersion,
  start: 0,
  seenBy: 'network',
  ...given,
})

const timed = ([t, happening]: Timed<Untimed>): TraceRecord => ({ ...happening, t }) as TraceRecord

/** Which side of which connection of a trace; without a number it is the first one. */
export interface Speaker<From extends Side> {
  readonly from: From
  readonly connection?: number
}

/**
 * A trace as marbles, to the millisecond.
 *
 * **Errors** throws a `RangeError` where it is too long for marbles.
 */
export const fromTrace = ({ header, records }: Trace): TraceDiagram => ({
  header,
  ...timelineOf(records.map(({ t, ...happening }): Timed<Untimed> => [t, happening])),
})

/**
 * Marbles as a trace: the inverse of `fromTrace`.
 *
 * **Errors** throws a `TypeError` that names a marble without a value.
 */
export const toTrace = ({ header, marbles, values }: SomeDiagram): Trace => ({
  header: headerOf(header),
  records: happeningIn(marbles, values).happened.map(timed),
})

/** When a connection ended; where that is not recorded, when the recording did. */
const endOf = ({ records }: Trace, connection: number): number | undefined =>
  (records.find((record) => record._tag === 'Closed' && record.connection === connection) ?? records.at(-1))?.t

/** The bytes of one side of a connection, as they came. */
export const bytesIn =
  <From extends Side>({ from, connection = 0 }: Speaker<From>) =>
  (trace: Trace): Timeline<Uint8Array> =>
    timelineOf(
      trace.records.flatMap((record): ReadonlyArray<Timed<Uint8Array>> =>
        record._tag === 'Said' && record.connection === connection && record.from === from
          ? [[record.t, record.bytes]]
          : [],
      ),
      endOf(trace, connection),
    )

/** The commands of one side of a connection, each when its last byte came; read with what the other side says. */
export const commandsIn =
  <From extends Side, On extends ServerKind = ServerKind, D extends DialectNumber = DialectNumber>({
    connection = 0,
    from,
    ...hint
  }: Speaker<From> & Speech<From, On, D>) =>
  (trace: Trace): Timeline<Decoded<From, On, D>> => {
    const { records } = trace
    const indexes = records.flatMap((record, index) =>
      'connection' in record && record.connection === connection ? [index] : [],
    )
    const commands = connectionCommands(records, indexes, hint)
      .spoken.filter((spoken) => spoken.from === from)
      // What a side says where and in which dialect is what its rows say: the types of the decoder do not tell it apart.
      .map(({ last, command }) => [records[last]!.t, command as unknown as Decoded<From, On, D>] as const)
    return timelineOf(commands, endOf(trace, connection))
  }

/** A conversation on one connection, a line of marbles for each side; where a line ends (`|`), that side hangs up first. */
export interface Dialogue {
  readonly client: string
  readonly server: string
  readonly values: MarbleValues<Uint8Array>
  readonly address?: Address
  readonly header?: Partial<TraceHeader>
}

/**
 * A trace of one connection, from what both sides say on it. It is dialled and open in the first millisecond; what the
 * client says comes before what the server says in the same one.
 */
export const dialogue = ({ client, server, values, header, address }: Dialogue): Trace => {
  const peer = address ?? { host: '127.0.0.1', port: 1863 }
  const connection = 0
  const half = (from: Side, marbles: string): ReadonlyArray<Timed<Untimed>> => {
    const { happened, end } = happeningIn(marbles, values)
    return [
      ...happened.map(([ms, bytes]): Timed<Untimed> => [ms, { _tag: 'Said', connection, from, bytes }]),
      ...(end === undefined
        ? []
        : [[end, { _tag: 'Closed', connection, by: from, reason: { _tag: 'Ended' } }] as Timed<Untimed>]),
    ]
  }
  const said = [...half('client', client), ...half('server', server)].sort(([one], [other]) => one - other)
  const closing = said.findIndex(([, { _tag }]) => _tag === 'Closed')
  const opening: ReadonlyArray<Timed<Untimed>> = [
    [0, { _tag: 'Dialled', connection, address: peer }],
    [0, { _tag: 'Opened', connection, local: { host: '127.0.0.1', port: 49_152 }, peer }],
  ]
  const heard = closing < 0 ? said : said.slice(0, closing + 1)
  return { header: headerOf(header), records: [...opening, ...heard].map(timed) }
}

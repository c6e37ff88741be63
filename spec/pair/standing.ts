import {
  decode,
  decoder,
  proxy,
  type Address,
  type Decoder,
  type Ports,
  type ProxyEvent,
  type ProxySettings,
} from '../../lib/index.js'
import { ordering } from '../../lib/traces/read/validate.js'
import type { Recorded, TraceRecord } from '../../lib/traces/format/record.js'

/** A proxy, and all that it told and recorded. */
export interface Standing {
  readonly address: () => Address
  readonly nexus: () => string
  readonly events: ReadonlyArray<ProxyEvent>
  readonly recorded: ReadonlyArray<Recorded>
  readonly of: <Tag extends ProxyEvent['_tag']>(tag: Tag) => ReadonlyArray<Extract<ProxyEvent, { _tag: Tag }>>
  readonly records: () => ReadonlyArray<TraceRecord>
  readonly isOver: () => boolean
  readonly stop: () => void
}

/** Lets a proxy begin. */
export const stand = (ports: Ports, settings: ProxySettings): Standing => {
  const events: Array<ProxyEvent> = []
  const recorded: Array<Recorded> = []
  let isOver = false
  const running = proxy(
    ports,
    (finding) => void recorded.push(finding),
  )(settings).subscribe({
    next: (event) => void events.push(event),
    complete: () => (isOver = true),
  })
  const of: Standing['of'] = (tag) =>
    events.filter((event): event is Extract<ProxyEvent, { _tag: typeof tag }> => event._tag === tag)
  const listening = () => {
    const [found] = of('Listening')
    if (found === undefined) throw new Error('the proxy does not listen')
    return found
  }
  return {
    address: () => listening().address,
    nexus: () => listening().nexus ?? '',
    events,
    recorded,
    of,
    records: () => recorded.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : [])),
    isOver: () => isOver,
    stop: () => running.unsubscribe(),
  }
}

/** What is wrong with the order of a recording, from its header on. */
export const disorder = ({ recorded, records }: Standing): ReadonlyArray<string> => {
  const { problem } = ordering()
  return [
    ...(recorded[0]?._tag === 'Begun' && recorded[0].header.seenBy === 'network' ? [] : ['no header']),
    ...recorded.slice(1).flatMap(({ _tag }) => (_tag === 'Found' ? [] : ['more than one header'])),
    ...records().flatMap((record) => problem(record) ?? []),
  ]
}

/** All that was said on the connections of a recording, decoded, in its order. */
export const spoken = ({ records }: Standing) => {
  const decoders = new Map<number, Decoder>()
  return records().flatMap((record) => {
    if (record._tag !== 'Said') return []
    const [next, commands] = decode(record.from)(decoders.get(record.connection) ?? decoder(), record.bytes)
    decoders.set(record.connection, next)
    return commands.map((command) => ({ t: record.t, connection: record.connection, from: record.from, command }))
  })
}

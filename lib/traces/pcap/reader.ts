/** Reads a capture as a recording of every connection of MSNP. */
import { formatVersion, type Finding, type RecordingReader, type TraceError } from '../format/record.js'
import type { Flow } from './flows.js'
import { gatewaySessions } from './gateway.js'
import type { ConnectionListener } from './listener.js'
import { emitter } from './emit.js'
import { recognising } from './detect.js'
import { streamReader } from './streams.js'
import { watching, type CaptureWatch } from './positions/watch.js'

/**
 * Reads a capture of a network: what was said on every connection of MSNP, on whatever port.
 *
 * **Shapes** pcap and pcapng. The sessions of the HTTP gateway are connections like others; requests to the nexus, to the
 * login server and to the address book are told as such. Where the capture lacks bytes there is a `Missing`.
 *
 * `watch` is told where in the capture everything stands, for who wants to change it there.
 *
 * **Units** `t` is when the packet came that brought the bytes, or, where they had to wait for others, the packet that
 * brought those; where the times in the file fall, they are taken to stand still.
 *
 * **Errors** `Empty`, `NoRecording`, `UnknownLink`, `BadPacket`, `BadBlock`, `Cut`: everything before is told first.
 */
export const captureReader = (watch: CaptureWatch = {}): RecordingReader => {
  const { overhear, witness } = watching(watch)
  const out = witness(emitter())
  const gateway = gatewaySessions(out)
  let findings: Array<Finding> = []
  let hasBegun = false
  let hasFailed = false

  const keep = (told: Finding): void => void findings.push(told)
  const listenerOf = (flow: Flow<ConnectionListener>): ConnectionListener => (flow.state ??= recognising(out, gateway, flow, overhear))

  const streams = streamReader<ConnectionListener>({
    said: (flow, end, bytes, t) => listenerOf(flow).said(end, bytes, t),
    missing: (flow, end, bytes, t) => listenerOf(flow).missing(end, bytes, t),
    contradicted: (flow, end, offset, t) => listenerOf(flow).contradicted(end, offset, t),
    finished: (flow, end, t) => listenerOf(flow).finished(end, t),
    left: (flow) => flow.state?.left(),
    over: (flow, by, ending, t) => {
      listenerOf(flow).over(by, ending, t)
      flow.state = undefined
    },
    ...(watch.segment === undefined ? {} : { segment: watch.segment }),
    settled: (horizon) => out.settle(horizon, keep),
  })

  const begin = (start: number): void => {
    if (hasBegun) return
    hasBegun = true
    const header = { format: 'rx-msnp trace', version: formatVersion, start, seenBy: 'network' } as const
    findings.unshift({ _tag: 'Begun', header })
  }

  const taken = (error: TraceError | undefined): ReadonlyArray<Finding> => {
    const start = streams.start()
    if (start !== undefined) begin(start)
    if (error !== undefined) findings.push({ _tag: 'Failed', error })
    hasFailed = error !== undefined
    const all = findings
    findings = []
    return all
  }

  return {
    read: (chunk) => (hasFailed ? [] : taken(streams.read(chunk))),
    end: () => {
      if (hasFailed) return []
      const error = streams.end()
      if (error === undefined) begin(streams.start() ?? 0)
      return taken(error)
    },
  }
}

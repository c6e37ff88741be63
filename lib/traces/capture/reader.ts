import { octetText } from '../../wire/text.js'
import type { Side } from '../../commands/row.js'
import type { CloseReason } from '../../machines/effects.js'
import { formatVersion, type Finding, type RecordingReader, type TraceError } from '../record.js'
import { addressOf } from './address.js'
import { judge, judgeAtLast, msnpPort, noEvidence, type Evidence, type Verdict } from './evidence.js'
import { exchangesOf, type Exchanges } from './exchanges.js'
import type { End, Flow } from './flows.js'
import { gatewaySessions } from './gateway.js'
import { outlet } from './outlet.js'
import { streamReader, type Ending } from './streams.js'
import { tellClosed, tellContradiction, tellMissing, tellOpened, tellRefused, tellSaid, type Line } from './telling.js'

/** Something that was said, or is missing, before it was known what kind of connection it is said on. */
interface Early {
  readonly end: End
  readonly octets: Uint8Array | number
  readonly t: number
}

/** What is known of a connection. */
type Reading =
  | { readonly _tag: 'Undecided'; readonly evidence: Evidence; readonly early: Array<Early>; octets: number }
  | { readonly _tag: 'Msnp'; readonly line: Line; readonly client: End }
  | { readonly _tag: 'Http'; readonly exchanges: Exchanges; readonly client: End }

type ReadFlow = Flow<Reading>

/** So much is held back of a connection, at most, until it is known what kind it is. */
const mostEarlyOctets = 4096
const mostEarly = 256

const sideOf = (client: End, end: End): Side => (end === client ? 'client' : 'server')

const reasonOf = (ending: Ending): CloseReason => {
  switch (ending) {
    case 'Ended':
    case 'Reset':
      return { _tag: ending }
    case 'Replaced':
      return { _tag: 'Other', problem: 'another connection took its place' }
    case 'Forgotten':
      return { _tag: 'Other', problem: 'it was silent for long, and too many others were open' }
  }
}

/**
 * Reads a capture of a network: what was said on every connection of MSNP, on whatever port, and on whatever way.
 *
 * **Shapes** pcap and pcapng. The sessions of the HTTP gateway are connections like others; requests to the nexus, to the
 * login server and to the address book are told as such. Where the capture lacks octets there is a `Missing`.
 *
 * **Units** `t` is when the packet came that brought the octets, or, where they had to wait for others, the packet that
 * brought those; it is put right where the times in the file fall.
 *
 * **Errors** `Empty`, `NoRecording`, `UnknownLink`, `BadPacket`, `BadBlock`, `Cut`: everything before is told first.
 */
export const captureReader = (): RecordingReader => {
  const out = outlet()
  const gateway = gatewaySessions(out)
  let findings: Array<Finding> = []
  let hasBegun = false

  const decide = (flow: ReadFlow, reading: Extract<Reading, { _tag: 'Undecided' }>, verdict: Verdict): void => {
    if (verdict === undefined) return
    if (verdict === 'Neither') {
      flow.verdict = 'Dropped'
      flow.state = undefined
      return
    }
    flow.verdict = 'Kept'
    const { client } = verdict
    const [local, peer] = [addressOf(flow, client), addressOf(flow, client === 0 ? 1 : 0)]
    const first = reading.early.reduce((t, each) => Math.min(t, each.t), flow.dialled ?? Infinity)
    const isThere = flow.dialled !== undefined
    const state: Reading =
      verdict.kind === 'HTTP'
        ? { _tag: 'Http', exchanges: exchangesOf(out, gateway, { local, peer }), client }
        : { _tag: 'Msnp', line: tellOpened(out, first, { local, peer, dialled: isThere ? peer : undefined }), client }
    flow.state = state
    for (const { end, octets, t } of reading.early)
      if (typeof octets === 'number') missing(flow, end, octets, t)
      else said(flow, end, octets, t)
  }

  const undecided = (flow: ReadFlow): Extract<Reading, { _tag: 'Undecided' }> => {
    const fresh = { _tag: 'Undecided', evidence: noEvidence(), early: [], octets: 0 } as const
    return (flow.state ??= { ...fresh, early: [] }) as Extract<Reading, { _tag: 'Undecided' }>
  }

  const said = (flow: ReadFlow, end: End, octets: Uint8Array, t: number): void => {
    const { state } = flow
    if (state?._tag === 'Msnp') return tellSaid(out, state.line, sideOf(state.client, end), octets, t)
    if (state?._tag === 'Http') return state.exchanges.said(sideOf(state.client, end), octets, t)
    if (flow.verdict === 'Dropped') return
    const reading = undecided(flow)
    // A copy: whatever else came with it is not to be held.
    reading.early.push({ end, octets: new Uint8Array(octets), t })
    reading.octets += octets.length
    const verdict = judge(reading.evidence, flow, end, octetText(octets, 0, Math.min(octets.length, mostEarlyOctets)))
    const isTooMuch = reading.octets > mostEarlyOctets || reading.early.length > mostEarly
    decide(flow, reading, verdict ?? (isTooMuch ? judgeAtLast(reading.evidence, flow) : undefined))
  }

  const missing = (flow: ReadFlow, end: End, octets: number, t: number): void => {
    const { state } = flow
    if (state?._tag === 'Msnp') return tellMissing(out, state.line, sideOf(state.client, end), octets, t)
    if (state?._tag === 'Http') return state.exchanges.missing(sideOf(state.client, end), octets, t)
    if (flow.verdict === 'Dropped') return
    const reading = undecided(flow)
    reading.early.push({ end, octets, t })
    reading.evidence.isHoled[end] ||= reading.evidence.texts[end] === ''
  }

  const over = (flow: ReadFlow, by: End | undefined, ending: Ending, t: number): void => {
    if (flow.verdict !== 'Dropped' && flow.state?._tag === 'Undecided')
      decide(flow, flow.state, judgeAtLast(flow.state.evidence, flow))
    const { state, client, dialled } = flow
    const reason = reasonOf(ending)
    if (state?._tag === 'Http') state.exchanges.over(reason, t)
    else if (state?._tag === 'Msnp')
      tellClosed(out, state.line, by === undefined ? undefined : sideOf(state.client, by), reason, t)
    else if (isRefused(flow, ending) && client !== undefined && dialled !== undefined)
      tellRefused(out, dialled, addressOf(flow, client === 0 ? 1 : 0), t)
    flow.state = undefined
  }

  const streams = streamReader<Reading>({
    said,
    missing,
    over,
    finished: (flow, end, t) => {
      if (flow.state?._tag === 'Http') flow.state.exchanges.finished(sideOf(flow.state.client, end), t)
    },
    contradicted: (flow, _, t, offset) => {
      if (flow.state?._tag === 'Msnp') tellContradiction(out, flow.state.line, offset, t)
    },
    settled: (horizon) => out.settle(horizon, (told) => findings.push(told)),
  })

  const begin = (start: number): void => {
    if (hasBegun) return
    hasBegun = true
    findings.unshift({
      _tag: 'Begun',
      header: { format: 'rx-msnp trace', version: formatVersion, start, seenBy: 'network' },
    })
  }

  const taken = (error: TraceError | undefined): ReadonlyArray<Finding> => {
    const start = streams.start()
    if (start !== undefined) begin(start)
    if (error !== undefined) findings.push({ _tag: 'Failed', error })
    const all = findings
    findings = []
    return all
  }

  let hasFailed = false
  const once = (error: TraceError | undefined): ReadonlyArray<Finding> => {
    const isNew = error !== undefined && !hasFailed
    hasFailed ||= error !== undefined
    return taken(isNew ? error : undefined)
  }

  return {
    read: (chunk) => (hasFailed ? [] : once(streams.read(chunk))),
    end: () => {
      if (hasFailed) return []
      const error = streams.end()
      if (error === undefined) begin(streams.start() ?? 0)
      return once(error)
    },
  }
}

// A client that knocks where MSNP's server should be, and is told that nobody is there.
const isRefused = ({ ports, halves, client }: ReadFlow, ending: Ending): boolean =>
  ending === 'Reset' &&
  client !== undefined &&
  ports[client === 0 ? 1 : 0] === msnpPort &&
  !halves[client === 0 ? 1 : 0].hasBegun

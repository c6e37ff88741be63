import type { Side } from '../commands/row.js'
import { recordingReader } from '../traces/read/reader.js'
import { formatVersion, type Finding, type RecordingReader } from '../traces/format/record.js'
import { contentOf } from './terminal.js'

const nowhere = { host: '', port: 0 }

/** What the octets of one side of a connection are as a recording: it has no times. */
const octetReader = (from: Side): RecordingReader => {
  let hasBegun = false
  const begin = (): ReadonlyArray<Finding> => {
    if (hasBegun) return []
    hasBegun = true
    return [
      { _tag: 'Begun', header: { format: 'rx-msnp trace', version: formatVersion, start: 0, seenBy: 'network' } },
      { _tag: 'Found', record: { t: 0, _tag: 'Opened', connection: 0, local: nowhere, peer: nowhere } },
    ]
  }
  return {
    read: (octets) => [...begin(), { _tag: 'Found', record: { t: 0, _tag: 'Said', connection: 0, from, octets } }],
    end: () => [],
  }
}

/**
 * What there is in a recording: a trace, a pcap or a pcapng file; or, if `from` says whose they are, in the octets of one
 * side of a connection. `-` is standard input. It comes in batches, one for each piece that is read.
 *
 * **Errors** the file system's, if the file cannot be opened or read. What is wrong with its content is `Failed`.
 */
export const findingsIn = async function* (
  file: string,
  heard: (octets: number) => void = () => undefined,
  from?: Side,
): AsyncGenerator<ReadonlyArray<Finding>> {
  const { read, end } = from === undefined ? recordingReader() : octetReader(from)
  for await (const chunk of contentOf(file)) {
    heard(chunk.length)
    const findings = read(chunk)
    yield findings
    if (findings.at(-1)?._tag === 'Failed') return
  }
  yield end()
}

import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import type { Reading } from '../commands/decoder.js'
import type { ServerKind, Side } from '../commands/row.js'
import type { Dialect } from '../commands/dialects.js'
import { chunksOf, whyUnreadable } from '../edges/files.js'
import { hearing, type Heard } from '../traces/capture.js'
import { describePcapError, endOfPcap, pcapReader, readPcap, type PcapError } from '../traces/pcap.js'
import { learned, listen, listener, listenToEnd, type Line, type Listener, type Lost } from '../traces/transcript.js'
import { describeFrameError } from '../wire/frame.js'
import { caughtUp, complain, counted, exitCode, note, say, terminalWidth, type ExitCode } from './output.js'
import { describe, toJson } from './rendering.js'
import { row } from './timeline.js'

/** What `msnp decode` is told. */
export interface DecodeOptions {
  readonly json?: boolean
  readonly from?: Side
  readonly on?: ServerKind
  readonly dialect?: Dialect
}

type Chunks = AsyncIterable<Uint8Array>

/** What was heard in a file, or why no more of it can be heard. */
type Source = (chunks: Chunks) => AsyncIterable<E.Either<PcapError, Heard>>

const fromCapture: Source = async function* (chunks) {
  let reader = pcapReader
  const hear = hearing()
  for await (const chunk of chunks) {
    const [next, packets] = readPcap(reader, chunk)
    for (const packet of packets) {
      const heard = hear(packet)
      if (O.isSome(heard)) yield E.right(heard.value)
    }
    if (E.isLeft(next)) return yield next
    reader = next.right
  }
  const rest = endOfPcap(reader)
  if (E.isLeft(rest)) yield rest
}

const fromOctets = (from: Side): Source =>
  async function* (chunks) {
    for await (const bytes of chunks) yield E.right({ at: 0, connection: 0, client: '', from, bytes })
  }

interface Told {
  readonly line: (line: Line) => void
  readonly lost: (lost: Lost) => void
}

/** Reads everything once; what it finds is told as it goes. Gives the connections, and what is wrong with the file. */
const readThrough = async (
  source: AsyncIterable<E.Either<PcapError, Heard>>,
  begin: (heard: Heard) => Listener,
  { line, lost }: Told,
): Promise<readonly [ReadonlyArray<Listener>, PcapError | undefined]> => {
  const listeners = new Map<number, Listener>()
  let error: PcapError | undefined
  for await (const heard of source) {
    if (E.isLeft(heard)) {
      error = heard.left
      continue
    }
    const piece = heard.right
    const [next, addition] = listen(listeners.get(piece.connection) ?? begin(piece), piece)
    listeners.set(piece.connection, next)
    addition.lines.forEach(line)
    await caughtUp()
    if (O.isSome(addition.lost)) lost(addition.lost.value)
  }
  const all = [...listeners.values()]
  all.flatMap(listenToEnd).forEach(line)
  return [all, error]
}

const silent: Told = { line: () => undefined, lost: () => undefined }

/** `msnp decode FILE`: the commands in a capture, or in the octets of one side of a connection. */
export const decodeFile = async (file: string, options: DecodeOptions): Promise<ExitCode> => {
  const { json = false, from, ...reading } = options
  const chunks = chunksOf(file)
  const source = from === undefined ? fromCapture : fromOctets(from)
  try {
    return await decodeFrom(file, () => source(chunks()), reading, json)
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === undefined) throw error
    return complain(exitCode.unreadable, `cannot read ${file}: ${why}`)
  }
}

const decodeFrom = async (
  file: string,
  source: () => AsyncIterable<E.Either<PcapError, Heard>>,
  reading: Reading,
  json: boolean,
): Promise<ExitCode> => {
  // The first reading only learns which dialect is spoken where: a recording that begins in the middle tells late.
  const [first] = await readThrough(source(), listener(reading), silent)
  const scopes = learned(first)

  const width = terminalWidth()
  const lost: Array<Lost> = []
  let commands = 0
  let undecodable = 0
  const begin = (heard: Heard): Listener => listener(reading, scopes.get(heard.connection))(heard)
  const [last, error] = await readThrough(source(), begin, {
    line: (line) => {
      if (line.decoded._tag === 'Undecodable') undecodable++
      else commands++
      say(json ? toJson(line) : row(line, describe(line.decoded), width))
    },
    lost: (place) => lost.push(place),
  })

  if (error === undefined || commands + undecodable > 0)
    note(`${counted(commands, 'command')} on ${counted(last.length, 'connection')}, ${undecodable} undecodable`)
  for (const { connection, from, error: reason } of lost)
    note(`msnp: ${file}: connection ${connection}, ${from}: ${describeFrameError(reason)}`)
  if (error !== undefined) return complain(exitCode.unreadable, `${file}: ${describePcapError(error)}`)
  return lost.length > 0 ? exitCode.framingLost : exitCode.done
}

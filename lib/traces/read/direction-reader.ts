/** Reads both directions of one connection as commands, where bytes may be missing. */
import type { Decoded } from '../../commands/codec.js'
import { decodeEach, decodeEnd, decoder, type Reading } from '../../commands/decoder.js'
import type { Side } from '../../commands/row.js'
import { narrowed, type Scope } from '../../commands/scope.js'
import type { PartialFrame } from '../../wire/feed.js'
import type { FrameError } from '../../wire/frame.js'
import { append, nothing, bytesHeld, type Held } from '../../wire/held.js'
import { byteText } from '../../wire/text.js'
import { searching, seek, type Search } from './resume.js'

/** One connection of a recording, being read as commands, of which bytes may be missing. */
export interface ConnectionReader {
  readonly hear: (from: Side, bytes: Uint8Array) => ReadonlyArray<Decoded>
  /** So many bytes of a side are missing, if that is known. Gives what it had begun to say. */
  readonly miss: (from: Side, bytes: number | undefined) => ReadonlyArray<Decoded>
  /** What a side had begun to say when the connection ended. */
  readonly end: (from: Side) => ReadonlyArray<Decoded>
  /** Why a side cannot be read any further, or not before a gap. */
  readonly fault: (from: Side) => FrameError | undefined
  readonly scope: () => Scope
  /** Leaves only what the other scope allows, if that is anything. */
  readonly narrow: (other: Scope) => void
}

const none: ReadonlyArray<Decoded> = []

const inLine = (at: number, held: Held): PartialFrame => ({ _tag: 'InLine', at, held })

/** Bytes without a beginning, as a value of their own: what they were cut out of is not kept for them. */
const headless = (bytes: Uint8Array): ReadonlyArray<Decoded> =>
  bytes.length === 0
    ? none
    : [
        {
          _tag: 'Undecodable',
          frame: { line: '', end: '', payload: new Uint8Array(bytes) },
          reason: { _tag: 'Headless' },
        },
      ]

/** How many bytes of a payload are left to come, where it has begun. */
const leftOf = (pending: PartialFrame, search: Search | undefined): number | undefined => {
  if (search !== undefined) return search.rest === undefined ? undefined : search.rest - search.held.length
  return pending._tag === 'InPayload' ? pending.bytes - pending.held.length : undefined
}

/** A connection from its first byte on; or from any byte on, if it was there before the recording. */
export const connectionReader = (reading: Reading, isMidway: boolean): ConnectionReader => {
  let state = decoder(reading)
  const searches: Record<Side, Search | undefined> = {
    client: isMidway ? searching() : undefined,
    server: isMidway ? searching() : undefined,
  }
  const heard: Record<Side, number> = { client: 0, server: 0 }

  const restart = (from: Side, pending: PartialFrame): void => {
    searches[from] = undefined
    state = { ...state, [from]: pending }
  }

  let commands: Array<Decoded> = []
  const keep = (command: Decoded): unknown => commands.push(command)
  const decoding = { client: decodeEach('client')(keep), server: decodeEach('server')(keep) }

  const decode = (from: Side, bytes: Uint8Array): ReadonlyArray<Decoded> => {
    const read = (commands = [])
    state = decoding[from](state, bytes)
    return read
  }

  const search = (from: Side, before: Search, bytes: Uint8Array): ReadonlyArray<Decoded> => {
    const sought = seek(from, state.limits)(state.scope, before, bytes)
    if (sought._tag === 'Sought') {
      searches[from] = sought.search
      return headless(sought.skipped)
    }
    restart(from, inLine(heard[from] - sought.next.length, nothing))
    return [...headless(sought.skipped), ...decode(from, sought.next)]
  }

  const givenUp = (from: Side): ReadonlyArray<Decoded> => {
    const before = searches[from]
    if (before === undefined) return decodeEnd(from)(state)
    const bytes = bytesHeld(before.held)
    // Who is not understood up to here may have said no more than `OUT`, which needs no end of line.
    if (before.rest !== undefined || byteText(bytes) !== 'OUT') return headless(bytes)
    restart(from, inLine(heard[from] - bytes.length, append(nothing, bytes)))
    return decodeEnd(from)(state)
  }

  return {
    hear: (from, bytes) => {
      heard[from] += bytes.length
      const before = searches[from]
      return before === undefined ? decode(from, bytes) : search(from, before, bytes)
    },
    miss: (from, bytes) => {
      const left = leftOf(state[from], searches[from])
      const given = givenUp(from)
      heard[from] += bytes ?? 0
      const rest = left === undefined || bytes === undefined ? -1 : left - bytes
      restart(from, inLine(heard[from], nothing))
      if (rest !== 0) searches[from] = searching(rest < 0 ? undefined : rest)
      return given
    },
    end: givenUp,
    fault: (from) => {
      const pending = state[from]
      return pending._tag === 'Broken' ? pending.error : undefined
    },
    scope: () => state.scope,
    narrow: (other) => {
      const scope = narrowed(other, state.scope)
      if (scope !== state.scope) state = { ...state, scope }
    },
  }
}

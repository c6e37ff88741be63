/** Compares the bytes of a client on a connection with the recorded ones. */
import type { Decoded } from '../../commands/codec.js'
import { hasRole } from '../../commands/facts.js'
import { decodeFramed, decoder } from '../../commands/decoder.js'
import type { Dialect } from '../../commands/dialects.js'
import { anywhere, type Scope } from '../../commands/scope.js'
import { write } from '../../wire/frame.js'
import { bytesOf, byteText, utf8Bytes } from '../../wire/text.js'
import { follower, isSaidTheSame, renumbered, type RecordedRequest } from '../compare/follow.js'
import type { RecordedCommand } from '../format/command.js'
import { type Direction, clientDirection } from '../format/direction.js'
import type { TraceRecord } from '../format/record.js'
import type { RecordedConnection } from '../read/connections.js'
import { shownCommand } from '../scrub/display.js'

/** A connection that is played: what the client says on it in the recording, and how much of that it has said. */
export interface PlayedConnection {
  readonly half: Direction
  said: number
  /** The piece that is to be said next. */
  piece: number
}

/** Bytes that differ, on both sides from the beginning of the command that they belong to. */
export interface Sides {
  readonly expected: Uint8Array | undefined
  readonly found: Uint8Array
  readonly scope: Scope
}

/** What was to be said next on a connection, and what is said. */
export const sidesOf = ({ half, said }: PlayedConnection, found: Uint8Array): Sides => {
  const command = half.commandAt(said)
  const before = byteText(half.bytes, Math.min(command?.start ?? said, said), said)
  return { expected: command?.bytes, found: bytesOf(before, found), scope: half.talk().scope }
}

/** What a client says on a connection, held against what the recorded one said there. */
export interface ConnectionMatcher {
  /** Gives both sides, where they differ; `index` is that of the record, if there is one. */
  readonly say: (bytes: Uint8Array) => (Sides & { readonly index: number | undefined }) | undefined
  /** The offset of the first command in a record that was not said yet, of those from an offset on. */
  readonly unsaid: (index: number, from: number) => number | undefined
  /** A command that was not said at its time. */
  readonly pass: (index: number, offset: number) => void
  /** The record that should have been said before another one, if the other one cannot come without it. */
  readonly missing: (index: number) => number | undefined
  /** What comes to the client where the server says something. */
  readonly hear: (index: number, bytes: Uint8Array) => ReadonlyArray<Uint8Array>
  /** Behind the last record. */
  readonly end: () => void
}

/** A client that says the same, to the byte. */
export const matchExactly = (records: ReadonlyArray<TraceRecord>, { indexes }: RecordedConnection): ConnectionMatcher => {
  const line: PlayedConnection = { half: clientDirection(records, indexes), said: 0, piece: 0 }
  const { half } = line
  return {
    say: (bytes) => {
      const same = half.same(line.said, bytes)
      line.said += same
      while ((half.pieces[line.piece]?.end ?? Infinity) <= line.said) line.piece++
      if (same === bytes.length) return undefined
      return { ...sidesOf(line, bytes.subarray(same)), index: half.pieces[line.piece]?.index }
    },
    unsaid: (index, from) => (half.pieces[line.piece]?.index === index && line.said >= from ? line.said : undefined),
    pass: () => undefined,
    missing: (index) => {
      const piece = half.pieces[line.piece]
      return piece !== undefined && piece.index < index ? piece.index : undefined
    },
    hear: (_, bytes) => [bytes],
    end: () => undefined,
  }
}

/** What is not the same, where a client is led through a recording without saying quite the same. */
export type FollowingNotice =
  /** It says something else in place of what was recorded. */
  | { readonly _tag: 'Otherwise'; readonly index: number; readonly expected: Uint8Array; readonly found: Uint8Array }
  /** It says something for which nothing was recorded. */
  | { readonly _tag: 'Added'; readonly connection: number; readonly found: Uint8Array }
  /** It does not say what was recorded. */
  | { readonly _tag: 'LeftOut'; readonly index: number; readonly expected: Uint8Array }
  /** An answer to what it does not say. */
  | { readonly _tag: 'Unheard'; readonly index: number; readonly expected: Uint8Array }

/** What was different, in a line, without secrets. */
export const describeFollowing = (notice: FollowingNotice): string => {
  const show = (bytes: Uint8Array): string => shownCommand(anywhere, bytes)
  switch (notice._tag) {
    case 'Otherwise':
      return show(notice.found) === show(notice.expected)
        ? `line ${notice.index + 2}: ${show(notice.found)} differs from the recording in what is hidden`
        : `line ${notice.index + 2}: ${show(notice.found)} in place of ${show(notice.expected)}`
    case 'Added':
      return `connection ${notice.connection}: ${show(notice.found)} was not recorded`
    case 'LeftOut':
      return `line ${notice.index + 2}: ${show(notice.expected)} is not said`
    case 'Unheard':
      return `line ${notice.index + 2}: an answer to what is not said`
  }
}

/** What a client that is led has to do with its leader. */
export interface FollowOptions {
  readonly dialect: Dialect | undefined
  readonly notice: (notice: FollowingNotice) => void
  /** Says something to the client, in answer to what it said. */
  readonly answer: (bytes: Uint8Array) => void
  /** Whether it is time for a record, or nearly. */
  readonly isNear: (index: number) => boolean
}

const isPing = (command: Decoded): boolean => hasRole('keepAlive', 'client', command)

/** A client that is led: it says what it has to say, and hears what the recorded client heard. */
export const matchLed = (
  { number, on, commands }: RecordedConnection,
  { dialect, notice, answer, isNear }: FollowOptions,
): ConnectionMatcher => {
  // Nobody pings at the pace of somebody else.
  const { requests, say, hear } = follower(commands.spoken, ({ spoken }) => !isPing(spoken.command) || isNear(spoken.first))
  const heard = new Map<number, Array<RecordedCommand>>()
  for (const spoken of commands.spoken)
    if (spoken.from === 'server') heard.set(spoken.last, [...(heard.get(spoken.last) ?? []), spoken])

  const said = (command: Decoded, bytes: Uint8Array): void => {
    const request = say(command, bytes)
    if (request === undefined) {
      if (isPing(command)) return answer(utf8Bytes('QNG\r\n'))
      return notice({ _tag: 'Added', connection: number, found: bytes })
    }
    const { spoken, waiting } = request
    if (!isSaidTheSame(spoken, command, bytes))
      notice({ _tag: 'Otherwise', index: spoken.first, expected: spoken.bytes, found: bytes })
    for (const reply of waiting.splice(0)) answer(renumbered(reply, request))
  }
  const unsaid = (index: number, from: number): RecordedRequest | undefined =>
    requests.find(({ said, spoken }) => said === undefined && spoken.first === index && spoken.start >= from)
  const take = decodeFramed('client')((command, frame) => said(command, write(frame)))
  let state = decoder({ ...(on === undefined ? {} : { on }), ...(dialect === undefined ? {} : { dialect }) })

  return {
    say: (bytes) => {
      state = take(state, bytes)
      return undefined
    },
    unsaid: (index, from) => unsaid(index, from)?.spoken.start,
    pass: (index, offset) => {
      const left = unsaid(index, offset)
      if (left?.spoken.start === offset) notice({ _tag: 'LeftOut', index, expected: left.spoken.bytes })
    },
    missing: () => undefined,
    hear: (index) => (heard.get(index) ?? []).flatMap((spoken) => hear(spoken) ?? []),
    end: () => {
      for (const { spoken, waiting } of requests)
        for (const expected of waiting) notice({ _tag: 'Unheard', index: spoken.first, expected })
    },
  }
}

/** Makes records of the bytes of one connection of MSNP. */
import type { Side } from '../../commands/row.js'
import type { Address } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'
import type { TraceRecord } from '../format/record.js'
import type { RecordNumber, Emitter } from './emit.js'
import type { End } from './flows.js'
import type { ConnectionEnd } from './streams.js'

/** A connection that is told of. **Units** `t` is when it was opened: nothing of it was before. */
export interface EmittedConnection extends RecordNumber {
  readonly t: number
}

/** Filled in when it is told. */
const later = -1

const emit = (out: Emitter, t: number, whose: RecordNumber, record: TraceRecord): void =>
  out.put(t, whose, { _tag: 'Found', record })

/** Tells that a connection is there: a client at `local` has reached `peer`; `dialled` where it wanted to, if that is known. */
export const emitOpened = (
  out: Emitter,
  t: number,
  { local, peer, dialled }: { readonly local: Address; readonly peer: Address; readonly dialled?: Address | undefined },
): EmittedConnection => {
  const line: EmittedConnection = { kind: 'connection', number: undefined, t }
  if (dialled !== undefined) emit(out, t, line, { t: later, _tag: 'Dialled', connection: later, address: dialled })
  const opened = { t: later, _tag: 'Opened', connection: later, local, peer } as const
  emit(out, t, line, dialled === undefined ? { ...opened, midway: true } : opened)
  return line
}

/** Tells that a client wanted a connection, and did not get it. */
export const emitRefused = (out: Emitter, dialledAt: number, address: Address, t: number): void => {
  const line: EmittedConnection = { kind: 'connection', number: undefined, t: dialledAt }
  emit(out, dialledAt, line, { t: later, _tag: 'Dialled', connection: later, address })
  emitClosed(out, line, undefined, { _tag: 'Refused' }, t)
}

export const emitSaid = (out: Emitter, line: EmittedConnection, from: Side, bytes: Uint8Array, t: number): void =>
  emit(out, Math.max(t, line.t), line, { t: later, _tag: 'Said', connection: later, from, bytes })

export const emitMissing = (out: Emitter, line: EmittedConnection, from: Side, bytes: number | undefined, t: number): void => {
  const record = { t: later, _tag: 'Missing', connection: later, from } as const
  emit(out, Math.max(t, line.t), line, bytes === undefined ? record : { ...record, bytes })
}

export const emitClosed = (out: Emitter, line: EmittedConnection, by: Side | undefined, reason: CloseReason, t: number): void => {
  const record = { t: later, _tag: 'Closed', connection: later, reason } as const
  emit(out, Math.max(t, line.t), line, by === undefined ? record : { ...record, by })
}

export const emitContradiction = (out: Emitter, line: EmittedConnection, offset: number, t: number): void =>
  out.put(Math.max(t, line.t), line, { _tag: 'Noticed', notice: { _tag: 'Contradiction', offset, connection: later } })

/** Listens to one connection. */
export interface ConnectionListener {
  readonly said: (end: End, bytes: Uint8Array, t: number) => void
  readonly missing: (end: End, bytes: number, t: number) => void
  /** A packet, whose payload stands at `offset` in the file, says something else than was said there before. */
  readonly contradicted: (end: End, offset: number, t: number) => void
  readonly finished: (end: End, t: number) => void
  /** The capture ends, and the connection does not. */
  readonly left: () => void
  readonly over: (by: End | undefined, ending: ConnectionEnd, t: number) => void
}

/** Whose end it is. */
export const sideOf = (client: End, end: End): Side => (end === client ? 'client' : 'server')

/** Why a connection ended, as a record says it. */
export const reasonOf = (ending: ConnectionEnd): CloseReason => {
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

/** Tells what is said on a connection of MSNP. */
export const msnpListener = (out: Emitter, line: EmittedConnection, client: End): ConnectionListener => ({
  said: (end, bytes, t) => emitSaid(out, line, sideOf(client, end), bytes, t),
  missing: (end, bytes, t) => emitMissing(out, line, sideOf(client, end), bytes, t),
  contradicted: (_, offset, t) => emitContradiction(out, line, offset, t),
  finished: () => undefined,
  left: () => undefined,
  over: (by, ending, t) =>
    emitClosed(out, line, by === undefined ? undefined : sideOf(client, by), reasonOf(ending), t),
})

/** Makes a recording out of what happens, as it happens, and replaces secrets before anybody sees them. */
import type { Dialect } from '../../commands/dialects.js'
import { scrubbing } from '../../traces/scrub/scrub.js'
import { formatVersion, type Recorded, type TraceHeader, type TraceRecord } from '../../traces/format/record.js'
import { messageOf } from '../../wire/errors.js'

/**
 * Who takes a recording as it is made: a function, or whatever `subscribe` takes, such as a `Subject`.
 *
 * **Shapes** first `Begun`, then a `Found` for every record, at the moment of what it records.
 *
 * **Errors** one that is thrown ends the recording, and nothing else.
 */
export type Sink = ((finding: Recorded) => void) | SinkObserver

/** A sink that hears of the end, too. */
export interface SinkObserver {
  /** Takes the next of the recording. */
  readonly next: (finding: Recorded) => void
  /** Is told that nothing more comes. */
  readonly complete?: () => void
}

type WithoutTime<R> = R extends unknown ? Omit<R, 't'> : never

/** A record before anybody has looked at the clock. */
export type Untimed = WithoutTime<TraceRecord>

/** Writes down what happens, as it happens. */
export interface Recorder {
  readonly record: (record: Untimed) => void
  /** The number of a connection that begins. The others are counted each on their own, too. */
  readonly connection: () => number
  readonly exchange: () => number
  readonly timer: () => number
  readonly place: () => number
  /** Hands over what was held back so that no secret is cut in two, and records no more. */
  readonly end: () => void
}

/** What a recorder is told. `now` is its clock, in milliseconds since 1970. */
export interface RecorderSettings {
  readonly sink: Sink
  readonly now: () => number
  readonly seenBy: () => TraceHeader['seenBy']
  readonly dialect?: Dialect | undefined
  /** Told once, if the recording had to end. Unless given, it is a warning on the console. */
  readonly failed?: ((error: unknown) => void) | undefined
}

const counting = (): (() => number) => {
  let next = 0
  return () => next++
}

const warn = (error: unknown): void =>
  console.warn(`The recording has ended, and nothing else: ${messageOf(error)}`)

/** A recording that is yet to begin: the moment of the first record is its start. No secret reaches the sink. */
export const recorder = ({ sink, now, seenBy, dialect, failed = warn }: RecorderSettings): Recorder => {
  const scrub = scrubbing()
  const next = typeof sink === 'function' ? sink : (finding: Recorded) => sink.next(finding)
  let start: number | undefined
  let last = 0
  let isOver = false

  const attempt = (what: () => void): void => {
    if (isOver) return
    try {
      what()
    } catch (error) {
      isOver = true
      failed(error)
    }
  }

  const begun = (at: number): number => {
    if (start !== undefined) return start
    const header = { format: 'rx-msnp trace', version: formatVersion, start: at, seenBy: seenBy() } as const
    next({ _tag: 'Begun', header: dialect === undefined ? header : { ...header, dialect } })
    return (start = at)
  }

  const give = (records: ReadonlyArray<TraceRecord>): void =>
    records.forEach((record) => next({ _tag: 'Found', record }))

  return {
    record: (record) =>
      attempt(() => {
        const at = now()
        // A clock that is set back must not make anything come before what led to it.
        last = Math.max(last, at - begun(at))
        give(scrub.record({ t: last, ...record } as TraceRecord))
      }),
    connection: counting(),
    exchange: counting(),
    timer: counting(),
    place: counting(),
    end: () => {
      attempt(() => {
        give(scrub.end())
        isOver = true
        if (typeof sink !== 'function') sink.complete?.()
      })
    },
  }
}

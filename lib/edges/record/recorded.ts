import type { Dialect } from '../../commands/dialects.js'
import { copied, exchanged, listened, tapped, timed, visited } from './recording-ports.js'
import type { Ports } from '../../streams/ports.js'
import { recorder, type Sink } from './recorder.js'

/**
 * How ports are recorded.
 *
 * **Shapes** `seenBy`: whose ports they are; a server's, if it listens or serves, unless told. `dialect` stands in the
 * header of the trace.
 */
export interface RecordingOptions {
  readonly seenBy?: 'client' | 'server'
  readonly dialect?: Dialect
  /** Told once, if the sink throws and the recording has to end. Unless given, it is a warning on the console. */
  readonly failed?: (error: unknown) => void
  /** The clock that gives the times of the records, where to look at that of the ports would change something. */
  readonly clock?: () => number
}

/** Ports that are recorded. */
export interface RecordedPorts extends Ports {
  /** Hands over what was held back so that no secret is cut in two, and records no more. The ports go on. */
  readonly end: () => void
}

/**
 * The same ports, with a recording made of all that they give, and of all that is asked of them. Nothing else changes.
 *
 * **Shapes** the recording begins with the first thing to record. What ports give is recorded before it is handed on, and
 * what is asked of them before they are asked: causes stand before their effects. Passwords, tickets, cookies and the
 * answers to challenges do not reach the sink: others of the same length stand in their places.
 *
 * **Errors** a sink that throws ends the recording, not the session: see `RecordingOptions`.
 */
export const recorded = (ports: Ports, sink: Sink, options: RecordingOptions = {}): RecordedPorts => {
  let serves = false
  const recording = recorder({
    sink,
    now: options.clock ?? (() => ports.now()),
    seenBy: () => options.seenBy ?? (serves ? 'server' : 'client'),
    dialect: options.dialect,
    failed: options.failed,
  })
  const { record } = recording

  return {
    dial: (address) => tapped(recording, { signals: ports.dial(address), own: 'client', dialled: address }),
    listen: (address) => {
      serves = true
      return listened(recording, address, ports.listen(address))
    },
    fetch: (request) => exchanged(recording, request, ports.fetch(request)),
    serve: (address) => {
      serves = true
      return visited(recording, address, ports.serve(address))
    },
    after: (ms) => timed(recording, ms, ports.after(ms)),
    now: () => {
      const now = ports.now()
      record({ _tag: 'Looked', now })
      return now
    },
    random: (octets) => {
      const drawn = ports.random(octets)
      record({ _tag: 'Drawn', octets: copied(drawn) })
      return drawn
    },
    end: recording.end,
  }
}

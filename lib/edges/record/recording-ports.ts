/** Ports that record all that they give, and all that is asked of them. */
import { defer, map, Observable } from 'rxjs'

import type { Dialect } from '../../commands/dialects.js'
import type { Side } from '../../commands/row.js'
import type { Address } from '../../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../../core/effects.js'
import type { ListenerEvent, Ports, ConnectionEvent, HttpListenerEvent } from '../../streams/ports.js'
import { subscribing } from '../../streams/subscribing.js'
import { isBytes } from '../../wire/bytes.js'
import { type Recorder, recorder, type Sink } from './recorder.js'

/** A copy, as nobody can change it later. */
export const copied = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

const bodyCopied = <A extends object>(message: A): A =>
  'body' in message && isBytes(message.body) ? { ...message, body: copied(message.body) } : message

/** A trace holds no number that is none, nor one without end; and no port that there cannot be. */
const finite = (ms: number): number => (Number.isFinite(ms) ? ms : ms > 0 ? Number.MAX_VALUE : 0)
const namable = ({ host, port }: Address): Address => ({
  host,
  port: Number.isSafeInteger(port) && port >= 0 ? port : 0,
})

const ended: CloseReason = { _tag: 'Ended' }

/** The reasons that the other side gives; of the rest nobody can say whose doing they are. */
const isTheirs = ({ _tag }: CloseReason): boolean => _tag === 'Ended' || _tag === 'Reset'

/** What is heard and said on a connection, at whose end it is listened to, and how it begins. */
interface Tapped {
  readonly signals: Observable<ConnectionEvent>
  readonly own: Side
  readonly dialled?: Address
  readonly place?: number
}

/** A connection, with all that is said on it. */
export const tapped = (
  { record, connection }: Recorder,
  { signals, own, dialled, place }: Tapped,
): Observable<ConnectionEvent> =>
  new Observable((subscriber) => {
    const other: Side = own === 'client' ? 'server' : 'client'
    let number: number | undefined
    let isOver = false

    const said = (from: Side, bytes: Uint8Array): void => {
      if (number !== undefined && !isOver) record({ _tag: 'Said', connection: number, from, bytes: copied(bytes) })
    }
    const close = (reason: CloseReason, by: Side | undefined): void => {
      if (number !== undefined && !isOver)
        record({ _tag: 'Closed', connection: number, reason, ...(by === undefined ? {} : { by }) })
      isOver = true
    }
    const opened = ({ link, local, peer }: Extract<ConnectionEvent, { readonly _tag: 'Opened' }>): ConnectionEvent => {
      number ??= connection()
      const ends = own === 'client' ? { local, peer } : { local: peer, peer: local }
      record({ _tag: 'Opened', connection: number, ...ends, ...(place === undefined ? {} : { place }) })
      const write = (bytes: Uint8Array): void => {
        said(own, bytes)
        link.write(bytes)
      }
      const end = (): void => {
        close(ended, own)
        link.end()
      }
      return { _tag: 'Opened', link: { write, end }, local, peer }
    }

    if (dialled !== undefined) {
      number = connection()
      record({ _tag: 'Dialled', connection: number, address: namable(dialled) })
    }
    // Before the ports hear of it that nobody listens any more.
    subscriber.add(() => close(ended, own))
    subscribing(signals, subscriber, {
      next: (signal) => {
        switch (signal._tag) {
          case 'Opened':
            return subscriber.next(opened(signal))
          case 'Bytes':
            said(other, signal.bytes)
            return subscriber.next(signal)
          case 'Closed':
            close(signal.reason, isTheirs(signal.reason) ? other : undefined)
            return subscriber.next(signal)
        }
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    })
  })

/** Something that is asked for, and comes once, or is not waited for any more: told before, and after it. */
const asked = <A>(
  source: Observable<A>,
  begin: () => { readonly came: (what: A) => void; readonly dropped: () => void },
) =>
  new Observable<A>((subscriber) => {
    let isOver = false
    const { came, dropped } = begin()
    const over = (how: () => void): void => {
      if (!isOver) how()
      isOver = true
    }
    subscriber.add(() => over(dropped))
    subscribing(source, subscriber, {
      next: (what) => {
        over(() => came(what))
        subscriber.next(what)
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    })
  })

/** A request, with what came of it. */
export const exchanged = (
  { record, exchange: count }: Recorder,
  request: HttpRequest,
  outcomes: Observable<HttpResponse | CloseReason>,
): Observable<HttpResponse | CloseReason> =>
  asked(outcomes, () => {
    const exchange = count()
    record({ _tag: 'Asked', exchange, request: bodyCopied(request) })
    return {
      came: (outcome) => record({ _tag: 'Answered', exchange, outcome: bodyCopied(outcome) }),
      dropped: () => record({ _tag: 'Abandoned', exchange }),
    }
  })

/** A timer, with its end. */
export const timed = (
  { record, timer: count }: Recorder,
  ms: number,
  passing: Observable<unknown>,
): Observable<unknown> =>
  asked(passing, () => {
    const timer = count()
    record({ _tag: 'Started', timer, ms: finite(ms) })
    return { came: () => record({ _tag: 'Elapsed', timer }), dropped: () => record({ _tag: 'Stopped', timer }) }
  })

/** A place that a server has, told as soon as it is there or cannot be; what else comes there is told by itself. */
const placed = <A extends ListenerEvent | HttpListenerEvent>(
  { record, place: count }: Recorder,
  wanted: Address,
  signals: Observable<A>,
  told: (signal: Exclude<A, { readonly _tag: 'Listening' | 'Closed' }>, place: number) => A,
): Observable<A> =>
  defer(() => {
    const place = count()
    return signals.pipe(
      map((signal) => {
        if (signal._tag !== 'Listening' && signal._tag !== 'Closed') return told(signal as never, place)
        const outcome = signal._tag === 'Listening' ? signal.address : signal.reason
        record({ _tag: 'Listened', place, wanted: namable(wanted), outcome })
        return signal
      }),
    )
  })

/** Who connects to a server, and all that is said. */
export const listened = (recording: Recorder, wanted: Address, events: Observable<ListenerEvent>): Observable<ListenerEvent> =>
  placed(recording, wanted, events, ({ connection }, place) => ({
    _tag: 'Connected',
    connection: tapped(recording, { signals: connection, own: 'server', place }),
  }))

/** Who asks a server over HTTP, and what it answers. */
export const visited = (recording: Recorder, wanted: Address, events: Observable<HttpListenerEvent>): Observable<HttpListenerEvent> =>
  placed(recording, wanted, events, (incoming, place) => {
    const { record } = recording
    const exchange = recording.exchange()
    const { request, local, peer } = incoming
    let isAnswered = false
    record({ _tag: 'Asked', exchange, request: bodyCopied(request), local: peer, peer: local, place })
    const respond = (response: HttpResponse): void => {
      if (!isAnswered) record({ _tag: 'Answered', exchange, outcome: bodyCopied(response) })
      isAnswered = true
      incoming.respond(response)
    }
    return { ...incoming, respond }
  })

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
    dial: (address, on) => tapped(recording, { signals: ports.dial(address, on), own: 'client', dialled: address }),
    listen: (address) => {
      serves = true
      return listened(recording, address, ports.listen(address))
    },
    fetch: (request, route) => exchanged(recording, request, ports.fetch(request, route)),
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
    random: (count) => {
      const bytes = ports.random(count)
      record({ _tag: 'Drawn', bytes: copied(bytes) })
      return bytes
    },
    end: recording.end,
  }
}

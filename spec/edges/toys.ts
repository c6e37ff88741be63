import { EMPTY, mergeMap, Observable, tap, type Subscriber } from 'rxjs'

import type { Encodable } from '../../lib/commands/codec.js'
import type { Dialect } from '../../lib/commands/dialects.js'
import type { Address } from '../../lib/commands/words.js'
import { interpretHost, type HostEdge } from '../../lib/edges/interpret.js'
import type { InterpretOptions } from '../../lib/edges/links.js'
import type { ListenerEvent, Ports, ConnectionEvent } from '../../lib/streams/ports.js'
import type { Close, CloseReason, HostEffect, HostEvent, Send } from '../../lib/core/effects.js'
import type { Machine, Step } from '../../lib/core/machine.js'
import { run } from '../../lib/streams/run.js'

export const loopback: Address = { host: '127.0.0.1', port: 0 }

export const send = <From extends 'client' | 'server'>(
  link: string,
  command: Encodable<From>,
  dialect?: Dialect,
): Send<From> => ({ _tag: 'Send', link, dialect, command }) as Send<From>

export const close = (link: string): Close<string> => ({ _tag: 'Close', link })

/** A machine that only writes down what comes, and does what it is told about it. */
export const scribe = <E, F>(
  start: ReadonlyArray<F>,
  answer: (event: E) => ReadonlyArray<F>,
  isLast: (event: E) => boolean = () => false,
): Machine<ReadonlyArray<E>, E, F> => ({
  init: [[], start],
  step: (state, event): Step<ReadonlyArray<E>, F> => [[...state, event], answer(event)],
  result: (state) => (state.length > 0 && isLast(state.at(-1)!) ? state : undefined),
})

export type Answer = (event: HostEvent) => ReadonlyArray<HostEffect<unknown>>

/** Chooses the first dialect that is offered, answers PNG, and closes after OUT. */
export const politely: Answer = (event) => {
  if (event._tag !== 'Received' || !('verb' in event.command)) return []
  const { link, command } = event
  if (command.verb === 'VER' && 'offers' in command) {
    const dialect = command.offers[0] as Dialect
    return [send<'server'>(link, { _tag: 'Normal', verb: 'VER', trid: command.trid, dialect, others: [] }, dialect)]
  }
  if (command.verb === 'PNG') return [send<'server'>(link, { _tag: 'Async', verb: 'QNG' }, 'MSNP8')]
  return command.verb === 'OUT' ? [close(link)] : []
}

export interface Host {
  readonly events: Array<HostEvent>
  readonly address: Promise<Address>
  readonly stop: () => void
}

/** A notification server on some ports; its events are written down. */
export const host = (
  ports: Ports,
  address: Address,
  answer: Answer = politely,
  options: InterpretOptions = {},
  outside: (edge: HostEdge) => Observable<HostEvent> = () => EMPTY,
): Host => {
  const events: Array<HostEvent> = []
  const edge = interpretHost(ports, options)
  let stop = (): void => undefined
  const bound = new Promise<Address>((listening, failed) => {
    const knocks = ports.listen(address).pipe(
      tap((knock: ListenerEvent) => {
        if (knock._tag === 'Listening') listening(knock.address)
        else if (knock._tag === 'Closed') failed(new Error(JSON.stringify(knock.reason)))
      }),
      edge.accepted('NS'),
    )
    const both = new Observable<HostEvent>((to) => {
      to.add(outside(edge).subscribe((event) => to.next(event)))
      to.add(knocks.subscribe((event) => to.next(event)))
    }).pipe(tap((event) => events.push(event)))
    const running = both.pipe(run(scribe([] as ReadonlyArray<HostEffect<unknown>>, answer), edge.interpret)).subscribe()
    stop = () => running.unsubscribe()
  })
  bound.catch(() => undefined)
  return { events, address: bound, stop: () => stop() }
}

/** Ports of which a spec holds the other end: what is written, and what is heard. */
export const heldPorts = () => {
  const written: Array<string> = []
  const dialled: Array<Subscriber<ConnectionEvent>> = []
  const timers: Array<{ readonly ms: number; readonly passed: () => void; isOver: boolean }> = []
  const ends: Array<string> = []
  const ports: Ports = {
    dial: ({ host }) =>
      new Observable((subscriber) => {
        dialled.push(subscriber)
        return () => ends.push(`let go of ${host}`)
      }),
    listen: () => EMPTY,
    fetch: () => EMPTY,
    serve: () => EMPTY,
    after: (ms) =>
      new Observable((subscriber) => {
        const timer = { ms, passed: () => subscriber.next(undefined), isOver: false }
        timers.push(timer)
        return () => {
          timer.isOver = true
        }
      }),
    now: () => 0,
    random: (bytes) => new Uint8Array(bytes),
  }
  const open = (i = 0): void =>
    dialled[i]!.next({
      _tag: 'Opened',
      local: loopback,
      peer: loopback,
      link: {
        write: (bytes) => written.push(Buffer.from(bytes).toString('latin1')),
        end: () => {
          ends.push('end')
          dialled[i]!.complete()
        },
      },
    })
  const hear = (text: string, i = 0): void => dialled[i]!.next({ _tag: 'Bytes', bytes: Buffer.from(text, 'latin1') })
  const lose = (reason: CloseReason, i = 0): void => {
    dialled[i]!.next({ _tag: 'Closed', reason })
    dialled[i]!.complete()
  }
  return { ports, written, dialled, timers, ends, open, hear, lose }
}

/** Waits until something holds, and fails if it does not within the time. */
export const until = async (holds: () => boolean, ms = 5000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

/** Everything that comes, as it comes. */
export const collected = <A>(
  source: Observable<A>,
): { readonly all: Array<A>; isOver: boolean; readonly stop: () => void } => {
  const all: Array<A> = []
  const seen = { all, isOver: false, stop: () => subscription.unsubscribe() }
  const subscription = source.subscribe({ next: (value) => all.push(value), complete: () => (seen.isOver = true) })
  return seen
}

/** What is heard of every connection that is made to a place. */
export const connections = (knocks: Observable<ListenerEvent>): Observable<ConnectionEvent> =>
  knocks.pipe(mergeMap((knock) => (knock._tag === 'Connected' ? knock.connection : EMPTY)))

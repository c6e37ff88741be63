/** A network in memory, in virtual or real time: ports that lead to one another, with delays and faults on request. */
import { asyncScheduler, Observable, timer, type SchedulerLike, type Subscriber } from 'rxjs'

import { unbracketed, type Address } from '../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../core/effects.js'
import { queue } from '../streams/queue.js'
import type { ListenerEvent, Ports, ConnectionEvent, HttpListenerEvent } from '../streams/ports.js'
import { seededRandom, type SeededRandom } from '../streams/random.js'
import { checkSettings, settingShapes } from '../payloads/setting.js'
import { object, type AnyShape } from '../payloads/shape.js'

/**
 * What goes wrong in a network, now and then.
 *
 * **Shapes** `cut`: how likely it is that bytes come in pieces. `disconnect`: how likely a connection is to be lost with
 * each piece, which may be in the middle of a command. Both from 0 to 1.
 *
 * **Units** `delay` is the longest time that a piece may take beyond the latency, in milliseconds.
 */
export interface Disturbance {
  readonly cut?: number
  readonly delay?: number
  readonly disconnect?: number
}

/**
 * How a network in memory behaves.
 *
 * **Shapes** `scheduler` is its clock: a `VirtualTimeScheduler` or a `TestScheduler` for virtual time. Another `seed` gives
 * other random numbers and disturbances, the same one the same again.
 *
 * **Units** `latency` in milliseconds, one way.
 */
export interface MemoryOptions {
  readonly scheduler?: SchedulerLike
  readonly latency?: number
  /** In which pieces bytes arrive; without it, whole or as `disturb` has it. */
  readonly cut?: (bytes: Uint8Array) => ReadonlyArray<Uint8Array>
  readonly disturb?: Disturbance
  readonly seed?: number
}

/** A network within one process. */
export interface MemoryNetwork {
  /** A computer's way to the network. Its random numbers are those of its name. */
  readonly ports: (name?: string) => Ports
  /** Cuts every connection: both ends of it, and who waits for an answer over HTTP, hear `Reset`. */
  readonly cutAll: () => void
}

/** Who listens at a place, and how to end what was begun there. */
interface Place<A> {
  readonly subscriber: Subscriber<A>
  readonly endings: Set<() => void>
}

/** One end of a connection: what arrives there waits until somebody listens. */
interface End {
  readonly heard: Observable<ConnectionEvent>
  readonly arrive: (signal: ConnectionEvent) => void
  readonly hangUp: () => void
}

const reset: CloseReason = { _tag: 'Reset' }
const closed = (reason: CloseReason): Extract<ConnectionEvent & ListenerEvent & HttpListenerEvent, { readonly _tag: 'Closed' }> => ({
  _tag: 'Closed',
  reason,
})

const everywhere: ReadonlyArray<string> = ['0.0.0.0', '::']
const bareHost = (host: string): string => {
  const bare = unbracketed(host.toLowerCase())
  return bare === 'localhost' ? '127.0.0.1' : bare
}
const keyOf = ({ host, port }: Address): string => `${bareHost(host)} ${port}`

const found = <A>(places: ReadonlyMap<string, A>, { host, port }: Address): A | undefined =>
  [host, ...everywhere].map((each) => places.get(keyOf({ host: each, port }))).find((place) => place !== undefined)

const firstPort = 49_152

const { time, likelihood, number } = settingShapes

const shapes: { readonly [K in Exclude<keyof MemoryOptions, 'scheduler' | 'cut'>]-?: AnyShape } = {
  latency: time,
  disturb: object('an object with cut, delay and disconnect', {}, { cut: likelihood, delay: time, disconnect: likelihood }),
  seed: number,
}

/** Joins clients and servers in one process. Nothing arrives in the turn in which it is sent. */
export const memoryNetwork = (options: MemoryOptions = {}): MemoryNetwork => {
  checkSettings({ optional: shapes }, options)
  const { scheduler = asyncScheduler, latency = 0, cut, disturb = {}, seed = 0 } = options
  const seeded = seededRandom(`${seed} network`)
  const listeners = new Map<string, Place<ListenerEvent>>()
  const sites = new Map<string, Place<HttpListenerEvent>>()
  const losses = new Set<() => void>()
  let ports = firstPort

  const later = (ms: number, what: () => void): void => void scheduler.schedule(what, ms)
  const happens = (likelihood: number | undefined): boolean => likelihood !== undefined && seeded.real() < likelihood
  const delay = (): number => latency + (disturb.delay === undefined ? 0 : seeded.below(disturb.delay + 1))
  const piecesOf = (bytes: Uint8Array): ReadonlyArray<Uint8Array> =>
    cut?.(bytes) ?? (happens(disturb.cut) ? torn(seeded, bytes) : [bytes])

  /** One way of a connection: what takes less time does not overtake what was sent before. */
  const oneWay = () => {
    const underway = queue<() => void>()
    let due = 0
    return (arrive: () => void): void => {
      const now = scheduler.now()
      due = Math.max(due, now + delay())
      underway.push(arrive)
      later(due - now, () => underway.take()?.())
    }
  }

  const endOf = (
    ends: { readonly local: Address; readonly peer: Address },
    out: { readonly write: (bytes: Uint8Array) => void; readonly end: () => void },
  ): End & { readonly open: () => void } => {
    const inbox = queue<ConnectionEvent>()
    let subscriber: Subscriber<ConnectionEvent> | undefined
    let isOpen = true

    const hangUp = (): void => {
      if (isOpen) out.end()
      isOpen = false
      subscriber?.complete()
    }
    const read = (): void => {
      while (subscriber !== undefined && inbox.size() > 0) {
        const signal = inbox.take()!
        subscriber.next(signal)
        if (signal._tag === 'Closed') subscriber.complete()
      }
    }
    const arrive = (signal: ConnectionEvent): void => {
      if (!isOpen) return
      if (signal._tag === 'Closed') isOpen = false
      inbox.push(signal)
      read()
    }
    const link = { write: (bytes: Uint8Array) => void (isOpen && out.write(bytes)), end: hangUp }
    return {
      heard: new Observable((to) => {
        subscriber ??= to
        to.add(hangUp)
        later(0, read)
      }),
      arrive,
      hangUp,
      open: () => arrive({ _tag: 'Opened', link, ...ends }),
    }
  }

  /** Both ends of a connection, and the ways between them. */
  const joined = (client: Address, server: Address) => {
    const [there, back] = [oneWay(), oneWay()]
    let isWhole = true

    const lose = (): void => {
      isWhole = false
      losses.delete(lose)
      near.arrive(closed(reset))
      far.arrive(closed(reset))
    }
    const out = (way: typeof there, other: () => End) => ({
      write: (bytes: Uint8Array): void => {
        for (const piece of piecesOf(bytes)) {
          // A copy, so that it arrives as it was when it was said; the slice of a Buffer is none.
          const copy = new Uint8Array(piece)
          const isLost = happens(disturb.disconnect)
          way(() => {
            if (isLost) lose()
            else if (isWhole) other().arrive({ _tag: 'Bytes', bytes: copy })
          })
        }
      },
      end: (): void =>
        way(() => {
          losses.delete(lose)
          if (isWhole) other().arrive(closed({ _tag: 'Ended' }))
        }),
    })

    const near = endOf(
      { local: client, peer: server },
      out(there, () => far),
    )
    const far = endOf(
      { local: server, peer: client },
      out(back, () => near),
    )
    losses.add(lose)
    return { near, far, there, back, lose }
  }

  const newAddress = (): Address => ({ host: '127.0.0.1', port: ports++ })

  const dial = (address: Address): Observable<ConnectionEvent> =>
    new Observable((subscriber) => {
      const { near, far, there, back, lose } = joined(newAddress(), address)
      there(() => {
        const place = found(listeners, address)
        if (place === undefined) {
          losses.delete(lose)
          return back(() => near.arrive(closed({ _tag: 'Refused' })))
        }
        back(near.open)
        far.open()
        place.endings.add(far.hangUp)
        const connection = new Observable<ConnectionEvent>((to) => {
          to.add(() => place.endings.delete(far.hangUp))
          return far.heard.subscribe(to)
        })
        place.subscriber.next({ _tag: 'Connected', connection })
      })
      return near.heard.subscribe(subscriber)
    })

  const fetch = ({ url, ...request }: HttpRequest): Observable<HttpResponse | CloseReason> =>
    new Observable((subscriber) => {
      const [there, back] = [oneWay(), oneWay()]
      const answer = (outcome: HttpResponse | CloseReason): void =>
        back(() => {
          subscriber.next(outcome)
          subscriber.complete()
        })
      const lose = (): void => answer(reset)
      const at = URL.canParse(url) ? new URL(url) : undefined
      if (at === undefined) return answer({ _tag: 'Other', problem: 'ERR_INVALID_URL' })
      const port = Number(at.port) || (at.protocol === 'https:' ? 443 : 80)
      const local: Address = { host: bareHost(at.hostname), port }

      losses.add(lose)
      subscriber.add(() => losses.delete(lose))
      there(() => {
        const place = found(sites, local)
        if (place === undefined) return answer({ _tag: 'Refused' })
        if (happens(disturb.disconnect)) return lose()
        place.endings.add(lose)
        subscriber.add(() => place.endings.delete(lose))
        place.subscriber.next({
          _tag: 'Asked',
          request: { ...request, url: at.pathname + at.search, headers: named(at.host, request.headers) },
          local,
          peer: newAddress(),
          respond: (response) => answer({ ...response, headers: lowered(response.headers) }),
        })
      })
    })

  /** Takes a place for as long as somebody listens; what was begun there ends with it. */
  const taking =
    <A extends ListenerEvent | HttpListenerEvent>(places: Map<string, Place<A>>) =>
    (wanted: Address): Observable<A> =>
      new Observable((subscriber) => {
        const address = wanted.port === 0 ? { ...wanted, port: newAddress().port } : wanted
        const key = keyOf(address)
        const emit = (signal: Extract<ListenerEvent & HttpListenerEvent, { readonly _tag: 'Listening' | 'Closed' }>): void =>
          subscriber.next(signal as A)
        if (places.has(key))
          return later(0, () => {
            emit(closed({ _tag: 'Other', problem: 'EADDRINUSE' }))
            subscriber.complete()
          })
        const endings = new Set<() => void>()
        places.set(key, { subscriber, endings })
        later(0, () => emit({ _tag: 'Listening', address }))
        subscriber.add(() => {
          places.delete(key)
          endings.forEach((end) => end())
        })
      })

  return {
    ports: (name = '') => {
      const own = seededRandom(`${seed} ports ${name}`)
      return {
        dial,
        listen: taking(listeners),
        fetch,
        serve: taking(sites),
        after: (ms) => timer(ms, scheduler),
        now: () => scheduler.now(),
        random: own.bytes,
      }
    },
    cutAll: () => [...losses].forEach((lose) => later(0, lose)),
  }
}

/** Bytes in up to eight pieces, some of which may be empty. */
const torn = (seeded: SeededRandom, bytes: Uint8Array): ReadonlyArray<Uint8Array> => {
  const places = Array.from({ length: 1 + seeded.below(7) }, () => seeded.below(bytes.length + 1))
  const ends = [...places, bytes.length].sort((a, b) => a - b)
  return ends.map((to, i) => bytes.subarray(ends[i - 1] ?? 0, to))
}

// The names of headers arrive in lower case, as they do with Node.
const lowered = <A>(headers: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const named = (host: string, headers: HttpRequest['headers']): HttpRequest['headers'] => ({ host, ...lowered(headers) })

import { map, NEVER, Observable, Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { interpretHost } from '../../lib/edges/interpret.js'
import { listening } from '../../lib/edges/listening.js'
import { listenAddressesOf } from '../../lib/edges/listen-addresses.js'
import type { ListenerEvent, Ports, HttpListenerEvent } from '../../lib/streams/ports.js'

const address = (port: number) => ({ host: '127.0.0.1', port })

/** Ports whose places are opened by a spec, and what was done with them, in its order. */
const scene = () => {
  const done: Array<string> = []
  const knocks = new Map<number, Subject<ListenerEvent>>()
  const visits = new Subject<HttpListenerEvent>()
  const place = <A>(port: number, signals: Observable<A>): Observable<A> =>
    new Observable((subscriber) => {
      done.push(`${port} open`)
      subscriber.add(() => done.push(`${port} shut`))
      return signals.subscribe(subscriber)
    })
  const ports: Ports = {
    dial: () => NEVER,
    fetch: () => NEVER,
    after: () => NEVER,
    now: () => 0,
    random: (bytes) => new Uint8Array(bytes),
    listen: ({ port }) => {
      knocks.set(port, new Subject())
      return place(port, knocks.get(port)!)
    },
    serve: ({ port }) => place(port, visits),
  }
  const opens = (port: number): void => knocks.get(port)!.next({ _tag: 'Listening', address: address(port + 1000) })
  const asks = (url: string): void =>
    visits.next({
      _tag: 'Asked',
      request: { method: 'GET', url, headers: {} },
      local: address(3),
      peer: address(9),
      respond: () => undefined,
    })
  const heard = listening(ports, interpretHost(ports))(listenAddressesOf({ port: 1, switchboardPort: 2, httpPort: 3 }))(
    (open, outside) =>
      new Observable<string>((subscriber) => {
        subscriber.next(open.map(({ on, address: { port } }) => `${on} ${port}`).join())
        subscriber.add(() => done.push('served'))
        return outside
          .pipe(map((event) => ('request' in event ? event.request.url : event._tag)))
          .subscribe((what) => subscriber.next(what))
      }),
  )
  const told: Array<unknown> = []
  let isOver = false
  const running = heard.subscribe({ next: (what) => void told.push(what), complete: () => (isOver = true) })
  return { done, told, knocks, visits, opens, asks, running, isOver: () => isOver }
}

describe('places that are listened at', () => {
  it('serve once all of them are open, and who came before waits for that', () => {
    const { told, visits, opens, asks } = scene()
    visits.next({ _tag: 'Listening', address: address(1003) })
    asks('/early')
    asks('/earlier')
    opens(2)
    expect(told).toEqual([])
    opens(1)
    expect(told).toEqual(['NS 1001,SB 1002,HTTP 1003', '/early', '/earlier'])
    asks('/late')
    expect(told.slice(3)).toEqual(['/late'])
  })

  it('end with the first that cannot be opened, or is shut', () => {
    for (const late of [false, true]) {
      const { done, told, knocks, visits, opens, isOver } = scene()
      if (late) {
        visits.next({ _tag: 'Listening', address: address(1003) })
        opens(1)
        opens(2)
      }
      knocks.get(2)!.next({ _tag: 'Closed', reason: { _tag: 'Refused' } })
      expect(told.at(-1)).toEqual({ _tag: 'NotListening', address: address(2), reason: { _tag: 'Refused' } })
      expect(isOver()).toBe(true)
      expect(done.filter((what) => what.endsWith('shut'))).toHaveLength(3)
    }
  })

  it('are shut after the serving has ended, so that those who are there can be told', () => {
    const { done, visits, opens, running } = scene()
    visits.next({ _tag: 'Listening', address: address(1003) })
    opens(1)
    opens(2)
    running.unsubscribe()
    expect(done).toEqual(['1 open', '2 open', '3 open', 'served', '1 shut', '2 shut', '3 shut'])
  })

  it('serve nobody once nobody listens any more', () => {
    const { done, visits, opens, running, told } = scene()
    visits.next({ _tag: 'Listening', address: address(1003) })
    opens(1)
    running.unsubscribe()
    opens(2)
    expect(told).toEqual([])
    expect(done.at(-1)).toBe('3 shut')
  })
})

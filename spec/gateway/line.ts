/** A client's and a server's side of a gateway session, with everything between them in the hands of a spec. */
import type { CloseReason, HttpRequest, HttpResponse } from '../../lib/core/effects.js'
import type { Machine } from '../../lib/core/machine.js'
import { gatewayClient, type GatewayClientEffect, type GatewayClientEvent } from '../../lib/gateway/client.js'
import { gatewayHost, notTaken, type GatewayHostEffect, type GatewayHostEvent } from '../../lib/gateway/server.js'
import { isForGateway, partsOfId, readGatewayQuery } from '../../lib/gateway/words.js'

export const clientSettings = {
  origin: 'http://gateway.example.com',
  server: 'NS',
  host: 'messenger.example.com',
  interval: 2000,
  grace: 2000,
  most: 256,
  unread: 1e6,
} as const

export const hostSettings = { session: '954547325', gateway: '10.0.0.9', idle: 60_000, unread: 1e6 }

/** Steps a machine, and hands on its effects; the timers that run are in `timers`. */
export const stepping = <S, E, F extends { readonly _tag: string }, R>(machine: Machine<S, E, F, R>, effect: (effect: F) => void) => {
  const timers = new Map<string, number>()
  let state = machine.init[0]
  const perform = (effects: ReadonlyArray<F>): void => {
    for (const each of effects) {
      const { _tag, timer, ms } = each as unknown as { readonly _tag: string; readonly timer: string; readonly ms: number }
      if (_tag === 'After') timers.set(timer, ms)
      else if (_tag === 'Cancel') timers.delete(timer)
      else effect(each)
    }
    if (machine.result(state) !== undefined) timers.clear()
  }
  const give = (event: E): void => {
    const [next, effects] = machine.step(state, event)
    state = next
    perform(effects)
  }
  perform(machine.init[1])
  const pass = (timer: string): boolean => {
    if (!timers.delete(timer)) return false
    give({ _tag: 'Elapsed', timer } as E)
    return true
  }
  return { give, pass, timers, state: () => state, isOver: () => machine.result(state) !== undefined }
}

/** Bytes as they come together. */
const gathered = () => {
  let text = ''
  return { add: (more: Uint8Array): void => void (text += Buffer.from(more).toString('latin1')), all: () => text }
}

export const line = (client = clientSettings as Parameters<typeof gatewayClient>[0], host = hostSettings) => {
  const written = { client: gathered(), server: gathered() }
  const heard = { client: gathered(), server: gathered() }
  const ends: { client: Array<CloseReason>; server: Array<CloseReason> } = { client: [], server: [] }
  const asked: Array<HttpRequest> = []
  const underway: Array<HttpRequest> = []
  const answers: Array<{ readonly exchange: string; readonly response: HttpResponse }> = []
  let count = 0
  let server: ReturnType<typeof newServer> | undefined

  const newServer = () =>
    stepping<ReturnType<typeof gatewayHost>['init'][0], GatewayHostEvent, GatewayHostEffect, unknown>(gatewayHost(host), (effect) => {
      if (effect._tag === 'Heard') heard.server.add(effect.bytes)
      if (effect._tag === 'Answer') answers.push(effect)
      if (effect._tag === 'Ended') ends.server.push(effect.reason)
    })
  const own = stepping<ReturnType<typeof gatewayClient>['init'][0], GatewayClientEvent, GatewayClientEffect, unknown>(
    gatewayClient(client),
    (effect) => {
      if (effect._tag === 'Heard') heard.client.add(effect.bytes)
      if (effect._tag === 'Ended') ends.client.push(effect.reason)
      if (effect._tag !== 'Ask') return
      asked.push(effect.request)
      underway.push(effect.request)
    },
  )

  const serves = ({ url, body = new Uint8Array(0) }: HttpRequest): string => {
    const exchange = String(count++)
    const query = isForGateway(url) ? readGatewayQuery(url) : undefined
    const isFirst = query?._tag === 'Open' && server === undefined
    // One that opens twice has two sessions: of the second nobody here knows.
    if (isFirst) server = newServer()
    const isKnown = isFirst || (query?._tag !== 'Open' && query !== undefined && partsOfId(query.id)[0] === host.session)
    if (query === undefined || !isKnown || server === undefined || server.isOver()) answers.push({ exchange, response: notTaken })
    else
      server.give({
        _tag: 'Asked',
        exchange,
        id: query._tag === 'Open' ? undefined : query.id,
        body,
        lifespan: query._tag === 'Poll' ? query.lifespan : 0,
      })
    return exchange
  }

  /** What the server answers to a request, as soon as it does. */
  const answered = (exchange: string): HttpResponse | undefined => {
    if (!answers.some((each) => each.exchange === exchange)) server?.pass('answer')
    const at = answers.findIndex((each) => each.exchange === exchange)
    return at < 0 ? undefined : answers.splice(at, 1)[0]!.response
  }

  return {
    client: own,
    server: () => server,
    written,
    heard,
    ends,
    asked,
    underway,
    clientWrites: (bytes: Uint8Array): void => {
      written.client.add(bytes)
      own.give({ _tag: 'Written', bytes })
    },
    serverWrites: (bytes: Uint8Array): void => {
      if (server === undefined || server.state()._tag !== 'Open') return
      written.server.add(bytes)
      server.give({ _tag: 'Written', bytes })
    },
    /** The request that is under way arrives, so many times; the answer to the first of them is given. */
    arrives: (times = 1): HttpResponse | undefined => {
      const request = underway.shift()
      if (request === undefined) return undefined
      const [first] = Array.from({ length: times }, () => serves(request))
      return answered(first!)
    },
    asks: (request: HttpRequest): HttpResponse | undefined => answered(serves(request)),
    hears: (outcome: HttpResponse | CloseReason): void => own.give({ _tag: 'Answered', outcome }),
  }
}

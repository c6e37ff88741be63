/** Sessions through the HTTP gateway of our own server: they are like others, are replayed like others, and end with a reason. */
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { map } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { isAnswered } from '../../lib/core/effects.js'
import { recorded } from '../../lib/edges/record/recording-ports.js'
import { replay } from '../../lib/edges/replay.js'
import {
  type App,
  client,
  type CloseReason,
  type Dialect,
  httpGateway,
  type HttpRequest,
  type HttpResponse,
  memoryNetwork,
  openConversation,
  type Ports,
  say,
  server,
} from '../../lib/index.js'
import { friends, virtualServer } from '../../lib/testing/index.js'
import { byteText } from '../../lib/wire/text.js'
import { runs } from '../support/arbitrary.js'
import { alice, attending, bob, evening, open, pass, taking, type Take } from '../replay/studio.js'
import { account, addressOf, clock, passwordOf } from './world.js'

const url = 'http://127.0.0.1:1864'
const through = httpGateway({ url })

/** What happened, but for what tells where the connections led, and how often they showed that they live. */
const gist = ({ seen }: Take): ReadonlyArray<string> =>
  seen.events
    .map(([, { _tag }]) => _tag)
    .filter((tag) => !['Connecting', 'Opened', 'Redirected', 'Alive'].includes(tag))
    .sort()

const isEqual = (take: Take, app: (ports: Ports) => App, above = (ports: Ports): Ports => ports): void => {
  const recording = replay(take.trace)
  const { seen, session } = attending(above(recording.ports), () => recording.scheduler.now(), take.wanted, app)
  const { records } = take.trace
  expect(recording.play(session)).toEqual(E.right({ records: records.length, ms: records.at(-1)!.t }))
  expect(seen.events).toEqual(take.seen.events)
  expect(seen.states).toEqual(take.seen.states)
  expect(open(seen.said)).toEqual(open(take.seen.said))
}

describe('a session through the gateway', () => {
  it.each(['MSNP2', 'MSNP8', 'MSNP12', 'MSNP18'] as const)(
    'in %s is like one over TCP, and its recording, of MSNP or of HTTP, is replayed and equal',
    (dialect: Dialect) => {
      const plain = evening([dialect, dialect])
      for (const way of [{ below: through }, { above: through }]) {
        const [hers, his] = evening([dialect, dialect], {}, [alice(), bob], 300_000, way)
        expect([gist(hers), gist(his)]).toEqual(plain.map(gist))
        isEqual(hers, alice(), way.above)
        isEqual(his, bob, way.above)
      }
    },
  )

  it('meets those who came over TCP at the same server', () => {
    const { signIn, pass: wait } = virtualServer({ accounts: friends('alice', 'bob'), disturb: { cut: 1, delay: 300 } })
    const her = signIn('alice', undefined, { through })
    const him = signIn('bob')
    wait()
    her.send(openConversation([him.passport], 'tea'))
    wait()
    her.send(say('tea', 'hello'))
    wait()
    him.send(say(him.heard('TextReceived')[0]!.conversation, 'hello yourself'))
    wait()
    expect(him.heard('TextReceived').map(({ text }) => text)).toEqual(['hello'])
    expect(her.heard('TextReceived').map(({ text }) => text)).toEqual(['hello yourself'])
    her.leave()
    wait()
    expect(him.heard('ContactStatus').map(({ status }) => status)).toEqual(['NLN', 'FLN'])
  })

  it('hides its secrets from recordings of HTTP, of the client and of the server', () => {
    for (const dialect of ['MSNP7', 'MSNP12', 'MSNP15'] as const) {
      const scheduler = clock()
      const network = memoryNetwork({ latency: 5, scheduler })
      const [tape, serverTape] = [taking(), taking()]
      server(recorded(network.ports('server'), serverTape.sink))({
        port: 1863,
        httpPort: 1864,
        accounts: [account('alice', { contacts: [{ passport: addressOf('bob') }] }), account('bob')],
      }).subscribe()
      pass(scheduler, 1)
      const spoken: Array<string> = []
      const spying = (ports: Ports): Ports => ({
        ...ports,
        fetch: (request) => {
          spoken.push(`${request.url}\n${byteText(request.body ?? new Uint8Array(0))}`)
          return ports.fetch(request)
        },
      })
      const sessions = [alice(), bob].map((app, at) => {
        const name = ['alice', 'bob'][at]!
        const ports = through(recorded(spying(network.ports(name)), at === 0 ? tape.sink : () => undefined))
        return client(ports)({
          passport: addressOf(name),
          password: passwordOf(name),
          server: { host: '127.0.0.1', port: 1863 },
          nexus: `${url}/rdr/pprdr.asp`,
          dialects: [dialect],
        })(app(ports)).subscribe()
      })
      pass(scheduler, 60_000)
      sessions.forEach((session) => session.unsubscribe())
      pass(scheduler, 10_000)

      const secret = /^(?:USR \d+ (?:TWN|MD5|SSO) S|USR \d+ \S+@\S+|ANS \d+ \S+) (\S{8,})|SessionID=(\d{8,})/gm
      const secrets = new Set([...spoken.join('\n').matchAll(secret)].map((found) => found[1] ?? found[2]!))
      expect(secrets.size).toBeGreaterThan(4)
      for (const trace of [tape.trace(), serverTape.trace()]) {
        const text = trace.records
          .map((record) =>
            JSON.stringify(record, (_, value: unknown) => (value instanceof Uint8Array ? byteText(value) : value)),
          )
          .join('\n')
        expect(text).toContain('gateway.dll?SessionID=')
        expect(text).toContain(dialect)
        expect([...secrets].filter((each) => text.includes(each))).toEqual([])
      }
    }
  })
})

/** What comes in place of an answer. */
type Fault = 'Lost' | 'AnswerLost' | 'BadGateway' | 'Nonsense' | 'OtherSession' | 'Forgotten'
const faults: ReadonlyArray<Fault> = ['Lost', 'AnswerLost', 'BadGateway', 'Nonsense', 'OtherSession', 'Forgotten']

const spoiled = (fault: Fault, right: HttpResponse | CloseReason): HttpResponse | CloseReason => {
  if (!isAnswered(right)) return right
  switch (fault) {
    case 'Lost':
    case 'AnswerLost':
      return { _tag: 'Reset' }
    case 'BadGateway':
      return { status: 502, headers: {} }
    case 'Nonsense':
      return { status: 302, headers: { location: 'http://login.example.com/' } }
    case 'OtherSession':
      return { ...right, headers: { 'x-msn-messenger': 'SessionID=1.1; GW-IP=127.0.0.1:1864' } }
    case 'Forgotten':
      return { status: 400, headers: {} }
  }
}

/** Ports of which one answer of the gateway, counted from some moment on, is spoiled. */
const failing = (fault: Fault, which: number) => {
  let count = -Infinity
  const ports = (own: Ports): Ports => ({
    ...own,
    fetch: (request: HttpRequest) => {
      if (!request.url.includes('gateway.dll') || count++ !== which) return own.fetch(request)
      if (fault === 'Lost') return own.after(5).pipe(map(() => spoiled(fault, { status: 200, headers: {} })))
      return own.fetch(request).pipe(map((answer) => spoiled(fault, answer)))
    },
  })
  return { ports, begin: () => void (count = 0) }
}

describe('a gateway that fails', () => {
  it('law: each text has one outcome, is heard at most once and in order, and the session ends with a reason', () => {
    fc.assert(
      fc.property(fc.constantFrom(...faults), fc.nat({ max: 12 }), fc.nat({ max: 8 }), (fault, which, texts) => {
        const world = virtualServer({ accounts: friends('alice', 'bob') })
        const { ports, begin } = failing(fault, which)
        const her = world.signIn('alice', undefined, { through: (own) => through(ports(own)) })
        const him = world.signIn('bob')
        world.pass()
        her.send(openConversation([him.passport], 'tea'))
        world.pass()
        begin()
        const said: Array<string> = []
        for (let at = 0; at < texts && her.heard('Closed').length === 0; at++) {
          said.push(`text ${at}`)
          her.send(say('tea', `text ${at}`))
          world.pass(300)
        }
        world.pass(120_000)
        const outcomes = her
          .heard('MessageOutcome')
          .map(({ intent, outcome }) => ['text' in intent.message ? intent.message.text : '', outcome._tag] as const)
        expect(outcomes.map(([text]) => text).sort()).toEqual([...said].sort())
        const heard = him.heard('TextReceived').map(({ text }) => text)
        expect(heard).toEqual(said.filter((text) => heard.includes(text)))
        for (const [text, outcome] of outcomes) if (outcome === 'Acknowledged') expect(heard).toContain(text)
        expect([...her.heard('Closed'), ...her.heard('ConversationEnded')].length).toBeGreaterThan(0)
        world.stop()
      }),
      { numRuns: Math.max(1, Math.round(runs.numRuns / 50)) },
    )
  })
})

import { delay, filter, map, mergeMap, take } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { persistentMap } from '../../lib/core/persistentMap.js'
import {
  isEvent,
  bytesOf,
  say,
  sayTo,
  schedulerOf,
  setStatus,
  textMessage,
  utf8Bytes,
  type App,
  type Decoded,
  type Dialect,
  type Property,
  type SessionEvent,
} from '../../lib/index.js'
import { writeMessage } from '../../lib/payloads.js'
import {
  check,
  contact,
  event,
  friends,
  matchers,
  said,
  virtualServer,
  wire,
  type Bot,
  type MsnpMatchers,
  type SigningIn,
} from '../../lib/testing/index.js'
import type { Trace } from '../../lib/traces/format/trace.js'

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-explicit-any, @typescript-eslint/no-empty-object-type
  interface Matchers<T = any> extends MsnpMatchers {}
}

expect.extend(matchers)

const server = said({ from: 'server', on: 'NS', dialect: 'MSNP8' })
const client = said({ from: 'client' })

/** The message of an assertion that should fail. */
const problemOf = (assertion: () => unknown): string => {
  try {
    assertion()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it did not fail')
}

/** An assertion fails with a message, whether `expect` makes it or `check`. */
const fails = (assertion: (of: (received: never) => MsnpMatchers & { not: MsnpMatchers }) => void, message: string) => {
  expect(problemOf(() => assertion(expect as never))).toBe(message)
  expect(problemOf(() => assertion(check as never))).toBe(message)
}

describe('toHaveSaid', () => {
  const hello = writeMessage(textMessage('Hello?'))
  const commands: ReadonlyArray<Decoded> = [
    client`VER 1 MSNP8 CVR0`,
    client`CHG 7 BSY 0`,
    client`MSG 4 N ${hello}`,
    { _tag: 'Undecodable', reason: { _tag: 'EmptyLine' }, frame: { line: '', end: '\r\n', payload: undefined } },
    server`911 4`,
    client`QRY 9 msmsgs@msnmsgr.com ${utf8Bytes('0123')}`,
  ]

  it('passes for a command, as far as it is told', () => {
    expect(commands).toHaveSaid({ verb: 'CHG' })
    expect(commands).toHaveSaid({ verb: 'CHG', status: 'BSY' })
    expect(commands).toHaveSaid({ verb: 'MSG', payload: hello })
    expect(commands).toHaveSaid({ verb: 'VER', offers: ['MSNP8', 'CVR0'] })
    expect(commands).toHaveSaid({ _tag: 'Undecodable' })
    check(commands).toHaveSaid({ verb: 'CHG', status: 'BSY' })
    expect(commands).not.toHaveSaid({ verb: 'CHG', status: 'NLN' })
    expect(commands).not.toHaveSaid({ verb: 'VER', offers: ['MSNP8'] })
    check(commands).not.toHaveSaid({ verb: 'MSG', payload: utf8Bytes('Hello?') })
  })

  it('tells what was said in its place, or although it should not', () => {
    const all = [
      'What was said:',
      '  VER trid=1 offers=["MSNP8","CVR0"]',
      '  CHG trid=7 status=BSY capabilities=0',
      '  MSG trid=4 ack=N │ "Hello?"',
      '  an empty line',
      '  911 meaning="authentication failed" trid=4',
      '  QRY trid=9 clientId=msmsgs@msnmsgr.com │ "0123"',
    ].join('\n')
    fails(
      (of) => of(commands as never).toHaveSaid({ verb: 'CHG', status: 'NLN' }),
      `CHG status=NLN was not said. ${all}`,
    )
    fails((of) => of(commands as never).not.toHaveSaid({ verb: 'CHG' }), `CHG was said. ${all}`)
    fails((of) => of([] as never).toHaveSaid({ trid: 8 }), 'anything trid=8 was not said. What was said:\n  nothing')
  })

  it('is for somebody of a virtual server, too, and hides secrets', () => {
    const { signIn, pass } = virtualServer()
    const bot = signIn('bot', undefined, { dialects: ['MSNP7'] })
    pass()
    expect(bot).toHaveSaid({ verb: 'CHG', status: 'NLN' })
    const problem = problemOf(() => check(bot).toHaveSaid({ verb: 'CHG', status: 'AWY' }))
    expect(problem).toContain('USR trid=4 package=MD5 step=S digest=•••')
    expect(() => check(5).toHaveSaid({ verb: 'VER' })).toThrow(
      new TypeError('toHaveSaid looks at somebody of a virtual server, or a list of commands'),
    )
  })

  it('knows the verbs, and what goes with them', () => {
    // @ts-expect-error there is no such status
    expect(commands).not.toHaveSaid({ verb: 'CHG', status: 'BUSY' })
  })
})

describe('toHappenInOrder', () => {
  const events = [
    event('SignedIn'),
    event('Ready'),
    event('Joined', { passport: 'bob@example.com', name: 'Bob B' }),
    event('TextReceived', { text: 'Tea?' }),
    event('Joined'),
  ]

  it('passes for events by their tags, or as far as they are told', () => {
    expect(events).toHappenInOrder('SignedIn', 'Joined', { _tag: 'TextReceived', text: 'Tea?' }, 'Joined')
    expect(events).toHappenInOrder({ _tag: 'Joined', passport: 'alice@example.com' })
    expect(events).toHappenInOrder()
    check(events).toHappenInOrder('Ready', 'TextReceived')
    expect(events).not.toHappenInOrder('Ready', 'SignedIn')
    expect(events).not.toHappenInOrder('Joined', 'Joined', 'Joined')
    check(events).not.toHappenInOrder({ _tag: 'TextReceived', text: 'Coffee?' })
  })

  it('tells what did not happen, and what did', () => {
    fails(
      (of) => of(events as never).toHappenInOrder('Ready', { _tag: 'Joined', name: 'Bob B' }, 'SignedIn', 'Joined'),
      [
        'SignedIn did not happen after Joined name="Bob B". What happened:',
        '    SignedIn passport=bot@example.com name=undefined dialect=MSNP12',
        '  ✓ Ready contacts=0 groups=0 changed=true',
        '  ✓ Joined conversation=C1 passport=bob@example.com name="Bob B"',
        '    TextReceived conversation=C1 passport=alice@example.com name=Alice text=Tea?',
        '    Joined conversation=C1 passport=alice@example.com name=Alice',
      ].join('\n'),
    )
    fails((of) => of([] as never).toHappenInOrder('Ready'), 'Ready did not happen. What happened:\n  nothing')
    fails(
      (of) => of([event('Closing')] as never).not.toHappenInOrder('Closing'),
      'Closing happened in this order. What happened:\n  ✓ Closing',
    )
  })

  it('is for somebody of a virtual server, too', () => {
    const { signIn, pass } = virtualServer({ accounts: friends('Alice', 'Bob') })
    const [alice] = [signIn('Alice'), signIn('Bob')]
    pass()
    expect(alice).toHappenInOrder('SignedIn', 'Ready', { _tag: 'ContactStatus', name: 'Bob', status: 'NLN' })
    expect(alice).not.toHappenInOrder('ContactStatus', 'SignedIn')
    expect(() => check({ events: 5 }).toHappenInOrder('Ready')).toThrow(
      new TypeError('toHappenInOrder looks at somebody of a virtual server, or a list of events'),
    )
  })

  it('knows the events', () => {
    // @ts-expect-error there is no such event
    expect(events).not.toHappenInOrder('Reddy')
  })
})

describe('toDecodeTo', () => {
  const speech = { from: 'server', on: 'NS', dialect: 'MSNP8' } as const
  const bytes = wire`
    NLN BSY bob@example.com Bob%20B 0
    911 4
    XYZ
  `
  const busy = { verb: 'NLN', name: 'Bob B' } as const

  it('passes for all of the commands in bytes, whole or in chunks', () => {
    expect(bytes).toDecodeTo(speech, busy, { code: 911, trid: 4 }, { _tag: 'Undecodable' })
    expect(Array.from(bytes, (byte) => Uint8Array.of(byte))).toDecodeTo(
      speech,
      busy,
      { code: 911 },
      { _tag: 'Undecodable' },
    )
    expect('QNG\r\nQNG\r\n').toDecodeTo(speech, { verb: 'QNG' }, { verb: 'QNG' })
    expect('VER 1 MSNP8\r\nOUT').toDecodeTo({ from: 'server' }, { verb: 'VER', dialect: 'MSNP8' }, { verb: 'OUT' })
    expect(new Uint8Array(0)).toDecodeTo(speech)
    check(bytes).toDecodeTo(speech, busy, { code: 911 }, { _tag: 'Undecodable' })
    expect(bytes).not.toDecodeTo(speech, busy, { code: 911 })
    expect(bytes).not.toDecodeTo(speech, busy, { code: 910 }, { _tag: 'Undecodable' })
    check(bytes).not.toDecodeTo(speech)
  })

  it('tells the first command that is not as it should be', () => {
    const all = [
      'What it decodes to:',
      '  NLN status=BSY passport=bob@example.com name="Bob B" capabilities=0',
      '  911 meaning="authentication failed" trid=4',
      '  unknown verb XYZ',
    ].join('\n')
    fails(
      (of) => of(bytes as never).toDecodeTo(speech, busy, { code: 800 }),
      `command 2 is 911 meaning="authentication failed" trid=4, and should be 800. ${all}`,
    )
    fails(
      (of) => of(bytes as never).toDecodeTo(speech, busy, { code: 911 }),
      `there is a command 3, unknown verb XYZ. ${all}`,
    )
    fails(
      (of) => of('QNG\r\n' as never).toDecodeTo(speech, { verb: 'QNG' }, { _tag: 'Undecodable' }),
      'there is no command 2; it should be what cannot be read. What it decodes to:\n  QNG',
    )
    fails(
      (of) => of('QNG\r\n' as never).not.toDecodeTo(speech, { verb: 'QNG' }),
      'these bytes decode to just that. What it decodes to:\n  QNG',
    )
  })

  it('fails where framing is lost', () => {
    fails(
      (of) => of('QNG\r\nMSG a b x\r\nQNG\r\n' as never).toDecodeTo(speech, { verb: 'QNG' }),
      'What it decodes to:\n  QNG; then it breaks off: MSG at offset 5 announces no readable payload length: the peer broke the protocol',
    )
  })

  it('knows the commands', () => {
    // @ts-expect-error there is no such status
    expect(bytesOf('')).not.toDecodeTo(speech, { verb: 'NLN', status: 'BUSY' })
  })
})

const echo: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation, text }) => say(conversation, text)),
  )

const shouting: App = (events, state) =>
  echo(events, state).pipe(map((intent) => (intent._tag === 'Say' ? say(intent.conversation, 'HELLO?') : intent)))

/** A bot that thinks for three seconds before it answers. */
const slow: Bot = { over: (ports) => (events, state) => echo(events, state).pipe(delay(3_000, schedulerOf(ports))) }

const recordingOf = (bot: Bot, dialect: Dialect = 'MSNP8') => {
  const { signIn, pass } = virtualServer()
  const session = signIn('bot', bot, { dialects: [dialect] })
  const alice = signIn('alice')
  pass()
  alice.send(sayTo('bot@example.com', 'Hello?'))
  pass()
  return session.trace()
}

const oldest: SigningIn = { dialects: ['MSNP2'] }

/** Two recordings that began at the same moment, as somebody between their clients and the server would have made one. */
const seenFromOutside = ({ header, records }: Trace, other: Trace): Trace => {
  const later = other.records.map((record) =>
    'connection' in record ? { ...record, connection: record.connection + 10 } : record,
  )
  const all = [...records, ...later].filter((record) => 'connection' in record).sort((a, b) => a.t - b.t)
  return { header: { ...header, seenBy: 'network' }, records: all }
}

describe('toReplay', () => {
  const trace = recordingOf(echo)

  it('passes for the bot that was recorded, and any other that does the same', () => {
    expect(echo).toReplay(trace)
    expect({ over: () => echo }).toReplay(trace)
    check(echo).toReplay(trace)
    expect(slow).toReplay(recordingOf(slow))
  })

  it.each(['MSNP2', 'MSNP7', 'MSNP9', 'MSNP12'] as const)('passes in %s', (dialect) => {
    expect(echo).toReplay(recordingOf(echo, dialect))
  })

  it('tells where a bot does something else', () => {
    expect(shouting).not.toReplay(trace)
    const problem = problemOf(() => check(shouting).toReplay(trace))
    expect(problem).toMatch(
      /^the app does not do what was recorded\. line \d+, \d+\.\d{3} s: the app says MSG \d+ . \d+ "HELLO\?"/,
    )
    expect(problem).toContain('where the recorded one says MSG')
    expect(problem).toContain('"Hello?"')
    expect(problemOf(() => expect(shouting).toReplay(trace))).toBe(problem)

    const silent: App = (events) =>
      events.pipe(
        take(0),
        map(() => setStatus('NLN')),
      )
    expect(problemOf(() => check(silent).toReplay(trace))).toContain('lets it pass')
    expect(problemOf(() => check(slow).toReplay(trace))).toContain('starts a timer of 3000 ms')
    expect(problemOf(() => check(echo).toReplay(trace, { dialects: ['MSNP7'] }))).toContain('VER 1 MSNP7')
    fails(
      (of) => of(echo as never).not.toReplay(trace),
      `the app does all that was recorded, in ${trace.records.length} records`,
    )
  })

  it('wants a recording in which somebody signs in', () => {
    const nobody = 'the recording cannot be played: there is no such session in the recording'
    expect(() => check(echo).toReplay({ ...trace, records: [] })).toThrow(new Error(nobody))
    // It is no bot's fault.
    expect(() => check(echo).not.toReplay({ ...trace, records: [] })).toThrow(new Error(nobody))
  })

  it('chooses one of several sessions by its passport', () => {
    const { signIn, pass } = virtualServer()
    const [bot, alice] = [signIn('bot', echo, oldest), signIn('alice', undefined, oldest)]
    pass()
    alice.send(sayTo('bot@example.com', 'Hello?'))
    pass()
    const both = seenFromOutside(bot.trace(), alice.trace())
    expect(() => check(echo).toReplay(both)).toThrow('choose one of bot@example.com, alice@example.com')
    expect(echo).toReplay(both, { passport: 'bot@example.com' })
    expect(shouting).not.toReplay(both, { passport: 'bot@example.com' })
  })

  it('throws what the app throws', () => {
    const failing: App = (events) =>
      events.pipe(
        mergeMap(() => {
          throw new Error('no')
        }),
      )
    expect(problemOf(() => check(failing).toReplay(trace))).toBe('no')
  })
})

describe('what is like another thing', () => {
  it('is as far as it is told, in all that it holds', () => {
    const status = { _tag: 'Contact', contact: { passport: 'bob@example.com', groups: ['1', '2'] } } as const
    const like = event('Contact', {
      contact: { ...event('Contact').contact, passport: 'bob@example.com', groups: ['1', '2'] },
    })
    expect([like]).toHappenInOrder(status)
    expect([like]).not.toHappenInOrder({ _tag: 'Contact', contact: { groups: ['1'] } })
    expect([like]).not.toHappenInOrder({ _tag: 'Contact', contact: { groups: ['2', '1'] } })
    expect([event('Contact')]).not.toHappenInOrder(status)
    // The maps of a state are compared as a whole.
    const calling = (...numbers: ReadonlyArray<string>): SessionEvent => {
      const phones = numbers.map((text): Property => ({ _tag: 'Phone', key: 'PHH', number: { text } }))
      const properties = persistentMap(phones.map((phone) => [phone.key, phone] as const))
      return event('Contact', { contact: contact({ passport: 'bob@example.com', properties }) })
    }
    expect([calling('1')]).toHappenInOrder(calling('1'))
    expect([calling('1')]).not.toHappenInOrder(calling('2'))
    expect([calling('1')]).not.toHappenInOrder(calling())
    expect([event('Contact')]).not.toHappenInOrder(calling('1'))
  })
})

/** What must hold in whatever realm specs run: a session, operators, a recording, matchers. */
import { runInNewContext } from 'node:vm'

import { filter, map, of, toArray, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'

import {
  codec,
  commands,
  encoded,
  frames,
  isEvent,
  say,
  sayTo,
  textMessage,
  type App,
  type Dialect,
} from '../../lib/index.js'
import { writeMessage } from '../../lib/payloads.js'
import { check, readTrace, said, virtualServer, wire, writeTrace } from '../../lib/testing/index.js'

const echo: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation, text }) => say(conversation, text)),
  )

const all = <A>(source: Observable<A>): ReadonlyArray<A> => {
  let found: ReadonlyArray<A> = []
  let problem: unknown
  source.pipe(toArray()).subscribe({ next: (values) => (found = values), error: (error) => (problem = error) })
  if (problem !== undefined) throw problem
  return found
}

/** The same bytes, made by whoever may make them. */
const makers: ReadonlyArray<readonly [whose: string, make: (bytes: ReadonlyArray<number>) => Uint8Array]> = [
  ['of this realm', (bytes) => Uint8Array.from(bytes)],
  ['of TextEncoder', (bytes) => new TextEncoder().encode(String.fromCharCode(...bytes))],
  ['a Buffer', (bytes) => Buffer.from(bytes)],
  ['of another realm', (bytes) => runInNewContext(`Uint8Array.from([${bytes.join(', ')}])`) as Uint8Array],
]

const bytesOf = (text: string): ReadonlyArray<number> => Array.from(text, (letter) => letter.charCodeAt(0))

/** Declares the specs; `realm` is the environment that they run in. */
export const holdsIn = (realm: string): void => {
  describe(`in ${realm}`, () => {
    it.each<Dialect>(['MSNP2', 'MSNP7', 'MSNP8', 'MSNP12', 'MSNP15', 'MSNP18'])(
      'two sessions in %s talk with each other',
      (dialect) => {
        const { signIn, pass } = virtualServer()
        const bot = signIn('bot', echo, { dialects: [dialect] })
        const alice = signIn('alice', undefined, { dialects: [dialect] })
        pass()
        alice.send(sayTo(bot.passport, 'Hello?'))
        pass()
        check(alice).toHappenInOrder('Ready', 'Joined', { _tag: 'TextReceived', text: 'Hello?' })
        expect(alice.heard('IntentOutcome').filter(({ outcome }) => outcome._tag !== 'Done')).toEqual([])
      },
    )

    it('a session is recorded, written, read, and played again', () => {
      const { signIn, pass } = virtualServer()
      const bot = signIn('bot', echo, { dialects: ['MSNP15'] })
      const alice = signIn('alice')
      pass()
      alice.send(sayTo(bot.passport, 'Hello?'))
      pass()
      const trace = readTrace(writeTrace(bot.trace()))
      check(echo).toReplay(trace)
      expect(() => check((() => of()) as App).toReplay(trace)).toThrow()
    })

    describe.each(makers)('bytes %s', (_, make) => {
      const speech = { from: 'server', on: 'NS', dialect: 'MSNP8' } as const
      const payload = writeMessage(textMessage('Hello?'))
      const command = { _tag: 'Payload', verb: 'MSG', sender: 'Hotmail', name: 'Hotmail' } as const

      it('are cut into frames and commands', () => {
        expect(all(of(make(bytesOf('QNG\r\n'))).pipe(commands(speech)))).toMatchObject([{ verb: 'QNG' }])
        expect(all(of(make(bytesOf('QNG\r\n'))).pipe(frames(codec(speech))))).toMatchObject([{ line: 'QNG' }])
      })

      it('are the payload of a command', () => {
        const [chunk] = all(of({ ...command, payload: make([...payload]) }).pipe(encoded(speech)))
        expect(all(of(chunk!).pipe(commands(speech)))).toMatchObject([{ verb: 'MSG', sender: 'Hotmail' }])
      })

      it('stand in the words of a test, and are compared', () => {
        const line = wire`MSG Hotmail Hotmail ${make([...payload])}`
        expect([...line]).toEqual([...wire`MSG Hotmail Hotmail ${textMessage('Hello?')}`])
        const message = said(speech)`MSG Hotmail Hotmail ${make([...payload])}`
        check([message]).toHaveSaid({ verb: 'MSG', payload: make([...payload]) })
        expect(() => check([message]).toHaveSaid({ verb: 'MSG', payload: make([1, 2]) })).toThrow()
        check(make([...line])).toDecodeTo(speech, { verb: 'MSG', payload: make([...payload]) })
      })
    })
  })
}

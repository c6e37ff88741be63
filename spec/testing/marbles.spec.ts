import assert from 'node:assert/strict'

import {
  concat,
  delay,
  EMPTY,
  filter,
  ignoreElements,
  interval,
  map,
  mergeMap,
  NEVER,
  of,
  take,
  tap,
  withLatestFrom,
} from 'rxjs'
import { describe, expect, it } from 'vitest'

import { commands, isEvent, ofVerb, say, setStatus, signOut, type App } from '../../lib/index.js'
import { event, marbles, said, sessionState, wire } from '../../lib/testing/index.js'

const marble = marbles((actual, expected) => expect(actual).toEqual(expected))

const echo: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation, text }) => say(conversation, text)),
  )

const hello = event('TextReceived', { text: 'Hello?' })
const tea = event('TextReceived', { conversation: 'C2', passport: 'bob@example.com', name: 'Bob', text: 'Tea?' })

describe('the intents of an app, as marbles', () => {
  it('are what it wants of events', () => {
    marble(({ hot, expectIntents }) => {
      const events = hot('--a-----j-b-|', { a: hello, j: event('Joined'), b: tea })
      const intents = '   --x-------y-|'
      expectIntents(echo, events).toBe(intents, { x: say('C1', 'Hello?'), y: say('C2', 'Tea?') })
    })
  })

  it.each([
    ['at another time', '---x---|', say('C1', 'Hello?')],
    ['never', '-------|', say('C1', 'Hello?')],
    ['otherwise', '  --x----|', say('C1', 'Hello!')],
  ])('are not what they should be: %s', (_how, intents, x) => {
    const wrong = (assertEqual: (actual: unknown, expected: unknown) => unknown) => () =>
      marbles(assertEqual)(({ hot, expectIntents }) => {
        expectIntents(echo, hot('--a----|', { a: hello })).toBe(intents, { x })
      })
    expect(wrong((actual, expected) => expect(actual).toEqual(expected))).toThrow()
    expect(wrong(assert.deepEqual)).toThrow(assert.AssertionError)
  })

  it('know how things stand: first without anybody, or as the marbles say', () => {
    // Wants to be online again whenever somebody comes while it is away.
    const eager: App = (events, state) =>
      events.pipe(
        filter(isEvent('ContactStatus')),
        withLatestFrom(state),
        filter(([, { account }]) => account.status === 'AWY'),
        map(() => setStatus('NLN')),
      )
    const away = sessionState({ account: { status: 'AWY' } })
    marble(({ hot, expectIntents }) => {
      const state = hot(' o----a------o-|', { o: sessionState(), a: away })
      const events = hot('--c---c-c-----c-|', { c: event('ContactStatus') })
      const intents = '   ------x-x-------|'
      expectIntents(eager, events, state).toBe(intents, { x: setStatus('NLN') })
    })
    marble(({ hot, expectIntents }) => {
      expectIntents(eager, hot('--c-|', { c: event('ContactStatus') })).toBe('----|')
    })
  })

  it('know a state and an event of the same millisecond in this order', () => {
    const statuses: App = (events, state) =>
      events.pipe(
        withLatestFrom(state),
        map(([, { account }]) => setStatus(account.status)),
      )
    marble(({ hot, cold, expectIntents }) => {
      const state = cold('o-a', { o: sessionState(), a: sessionState({ account: { status: 'AWY' } }) })
      expectIntents(statuses, hot('--e|', { e: event('Alive') }), state).toBe('--x|', { x: setStatus('AWY') })
    })
  })

  it('tell an app each state once, the present one at once, and that the session is over', () => {
    const seen: Array<string> = []
    marble(({ hot, cold, scheduler, expectIntents }) => {
      const note = (what: string) => {
        seen.push(`${scheduler.now()} ${what}`)
        return EMPTY
      }
      const watching: App = (events, state) =>
        concat(events.pipe(filter(isEvent('Ready')), take(1)), state).pipe(
          mergeMap((what) => note('account' in what ? what.account.status : what._tag)),
          tap({ complete: () => note('over') }),
        )
      const [one, other] = [sessionState(), sessionState({ account: { status: 'BSY' } })]
      const events = hot('-r------|', { r: event('Ready') })
      const state = cold('a--aab---', { a: one, b: other })
      expectIntents(watching, events, state).toBe('--------|')
    })
    expect(seen).toEqual(['1 Ready', '1 NLN', '5 BSY', '8 over'])

    const listening: Array<string> = []
    marble(({ hot, expectIntents }) => {
      const app: App = (events) => events.pipe(tap({ complete: () => listening.push('over') }), ignoreElements())
      expectIntents(app, hot('-|')).toBe('-|')
    })
    expect(listening).toEqual(['over'])
  })

  it('end with the session: an app that is done ends nothing, and at the end nobody listens', () => {
    marble(({ hot, expectIntents }) => {
      const events = hot(' --a--a--|', { a: hello })
      expectIntents((all, state) => echo(all, state).pipe(take(1)), events).toBe('--x-----|', {
        x: say('C1', 'Hello?'),
      })
      expectIntents((all) => concat(all.pipe(ignoreElements()), of(signOut)), events).toBe('--------|')
      expectIntents(() => interval(5).pipe(map(() => signOut)), events).toBe('-----o--|', { o: signOut })
      expectIntents(() => EMPTY, hot('-')).toBe('-')
    })
  })

  it('fail with the app, or with the events', () => {
    const failing: App = (events) =>
      events.pipe(
        map(() => {
          throw new Error('no')
        }),
      )
    marble(({ hot, expectIntents }) => {
      expectIntents(failing, hot('--a--|', { a: hello })).toBe('--#', {}, new Error('no'))
      expectIntents(echo, hot('--#', {}, 'lost')).toBe('--#', {}, 'lost')
      expectIntents(echo, NEVER, hot('-#', {}, 'lost')).toBe('-#', {}, 'lost')
    })
  })

  it('have the timers of rxjs in virtual time, and of whoever takes a scheduler', () => {
    const late: App = (events, state) => echo(events, state).pipe(delay(20))
    marble(({ hot, scheduler, expectIntents }) => {
      const slow: App = (events, state) => echo(events, state).pipe(delay(60_000, scheduler))
      expectIntents(late, hot('-a 40ms |', { a: hello })).toBe('21ms x 20ms |', { x: say('C1', 'Hello?') })
      expectIntents(slow, hot('-a 2m |', { a: hello })).toBe('60001ms x 1m |', { x: say('C1', 'Hello?') })
    })
  })

  it('are looked at for an hour, or as long as is told', () => {
    const restless: App = () => interval(1_800_000).pipe(map(() => signOut))
    const wanted = (limit: number | undefined, expected: string): void =>
      marbles(
        (actual, wanted) => expect(actual).toEqual(wanted),
        limit === undefined ? {} : { limit },
      )(({ hot, expectIntents }) => expectIntents(restless, hot('-')).toBe(expected, { o: signOut }))
    wanted(undefined, '30m o 1799999ms o')
    wanted(1_800_000, '30m o')
  })

  it('give what the test gives', () => {
    expect(marble(() => 7)).toBe(7)
  })
})

describe('commands and bytes, as marbles', () => {
  const speech = { from: 'server', on: 'NS', dialect: 'MSNP8' } as const
  const server = said(speech)

  it('read as a spec of the operators does', () => {
    marble(({ cold, expectObservable }) => {
      const bytes = cold('--a---b---|', { a: wire`NLN BSY bob@example.com Bob%20B 0`, b: wire`QNG` })
      const expected = '   --x-------|'
      const busy = server`NLN BSY bob@example.com Bob%20B 0`
      expectObservable(bytes.pipe(commands(speech), ofVerb('NLN'))).toBe(expected, { x: busy })
    })
  })
})

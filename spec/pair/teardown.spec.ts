import { filter, from, map, merge, mergeMap, Observable, Subscription } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'

import { client, isEvent, say, sayTo, type App, type Dialect, type Ports } from '../../lib/index.js'
import { addressOf, friends, passwordOf, world } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

const alice = addressOf('alice')

/** Ports that count what is open of them. */
const counted = (ports: Ports) => {
  const open = { dial: 0, fetch: 0, after: 0 }
  const counting =
    <A, B>(kind: keyof typeof open, act: (what: A) => Observable<B>) =>
    (what: A): Observable<B> =>
      new Observable((subscriber) => {
        open[kind]++
        subscriber.add(() => open[kind]--)
        return act(what).subscribe(subscriber)
      })
  return {
    open,
    ports: {
      ...ports,
      dial: counting('dial', ports.dial),
      fetch: counting('fetch', ports.fetch),
      after: counting('after', ports.after),
    },
  }
}

/** Opens a conversation with Bob, says something, and calls Carol into it, who does not answer. */
const app: App = (events) =>
  merge(
    events.pipe(
      filter(isEvent('Ready')),
      mergeMap(() => from([sayTo(addressOf('bob'), 'hello')])),
    ),
    events.pipe(
      filter(isEvent('MessageOutcome')),
      mergeMap(({ conversation = '' }) =>
        from([
          { _tag: 'Invite', conversation, passport: addressOf('carol') } as const,
          say(conversation, 'are you there, too?'),
        ]),
      ),
    ),
  )

/** A session that its user leaves after so many steps of its machine; the phases that it went through. */
const leaving = async (dialect: Dialect, after: number) => {
  const accounts = friends('alice', 'bob', 'carol')
  const there = await world({ accounts, deadlines: { ticket: 1000, cookie: 1000 } })
  there.signIn('bob', dialect)
  there.signIn('carol', dialect, { answering: 'nobody' })
  await there.pass()

  const { open, ports } = counted(there.network.ports('alice'))
  const phases: Array<string> = []
  const events: Array<string> = []
  const session = new Subscription()
  const leave = (): void => {
    if (phases.length === after) session.unsubscribe()
  }
  const tap = (record: { readonly _tag: string; readonly is?: string }): void => {
    if (record._tag !== 'Handled') return
    phases.push(String(record.is))
    leave()
  }
  leave()
  session.add(
    client(ports, { tap })({
      passport: alice,
      password: passwordOf('alice'),
      server: there.first,
      nexus: there.nexus,
      dialects: [dialect],
      deadlines: { join: 5000 },
    })(app)
      .pipe(map(({ _tag }) => _tag))
      .subscribe((tag) => void events.push(tag)),
  )
  await there.pass(8000)
  const isOver = session.closed
  session.unsubscribe()
  const left = { ...open }
  await there.pass(3000)
  const { connections, cookies, tickets, conversations, switchboards: boards, cookieCounts: asked } = there.host()
  const others = [...connections.values()].filter(({ phase }) => !('passport' in phase) || phase.passport === alice)
  const timers = [...there.timers().values()].filter((timer) => !('link' in timer && connections.has(timer.link)))
  there.stop()
  return {
    isOver,
    phases,
    events,
    left,
    others,
    timers,
    counts: [cookies.size, tickets.size, boards.get(alice), asked.get(alice)],
    participants: [...conversations.values()].flat().filter(({ passport }) => passport === alice),
  }
}

describe.each<Dialect>(['MSNP7', 'MSNP12'])('a session in %s whose user leaves', (dialect) => {
  it('after any step leaves no connection, no request and no timer behind, and nothing in the server', async () => {
    const whole = await leaving(dialect, Infinity)
    expect(whole.isOver).toBe(false)
    expect(whole.events).toEqual(expect.arrayContaining(['Ready', 'Joined', 'MessageOutcome']))
    expect(new Set(whole.phases)).toEqual(new Set(['SigningIn', 'Synchronising', 'Ready', 'Ended']))
    expect(whole.left).toEqual({ dial: 0, fetch: 0, after: 0 })
    for (let after = 0; after < whole.phases.length; after++) {
      const { isOver, left, others, timers, counts, participants } = await leaving(dialect, after)
      expect([after, isOver, left, others, timers, counts, participants]).toEqual([
        after,
        true,
        { dial: 0, fetch: 0, after: 0 },
        [],
        [],
        [0, 0, undefined, undefined],
        [],
      ])
    }
  })
})

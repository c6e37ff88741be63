/** The program out of lifecycles (`examples/pipeline.ts`): in memory, over TCP, and over a recording of itself. */
import * as E from 'fp-ts/lib/Either.js'
import { filter, firstValueFrom, mergeMap, type Observable, type Subscription, timeout, VirtualTimeScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { echoing } from '../../examples/pipeline.js'
import { client, connect, memoryNetwork, openConversation, say, server, serve, type Intent, type Ports, type SessionEvent, type SessionOptions } from '../../lib/index.js'
import { nodePorts } from '../../lib/edges/node.js'
import { recorded } from '../../lib/edges/record/recording-ports.js'
import type { RedirectPolicy } from '../../lib/client/login/redirect.js'
import { collected, replay } from '../../lib/traces.js'
import type { Recorded } from '../../lib/traces/format/record.js'
import { embedded } from '../../lib/client/profile.js'
import { friends, passwordOf } from './world.js'

type Noticed = ReturnType<typeof echoing> extends Observable<infer A> ? A : never

const anywhere: RedirectPolicy = { most: 3, allows: () => true }
const tagsOf = (all: ReadonlyArray<{ readonly _tag: string }>): ReadonlyArray<string> => all.map(({ _tag }) => _tag)

/** A server in memory behind three redirections, Alice and Carol who are signed in, and a clock. */
const world = (dialects: SessionOptions['dialects'] & object) => {
  const scheduler = new VirtualTimeScheduler()
  const network = memoryNetwork({ scheduler })
  const events: Array<{ readonly _tag: string }> = []
  let profile: Partial<SessionOptions> = {}
  server(network.ports('server'))({ redirects: 3, accounts: friends('alice', 'bob', 'carol') }).subscribe((event) => {
    events.push(event)
    if (event._tag === 'Listening') profile = embedded(event)
  })
  const pass = (ms: number): void => {
    scheduler.maxFrames = scheduler.frame + ms
    scheduler.flush()
  }
  pass(100)
  const wanted = (name: string): SessionOptions =>
    ({ ...profile, passport: `${name}@example.com`, password: passwordOf(name), dialects }) as SessionOptions
  const somebody = (name: string) => connect(network.ports(name))(wanted(name))
  return { network, events, pass, wanted, somebody, scheduler }
}

describe.each(['MSNP8', 'MSNP11', 'MSNP15', 'MSNP18'] as const)('a pipeline of lifecycles in %s', (dialect) => {
  /** Bob runs the program; Alice and Carol each open a conversation with him and say something. */
  const evening = async (policy = anywhere, through: (ports: Ports) => Ports = (ports) => ports) => {
    const all = world([dialect])
    const heard: Array<Noticed> = []
    let error: unknown
    const running = echoing(through(all.network.ports('bob')), all.wanted('bob'), policy).subscribe({
      next: (event) => heard.push(event),
      error: (e: unknown) => (error = e),
    })
    all.pass(3000)
    const others = ['alice', 'carol'].map((name) => {
      const handle = all.somebody(name)
      const texts: Array<string> = []
      handle.events.subscribe((event) => void (event._tag === 'TextReceived' && texts.push(event.text)))
      return { handle, texts }
    })
    await Promise.resolve()
    all.pass(3000)
    for (const { handle } of others) handle.send(openConversation(['bob@example.com'], 'tea'))
    all.pass(3000)
    for (const { handle } of others) handle.send(say('tea', 'Hello?'))
    all.pass(3000)
    return { ...all, heard, running, others, errors: () => error }
  }

  it('goes through three redirections, sees who is there, and says back what it is told', async () => {
    const { heard, others, running, events, pass, errors } = await evening()
    expect(errors()).toBeUndefined()
    const tags = tagsOf(heard)
    expect(tags.filter((tag) => tag === 'Redirected')).toHaveLength(3)
    expect(tags.filter((tag) => tag === 'ConversationStarted')).toHaveLength(2)
    expect(others.map(({ texts }) => texts)).toEqual([['Hello?'], ['Hello?']])
    const seen = heard.flatMap((event) => (event._tag === 'Presence' ? [event.seen] : []))
    expect(seen.at(-1)?.toObject()).toEqual({ 'alice@example.com': 'NLN', 'carol@example.com': 'NLN' })

    running.unsubscribe()
    pass(3000)
    // Everything is closed by one unsubscribe: both switchboards are left, and the session is signed out.
    expect(events.filter((event) => event._tag === 'SignedOut')).toMatchObject([{ passport: 'bob@example.com' }])
    expect(others.map(({ handle }) => handle.now().conversations.get('tea')?.participants.size)).toEqual([0, 0])
  })

  it.each([
    ['too many redirections', { most: 2, allows: () => true }, 2],
    ['a server that is not allowed', { most: 9, allows: () => false }, 0],
  ] as const)('ends by its own policy: %s', (_, policy, hops) => {
    const all = world([dialect])
    const ended: Array<unknown> = []
    const heard: Array<{ readonly _tag: string }> = []
    echoing(all.network.ports('bob'), all.wanted('bob'), policy).subscribe({
      next: (event) => heard.push(event),
      complete: () => ended.push('complete'),
    })
    all.pass(3000)
    expect(ended).toEqual(['complete'])
    expect(tagsOf(heard).filter((tag) => tag === 'Redirected')).toHaveLength(hops)
  })

  it('plays over a recording of itself, to the byte', async () => {
    const found: Array<Recorded> = []
    const first = await evening(anywhere, (ports) => recorded(ports, (finding) => found.push(finding)))
    first.running.unsubscribe()
    first.pass(3000)
    const trace = collected(found as never)
    if (E.isLeft(trace)) throw new Error(JSON.stringify(trace.left))
    const playing = replay(trace.right.trace)
    const again: Array<Noticed> = []
    const session: Subscription = echoing(playing.ports, first.wanted('bob'), anywhere).subscribe((event) => again.push(event))
    const outcome = playing.play(session)
    expect(E.isLeft(outcome) ? outcome.left : 'played').toBe('played')
    expect(tagsOf(again)).toEqual(tagsOf(first.heard))
  })
})

describe('a pipeline of lifecycles over TCP', () => {
  it('says back what it is told', async () => {
    const ports = nodePorts()
    const handle = serve(ports)({ redirects: 3, accounts: friends('alice', 'bob') })
    const listening = await handle.listening
    const wanted = (name: string): SessionOptions =>
      ({ ...embedded(listening), passport: `${name}@example.com`, password: passwordOf(name), dialects: ['MSNP11'] }) as SessionOptions
    const heard: Array<Noticed> = []
    const running = echoing(ports, wanted('bob'), anywhere).subscribe((event) => heard.push(event))
    const tea: ReadonlyArray<Intent> = [openConversation(['bob@example.com'], 'tea'), say('tea', 'Hello?')]
    const events = client(ports)(wanted('alice'))((all) =>
      all.pipe(
        filter((event) => event._tag === 'ContactStatus' && event.status === 'NLN'),
        mergeMap(() => tea),
      ),
    )
    const text = await firstValueFrom(
      events.pipe(
        filter((event): event is Extract<SessionEvent, { readonly _tag: 'TextReceived' }> => event._tag === 'TextReceived'),
        timeout(60_000),
      ),
    )
    expect(text.text).toBe('Hello?')
    expect(tagsOf(heard).filter((tag) => tag === 'Redirected')).toHaveLength(3)
    running.unsubscribe()
    handle.close()
    await handle.closed
  })
})

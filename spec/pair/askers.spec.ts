/** Holds that of several clients in one recording each is given its own answers when it is replayed. */
import { describe, expect, it } from 'vitest'

import { replay } from '../../lib/edges/replay.js'
import { client, signOut, type Dialect, type SessionEvent } from '../../lib/index.js'
import { describeDivergence } from '../../lib/traces/compare/divergence.js'
import type { Trace } from '../../lib/traces/format/trace.js'
import { stand } from './standing.js'
import { friends, world } from './world.js'

const settings = { accounts: friends('alice', 'bob', 'carol') }

/** What is told of a session, but for what differs by the moment or the connection. */
const told = (events: ReadonlyArray<SessionEvent>): ReadonlyArray<SessionEvent> =>
  events.filter(({ _tag }) => ['SignedIn', 'Ready', 'Contact', 'Group', 'OwnName', 'Privacy'].includes(_tag))

/** Everybody signs in through a proxy, all at once, and one after the other leaves. */
const recordedEvening = async (dialect: Dialect) => {
  const there = await world(settings)
  const standing = stand(there.network.ports('proxy'), { server: there.first, nexus: there.nexus })
  await there.pass(0)
  await there.pass(0)
  const place = { server: standing.address(), nexus: standing.nexus(), answering: 'everybody' } as const
  const all = ['alice', 'bob', 'carol'].map((name) => there.signIn(name, dialect, place))
  await there.pass()
  for (const one of all) {
    one.send(signOut)
    await there.pass()
  }
  standing.stop()
  const begun = standing.recorded.find((finding) => finding._tag === 'Begun')!
  const trace: Trace = { header: begun.header, records: standing.records() }
  return { all, trace }
}

describe('three clients in one recording', () => {
  it.each<Dialect>(['MSNP8', 'MSNP12', 'MSNP13', 'MSNP15', 'MSNP18'])('are each given their own answers, in %s', async (dialect) => {
    const { all, trace } = await recordedEvening(dialect)
    expect(all.every((one) => one.of('Ready').length === 1)).toBe(true)
    for (const one of all)
      for (const follow of [false, true]) {
        const played = replay(trace, { passport: one.passport, ...(follow ? { follow } : {}) })
        const [part] = played.parts
        const events: Array<SessionEvent> = []
        const session = client(played.ports)(part!.settings)(part!.app).subscribe((event) => void events.push(event))
        const outcome = played.play(session)
        const why = outcome._tag === 'Left' && outcome.left._tag === 'Diverged' ? describeDivergence(outcome.left) : ''
        expect([one.passport, why]).toEqual([one.passport, ''])
        expect(played.notices()).toEqual([])
        expect(told(events)).toEqual(told(one.events))
      }
  })
})

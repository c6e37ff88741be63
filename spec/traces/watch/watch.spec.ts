/** What is watched of a recording is what its client itself saw: contact list, presence, and who is in which conversation. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import type { SessionState } from '../../../lib/client/state.js'
import { replay } from '../../../lib/edges/replay.js'
import { heardIn } from '../../../lib/traces/watch/heard.js'
import { shown, type ShownState } from '../../../lib/traces/watch/shown.js'
import { watching, type Watching } from '../../../lib/traces/watch/watch.js'
import { passwordOf, addressOf } from '../../pair/world.js'
import { apps, dialects, participants, traceOf } from '../../recordings/files.js'
import { attending } from '../../replay/studio.js'

/** One after the other, each once. */
const changes = <A>(all: ReadonlyArray<A>): ReadonlyArray<A> => {
  const texts = all.map((each) => JSON.stringify(each))
  return all.filter((_, at) => at === 0 || texts[at] !== texts[at - 1])
}

const sessionIn = (all: ReadonlyArray<ShownState>) => all.find((one) => one._tag === 'Session')

type Named = { readonly passport: string; readonly name: string; readonly status: string }
const named = (all: Iterable<Named>) => [...all].map(({ passport, name, status }) => `${passport} ${name} ${status}`).sort()

/** What a client saw, change by change. */
const seenBy = (states: ReadonlyArray<SessionState>) => {
  const open = states.filter(({ connection }) => connection._tag !== 'Ended')
  return {
    phases: changes(open.map(({ connection }) => connection._tag)),
    contacts: changes(open.map(({ contacts }) => named(contacts.values()))),
    groups: changes(open.map(({ groups }) => [...groups.values()].map(({ name }) => name).sort())),
    status: changes(open.map(({ account }) => account.status)),
    talks: changes(
      states.map(({ conversations }) =>
        [...conversations.values()].filter(({ phase }) => phase === 'Open').map(({ participants }) => [...participants.keys()].sort()),
      ),
    ),
  }
}

/** The same of what is watched. The servers of a session come one after the other, with nothing in between. */
const watchedIn = (states: ReadonlyArray<Watching>) => {
  const all = states.map(shown)
  const sessions = all.flatMap((one) => sessionIn(one) ?? [])
  return {
    phases: changes(sessions.map(({ phase }) => phase)),
    contacts: changes(sessions.map(({ contacts }) => named(contacts))),
    groups: changes(sessions.map(({ groups }) => [...groups].sort())),
    status: changes(sessions.map(({ status }) => status)),
    talks: changes(
      all.map((one) =>
        one.flatMap((talk) => (talk._tag === 'Conversation' && talk.phase === 'Open' ? [[...talk.participants].sort()] : [])),
      ),
    ),
  }
}

describe.each(dialects)('the evening in %s', (dialect) => {
  it.each(participants)('by %s is watched as its client saw it, at each change', (who) => {
    const trace = traceOf(dialect, who)
    const recording = replay(trace)
    const wanted = {
      passport: addressOf(who),
      password: passwordOf(who),
      server: { host: '127.0.0.1', port: 1863 },
      nexus: 'http://127.0.0.1:1864/rdr/pprdr.asp',
      dialects: [dialect],
    }
    const { seen, session } = attending(recording.ports, () => recording.scheduler.now(), wanted, apps[who])
    expect(E.isRight(recording.play(session))).toBe(true)

    const states: Array<Watching> = [watching.init[0]]
    for (const heard of heardIn(trace.records)) states.push(watching.step(states.at(-1)!, heard)[0])
    expect(watchedIn(states)).toEqual(seenBy(seen.states.map(([, state]) => state)))
    expect(shown(states.at(-1)!)).toEqual([])
    // The recording is whole, whatever a server says behind a goodbye.
    expect(states.flatMap(shown).filter(({ isUnderway }) => isUnderway)).toEqual([])
  })
})

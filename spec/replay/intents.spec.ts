/** Whatever an app may want, in any dialect, is found again in a recording of it, which replays without the app. */
import { filter, map, mergeMap, take } from 'rxjs'
import { describe, expect, it } from 'vitest'
import * as E from 'fp-ts/lib/Either.js'

import { replay } from '../../lib/edges/replay.js'
import { isEvent, textMessage, type App, type Dialect, type Intent, type Ports } from '../../lib/index.js'
import { noPersonal } from '../../lib/payloads.js'
import { intents } from '../../lib/client/intents/table.js'
import { spoken } from '../../lib/client/settings.js'
import { describeDivergence } from '../../lib/traces/compare/divergence.js'
import { addressOf } from '../pair/world.js'
import { attending, bob, evening, open, type Take } from './studio.js'


const carol = addressOf('carol')
const his = addressOf('bob')

/** Each intent, with what has to be so before it can be wanted. */
const scripts: Readonly<Record<Intent['_tag'], ReadonlyArray<Intent>>> = {
  SetStatus: [{ _tag: 'SetStatus', status: 'AWY' }],
  SetName: [{ _tag: 'SetName', name: 'Älice' }],
  SetPersonal: [{ _tag: 'SetPersonal', personal: { ...noPersonal, psm: 'at lunch' } }],
  SetProperty: [{ _tag: 'SetProperty', property: { _tag: 'Phone', key: 'PHH', number: { text: '555 1234' } } }],
  SetPrivacy: [
    { _tag: 'SetPrivacy', privacy: 'BL' },
    { _tag: 'SetPrivacy', privacy: 'AL' },
  ],
  SetPrompt: [{ _tag: 'SetPrompt', prompt: 'N' }],
  AddContact: [
    { _tag: 'AddContact', passport: carol },
    { _tag: 'AddContact', passport: 'dave@example.com', name: 'Dave' },
    { _tag: 'AddGroup', name: 'Work' },
    { _tag: 'AddContact', passport: 'erin@example.com', name: 'Erin', group: 'Work' },
    { _tag: 'AddContact', passport: carol, group: 'Work' },
    // Whose name is known is added under it, which makes it no nickname.
    { _tag: 'RemoveContact', passport: his },
    { _tag: 'AddContact', passport: his },
  ],
  RemoveContact: [
    { _tag: 'AddGroup', name: 'Work' },
    { _tag: 'AddContact', passport: carol, group: 'Work' },
    { _tag: 'RemoveContact', passport: carol, group: 'Work' },
    { _tag: 'RemoveContact', passport: carol },
    { _tag: 'RemoveContact', passport: his },
  ],
  Block: [
    { _tag: 'Block', passport: his },
    { _tag: 'Block', passport: 'eve@example.com' },
  ],
  Allow: [
    { _tag: 'Block', passport: his },
    { _tag: 'Allow', passport: his },
    { _tag: 'Allow', passport: 'eve@example.com' },
  ],
  AddToList: [
    { _tag: 'AddToList', list: 'BL', passport: 'eve@example.com' },
    { _tag: 'AddToList', list: 'FL', passport: carol },
    { _tag: 'AddToList', list: 'AL', passport: carol },
  ],
  RemoveFromList: [
    { _tag: 'RemoveFromList', list: 'AL', passport: his },
    { _tag: 'RemoveFromList', list: 'FL', passport: his },
  ],
  RenameContact: [{ _tag: 'RenameContact', passport: his, name: 'Bobby' }],
  SetContactProperty: [
    { _tag: 'SetContactProperty', passport: his, property: { _tag: 'DisplayName', key: 'MFN', name: 'Robert' } },
  ],
  AddGroup: [{ _tag: 'AddGroup', name: 'Work & play' }],
  RemoveGroup: [
    { _tag: 'AddGroup', name: 'Work' },
    { _tag: 'RemoveGroup', group: 'Work' },
  ],
  RenameGroup: [
    { _tag: 'AddGroup', name: 'Work' },
    { _tag: 'RenameGroup', group: 'Work', name: 'Play' },
  ],
  Synchronise: [{ _tag: 'Synchronise' }],
  Ping: [{ _tag: 'Ping' }],
  OpenConversation: [{ _tag: 'OpenConversation', invite: [his], conversation: 'tea' }],
  Invite: [
    { _tag: 'OpenConversation', invite: [], conversation: 'tea' },
    { _tag: 'Invite', conversation: 'tea', passport: his },
  ],
  Leave: [
    { _tag: 'OpenConversation', invite: [his], conversation: 'tea' },
    { _tag: 'Leave', conversation: 'tea' },
  ],
  Accept: [{ _tag: 'Accept', conversation: 'C1' }],
  Decline: [{ _tag: 'Decline', conversation: 'C1' }],
  Say: [
    { _tag: 'OpenConversation', invite: [his], conversation: 'tea' },
    { _tag: 'Say', conversation: 'tea', message: textMessage('Tea at four?') },
    { _tag: 'Say', conversation: 'tea', message: { _tag: 'Nudge' }, ack: 'N' },
  ],
  SayTo: [{ _tag: 'SayTo', passport: his, message: textMessage('Hello') }],
  SignOutEndpoint: [{ _tag: 'SignOutEndpoint', guid: '7d4f5204-322a-47a2-90a8-77e72f9711c2' }],
  SignOutElsewhere: [{ _tag: 'SignOutElsewhere' }],
  SendOffline: [{ _tag: 'SendOffline', passport: carol, text: 'See you tomorrow, Grüße' }],
  DeleteOffline: [{ _tag: 'DeleteOffline', ids: ['7d4f5204-322a-47a2-90a8-77e72f9711c2'] }],
  SayToNetwork: [{ _tag: 'SayToNetwork', passport: 'bob@yahoo.com', network: 32, message: textMessage('Hello') }],
  SendNote: [
    { _tag: 'SendNote', passport: his, type: 1, payload: new TextEncoder().encode('<ring/>') },
    { _tag: 'SendNote', passport: his, type: 2, payload: new TextEncoder().encode('x') },
  ],
  FindNetworks: [{ _tag: 'FindNetworks', passport: carol }],
  SayToCircle: [{ _tag: 'SayToCircle', circle: '00000000-0000-0000-0009-000000000001@live.com', message: textMessage('Hello') }],
  Ask: [{ _tag: 'Ask', question: { _tag: 'Normal', verb: 'URL', service: 'INBOX', arguments: [] } }],
  SignOut: [{ _tag: 'SignOut' }],
}

const wanting =
  (script: ReadonlyArray<Intent>) =>
  (ports: Ports): App =>
  (events) =>
    events.pipe(
      filter(isEvent('Ready')),
      take(1),
      mergeMap(() => script),
      mergeMap((intent, at) => ports.after(1000 + at * 3000).pipe(map(() => intent))),
    )

/** What was seen, but for what became of intents, which are others where one is not found again. */
const seenIn = ({ events }: Take['seen']): ReadonlyArray<string> =>
  events.flatMap(([t, { _tag }]) => (/Outcome$|^Replied$/.test(_tag) ? [] : [`${t} ${_tag}`]))

const isReplayed = (take: Take): void => {
  const recording = replay(take.trace)
  const [{ settings, app }] = recording.parts as [(typeof recording.parts)[number]]
  const { seen } = attending(recording.ports, () => recording.scheduler.now(), settings, () => app)
  const outcome = recording.play()
  expect(E.isLeft(outcome) ? describeDivergence(outcome.left as never) : 'no divergence').toBe('no divergence')
  expect(open(seen.said)).toEqual(open(take.seen.said))
  expect(seenIn(seen)).toEqual(seenIn(take.seen))
  expect(seen.states.at(-1)?.[1].contacts.toObject()).toEqual(take.seen.states.at(-1)?.[1].contacts.toObject())
}

const all = spoken.flatMap((dialect) =>
  Object.entries(scripts)
    .filter(([tag]) => intents[tag as Intent['_tag']].since <= Number(dialect.slice(4)))
    .map(([tag, script]) => [tag, dialect, script] as const),
)

// One of each generation: what goes by which command or service changes with these.
const cases = all.filter(([, dialect]) => ['MSNP8', 'MSNP12', 'MSNP13', 'MSNP18'].includes(dialect))

describe('a recording without its app', () => {
  it.each(cases)('of %s in %s replays, and equal', (_, dialect: Dialect, script) => {
    const [hers] = evening([dialect, dialect], {}, [wanting(script), bob], 30_000)
    isReplayed(hers)
  })

  it.each(spoken)('of all of them, one after the other, in %s', (dialect) => {
    const script = all.flatMap(([tag, other, each]) => (other === dialect && tag !== 'SignOut' ? each : []))
    const one = (ports: Ports): App => (events) =>
      events.pipe(
        filter(isEvent('Ready')),
        take(1),
        mergeMap(() => script),
        mergeMap((intent, at) => ports.after(1000 + at * 1500).pipe(map(() => intent))),
      )
    const [hers] = evening([dialect, dialect], {}, [one, bob], 120_000)
    isReplayed(hers)
  })
})

/** The conversation of Alice and Bob over transports, with a recording of what Alice does. */
import { readFileSync } from 'node:fs'

import { expect } from 'vitest'

import { client, serve, type Address, type Dialect, type Ports, type SessionEvent, type SessionOptions } from '../../../lib/index.js'
import { nodePorts, type NodeOptions } from '../../../lib/edges/node.js'
import { recorded, replay } from '../../../lib/traces.js'
import { accounts, aliceApp, bobApp, stories, storyOf } from '../../pair/scenario.js'
import { addressOf, passwordOf } from '../../pair/world.js'
import { taking } from '../../replay/studio.js'
import { collected, until } from '../toys.js'
import { stops } from './places.js'

export const pem = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

/** A server with the accounts of the conversation. */
export const serving = async (options: NodeOptions = {}) => {
  const server = serve(nodePorts(options))({ accounts })
  stops.push(server.close)
  return server.listening
}

/** Alice and Bob talk, each over ports of their own; afterwards the recording of Alice is replayed, and is the same. */
export const converse = async (
  { first, nexus }: { readonly first: Address; readonly nexus: string },
  dialect: Dialect,
  [hers, his]: readonly [Ports, Ports],
): Promise<void> => {
  const wanted = (name: string): SessionOptions => ({ passport: addressOf(name), password: passwordOf(name), server: first, nexus, dialects: [dialect] })
  const tape = taking()
  const bob = collected(client(his)(wanted('bob'))(bobApp))
  stops.push(bob.stop)
  await until(() => bob.all.some(({ _tag }) => _tag === 'OwnStatus'))
  const alice = collected(client(recorded(hers, tape.sink))(wanted('alice'))(aliceApp))
  stops.push(alice.stop)
  await until(() => alice.isOver && bob.isOver, 20_000)
  expect(storyOf(alice.all)).toEqual(stories.alice)
  expect(storyOf(bob.all)).toEqual(stories.bob)

  const again = replay(tape.trace())
  const events: Array<SessionEvent> = []
  const session = client(again.ports)(wanted('alice'))(aliceApp).subscribe((event) => events.push(event))
  expect(again.play(session)).toMatchObject({ _tag: 'Right' })
  expect(events).toEqual(alice.all)
}

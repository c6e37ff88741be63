/** What a peer may do to a session and a conversation, line by line, and what must hold after it. */
import { expect } from 'vitest'

import { say, sayTo, setName, type Dialect, type Intent } from '../../lib/index.js'
import { meddled, type Meddler, type Middle, type Piece } from './meddle.js'
import { heldFor, rosterOf } from './roster.js'
import { addressOf, friends, world, type Somebody, type World } from './world.js'

export const alice = addressOf('alice')
export const bob = addressOf('bob')
export const carol = addressOf('carol')

/** Longer than any deadline of a session or a server that waits for one thing. */
export const long = 400_000

export const outcomes = ({ events }: Somebody): ReadonlyArray<Intent> =>
  events.flatMap((event) => (event._tag === 'IntentOutcome' || event._tag === 'MessageOutcome' ? [event.intent] : []))

export const reasonOf = (somebody: Somebody): string => {
  const { connection } = somebody.now()
  return connection._tag === 'Ended' ? connection.reason._tag : connection._tag
}

export const isUntouched = (there: World, ...everybody: ReadonlyArray<Somebody>): void => {
  for (const one of everybody) {
    expect([one.name, reasonOf(one), one.error]).toEqual([one.name, 'Ready', undefined])
    expect(rosterOf(one.now())).toEqual(heldFor(there.host(), one.passport, one.now().dialect!))
  }
}

export const isEmpty = (there: World): void => {
  const { connections, sessions, cookies, tickets, conversations, switchboards: boards } = there.host()
  const sizes = [connections, sessions, cookies, tickets, conversations, boards].map(({ size }) => size)
  expect([...sizes, ...there.timers()]).toEqual([0, 0, 0, 0, 0, 0])
}

/** What somebody in the middle does to one line from the server, and how a session and a conversation may end by it. */
interface Mischief {
  readonly name: string
  readonly meddle: (piece: Piece, middle: Middle) => void
  readonly session: ReadonlyArray<string>
}

const withTrid = (piece: Piece, trid: (was: number) => number): Piece =>
  piece.replace(/^([A-Z]{3}|\d{3}) (\d+)/, (_, verb: string, was: string) => `${verb} ${trid(Number(was))}`)

export const mischiefs: ReadonlyArray<Mischief> = [
  { name: 'closes before it', meddle: (_, { cut }) => cut(), session: ['Lost'] },
  {
    name: 'closes after it',
    meddle: (piece, { pass, cut }) => {
      pass(piece)
      cut()
    },
    session: ['Lost', 'Ready'],
  },
  {
    name: 'closes in the middle of it',
    meddle: (piece, { pass, cut }) => {
      pass(piece.slice(0, piece.length / 2))
      cut()
    },
    session: ['Lost'],
  },
  { name: 'says nothing any more', meddle: (_, { mute }) => mute(), session: ['NoAnswer'] },
  { name: 'leaves it out', meddle: () => undefined, session: ['Ready', 'NoAnswer', 'Lost'] },
  {
    name: 'says it twice',
    meddle: (piece, { pass }) => {
      pass(piece)
      pass(piece)
    },
    session: ['Ready', 'RedirectLoop'],
  },
  {
    name: "answers somebody else's transaction",
    meddle: (piece, { pass }) => pass(withTrid(piece, (was) => was + 7)),
    // The server may have lost its patience before.
    session: ['Ready', 'NoAnswer', 'Lost'],
  },
  {
    name: 'announces a length that is no number',
    meddle: (_, { pass }) => pass('MSG Hotmail Hotmail many\r\nQNG\r\n'),
    session: ['Broken'],
  },
  {
    name: 'announces a length that is too long',
    meddle: (_, { pass }) => pass('MSG Hotmail Hotmail 999999999\r\n'),
    session: ['Broken'],
  },
  {
    name: 'announces more than it says',
    meddle: (piece, { pass }) => pass(`MSG Hotmail Hotmail 60000\r\n${piece}`),
    session: ['Ready', 'NoAnswer', 'Lost'],
  },
  {
    name: 'says a line without an end',
    meddle: (_, { pass }) => pass('x'.repeat(10_000)),
    session: ['Broken'],
  },
  {
    name: 'says what has no place here',
    meddle: (piece, { pass }) => {
      pass('CAL 1 RINGING 1\r\nJOI mallory@example.com M\r\nANS 1 OK\r\nACK 1\r\nNAK 2\r\nBYE bob@example.com\r\n')
      pass('ILN 5 NLN mallory@example.com M\r\nADD 0 RL 9 x y\r\nLST 3 FL 1 1 1 x y\r\nSYN 99 1\r\nQNG\r\n\r\n\0\r\n')
      pass('999 1\r\n215\r\n911\r\nnln NLN x y\r\nXFR 9 XX\r\nUSR 77 OK mallory@example.com M\r\nVER 0 0\r\n')
      pass(piece)
    },
    session: ['Ready', 'Refused', 'Broken', 'NoCommonDialect'],
  },
  {
    name: 'floods',
    meddle: (piece, { pass }) => {
      pass('QNG 50\r\nNLN NLN bob@example.com Bob\r\nXYZ 1 2 3\r\n'.repeat(700))
      pass(piece)
    },
    session: ['Ready'],
  },
]

/** A good conversation in the middle of which things go wrong: everything that is wanted, in its order. */
export const conversing = async (dialect: Dialect, meddler?: Meddler) => {
  const there = await world({ accounts: friends('alice', 'bob', 'carol') })
  const [b, c] = [there.signIn('bob', dialect), there.signIn('carol', 'MSNP9')]
  await there.pass()
  const wire = meddled(there.network.ports('alice'), meddler)
  const a = there.signIn('alice', dialect, {}, wire.ports)
  const taken: Array<Intent> = []
  const send = async (intent: Intent): Promise<void> => {
    if (a.send(intent)._tag === 'Right') taken.push(intent)
    await there.pass(1000)
  }
  await there.pass()
  await send(sayTo(bob, 'hello'))
  const talk = [...b.now().conversations.keys()][0]
  if (talk !== undefined) b.send(say(talk, 'hi'))
  await there.pass(1000)
  await send(setName('Alice Z'))
  await send({ _tag: 'Block', passport: carol })
  await send({ _tag: 'Invite', conversation: 'C1', passport: carol })
  await send({ _tag: 'Ping' })
  await send({ _tag: 'Leave', conversation: 'C1' })
  const lines = [...wire.lines]
  await there.pass(long)
  return { there, wire, lines, a, b, c, taken }
}

/** What a server takes in a process of its own: memory for idle sessions, and CPU for a change that many watch. */
import type { Dialect } from 'rx-msnp'

import { median } from './measure.js'
import { both, type Place } from './processes.js'

interface Memory {
  readonly process: number
  readonly heap: number
}

const passport = (n: number): string => `account${n}@example.com`
const limits = { connections: 20_000, accounts: 20_000 }

/** What a server with idle sessions takes: bytes of heap a session, and bytes of its process after a collection and without. */
export interface Idle {
  readonly perSession: number
  readonly collected: Memory
  readonly uncollected: Memory
}

/**
 * A server with idle sessions: signed in with MSNP7 over TCP, without contacts, the first challenge answered. Those that come first, who
 * pay for what is compiled, are left out of the bytes a session.
 */
export const idleSessions = (count: number, before = 500): Promise<Idle> =>
  both(async (server, clients) => {
    const accounts = Array.from({ length: before + count }, (_, n) => ({ passport: passport(n), password: 'secret' }))
    const { first } = await server.ask<Place>('serve', { accounts, limits })
    await clients.ask('idle', { first, from: 0, count: before })
    const { heap } = await server.ask<Memory>('memory', { collected: true })
    await clients.ask('idle', { first, from: before, count })
    const uncollected = await server.ask<Memory>('memory', { collected: false })
    const collected = await server.ask<Memory>('memory', { collected: true })
    return { perSession: (collected.heap - heap) / count, collected, uncollected }
  })

const dialects: ReadonlyArray<Dialect> = ['MSNP7', 'MSNP8', 'MSNP12', 'MSNP15', 'MSNP18']

/** What a watcher is sent of a change, about. */
const line = 'NLN BSY account0@example.com account0@example.com 1073791084\r\n'

/**
 * What one change of status costs a server for each account that watches, in writes: the CPU of a server that only hands a line
 * on is measured in the same process, turn and turn about. `personal` is shown beside the name, if it is given.
 */
export const fanOut = (watchers: number, personal?: string): Promise<{ readonly microseconds: number; readonly vsWrite: number }> =>
  both(async (server, clients) => {
    const accounts = Array.from({ length: watchers + 1 }, (_, n) => ({
      passport: passport(n),
      password: 'secret',
      contacts: n === 0 ? [] : [{ passport: passport(0) }],
    }))
    const place = await server.ask<Place>('serve', { accounts, limits })
    await clients.ask('watch', { ...place, watchers, dialects, personal })
    const { port } = await server.ask<{ readonly port: number }>('relay')
    await clients.ask('listen', { port, watchers, line })

    const costOf = async (action: string, times: number): Promise<number> => {
      const began = await server.ask<number>('cpu')
      await clients.ask(action, { times })
      return ((await server.ask<number>('cpu')) - began) / times / watchers
    }
    const times = Math.ceil(20_000 / watchers)
    await costOf('change', 2 * times)
    await costOf('relay', 2 * times)
    const rounds: Array<readonly [number, number]> = []
    for (let round = 0; round < 7; round++) rounds.push([await costOf('change', times), await costOf('relay', times)])
    return {
      microseconds: median(rounds.map(([own]) => own)),
      vsWrite: median(rounds.map(([own, bare]) => own / bare)),
    }
  })

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { describe, expect, it, vi } from 'vitest'

import { nodePorts } from '../../lib/edges/node.js'
import {
  connect,
  memoryNetwork,
  sayTo,
  server,
  signOut,
  type Dialect,
  type Handle,
  type HostAccount,
  type Ports,
  type ServerEvent,
} from '../../lib/index.js'
import { watchedOf } from './watch.js'
import { account, addressOf, passwordOf } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes on the heap that are in use: the least of some measurements, as what is not collected yet is no leak. */
const heap = async (): Promise<number> => {
  const seen: Array<number> = []
  for (let at = 0; at < 5; at++) {
    await new Promise((done) => setTimeout(done, 20))
    collect()
    seen.push(process.memoryUsage().heapUsed)
  }
  return Math.min(...seen)
}

const until = async (holds: () => boolean, ms = 20_000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`)
    await new Promise((done) => setTimeout(done, 2))
  }
}

const dialects: ReadonlyArray<Dialect> = ['MSNP2', 'MSNP7', 'MSNP8', 'MSNP10', 'MSNP12']

/** People in pairs, who have each other in their lists. */
const pairs = (count: number): ReadonlyArray<HostAccount> =>
  Array.from({ length: count }, (_, at) =>
    account(`user${at}`, { contacts: [{ passport: addressOf(`user${at ^ 1}`) }] }),
  )

const serving = async (accounts: ReadonlyArray<HostAccount>, ports: Ports) => {
  let open: Extract<ServerEvent, { _tag: 'Listening' }> | undefined
  const running = server(ports)({ accounts, redirects: 1, deadlines: { ticket: 3000, cookie: 3000 } }).subscribe(
    (notice) => {
      if (notice._tag === 'Listening') open = notice
    },
  )
  await until(() => open !== undefined)
  return { first: open!.first, nexus: open!.nexus, stop: () => running.unsubscribe() }
}

/** Everybody signs in, says something to the other one of the pair, hears it, and signs out; half of them just vanish. */
const wave = async (
  accounts: ReadonlyArray<HostAccount>,
  portsOf: (at: number) => Ports,
  { first, nexus }: { readonly first: { host: string; port: number }; readonly nexus: string },
): Promise<void> => {
  let texts = 0
  let ends = 0
  const handles = accounts.map(({ passport }, at): Handle => {
    const handle = connect(portsOf(at))({
      passport,
      password: passwordOf(`user${at}`),
      server: first,
      nexus,
      dialects: [dialects[(at >> 1) % dialects.length]!],
    })
    handle.events.subscribe({
      next: (event) => {
        if (event._tag === 'TextReceived') texts++
      },
      complete: () => ends++,
    })
    return handle
  })
  const isReady = (handle: Handle): boolean => handle.now().connection._tag === 'Ready'
  const sees = (handle: Handle): boolean => handle.now().contacts.every(({ status }) => status === 'NLN')
  await until(() => handles.every((handle) => isReady(handle) && sees(handle)))
  for (const [at, handle] of handles.entries()) if (at % 2) handle.send(sayTo(addressOf(`user${at ^ 1}`), `hi ${at}`))
  await until(() => texts === handles.length / 2)
  for (const [at, handle] of handles.entries()) {
    if (at % 4 < 2) handle.send(signOut)
    else handle.close()
  }
  await until(() => ends === handles.length)
  await until(() => watchedOf(accounts)!.state.connections.size === 0)
}

/** Nothing is left in the server, when the last tickets are good no more. */
const isEmpty = async (accounts: ReadonlyArray<HostAccount>): Promise<void> => {
  await until(() => watchedOf(accounts)!.state.tickets.size === 0 && watchedOf(accounts)!.timers.size === 0)
  const { state, timers } = watchedOf(accounts)!
  const { connections, sessions, cookies, tickets, conversations, switchboards: boards } = state
  const sizes = [connections, sessions, cookies, tickets, conversations, boards].map(({ size }) => size)
  expect([...sizes, timers.size]).toEqual([0, 0, 0, 0, 0, 0, 0])
}

describe('a thousand sessions in one process', () => {
  it('leave the heap as it was after the first of them, and nothing in the server', async () => {
    const accounts = pairs(100)
    const network = memoryNetwork()
    const there = await serving(accounts, network.ports('server'))
    const sizes: Array<number> = []
    for (let at = 0; at < 10; at++) {
      await wave(accounts, (one) => network.ports(`client ${one}`), there)
      sizes.push(await heap())
    }
    await isEmpty(accounts)
    there.stop()
    const [, second, ...later] = sizes
    expect(Math.min(...later.slice(-2)) / second!).toBeLessThan(1.1)
  })

  it('do so over TCP, a few hundred of them', async () => {
    const accounts = pairs(60)
    const there = await serving(accounts, nodePorts())
    const sizes: Array<number> = []
    for (let at = 0; at < 6; at++) {
      await wave(accounts, () => nodePorts(), there)
      sizes.push(await heap())
    }
    await isEmpty(accounts)
    there.stop()
    const [, second, ...later] = sizes
    expect(Math.min(...later.slice(-2)) / second!).toBeLessThan(1.1)
  })
})

/** What a sign-in with a list of a thousand takes in each dialect, in time and in heap. */
import { connect, isEvent, server, type Dialect, type Handle, type HostAccount, type ServerEvent } from 'rx-msnp'
import { nodePorts } from 'rx-msnp/node'
import { filter, firstValueFrom, type Subscription } from 'rxjs'

import { collect, heap } from './heap.js'
import { median } from './measure.js'

type Listening = Extract<ServerEvent, { readonly _tag: 'Listening' }>

const ports = nodePorts()
const participants = 1000
const groups = Array.from({ length: 20 }, (_, n) => `Group ${n}`)
const reference: Dialect = 'MSNP8'
/** Each is compared with MSNP8. */
export const dialectsWithLists = ['MSNP12', 'MSNP15', 'MSNP18'] as const satisfies ReadonlyArray<Dialect>
const owner = 'owner@example.com'

const account: HostAccount = {
  passport: owner,
  password: 'secret',
  groups,
  contacts: Array.from({ length: participants }, (_, n) => ({
    passport: `friend${n}@${['example.com', 'example.net', 'example.org'][n % 3]}`,
    groups: [groups[n % groups.length]!],
    name: `Friend number ${n}`,
  })),
}

const serving = (): Promise<readonly [Listening, Subscription]> =>
  new Promise((done, failed) => {
    const running: Subscription = server(ports)({ accounts: [account], limits: { forward: participants } }).subscribe(
      (event) => {
        if (event._tag === 'Listening') queueMicrotask(() => done([event, running]))
        if (event._tag === 'NotListening') failed(new Error('no place to listen at'))
      },
    )
  })

const over = async ({ close, events }: Handle): Promise<void> => {
  const closed = firstValueFrom(events.pipe(filter(isEvent('Closed'))))
  close()
  await closed
}

/** What a sign-in with the whole list takes: seconds until it is there, and bytes that stay afterwards. */
const signIn = async (
  { first, nexus }: Listening,
  dialect: Dialect,
): Promise<{ readonly time: number; readonly held: number }> => {
  await collect()
  const before = heap()
  const start = process.hrtime.bigint()
  const handle = connect(ports)({ passport: owner, password: 'secret', server: first, nexus, dialects: [dialect] })
  const { contacts } = await firstValueFrom(handle.events.pipe(filter(isEvent('Ready'))))
  const time = Number(process.hrtime.bigint() - start) / 1e9
  if (contacts !== participants) throw new Error(`${dialect} has ${contacts} contacts`)
  await collect()
  const held = heap() - before
  await over(handle)
  return { time, held }
}

const rounds = 9

/** From the first connection to a list of a thousand in twenty groups, and the heap behind it, against MSNP8. */
export const contactLists = async (): Promise<Readonly<Record<string, number>>> => {
  const [place, running] = await serving()
  for (const dialect of [reference, ...dialectsWithLists]) await signIn(place, dialect)
  const figures: Array<readonly [string, number]> = []
  for (const dialect of dialectsWithLists) {
    const ratios: Array<{ readonly time: number; readonly held: number }> = []
    for (let round = 0; round < rounds; round++) {
      const [own, other] = [await signIn(place, dialect), await signIn(place, reference)]
      ratios.push({ time: own.time / other.time, held: own.held / other.held })
    }
    figures.push(
      [`signin.contacts.${dialect}.time`, median(ratios.map(({ time }) => time))],
      [`signin.contacts.${dialect}.heap`, median(ratios.map(({ held }) => held))],
    )
  }
  running.unsubscribe()
  return Object.fromEntries(figures)
}

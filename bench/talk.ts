/** Texts and sign-ins over TCP on this machine, against a bare echo. */
import { spawn } from 'node:child_process'
import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'

import { type Address, connect, isEvent, sayTo, server, type Dialect, type Handle, type Ports, type ServerEvent, type SessionEvent } from 'rx-msnp'
import { nodePorts } from 'rx-msnp/node'
import { filter, firstValueFrom, type Subscription } from 'rxjs'

import { median } from './measure.js'

type Listening = Extract<ServerEvent, { readonly _tag: 'Listening' }>

const ports = nodePorts()
/** The oldest dialect with groups: no request but those of MSNP itself. */
const plain: Dialect = 'MSNP7'
const passport = (n: number): string => `account${n}@example.com`

const accounts = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    passport: passport(n),
    password: 'secret',
    contacts: [{ passport: passport(n === 0 ? 1 : 0) }],
  }))

/** A server for some accounts. */
const serving = (count: number): Promise<readonly [Listening, Subscription]> =>
  new Promise((done, failed) => {
    const running: Subscription = server(ports)({ accounts: accounts(count) }).subscribe((event) => {
      if (event._tag === 'Listening') queueMicrotask(() => done([event, running]))
      if (event._tag === 'NotListening') failed(new Error('no place to listen at'))
    })
  })

const until = <Tag extends SessionEvent['_tag']>({ events }: Handle, tag: Tag) =>
  firstValueFrom(events.pipe(filter(isEvent(tag))))

const signedIn = async ({ first, nexus }: Listening, n: number, dialect: Dialect = plain, by: Ports = ports): Promise<Handle> => {
  const handle = connect(by)({
    passport: passport(n),
    password: 'secret',
    server: first,
    nexus,
    dialects: [dialect],
  })
  await until(handle, 'OwnStatus')
  return handle
}

const leave = async (handle: Handle): Promise<void> => {
  const closed = until(handle, 'Closed')
  handle.close()
  await closed
}

/** Things a second. */
const rate = async (count: number, each: (n: number) => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint()
  for (let n = 0; n < count; n++) await each(n)
  return count / (Number(process.hrtime.bigint() - start) / 1e9)
}

/** A bare TCP echo, which bytes go through one after the other, as in the figure beside it. */
const echoing = async (
  bytes: Uint8Array,
): Promise<{ readonly once: () => Promise<void>; readonly close: () => void }> => {
  const echo = createServer((socket) => socket.setNoDelay(true).pipe(socket)).listen(0, '127.0.0.1')
  await new Promise((done) => echo.once('listening', done))
  const socket: Socket = dial((echo.address() as AddressInfo).port, '127.0.0.1').setNoDelay(true)
  await new Promise((done) => socket.once('connect', done))
  let due = 0
  let back: () => void = () => undefined
  socket.on('data', (chunk) => {
    due -= chunk.length
    if (due === 0) back()
  })
  const once = (): Promise<void> =>
    new Promise((done) => {
      back = done
      due = bytes.length
      socket.write(bytes)
    })
  const close = (): void => {
    socket.destroy()
    echo.close()
  }
  return { once, close }
}

/** Two rates that take turns, and the median of the ratios of neighbours, as `ratio` has it. */
const beside = async (own: () => Promise<number>, echo: () => Promise<number>): Promise<Beside> => {
  const rounds: Array<readonly [number, number]> = []
  for (let round = 0; round < 9; round++) rounds.push([await own(), await echo()])
  return {
    rate: median(rounds.map(([own]) => own)),
    echo: median(rounds.map(([, echo]) => echo)),
    vsEcho: median(rounds.map(([own, echo]) => own / echo)),
  }
}

/** Things a second, echoes a second, and how the one compares with the other. */
interface Beside {
  readonly rate: number
  readonly echo: number
  readonly vsEcho: number
}

const text = "Shall we meet at four o'clock, or is it too early for you on a day like this?"

/** What one text is on the wire, from client to server and from there to the other one: the echo sends it there and back. */
const onTheWire = new TextEncoder().encode(
  `MSG 4 A 196\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=MS%20Shell%20Dlg; EF=; CO=0; CS=0; PF=0\r\n\r\n${text}`,
)

/** Two who talk at a server: a text from the one to the other, which has been heard then. */
const talking = async (place: Listening, [one, other]: readonly [number, number], by: Ports = ports) => {
  const alice = await signedIn(place, one, plain, by)
  const bob = await signedIn(place, other, plain, by)
  const heard = (): Promise<unknown> => {
    const next = until(bob, 'TextReceived')
    alice.send(sayTo(passport(other), text))
    return next
  }
  const close = (): void => {
    alice.close()
    bob.close()
  }
  return { heard, close }
}

/** How many texts a second go over a transport, for each that goes over plain TCP to the same server. */
export const overTransport = async (through: (ports: Ports, http: string) => Ports, count = 500): Promise<number> => {
  const [place, running] = await serving(4)
  const [own, plain] = [await talking(place, [0, 1], through(ports, place.addresses.http)), await talking(place, [2, 3])]
  const [texts, reference] = [() => rate(count, own.heard), () => rate(count, plain.heard)]
  await texts()
  await reference()
  const { vsEcho } = await beside(texts, reference)
  own.close()
  plain.close()
  running.unsubscribe()
  return vsEcho
}

/** The same through a proxy that runs in a process of its own. */
export const overProxy = async (through: (proxy: Address) => (ports: Ports) => Ports): Promise<number> => {
  const child = spawn(process.execPath, [join('bench', 'proxy-server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const port = Number(await new Promise((done) => child.stdout.once('data', done)))
  const ratio = await overTransport(through({ host: '127.0.0.1', port }))
  child.stdin.end()
  return ratio
}

/** Texts a second from client to client by way of the server, each heard before the next is said; and the bare echo. */
export const chat = async (count = 1500): Promise<Beside> => {
  const [place, running] = await serving(2)
  const { heard, close: leave } = await talking(place, [0, 1])
  const { once, close } = await echoing(onTheWire)
  const [texts, echoes] = [() => rate(count, heard), () => rate(count, once)]
  await texts()
  await echoes()
  const result = await beside(texts, echoes)
  close()
  leave()
  running.unsubscribe()
  return result
}

const warmUp = 500

/**
 * Sign-ins a second, one after the other, each of an account that stays until its round is over; and the bare echo of as many
 * bytes. Both are warmed up, as a server and its clients are that have run for a while.
 */
export const signIns = async (dialect: Dialect, count = 100): Promise<Beside> => {
  const [place, running] = await serving(warmUp + 1)
  // The first is on the list of everybody else, and online.
  const everybodysContact = await signedIn(place, 0, dialect)
  let last = 0
  const round = async (count: number): Promise<number> => {
    const handles: Array<Handle> = []
    const result = await rate(count, async () => handles.push(await signedIn(place, 1 + (last++ % warmUp), dialect)))
    await Promise.all(handles.map(leave))
    return result
  }
  // About what goes to and fro in a sign-in, the requests for a ticket left out: 1,100 bytes.
  const { once, close } = await echoing(new Uint8Array(1100))
  const echoes = (): Promise<number> => rate(warmUp, once)
  await round(warmUp)
  await echoes()
  const result = await beside(() => round(count), echoes)
  close()
  everybodysContact.close()
  running.unsubscribe()
  return result
}

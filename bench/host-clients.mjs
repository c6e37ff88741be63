// The clients of a server, in a process of their own: bare ones that sign in and are silent, ones that watch somebody, and friends.
import { connect as dial } from 'node:net'

import { connect, isEvent, setPersonalMessage, setStatus } from 'rx-msnp'
import { answer, digest, productNamed } from 'rx-msnp/auth'
import { nodePorts } from 'rx-msnp/node'
import { filter, firstValueFrom, map } from 'rxjs'

const product = 'msmsgs@msnmsgr.com'
const { value: key } = productNamed(product)

/** What a client of MSNP7 says to a line, until it has shown its status and answered a challenge. */
const replyTo = (who, line) => {
  const words = line.split(' ')
  switch (`${words[0]} ${words[1]}`) {
    case 'VER 1':
      return 'INF 2\r\n'
    case 'INF 2':
      return `USR 3 MD5 I ${who}\r\n`
    case 'USR 3':
      return `USR 4 MD5 S ${digest('secret')(words[4])}\r\n`
    case 'USR 4':
      return 'CHG 5 NLN\r\n'
    case 'CHL 0':
      return `QRY 6 ${product} 32\r\n${answer(7)(key)(words[2])}`
  }
  return ''
}

const bare = ({ host, port }, who) =>
  new Promise((done) => {
    const socket = dial(port, host).setNoDelay(true)
    socket.on('connect', () => socket.write('VER 1 MSNP7 CVR0\r\n'))
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('latin1').split('\r\n')) {
        const reply = replyTo(who, line)
        if (reply !== '') socket.write(reply)
        if (line === 'QRY 6') done(socket)
      }
    })
  })

const passport = (n) => `account${n}@example.com`

/** Signs in an account, and hands over a way to be told of all bytes that it hears. */
const signIn = async (address, nexus, n, dialect, onBytes) => {
  const ports = nodePorts()
  const heard = (signal) => {
    if (signal._tag === 'Bytes') onBytes(signal.bytes)
    return signal
  }
  const handle = connect({ ...ports, dial: (to) => ports.dial(to).pipe(map(heard)) })({
    passport: passport(n),
    password: 'secret',
    server: address,
    nexus,
    dialects: [dialect],
  })
  await firstValueFrom(handle.events.pipe(filter(isEvent('OwnStatus'))))
  return handle
}

const statuses = ['BSY', 'NLN']

/** One says something, and all others hear it: how often it was heard, and who is told when all of them have. */
const audience = (size) => {
  let missing = 0
  let done = () => undefined
  return {
    heard: () => {
      if (--missing === 0) done()
    },
    whenAllHave: () =>
      new Promise((all) => {
        missing = size
        done = all
      }),
  }
}

let change = () => undefined
let relay = () => undefined

const actions = {
  /** So many accounts sign in, a few of them at a time, and are silent from then on. */
  idle: async ({ first, from, count }) => {
    let next = from
    const one = async () => {
      while (next < from + count) await bare(first, passport(next++))
    }
    await Promise.all(Array.from({ length: 20 }, one))
  },
  /** Some accounts sign in, each with a text of its own beside its name, and stay. */
  befriend: async ({ first, nexus, friends }) => {
    for (const [n, passport] of friends.entries()) {
      const { events, send } = connect(nodePorts())({ passport, password: 'secret', server: first, nexus, dialects: ['MSNP18'] })
      await firstValueFrom(events.pipe(filter(isEvent('OwnStatus'))))
      const done = firstValueFrom(events.pipe(filter(isEvent('IntentOutcome'))))
      send(setPersonalMessage(`What friend number ${n} does today`))
      await done
    }
  },
  /** All accounts but the first sign in and watch that one. */
  watch: async ({ first, nexus, watchers, dialects, personal }) => {
    const { heard, whenAllHave } = audience(watchers)
    const onBytes = (bytes) => {
      for (let at = bytes.indexOf('NLN '); at >= 0; at = bytes.indexOf('NLN ', at + 4)) heard()
    }
    const changer = await signIn(first, nexus, 0, 'MSNP15', () => undefined)
    if (personal !== undefined) changer.send(setPersonalMessage(personal))
    for (let n = 1; n <= watchers; n++) await signIn(first, nexus, n, dialects[n % dialects.length], onBytes)
    let round = 0
    change = () => {
      const all = whenAllHave()
      changer.send(setStatus(statuses[round++ % 2]))
      return all
    }
  },
  /** As many bare connections, of which the first says what the others hear. */
  listen: async ({ port, watchers, line }) => {
    const { heard, whenAllHave } = audience(watchers)
    const sockets = await Promise.all(
      Array.from({ length: watchers + 1 }, () => new Promise((done) => dial(port, '127.0.0.1', function () { done(this) }))),
    )
    for (const socket of sockets.slice(1)) socket.on('data', heard)
    relay = () => {
      const all = whenAllHave()
      sockets[0].write(line)
      return all
    }
  },
  change: async ({ times }) => {
    for (let round = 0; round < times; round++) await change()
  },
  relay: async ({ times }) => {
    for (let round = 0; round < times; round++) await relay()
  },
}

process.on('message', async ({ action, given }) => process.send((await actions[action](given)) ?? null))

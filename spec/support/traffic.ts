import { addressBytes, chance, flag, latin1, pcapHeader, type End } from './pcaps.js'

/** What a made capture is to be like. **Units** `bytes` at least. */
export interface TrafficKind {
  readonly seed?: number
  readonly bytes: number
  /** How many connections are open at the same time. */
  readonly atOnce?: number
}

interface Line {
  readonly from: 'client' | 'server'
  readonly text: string
}

const client = (text: string): Line => ({ from: 'client', text })
const server = (text: string): Line => ({ from: 'server', text })

const withBody = (words: string, body: string): string => `${words} ${body.length}\r\n${body}`

const typing = (who: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: ${who}\r\n\r\n\r\n`

const text = (n: number): string =>
  'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n' +
  'X-MMS-IM-Format: FN=MS%20Shell%20Dlg; EF=; CO=0; CS=0; PF=0\r\n\r\n' +
  `Shall we meet at ${n % 12} o'clock, or is it too early for you on a day like this?`.slice(0, 20 + (n % 60))

/** The lines of a switchboard, one after the other, without end. */
const conversation = function* (n: number): Generator<Line> {
  const [alice, bob] = [`alice${n}@example.com`, `bob${n}@example.com`]
  yield client(`USR 1 ${alice} ${n}.1234567.890\r\n`)
  yield server(`USR 1 OK ${alice} Alice%20${n}\r\n`)
  yield client(`CAL 2 ${bob}\r\n`)
  yield server(`CAL 2 RINGING ${1000 + n}\r\n`)
  yield server(`JOI ${bob} Bob%20${n} 1073791084\r\n`)
  for (let trid = 3; ; trid++) {
    yield client(withBody(`MSG ${trid} U`, typing(alice)))
    yield client(withBody(`MSG ${++trid} A`, text(trid + n)))
    yield server(`ACK ${trid}\r\n`)
    yield server(withBody(`MSG ${bob} Bob%20${n}`, typing(bob)))
    yield server(withBody(`MSG ${bob} Bob%20${n}`, text(trid * 7 + n)))
  }
}

/** The lines of a notification server, after a sign-in. */
const notification = function* (n: number): Generator<Line> {
  const alice = `alice${n}@example.com`
  yield client('VER 1 MSNP11 CVR0\r\n')
  yield server('VER 1 MSNP11\r\n')
  yield client(`CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS ${alice}\r\n`)
  yield server('CVR 2 7.0.0813 7.0.0813 6.2.0205 http://example.com/get http://example.com\r\n')
  yield client(`USR 3 TWN I ${alice}\r\n`)
  yield server('USR 3 TWN S lc=1033,id=507,tw=40,ct=1116088230,kpp=1,kv=7,ver=2.1.6000.1,tpf=abcdef\r\n')
  yield client('USR 4 TWN S t=abcdef&p=\r\n')
  yield server(`USR 4 OK ${alice} 1 0\r\n`)
  yield client('CHG 5 NLN 1073791084 0\r\n')
  yield server('CHG 5 NLN 1073791084 0\r\n')
  for (let i = 0; ; i++) {
    yield server(`NLN ${i % 2 ? 'BSY' : 'NLN'} friend${i % 150}@example.com Friend%20number%20${i % 150} 1073791084\r\n`)
    yield server(`FLN friend${(i + 75) % 150}@example.com\r\n`)
    yield server(withBody(`UBX friend${i % 150}@example.com`, `<Data><PSM>song ${i}</PSM><CurrentMedia></CurrentMedia></Data>`))
    yield client('PNG\r\n')
    yield server('QNG 45\r\n')
  }
}

/** A connection as it is written: its ends, where each of them is, and what comes next. */
interface Open {
  readonly ends: { readonly client: Uint8Array; readonly server: Uint8Array }
  readonly ports: { readonly client: number; readonly server: number }
  readonly next: { client: number; server: number }
  readonly lines: Generator<Line>
  left: number
}

const headBytes = 16 + 14 + 20 + 20

/** Writes one packet: record, Ethernet, IPv4, TCP. No check sums, as where the network card makes them. */
const written = (open: Open, from: 'client' | 'server', flags: number, bytes: Uint8Array, us: number): Uint8Array => {
  const to = from === 'client' ? 'server' : 'client'
  const packet = Buffer.alloc(headBytes + bytes.length)
  const length = packet.length - 16
  packet.writeUInt32LE(1_116_000_000 + Math.floor(us / 1e6), 0)
  packet.writeUInt32LE(us % 1e6, 4)
  packet.writeUInt32LE(length, 8)
  packet.writeUInt32LE(length, 12)
  packet.writeUInt16BE(0x0800, 28)
  packet.writeUInt16BE(0x4500, 30)
  packet.writeUInt16BE(length - 14, 32)
  packet.writeUInt16BE(0x4000, 36)
  packet.writeUInt16BE(0x4006, 38)
  packet.set(open.ends[from], 42)
  packet.set(open.ends[to], 46)
  packet.writeUInt16BE(open.ports[from], 50)
  packet.writeUInt16BE(open.ports[to], 52)
  packet.writeUInt32BE(open.next[from], 54)
  packet.writeUInt32BE(flags & flag.ack ? open.next[to] : 0, 58)
  packet.writeUInt16BE(0x5000 | flags, 62)
  packet.writeUInt16BE(65535, 64)
  packet.set(bytes, headBytes)
  open.next[from] = (open.next[from] + bytes.length + (flags & (flag.syn | flag.fin) ? 1 : 0)) >>> 0
  return packet
}

const nothing = new Uint8Array(0)

/**
 * A classic capture of many sessions and conversations side by side, in chunks; the same one for the same seed. About one
 * byte in two is a command's, the rest are packets' heads and bare acknowledgements.
 */
export const traffic = function* ({ seed = 1, bytes, atOnce = 200 }: TrafficKind): Generator<Uint8Array> {
  const random = chance(seed)
  const below = (most: number): number => Math.floor(random() * most)
  const servers: ReadonlyArray<End> = Array.from({ length: 20 }, (_, i) => ({ host: `198.51.100.${i + 1}`, port: 1863 }))
  let count = 0
  let us = 0
  let total = 0
  let chunk: Array<Uint8Array> = [pcapHeader()]
  let size = 24

  const put = (open: Open, from: 'client' | 'server', flags: number, said: Uint8Array = nothing): void => {
    us += 1 + below(2000)
    const packet = written(open, from, flags, said, us)
    chunk.push(packet)
    size += packet.length
  }
  const begin = (): Open => {
    const n = count++
    const place = servers[below(servers.length)]!
    const open: Open = {
      ends: { client: addressBytes(`10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`), server: addressBytes(place.host) },
      ports: { client: 1024 + (n % 60_000), server: place.port },
      next: { client: below(2 ** 32), server: below(2 ** 32) },
      lines: n % 4 === 0 ? notification(n) : conversation(n),
      left: 20 + below(400),
    }
    put(open, 'client', flag.syn)
    put(open, 'server', flag.syn | flag.ack)
    put(open, 'client', flag.ack)
    return open
  }

  const all: Array<Open> = []
  while (total + size < bytes) {
    if (all.length < atOnce) all.push(begin())
    const place = below(all.length)
    const open = all[place]!
    const { from, text: line } = open.lines.next().value as Line
    put(open, from, flag.psh | flag.ack, latin1(line))
    if (random() < 0.6) put(open, from === 'client' ? 'server' : 'client', flag.ack)
    if (--open.left === 0) {
      put(open, 'client', flag.fin | flag.ack)
      put(open, 'server', flag.fin | flag.ack)
      put(open, 'client', flag.ack)
      all[place] = begin()
    }
    if (size >= 65536) {
      yield Buffer.concat(chunk)
      total += size
      chunk = []
      size = 0
    }
  }
  yield Buffer.concat(chunk)
}

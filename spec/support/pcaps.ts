/**
 * Writes captures: files, packets of every link, TCP segments, whole connections. Nothing of the readers is used.
 */

/** A packet in a capture. **Units** `t` in milliseconds since 1970; `original` bytes, if not all of them were captured. */
export interface Captured {
  readonly t: number
  readonly bytes: Uint8Array
  readonly original?: number
}

/** One end of a connection. A host with colons is one of IPv6. */
export interface End {
  readonly host: string
  readonly port: number
}

/** What one TCP segment carries. */
export interface Sent {
  readonly t: number
  readonly from: End
  readonly to: End
  readonly sequence: number
  readonly acknowledged?: number
  readonly flags?: number
  readonly bytes?: Uint8Array
}

export const flag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const

/** Numbers, each with its size, as bytes. */
export const packed = (
  littleEndian: boolean,
  ...numbers: ReadonlyArray<readonly [size: 1 | 2 | 4, value: number]>
): Buffer => {
  const bytes = Buffer.alloc(numbers.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of numbers) {
    if (size === 1) bytes.writeUInt8(value & 0xff, at)
    else if (size === 2) bytes[littleEndian ? 'writeUInt16LE' : 'writeUInt16BE'](value & 0xffff, at)
    else bytes[littleEndian ? 'writeUInt32LE' : 'writeUInt32BE'](value >>> 0, at)
    at += size
  }
  return bytes
}

/** Bytes one behind the other. */
export const joined = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => new Uint8Array(Buffer.concat(parts))

export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

/** How a classic capture is written. */
export interface PcapKind {
  readonly littleEndian?: boolean
  readonly nanoseconds?: boolean
  /** The patched kind, with eight bytes more in front of each packet. */
  readonly modified?: boolean
  readonly link?: number
}

/** The header of a classic capture. */
export const pcapHeader = ({ littleEndian = true, nanoseconds, modified, link = 1 }: PcapKind = {}): Uint8Array => {
  const magic = modified ? 0xa1b2cd34 : nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4
  return packed(littleEndian, [4, magic], [2, 2], [2, 4], [4, 0], [4, 0], [4, 262144], [4, link])
}

/** One packet of a classic capture. */
export const pcapRecord =
  ({ littleEndian = true, nanoseconds, modified }: PcapKind = {}) =>
  ({ t, bytes, original = bytes.length }: Captured): Uint8Array => {
    const seconds = Math.floor(t / 1e3)
    const ticks = Math.round((t - seconds * 1e3) * (nanoseconds ? 1e6 : 1e3))
    const head = packed(littleEndian, [4, seconds], [4, ticks], [4, bytes.length], [4, original])
    return joined(head, ...(modified ? [new Uint8Array(8)] : []), bytes)
  }

/** A classic capture. */
export const pcapOf =
  (kind: PcapKind = {}) =>
  (packets: ReadonlyArray<Captured>): Uint8Array =>
    joined(pcapHeader(kind), ...packets.map(pcapRecord(kind)))

/** A block of a capture of the next generation: filled up to a multiple of four bytes, with its length at both ends. */
export const block =
  (littleEndian: boolean) =>
  (type: number, ...contents: ReadonlyArray<Uint8Array>): Uint8Array => {
    const body = joined(...contents)
    const filled = joined(body, new Uint8Array(-body.length & 3))
    const length = packed(littleEndian, [4, filled.length + 12])
    return joined(packed(littleEndian, [4, type]), length, filled, length)
  }

/** An option of a block. */
export const option =
  (littleEndian: boolean) =>
  (code: number, value: Uint8Array): Uint8Array =>
    joined(packed(littleEndian, [2, code], [2, value.length]), value, new Uint8Array(-value.length & 3))

/** Begins a section. */
export const section = (littleEndian: boolean, options: Uint8Array = new Uint8Array(0)): Uint8Array =>
  block(littleEndian)(
    0x0a0d0d0a,
    packed(littleEndian, [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff]),
    options,
  )

/** Describes an interface. **Units** `offset` in seconds; `resolution` as in the file. */
export const describedInterface =
  (littleEndian: boolean) =>
  (link: number, { snap = 0, resolution, offset }: { snap?: number; resolution?: number; offset?: number } = {}) => {
    const of = option(littleEndian)
    const halves: ReadonlyArray<readonly [4, number]> = [
      [4, offset ?? 0],
      [4, (offset ?? 0) < 0 ? 0xffffffff : 0],
    ]
    return block(littleEndian)(
      1,
      packed(littleEndian, [2, link], [2, 0], [4, snap]),
      of(2, latin1('eth0')),
      ...(resolution === undefined ? [] : [of(9, new Uint8Array([resolution]))]),
      ...(offset === undefined ? [] : [of(14, packed(littleEndian, ...(littleEndian ? halves : [...halves].reverse())))]),
      of(0, new Uint8Array(0)),
    )
  }

const ticksIn = (t: number, resolution: number): readonly [high: number, low: number] => {
  const ms = Math.floor(t)
  const exact = BigInt(ms) * 1_000_000n + BigInt(Math.round((t - ms) * 1e6))
  const perSecond = resolution & 0x80 ? 1n << BigInt(resolution & 0x7f) : 10n ** BigInt(resolution)
  const ticks = (exact * perSecond) / 1_000_000_000n
  return [Number(ticks >> 32n), Number(ticks & 0xffffffffn)]
}

/** A packet with its interface and its time. */
export const enhanced =
  (littleEndian: boolean, interfaceAt = 0, resolution = 6) =>
  ({ t, bytes, original = bytes.length }: Captured): Uint8Array => {
    const [high, low] = ticksIn(t, resolution)
    const head = packed(littleEndian, [4, interfaceAt], [4, high], [4, low], [4, bytes.length], [4, original])
    return block(littleEndian)(6, head, bytes, new Uint8Array(-bytes.length & 3), option(littleEndian)(1, latin1('a remark')))
  }

/** A packet as it was written once. */
export const obsolete =
  (littleEndian: boolean, interfaceAt = 0, resolution = 6) =>
  ({ t, bytes, original = bytes.length }: Captured): Uint8Array => {
    const [high, low] = ticksIn(t, resolution)
    const numbers = packed(littleEndian, [2, interfaceAt], [2, 0], [4, high], [4, low], [4, bytes.length], [4, original])
    return block(littleEndian)(2, numbers, bytes)
  }

/** A packet without a time. */
export const simple =
  (littleEndian: boolean) =>
  ({ bytes, original = bytes.length }: Captured): Uint8Array =>
    block(littleEndian)(3, packed(littleEndian, [4, original]), bytes)

/** A capture of the next generation: one section, one interface. */
export const pcapngOf =
  ({ littleEndian = true, link = 1, resolution = 6 }: { littleEndian?: boolean; link?: number; resolution?: number } = {}) =>
  (packets: ReadonlyArray<Captured>): Uint8Array =>
    joined(
      section(littleEndian),
      describedInterface(littleEndian)(link, resolution === 6 ? {} : { resolution }),
      ...packets.map(enhanced(littleEndian, 0, resolution)),
    )

const isIpv6 = ({ host }: End): boolean => host.includes(':')

/** The bytes of an address. */
export const addressBytes = (host: string): Uint8Array => {
  if (!host.includes(':')) return new Uint8Array(host.split('.').map(Number))
  const [front = '', back] = host.split('::')
  const groups = (text: string): ReadonlyArray<number> => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const before = groups(front)
  const after = groups(back ?? '')
  const all = [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
  return packed(false, ...all.map((group) => [2, group] as const))
}

const checksum = (...parts: ReadonlyArray<Uint8Array>): number => {
  const bytes = Buffer.concat(parts)
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

const tcpBytes = ({ from, to, sequence, acknowledged = 0, flags = flag.ack | flag.psh, bytes = new Uint8Array(0) }: Sent): Uint8Array => {
  const head = (sum: number): Buffer =>
    packed(false, [2, from.port], [2, to.port], [4, sequence], [4, acknowledged], [1, 0x50], [1, flags], [2, 65535], [2, sum], [2, 0])
  const pseudo = packed(false, [4, 6], [4, 20 + bytes.length])
  return joined(head(checksum(addressBytes(from.host), addressBytes(to.host), pseudo, head(0), bytes)), bytes)
}

/** How IP is written: options of IPv4, extensions of IPv6 (their kind, and their bytes behind the first). */
export interface IpKind {
  readonly options?: Uint8Array
  readonly extensions?: ReadonlyArray<readonly [kind: number, bytes: Uint8Array]>
  readonly identity?: number
  /** As where the network card cuts what is sent: no length. */
  readonly lengthless?: boolean
}

const ipv4Head = (from: End, to: End, options: Uint8Array, length: number, identity: number, fragment: number): Uint8Array => {
  const words = 5 + options.length / 4
  const head = (sum: number): Uint8Array =>
    joined(
      packed(false, [1, 0x40 | words], [1, 0], [2, length], [2, identity], [2, fragment], [1, 64], [1, 6], [2, sum]),
      addressBytes(from.host),
      addressBytes(to.host),
      options,
    )
  return head(checksum(head(0)))
}

/** An IP packet with a TCP segment. */
export const ipOf =
  ({ options = new Uint8Array(0), extensions = [], identity = 1, lengthless = false }: IpKind = {}) =>
  (sent: Sent): Uint8Array => {
    const { from, to } = sent
    const payload = tcpBytes(sent)
    if (!isIpv6(from)) {
      const length = lengthless ? 0 : 20 + options.length + payload.length
      return joined(ipv4Head(from, to, options, length, identity, 0x4000), payload)
    }
    const kinds = [...extensions.map(([kind]) => kind), 6]
    const between = joined(...extensions.map(([, bytes], i) => joined(new Uint8Array([kinds[i + 1]!]), bytes)))
    const length = lengthless ? 0 : between.length + payload.length
    const head = packed(false, [4, 0x60000000], [2, length], [1, kinds[0]!], [1, 64])
    return joined(head, addressBytes(from.host), addressBytes(to.host), between, payload)
  }

/** The IPv4 or IPv6 packets of a segment that was cut at these places of its TCP bytes (multiples of 8). */
export const fragmentsOf =
  (places: ReadonlyArray<number>, identity = 77) =>
  (sent: Sent): ReadonlyArray<Uint8Array> => {
    const { from, to } = sent
    const payload = tcpBytes(sent)
    return [0, ...places].map((start, i) => {
      const isLast = i === places.length
      const piece = payload.subarray(start, places[i] ?? payload.length)
      if (!isIpv6(from)) {
        const fragment = (isLast ? 0 : 0x2000) | (start / 8)
        return joined(ipv4Head(from, to, new Uint8Array(0), 20 + piece.length, identity, fragment), piece)
      }
      const extension = packed(false, [1, 6], [1, 0], [2, start | (isLast ? 0 : 1)], [4, identity])
      const head = packed(false, [4, 0x60000000], [2, 8 + piece.length], [1, 44], [1, 64])
      return joined(head, addressBytes(from.host), addressBytes(to.host), extension, piece)
    })
  }

const mac = new Uint8Array([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2])
const typeOf = (ip: Uint8Array): number => (ip[0]! >> 4 === 6 ? 0x86dd : 0x0800)

/** Puts an IP packet into one of each link. */
export const framed: Readonly<Record<string, readonly [link: number, frame: (ip: Uint8Array) => Uint8Array]>> = {
  Ethernet: [1, (ip) => joined(mac, packed(false, [2, typeOf(ip)]), ip, new Uint8Array(Math.max(0, 46 - ip.length)))],
  VLAN: [1, (ip) => joined(mac, packed(false, [2, 0x8100], [2, 7], [2, typeOf(ip)]), ip)],
  QinQ: [1, (ip) => joined(mac, packed(false, [2, 0x88a8], [2, 7], [2, 0x8100], [2, 8], [2, typeOf(ip)]), ip)],
  PPPoE: [
    1,
    (ip) =>
      joined(
        mac,
        packed(false, [2, 0x8864], [2, 0x1100], [2, 1], [2, ip.length + 2], [2, typeOf(ip) === 0x0800 ? 0x21 : 0x57]),
        ip,
      ),
  ],
  'bare IP (101)': [101, (ip) => ip],
  'bare IP (12)': [12, (ip) => ip],
  'bare IP (14)': [14, (ip) => ip],
  'bare IPv4': [228, (ip) => ip],
  'bare IPv6': [229, (ip) => ip],
  'Linux cooked': [113, (ip) => joined(packed(false, [2, 0], [2, 1], [2, 6], [4, 0], [4, 0], [2, typeOf(ip)]), ip)],
  'Linux cooked, the second': [
    276,
    (ip) => joined(packed(false, [2, typeOf(ip)], [2, 0], [4, 1], [2, 1], [1, 0], [1, 6], [4, 0], [4, 0]), ip),
  ],
  'loopback, little-endian': [0, (ip) => joined(packed(true, [4, typeOf(ip) === 0x0800 ? 2 : 30]), ip)],
  'loopback, big-endian': [0, (ip) => joined(packed(false, [4, typeOf(ip) === 0x0800 ? 2 : 24]), ip)],
  'loopback of OpenBSD': [108, (ip) => joined(packed(false, [4, typeOf(ip) === 0x0800 ? 2 : 24]), ip)],
}

/** A segment in an Ethernet packet. */
export const onEthernet = (sent: Sent): Captured => ({ t: sent.t, bytes: framed['Ethernet']![1](ipOf()(sent)) })

/** What somebody says in a `talk`: whose bytes, and when. */
export interface Utterance {
  readonly from: 'client' | 'server'
  readonly bytes: Uint8Array
  /** Milliseconds after the one before it. */
  readonly after?: number
}

/** How a `talk` goes. */
export interface Talk {
  readonly client: End
  readonly server: End
  readonly start?: number
  readonly sequences?: readonly [client: number, server: number]
  /** Whether beginning and end are there. */
  readonly begins?: boolean
  readonly ends?: boolean
  /** The longest payload of a segment. */
  readonly longest?: number
}

/** The segments of a connection in order: its beginning, what is said, cut to measure, and its end by the client. */
export const talk = (
  { client, server, start = 0, sequences = [1000, 5000], begins = true, ends = true, longest = 1460 }: Talk,
  said: ReadonlyArray<Utterance>,
): ReadonlyArray<Sent> => {
  const next = { client: sequences[0], server: sequences[1] }
  const ends2 = { client, server }
  const all: Array<Sent> = []
  let t = start
  const send = (from: 'client' | 'server', flags: number, bytes: Uint8Array = new Uint8Array(0)): void => {
    const to = from === 'client' ? 'server' : 'client'
    const acknowledged = flags & flag.ack ? next[to] : 0
    all.push({ t, from: ends2[from], to: ends2[to], sequence: next[from], acknowledged, flags, bytes })
    next[from] = (next[from] + bytes.length + (flags & (flag.syn | flag.fin) ? 1 : 0)) >>> 0
    t += 1
  }
  if (begins) {
    send('client', flag.syn)
    send('server', flag.syn | flag.ack)
    send('client', flag.ack)
  }
  for (const { from, bytes, after = 10 } of said) {
    t += after
    for (let at = 0; at < bytes.length; at += longest) send(from, flag.ack | flag.psh, bytes.subarray(at, at + longest))
    send(from === 'client' ? 'server' : 'client', flag.ack)
  }
  if (ends) {
    t += 10
    send('client', flag.fin | flag.ack)
    send('server', flag.ack)
    send('server', flag.fin | flag.ack)
    send('client', flag.ack)
  }
  return all
}

/** Numbers from 0 up to 1 by chance, the same ones for the same seed (mulberry32). */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

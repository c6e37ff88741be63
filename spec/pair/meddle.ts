import { Observable, Subscription } from 'rxjs'
import { bytesOf, byteText, type Address, type ListenerEvent, type Link, type Ports, type ConnectionEvent } from '../../lib/index.js'

/** A line with its end, and with its payload if it has one; as byte text. */
export type Piece = string

const announced = (line: string): number =>
  /^(MSG|UBX|UUX|QRY|NOT|UBN|IPG) /.test(line) && /^\d+$/.test(line.split(' ').at(-1)!.trim())
    ? Number(line.split(' ').at(-1))
    : 0

/** Cuts bytes into lines with their payloads, whatever they come in. */
export const pieces = (each: (piece: Piece) => void): ((bytes: Uint8Array) => void) => {
  let rest = ''
  return (bytes) => {
    rest += byteText(bytes)
    for (;;) {
      const end = rest.indexOf('\r\n')
      if (end < 0) return
      const line = rest.slice(0, end)
      const whole = end + 2 + (line.startsWith('QRY') && line.split(' ').length === 2 ? 0 : announced(line))
      if (rest.length < whole) return
      const piece = rest.slice(0, whole)
      rest = rest.slice(whole)
      each(piece)
    }
  }
}

/** What somebody in the middle can do at one place of a connection. */
export interface Middle {
  readonly pass: (text: string) => void
  /** Ends the connection for both sides. */
  readonly cut: () => void
  /** Lets nothing through any more, without a word. */
  readonly mute: () => void
}

/** Meddles with one line: the one that is the `at`th in this direction, over all connections together. */
export interface Meddler {
  readonly direction: 'in' | 'out'
  readonly at: number
  readonly meddle: (piece: Piece, middle: Middle) => void
}

/** What went through, line by line. */
export interface Meddled {
  readonly ports: Ports
  readonly lines: Array<{ readonly on: number; readonly direction: 'in' | 'out'; readonly piece: Piece }>
  /** Which connection was meddled with, counted from 0, and the line; once it has happened. */
  hit: { readonly on: number; readonly piece: Piece } | undefined
}

/** Ports with somebody in the middle of all connections that are dialled. */
export const meddled = (ports: Ports, meddler?: Meddler): Meddled => {
  const lines: Meddled['lines'] = []
  const counts = { in: 0, out: 0 }
  let connections = 0
  const dial = (address: Address): Observable<ConnectionEvent> =>
    new Observable((subscriber) => {
      const on = connections++
      let isMute = false
      let isCut = false
      let way: Link | undefined
      const heard = new Subscription()

      const cut = (): void => {
        if (isCut) return
        isCut = true
        heard.unsubscribe()
        subscriber.next({ _tag: 'Closed', reason: { _tag: 'Ended' } })
        subscriber.complete()
      }
      const passing = (direction: 'in' | 'out', pass: (text: string) => void) =>
        pieces((piece) => {
          if (isMute || isCut) return
          lines.push({ on, direction, piece })
          const at = counts[direction]++
          if (meddler?.direction !== direction || meddler.at !== at) return pass(piece)
          result.hit = { on, piece }
          meddler.meddle(piece, { pass, cut, mute: () => (isMute = true) })
        })
      const inwards = passing('in', (text) => subscriber.next({ _tag: 'Bytes', bytes: bytesOf(text) }))
      const outwards = passing('out', (text) => way?.write(bytesOf(text)))

      heard.add(
        ports.dial(address).subscribe({
          next: (signal) => {
            if (signal._tag === 'Bytes') return inwards(signal.bytes)
            if (signal._tag === 'Closed') return isMute || isCut ? undefined : subscriber.next(signal)
            way = signal.link
            subscriber.next({ ...signal, link: { write: outwards, end: () => signal.link.end() } })
          },
          complete: () => (isMute ? undefined : subscriber.complete()),
        }),
      )
      return heard
    })
  const result: Meddled = { ports: { ...ports, dial }, lines, hit: undefined }
  return result
}

/** A connection in the hands of a spec. */
export interface Raw {
  /** All that came, as byte text. */
  readonly heard: () => string
  readonly lines: () => ReadonlyArray<string>
  /** How it was closed from the other side, or why it never opened. */
  readonly closed: () => Extract<ConnectionEvent, { _tag: 'Closed' }>['reason'] | undefined
  readonly say: (text: string) => void
  readonly leave: () => void
}

/** Connects, and says what a spec wants said; bytes are byte text. */
export const raw = (ports: Ports, address: Address): Raw => {
  const texts: Array<string> = []
  const early: Array<string> = []
  let way: Link | undefined
  let closed: ReturnType<Raw['closed']>
  const subscription = ports.dial(address).subscribe((signal) => {
    switch (signal._tag) {
      case 'Opened':
        way = signal.link
        early.splice(0).forEach((text) => signal.link.write(bytesOf(text)))
        return
      case 'Bytes':
        return void texts.push(byteText(signal.bytes))
      case 'Closed':
        closed = signal.reason
    }
  })
  return {
    heard: () => texts.join(''),
    lines: () => texts.join('').split('\r\n').slice(0, -1),
    closed: () => closed,
    say: (text) => {
      if (way === undefined) early.push(text)
      else way.write(bytesOf(text))
    },
    leave: () => subscription.unsubscribe(),
  }
}

/** What a scripted server knows of a line, and can do about it. */
export interface Heard {
  /** The words of the line. */
  readonly words: ReadonlyArray<string>
  readonly piece: Piece
  /** Which line it is of its connection, counted from 0. */
  readonly at: number
  readonly say: (text: string) => void
  readonly end: () => void
  /** Where it was dialled. */
  readonly local: Address
}

/** A server that answers each line as a spec says; its listening place is told, too. */
export const scripted = (
  ports: Ports,
  answer: (heard: Heard) => void,
  opened: (connection: Pick<Heard, 'say' | 'end'>) => void = () => undefined,
): { readonly address: () => Address; readonly stop: () => void; readonly open: () => number } => {
  let address: Address | undefined
  let count = 0
  const all = new Subscription()
  const connected = (connection: Observable<ConnectionEvent>): void => {
    let at = 0
    let way: Link | undefined
    let local: Address = { host: '', port: 0 }
    count++
    const say = (text: string): void => way?.write(bytesOf(text))
    const end = (): void => way?.end()
    const read = pieces((piece) => {
      const words = piece.split('\r\n')[0]!.split(' ')
      answer({ words, piece, at: at++, say, end, local })
    })
    all.add(
      connection.subscribe({
        next: (signal) => {
          if (signal._tag === 'Bytes') return read(signal.bytes)
          if (signal._tag !== 'Opened') return
          way = signal.link
          local = signal.local
          opened({ say, end })
        },
        complete: () => count--,
      }),
    )
  }
  all.add(
    ports.listen({ host: '127.0.0.1', port: 0 }).subscribe((knock: ListenerEvent) => {
      if (knock._tag === 'Listening') address = knock.address
      if (knock._tag === 'Connected') connected(knock.connection)
    }),
  )
  return {
    address: () => {
      if (address === undefined) throw new Error('nobody listens yet')
      return address
    },
    stop: () => all.unsubscribe(),
    open: () => count,
  }
}

/** Answers a sign-in by MD5 as a good server does, and what follows it, in MSNP7. */
export const goodServer = ({ words: [verb, trid, ...rest], say }: Heard): void => {
  switch (verb) {
    case 'VER':
      return say(`VER ${trid} MSNP7\r\n`)
    case 'INF':
      return say(`INF ${trid} MD5\r\n`)
    case 'USR':
      return rest[1] === 'I'
        ? say(`USR ${trid} MD5 S 989048851.1851137130\r\n`)
        : say(`USR ${trid} OK alice@example.com Alice 1\r\n`)
    case 'SYN':
      return say(
        `SYN ${trid} 5\r\nGTC ${trid} 5 A\r\nBLP ${trid} 5 AL\r\nLSG ${trid} 5 1 1 0 Other 0\r\n` +
          `LST ${trid} FL 5 1 1 bob@example.com Bob 0\r\nLST ${trid} AL 5 1 1 bob@example.com Bob\r\n` +
          `LST ${trid} BL 5 0 0\r\nLST ${trid} RL 5 0 0\r\n`,
      )
    case 'CHG':
      return say(`CHG ${trid} ${rest[0]}\r\n`)
    case 'PNG':
      return say('QNG\r\n')
    case 'REA':
      return say(`REA ${trid} 6 ${rest.join(' ')}\r\n`)
  }
}

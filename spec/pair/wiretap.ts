import { map, Observable, tap } from 'rxjs'
import { products } from '../../lib/auth/challenge.js'
import { utf8Of, type HttpResponse, type Ports, type ConnectionEvent } from '../../lib/index.js'

/** Ports that see all bytes of both directions, in the order of their coming. */
export interface Wiretap {
  readonly ports: Ports
  /** All that was said on each connection and over HTTP. */
  readonly said: () => ReadonlyArray<string>
  /** All that lets somebody in, as it went over the wire: digests, tickets, cookies, answers to challenges. */
  readonly secrets: () => ReadonlySet<string>
  /** What was to be proved: the challenges. */
  readonly challenges: () => ReadonlySet<string>
}

const all = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  [...text.matchAll(pattern)].flatMap((match) => match.slice(1).filter((group) => group !== undefined))

const secretPatterns: ReadonlyArray<RegExp> = [
  /USR \d+ MD5 S ([0-9a-f]{32})\r\n/g,
  /USR \d+ TWN S (t=\S+)\r\n/g,
  /from-PP='([^']+)'/g,
  /XFR \d+ SB \S+ CKI (\S+)/g,
  /RNG \d+ \S+ CKI (\S+)/g,
  /ANS \d+ \S+ (\S+) \d+\r\n/g,
  /USR \d+ \S+@\S+ (\S+)\r\n/g,
  /QRY \d+ \S+ 32\r\n([0-9a-f]{32})/g,
  /MSPAuth: (\S+)\r\n/g,
]

const challengePatterns: ReadonlyArray<RegExp> = [
  /USR \d+ MD5 S (\S+\.\S+)\r\n/g,
  /USR \d+ TWN S (ct=\S+)\r\n/g,
  /CHL 0 (\S+)\r\n/g,
]

const isAnswer = (outcome: object): outcome is HttpResponse => 'status' in outcome

/** Listens to everything that goes through some ports. */
export const wiretap = (ports: Ports): Wiretap => {
  const wires: Array<{ text: string }> = []
  const wire = () => {
    const one = { text: '' }
    wires.push(one)
    return one
  }
  const found = (patterns: ReadonlyArray<RegExp>) =>
    new Set(wires.flatMap(({ text }) => patterns.flatMap((pattern) => all(text, pattern))))
  return {
    ports: {
      ...ports,
      dial: (address) =>
        new Observable((subscriber) => {
          // A direction each, so that pieces of the one never fall into the other.
          const [out, back] = [wire(), wire()]
          const heard = (signal: ConnectionEvent): ConnectionEvent => {
            if (signal._tag === 'Bytes') back.text += utf8Of(signal.bytes)
            if (signal._tag !== 'Opened') return signal
            const write = (bytes: Uint8Array): void => {
              out.text += utf8Of(bytes)
              signal.link.write(bytes)
            }
            return { ...signal, link: { ...signal.link, write } }
          }
          return ports.dial(address).pipe(map(heard)).subscribe(subscriber)
        }),
      fetch: (request) => {
        const both = wire()
        both.text += JSON.stringify(request)
        return ports.fetch(request).pipe(
          tap((outcome) => {
            if (isAnswer(outcome)) both.text += JSON.stringify(outcome.headers)
          }),
        )
      },
    },
    said: () => wires.map(({ text }) => text),
    secrets: () => found(secretPatterns),
    challenges: () => found(challengePatterns),
  }
}

/** A password as it is, as UTF-8 read one byte at a time, and as it is written in URLs and headers. */
export const spellings = (password: string): ReadonlyArray<string> => {
  const bytes = Buffer.from(password)
  const everything = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')
  return [
    password,
    bytes.toString('latin1'),
    bytes.toString('hex'),
    bytes.toString('base64'),
    encodeURIComponent(password),
    encodeURIComponent(password).replace(/[^A-Za-z0-9%]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
    everything,
    // Whatever else becomes of it, this part of it stays as it is.
    '5ecret',
  ]
}

/** The keys of the products: they answer challenges. */
export const productKeys: ReadonlyArray<string> = products.map(({ key }) => key)

/** Which of some secrets stand in a text. */
export const secretsIn = (text: string, secrets: Iterable<string>): ReadonlyArray<string> =>
  [...secrets].filter((secret) => secret !== '' && text.includes(secret))

/**
 * The bytes that every figure is taken on: the mix of a busy session, as MSNP11 writes it.
 *
 * NLN 30 %, FLN 10 %, ILN with an object 10 %, LST 10 %, MSG typing 10 %, MSG text 30 %.
 */

const text = new TextEncoder()

const object = (n: number): string =>
  encodeURIComponent(
    `<msnobj Creator="friend${n}@example.com" Size="${12000 + n}" Type="3" Location="TFR${n}.tmp" Friendly="AAA=" ` +
      `SHA1D="IlljY7PeQLBvmB+4XYIxLowO1RE=" SHA1C="GXufJfg+B/2LumoHVj7nu3jZle0="/>`,
  )

const guid = (n: number): string => `7d4f5204-322a-47a2-90a8-${n.toString(16).padStart(12, '0')}`
const payload = (head: string, body: string): string => `${head}\r\n\r\n${body}`

const typing = (n: number): string =>
  payload(`MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: friend${n}@example.com`, '\r\n')

const said = (n: number): string =>
  payload(
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nX-MMS-IM-Format: FN=Segoe%20UI; EF=; CO=0; CS=0; PF=22',
    `Shall we meet at ${n % 12} o'clock, or is it too early for you on a day like this?`,
  )

const statuses = ['NLN', 'BSY', 'IDL', 'AWY'] as const

/** Commands of the mix, one after the other, as strings of a line and a payload. */
const shapes: ReadonlyArray<(n: number) => readonly [line: string, payload?: string]> = [
  (n) => [`NLN ${statuses[n % 4]} friend${n}@example.com Friend%20number%20${n} 1073791084`],
  (n) => {
    const body = said(n)
    return [`MSG friend${n}@example.com Friend%20number%20${n} ${text.encode(body).length}`, body]
  },
  (n) => [`FLN friend${n}@example.com`],
  (n) => [`NLN ${statuses[n % 4]} friend${n}@example.com Jos\u00e9%20${n} 1073791084`],
  (n) => {
    const body = said(n)
    return [`MSG friend${n}@example.com Jos\u00e9%20${n} ${text.encode(body).length}`, body]
  },
  (n) => [`ILN 7 ${statuses[n % 4]} friend${n}@example.com Friend%20number%20${n} 1073791084 ${object(n)}`],
  (n) => [`LST N=friend${n}@example.com F=Friend%20number%20${n} C=${guid(n)} 11 ${guid(n % 10)}`],
  (n) => [`NLN ${statuses[n % 4]} friend${n}@example.com plain${n} 1073791084`],
  (n) => {
    const body = said(n)
    return [`MSG friend${n}@example.com plain${n} ${text.encode(body).length}`, body]
  },
  (n) => {
    const body = typing(n)
    return [`MSG friend${n}@example.com Friend%20number%20${n} ${text.encode(body).length}`, body]
  },
]

/** Words, payload and bytes of one command, for those who write the same in another protocol. */
export interface Sample {
  readonly words: ReadonlyArray<string>
  readonly payload: string | undefined
  readonly wire: Uint8Array
}

/** How many commands there are, and the bytes in chunks; also as samples. */
export interface Stream {
  readonly commands: number
  readonly bytes: number
  readonly chunks: ReadonlyArray<Uint8Array>
}

/** The samples of a stream of at least so many bytes. */
export const samples = function* (least: number): Generator<Sample> {
  let bytes = 0
  for (let n = 0; bytes < least; n++) {
    const [line, body] = shapes[n % shapes.length]!(n % 997)
    const wire = text.encode(`${line}\r\n${body ?? ''}`)
    bytes += wire.length
    yield { words: line.split(' '), payload: body, wire }
  }
}

const chunkBytes = 64 * 1024

/** Bytes in chunks as a socket would give them, each with memory of its own. */
export const chunked = (bytes: Uint8Array): ReadonlyArray<Uint8Array> =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) =>
    Buffer.from(bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes)),
  )

/** The stream of the mix. */
export const mix = (least: number): Stream => {
  const wires = Array.from(samples(least), ({ wire }) => wire)
  const bytes = Buffer.concat(wires)
  return { commands: wires.length, bytes: bytes.length, chunks: chunked(bytes) }
}

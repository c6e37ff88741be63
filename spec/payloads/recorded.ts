import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A payload of the recorded traffic, the command that announced it, and where it stands. */
export interface Recorded {
  readonly file: string
  readonly line: string
  readonly verb: string
  readonly payload: Uint8Array
}

const traces = fileURLToPath(new URL('../../../shared/traces/', import.meta.url))

/** Whether the recorded traffic is there: it is not part of the project. */
export const isThere = existsSync(traces)

// An answer to UUX looks as if it announced a payload of no octets.
const answer = /^UUX \d+ 0$/

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', '\\': '\\' }
const unescape = (text: string): string =>
  text.replace(/\\(r|n|\\|x([0-9a-f]{2}))/g, (_, mark: string, hex?: string) =>
    hex === undefined ? escapes[mark]! : String.fromCharCode(Number.parseInt(hex, 16)),
  )

const recorded = (file: string, { line, payload }: { readonly line: string; readonly payload: string }): Recorded => ({
  file,
  line,
  verb: line.slice(0, 3),
  payload: latin1(payload),
})

// One entry a command: `[connection] C: line`, with `C+` for what follows it. Only verbs count: HTTP goes by.
const transcript = (file: string): ReadonlyArray<Recorded> => {
  const last = new Map<string, { line: string; payload: string }>()
  const all: Array<{ line: string; payload: string }> = []
  for (const entry of readFileSync(`${traces}escargot/${file}`, 'latin1').split('\n')) {
    const [, connection, side, kind, rest] = /^\[([^\]]*)\] ([CS])([:+]) (.*)$/.exec(entry) ?? []
    if (rest === undefined) continue
    const key = `${connection} ${side}`
    if (kind === '+') {
      const command = last.get(key)
      if (command !== undefined) command.payload += unescape(rest)
    } else {
      const command = { line: unescape(rest).trimEnd(), payload: '' }
      last.set(key, command)
      all.push(command)
    }
  }
  return all.filter(({ line }) => /^[A-Z]{3} .*\d+$/.test(line)).map((command) => recorded(file, command))
}

const login2008 = (): ReadonlyArray<Recorded> =>
  readFileSync(`${traces}msnp11-login-2008.jsonl`, 'utf8')
    .split('\n')
    .filter((entry) => /"payload_b64": "/.test(entry))
    .map((entry) => JSON.parse(entry) as { readonly line: string; readonly payload_b64: string })
    .map(({ line, payload_b64 }) =>
      recorded('msnp11-login-2008.jsonl', { line, payload: Buffer.from(payload_b64, 'base64').toString('latin1') }),
    )

// A pcap of Ethernet frames with one whole command in each TCP segment.
const capture2005 = (): ReadonlyArray<Recorded> => {
  const file = readFileSync(`${traces}msnp11-2005.pcap`)
  const all: Array<Recorded> = []
  for (let at = 24; at < file.length; ) {
    const length = file.readUInt32LE(at + 8)
    const packet = file.subarray(at + 16 + 14, at + 16 + length)
    at += 16 + length
    const ip = packet.subarray((packet[0]! & 15) * 4, packet.readUInt16BE(2))
    const segment = ip.subarray((ip[12]! >> 4) * 4).toString('latin1')
    const end = segment.indexOf('\r\n')
    const line = segment.slice(0, Math.max(0, end))
    if (/^(?:MSG|UBX) .*\d+$/.test(line))
      all.push(recorded('msnp11-2005.pcap', { line, payload: segment.slice(end + 2) }))
  }
  return all
}

/** All payloads of some verbs in the recorded traffic whose length is as announced. */
export const payloadsOf = (...verbs: ReadonlyArray<string>): ReadonlyArray<Recorded> =>
  [...capture2005(), ...login2008(), ...readdirSync(`${traces}escargot`).sort().flatMap(transcript)]
    .filter(({ verb, line }) => verbs.includes(verb) && !answer.test(line))
    .filter(({ line, payload }) => payload.length === Number(line.split(' ').at(-1)))

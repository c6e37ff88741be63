/** Parsers that are widely used, which read as many commands as other protocols write them; and a bare scan. */
import { isDeepStrictEqual } from 'node:util'

import Connection from 'irc-framework/src/connection.js'
import Transport from 'irc-framework/src/transports/net.js'
import { generate, parser as mqttParser, type IPublishPacket, type Packet } from 'mqtt-packet'
import { ProtoDefCompiler } from 'protodef/src/compiler.js'
import Parser from 'redis-parser'

import { chunked, samples, type Sample, type Stream } from './stream.js'
import type { Work } from './measure.js'

const lineFeed = 10
const letterM = 77
const zero = 48

/** A bare loop that finds the ends of lines and skips the payloads of MSG, and does nothing else. */
export const scanning = ({ chunks }: Stream): Work => {
  const bytes = Buffer.concat(chunks)
  return () => {
    let lines = 0
    for (let position = 0; position < bytes.length; lines++) {
      const end = bytes.indexOf(lineFeed, position)
      if (end < 0) break
      let payload = 0
      if (bytes[position] === letterM) {
        let power = 1
        for (let i = end - 2; bytes[i]! >= zero; i--, power *= 10) payload += (bytes[i]! - zero) * power
      }
      position = end + 1 + payload
    }
    return lines
  }
}

/** Another protocol: how it writes a command, what its parser makes of it then, and the parser, which takes chunk by chunk. */
interface Reference<A> {
  readonly write: (sample: Sample) => Uint8Array
  readonly expected: (sample: Sample) => unknown
  readonly reading: (take: (value: A) => void) => (chunk: Buffer) => void
}

const written = <A>({ write }: Reference<A>, least: number): ReadonlyArray<Buffer> =>
  chunked(Buffer.concat(Array.from(samples(least), write))) as ReadonlyArray<Buffer>

/** Reads what some commands are in another protocol, after a look at the first thousands whether it reads them right. */
const reading =
  <A>(reference: Reference<A>) =>
  (least: number): Work => {
    const seen: Array<A> = []
    const look = 1024 * 1024
    written(reference, look).forEach(reference.reading((value) => seen.push(value)))
    // Clones, as some have classes of their own.
    if (!isDeepStrictEqual(structuredClone(seen), structuredClone(Array.from(samples(look), reference.expected))))
      throw new Error('a reference reads something else')

    const chunks = written(reference, least)
    return () => {
      let read = 0
      const take = reference.reading(() => read++)
      for (const chunk of chunks) take(chunk)
      return read
    }
  }

const textOf = ({ words, payload }: Sample): ReadonlyArray<string> => (payload === undefined ? words : [...words, payload])

/** The account that a command is about. */
const accountOf = ({ words }: Sample): string => words.find((word) => word.includes('@'))!.replace('N=', '')

const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`

/** RESP arrays of bulk strings: every word and the payload. */
export const readingResp = reading<unknown>({
  write: (sample) => {
    const parts = textOf(sample)
    return Buffer.from(`*${parts.length}\r\n${parts.map(bulk).join('')}`)
  },
  expected: textOf,
  reading: (returnReply) => {
    const parser = new Parser({
      returnReply,
      returnError: (error) => {
        throw error
      },
    })
    return (chunk) => parser.execute(chunk)
  },
})

/** PUBLISH packets, each as long as the command in whose place it stands. The account is the topic. */
const publish = (sample: Sample): IPublishPacket => {
  const topic = accountOf(sample)
  const head = sample.wire.length > 129 ? 5 : 4
  const payload = Buffer.from(sample.wire.subarray(head + topic.length))
  return { cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }
}

export const readingMqtt = reading<Packet>({
  write: (sample) => generate(publish(sample)),
  expected: (sample) => {
    const { topic, payload, ...rest } = publish(sample)
    return { ...rest, topic, payload, length: 2 + topic.length + payload.length }
  },
  reading: (take) => {
    const parser = mqttParser().on('packet', take)
    return (chunk) => parser.parse(chunk)
  },
})

/** A line of IRC: who it is about is whom it comes from, and the text, if there is one, stands last, without its ends of lines. */
const ircLine = (sample: Sample) => {
  const account = accountOf(sample)
  const [nick, hostname] = account.split('@') as [string, string]
  const [command, ...others] = sample.words as [string, ...Array<string>]
  const params = others.filter((word) => !word.endsWith(account))
  if (sample.payload !== undefined) params.push(sample.payload.replaceAll('\r\n', ' ').trim())
  return { nick, ident: nick, hostname, prefix: `${nick}!${account}`, command, params }
}

/** What hands on the bytes of a socket, without one. */
class Socketless extends Transport {
  override connect(): void {
    this.incoming_buffer = Buffer.alloc(0)
  }
}

/** Lines of IRC, from bytes to messages. */
export const readingIrc = reading<unknown>({
  write: (sample) => {
    const { prefix, command, params } = ircLine(sample)
    const last = params.length === 0 ? '' : ` :${params.at(-1)}`
    return Buffer.from(`:${[prefix, command, ...params.slice(0, -1)].join(' ')}${last}\r\n`)
  },
  expected: (sample) => ({ ...ircLine(sample), tags: {} }),
  reading: (take) => {
    const connection = new Connection({ transport: Socketless }).on('message', take)
    connection.connect()
    return (chunk) => connection.transport.onSocketData(chunk)
  },
})

const verbs = ['NLN', 'FLN', 'ILN', 'LST', 'MSG']

/** A container of six fields: what is no number, and not the account, is one text of words. */
const containerOf = (sample: Sample) => {
  const [verb, ...words] = sample.words
  const isNumber = (word: string): boolean => /^\d{4,}$/.test(word)
  return {
    verb: verb!,
    count: words.length,
    passport: accountOf(sample),
    words: words.filter((word) => !isNumber(word) && !word.endsWith(accountOf(sample))).join(' '),
    capabilities: Number(words.find(isNumber) ?? 0),
    payload: Buffer.from(sample.payload ?? ''),
  }
}

const compiler = new ProtoDefCompiler()
compiler.addTypesToCompile({
  text: ['pstring', { countType: 'varint' }],
  command: [
    'container',
    [
      { name: 'verb', type: ['mapper', { type: 'varint', mappings: { ...verbs } }] },
      { name: 'count', type: 'varint' },
      { name: 'passport', type: 'text' },
      { name: 'words', type: 'text' },
      { name: 'capabilities', type: 'u32' },
      { name: 'payload', type: ['buffer', { countType: 'varint' }] },
    ],
  ],
})
const protocol = compiler.compileProtoDefSync()

/** Containers of ProtoDef, compiled, each behind its length. */
export const readingProtodef = reading<unknown>({
  write: (sample) => {
    const container = protocol.createPacketBuffer('command', containerOf(sample))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(container.length)
    return Buffer.concat([length, container])
  },
  expected: containerOf,
  reading: (take) => {
    let held: Buffer = Buffer.alloc(0)
    return (chunk) => {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      let start = 0
      while (start + 4 <= bytes.length) {
        const length = bytes.readUInt32BE(start)
        if (start + 4 + length > bytes.length) break
        take(protocol.read(bytes, start + 4, 'command', {}).value)
        start += 4 + length
      }
      held = bytes.subarray(start)
    }
  },
})

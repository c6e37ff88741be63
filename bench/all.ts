/** Every figure of the bench: its name, its unit, its bar and wish where it has them, and how it is measured. */
import { httpGateway } from 'rx-msnp'
import { httpConnect, socks5, webSocket } from 'rx-msnp/node'

import { bundleOf } from './bundle.js'
import { contactLists, dialectsWithLists } from './contacts.js'
import { layerFigures } from './core.js'
import { heldBytes } from './held.js'
import { fanOut, idleSessions } from './host.js'
import { dialectsOfSessions, hostBytes, sessionBytes } from './idle.js'
import { alone, atLeast, atMost, ratio, together, type Declared, type Measurement } from './measure.js'
import { readingInPieces } from './payload.js'
import { memory, vsTshark } from './pcap.js'
import { readingIrc, readingMqtt, readingProtodef, readingResp, scanning } from './references.js'
import { replaying } from './replay.js'
import { readingAndStepping, stepping } from './session.js'
import { mix } from './stream.js'
import { chat, overProxy, overTransport, signIns } from './talk.js'
import { typesOfBot } from './types.js'
import { decoding, encoding, framing } from './works.js'

const KiB = 1024
const MiB = 1024 * KiB
const MB = 1e6
const least = 16 * MiB

const asRatio = { unit: 'ratio' }
const mostKiB = { MSNP8: 60, MSNP12: 68, MSNP15: 75, MSNP18: 100 }

const signIn = (dialect: 'MSNP8' | 'MSNP18', vsEcho: Declared): Measurement =>
  together({ [`signin.rate.${dialect}`]: { unit: 'sign-ins a second' }, [`signin.vsEcho.${dialect}`]: vsEcho }, async () => {
    const { rate, vsEcho } = await signIns(dialect)
    return { [`signin.rate.${dialect}`]: rate, [`signin.vsEcho.${dialect}`]: vsEcho }
  })

/** A bundle with one name of the package, minified and compressed. */
const bundle = (name: string, minified: Declared): Measurement =>
  together({ [`bundle.${name}`]: minified, [`bundle.${name}.gzip`]: { unit: 'kB' } }, async () => {
    const { minified, gzip } = await bundleOf(name)
    return { [`bundle.${name}`]: minified / 1000, [`bundle.${name}.gzip`]: gzip / 1000 }
  })

export const measurements: ReadonlyArray<Measurement> = [
  alone('frames.vsScan', atLeast('ratio', 0.26), () => ratio(framing(mix(least)), scanning(mix(least)))),
  alone('frames.vsRedisParser', asRatio, () => ratio(framing(mix(least)), readingResp(least))),
  alone('frames.linear', atMost('ratio', 2.2), () => ratio(readingInPieces(MiB), readingInPieces(2 * MiB), 15)),
  alone('wire.heldBytes', atMost('KiB', 1.2), () => heldBytes() / KiB),
  alone('commands.vsRedisParser', atLeast('ratio', 0.85, 1), () => ratio(decoding(mix(least)), readingResp(least))),
  alone('commands.vsMqttPacket', atLeast('ratio', 2.2, 3), () => ratio(decoding(mix(least)), readingMqtt(least))),
  alone('commands.vsIrcFramework', atLeast('ratio', 2.2, 3), () => ratio(decoding(mix(least)), readingIrc(least))),
  alone('commands.vsProtodef', atLeast('ratio', 0.75, 1), () => ratio(decoding(mix(least)), readingProtodef(least))),
  alone('encode.vsRedisParser', atLeast('ratio', 0.45, 0.6), () => ratio(encoding(mix(least)), readingResp(least))),
  alone('machine.vsRedisParser', atLeast('ratio', 0.42, 0.6), () => ratio(readingAndStepping(40_000), readingResp(least))),
  alone('machine.steps', atLeast('ratio', 0.6, 0.8), () => ratio(stepping(40_000), readingResp(least))),
  ...dialectsOfSessions.map((dialect) =>
    alone(`session.idleBytes.${dialect}`, atMost('KiB', mostKiB[dialect], 32), async () => (await sessionBytes(dialect)) / KiB),
  ),
  alone('host.contactsBytes', { unit: 'KiB' }, async () => (await hostBytes()) / KiB),
  alone('host.idleBytes', atMost('KiB', 9, 4.3), async () => (await idleSessions(2000)).perSession / KiB),
  together(
    {
      'host.tenThousand': atMost('MB', 200, 150),
      'host.tenThousand.heap': { unit: 'MB' },
      'host.tenThousand.uncollected': { unit: 'MB' },
    },
    async () => {
      const { collected, uncollected } = await idleSessions(9500)
      return {
        'host.tenThousand': collected.process / MB,
        'host.tenThousand.heap': collected.heap / MB,
        'host.tenThousand.uncollected': uncollected.process / MB,
      }
    },
  ),
  together({ 'host.fanout': atMost('writes', 2.5, 1.3), 'host.fanout.time': { unit: 'microseconds' } }, async () => {
    const { vsWrite, microseconds } = await fanOut(400)
    return { 'host.fanout': vsWrite, 'host.fanout.time': microseconds }
  }),
  alone('host.fanout.personal', { unit: 'writes' }, async () => (await fanOut(400, 'at lunch')).vsWrite),
  together(
    {
      'chat.rate': { unit: 'texts a second' },
      'chat.echo': { unit: 'echoes a second' },
      'chat.vsEcho': atLeast('ratio', 0.19, 0.3),
    },
    async () => {
      const { rate, echo, vsEcho } = await chat()
      return { 'chat.rate': rate, 'chat.echo': echo, 'chat.vsEcho': vsEcho }
    },
  ),
  alone('transport.webSocket', atLeast('ratio', 0.7), () => overTransport(webSocket())),
  alone('transport.socks5', atLeast('ratio', 0.9), () => overProxy(socks5)),
  alone('transport.httpConnect', atLeast('ratio', 0.9), () => overProxy(httpConnect)),
  // A text waits for the next poll: few are enough.
  alone('transport.httpGateway', asRatio, () => overTransport((ports, url) => httpGateway({ url })(ports), 3)),
  signIn('MSNP8', atLeast('ratio', 1 / 190, 1 / 100)),
  signIn('MSNP18', atLeast('ratio', 1 / 330, 1 / 150)),
  together(
    {
      ...Object.fromEntries(
        dialectsWithLists.flatMap((dialect) =>
          ['time', 'heap'].map((what) => [`signin.contacts.${dialect}.${what}`, asRatio]),
        ),
      ),
      'signin.contacts.MSNP18.time': atMost('ratio', 2.2, 1.5),
      'signin.contacts.MSNP18.heap': atMost('ratio', 1.7, 1.3),
    },
    contactLists,
  ),
  together({ 'pcap.vsTshark': atLeast('ratio', 25, 40), 'pcap.seconds': { unit: 'seconds' } }, vsTshark),
  together({ 'pcap.memory': { unit: 'MB' }, 'pcap.memoryTwice': asRatio }, memory),
  alone('replay.speed', { unit: 'seconds a second' }, replaying),
  together({ 'types.bot': atMost('types', 10_000), 'types.bot.instantiations': { unit: 'instantiations' } }, () => {
    const { types, instantiations } = typesOfBot()
    return { 'types.bot': types, 'types.bot.instantiations': instantiations }
  }),
  bundle('say', atMost('kB', 10)),
  bundle('commands', atMost('kB', 70)),
  bundle('client', atMost('kB', 330)),
  ...layerFigures,
]

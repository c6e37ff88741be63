import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { bundleOf } from './bundle.js'
import { contactLists } from './contacts.js'
import { layerFigures } from './core.js'
import { heldBytes } from './held.js'
import { fanOut, idleSessions } from './host.js'
import { hostBytes, sessionBytes } from './idle.js'
import { figure, ratio, type Figure } from './measure.js'
import { readingInPieces } from './payload.js'
import { memory, vsTshark } from './pcap.js'
import { readingResp, scanning } from './references.js'
import { replaying } from './replay.js'
import { readingOnly, stepping } from './session.js'
import { mix } from './stream.js'
import { chat, signIns } from './talk.js'
import { typesOfBot } from './types.js'
import { decoding, encoding, framing } from './works.js'

const MiB = 1024 * 1024
const MB = 1e6
const least = 32 * MiB

/** What a bundle with one name of the package should have at most, minified. */
const mostBytes = { say: 10_000, commands: 70_000, client: 330_000 }

/** Every figure by name, and how it is measured. */
const figures: Readonly<
  Record<string, () => Figure | ReadonlyArray<Figure> | Promise<Figure | ReadonlyArray<Figure>>>
> = {
  'frames.vsScan': () => figure('frames.vsScan', ratio(framing(mix(least)), scanning(mix(least)))),
  'frames.vsRedisParser': () => figure('frames.vsRedisParser', ratio(framing(mix(least)), readingResp(least))),
  'commands.vsRedisParser': () => figure('commands.vsRedisParser', ratio(decoding(mix(least)), readingResp(least))),
  'encode.vsDecode': () => figure('encode.vsDecode', ratio(encoding(mix(least)), decoding(mix(least)))),
  'frames.linear': () => figure('frames.linear', ratio(readingInPieces(MiB), readingInPieces(2 * MiB), 15)),
  'wire.heldBytes': () => figure('wire.heldBytes', heldBytes(), 'bytes'),
  'session.idleBytes': async () => figure('session.idleBytes', await sessionBytes(), 'bytes'),
  'host.contactsBytes': async () => figure('host.contactsBytes', await hostBytes(), 'bytes'),
  'host.idleBytes': async () => figure('host.idleBytes', (await idleSessions(2000)).perSession, 'bytes'),
  'host.tenThousand': async () => {
    const { collected, uncollected } = await idleSessions(9500)
    return [
      figure('host.tenThousand', collected.process / MB, 'MB'),
      figure('host.tenThousand.heap', collected.heap / MB, 'MB'),
      figure('host.tenThousand.uncollected', uncollected.process / MB, 'MB'),
    ]
  },
  'host.fanout': async () => {
    const plain = await fanOut(400)
    const personal = await fanOut(400, 'at lunch')
    return [
      figure('host.fanout', plain.vsWrite, 'writes a watcher'),
      figure('host.fanout.microseconds', plain.microseconds, 'microseconds a watcher'),
      figure('host.fanout.personal', personal.vsWrite, 'writes a watcher'),
    ]
  },
  'machine.vsDecode': () => figure('machine.vsDecode', ratio(stepping(40_000), readingOnly(40_000))),
  chat: async () => {
    const { rate, echo, vsEcho } = await chat()
    return [
      figure('chat.rate', rate, 'texts a second'),
      figure('chat.echo', echo, 'echoes a second'),
      figure('chat.vsEcho', vsEcho),
    ]
  },
  signin: async () => {
    const [old, late] = [await signIns('MSNP8'), await signIns('MSNP18')]
    return [
      figure('signin.rate.MSNP8', old.rate, 'sign-ins a second'),
      figure('signin.rate.MSNP18', late.rate, 'sign-ins a second'),
      figure('signin.echo', old.echo, 'echoes a second'),
    ]
  },
  'signin.contacts': contactLists,
  'pcap.vsTshark': vsTshark,
  'pcap.memory': memory,
  'replay.speed': () => figure('replay.speed', replaying(), 'seconds a second'),
  types: () => {
    const { types, instantiations } = typesOfBot()
    return [figure('types.bot', types, 'types', 10_000), figure('types.bot.instantiations', instantiations, 'instantiations')]
  },
  bundle: async () => {
    const sizes = await Promise.all(
      Object.entries(mostBytes).map(async ([name, most]) => {
        const { minified, gzip } = await bundleOf(name)
        return [figure(`bundle.${name}`, minified, 'bytes', most), figure(`bundle.${name}.gzip`, gzip, 'bytes')]
      }),
    )
    return sizes.flat()
  },
  ...layerFigures,
}

// Each figure in a process of its own: what the compiler has seen of one would slow the next down.
const [, , name] = process.argv
if (name === undefined)
  for (const each of Object.keys(figures))
    spawnSync(process.execPath, [...process.execArgv, fileURLToPath(new URL('run.mjs', import.meta.url)), each], { stdio: 'inherit' })
else for (const each of [await figures[name]!()].flat()) console.log(JSON.stringify(each))

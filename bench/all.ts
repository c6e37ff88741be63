import { heldBytes } from './held.js'
import { figure, ratio, type Figure } from './measure.js'
import { readingInPieces } from './payload.js'
import { readingResp, scanning } from './references.js'
import { mix } from './stream.js'
import { decoding, encoding, framing } from './works.js'

const MiB = 1024 * 1024
const stream = mix(32 * MiB)
const resp = readingResp(32 * MiB)

const figures: ReadonlyArray<() => Figure> = [
  // First, while the heap is small.
  () => figure('wire.heldBytes', heldBytes(), 'octets'),
  () => figure('frames.vsScan', ratio(framing(stream), scanning(stream))),
  () => figure('frames.vsRedisParser', ratio(framing(stream), resp)),
  () => figure('commands.vsRedisParser', ratio(decoding(stream), resp)),
  () => figure('encode.vsDecode', ratio(encoding(stream), decoding(stream))),
  () => figure('frames.linear', ratio(readingInPieces(MiB), readingInPieces(2 * MiB), 15)),
]

for (const measure of figures) console.log(JSON.stringify(measure()))

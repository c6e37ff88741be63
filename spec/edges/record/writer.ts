import { fileSink } from '../../../lib/edges/node.js'

/** Writes a trace without end, for a spec to stop it somewhere. */
const { next } = fileSink(process.argv[2]!)
next({ _tag: 'Begun', header: { format: 'rx-msnp trace', version: 1, start: 1000, seenBy: 'client' } })
for (let t = 0; ; t++) {
  const bytes = new TextEncoder().encode(`${t} ${'乾杯 '.repeat(t % 500)}`)
  next({ _tag: 'Found', record: { t, _tag: 'Drawn', bytes } })
}

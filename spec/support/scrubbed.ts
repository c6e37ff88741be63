/** Scrubs a capture as `msnp scrub` does, in memory. */
import { scrubReader } from '../../lib/traces/scrub/patch/capture.js'
import { patchFinder } from '../../lib/traces/scrub/patch/patches.js'
import { patched } from '../../lib/traces/scrub/patch/patched.js'
import { scrubbing, type ScrubOptions } from '../../lib/traces/scrub/scrub.js'

/** The capture without its secrets, read in pieces of so many bytes. */
export const scrubbedCapture = (file: Uint8Array, options: ScrubOptions = {}, piece = file.length): Uint8Array => {
  const chunks: Array<Uint8Array> = []
  for (let at = 0; at < file.length; at += piece) chunks.push(Buffer.from(file.subarray(at, at + piece)))
  const reader = scrubReader(scrubbing(options))
  chunks.forEach(reader.read)
  reader.end()
  const finder = patchFinder(reader.conclusion().changes)
  chunks.forEach(finder.read)
  const copy = patched(finder.end())
  return new Uint8Array(Buffer.concat(chunks.map(copy)))
}

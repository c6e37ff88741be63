/** What `--debug` prints. */
import type { Tap } from '../index.js'
import { jsonLine, noteLive } from './output.js'
import { plain } from './plain.js'
import { bound } from './terminal.js'

/** A tap that prints what goes on to standard error, one JSON object a line, secrets hidden. */
export const tapping = (): Tap => {
  const begin = performance.now()
  return bound(({ _tag, ...fields }) =>
    noteLive(jsonLine({ t: Math.round(performance.now() - begin) / 1000, debug: _tag, ...(plain(fields) as object) })),
  )
}

/**
 * Bytes into frames, without any verb known: the framer asks a rule which lines announce a payload.
 *
 * npm run example frames
 */
import { from } from 'rxjs'
import { codec, frames, bytesOf, byteText } from 'rx-msnp'

// A message comes in three pieces, cut where TCP felt like it, and holds what looks like commands.
const pieces = ['MSG bob@example.com Bo', 'b 34\r\nBYE carol@example.com\r\nOUT OT', 'H\r\n..QNG 50\r\n'].map((piece) =>
  bytesOf(piece),
)

from(pieces)
  .pipe(frames(codec({ from: 'server', on: 'NS' })))
  .subscribe(({ line, payload }) => {
    console.log(line)
    if (payload !== undefined) console.log(`  ${payload.length} bytes: ${JSON.stringify(byteText(payload))}`)
  })

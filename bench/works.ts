/** The work of the package on a stream: frames, commands, bytes. */
import * as E from 'fp-ts/lib/Either.js'
import { codec, commands, frames, type Command } from 'rx-msnp'
import { from, type OperatorFunction } from 'rxjs'

import type { Work } from './measure.js'
import type { Stream } from './stream.js'

const speech = { from: 'server', on: 'NS', dialect: 'MSNP11' } as const

const through =
  <A>({ chunks }: Stream, operator: OperatorFunction<Uint8Array, A>): Work =>
  () => {
    let seen = 0
    from(chunks)
      .pipe(operator)
      .subscribe(() => seen++)
    return seen
  }

/** Bytes to frames, through the operator. */
export const framing = (stream: Stream): Work => through(stream, frames(codec(speech)))

/** Bytes to typed commands, through the operator. */
export const decoding = (stream: Stream): Work => through(stream, commands(speech))

/** Typed commands to bytes. */
export const encoding = ({ chunks }: Stream): Work => {
  const decoded: Array<Command<'server', 'NS', 11>> = []
  from(chunks)
    .pipe(commands(speech))
    .subscribe((command) => {
      if (command._tag === 'Undecodable' || command._tag === 'Failure') throw new Error('not a command of the mix')
      decoded.push(command)
    })
  const { encode } = codec(speech)
  return () => {
    for (const command of decoded) if (E.isLeft(encode(command))) throw new Error('not encodable')
    return decoded.length
  }
}

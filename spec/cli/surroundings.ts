/** Streams and signals for a command that runs in this process. */
import { EventEmitter } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

import type { Output, Terminal } from '../../lib/cli/terminal.js'

/** Hears what a command writes. */
export type Heard = (stream: 'out' | 'err', text: string) => void

const heardBy = (hear: (text: string) => void): Output => {
  const decoder = new StringDecoder('utf8')
  return new Writable({
    write: (chunk: Uint8Array, _, next) => {
      hear(decoder.write(Buffer.from(chunk)))
      next()
    },
  })
}

/** What a command has around it, apart from the process; standard output is a terminal if a width is given. */
export const surroundingsOf = (heard: Heard, columns?: number): Omit<Terminal, 'exit'> => ({
  input: new PassThrough(),
  output: Object.assign(
    heardBy((text) => heard('out', text)),
    columns === undefined ? {} : { isTTY: true, columns },
  ),
  errors: heardBy((text) => heard('err', text)),
  env: process.env,
  signals: new EventEmitter(),
})

import Parser from 'redis-parser'

import { chunked, samples, type Stream } from './stream.js'
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

/** The same commands as RESP arrays of bulk strings, read by redis-parser from chunks of the same size. */
export const readingResp = (least: number): Work => {
  const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`
  const replies = Array.from(samples(least), ({ words, payload }) => {
    const parts = payload === undefined ? words : [...words, payload]
    return Buffer.from(`*${parts.length}\r\n${parts.map(bulk).join('')}`)
  })
  const chunks = chunked(Buffer.concat(replies)) as ReadonlyArray<Buffer>
  return () => {
    let read = 0
    const parser = new Parser({
      returnReply: () => read++,
      returnError: (error) => {
        throw error
      },
    })
    for (const chunk of chunks) parser.execute(chunk)
    return read
  }
}

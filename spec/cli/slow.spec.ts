/** Results go at the pace of whoever reads them; what goes on has a bound. */
import { Writable } from 'node:stream'

import { describe, expect, it } from 'vitest'

import { tapping } from '../../lib/cli/event-json.js'
import { liveLimit } from '../../lib/cli/output.js'
import { msnp } from '../../lib/cli/program.js'
import { within } from '../../lib/cli/terminal.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import { bytesOf } from '../../lib/wire/text.js'
import { traceOf, twoFriends } from './inside.js'
import { surroundingsOf } from './surroundings.js'

/** An output that counts how much waits in it at most, and takes a piece in each turn of the event loop. */
const slowOutput = () => {
  const seen = { most: 0, all: 0, longest: 0 }
  const output = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => void setImmediate(done),
  })
  const write = output.write.bind(output) as (chunk: string | Uint8Array) => boolean
  output.write = ((chunk: string | Uint8Array) => {
    const isFull = write(chunk)
    seen.most = Math.max(seen.most, output.writableLength)
    seen.all += Buffer.byteLength(chunk)
    seen.longest = Math.max(seen.longest, Buffer.byteLength(chunk))
    return isFull
  }) as typeof output.write
  return { output, seen }
}

const slowly = async (args: ReadonlyArray<string>) => {
  const { output, seen } = slowOutput()
  const surroundings = { ...surroundingsOf(() => undefined), output, exit: () => undefined }
  return { status: await within(surroundings, () => msnp(args)), ...seen }
}

const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: { host: '10.0.0.1', port: 1024 }, peer: { host: '10.0.0.2', port: 1863 } }
const long = traceOf('long.jsonl', [
  opened,
  ...Array.from({ length: 4000 }, (_, t): TraceRecord => ({ t, _tag: 'Said', connection: 0, from: 'server', bytes: bytesOf('QNG 50\r\n'.repeat(20)) })),
])

describe('a result', () => {
  // In one step of a replay, or one piece of a file, a client may be told several things.
  it.each<readonly [string, ReadonlyArray<string>, number]>([
    ['commands', ['commands'], 1],
    ['commands --json', ['commands', '--json'], 1],
    ['commands --markdown', ['commands', '--markdown'], 1],
    ['intents', ['intents'], 1],
    ['intents --json', ['intents', '--json'], 1],
    ['intents SayTo', ['intents', 'SayTo'], 1],
    ['replay', ['replay', 'examples/recordings/echo.jsonl'], 6],
    ['replay --json', ['replay', 'examples/recordings/echo.jsonl', '--json'], 6],
    ['replay --follow --json', ['replay', twoFriends, '--follow', '--passport', 'alice@example.com', '--json'], 6],
    ['decode', ['decode', long], 1],
    ['decode --json', ['decode', long, '--json'], 1],
    ['decode --timeline', ['decode', long, '--timeline'], 1],
  ])('of %s waits for a slow reader, and comes whole', async (_, args, pieces) => {
    const { status, most, all, longest } = await slowly(args)
    expect(status).toBe(0)
    expect(all).toBeGreaterThan(longest * pieces)
    expect(most).toBeLessThanOrEqual(longest * pieces)
  })
})

describe('what --debug prints', () => {
  it('is left out, and counted, where nobody reads standard error', () => {
    const taken: Array<() => void> = []
    const texts: Array<string> = []
    const errors = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        texts.push(chunk.toString())
        taken.push(done)
      },
    })
    const surroundings = { ...surroundingsOf(() => undefined), errors, exit: () => undefined }
    const said = { _tag: 'Closed', connection: 1, reason: { _tag: 'Other', problem: 'x'.repeat(1000) } } as never
    within(surroundings, () => {
      const tap = tapping()
      for (let i = 0; i < 5000; i++) tap(said)
      expect(errors.writableLength).toBeLessThan(liveLimit + 4000)
      while (errors.writableLength > 0) taken.shift()?.()
      tap(said)
      while (errors.writableLength > 0) taken.shift()?.()
    })
    expect(texts.filter((text) => text.includes('lines are left out until it is')).length).toBe(1)
    expect(texts.join('')).toMatch(/msnp: \d+ lines left out\n/)
  })
})

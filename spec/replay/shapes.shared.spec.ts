import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { decodeIn } from '../../lib/commands/codec.js'
import { dialectMask, dialects, type DialectNumber } from '../../lib/commands/dialects.js'
import { kindMask, type ServerKind } from '../../lib/commands/row.js'
import { bytesAfter } from '../../lib/commands/verbs.js'
import { utf8Bytes, byteText } from '../../lib/wire/text.js'

interface Shape {
  readonly name: string
  readonly servers: ReadonlyArray<ServerKind>
  readonly direction: 'c2s' | 's2c'
  readonly class: 'normal' | 'async' | 'payload'
  readonly since: DialectNumber
  readonly until?: DialectNumber
  readonly example: string
  readonly examplePayload?: string
}

const file = new URL('../../../shared/protocol/commands.json', import.meta.url)

/** Shapes of the reference that share a row with another one, and why. */
const merged: Readonly<Record<string, string>> = {
  'fnd-s2c-none': 'nobody found is entry 0 of 0, without criteria',
  'syn-s2c-v8-current': 'the same words as in MSNP2 to 7, where they also say that nothing follows but what is in them',
  'gtc-s2c-v10': 'the echo of what the client says',
  'blp-s2c-v10': 'the echo of what the client says',
  'prp-s2c-v10': 'the echo of what the client says',
  'sbp-s2c': 'the echo of what the client says',
  'adc-s2c-other': 'the echo of what the client says',
  'adc-s2c-group': 'the echo of what the client says',
  'rem-s2c-v10-fl': 'the echo of what the client says',
  'rem-s2c-v10': 'the echo of what the client says',
  'reg-s2c-v10': 'the echo of what the client says',
  'fqy-s2c': 'the same words in both directions',
  'sdg-s2c': 'the same words in both directions',
  'chg-s2c-v2': 'the echo of what the client says',
  'chg-s2c-v8': 'the echo of what the client says',
  'chg-s2c-v9': 'the echo of what the client says',
  'chg-s2c-v16': 'the echo of what the client says',
  'prp-burst-v5': 'among what follows SYN it has the words of the reply',
  'bpr-async-v8': 'the words of the burst of MSNP5 to 7',
  'lst-burst-v10-nofl': 'name, GUID and groups may be missing in one row',
  'usr-sha-ok-s2c': 'the words of the other USR OK, its flags both 0',
  'uun-c2s-v18': 'an endpoint holds the network too',
  'gcf-c2s-late': 'the same words',
  'gcf-s2c-late': 'the same words',
  'out-c2s-sb': 'the same word on every server',
}

const shapes = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReadonlyArray<Shape>) : []

const classes = { normal: 'Normal', async: 'Async', payload: 'Payload' } as const

/** The row that reads the example of a shape in each of its dialects, on each of its servers. */
const rowsOf = (shape: Shape): ReadonlyArray<string> => {
  const side = shape.direction === 'c2s' ? 'client' : 'server'
  const found = new Set<string>()
  for (const on of shape.servers)
    for (const { number } of dialects) {
      if (number < shape.since || number > (shape.until ?? 21)) continue
      const scope = { dialects: dialectMask(number, number), kinds: kindMask([on]) }
      const payload = shape.examplePayload === undefined ? undefined : utf8Bytes(shape.examplePayload)
      const line = byteText(utf8Bytes(shape.example))
      const announced = bytesAfter(side)(scope, line)
      const frame = { line, end: '\r\n' as const, payload: announced < 0 ? undefined : (payload ?? new Uint8Array(0)) }
      expect(Math.max(announced, 0), `${shape.name} in MSNP${number}: payload`).toBe(payload?.length ?? 0)
      let row = ''
      const decoded = decodeIn(side)(scope, frame, ({ id }) => (row ||= id))
      if (shape.name.startsWith('error')) {
        expect(decoded._tag).toBe('Failure')
        row = 'Failure'
      } else expect(decoded, `${shape.name} in MSNP${number}`).toMatchObject({ _tag: classes[shape.class] })
      found.add(row)
    }
  return [...found]
}

describe.skipIf(shapes.length === 0)('the 230 shapes of the reference', () => {
  it('are all there', () => {
    expect(shapes.length).toBe(230)
  })
  it.each(shapes.map((shape) => [shape.name, shape] as const))(
    '%s is read in every dialect of its own, in its class',
    (_, shape) => {
      expect(rowsOf(shape)).not.toContain('')
    },
  )
  it('have a row each, or a note why two are one', () => {
    const takers = new Map<string, ReadonlyArray<string>>()
    for (const shape of shapes)
      for (const row of rowsOf(shape)) takers.set(row, [...(takers.get(row) ?? []), shape.name])
    const shared = [...takers].filter(
      ([row, names]) => row !== 'Failure' && names.filter((name) => !(name in merged)).length > 1,
    )
    expect(shared).toEqual([])
    const alone = Object.keys(merged).filter((name) =>
      [...takers.values()].every((names) => !names.includes(name) || names.length === 1),
    )
    expect(alone).toEqual([])
  })
})

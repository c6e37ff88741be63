import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { recordLine, traceReader } from '../../../lib/traces/format/jsonl.js'
import { recordKinds, TraceHeader, TraceRecord } from '../../../lib/traces/format/record.js'
import { textOf } from '../../house/run.js'

const text = textOf('docs/traces.md')
const [reference = '', session = ''] = text.split('\n## A recorded session\n')

const linesIn = (part: string): ReadonlyArray<string> =>
  [...part.matchAll(/^```json\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block.split('\n').filter((line) => line !== ''),
  )

const [head = '', ...lines] = linesIn(reference)

describe('docs/traces.md', () => {
  it('begins with a header', () => {
    expect(TraceHeader.decode(JSON.parse(head))).toMatchObject(E.right({ format: 'rx-msnp trace' }))
  })

  it.each(lines)('shows a record as it is written: %s', (line) => {
    const record = TraceRecord.decode(JSON.parse(line))
    expect(E.isRight(record)).toBe(true)
    if (E.isRight(record)) expect(recordLine(record.right)).toBe(`${line}\n`)
  })

  it('shows every kind of record, and names each', () => {
    const shown = new Set(lines.map((line) => (JSON.parse(line) as { readonly _tag: string })._tag))
    expect([...shown].sort()).toEqual(Object.keys(recordKinds).sort())
    const named = [...reference.matchAll(/\*\*(\w+)\*\*/g)].map(([, name]) => name)
    expect([...named].sort()).toEqual(Object.keys(recordKinds).sort())
  })

  it('shows every key of every kind', () => {
    const keysOf = (value: unknown, path: string): ReadonlyArray<string> =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, each]) => [`${path}.${key}`, ...keysOf(each, `${path}.${key}`)])
        : []
    const shown = new Set(
      lines.flatMap((line) => {
        const record = JSON.parse(line) as { readonly _tag: string }
        return keysOf(record, record._tag)
      }),
    )
    const optional = [
      'Opened.midway',
      'Opened.place',
      'Missing.octets',
      'Closed.by',
      'Asked.local',
      'Asked.peer',
      'Asked.place',
    ]
    for (const key of [...optional, 'Asked.request.body', 'Answered.outcome.body', 'Closed.reason.problem'])
      expect(shown).toContain(key)
  })

  it('shows a session that is read from its beginning to its end', () => {
    const { read, end } = traceReader()
    const file = linesIn(session)
    const findings = [...read(new TextEncoder().encode(`${file.join('\n')}\n`)), ...end()]
    expect(findings.length).toBe(file.length)
    expect(new Set(findings.map(({ _tag }) => _tag))).toEqual(new Set(['Begun', 'Found']))
    expect(file.length).toBeGreaterThan(10)
  })
})

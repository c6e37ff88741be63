/** The sequence diagram that `msnp decode --svg` draws. */
import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import type { TraceRecord } from '../../lib/traces/format/record.js'
import { bytesOf } from '../../lib/wire/text.js'
import { arrows, drawn, elementsIn, type Element } from './drawing.js'
import { decoded, pathOf, traceOf, twoFriends } from './inside.js'

const names = (all: ReadonlyArray<Element>): ReadonlyArray<string> =>
  all.filter(({ attributes }) => attributes['class'] === 'name').map(({ text }) => text)

const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: { host: '<b>&', port: 1 }, peer: { host: '10.0.0.2', port: 1863 } }
const said = (text: string, t = 0): TraceRecord => ({ t, _tag: 'Said', connection: 0, from: 'server', bytes: bytesOf(text) })

describe('msnp decode --svg', () => {
  it('draws a lifeline for everybody, an arrow for every command, and where connections close', async () => {
    const all = await drawn(twoFriends, 'two.svg')
    expect([...new Set(names(all))]).toEqual(['alice@example.com', 'DS', 'NS', 'SB 1', 'bob@example.com', 'SB 2'])
    expect(arrows(all)).toBe(62)
    expect(all.filter(({ attributes }) => attributes['class'] === 'life').length).toBe(6)
    expect(all.filter(({ name, inside }) => name === 'path' && inside === 'close').length).toBe(4)
    expect(all.map(({ text }) => text)).toContain('text "Hi Bob! Back already?" │ ack=A')
    expect(all.map(({ text }) => text).join('\n')).not.toMatch(/t=invented|246503\.1795362421|d8d8cb2c/)
  })

  it('takes what peers write for text and nothing else', async () => {
    const evil = '</text><script>alert(1)</script><a href="javascript:alert(1)">\u0000\ufffe\ud800\u202e"\'&amp;]]>'
    const name = encodeURIComponent(evil.replace('\ud800', ''))
    const all = await drawn(traceOf('evil.jsonl', [opened, said('VER 1 MSNP8\r\n'), said(`NLN NLN bob@example.com ${name} 0\r\n`), said(`FLN ${evil.replaceAll(' ', '')}\r\n`)]), 'evil.svg')
    expect(new Set(all.map(({ name }) => name))).toEqual(new Set(['svg', 'title', 'style', 'rect', 'line', 'text', 'g', 'path']))
    expect(all.filter(({ text }) => text.includes('<script>')).length).toBeGreaterThan(0)
    expect(all.flatMap(({ attributes }) => Object.values(attributes)).join()).not.toContain('script')
  })

  it('marks gaps and long silences', async () => {
    const missing: TraceRecord = { t: 5, _tag: 'Missing', connection: 0, from: 'server' }
    const all = await drawn(traceOf('gap.jsonl', [opened, said('QNG\r\n'), missing, said('QNG\r\n', 200_005)]), 'gap.svg')
    expect(all.filter(({ attributes }) => attributes['class'] === 'hole').length).toBe(1)
    expect(all.map(({ text }) => text)).toContain('3 min 20 s')
    expect(arrows(all)).toBe(2)
  })

  it('names the lifelines again and again on the way down, and at the bottom', async () => {
    const quiet: TraceRecord = { ...opened, t: 1, connection: 1, peer: { host: '10.0.0.3', port: 1863 } } as TraceRecord
    const closed: TraceRecord = { t: 2, _tag: 'Closed', connection: 1, reason: { _tag: 'Ended' } }
    const rows = (count: number, t: number) => Array.from({ length: count }, (_, i) => said('QNG 1\r\n', t + i * 70_000))
    const all = await drawn(traceOf('tall.jsonl', [opened, quiet, ...rows(150, 2), { ...closed, t: 2e7 }, ...rows(150, 2e7)]), 'tall.svg')
    const placesOf = (kind: string, attribute: string) =>
      all.filter(({ attributes }) => attributes['class'] === kind).map(({ attributes }) => Number(attributes[attribute]))
    const height = Number(all[0]!.attributes['height'])
    for (const x of new Set(placesOf('name', 'x'))) {
      const named = all
        .filter(({ attributes }) => attributes['class'] === 'name' && Number(attributes['x']) === x)
        .map(({ attributes }) => Number(attributes['y']))
      const lives = all.filter(({ attributes }) => attributes['class'] === 'life' && Number(attributes['x1']) === x)
      expect(lives.length).toBe(1)
      const [begins, ends] = [Number(lives[0]!.attributes['y1']), Number(lives[0]!.attributes['y2'])]
      const marks = [...named, ends]
      marks.slice(1).forEach((y, i) => expect(y - marks[i]!).toBeLessThanOrEqual(45 * 26))
      expect(Math.min(...named)).toBeLessThanOrEqual(begins + 5)
      expect(Math.max(...named)).toBeLessThanOrEqual(ends + 5)
      if (ends > height - 100) expect(ends - Math.max(...named)).toBeLessThanOrEqual(21 * 26)
    }
    // A name stands on a row of its own.
    const arrowsAt = placesOf('arrow', 'y1')
    for (const y of placesOf('name', 'y')) expect(arrowsAt).not.toContain(y - 4)
    const short = await drawn(traceOf('short.jsonl', [opened, ...rows(5, 0)]), 'short.svg')
    expect(names(short).length).toBe(2)
  })

  it('leaves out what would make it too long, and says so', async () => {
    const file = traceOf('long.jsonl', [opened, said('QNG\r\n'.repeat(5100))])
    const { err } = await decoded(file, { svg: pathOf('long.svg') })
    expect(err).toContain(`${pathOf('long.svg')}: 101 rows left out`)
    expect(arrows(elementsIn(readFileSync(pathOf('long.svg'), 'utf8')))).toBe(4999)
  })

  it('goes to standard output for -, alone', async () => {
    const { lines } = await decoded(twoFriends, { svg: '-' })
    expect(arrows(elementsIn(lines.join('\n')))).toBe(62)
    expect(await decoded(twoFriends, { svg: '-', json: true })).toMatchObject({ status: 2, lines: [] })
  })

  it('ends with 1 where it cannot be written', async () => {
    expect(await decoded(twoFriends, { svg: pathOf('no/such.svg') })).toMatchObject({
      status: 1,
      err: expect.stringContaining('there is no such folder') as string,
    })
  })
})

import { describe, expect, it } from 'vitest'

import { decoded, traceOf, twoFriends } from './inside.js'

describe('msnp decode --timeline', () => {
  it('draws lifelines and arrows', async () => {
    const { status, lines } = await decoded(twoFriends, { timeline: true }, 80)
    expect(status).toBe(0)
    expect(lines.slice(0, 4)).toEqual([
      '    0.000  │           alice@example.com',
      '    0.000  ├──┐        DS 127.0.0.2:1863 opens',
      '    0.001  ├─→│        VER 1 offers=MSNP11,MSNP10,CVR0',
      '    0.017  │←─┤        VER 1 dialect=MSNP11 others=none',
    ])
    expect(lines).toContain('    4.715  ├──┼──┼─→│  │  │  MSG 16 text "Hi Bob! Back already?" │ ack=A')
    expect(lines).toContain('    6.224  │  │  │  │  │←─┤  ACK 32')
    expect(lines.filter((line) => /[→←]/.test(line)).length).toBe(62)
    expect(lines.at(-4)).toBe('    8.985  ├──┘  │  │  │  │  DS closed by the client')
  })

  it.each([80, 60, 200])('fits %d columns', async (columns) => {
    for (const options of [{ timeline: true }, {}]) {
      const { lines } = await decoded(twoFriends, options, columns)
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
    }
  })

  it('goes whole and without colours to a file or another program, and hides secrets there too', async () => {
    const { lines } = await decoded(twoFriends, { timeline: true })
    // eslint-disable-next-line no-control-regex
    expect(lines.join('\n')).not.toMatch(/\x1b|…/)
    expect(lines.join('\n')).not.toMatch(/t=invented|246503\.1795362421|d8d8cb2c/)
  })

  it('marks gaps, and tells of connections for which there is no room', async () => {
    const local = { host: '10.0.0.1', port: 1024 }
    const many = Array.from({ length: 20 }, (_, connection) => connection)
    const file = traceOf('many.jsonl', [
      ...many.map((connection) => ({ t: 0, _tag: 'Opened', connection, local, peer: { host: '10.0.0.2', port: 1863 } }) as const),
      ...many.map((connection) => ({ t: 1, _tag: 'Missing', connection, from: 'server', octets: 1 }) as const),
    ])
    const { lines } = await decoded(file, { timeline: true }, 80)
    const gaps = lines.filter((line) => line.includes('1 octet missing'))
    expect(gaps.length).toBe(20)
    expect(gaps.filter((line) => line.includes('┊')).length).toBe(10)
    expect(gaps.filter((line) => line.includes('[server]')).length).toBe(10)
  })
})

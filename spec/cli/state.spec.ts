/** What `msnp decode --state` shows: alone, beside the timeline, as JSON; on a terminal, and for another program. */
import { describe, expect, it } from 'vitest'

import { bytesOf } from '../../lib/wire/text.js'
import { decoded, traceOf, twoFriends } from './inside.js'

const online = 'alice@example.com online, 2 contacts; sees: '

describe('msnp decode --state', () => {
  it('prints each change on a line', async () => {
    const { status, lines } = await decoded(twoFriends, { state: true })
    expect(status).toBe(0)
    expect(lines.slice(0, 5)).toEqual([
      '    0.001  ▸ somebody signing in (Negotiating)',
      '    0.017  ▸ somebody signing in (Naming)',
      '    0.072  ▸ somebody signing in (Introducing)',
      '    0.117  ▸ alice@example.com signing in (Introducing)',
      '    0.137  ▸ alice@example.com no longer on this server',
    ])
    expect(lines).toContain(`    0.839  ▸ ${online}Bob ✈ <bob@example.com> BSY`)
    expect(lines).toContain('    2.805  ▸ alice@example.com in a conversation, with: bob@example.com')
    expect(lines.at(-1)).toBe('    8.884  ▸ alice@example.com no longer on this server')
  })

  it('prints it below the row of the timeline that led to it', async () => {
    const { lines } = await decoded(twoFriends, { state: true, timeline: true }, 100)
    const at = lines.indexOf(`    1.872  ▸ ${online}Bob ✈ <bob@example.com> NLN`)
    expect(lines[at - 1]).toMatch(/^ {4}1\.872 .*NLN\b/)
    const both = [...(await decoded(twoFriends, { state: true }, 100)).lines, ...(await decoded(twoFriends, { timeline: true }, 100)).lines]
    expect([...lines].sort()).toEqual(both.sort())
  })

  it.each([80, 60, 200])('fits %d columns, and goes whole to another program', async (columns) => {
    const { lines } = await decoded(twoFriends, { state: true, timeline: true }, columns)
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
    expect((await decoded(twoFriends, { state: true })).lines.join('\n')).not.toContain('…')
  })

  it('is JSON with --json, behind the command that led to it', async () => {
    const { lines } = await decoded(twoFriends, { state: true, json: true })
    const all = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    const at = all.findIndex(({ state }) => JSON.stringify(state)?.includes('"status":"BSY"') === true)
    expect(all[at]).toEqual({
      t: 0.838944,
      connection: 1,
      state: {
        kind: 'Session',
        passport: 'alice@example.com',
        dialect: 'MSNP11',
        isUnderway: false,
        phase: 'Ready',
        status: 'NLN',
        contacts: [
          { passport: 'bob@example.com', name: 'Bob ✈', status: 'BSY' },
          { passport: 'carol@example.com', name: 'carol@example.com', status: 'FLN' },
        ],
        groups: ['Old friends'],
      },
    })
    expect(all[at - 1]).toMatchObject({ t: 0.838944, verb: 'ILN' })
  })

  it('shows nothing that could steer a terminal, whoever wrote it', async () => {
    const file = traceOf('steering.jsonl', [
      { t: 0, _tag: 'Opened', connection: 0, local: { host: '10.0.0.1', port: 1024 }, peer: { host: '10.0.0.2', port: 1863 }, midway: true },
      { t: 1, _tag: 'Said', connection: 0, from: 'server', bytes: bytesOf('NLN NLN bob@example.com Bob%1B[2J%E2%80%AE 0\r\nNLN BSY eve@example.com Eve 0\r\n') },
    ])
    for (const options of [{ state: true }, { state: true, json: true }]) {
      const text = (await decoded(file, options)).lines.join('\n')
      expect(text).toContain('eve@example.com')
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/\x1b|\u202e/)
    }
  })
})

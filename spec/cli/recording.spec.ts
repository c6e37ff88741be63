import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { recordingReader, type Finding } from '../../lib/traces.js'
import { msnp, root, said, start } from './child.js'

const folder = mkdtempSync(join(tmpdir(), 'recordings-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

const findingsIn = (path: string): ReadonlyArray<Finding> => {
  const { read, end } = recordingReader()
  return [...read(readFileSync(path)), ...end()]
}

/** All that a side said in a recording. */
const saidBy = (from: 'client' | 'server', findings: ReadonlyArray<Finding>): string =>
  findings
    .flatMap((finding) =>
      finding._tag === 'Found' && finding.record._tag === 'Said' && finding.record.from === from
        ? [new TextDecoder().decode(finding.record.bytes)]
        : [],
    )
    .join('')

describe.concurrent('a recording', () => {
  it('is made of both sessions of the demonstration, which is as it always was', async () => {
    const { status, err, lines } = await msnp(['demo', '--record', at('evening.jsonl'), '--json', '--timeout', '60'])
    expect(err).toBe('')
    expect(status).toBe(0)
    const recordings = [at('evening.alice.jsonl'), at('evening.bob.jsonl')]
    expect(said(lines.at(-1)!)).toMatchObject({ event: 'Summary', missing: [], recordings })
    for (const path of recordings) {
      const findings = findingsIn(path)
      expect(findings[0]).toMatchObject({ _tag: 'Begun', header: { seenBy: 'client', dialect: 'MSNP18' } })
      expect(findings.every(({ _tag }) => _tag === 'Begun' || _tag === 'Found')).toBe(true)
      const text = readFileSync(path, 'utf8')
      for (const password of ['wonderland', 'builder']) expect(text).not.toContain(password)
      expect(text).toContain('Off to lunch. Grüße, пока, 乾杯 👋')
      expect(saidBy('client', findings)).toMatch(/^VER 1 MSNP18 CVR0\r\n[^]*OUT\r\n$/)
    }
    expect(readFileSync(recordings[0]!, 'utf8')).toContain('"_tag":"Elapsed"')

    const again = await msnp(['demo', '--record', at('evening')])
    expect(again).toMatchObject({ status: 1, out: '', err: `msnp: cannot write ${recordings[0]}: it exists already\n` })
  })

  it('is not begun by halves', async () => {
    writeFileSync(at('half.bob.jsonl'), 'mine')
    const { status, err } = await msnp(['demo', '--record', at('half')])
    expect([status, err]).toEqual([1, `msnp: cannot write ${at('half.bob.jsonl')}: it exists already\n`])
    expect(existsSync(at('half.alice.jsonl'))).toBe(false)
    expect(readFileSync(at('half.bob.jsonl'), 'utf8')).toBe('mine')
    const nowhere = at('nowhere/evening')
    const other = await msnp(['demo', '--record', nowhere])
    expect([other.status, other.err]).toEqual([
      1,
      `msnp: cannot write ${nowhere}.alice.jsonl: there is no such folder\n`,
    ])
  })

  // A limit that a shell of POSIX sets.
  it.skipIf(process.platform === 'win32')('ends where there is no more room, and the session does not', async () => {
    const limited = `ulimit -f 4; "$0" dist/cli/msnp.js demo --record '${at('full')}'`
    const [status, out, err] = await new Promise<readonly [unknown, string, string]>((done) => {
      execFile('bash', ['-c', limited, process.execPath], { cwd: root }, (error, out, err) =>
        done([error?.code ?? 0, out, err]),
      )
    })
    expect(out).toContain('✓ all 24 steps happened')
    const problem = (who: string): string =>
      `msnp: the recording has ended, the session goes on: cannot write ${at(`full.${who}.jsonl`)}: it would be too long\n`
    expect(err.split(/(?<=\n)/).sort()).toEqual([problem('alice'), problem('bob')])
    expect(status).toBe(1)
    expect(findingsIn(at('full.alice.jsonl')).at(-1)).toMatchObject({ _tag: 'Noticed', notice: { _tag: 'CutLine' } })
  })

  it('is made of a session with any server', async () => {
    const server = start(['serve', '--port', '0', '--json'])
    const { first, nexus } = said(await server.line(() => true))
    const flags = ['--server', first as string, '--nexus', nexus as string, '--passport', 'carol@example.com']
    const secret = { SECRET: 'carols-s3cret' }
    const connect = (...more: ReadonlyArray<string>) =>
      msnp(['connect', ...flags, '--password-env', 'SECRET', '--record', at('carol.jsonl'), ...more], secret)
    const { status, err } = await connect('--dialect', 'MSNP8', '--send', '{"_tag":"SetStatus","status":"AWY"}')
    expect([status, err]).toEqual([0, ''])
    const findings = findingsIn(at('carol.jsonl'))
    expect(findings[0]).toMatchObject({ _tag: 'Begun', header: { seenBy: 'client', dialect: 'MSNP8' } })
    expect(saidBy('client', findings)).toContain('AWY')
    expect(findings.map((finding) => (finding._tag === 'Found' ? finding.record._tag : ''))).toContain('Asked')
    const text = readFileSync(at('carol.jsonl'), 'utf8')
    expect(text).not.toContain('s3cret')
    const again = await connect()
    expect([again.status, again.err]).toEqual([1, `msnp: cannot write ${at('carol.jsonl')}: it exists already\n`])
    expect(readFileSync(at('carol.jsonl'), 'utf8')).toBe(text)
    server.kill('SIGINT')
  })
})

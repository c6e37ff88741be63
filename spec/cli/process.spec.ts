/** Each command once as the program that is built, as a process of its own: the other specs run them in this process. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { fileOf, msnp, root, said, startProcess, type Ended } from './child.js'

const isWindows = process.platform === 'win32'
const run = (args: ReadonlyArray<string>, input: string | Uint8Array = '', env = {}): Promise<Ended> =>
  msnp(args, env, input, startProcess)

describe.concurrent('as a process', () => {
  // An interruption is no signal there: it ends the process.
  it.skipIf(isWindows)('serve, record and connect work together until they are interrupted; replay and scrub take what was recorded', async () => {
    const out = join(dirname(fileOf('beside', '')), 'evening.jsonl')
    const server = startProcess(['serve', '--port', '0', '--json'])
    const { first, nexus } = said(await server.line(() => true)) as { first: string; nexus: string }
    const proxy = startProcess(['record', '--server', first, '--nexus', nexus, '--out', out, '--json'])
    const at = said(await proxy.line(() => true)) as { address: string; nexus: string }
    const who = ['--passport', 'alice@example.com', '--password-env', 'SECRET']
    const flags = ['connect', '--server', at.address, '--nexus', at.nexus, ...who, '--json']
    const { status, err, lines } = await run(flags, '/status awy\n/out\n', { SECRET: 's3cret-of-alice' })
    expect([status, err]).toEqual([0, ''])
    expect(lines.map(said)).toContainEqual(expect.objectContaining({ event: 'OwnStatus', status: 'AWY' }))
    expect(said(lines.at(-1)!)).toMatchObject({ event: 'Closed', reason: { _tag: 'SignedOut' } })
    for (const [child, signal] of [
      [proxy, 'SIGINT'],
      [server, 'SIGTERM'],
    ] as const) {
      child.kill(signal)
      const ended = await child.ended
      expect([ended.status, ended.err]).toEqual([0, ''])
    }
    expect(readFileSync(out, 'utf8')).not.toContain('s3cret')

    const clean = `${out}.clean`
    expect(await run(['scrub', out, '--out', clean, '--addresses'])).toMatchObject({ status: 0, out: '' })
    expect(readFileSync(clean, 'utf8')).not.toContain('alice')
    expect(existsSync(clean)).toBe(true)
  })

  it('demo happens, and ends', async () => {
    const { status, err, lines } = await run(['demo', '--timeout', '60'])
    expect([status, err]).toEqual([0, ''])
    expect(lines.at(-1)).toMatch(/^✓ all 24 steps happened/)
  })

  it('replay takes a trace', async () => {
    const { status, lines } = await run(['replay', 'examples/recordings/echo.jsonl'])
    expect(status).toBe(0)
    expect(lines.at(-1)).toMatch(/^✓ replayed \d+ records/)
  })

  it('decode takes a capture from a pipe', async () => {
    const { status, err, lines } = await run(['decode', '-'], readFileSync(join(root, 'examples/recordings/two-friends.pcap')))
    expect([status, err, lines.length]).toEqual([0, '62 commands on 4 connections, 0 undecodable\n', 62])
  })

  it('commands lists them, and ends with 2 for one that there is not', async () => {
    expect(await run(['commands', 'OUT'])).toMatchObject({ status: 0, err: '' })
    expect(await run(['commands', 'XYZ'])).toMatchObject({ status: 2, out: '' })
    expect(await run(['fly'])).toMatchObject({ status: 2, out: '' })
  })

  it.skipIf(isWindows)('a reader who has seen enough is no error', async () => {
    const script = '"$0" dist/cli/msnp.js decode examples/recordings/two-friends.pcap --json | head -n 1; echo "${PIPESTATUS[0]}"'
    const out = await new Promise<string>((done) =>
      execFile('bash', ['-c', script, process.execPath], { cwd: root }, (_, text) => done(text)),
    )
    expect(out).toMatch(/^\{.*\}\n0\n$/)
  })
})

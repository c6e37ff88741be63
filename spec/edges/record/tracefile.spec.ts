import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, describe, expect, it } from 'vitest'

import { fileSink } from '../../../lib/edges/node.js'
import type { Ports } from '../../../lib/index.js'
import { recorded, type Finding, type Recorded, type TraceRecord } from '../../../lib/traces.js'
import { headerLine, recordLine, traceReader } from '../../../lib/traces/format/jsonl.js'
import type { TraceHeader } from '../../../lib/traces/format/record.js'

const folder = mkdtempSync(join(tmpdir(), 'traces-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
const newPath = (): string => join(folder, `${++count}.jsonl`)
const holding = (text: string): string => {
  const path = newPath()
  writeFileSync(path, text)
  return path
}
const textOf = (path: string): string => readFileSync(path, 'utf8')
const findingsIn = (bytes: Uint8Array): ReadonlyArray<Finding> => {
  const { read, end } = traceReader()
  return [...read(bytes), ...end()]
}
const recordsIn = (path: string): ReadonlyArray<TraceRecord> =>
  findingsIn(readFileSync(path)).flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))

const headerAt = (start: number, seenBy: TraceHeader['seenBy'] = 'client'): TraceHeader => ({
  format: 'rx-msnp trace',
  version: 1,
  start,
  seenBy,
})
const begun = (start: number, seenBy?: TraceHeader['seenBy']): Recorded => ({
  _tag: 'Begun',
  header: headerAt(start, seenBy),
})
const found = (record: TraceRecord): Recorded => ({ _tag: 'Found', record })
const looked = (t: number): TraceRecord => ({ t, _tag: 'Looked', now: 5 })

describe('a trace file', () => {
  it('holds each line as soon as it is recorded, and is its owner’s alone', () => {
    const path = newPath()
    const { next, complete } = fileSink(path)
    expect(textOf(path)).toBe('')
    next(begun(1000))
    expect(textOf(path)).toBe(headerLine(headerAt(1000)))
    next(found(looked(1)))
    expect(textOf(path)).toBe(headerLine(headerAt(1000)) + recordLine(looked(1)))
    complete()
    // Files have no such modes on Windows.
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is not begun where there is one already, or no room for one', () => {
    const path = holding('my diary\n')
    expect(() => fileSink(path)).toThrow(`cannot write ${path}: it exists already`)
    expect(() => fileSink(folder)).toThrow(`cannot write ${folder}: it exists already`)
    expect(() => fileSink(folder, { append: true })).toThrow(`cannot write ${folder}: it is a folder`)
    const nowhere = join(folder, 'nowhere', 'a.jsonl')
    expect(() => fileSink(nowhere)).toThrow(`cannot write ${nowhere}: there is no such folder`)
    const below = join(path, 'a.jsonl')
    expect(() => fileSink(below)).toThrow(`cannot write ${below}: a part of its path is no folder`)
    expect(textOf(path)).toBe('my diary\n')
  })

  it.skipIf(!existsSync('/dev/full'))('says in plain words that the disk is full, and the ports go on', () => {
    const ports = { now: () => 7 } as Ports
    const failures: Array<string> = []
    const failed = (error: unknown): void => void failures.push((error as Error).message)
    const all = recorded(ports, fileSink('/dev/full', { append: true }), { failed })
    expect([all.now(), all.now(), all.now()]).toEqual([7, 7, 7])
    expect(failures).toEqual(['cannot write /dev/full: the disk is full'])
  })

  describe('that goes on', () => {
    const old = [
      { t: 10, _tag: 'Dialled', connection: 4, address: { host: 'h', port: 1 } },
      { t: 20, _tag: 'Started', timer: 2, ms: 5 },
      { t: 30, _tag: 'Asked', exchange: 0, request: { method: 'GET', url: '/', headers: {} }, place: 0 },
    ] as const satisfies ReadonlyArray<TraceRecord>
    const before = headerLine(headerAt(1000)) + old.map(recordLine).join('')

    /** What is in the file when a recording that began at 1500 has gone on with it. */
    const goneOn = (text: string): string => {
      const path = holding(text)
      const { next, complete } = fileSink(path, { append: true })
      next(begun(1500))
      next(found({ t: 0, _tag: 'Dialled', connection: 0, address: { host: 'h', port: 2 } }))
      next(found({ t: 1, _tag: 'Started', timer: 0, ms: 5 }))
      next(found({ t: 1, _tag: 'Listened', place: 0, wanted: { host: 'h', port: 2 }, outcome: { _tag: 'Reset' } }))
      next(found({ t: 2, _tag: 'Abandoned', exchange: 0 }))
      complete()
      return textOf(path)
    }
    const more =
      '{"t":500,"_tag":"Dialled","connection":5,"address":"h:2"}\n' +
      '{"t":501,"_tag":"Started","timer":3,"ms":5}\n' +
      '{"t":501,"_tag":"Listened","place":0,"wanted":"h:2","outcome":{"_tag":"Reset"}}\n' +
      '{"t":502,"_tag":"Abandoned","exchange":1}\n'

    it('has one header, times from its start, and numbers that go on', () => {
      expect(goneOn(before)).toBe(before + more)
    })

    it('loses what was cut, and no more', () => {
      expect(goneOn(`${before}{"t":40,"_tag":"Lo`)).toBe(before + more)
      expect(goneOn(before.trimEnd())).toBe(before + more)
      expect(goneOn(`${before}\0\0\0\0\0`)).toBe(before + more)
      expect(goneOn(before.replaceAll('\n', '\r\n'))).toBe(before.replaceAll('\n', '\r\n') + more)
    })

    it('is begun where there was none, or nothing in it, or half a header', () => {
      const fresh = headerLine(headerAt(1500))
      for (const text of ['', '\n', fresh.slice(0, 5), fresh.slice(0, -2)]) {
        const lines = goneOn(text).split(/(?<=\n)/)
        expect(lines[0]).toBe(fresh)
        expect(lines[1]).toBe('{"t":0,"_tag":"Dialled","connection":0,"address":"h:2"}\n')
      }
      const path = newPath()
      fileSink(path, { append: true }).next(begun(1500))
      expect(textOf(path)).toBe(fresh)
    })

    it('never falls behind its own end, where a clock was set back', () => {
      const path = holding(before)
      const { next } = fileSink(path, { append: true })
      next(begun(400))
      next(found(looked(0)))
      next(found(looked(700)))
      expect(recordsIn(path).slice(-2)).toEqual([looked(30), looked(100)])
    })

    it.each([
      ['my diary\n', 'line 1: no header of a trace: it should be JSON, and is none from column 1 on'],
      ['my diary', 'line 1: no header of a trace: it should be JSON, and is none from column 1 on'],
      ['{"a":1}', 'line 1: no header of a trace: format should be "rx-msnp trace"'],
      [
        before.replace('"version":1', '"version":7'),
        'line 1: version should be 1 or less, and is 7: a newer rx-msnp reads it',
      ],
      [`${before}{}\n${before}`, `line 5: _tag should be one of `],
    ])('is left alone, where it holds %j', (text, problem) => {
      const path = holding(text)
      expect(() => fileSink(path, { append: true })).toThrow(`cannot go on with ${path}: ${problem}`)
      expect(textOf(path)).toBe(text)
    })

    it('is left alone by the ports of somebody else', () => {
      const path = holding(before)
      const { next } = fileSink(path, { append: true })
      expect(() => next(begun(1500, 'server'))).toThrow(
        'the trace was recorded at the ports of a client, and these are those of a server',
      )
      expect(textOf(path)).toBe(before)
    })
  })

  it('is whole but for its last line, whenever its writer is killed', async () => {
    const path = newPath()
    const script = fileURLToPath(new URL('writer.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    while (!existsSync(path) || statSync(path).size < 500_000) await new Promise((done) => setTimeout(done, 5))
    child.kill('SIGKILL')
    await ended
    const findings = findingsIn(readFileSync(path))
    const last = findings.at(-1)!
    const whole = last._tag === 'Noticed' ? findings.slice(0, -1) : findings
    expect(findings.length).toBeGreaterThan(100)
    expect(whole.slice(1).map((finding) => (finding._tag === 'Found' ? finding.record.t : finding))).toEqual(
      whole.slice(1).map((_, t) => t),
    )
    const { next, complete } = fileSink(path, { append: true })
    next(begun(1_001_000))
    next(found(looked(0)))
    complete()
    const all = findingsIn(readFileSync(path))
    expect(all).toEqual([...whole, found(looked(1_000_000))])
  })
})

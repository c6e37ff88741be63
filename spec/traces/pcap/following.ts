/** The streams of a capture as tshark follows them, and as they are read here. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect } from 'vitest'

import { addressOf } from '../../../lib/traces/pcap/flows.js'
import { streamReader } from '../../../lib/traces/pcap/streams.js'

/** Whether tshark is there. */
export const hasTshark = spawnSync('tshark', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Streams = Readonly<Record<string, string>>

/** What each end of each connection said, as hexadecimal text by `number address`, as tshark follows it. */
export const followed = (file: Uint8Array, connections: number): Streams => {
  const path = join(folder, 'capture.pcap')
  writeFileSync(path, file)
  const wanted = Array.from({ length: connections }, (_, i) => ['-z', `follow,tcp,raw,${i}`]).flat()
  const text = execFileSync('tshark', ['-r', path, '-q', ...wanted], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const streams: Record<string, string> = {}
  for (const part of text.split(/^=+$/m)) {
    const [, number, one, another, hex] = /tcp\.stream eq (\d+)\nNode 0: (\S+)\nNode 1: (\S+)\n([^]*)/.exec(part) ?? []
    if (hex === undefined) continue
    for (const line of hex.split('\n')) {
      const key = `${number} ${line.startsWith('\t') ? another : one}`
      if (line.trim() !== '') streams[key] = (streams[key] ?? '') + line.trim()
    }
  }
  return streams
}

/** What tshark writes where bytes are missing. */
const gap = (bytes: number): string => Buffer.from(`[${bytes} bytes missing in capture file]\0`).toString('hex')

/** The same, as it is read here. */
export const read = (file: Uint8Array): Streams => {
  const streams: Record<string, string> = {}
  // It does not tell of what is missing at the very end.
  const gaps: Record<string, string> = {}
  const add = (key: string, hex: string): void => {
    streams[key] = (streams[key] ?? '') + (gaps[key] ?? '') + hex
    gaps[key] = ''
  }
  const reader = streamReader({
    said: (flow, end, bytes) => {
      const { host, port } = addressOf(flow, end)
      add(`${flow.id} ${host}:${port}`, Buffer.from(bytes).toString('hex'))
    },
    missing: (flow, end, bytes) => {
      const { host, port } = addressOf(flow, end)
      gaps[`${flow.id} ${host}:${port}`] = gap(bytes)
    },
    over: () => undefined,
  })
  expect([reader.read(file), reader.end()]).toEqual([undefined, undefined])
  return streams
}

/** How fast a long capture is decoded, against tshark, and how much memory that takes. */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { traffic } from '../spec/support/traffic.js'

const bytes = 100e6
const msnp = fileURLToPath(new URL('../dist/cli/msnp.js', import.meta.url))

/** Does something with captures of so many bytes, each made by chance, but always the same. */
const withCaptures = async <A>(
  sizes: ReadonlyArray<number>,
  use: (files: ReadonlyArray<string>) => Promise<A>,
): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), 'msnp-bench-'))
  try {
    return await use(
      sizes.map((size) => {
        const path = join(folder, `${size}.pcap`)
        const file = openSync(path, 'w')
        for (const chunk of traffic({ bytes: size })) writeSync(file, chunk)
        closeSync(file)
        return path
      }),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Runs a program to its end, its output thrown away; gives the seconds, and what it writes to its fourth stream. */
const run = (program: string, args: ReadonlyArray<string>): Promise<readonly [seconds: number, told: string]> =>
  new Promise((done, failed) => {
    const start = process.hrtime.bigint()
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    let told = ''
    child.stdio[3]?.on('data', (text: Buffer) => (told += text.toString()))
    child.on('error', failed)
    child.on('close', (code) => {
      if (code === 0) done([Number(process.hrtime.bigint() - start) / 1e9, told])
      else failed(new Error(`${program} ended with ${code}`))
    })
  })

// What Node tells of itself in the end. **Units** kibibytes.
const tellPeak =
  'data:text/javascript,import { writeSync } from "node:fs";' +
  'process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)))'

const decoding = (file: string) => run(process.execPath, [msnp, 'decode', file, '--json'])

/** How many times as fast a long capture is decoded as tshark does it; nothing where there is no tshark. */
export const vsTshark = (): Promise<Readonly<Record<string, number>>> => {
  if (spawnSync('tshark', ['--version']).error !== undefined) {
    console.error('pcap.vsTshark is skipped: there is no tshark')
    return Promise.resolve({})
  }
  return withCaptures([bytes], async ([file]) => {
    // Once, so that the file is in memory for both.
    await decoding(file!)
    const [theirs] = await run('tshark', ['-r', file!, '-T', 'json', '-Y', 'msnms'])
    const [ours] = await decoding(file!)
    return { 'pcap.vsTshark': theirs / ours, 'pcap.seconds': ours }
  })
}

/** The most memory that decoding takes, and how many times as much on a file twice as long. */
export const memory = (): Promise<Readonly<Record<string, number>>> =>
  withCaptures([bytes, 2 * bytes], async (files) => {
    const peaks: Array<number> = []
    for (const file of files) {
      const [, told] = await run(process.execPath, ['--import', tellPeak, msnp, 'decode', file, '--json'])
      peaks.push((Number(told) * 1024) / 1e6)
    }
    const [once, twice] = peaks as [number, number]
    return { 'pcap.memory': once, 'pcap.memoryTwice': twice / once }
  })

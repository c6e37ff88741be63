import { readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What each example prints, to the letter. */
const printed: Readonly<Record<string, ReadonlyArray<string>>> = {
  echo: ['Echo: Hello?', 'Echo: Is anybody there?'],
  echospec: ['10320 ms, echo@example.com: Hello?'],
  frames: ['MSG bob@example.com Bob 34', '  34 octets: "BYE carol@example.com\\r\\nOUT OTH\\r\\n.."', 'QNG 50'],
  group: ['Alice: Tea at four? (arrived)', 'Bob: Yes, please.', 'Carol: I shall bring a cake.'],
  logger: [
    ...['Alice is NLN', 'Alice is BSY', 'Alice is LUN', 'Alice is FLN'],
    ...['Bob is NLN', 'Bob is AWY', 'Bob is FLN'],
  ],
  presence: ['Bob ✈ (BSY)', 'Bob ✈ (NLN)'],
  proxy: ['client MSNP8 VER', 'server MSNP8 VER', 'client MSNP8 CVR', 'server MSNP8 CVR', 'client MSNP8 OUT'],
}

const names = readdirSync(`${root}examples`).flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [])

describe('the examples', () => {
  it.each(names)('%s runs offline, and prints what it should', (name) => {
    const options = { cwd: root, encoding: 'utf8', timeout: 30_000 } as const
    const { stdout, stderr, status } = spawnSync(process.execPath, ['examples/run.mjs', name], options)
    expect(stderr).toBe('')
    expect(stdout.split('\n').slice(0, -1)).toEqual(printed[name])
    expect(status).toBe(0)
  })
})

/** No file of lib asks `instanceof` of what may come from another realm: jsdom, a vm context, another frame. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

const lib = fileURLToPath(new URL('../../lib/', import.meta.url))

// Whatever stands on the global object of a realm; the classes of packages and of lib itself are imported by name.
const builtIn = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name))
const foreign = new RegExp(`instanceof\\s+(?:globalThis\\.)?(?:${builtIn.join('|')})\\b`)

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

describe('lib', () => {
  it('asks for the brand, by isBytes, messageOf, codeOf or a duck, and never for a class of one realm', () => {
    const found = files.flatMap((name) =>
      readFileSync(`${lib}${name}`, 'utf8')
        .split('\n')
        .flatMap((line, at) => (foreign.test(line) && !/^\s*(?:\*|\/\/)/.test(line) ? [`${name}:${at + 1}`] : [])),
    )
    expect(files.length).toBeGreaterThan(100)
    expect(found).toEqual([])
  })

  it('would be caught', () => {
    expect(['u instanceof Uint8Array', 'e instanceof Error', 'm instanceof Map'].every((line) => foreign.test(line))).toBe(true)
    expect(['error instanceof Fault', 'error instanceof CommanderError'].some((line) => foreign.test(line))).toBe(false)
  })
})

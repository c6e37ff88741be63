import { describe, expect, it } from 'vitest'

import { type Hint } from '../../../lib/commands/scope.js'
import { rerouting, type Rename } from '../../../lib/traces/scrub/reroute.js'
import { byteText } from '../../../lib/wire/text.js'
import { escargot } from '../../replay/recorded.js'

/** Somewhere else, by what can be seen: NS to `ns`, SB to `sb`, the port one higher. */
const elsewhere: Rename = ({ port }, on) => ({ host: on.toLowerCase(), port: (port % 65535) + 1 })
const nowhereElse: Rename = (address) => address

const reroute = (rename: Rename, hint: Hint, chunks: ReadonlyArray<Uint8Array>): string => {
  const { read, end } = rerouting(rename)(hint)
  return [...chunks.map(read), end()].map((bytes) => byteText(bytes)).join('')
}

describe('what Escargot said', () => {
  it('changes in the lines XFR and RNG alone', () => {
    const said = escargot().map(({ pieces }) =>
      pieces.filter(({ from }) => from === 'server').map(({ bytes }) => bytes),
    )
    let changes = 0
    for (const chunks of said) {
      const was = chunks
        .map((chunk) => byteText(chunk))
        .join('')
        .split('\n')
      const is = reroute(elsewhere, {}, chunks).split('\n')
      expect(is.length).toBe(was.length)
      was.forEach((line, i) => {
        if (is[i] === line) return
        changes++
        expect(line).toMatch(/(?:^|>)(?:XFR \d+ (?:NS|SB)|RNG \S+) 127\.0\.0\.1:1?186[34] /)
      })
      expect(reroute(nowhereElse, {}, chunks)).toBe(was.join('\n'))
    }
    const all = said
      .flat()
      .map((chunk) => byteText(chunk))
      .join('\n')
    expect(changes).toBe(all.match(/(?:^|>)(?:XFR|RNG) .*127/gm)?.length)
    expect(changes).toBeGreaterThan(20)
  })
})

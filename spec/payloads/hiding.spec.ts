/** Holds that hiding secrets costs no more than in proportion to what is read, and keeps its length. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { headerWithout, textWithout, urlsWithout, type Hiding } from '../../lib/payloads/hiding.js'
import { crossedOut, markupOf } from '../../lib/payloads/spans.js'
import { runs } from '../support/arbitrary.js'

const hiding: Hiding = { given: crossedOut, computed: crossedOut }

/** The least of some times that something takes. **Units** milliseconds */
const least = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const began = performance.now()
      work()
      return performance.now() - began
    }),
  )

const kinds: ReadonlyArray<readonly [string, string]> = [
  ['tags', '<a b="c">'],
  ['ends', '</a>'],
  ['unclosed tags', '<a b='],
  ['unclosed quotes', "<a b='"],
  ['comments that do not end', '<!--'],
  ['CDATA that does not end', '<![CDATA['],
  ['document types', '<!DOCTYPE a ['],
  ['instructions', '<?a'],
  ['passwords', '<Password>'],
  ['passwords in passwords', '<Password><Password>'],
  ['cookies', '<PassportCookie><t>'],
  ['ends of others', '<a></b>'],
  ['references', '&amp;a'],
  ['marks', '&'],
  ['percent signs', '%25'],
  ['queries', '?pwd=a&'],
  ['schemes', '://a@'],
  ['lines', 'MSPAuth: a\r\n b\r\n'],
  ['blanks', ' '],
  ['stray marks', '<'],
  ['blanks in a ticket', '<TicketToken>  a  '],
]

describe('the cost of hiding', () => {
  it.each(kinds)('grows with the length of %s and no faster', (_, piece) => {
    for (const begin of ['<x>', 'a: b\r\n\r\n']) {
      const text = (bytes: number): string => begin + piece.repeat(Math.ceil(bytes / piece.length))
      const [short, long] = [text(4_000), text(256_000)]
      // 64 times as much; a cost that grows with the square would be 4,096 times.
      const reference = Math.max(least(() => textWithout(hiding, short)), 0.5)
      expect(least(() => textWithout(hiding, long))).toBeLessThan(800 * reference)
    }
  })

  it.each(['authorization', 'cookie', 'set-cookie', 'location'])('of a header %s as well', (name) => {
    for (const piece of ['a=b,', 'pwd=a ', 'a;', "x='", 'a b ', '?a=b&', '=']) {
      const text = (bytes: number): string => `Passport1.4 ${piece.repeat(Math.ceil(bytes / piece.length))}`
      const [short, long] = [text(1_000), text(64_000)]
      const reference = Math.max(least(() => headerWithout(hiding, name, short)), 0.2)
      expect(least(() => headerWithout(hiding, name, long))).toBeLessThan(800 * reference)
    }
  })
})

const soup = fc
  .array(fc.oneof(fc.constantFrom(...kinds.map(([, piece]) => piece), '>', '"', ']]>', '-->', '</Password>', 'secret', '\r\n'), fc.string({ maxLength: 4 })), { maxLength: 40 })
  .map((pieces) => pieces.join(''))

describe('what is hidden', () => {
  it('keeps the length of any text, of URLs and of headers', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom('authorization', 'cookie', 'set-cookie', 'x-token', 'location'), (text, name) => {
        expect(textWithout(hiding, text)).toHaveLength(text.length)
        expect(urlsWithout(hiding, text)).toHaveLength(text.length)
        expect(headerWithout(hiding, name, text)).toHaveLength(text.length)
      }),
      runs,
    )
  })

  it('is found in parts that are the whole text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        let at = 0
        for (const part of markupOf(text)) {
          expect(part.from).toBeGreaterThanOrEqual(at)
          expect(part.to).toBeGreaterThanOrEqual(part.from)
          expect(part.to).toBeLessThanOrEqual(text.length)
          at = part.to
        }
      }),
      runs,
    )
  })
})

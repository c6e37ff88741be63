import { describe, expect, it } from 'vitest'

import { isThere } from './recorded.js'
import { compare, type Difference } from './server.js'

const files = [
  ...[2, 3, 4, 5, 6, 7].map((number) => `a-md5-msnp${number}.txt`),
  ...[8, 9, 10, 11, 13, 14].map((number) => `b-twn-msnp${number}.txt`),
  'c-twn-msnp12.txt',
  ...[15, 16, 17, 18].map((number) => `d-sso-msnp${number}.txt`),
  ...[2, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18].map((number) => `e-chat-msnp${number}.txt`),
  'e-chat-mixed-8-12.txt',
  'e-chat-mixed-18-2.txt',
  ...[2, 7, 8, 9, 10, 11, 12].map((number) => `f-contacts-msnp${number}.txt`),
]

/** Where our server says something else than Escargot, how often, and why. */
interface Exception {
  readonly why: string
  readonly file: RegExp
  /** The connection that is told, and what a client had done. */
  readonly where: RegExp
  readonly theirs: string
  readonly ours: string
  readonly times: number
}

const exception = (
  why: string,
  file: RegExp,
  where: RegExp,
  theirs: string,
  ours: string,
  times: number,
): Exception => ({ why, file, where, theirs, ours, times })

const any = /./
const f = /^f-contacts/
const f7to9 = /^f-contacts-msnp[789]/
const f8to9 = /^f-contacts-msnp[89]/
const from10 = /^f-contacts-msnp1/

const exceptions: ReadonlyArray<Exception> = [
  // A challenge from MSNP6 on, which Escargot has switched off (6); and no UBX where there is nothing to say.
  exception('a challenge', any, /: CHG \d+ NLN/, 'CHG', 'CHG CHL', 19),
  exception('a challenge', any, /: CHG \d+ NLN/, 'CHG ILN', 'CHG ILN CHL', 4),
  exception('a challenge', any, /: CHG \d+ NLN/, 'CHG MSG', 'CHG MSG CHL', 16),
  exception('a challenge, no UBX', any, /: CHG \d+ NLN/, 'CHG ILN UBX MSG', 'CHG ILN MSG CHL', 6),
  exception('a challenge', any, /: CHG \d+ NLN/, 'CHG MSG NLN UBX', 'CHG MSG NLN UBX CHL', 7),
  exception('a challenge', any, /: CHG \d+ NLN/, 'CHG ILN UBX MSG NLN UBX', 'CHG ILN UBX MSG NLN UBX CHL', 1),
  exception('a challenge', any, /: CHG \d+ NLN/, 'CHG NLN UBX MSG NLN UBX', 'CHG NLN UBX MSG NLN UBX CHL', 1),
  exception('no UBX of who has no place', /mixed-18-2/, /: CHG \d+ /, 'NLN UBX', 'NLN', 3),

  // What Escargot leaves without an answer (6, 9), or takes again.
  exception('CHG without capabilities, as real servers take it (corrections.md)', /b-twn-msnp8/, /: CHG 7 BSY$/, '', 'CHG', 1),
  exception('no such list', /^f-contacts-msnp[2789]/, /: ADD \d+ XX /, '', '201', 4),
  exception('MOB before MBE', /f-contacts-msnp7/, /NS carol \| .*: PRP 35 MOB Y/, '', 'PRP', 1),
  exception('MOB before MBE', /f-contacts-msnp7/, /NS alice \| .*: PRP 35 MOB Y/, '', 'BPR', 1),
  exception('already on the list (8)', f, /: ADD \d+ FL alice@example.com Alice%20here$/, 'ADD', '215', 4),
  exception('already on the list (8)', f, /: ADC 11 FL N=alice@example.com/, 'ADC', '215', 3),
  exception('the group that cannot be removed (8)', f7to9, /: RMG \d+ 0$/, '224', '230', 3),
  exception('a verb of another dialect (5)', from10, /: ADD 4[01] FL/, 'closed', '502', 3),
  exception('the same setting, echoed as on MSNP12 in 2010 (core.md 4.4)', from10, /: BLP (?:29) BL/, '218', 'BLP', 3),
  exception('nobody there (7; core.md 6.4)', /e-chat-msnp(?:7|12|15|18)/, /: MSG 4 A/, 'ACK', 'NAK', 4),

  // Removing from a group takes us off the other's reverse list there, and what comes of it (6, bugs).
  exception('the group bug', f, /: REM 21 FL alice@example.com 1$/, 'REM', '', 1),
  exception('the group bug', f8to9, /: REM 20 FL alice@example.com 1$/, 'REM NOT', '', 2),
  exception('the group bug', from10, /: REM 19 FL \S+ \S+$/, 'REM NOT', '', 3),
  exception('the group bug', f, /NS carol \| .*: REM \d+ FL \S+$/, '216', 'REM', 6),
  exception('the group bug', f, /NS alice \| .*: REM \d+ FL \S+$/, '', 'REM', 6),

  // NOT is Escargot's own, and says again what the line before it says (6).
  exception('no NOT', f8to9, /: ADD \d+ FL/, 'ADD NOT', 'ADD', 4),
  exception('no NOT', from10, /: ADC \d+ FL/, 'ADC NOT', 'ADC', 6),
  exception('no NOT', f, /: REM \d+ FL/, 'REM NOT', 'REM', 5),

  // Who is on no list may be seen if the privacy is AL (core.md 4.4): Escargot shows only who is on the allow list.
  exception('seen at once', f, /: ADD \d+ FL alice/, 'ADD', 'ADD ILN', 4),
  exception('seen at once', f, /: ADC 9 FL N=alice/, 'ADC', 'ADC ILN', 3),
  exception('seen already', f, /: AD[DC] \d+ AL/, 'NLN', '', 5),
  exception('seen already', f, /: AD[DC] \d+ AL/, 'BPR NLN', '', 2),
  exception('seen already', f, /: AD[DC] \d+ AL/, 'NLN UBX', '', 4),
  exception('seen already, not repeated', f, /: BLP \d+ (?:AL|BL)/, 'NLN', '', 14),
  exception('seen already, under the same name', f, /: (?:REA 17|PRP 24 MFN) /, 'NLN', '', 2),

  // Details are told where there are some, and when they are gone (core.md 4.4).
  exception('no empty details', f, /: ADD \d+ FL carol/, 'ADD BPR BPR BPR BPR ILN', 'ADD ILN', 1),
  exception('no empty details', f8to9, /: ADD \d+ FL carol/, 'ADD BPR BPR BPR BPR BPR ILN', 'ADD BPR BPR ILN', 2),
  exception('no empty details', from10, /: ADC \d+ FL N=carol/, 'ADC BPR BPR BPR BPR ILN', 'ADC ILN', 1),
  exception('no empty details', from10, /: ADC \d+ FL N=carol/, 'ADC BPR BPR BPR BPR ILN UBX', 'ADC ILN', 2),
  exception('no details of who blocks', f8to9, /: ADD 22 BL/, 'BPR FLN', 'FLN', 2),
  exception('no details of who blocks', f8to9, /: REM 23 BL/, 'BPR NLN', 'NLN', 2),
  exception('no UBX where there is nothing to say', from10, /: REM 22 BL/, 'NLN UBX', 'NLN', 2),
  exception('a telephone is gone', f, /: PRP \d+ PHH$/, '', 'BPR', 6),
]

const fits = ({ file, where, theirs, ours }: Exception, name: string, difference: Difference): boolean =>
  file.test(name) &&
  where.test(`${difference.on} | ${difference.after}`) &&
  theirs === difference.theirs &&
  ours === difference.ours

describe.skipIf(!isThere)('our server in a conversation with clients of Escargot', () => {
  const compared = new Map(isThere ? files.map((file) => [file, compare(file)]) : [])
  const sum = (of: (file: string) => number): number => files.reduce((all, file) => all + of(file), 0)

  it.each(files)('%s: says the same verbs in the same order, but for the exceptions', (file) => {
    const { differences } = compared.get(file)!
    expect(differences.filter((difference) => !exceptions.some((one) => fits(one, file, difference)))).toEqual([])
  })

  it.each(exceptions)('$why: $theirs, $ours', (one) => {
    expect(
      sum((file) => compared.get(file)!.differences.filter((difference) => fits(one, file, difference)).length),
    ).toBe(one.times)
  })

  it('has no exception that stands for what another one stands for', () => {
    for (const [file, { differences }] of compared)
      for (const difference of differences)
        expect(exceptions.filter((one) => fits(one, file, difference)).length, JSON.stringify(difference)).toBeLessThan(
          2,
        )
  })

  it('is compared in more than a thousand lines', () => {
    expect(sum((file) => compared.get(file)!.lines)).toBe(2026)
  })
})

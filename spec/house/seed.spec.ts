import { existsSync } from 'node:fs'

import { describe, expect, it } from 'vitest'
import { rows, type Side } from 'rx-msnp'

import { textOf } from './run.js'

/** A row of the page: what is theirs, by whom it is said if it is a command, and the specs that show ours. */
interface Entry {
  readonly section: string
  readonly theirs: string
  readonly saidBy: string
  readonly specs: string
}

const entriesOf = (page: string): ReadonlyArray<Entry> =>
  page.split(/^## /m).flatMap((part) => {
    const section = part.split('\n')[0]!
    return part
      .split('\n')
      .filter((line) => /^\| (?!theirs|---)/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map((cells) => ({
        section,
        theirs: cells[1]!,
        saidBy: cells.length === 6 ? cells[2]! : '',
        specs: cells.at(-2)!,
      }))
  })

/** The title of a spec or of a group of them, by a part of it; a title may stand in the line behind its `it`. */
const hasTitle = (text: string, part: string): boolean =>
  text.split('\n').some((line) => {
    const [before] = line.split(part)
    return before !== line && /(?:^|[(\s])['"`][^'"`]*$/.test(before!)
  })

/** What is wrong with a row's specs. */
const problemsOf = ({ specs }: Entry): ReadonlyArray<string> =>
  specs.split('; ').flatMap((each) => {
    const [, file = '', part = ''] = /^`(spec\/[\w./-]+\.spec(?:-d)?\.ts)`: (.{8,})$/.exec(each) ?? []
    if (file === '') return [`“${each}” names no spec and title`]
    if (!existsSync(new URL(`../../${file}`, import.meta.url))) return [`there is no ${file}`]
    return hasTitle(textOf(file), part) ? [] : [`${file} has no title with “${part}”`]
  })

const entries = entriesOf(textOf('docs/net-msmgr.md'))
const commands = entries.filter(({ section }) => section === 'Commands')

/** The commands of Net::Msmgr 0.16, and those that it handles without listing them. */
const listed = [
  ...['VER', 'INF', 'USR', 'XFR', 'CHG', 'ILN', 'SYN', 'GTC', 'BLP', 'PRP', 'LST', 'ADD', 'REM', 'REA', 'MSG', 'ANS'],
  ...['IRO', 'CAL', 'OUT', 'NLN', 'FLN', 'PNG', 'QNG', 'RNG', 'JOI', 'BYE', 'CVR', 'LSG', 'ADG', 'RMG', 'REG'],
]

const sides: Readonly<Record<string, Side>> = { C: 'client', S: 'server' }

describe('what Net::Msmgr offers', () => {
  it('has specs behind it that there are, by their titles', () => {
    expect(entries.length).toBeGreaterThan(80)
    expect(entries.flatMap(problemsOf)).toEqual([])
  })

  it('has all of its commands here, by whom it says', () => {
    expect(commands.map(({ theirs }) => theirs).sort()).toEqual([...listed].sort())
    const known = new Set(
      Object.values(rows).flatMap(({ verb, from }) =>
        (from === 'both' ? ['client', 'server'] : [from]).map((side) => `${verb} ${side}`),
      ),
    )
    const claimed = commands.flatMap(({ theirs, saidBy }) =>
      saidBy.split(' ').map((side) => `${theirs} ${sides[side]}`),
    )
    expect(claimed.filter((each) => !known.has(each))).toEqual([])
  })

  it('is in four tables, with nothing put off', () => {
    const sections = ['The model', 'Commands', 'Modules', 'Documented there and missing or broken there']
    expect([...new Set(entries.map(({ section }) => section))]).toEqual(sections)
    expect(textOf('docs/net-msmgr.md')).not.toMatch(/to come/i)
  })

  it('is missed where a row names no spec, none that exists, or a title that is not there', () => {
    const wrong = (specs: string) => problemsOf({ section: '', theirs: '', saidBy: '', specs })
    expect(wrong('')).toHaveLength(1)
    expect(wrong('`spec/house/seed.spec.ts`')).toHaveLength(1)
    expect(wrong('`spec/house/nowhere.spec.ts`: what Net::Msmgr offers')).toEqual([
      'there is no spec/house/nowhere.spec.ts',
    ])
    expect(wrong('`spec/house/run.spec.ts`: ' + 'x'.repeat(8))).toHaveLength(1)
    expect(wrong('`spec/house/lint.spec.ts`: what Net::Msmgr ' + 'offers')).toHaveLength(1)
    expect(wrong('`spec/house/seed.spec.ts`: what Net::Msmgr offers')).toEqual([])
  })
})

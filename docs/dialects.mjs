// npm run dialects: what each dialect has, from the rows and the dialect table of the built package, and which specs stand
// behind it, from the names of all specs, into docs/dialects.md. With --print, the first part alone, to standard output.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { dialectMask, dialects, features, spokenDialects } from '../dist/commands/dialects.js'
import { referenceFor } from '../dist/commands/reference.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const cell = (text) => text.replaceAll('|', '\\|')
const shapesIn = ({ number }) => referenceFor(dialectMask(number, number))
const isSpoken = ({ number }) => spokenDialects.some((spoken) => spoken.number === number)

const row = (entry) =>
  `| ${entry.verb} | ${entry.from === 'both' ? 'either side' : entry.from}, ${entry.on.join(' ')} | \`${cell(entry.shape)}\` ` +
  `| ${cell(entry.meaning)} | ${entry.source}${entry.unconfirmed ? ' (unconfirmed)' : ''} |`

const differences = (dialect, before) => {
  const [here, there] = [shapesIn(dialect), before === undefined ? [] : shapesIn(before)]
  const idsOf = (entries) => new Set(entries.map(({ id }) => id))
  const [now, then] = [idsOf(here), idsOf(there)]
  return {
    begins: here.filter(({ id }) => !then.has(id)),
    ends: there.filter(({ id }) => !now.has(id)),
  }
}

const section = (dialect, at) => {
  const { begins, ends } = differences(dialect, dialects[at - 1])
  const gone = [...new Set(ends.map(({ verb }) => verb))].filter(
    (verb) => !shapesIn(dialect).some((entry) => entry.verb === verb),
  )
  const changed = [...new Set(ends.map(({ verb }) => verb))].filter((verb) => !gone.includes(verb))
  return [
    `## ${dialect.name}`,
    '',
    [
      `Sign-in by ${dialect.securityPackage}.`,
      ...(dialect.client === undefined ? [] : [`Spoken by the official client ${dialect.client}.`]),
      ...(isSpoken(dialect) ? [] : ['Read and written, but not spoken by sessions and servers.']),
      ...(changed.length === 0 ? [] : [`Other shapes than before: ${changed.join(', ')}.`]),
      ...(gone.length === 0 ? [] : [`Gone: ${gone.join(', ')}.`]),
    ].join(' '),
    '',
    ...(begins.length === 0
      ? []
      : ['| begins | said by | shape | meaning | source |', '| --- | --- | --- | --- | --- |', ...begins.map(row), '']),
  ]
}

const spanOf = ({ since, until }) => (until === undefined ? `MSNP${since} and later` : `up to MSNP${until}`)

const head = [
  '# Dialects',
  '',
  'What each dialect of MSNP has, drawn from the rows in `lib/commands/rows/` and the table in `lib/commands/dialects.ts` by',
  '`npm run dialects`. A dialect has everything that the ones before it had, except what is listed as gone or changed. All',
  'shapes stand in [commands.md](commands.md), the sources in [sources.md](sources.md).',
  '',
  '| dialect | official client | sign-in | shapes | sessions and servers speak it |',
  '| --- | --- | --- | --- | --- |',
  ...dialects.map(
    (dialect) =>
      `| [${dialect.name}](#${dialect.name.toLowerCase()}) | ${dialect.client ?? ''} | ${dialect.securityPackage} ` +
      `| ${shapesIn(dialect).length} | ${isSpoken(dialect) ? 'yes' : 'no'} |`,
  ),
  '',
  '## Features',
  '',
  'What dialects differ in besides the shapes of commands, by the name that the code has for it.',
  '',
  '| feature | dialects | meaning | source |',
  '| --- | --- | --- | --- |',
  ...Object.entries(features).map(
    ([name, { since, until, means, source }]) => `| ${name} | ${spanOf({ since, until })} | ${cell(means)} | ${source} |`,
  ),
  '',
  ...dialects.flatMap(section),
]

/** The dialects that the name of a spec names. */
const named = (name) =>
  new Set(
    [...name.matchAll(/\bmsnp\d+\b/gi)]
      .flatMap(([word]) => dialects.filter((dialect) => dialect.name === word.toUpperCase()))
      .map(({ number }) => number),
  )

/** How many specs of a file name a dialect. */
const specs = () => {
  const listed = execFileSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'list', '--json'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 })
  const tests = JSON.parse(listed.slice(listed.indexOf('[\n') < 0 ? listed.indexOf('[{') : listed.indexOf('[\n')))
  const counts = new Map()
  for (const { name, file } of tests)
    for (const number of named(name)) {
      const path = relative(root, file)
      const row = counts.get(path) ?? new Map()
      counts.set(path, row.set(number, (row.get(number) ?? 0) + 1))
    }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1))
}

const table = () => [
  '## Specs',
  '',
  'How many specs name each dialect, by file. The laws of `spec/laws` and the tables of `spec/commands` go through the rows',
  'of every dialect without naming them.',
  '',
  `| file | ${dialects.map(({ number }) => number).join(' | ')} |`,
  `| --- | ${dialects.map(() => '---').join(' | ')} |`,
  ...specs().map(
    ([file, counts]) => `| ${file} | ${dialects.map(({ number }) => counts.get(number) ?? '').join(' | ')} |`,
  ),
]

if (process.argv.includes('--print')) process.stdout.write(head.join('\n'))
else writeFileSync(new URL('dialects.md', import.meta.url), [...head, ...table(), ''].join('\n'))

/** `msnp commands`: the reference of the commands, as text, JSON or the page of the documentation. */
import { allDialects, dialectMask, dialectNamed, type Dialect } from '../commands/dialects.js'
import { failureCodes, failureMeaning } from '../commands/failures.js'
import { referenceFor, type ReferenceEntry } from '../commands/reference.js'
import { colours, complain, exitCode, sayAll, type ExitCode } from './output.js'

/** What `msnp commands` is told. */
export interface ReferenceOptions {
  readonly json?: boolean
  readonly markdown?: boolean
  readonly dialect?: Dialect
}

interface CodeEntry {
  readonly code: number
  readonly name: string
  readonly meaning: string
}

const codes: ReadonlyArray<CodeEntry> = failureCodes.map((code) => ({ code, ...failureMeaning(code) }))

const sayer = ({ from, on }: ReferenceEntry): string => `${from === 'both' ? 'either side' : from}, ${on.join(' ')}`

const spanOf = ({ dialects, unconfirmed }: ReferenceEntry): string => (unconfirmed ? `${dialects} (unconfirmed)` : dialects)
const behind = ({ payload }: ReferenceEntry): string => (payload === undefined ? '' : ` + ${payload}`)

const paragraph = (entry: ReferenceEntry): ReadonlyArray<string> => [
  `${colours.bold(entry.verb)}  ${entry.class}  ${sayer(entry)}  ${spanOf(entry)}`,
  `  ${entry.meaning}`,
  `  ${colours.cyan(entry.shape)}${behind(entry)}`,
  `  ${colours.dim(`{ ${entry.fields.join(', ')} }`)}`,
  `  ${colours.dim('e.g.')} ${entry.example}`,
  `  ${colours.dim('from')} ${entry.source}`,
  '',
]

const cell = (text: string): string => text.replaceAll('|', '\\|')

const asMarkdown = (entries: ReadonlyArray<ReferenceEntry>): ReadonlyArray<string> => {
  const verbs = [...new Set(entries.map(({ verb }) => verb))].sort()
  return [
    '# Commands',
    '',
    'Every shape of every command, drawn from the rows in `lib/commands/rows/` by `npm run reference`. In a shape,',
    '`<name>` is a field of the decoded command, `[...]` may be missing, capitals and digits stand for themselves.',
    'The sources are described in [sources.md](sources.md).',
    '',
    ...verbs.flatMap((verb) => [
      `## ${verb}`,
      '',
      '| shape | fields | class | said by | dialects | meaning | source |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...entries
        .filter((entry) => entry.verb === verb)
        .map(
          (entry) =>
            `| \`${cell(entry.shape)}\`${behind(entry)} | ${cell(entry.fields.join(', '))} | ${entry.class} | ${sayer(entry)} | ${spanOf(entry)} ` +
            `| ${cell(entry.meaning)} | ${entry.source} |`,
        ),
      '',
    ]),
    '## Numeric failures',
    '',
    'Any code of three digits, with the transaction id of what failed, and from MSNP13 on sometimes a payload. The',
    'connection stays open unless the server closes it. Source: core.md 1.6 and 7.',
    '',
    '| code | name | meaning |',
    '| --- | --- | --- |',
    ...codes.map(({ code, name, meaning }) => `| ${code} | ${name} | ${meaning} |`),
  ]
}

const codesFor = (verb: string | undefined): ReadonlyArray<CodeEntry> =>
  verb === undefined || !/^\d{3}$/.test(verb) ? [] : [{ code: Number(verb), ...failureMeaning(Number(verb)) }]

/** `msnp commands [VERB]`: the reference of the commands, or of one; a code of three digits is explained too. */
export const showReference = async (
  verb: string | undefined,
  { json, markdown, dialect }: ReferenceOptions,
): Promise<ExitCode> => {
  const number = dialect === undefined ? undefined : dialectNamed(dialect)?.number
  const among = number === undefined ? allDialects : dialectMask(number, number)
  const entries = referenceFor(among, verb)
  const failures = codesFor(verb)
  const where = dialect === undefined ? '' : ` in ${dialect}`
  if (entries.length + failures.length === 0)
    return complain(exitCode.usage, `there is no command ${verb}${where}; msnp commands lists them all`)

  if (json === true) await sayAll([...entries, ...failures].map((entry) => JSON.stringify(entry)))
  else if (markdown === true) await sayAll(asMarkdown(entries))
  else {
    await sayAll(failures.map(({ code, name, meaning }) => `${colours.bold(String(code))}  ${name}: ${meaning}`))
    await sayAll(entries.flatMap(paragraph))
  }
  return exitCode.done
}

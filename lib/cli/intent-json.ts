/** Intents as JSON on the command line: read from `--send`, and listed by `msnp intents` and in docs/sessions.md. */
import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { intents } from '../client/intents/table.js'
import { isInAll } from '../commands/dialects.js'
import { describeIntentProblem, type Intent, readIntent as readValue } from '../index.js'
import { isRecord } from '../payloads/misshape.js'
import { type Shapes } from '../payloads/shape.js'
import { readJson } from './options.js'
import { complain, exitCode, type ExitCode, jsonLine, sayAll } from './output.js'

/** Who types is the account itself, unless the JSON says somebody else. */
const typedBy =
  (self: string) =>
  (value: unknown): unknown => {
    if (!isRecord(value) || !isRecord(value['message'])) return value
    const { message } = value
    const isNotice = message['_tag'] === 'Typing' || message['_tag'] === 'Recording'
    return isNotice && message['user'] === undefined ? { ...value, message: { ...message, user: self } } : value
  }

/** The intent in some JSON, for the account `self`; or why there is none. */
export const readIntent = (self: string): ((json: string) => E.Either<string, Intent>) =>
  flow(
    readJson,
    E.flatMap((value) => pipe(value, typedBy(self), readValue, E.mapLeft(describeIntentProblem))),
  )

interface Entry {
  readonly does: string
  readonly fields: Shapes
  readonly optional: Shapes
  readonly since: number
  readonly example: object
  readonly made?: string
}

const entries = Object.entries<Entry>(intents)

const sinceOf = ({ since }: Entry): string => (isInAll({ since }) ? '' : ` (MSNP${since} and later)`)

const exampleOf = (tag: string, { example }: Entry): string => jsonLine({ _tag: tag, ...example })

/** The intents as docs/sessions.md has them. */
export const intentTable: ReadonlyArray<string> = [
  '| intent | fields | what it does | made by |',
  '| --- | --- | --- | --- |',
  ...entries.map(([tag, entry]) => {
    const all = [...Object.keys(entry.fields), ...Object.keys(entry.optional).map((name) => `${name}?`)]
    const cells = [
      `\`${tag}\``,
      all.map((name) => `\`${name}\``).join(', '),
      `${entry.does}${sinceOf(entry)}`,
      entry.made === undefined ? '' : `\`${entry.made}\``,
    ]
    return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`
  }),
]

const linesOf = ([tag, entry]: readonly [string, Entry]): ReadonlyArray<string> => [
  `${tag}: ${entry.does}${sinceOf(entry)}`,
  ...Object.entries(entry.fields).map(([name, { name: expected }]) => `  ${name}: ${expected}`),
  ...Object.entries(entry.optional).map(([name, { name: expected }]) => `  ${name} (may be left out): ${expected}`),
  `  ${exampleOf(tag, entry)}`,
]

const expectedOf = (shapes: Shapes): object =>
  Object.fromEntries(Object.entries(shapes).map(([name, { name: expected }]) => [name, expected]))

const jsonOf = ([tag, { does, fields, optional, since, example }]: readonly [string, Entry]): string =>
  jsonLine({
    intent: tag,
    does,
    since: `MSNP${since}`,
    fields: expectedOf(fields),
    optional: expectedOf(optional),
    example: { _tag: tag, ...example },
  })

/** `msnp intents`: all of them, or one. */
export const showIntents = async (name: string | undefined, { json }: { readonly json?: boolean }): Promise<ExitCode> => {
  const wanted = entries.filter(([tag]) => name === undefined || tag.toLowerCase() === name.toLowerCase())
  if (wanted.length === 0) return complain(exitCode.usage, `there is no intent ${name}; msnp intents lists them`)
  const linesFor = (each: readonly [string, Entry]): ReadonlyArray<string> => {
    if (json === true) return [jsonOf(each)]
    return name === undefined ? [exampleOf(...each)] : linesOf(each)
  }
  await sayAll(wanted.flatMap(linesFor))
  return exitCode.done
}

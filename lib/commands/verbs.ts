/** All rows by verb, compiled, and how many bytes follow a line. */
import { badLength, noPayload } from '../wire/feed.js'
import { dialects } from './dialects.js'
import { planOf, type Plan } from './plan.js'
import { stepsOf, type Row, type Side } from './row.js'
import { rows } from './rows.js'
import { isSettled, type Scope } from './scope.js'

/** All that one side can say with one verb. */
export interface VerbEntry {
  readonly verb: string
  readonly plans: ReadonlyArray<Plan>
  readonly mayCarryPayload: boolean
  readonly alwaysCarriesPayload: boolean
  /** Whether it has a name behind a mark, which real servers have sent with blanks in it. */
  readonly hasMarkedName: boolean
}

/** What stands before a display name in a list (core.md 4.3). */
export const nameMark = 'F='

/** Every row, prepared. */
export const allPlans: ReadonlyArray<Plan> = Object.entries<Row>(rows).map(([id, row]) => planOf(id, row))

const letters = 26
const capitalA = 65

/** The three capitals that a line begins with as one number, which costs no substring; -1 where it begins otherwise. */
const indexOfVerb = (line: string, at = 0): number => {
  const first = line.charCodeAt(at) - capitalA
  const second = line.charCodeAt(at + 1) - capitalA
  const third = line.charCodeAt(at + 2) - capitalA
  const areCapitals = first >= 0 && first < letters && second >= 0 && second < letters && third >= 0 && third < letters
  return areCapitals ? (first * letters + second) * letters + third : -1
}

const entriesOf = (side: Side): ReadonlyMap<number, VerbEntry> => {
  const entries = new Map<number, VerbEntry>()
  for (const plan of allPlans) {
    const { verb, from } = plan.row
    if (from !== side && from !== 'both') continue
    const said = [...(entries.get(indexOfVerb(verb))?.plans ?? []), plan]
    entries.set(indexOfVerb(verb), {
      verb,
      plans: said,
      mayCarryPayload: said.some(({ row }) => row.class === 'Payload'),
      alwaysCarriesPayload: said.every(({ row }) => row.class === 'Payload' && row.payload?.length !== 'optional'),
      hasMarkedName: said.some(({ row }) => stepsOf(row).some(({ word }) => word.name === `${nameMark}Quoted`)),
    })
  }
  return entries
}

const entries: Readonly<Record<Side, ReadonlyMap<number, VerbEntry>>> = {
  client: entriesOf('client'),
  server: entriesOf('server'),
}

// A small number for each verb of a side, and 0 for none.
const numbersOf = (side: Side): Uint8Array => {
  const numbers = new Uint8Array(letters ** 3)
  let next = 1
  for (const index of entries[side].keys()) numbers[index] = next++
  return numbers
}

const numbers: Readonly<Record<Side, Uint8Array>> = { client: numbersOf('client'), server: numbersOf('server') }
const byNumber: Readonly<Record<Side, ReadonlyArray<VerbEntry>>> = {
  client: [...entries.client.values()],
  server: [...entries.server.values()],
}

/** What a side can say in a scope: the rows of each verb by its number, as soon as somebody has asked for them. */
export interface SpokenPlans {
  readonly side: Side
  readonly scope: Scope
  readonly plans: Array<ReadonlyArray<Plan> | undefined>
}

const spoken: Readonly<Record<Side, Map<number, SpokenPlans>>> = { client: new Map(), server: new Map() }

/** What a side can say in a scope. It is kept where the scope is settled, of which there are few. */
export const spokenIn = (side: Side, scope: Scope): SpokenPlans => {
  const key = scope.dialects * 8 + scope.kinds
  const before = spoken[side].get(key)
  if (before !== undefined) return before
  const made = { side, scope, plans: byNumber[side].map(() => undefined) }
  if (isSettled(scope)) spoken[side].set(key, made)
  return made
}

/** The rows of a verb, by its number, that a line can fit to the letter. */
export const plansOf = ({ side, scope, plans }: SpokenPlans, number: number): ReadonlyArray<Plan> =>
  (plans[number] ??= byNumber[side][number - 1]!.plans.filter((plan) => applies(plan, scope) && plan.row.lastResort !== true))

const space = 32
const tab = 9

/** The number of the verb that stands in `bytes` from `at`, in a line that ends at `end`; 0, if a side has none there. */
export const numberAt = (side: Side, bytes: Uint8Array, at: number, end: number): number => {
  const first = bytes[at]! - capitalA
  const second = bytes[at + 1]! - capitalA
  const third = bytes[at + 2]! - capitalA
  const areCapitals = first >= 0 && first < letters && second >= 0 && second < letters && third >= 0 && third < letters
  const isVerb = areCapitals && (end - at === 3 || (end - at > 3 && bytes[at + 3] === space))
  return isVerb ? numbers[side][(first * letters + second) * letters + third]! : 0
}

const isBlank = (code: number): boolean => code === space || code === tab
const isDigit = (code: number): boolean => code >= 48 && code <= 57

const endsAfterVerb = (line: string): boolean => line.length === 3 || isBlank(line.charCodeAt(3))

/** What a side can say with the verb that a line begins with; nothing if the verb is unknown. */
export const entryFor = (side: Side, line: string): VerbEntry | undefined =>
  endsAfterVerb(line) ? entries[side].get(indexOfVerb(line)) : undefined

/** What a side can say with a verb. */
export const entryNamed = (side: Side, verb: string): VerbEntry | undefined =>
  typeof verb === 'string' && verb.length === 3 ? entries[side].get(indexOfVerb(verb)) : undefined

/** Whether a line begins with a code of three digits. */
export const isCode = (line: string): boolean =>
  isDigit(line.charCodeAt(0)) && isDigit(line.charCodeAt(1)) && isDigit(line.charCodeAt(2)) && endsAfterVerb(line)

/** Whether a row can hold in a scope. */
export const applies = ({ dialects: among, kinds }: Plan, scope: Scope): boolean =>
  (among & scope.dialects) !== 0 && (kinds & scope.kinds) !== 0

/**
 * The words of a line that one space each parts. Where it is otherwise, one of them is empty, or holds a tab.
 *
 * Twice as fast as split on text that is itself a slice.
 */
export const wordsOf = (line: string): ReadonlyArray<string> => {
  const words: Array<string> = []
  let start = 0
  for (let end = line.indexOf(' '); end >= 0; end = line.indexOf(' ', start)) {
    words.push(line.slice(start, end))
    start = end + 1
  }
  words.push(start === 0 ? line : line.slice(start))
  return words
}

/** The words of a line: runs of spaces and tabs part them, and no other blank does (core.md 1.2). */
export const looseWordsOf = (line: string): ReadonlyArray<string> => line.split(/[ \t]+/).filter((word) => word !== '')

const lastWordIsNoNumber = -1

/** The number that a line ends in, which stands in a text. */
const lastNumber = (line: string, start: number, end: number): number => {
  let at = end - 1
  while (isBlank(line.charCodeAt(at))) at--
  const last = at
  let number = 0
  for (let power = 1; at >= start; at--, power *= 10) {
    const digit = line.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    // Zeros in front may be many: times a power without end they would be no number.
    if (digit > 0) number += digit * power
  }
  if (at === last || at < start || !isBlank(line.charCodeAt(at))) return lastWordIsNoNumber
  return number < Number.MAX_SAFE_INTEGER ? number : Number.MAX_SAFE_INTEGER
}

const failuresWithPayload = dialects.reduce((mask, d) => (d.has.failurePayloads ? mask | (1 << d.number) : mask), 0)
const failurePayload = /^\d{3}[ \t]+\d+[ \t]+(\d{1,6})[ \t]*$/

/** Whether every dialect that may be spoken lets a failure carry a payload. */
export const failuresCarryPayload = (scope: Scope): boolean => (scope.dialects & ~failuresWithPayload) === 0

const payloadOfFailure = (scope: Scope, line: string): number => {
  const bytes = failuresCarryPayload(scope) ? failurePayload.exec(line)?.[1] : undefined
  return bytes === undefined ? noPayload : Number(bytes)
}

// Whether a verb carries a payload, by its three capitals: every line is asked for it, and this is faster than a Map.
const [never, sometimes, always] = [0, 1, 2] as const

const carryingOf = (side: Side): Uint8Array => {
  const carrying = new Uint8Array(letters ** 3)
  for (const { verb, mayCarryPayload, alwaysCarriesPayload } of entries[side].values())
    carrying[indexOfVerb(verb)] = alwaysCarriesPayload ? always : mayCarryPayload ? sometimes : never
  return carrying
}

const carrying: Readonly<Record<Side, Uint8Array>> = { client: carryingOf('client'), server: carryingOf('server') }

/**
 * How many bytes follow a line.
 *
 * The length is the last word in both directions. A verb that carries a payload in other dialects or on other servers
 * than these is believed too: that loses less than reading its payload as commands would.
 *
 * **Source** core.md 1.5 to 1.8
 */
export const bytesAfter = (side: Side): ((scope: Scope, line: string) => number) => {
  const rule = bytesAfterPiece(side)
  return (scope, line) => rule(scope, line, 0, line.length)
}

/** As `bytesAfter`, of a line that stands in a text from `start` to `end`; what stands behind it there is no capital. */
export const bytesAfterPiece = (side: Side): ((scope: Scope, text: string, start: number, end: number) => number) => {
  const verbs = carrying[side]
  const rare = (scope: Scope, line: string): number => {
    if (isBlank(line.charCodeAt(0))) return bytesAfter(side)(scope, line.replace(/^[ \t]+/, ''))
    return side === 'server' && isCode(line) ? payloadOfFailure(scope, line) : noPayload
  }
  return (scope, text, start, end) => {
    const index = indexOfVerb(text, start)
    if (index < 0) return rare(scope, text.slice(start, end))
    const carries = verbs[index]
    if (carries === never || (end - start !== 3 && !isBlank(text.charCodeAt(start + 3)))) return noPayload
    if (carries === sometimes) {
      const line = text.slice(start, end)
      return payloadOf(entryFor(side, line)!, scope, line)
    }
    const bytes = lastNumber(text, start, end)
    return bytes === lastWordIsNoNumber ? badLength : bytes
  }
}

const payloadOf = ({ plans }: VerbEntry, scope: Scope, line: string): number => {
  let anyApplies = false
  let carries = false
  let mayLackLength = false
  let shortest = 0
  for (const plan of plans) {
    if (!applies(plan, scope)) continue
    anyApplies = true
    if (plan.row.class !== 'Payload') mayLackLength = true
    else {
      carries = true
      if (plan.row.payload?.length === 'optional') shortest = plan.row.fields.length + 2
    }
  }
  if (anyApplies && !carries) return noPayload
  const bytes = lastNumber(line, 0, line.length)
  if (bytes === lastWordIsNoNumber) return mayLackLength || shortest > 0 || !anyApplies ? noPayload : badLength
  return shortest > 0 && looseWordsOf(line).length < shortest ? noPayload : bytes
}

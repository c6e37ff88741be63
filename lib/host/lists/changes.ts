/** What has changed in an account's lists, and when, so that clients need not read all of them again. */
import { stamp } from '../../commands/words.js'

/** Somebody in the lists, or without an address a group; its number makes the GUID. */
interface Numbered {
  readonly passport?: string
  readonly number: number
}

/**
 * Something that has changed, or is there no more.
 *
 * **Units** `at` in milliseconds since 1970.
 */
export interface LoggedChange extends Numbered {
  readonly at: number
}

/**
 * The last changes of an account's lists, oldest first, so that clients need not read all of them again.
 *
 * **Shapes** all changes after `from` are there.
 */
export interface ChangeLog {
  readonly from: number
  readonly changes: ReadonlyArray<LoggedChange>
}

/** Nothing has changed yet. */
export const emptyChangeLog: ChangeLog = { from: 0, changes: [] }

const mostChanges = 200

/** What is left of two lists without what they have in common at both ends: next to nothing, for lists of thousands. */
const middles = <A>(
  some: ReadonlyArray<A>,
  others: ReadonlyArray<A>,
): readonly [ReadonlyArray<A>, ReadonlyArray<A>] => {
  const shorter = Math.min(some.length, others.length)
  let start = 0
  while (start < shorter && some[start] === others[start]) start++
  let end = 0
  while (end < shorter - start && some.at(-1 - end) === others.at(-1 - end)) end++
  return [some.slice(start, some.length - end), others.slice(start, others.length - end)]
}

/** What is in one of two lists and not in the other, by number; what has changed is another value in each. */
const differing = (before: ReadonlyArray<Numbered>, after: ReadonlyArray<Numbered>): ReadonlyArray<Numbered> => {
  const [some, others] = middles(before, after)
  const known = new Set(some)
  const kept = new Set(others)
  const gone = some.filter((one) => !kept.has(one))
  const numbers = new Set(gone.map(({ number }) => number))
  return [...gone, ...others.filter((one) => !known.has(one) && !numbers.has(one.number))]
}

/** What a journal looks at. */
interface Lists {
  readonly contacts: ReadonlyArray<Numbered>
  readonly groups: ReadonlyArray<Numbered>
}

/** The journal with what has changed between two states of the lists. */
export const recordChanges =
  (at: number, before: Lists, after: Lists) =>
  (changeLog: ChangeLog): ChangeLog => {
    const { from, changes } = changeLog
    const more = [...differing(before.contacts, after.contacts), ...differing(before.groups, after.groups)]
    if (more.length === 0) return changeLog
    const all = [
      ...changes,
      ...more.map(({ passport, number }): LoggedChange => ({ at, number, ...(passport === undefined ? {} : { passport }) })),
    ]
    const over = all.length - mostChanges
    return over > 0 ? { from: all[over - 1]!.at, changes: all.slice(over) } : { from, changes: all }
  }

/** What has changed after a moment, each once; nothing, where that is not known any more. */
const changesSince = ({ from, changes }: ChangeLog, moment: number): ReadonlyArray<LoggedChange> | undefined => {
  if (moment < from) return undefined
  const last = new Map(changes.filter(({ at }) => at > moment).map((change) => [change.number, change]))
  return [...last.values()]
}

/** What a client is sent: everything, or what has changed since a moment. */
export type ListDelta =
  { readonly _tag: 'All' } | { readonly _tag: 'Since'; readonly moment: number; readonly changes: ReadonlyArray<LoggedChange> }

/** An account, as far as its changes go. */
interface Changing {
  readonly listsAt: number
  readonly settingsAt: number
  readonly changeLog: ChangeLog
}

/** When anything of an address book changed last; never before the server was there, which began at `since`. */
export const lastChange = (since: number, { listsAt, settingsAt }: Changing): number => Math.max(since, listsAt, settingsAt)

/** What has changed since the time that an earlier answer named; nothing, where all must be read again. */
export const deltaSince = (since: number, account: Changing, asked: string | undefined): ListDelta | undefined => {
  if (asked === undefined) return { _tag: 'All' }
  const moment = stamp(asked).at ?? Number.NaN
  const isKnown = moment >= since && moment <= lastChange(since, account)
  const changes = isKnown ? changesSince(account.changeLog, moment) : undefined
  return changes === undefined ? undefined : { _tag: 'Since', moment, changes }
}

/** Entries by the address of an account, in the order of the addresses. */

/**
 * Entries by their addresses: an array in the order of those, so that a big server holds little more than the entries.
 *
 * **Shapes** no address twice. A change copies the array, which is a matter of a microsecond for the longest lists.
 */
export type Roster<A extends Addressed> = ReadonlyArray<A>

/** Somebody with an address. */
export interface Addressed {
  readonly passport: string
}

/** Where an address is, or where it should be. */
const insertionIndex = (roster: Roster<Addressed>, passport: string): number => {
  let from = 0
  let to = roster.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (roster[middle]!.passport < passport) from = middle + 1
    else to = middle
  }
  return from
}

const byAddress = (one: Addressed, other: Addressed): number =>
  one.passport < other.passport ? -1 : one.passport > other.passport ? 1 : 0

/** A roster of some entries, none of them twice. */
export const rosterOf = <A extends Addressed>(entries: ReadonlyArray<A>): Roster<A> => entries.toSorted(byAddress)

/** Who has an address. */
export const lookup = <A extends Addressed>(roster: Roster<A>, passport: string): A | undefined => {
  const found = roster[insertionIndex(roster, passport)]
  return found?.passport === passport ? found : undefined
}

/** The roster with somebody in it, in place of whoever had the address. */
export const including = <A extends Addressed>(roster: Roster<A>, one: A): Roster<A> => {
  const at = insertionIndex(roster, one.passport)
  return roster.toSpliced(at, roster[at]?.passport === one.passport ? 1 : 0, one)
}

/** The roster without an address. */
export const excluding = <A extends Addressed>(roster: Roster<A>, passport: string): Roster<A> => {
  const at = insertionIndex(roster, passport)
  return roster[at]?.passport === passport ? roster.toSpliced(at, 1) : roster
}

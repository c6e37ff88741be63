/** What is known of a connection: the dialects and the kinds of server that are still possible. */
import { allDialects, dialectMask, dialectNamed, dialectsIn, type Dialect } from './dialects.js'
import { kindMask, type ServerKind } from './row.js'

/**
 * What is known of a connection: the dialects that may be spoken, and the kinds of server that it may lead to, as sets of
 * bits.
 *
 * Nobody needs to know either beforehand. Every command that goes by leaves only what fits it, and `VER` settles the
 * dialect; so traffic that was recorded from the middle on is read as well.
 */
export interface Scope {
  readonly dialects: number
  readonly kinds: number
}

/** What a user may know of a connection beforehand. */
export interface Hint {
  readonly on?: ServerKind
  readonly dialect?: Dialect
}

/** Where any dialect may be spoken, with any kind of server. */
export const anywhere: Scope = { dialects: allDialects, kinds: kindMask(['DS', 'NS', 'SB']) }

/** A dialect as a set; the empty set if there is none of that name. */
const setOf = (name: string): number => {
  const number = dialectNamed(name)?.number
  return number === undefined ? 0 : dialectMask(number, number)
}

/** The scope that a hint leaves. A name that is no dialect's leaves all of them. */
export const scopeOf = ({ on, dialect }: Hint): Scope => ({
  dialects: (dialect === undefined ? 0 : setOf(dialect)) || allDialects,
  kinds: on === undefined ? anywhere.kinds : kindMask([on]),
})

const withDialects = (dialects: number, scope: Scope): Scope =>
  dialects === scope.dialects || dialects === 0 ? scope : { ...scope, dialects }

/** The scope less what another does not hold; unchanged where nothing would be left. */
export const narrowed = (other: Scope, scope: Scope): Scope => {
  const left = {
    dialects: scope.dialects & other.dialects || scope.dialects,
    kinds: scope.kinds & other.kinds || scope.kinds,
  }
  return left.dialects === scope.dialects && left.kinds === scope.kinds ? scope : left
}

/** The scope after a client has offered dialects; they count only as long as the server has not chosen. */
export const offered = (names: ReadonlyArray<string>, scope: Scope): Scope =>
  withDialects(names.reduce((among, name) => among | setOf(name), 0) & scope.dialects, scope)

/** The scope after a server has chosen a dialect. */
export const chosen = (name: string, scope: Scope): Scope => withDialects(setOf(name), scope)

/** The dialect that is spoken, or the oldest of those that may be. */
export const dialectOf = (scope: Scope): Dialect => dialectsIn(scope.dialects)[0]?.name ?? 'MSNP2'

const isSingle = (mask: number): boolean => (mask & (mask - 1)) === 0

/** Whether nothing more is to be learned of a connection. */
export const isSettled = ({ dialects, kinds }: Scope): boolean => isSingle(dialects) && isSingle(kinds)

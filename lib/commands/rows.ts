import type { DialectNumber, Span } from './dialects.js'
import type { CommandOf, Row, ServerKind, Side } from './row.js'
import { connection } from './rows/connection.js'
import { lists } from './rows/lists.js'
import { presence } from './rows/presence.js'
import { services } from './rows/services.js'
import { settings } from './rows/settings.js'
import { signin } from './rows/signin.js'
import { switchboard } from './rows/switchboard.js'

/**
 * Every shape of every command, by name. Where two rows of a verb could fit one line, the first that does is taken.
 *
 * A numeric failure has no row: its verb is its code. See `Failure`.
 */
export const rows = {
  ...connection,
  ...signin,
  ...lists,
  ...settings,
  ...presence,
  ...services,
  ...switchboard,
} as const satisfies Readonly<Record<string, Row>>

/** The name of a row. */
export type RowId = keyof typeof rows

type Rows = { readonly [Id in RowId]: (typeof rows)[Id] }

/** The command of each row. */
type Commands = { readonly [Id in RowId]: CommandOf<Rows[Id]> }

/** The dialects that a row is read in. */
type DialectsOf<R extends Row> =
  | Span<R['since'], R extends { readonly until: infer Until } ? Until : 21>
  | (R extends { readonly also: ReadonlyArray<infer Also> } ? Also : never)

type Dialects = { readonly [Id in RowId]: DialectsOf<Rows[Id]> }

/** The rows that one side says on one kind of server in one dialect. */
type RowIdOf<From extends Side, On extends ServerKind, D extends DialectNumber> = {
  readonly [Id in RowId]: Rows[Id]['from'] extends From | 'both'
    ? On & Rows[Id]['on'][number] extends never
      ? never
      : D & Dialects[Id] extends never
        ? never
        : Id
    : never
}[RowId]

/** Every command that one side (either, unless told) can say on one kind of server (any) in one dialect (any). */
export type Command<
  From extends Side = Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
> = Commands[RowIdOf<From, On, D>]

/** The command of one row. */
export type CommandIn<Id extends RowId> = Commands[Id]

/** A verb that has a row. */
export type Verb = Rows[RowId]['verb']

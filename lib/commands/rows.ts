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

/** The rows that one side says on one kind of server. */
type RowIdOf<From extends Side, On extends ServerKind> = {
  readonly [Id in RowId]: Rows[Id]['from'] extends From | 'both'
    ? On & Rows[Id]['on'][number] extends never
      ? never
      : Id
    : never
}[RowId]

/** Every command that one side (either, unless told) can say on one kind of server (any, unless told). */
export type Command<From extends Side = Side, On extends ServerKind = ServerKind> = Commands[RowIdOf<From, On>]

/** The command of one row. */
export type CommandIn<Id extends RowId> = Commands[Id]

/** A verb that has a row. */
export type Verb = Rows[RowId]['verb']

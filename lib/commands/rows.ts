/** Every row, and the types that come of them: what a command is, and which side says it where and in which dialect. */
import type { DialectNumber } from './dialects.js'
import type { Row, ServerKind, Side } from './row.js'
import { connection } from './rows/connection.js'
import { lists } from './rows/lists.js'
import { presence } from './rows/presence.js'
import { services } from './rows/services.js'
import { settings } from './rows/settings.js'
import { signin } from './rows/signin.js'
import { switchboard } from './rows/switchboard.js'
import type { Commands, ReadIn, Sayable } from './types.js'

/** The name of a row. One that is missing here is not in `types.ts` yet: `npm run command-types` writes it. */
export type RowId = keyof Commands

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
} as const satisfies Readonly<Record<RowId, Row>>

/** The rows that one side says on one kind of server in one dialect. */
type RowIdOf<From extends Side, On extends ServerKind, D extends DialectNumber> = [DialectNumber] extends [D]
  ? Sayable[From][On]
  : InDialect<Sayable[From][On], D>

type InDialect<Id extends RowId, D extends DialectNumber> = Id extends RowId
  ? D & ReadIn[Id] extends never
    ? never
    : Id
  : never

/** Every command that one side (either, unless told) can say on one kind of server (any) in one dialect (any). */
export type Command<
  From extends Side = Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
> = Commands[RowIdOf<From, On, D>]

/** The command of one row. */
export type CommandIn<Id extends RowId> = Commands[Id]

/** A verb that has a row. */
export type Verb = Commands[RowId]['verb']

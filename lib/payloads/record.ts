/** Tables of named fields, from which the type, the reader and the writer of a record are drawn. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { identity, pipe } from 'fp-ts/lib/function.js'

import { isWithin } from '../commands/dialects.js'
import { valueOf, type Field, type Fields } from './fields.js'

/**
 * How a value is spelled as text. The words of `commands/words.ts` are such codecs too, and may be used here where
 * their text is ASCII.
 */
export interface Spelling<A> {
  // Methods, since a table holds spellings of every type at once.
  decode(text: string): E.Either<unknown, A>
  encode(value: A): string
}

/** A spelling out of its two directions. */
export const spelling = <A>(read: (text: string) => O.Option<A>, write: (value: A) => string): Spelling<A> => ({
  decode: (text) =>
    pipe(
      read(text),
      E.fromOption(() => text),
    ),
  encode: write,
})

/** Text that stands for itself. */
export const Free: Spelling<string> = spelling(O.some, identity)

/** A whole number in decimal digits, perhaps with a minus sign. */
export const Integer: Spelling<number> = spelling(
  (text) => (/^-?\d{1,15}$/.test(text.trim()) ? O.some(Number(text)) : O.none),
  String,
)

/** One of two words, read in any case. */
export const eitherWord = (yes: string, no: string): Spelling<boolean> =>
  spelling(
    (text) => {
      const word = text.trim().toUpperCase()
      return word === yes.toUpperCase() ? O.some(true) : word === no.toUpperCase() ? O.some(false) : O.none
    },
    (value) => (value ? yes : no),
  )

/**
 * What may stand in a list of fields: for each property of the record, its name on the wire, its spelling, and where it
 * matters the first dialect that knows it. The record's type, its reader and its writer are drawn from it.
 */
export type Table = Readonly<Record<string, readonly [name: string, codec: Spelling<unknown>, since?: number]>>

/** The record that a table describes. Any property may be missing, as any field may be on the wire. */
export type RecordOf<T extends Table> = {
  readonly [K in keyof T]?: T[K][1] extends Spelling<infer A> ? A : never
}

/** Reads the fields that a table names; one that is spelled in no known way is left out. */
export const readRecord = <T extends Table>(table: T): ((fields: Fields) => RecordOf<T>) => {
  const rows = Object.entries<Table[string]>(table).map(
    ([key, [name, codec]]) => [key, name.toLowerCase(), codec] as const,
  )
  return (fields) => {
    // Local, and seen by nobody else: this is done several times for every message.
    const record: Record<string, unknown> = {}
    for (const [key, name, codec] of rows) {
      const text = valueOf(name, fields)
      if (text === undefined) continue
      const value = codec.decode(text)
      if (E.isRight(value)) record[key] = value.right
    }
    return record as RecordOf<T>
  }
}

/** The fields of a record, in the order of the table: the inverse of `readRecord`. */
export const writeRecord = <T extends Table>(table: T): ((record: RecordOf<T>) => Fields) => {
  const rows = Object.entries<Table[string]>(table)
  return (record) => {
    const fields: Array<Field> = []
    for (const [key, [name, codec]] of rows) {
      const value: unknown = record[key]
      if (value !== undefined) fields.push([name, codec.encode(value)])
    }
    return fields
  }
}

/** The names of a table's fields on the wire. */
export const namesIn = (table: Table): ReadonlyArray<string> => Object.values(table).map(([name]) => name)

/** The rows that a dialect knows. */
export const upTo =
  (dialect: number) =>
  <T extends Table>(table: T): T =>
    Object.fromEntries(Object.entries<Table[string]>(table).filter(([, [, , since]]) => isWithin({ since }, { number: dialect }))) as T

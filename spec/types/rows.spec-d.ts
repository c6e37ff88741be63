/** The plain types of `commands/types.ts` equal those that the rows compute: a row that differs is named by the error. */
import { describe, expectTypeOf, it } from 'vitest'

import type { DialectNumber } from '../../lib/commands/dialects.js'
import type { CommandOf, Row, ServerKind, Side } from '../../lib/commands/row.js'
import type { rows } from '../../lib/commands/rows.js'
import type { Commands, ReadIn, Sayable } from '../../lib/commands/types.js'

type Rows = typeof rows
type Id = keyof Rows

type Flat<A> = { readonly [K in keyof A]: A[K] }
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** The members that are not the same in both. */
type Differing<A, B extends Record<keyof A, unknown>> = {
  readonly [K in keyof A]: Equal<A[K], B[K]> extends true ? never : K
}[keyof A]

type Computed = { readonly [I in Id]: Flat<CommandOf<Rows[I]>> }

type Numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]

type From<Since, All extends ReadonlyArray<unknown> = Numbers> = All extends [infer First, ...infer Later]
  ? First extends Since
    ? All[number]
    : From<Since, Later>
  : never

type To<Until, All extends ReadonlyArray<unknown> = Numbers, Seen = never> = All extends [infer First, ...infer Later]
  ? First extends Until
    ? Seen | First
    : To<Until, Later, Seen | First>
  : never

/** The numbers of the dialects from `Since` to `Until`. */
type Span<Since, Until> = From<Since> & To<Until>

type DialectsOf<R extends Row> =
  | Span<R['since'], R extends { readonly until: infer Until } ? Until : 21>
  | (R extends { readonly also: ReadonlyArray<infer Also> } ? Also : never)

type SaidBy<From extends Side, On extends ServerKind> = {
  readonly [I in Id]: Rows[I]['from'] extends From | 'both' ? (On extends Rows[I]['on'][number] ? I : never) : never
}[Id]

type SaidOn<From extends Side> = { readonly [On in ServerKind]: SaidBy<From, On> }

describe('the plain types of the commands', () => {
  it('are there for every row, and for nothing else', () => {
    expectTypeOf<keyof Commands>().toEqualTypeOf<Id>()
    expectTypeOf<keyof ReadIn>().toEqualTypeOf<Id>()
  })

  it('have the fields that the rows give them', () => {
    expectTypeOf<Differing<Computed, Commands>>().toEqualTypeOf<never>()
  })

  it('tell the dialects of the rows', () => {
    expectTypeOf<Numbers[number]>().toEqualTypeOf<DialectNumber>()
    expectTypeOf<Differing<{ readonly [I in Id]: DialectsOf<Rows[I]> }, ReadIn>>().toEqualTypeOf<never>()
  })

  it('tell who says them where', () => {
    expectTypeOf<Differing<SaidOn<'client'>, Sayable['client']>>().toEqualTypeOf<never>()
    expectTypeOf<Differing<SaidOn<'server'>, Sayable['server']>>().toEqualTypeOf<never>()
  })
})

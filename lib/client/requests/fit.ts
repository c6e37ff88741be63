/** Commands of the client without their transaction ids, in the shape that they have in a dialect. */
import { fitted, type Fitted, type Offer } from '../../commands/fit.js'
import type { DialectFacts } from '../../commands/dialects.js'
import type { Command } from '../../commands/rows.js'
import type { Unnumbered } from './request.js'

const fit = fitted('client', 'NS')

type Numbered = Extract<Command<'client', 'NS'>, { readonly trid: number }>

/** A command in the shape of a dialect; what the dialect has no word for is left out. */
export const fittedTo =
  (dialect: DialectFacts) =>
  <T extends Numbered['_tag'], V extends Extract<Numbered, { readonly _tag: T }>['verb']>(
    tag: T,
    verb: V,
    offer: Omit<Offer<Fitted<'client', 'NS', T, V>>, 'trid'>,
  ): Unnumbered => {
    // Each of them has one, whatever it is.
    const { trid: _, ...command } = fit(dialect, tag, verb as never, { trid: 1, ...offer } as never) as Numbered
    return command as Unnumbered
  }

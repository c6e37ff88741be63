/** What is to be done for an intent, as plain data: commands for the notification server, and calls to HTTP services. */
import * as E from 'fp-ts/lib/Either.js'

import type { Command } from '../../commands/rows.js'
import type { ListChange } from '../contacts/listChange.js'
import type { Refusal } from '../outcomes.js'
import type { Call } from '../services/operations.js'
import type { AccountView } from '../state.js'

type WithoutTrid<C> = C extends { readonly trid: number } ? Omit<C, 'trid'> : never

/** A command that lacks only its transaction id. */
export type Unnumbered = WithoutTrid<Command<'client', 'NS'>>

/** Failures that mean that it is so already, and what is known then. */
export interface Excused<Error> {
  readonly errors: ReadonlyArray<Error>
  readonly change?: ListChange
}

/**
 * One of the requests of an intent. Each waits for the reply to the one before.
 *
 * **Shapes** `Command` waits for its reply; `Say` is a command that is only answered if it fails, and waits for nothing. `Call` asks an HTTP
 * service; `change` is what its answer means. `Store` keeps a text for somebody who is offline. `guidOf` is the contact whose
 * GUID the command or the call takes when its turn comes. `excused` are the failures that mean that it is so already;
 * `isExpected`, where that would be no news. `readsAgain`, where the answer does not tell all that there is to be known of it.
 */
export type Request =
  | { readonly _tag: 'Say'; readonly command: Unnumbered }
  | { readonly _tag: 'Store'; readonly to: string; readonly text: string }
  | {
      readonly _tag: 'Command'
      readonly command: Unnumbered
      readonly guidOf?: string
      readonly excused?: Excused<number>
    }
  | {
      readonly _tag: 'Call'
      readonly call: Call
      readonly guidOf?: string
      readonly change?: ListChange
      readonly excused?: Excused<string> & { readonly isExpected?: boolean }
      readonly readsAgain?: boolean
    }

/** What is to be done for an intent, or why nothing is. */
export type PlannedRequests = E.Either<Refusal, ReadonlyArray<Request>>

/** A command; `excused` are the failures that say that it is so already. */
export const tells = (command: Unnumbered, excused?: Excused<number>): Request => ({
  _tag: 'Command',
  command,
  ...(excused === undefined ? {} : { excused }),
})

/** A command that is answered only if it fails. */
export const says = (command: Unnumbered): Request => ({ _tag: 'Say', command })

/** One command is all. */
export const one = (command: Unnumbered, excused?: Excused<number>): PlannedRequests => E.right([tells(command, excused)])

const noGuid = '00000000-0000-0000-0000-000000000000'

/** The GUID of a contact that a request has to name; a contact that is new has its own only after the reply before. */
const guidIn = ({ contacts }: AccountView, passport: string): string => contacts.get(passport)?.guid ?? noGuid

/** A command, with the GUID of the contact that it names. */
export const commandOf = (
  view: AccountView,
  { command, guidOf }: { readonly command: Unnumbered; readonly guidOf?: string },
): Unnumbered => (guidOf === undefined ? command : ({ ...command, contactGuid: guidIn(view, guidOf) } as Unnumbered))

/** A call, with the GUID of the contact that it names. */
export const callOf = (view: AccountView, { call, guidOf }: Extract<Request, { readonly _tag: 'Call' }>): Call =>
  guidOf === undefined ? call : ({ ...call, request: { ...(call.request as object), contact: guidIn(view, guidOf) } } as Call)

/** Nothing is sent to who has no address that a command can hold. */
export const badAddress = (verb: string): PlannedRequests =>
  E.left({
    _tag: 'BadField',
    problem: { _tag: 'BadField', verb, field: 'passport', expected: 'an address such as bob@example.com' },
  })

/** Nothing is done. */
export const refuse = (_tag: 'Already' | 'NoSuchContact' | 'NoSuchGroup' | 'NoSuchCircle'): PlannedRequests =>
  E.left({ _tag })

/** Where an intent becomes requests: one handler for each intent that an account carries out. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { encodeIn, type Encodable } from '../../commands/codec.js'
import { isWithin, type DialectFacts } from '../../commands/dialects.js'
import { scopeOf } from '../../commands/scope.js'
import { addressBookRequests } from '../addressbook/requests.js'
import { circleRequests } from '../circles/datagram.js'
import { contactRequests } from '../contacts/requests.js'
import { sinceOf } from '../intents/reading.js'
import { messagingRequests } from '../messaging/requests.js'
import type { Refusal } from '../outcomes.js'
import type { Context, IntentHandlers, RequestIntent } from './handler.js'
import { showName, showPersonal, showStatus } from './show.js'
import { commandOf, one, type Request, type PlannedRequests, type Unnumbered } from './request.js'

/** The handlers of the intents about the account itself. */
const accountRequests = {
  SetStatus: ({ dialect, settings }, { status, object }) => one(showStatus(dialect, settings, status, object)),
  SetName: ({ view, dialect }, { name }) => one(showName(dialect, view.account.passport, name)),
  SetPersonal: ({ dialect }, { personal }) => one(showPersonal(dialect, personal)),
  SetProperty: (_, { property }) => one({ _tag: 'Normal', verb: 'PRP', property }),
  SetPrivacy: (_, { privacy }) =>
    one({ _tag: 'Normal', verb: 'BLP', setting: privacy }, { errors: [218], change: { _tag: 'Privacy', privacy } }),
  SetPrompt: (_, { prompt }) =>
    one({ _tag: 'Normal', verb: 'GTC', setting: prompt }, { errors: [218], change: { _tag: 'Prompt', prompt } }),
  Ask: (_, { question }) => one(question as Unnumbered),
} as const satisfies IntentHandlers

/** A handler for each intent: without one, this does not compile. */
const handlers: Required<IntentHandlers> = {
  ...accountRequests,
  ...contactRequests,
  ...messagingRequests,
  ...circleRequests,
}

type AnyHandler = (context: Context, intent: RequestIntent) => PlannedRequests

const handlerFor = ({ has }: DialectFacts, { _tag }: RequestIntent): AnyHandler => {
  // The tag tells which intent it is, which types cannot follow. From MSNP13 on the address book keeps the lists.
  const inBook = has.listsBySoap ? (addressBookRequests as IntentHandlers)[_tag] : undefined
  return (inBook ?? handlers[_tag]) as AnyHandler
}

/** What is to be done for an intent, all of whose commands can be written; or why nothing is. */
export const requestFor = (context: Context, intent: RequestIntent): PlannedRequests => {
  const { view, dialect } = context
  if (!isWithin({ since: sinceOf(intent) }, dialect)) return E.left({ _tag: 'NotInDialect', dialect: dialect.name })
  const encode = encodeIn('client')
  const scope = scopeOf({ on: 'NS', dialect: dialect.name })
  const writable = (request: Request): E.Either<Refusal, Request> =>
    request._tag === 'Call' || request._tag === 'Store'
      ? E.right(request)
      : pipe(
          encode(scope, { ...commandOf(view, request), trid: 1 } as Encodable<'client'>),
          E.bimap(
            (problem): Refusal => ({ _tag: 'BadField', problem }),
            () => request,
          ),
        )
  return pipe(handlerFor(dialect, intent)(context, intent), E.chain(E.traverseArray(writable)))
}

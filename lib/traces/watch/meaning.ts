/** What a client that is watched means by its commands and its HTTP requests: what their answers are for. */
import * as E from 'fp-ts/lib/Either.js'

import { isIntent, type Intent } from '../../client/intents/intents.js'
import type { SignedIn } from '../../client/contacts/state.js'
import { isBy } from '../../client/intents/table.js'
import type { RequestIntent } from '../../client/requests/handler.js'
import type { Request } from '../../client/requests/request.js'
import { requestFor } from '../../client/requests/requests.js'
import { answerOf, isTicketRefused } from '../../client/services/answers.js'
import { call, type Call, type OperationName } from '../../client/services/operations.js'
import { isRedirect } from '../../client/services/redirects.js'
import type { Ask, Asked, Came, In, Purpose } from '../../client/session/signals.js'
import type { Command } from '../../commands/rows.js'
import { isAnswered } from '../../core/effects.js'
import { intentBehind } from '../replay/infer-intents.js'
import { askedBy, intentBegunBy } from '../replay/infer-requests.js'
import type { Exchanged } from './heard.js'

type Said = Command<'client', 'NS'>

const isForAccount = isBy('account')

const isRequest = (intent: Intent | undefined): intent is RequestIntent =>
  intent !== undefined && intent._tag !== 'Ask' && isIntent(intent) && isForAccount(intent)

/** The first of the requests that an intent leads to. */
const firstRequest = ({ view, on, settings }: SignedIn, intent: RequestIntent): Request | undefined => {
  const requests = requestFor({ view, dialect: on.dialect, settings, endpoint: on.endpoint }, intent)
  return E.isRight(requests) ? requests.right[0] : undefined
}

// The client makes each of the requests of an intent itself, so that none is left to be made.
const rest: ReadonlyArray<Request> = []

const byIntent = (was: SignedIn, command: Said): Asked => {
  const { view, on, settings } = was
  const intent = intentBehind(command, { state: view, dialect: on.dialect.name, settings })
  if (!isRequest(intent)) return { _tag: 'Own' }
  const request = firstRequest(was, intent)
  const excused = request?._tag === 'Command' ? request.excused : undefined
  return { _tag: 'Intent', intent, rest, ...(excused === undefined ? {} : { excused }) }
}

const meantBy = (was: SignedIn, command: Said & { readonly trid: number }): Asked => {
  switch (command.verb) {
    case 'SYN':
      return { _tag: 'Lists' }
    case 'XFR':
      return { _tag: 'Transfer', conversation: String(command.trid) }
    case 'QRY':
      return { _tag: 'Challenge' }
    case 'USR':
      return { _tag: 'Circles' }
    case 'ADL':
    case 'BLP':
      if (was.book?._tag === 'Uploading') return { _tag: 'Upload' }
  }
  return byIntent(was, command)
}

/** A command that is overheard, as one that is asked for: under its own transaction id. */
export interface Asking {
  readonly _tag: 'Asking'
  readonly ask: Ask
  readonly trid: number
}

/** What a command on a connection that is signed in leads to: what a session would have been told. */
export const meaningOf = (was: SignedIn, command: Said): ReadonlyArray<In | Asking> => {
  if (!('trid' in command)) return []
  const { trid, verb } = command
  const isKept = verb === 'SYN'
  const asking: Asking = { _tag: 'Asking', trid, ask: { _tag: 'Ask', command, as: meantBy(was, command), isKept } }
  // The first list is waited for already.
  return isKept && was._tag === 'Ready' ? [{ _tag: 'Submitted', intent: { _tag: 'Synchronise' } }, asking] : [asking]
}

const isFullIn = (question: unknown): boolean =>
  typeof question === 'object' && question !== null && !('since' in question && question.since !== undefined)

const purposeOf = (was: SignedIn, { operation, request }: Call, { request: asked }: Exchanged): Purpose | undefined => {
  switch (operation) {
    case 'findMembership':
      return { _tag: 'Memberships', isFull: isFullIn(request) }
    case 'findAll':
    case 'findContactsPaged':
      return { _tag: 'AddressBook', isFull: isFullIn(request) }
  }
  const did = askedBy(asked)
  const { view: state, on, settings } = was
  const intent = did && intentBegunBy(did, { state, settings, dialect: on.dialect.name, later: () => [] })
  if (!isRequest(intent)) return undefined
  const first = firstRequest(was, intent)
  if (first?._tag !== 'Call') return undefined
  const { change, excused } = first
  return {
    _tag: 'Intent',
    intent,
    rest,
    ...(change === undefined ? {} : { change }),
    ...(excused === undefined ? {} : { excused }),
  }
}

/** What an answer means for the call; nothing, where the client asks once more: elsewhere, or with another ticket. */
const cameOf = (made: Call, { outcome }: Exchanged): Came<unknown> | undefined => {
  if (!isAnswered(outcome)) return E.left({ _tag: 'Unanswered', why: outcome })
  if (isRedirect(outcome)) return undefined
  const came = answerOf(made, outcome)
  return E.isLeft(came) && isTicketRefused(came.left, outcome) ? undefined : came
}

/** What an HTTP request and its answer lead to, in a session that keeps its contact list in an address book. */
export const answerMeans = (was: SignedIn, exchanged: Exchanged): ReadonlyArray<In> => {
  const did = askedBy(exchanged.request)
  if (did?._tag !== 'Asked' || did.operation === 'requestTickets' || !was.on.dialect.has.listsBySoap) return []
  const made = call<OperationName>(did.operation, did.question as never)
  const purpose = purposeOf(was, made, exchanged)
  const came = cameOf(made, exchanged)
  if (purpose === undefined || came === undefined) return []
  const isReading = purpose._tag !== 'Intent' && was._tag === 'Ready' && was.book?._tag !== 'Reading'
  const called: In = { _tag: 'Called', call: made, purpose, came }
  return isReading ? [{ _tag: 'Submitted', intent: { _tag: 'Synchronise' } }, called] : [called]
}

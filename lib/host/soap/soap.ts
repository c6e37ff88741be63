/** Serves SOAP operations to accounts that are signed in: ticket, action, answer or fault. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { seeing } from '../../core/action.js'
import type { HttpResponse, Name, Requested } from '../../core/effects.js'
import { readParameters, valueOf } from '../../payloads/fields.js'
import type { Secret } from '../../payloads/secret.js'
import { at, describeSoapProblem, textAt, writeFault, type SoapFault, type SoapProblem } from '../../payloads/soap/envelope.js'
import { actionIn, type Operation } from '../../payloads/soap/operation.js'
import { rootOfBeginning, type XmlElement } from '../../payloads/xml.js'
import { respond, type HostAction } from '../action.js'
import type { Caller } from '../lists/edit.js'
import { sessionsOf } from '../presence/sessions.js'
import { numberIn, ticketOf } from '../signin/tickets.js'
import type { Host } from '../state.js'

const xml = { 'Content-Type': 'text/xml; charset=utf-8' }

/** Answers with a body of XML. */
export const answerXml = (exchange: Name, status: number, body: Uint8Array): HostAction =>
  respond(exchange, { status, headers: xml, body })

/** Answers with a fault; 500 is the status that SOAP wants. */
const answerFault = (exchange: Name, fault: SoapFault, status = 500): HostAction =>
  answerXml(exchange, status, writeFault(fault))

/** All must be read again; said with a status that says nothing, as Escargot does (escargot.md 4). */
export const fullSync: readonly [fault: SoapFault, status: number] = [
  { code: 'Client', error: 'FullSyncRequired', text: 'Full sync required' },
  200,
]

const noBytes = new Uint8Array(0)

/** The body of a request, or what is wrong with it before it is looked at. */
export const bodyOf = (
  { settings }: Host,
  { request }: Requested,
  limit: 'request' | 'requestBeforeSignIn' = 'request',
): E.Either<SoapProblem, Uint8Array> => {
  const { body = noBytes } = request
  return body.length > settings.limits[limit] ? E.left({ _tag: 'NotSoap', reason: 'it is too long' }) : E.right(body)
}

/** The fault that says that a request could not be read. */
export const unreadable = (problem: SoapProblem): SoapFault => ({ code: 'Client', text: describeSoapProblem(problem) })

/** What an operation can answer. */
export interface SoapReply<A> {
  readonly done: (answer: A) => HostAction
  readonly refuse: (error: string, text?: string) => HostAction
  readonly fault: (fault: SoapFault, status?: number) => HostAction
}

/** An operation that is served, by the action that names it. */
export interface ServedOperation {
  readonly action: string | undefined
  readonly serve: (asked: Requested, body: Uint8Array) => HostAction
}

/** Who asks with a ticket: an account that is signed in, and the endpoint it asks from, if that is known. */
const callerOf = (host: Host, text: string): Caller | undefined => {
  const ticket = ticketOf(host, text)
  if (ticket === undefined) return undefined
  const sessions = sessionsOf(host, ticket.passport)
  if (sessions.length === 0) return undefined
  const number = numberIn(text)
  const session = sessions.length === 1 ? sessions[0] : sessions.find((one) => one.ticket === number)
  return { owner: ticket.passport, by: session?.link }
}

/** All texts in an element that may be a ticket: its own, its attributes', and the two parts of one that was cut. */
const ticketsIn = (element: XmlElement): ReadonlyArray<string> => [
  element.text.trim(),
  ...element.attributes.map(([, value]) => value),
  `t=${textAt('t')(element) ?? ''}&p=${textAt('p')(element) ?? ''}`,
  ...element.children.flatMap(ticketsIn),
]

/** Whether the beginning of a long request shows a ticket of somebody who is signed in; the rest is not read before. */
const isFromSignedIn = (host: Host, body: Uint8Array): boolean => {
  const root = rootOfBeginning(body.subarray(0, host.settings.limits.requestBeforeSignIn))
  const header = at('Header')(root)
  return header !== undefined && ticketsIn(header).some((text) => callerOf(host, text) !== undefined)
}

// As Escargot says it (escargot.md 4).
const forbidden: HttpResponse = {
  status: 403,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode('403: Forbidden'),
}

/**
 * Serves an operation to whoever is signed in.
 *
 * **Errors** 403 for a ticket that is none, or that of an account that is not signed in; a fault for a request that
 * cannot be read.
 *
 * **Source** messages.md 4.2
 */
export const servedOperation = <Head extends { readonly ticket: Secret }, Q, A>(
  { action, readRequest, writeAnswer }: Operation<Head, Q, A>,
  carry: (caller: Caller, request: Q, reply: SoapReply<A>, head: Head) => HostAction,
  denied: (reply: SoapReply<A>) => HostAction | undefined = () => undefined,
): ServedOperation => ({
  action,
  serve: ({ exchange }, body) => {
    const reply: SoapReply<A> = {
      done: (answer) => answerXml(exchange, 200, writeAnswer(answer)),
      refuse: (error, text = error) => answerFault(exchange, { code: 'Client', error, text }),
      fault: (fault, status) => answerFault(exchange, fault, status),
    }
    return pipe(
      readRequest(body),
      E.match(
        (problem) => answerFault(exchange, unreadable(problem)),
        ({ head, request }) =>
          seeing((host) => {
            const caller = callerOf(host, head.ticket.reveal())
            return caller === undefined
              ? (denied(reply) ?? respond(exchange, forbidden))
              : carry(caller, request, reply, head)
          }),
      ),
    )
  },
})

const header = ({ request }: Requested, name: string): string | undefined =>
  Object.entries(request.headers).find(([candidate]) => candidate.toLowerCase() === name)?.[1]

/** The action that a request names: a header of its own, or in SOAP 1.2 a parameter of the content type. */
const actionOf = (asked: Requested): string =>
  actionIn(header(asked, 'soapaction') ?? valueOf('action', readParameters(header(asked, 'content-type') ?? ''))) ?? ''

/**
 * A service of some operations.
 *
 * **Errors** a fault for an action that nobody knows, and for a request that is too long.
 */
export const soapService = (...operations: ReadonlyArray<ServedOperation>): ((asked: Requested) => HostAction) => {
  const byAction = new Map(operations.map((operation) => [operation.action?.toLowerCase(), operation]))
  return (asked) =>
    seeing((host) => {
      const operation = byAction.get(actionOf(asked).toLowerCase())
      const unknown = { code: 'Client', text: 'There is no such operation' }
      return pipe(
        bodyOf(host, asked),
        E.match(
          (problem) => answerFault(asked.exchange, unreadable(problem)),
          (body) =>
            body.length > host.settings.limits.requestBeforeSignIn && !isFromSignedIn(host, body)
              ? answerFault(asked.exchange, unreadable({ _tag: 'NotSoap', reason: 'it is too long' }))
              : (operation?.serve(asked, body) ?? answerFault(asked.exchange, unknown)),
        ),
      )
    })
}

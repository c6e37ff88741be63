/** Declares a SOAP operation once, for the side that asks and the side that answers. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { XmlElement } from '../xml.js'
import { inBody, readEnvelope, writeEnvelope, type Envelope, type SoapProblem } from './envelope.js'

/** The services that are asked by SOAP: each has a URL of its own. */
export type Service = 'tickets' | 'sharing' | 'addressBook' | 'offlineStore' | 'offlineMail'

/**
 * What a service can be asked, and how that is written and read: by the client, and by the server.
 *
 * **Shapes** `Head` is what stands in the header, `Q` the question, `A` the answer. `action` goes into the HTTP header
 * `SOAPAction`; tickets have none.
 *
 * **Errors** each reader gives a Left for what it cannot use, and none throws.
 */
export interface Operation<Head, Q, A> {
  readonly name: string
  readonly service: Service
  readonly action: string | undefined
  /** What a client sends. */
  readonly writeRequest: (head: Head, request: Q) => Uint8Array
  /** What a server is asked. */
  readonly readRequest: (body: Uint8Array | undefined) => E.Either<SoapProblem, OperationRequest<Head, Q>>
  /** What a server answers. */
  readonly writeAnswer: (answer: A) => Uint8Array
  /** What a client is answered. */
  readonly readAnswer: (body: Uint8Array | undefined) => E.Either<SoapProblem, A>
}

/** A request as a server reads it. */
export interface OperationRequest<Head, Q> {
  readonly head: Head
  readonly request: Q
}

/** How a value stands in an element. */
export interface ElementShape<A> {
  readonly write: (value: A) => string
  readonly read: (element: XmlElement) => E.Either<SoapProblem, A>
}

/** Says all that there is to say of an operation: the rest is the same for each of them. */
export interface Declaration<Head, Q, A> {
  readonly name: string
  readonly service: Service
  readonly action: string | undefined
  readonly header: ElementShape<Head>
  /** The element in the body that is read, by its name. */
  readonly request: ElementShape<Q> & { readonly element: string }
  /** Without a name, whatever stands in the body is a good answer. */
  readonly answer: ElementShape<A> & { readonly element: string | undefined }
  /** What stands in the header of an answer. */
  readonly answerHeader?: string
}

const answerIn =
  (name: string | undefined) =>
  (envelope: Envelope): E.Either<SoapProblem, XmlElement> =>
    name === undefined ? E.right(envelope.body) : inBody(name)(envelope)

/** An operation as it is declared. */
export const operation = <Head, Q, A>({
  name,
  service,
  action,
  header,
  request,
  answer,
  answerHeader = '',
}: Declaration<Head, Q, A>): Operation<Head, Q, A> => ({
  name,
  service,
  action,
  writeRequest: (head, question) => writeEnvelope(header.write(head), request.write(question)),
  readRequest: (body) =>
    pipe(
      readEnvelope(body),
      E.chain((envelope) =>
        pipe(
          inBody(request.element)(envelope),
          E.chain(request.read),
          E.chain((question) =>
            pipe(
              header.read(envelope.header),
              E.map((head) => ({ head, request: question })),
            ),
          ),
        ),
      ),
    ),
  writeAnswer: (value) => writeEnvelope(answerHeader, answer.write(value)),
  readAnswer: (body) => pipe(readEnvelope(body), E.chain(answerIn(answer.element)), E.chain(answer.read)),
})

/** The action that an HTTP header names, which some clients put between quotes. */
export const actionIn = (header: string | undefined): string | undefined => header?.trim().replace(/^"(.*)"$/s, '$1')

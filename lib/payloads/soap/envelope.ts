/** SOAP envelopes and faults: reading and writing. */
import * as E from 'fp-ts/lib/Either.js'
import * as Th from 'fp-ts/lib/These.js'
import { pipe } from 'fp-ts/lib/function.js'

import { utf8Bytes, utf8Of } from '../../wire/text.js'
import { detached } from '../detach.js'
import { escape, readXml, tag, type XmlElement, type XmlProblem } from '../xml.js'

/**
 * Why a service does not do what it was asked.
 *
 * **Shapes** `code` is the name behind the prefix: `FailedAuthentication`, `Client`. `text` is for people. `error` is the
 * address book's word: `FullSyncRequired`, `InvalidPassportUser`. `redirect` is where to ask instead. `challenge` is to be
 * answered with the key of the client, `policy` what a ticket should have been asked by (both: offline messages).
 *
 * **Source** core.md 3.4; messages.md 4.1, 4.2, 4.6
 */
export interface SoapFault {
  readonly code: string
  readonly text?: string
  readonly error?: string
  readonly redirect?: string
  readonly challenge?: string
  readonly policy?: string
}

/**
 * Why an answer or a request is of no use.
 *
 * **Errors** `Fault`: the service says that it failed. `NotSoap`: it is no XML, or no envelope, or longer than anything
 * that is ever said. `Incomplete`: an element is not there.
 */
export type SoapProblem =
  | { readonly _tag: 'Fault'; readonly fault: SoapFault }
  | { readonly _tag: 'NotSoap'; readonly reason: string }
  | { readonly _tag: 'Incomplete'; readonly missing: string }

/** Tells what is wrong, in a few words that quote nothing of the body. */
export const describeSoapProblem = (problem: SoapProblem): string => {
  switch (problem._tag) {
    case 'Fault':
      return `it refuses (${problem.fault.error ?? problem.fault.code})`
    case 'NotSoap':
      return `what it says is no SOAP: ${problem.reason}`
    case 'Incomplete':
      return `its answer lacks ${problem.missing}`
  }
}

/** The longest body that is read, in characters: a list of ten thousand contacts has half of it. */
export const bodyLimit = 16 * 2 ** 20

const local = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

/** Whether an element has a name, whatever its prefix and case (messages.md 4). */
export const isNamed =
  (name: string) =>
  (element: XmlElement): boolean =>
    local(element.name) === name.toLowerCase()

/** The children of a name. */
export const childrenOf =
  (name: string) =>
  ({ children }: XmlElement): ReadonlyArray<XmlElement> =>
    children.filter(isNamed(name))

/** The element at the end of a path of names, if it is there. */
export const at =
  (...path: ReadonlyArray<string>) =>
  (element: XmlElement): XmlElement | undefined =>
    path.reduce<XmlElement | undefined>((inside, name) => inside?.children.find(isNamed(name)), element)

/** The text at the end of a path, without the blanks around it; nothing, where there is none. */
export const textAt =
  (...path: ReadonlyArray<string>) =>
  (element: XmlElement): string | undefined => {
    const text = at(...path)(element)?.text.trim()
    return text === '' ? undefined : text
  }

/** Whether a text says so; services do not agree about capitals. */
export const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true'

/** An element anywhere below, at any depth; the first one. */
export const below =
  (name: string) =>
  (element: XmlElement): XmlElement | undefined => {
    for (const child of element.children) {
      const found = isNamed(name)(child) ? child : below(name)(child)
      if (found !== undefined) return found
    }
    return undefined
  }

// It is told to people and kept in traces, so it is to be a word and not whatever a server likes to say.
const isWord = /^[\w.-]{1,64}$/

const wordIn = (said: string | undefined): string | undefined => {
  const word = said?.slice(said.indexOf(':') + 1)
  return word !== undefined && isWord.test(word) ? detached(word) : undefined
}

const given = <K extends keyof SoapFault>(key: K, value: string | undefined): Partial<SoapFault> =>
  value === undefined ? {} : { [key]: value }

/** What a fault says. RST2 speaks SOAP 1.2, whose codes are one in another. */
const readFault = (fault: XmlElement): SoapFault => {
  const code = textAt('faultcode')(fault) ?? textAt('Code', 'Subcode', 'Value')(fault) ?? textAt('Code', 'Value')(fault)
  const anywhere = (name: string): string | undefined => {
    const text = below(name)(fault)?.text.trim()
    return text === '' ? undefined : text
  }
  return {
    code: wordIn(code) ?? 'Unknown',
    ...given('text', textAt('faultstring')(fault) ?? textAt('Reason', 'Text')(fault)),
    ...given('error', wordIn(anywhere('errorcode'))),
    ...given('redirect', anywhere('redirectUrl')),
    ...given('challenge', anywhere('LockKeyChallenge')),
    ...given('policy', anywhere('RequiredAuthPolicy')),
  }
}

/** An envelope that was read. */
export interface Envelope {
  readonly header: XmlElement
  readonly body: XmlElement
}

const nothing: XmlElement = { name: '', attributes: [], children: [], text: '' }

const notSoap = (reason: string): SoapProblem => ({ _tag: 'NotSoap', reason })

const described = (problem: XmlProblem): string => {
  switch (problem._tag) {
    case 'NotWellFormed':
      return 'it is not well-formed XML'
    case 'Doctype':
      return 'it has a document type'
    case 'TooDeep':
      return 'it is nested too deeply'
    case 'TooLong':
      return 'it is too long'
  }
}

/**
 * The envelope, even if somebody has a name that XML cannot hold: templates write it as it is, and one contact should not
 * cost all the others. What is broken otherwise, an end that did not come first of all, is not read in part.
 */
const readMarkup = readXml({ length: bodyLimit, isLenient: true })

/** Reads an envelope. A fault is a Left, wherever it stands: in the body, or as Escargot has it directly in the envelope. */
export const readEnvelope = (bytes: Uint8Array | undefined): E.Either<SoapProblem, Envelope> => {
  if (bytes === undefined || bytes.length === 0) return E.left(notSoap('it is empty'))
  // An byte is never more than one character, and a character at most four bytes.
  if (bytes.length > 4 * bodyLimit) return E.left(notSoap('it is too long'))
  return pipe(
    readMarkup(utf8Of(bytes)),
    Th.match(
      (problem) => E.left(notSoap(described(problem))),
      E.right<SoapProblem, XmlElement>,
      (problem) => E.left(notSoap(described(problem))),
    ),
    E.filterOrElse(isNamed('Envelope'), () => notSoap('it has no envelope')),
    E.chain((envelope) => {
      const body = at('Body')(envelope)
      const fault = at('Fault')(envelope) ?? (body && at('Fault')(body))
      if (fault !== undefined) return E.left<SoapProblem>({ _tag: 'Fault', fault: readFault(fault) })
      return body === undefined
        ? E.left<SoapProblem>({ _tag: 'Incomplete', missing: 'Body' })
        : E.right({ header: at('Header')(envelope) ?? nothing, body })
    }),
  )
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>'
const soap = 'http://schemas.xmlsoap.org/soap/envelope/'

/** Writes an envelope around markup. Leaves get no blanks: Escargot compares them to the letter (messages.md 4). */
export const writeEnvelope = (header: string, body: string): Uint8Array => {
  const head = header === '' ? '' : tag('soap:Header')(header)
  const content = head + tag('soap:Body')(body)
  return utf8Bytes(declaration + tag('soap:Envelope', [['xmlns:soap', soap]])(content))
}

/** An element with nothing but text in it. */
export const leaf = (name: string, text: string): string => tag(name)(escape(text))

/** The same, where there is a text. */
export const optionalLeaf = (name: string, text: string | undefined): string =>
  text === undefined ? '' : leaf(name, text)

const storeSpace = 'http://messenger.msn.com/ws/2004/09/oim/'

/** What stands before a code; some clients compare it with the code (libpurple's nexus.c and oim.c). */
const prefixes: ReadonlyArray<readonly [prefix: string, space: string, codes: ReadonlyArray<string>]> = [
  ['soap', soap, ['Client', 'Server']],
  ['wsse', 'http://schemas.xmlsoap.org/ws/2003/06/secext', ['FailedAuthentication']],
  ['psf', 'http://schemas.microsoft.com/Passport/SoapServices/SOAPFault', ['Redirect']],
  [
    'q0',
    storeSpace,
    ['AuthenticationFailed', 'SystemUnavailable', 'SenderThrottleLimitExceeded', 'InvalidContent'],
  ],
]

const codeMarkup = (code: string): string => {
  const [prefix, space] = prefixes.find(([, , codes]) => codes.includes(code)) ?? []
  return prefix === undefined || space === undefined
    ? leaf('faultcode', code)
    : tag('faultcode', prefix === 'soap' ? [] : [[`xmlns:${prefix}`, space]])(escape(`${prefix}:${code}`))
}

/** Clients look for these with their namespace, to the letter (corrections.md). */
const ofStore = (name: string, text: string | undefined): string =>
  text === undefined ? '' : tag(name, [['xmlns', storeSpace]])(escape(text))

const faultMarkup = ({ code, text, error, redirect, challenge, policy }: SoapFault): string => {
  const detail = [
    optionalLeaf('errorcode', error),
    error === undefined ? '' : optionalLeaf('errorstring', text),
    ofStore('LockKeyChallenge', challenge),
    ofStore('RequiredAuthPolicy', policy),
  ].join('')
  return tag('soap:Fault')(
    codeMarkup(code) +
      leaf('faultstring', text ?? code) +
      optionalLeaf('redirectUrl', redirect) +
      (detail === '' ? '' : tag('detail')(detail)),
  )
}

/** Writes a fault: in the body, or in its place, as Escargot's RST does (escargot.md 4). */
export const writeFault = (fault: SoapFault, within: 'body' | 'envelope' = 'body'): Uint8Array =>
  within === 'body'
    ? writeEnvelope('', faultMarkup(fault))
    : utf8Bytes(declaration + tag('soap:Envelope', [['xmlns:soap', soap]])(faultMarkup(fault)))

/** What must be there, or a Left that names what is not. */
export const required =
  (missing: string) =>
  <A>(value: A | undefined): E.Either<SoapProblem, A> =>
    value === undefined ? E.left({ _tag: 'Incomplete', missing }) : E.right(value)

/** The element of this name in the body. */
export const inBody =
  (name: string) =>
  ({ body }: Envelope): E.Either<SoapProblem, XmlElement> =>
    required(name)(at(name)(body))

/** Requests for tickets, and the tickets that are issued (RST). */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { secret, type Secret } from '../secret.js'
import { attribute, escape, tag, type XmlElement } from '../xml.js'
import { at, childrenOf, leaf, optionalLeaf, textAt, writeEnvelope, type SoapProblem } from './envelope.js'
import { operation, type Operation } from './operation.js'

/** Who asks for tickets. */
export interface TicketOwner {
  readonly passport: string
  readonly password: Secret
}

/** A ticket that is wanted: for a site, by a policy. */
export interface TicketRequest {
  readonly address: string
  readonly policy?: string
  /** The number of the request, where it is not that of its position: `Id="RST3"`. */
  readonly number?: number
}

/**
 * A ticket that was given.
 *
 * **Shapes** `ticket` is `t=...&p=`, `secret` Base64 of 24 bytes, which proves in a sign-in that the ticket is one's own.
 * `created` and `expires` are times as the service spells them: `2026-11-22T15:49:19Z`. `legacy` is a ticket of the
 * older kind, `PPTokenN` by name; any other is a compact one, `CompactN`.
 */
export interface IssuedTicket {
  readonly address: string
  readonly legacy?: true
  readonly ticket: Secret
  readonly secret?: Secret
  readonly created?: string
  readonly expires?: string
  /** The number of the request that it is for; without one, that of its position. */
  readonly number?: number
}

/** What is asked for. */
export interface TicketRequests {
  readonly tickets: ReadonlyArray<TicketRequest>
}

/** What is given. */
export interface IssuedTickets {
  readonly tickets: ReadonlyArray<IssuedTicket>
}

const passportSite = 'http://Passport.NET/tb'

const passportSoap = 'http://schemas.microsoft.com/Passport/SoapServices/PPCRL'
const issue = 'http://schemas.xmlsoap.org/ws/2004/04/security/trust/Issue'
const applicationId = '{7108E71A-9926-4FCB-BCC9-9A9D3F32E423}'
const requestParams = 'AQAAAAIAAABsYwQAAAAxMDMz'

const namespaces = {
  wsse: 'http://schemas.xmlsoap.org/ws/2003/06/secext',
  wsp: 'http://schemas.xmlsoap.org/ws/2002/12/policy',
  wsa: 'http://schemas.xmlsoap.org/ws/2004/03/addressing',
  wst: 'http://schemas.xmlsoap.org/ws/2004/04/trust',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
} as const

const spaces = (...names: ReadonlyArray<keyof typeof namespaces>) =>
  names.map((name) => [`xmlns:${name}`, namespaces[name]] as const)

const writeOwner = ({ passport, password }: TicketOwner): string =>
  tag('ps:AuthInfo', [
    ['xmlns:ps', passportSoap],
    ['Id', 'PPAuthInfo'],
  ])(
    leaf('ps:HostingApp', applicationId) +
      leaf('ps:BinaryVersion', '4') +
      leaf('ps:UIVersion', '1') +
      leaf('ps:Cookies', '') +
      leaf('ps:RequestParams', requestParams),
  ) +
  tag(
    'wsse:Security',
    spaces('wsse'),
  )(
    tag('wsse:UsernameToken', [['Id', 'user']])(
      leaf('wsse:Username', passport) + leaf('wsse:Password', password.reveal()),
    ),
  )

const readOwner = (header: XmlElement): E.Either<SoapProblem, TicketOwner> => {
  const token = at('Security', 'UsernameToken')(header)
  const passport = token && textAt('Username')(token)
  // A password may begin or end with blanks.
  const password = token && at('Password')(token)?.text
  if (passport === undefined) return E.left({ _tag: 'Incomplete', missing: 'Username' })
  if (password === undefined) return E.left({ _tag: 'Incomplete', missing: 'Password' })
  return E.right({ passport, password: secret(password) })
}

const appliesTo = (address: string): string =>
  tag('wsp:AppliesTo')(tag('wsa:EndpointReference')(leaf('wsa:Address', address)))

const writeTicketRequest = ({ address, policy, number }: TicketRequest, at: number): string =>
  tag('wst:RequestSecurityToken', [['Id', `RST${number ?? at}`]])(
    leaf('wst:RequestType', issue) +
      appliesTo(address) +
      (policy === undefined ? '' : tag('wsse:PolicyReference', [['URI', policy]])('')),
  )

const addressOf = (element: XmlElement): string | undefined =>
  textAt('AppliesTo', 'EndpointReference', 'Address')(element)

/** The number of a request, from `RST0` on. */
const numberOf = (element: XmlElement): number | undefined => {
  const id = O.toUndefined(attribute('Id')(element)) ?? ''
  const number = id.startsWith('RST') ? id.slice(3) : ''
  return /^\d{1,4}$/.test(number) ? Number(number) : undefined
}

/** Passport's own ticket is number 0; the others are counted from 1 on, unless they say otherwise. */
const numbered = (position: number, element: XmlElement): Pick<TicketRequest, 'number'> => {
  const number = numberOf(element)
  return number === undefined || number === position ? {} : { number }
}

const readTicketRequestes = (element: XmlElement): ReadonlyArray<TicketRequest> =>
  childrenOf('RequestSecurityToken')(element)
    .filter((request) => ![undefined, passportSite].includes(addressOf(request)))
    .flatMap((request, at) => readTicketRequest(request).map((one) => ({ ...one, ...numbered(at + 1, request) })))

const readTicketRequest = (element: XmlElement): ReadonlyArray<TicketRequest> => {
  const address = addressOf(element)
  if (address === undefined) return []
  const reference = at('PolicyReference')(element)
  const policy = reference === undefined ? undefined : O.toUndefined(attribute('URI')(reference))
  return [{ address, ...(policy === undefined ? {} : { policy }) }]
}

const writeTicketRequestes = ({ tickets }: TicketRequests): string =>
  tag('ps:RequestMultipleSecurityTokens', [
    ['xmlns:ps', passportSoap],
    ['Id', 'RSTS'],
    ...spaces('wsse', 'wsp', 'wsa', 'wst'),
  ])([{ address: passportSite }, ...tickets].map(writeTicketRequest).join(''))

const given = <K extends keyof IssuedTicket>(key: K, value: IssuedTicket[K] | undefined): Partial<IssuedTicket> =>
  value === undefined ? {} : { [key]: value }

const hidden = (text: string | undefined): Secret | undefined => (text === undefined ? undefined : secret(text))

const tokenTypes = { legacy: 'urn:passport:legacy', compact: 'urn:passport:compact' } as const

/**
 * Whether a policy asks for a ticket of the older kind: it is a query, such as `?id=507`, and not `MBI` or one of its
 * kin. Clients look for the ticket by the name of its kind.
 *
 * **Source** core.md 3.4; corrections.md
 */
export const wantsLegacy = (policy: string | undefined): boolean => policy?.startsWith('?') === true

/** A ticket of an answer; not the one of Passport itself, which is a cipher that nobody needs. */
const readIssued = (element: XmlElement): ReadonlyArray<IssuedTicket> => {
  const address = addressOf(element)
  const ticket = textAt('RequestedSecurityToken', 'BinarySecurityToken')(element)
  if (address === undefined || ticket === undefined) return []
  // RST spells it LifeTime, RST2 Lifetime (core.md 3.4).
  const life = at('Lifetime')(element)
  return [
    {
      address,
      ...given('legacy', textAt('TokenType')(element) === tokenTypes.legacy ? true : undefined),
      ticket: secret(ticket),
      ...given('secret', hidden(textAt('RequestedProofToken', 'BinarySecret')(element))),
      ...given('created', life && textAt('Created')(life)),
      ...given('expires', life && textAt('Expires')(life)),
    },
  ]
}

interface Style {
  readonly life: string
  readonly spaces: ReadonlyArray<readonly [string, string]>
}

const first: Style = { life: 'LifeTime', spaces: spaces('wsse', 'wsp', 'wsa', 'wst', 'wsu') }

/** As RST2 answers (core.md 3.4; d-sso-msnp18). */
const second: Style = {
  life: 'Lifetime',
  spaces: [
    ['xmlns:wst', 'http://schemas.xmlsoap.org/ws/2005/02/trust'],
    ['xmlns:wsse', 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'],
    ['xmlns:wsu', namespaces.wsu],
    ['xmlns:wsp', 'http://schemas.xmlsoap.org/ws/2004/09/policy'],
    ['xmlns:wsa', 'http://www.w3.org/2005/08/addressing'],
  ],
}

const writeIssued =
  ({ life }: Style) =>
  ({ address, legacy, ticket, secret: proof, created, expires, number }: IssuedTicket, at: number): string =>
    tag('wst:RequestSecurityTokenResponse')(
      leaf('wst:TokenType', legacy ? tokenTypes.legacy : tokenTypes.compact) +
        appliesTo(address) +
        tag(`wst:${life}`)(optionalLeaf('wsu:Created', created) + optionalLeaf('wsu:Expires', expires)) +
        // Clients look for the number that they gave the request (corrections.md).
        tag('wst:RequestedSecurityToken')(
          tag('wsse:BinarySecurityToken', [['Id', `${legacy ? 'PPToken' : 'Compact'}${number ?? at + 1}`]])(
            escape(ticket.reveal()),
          ),
        ) +
        (proof === undefined ? '' : tag('wst:RequestedProofToken')(leaf('wst:BinarySecret', proof.reveal()))),
    )

const writeAllIssued =
  (style: Style) =>
  ({ tickets }: IssuedTickets): string =>
    tag('wst:RequestSecurityTokenResponseCollection', style.spaces)(tickets.map(writeIssued(style)).join(''))

/**
 * Asks for tickets by a password: RST and RST2 alike, which take the same request.
 *
 * **Source** core.md 3.4, messages.md 4.1
 */
export const requestTickets: Operation<TicketOwner, TicketRequests, IssuedTickets> = operation<
  TicketOwner,
  TicketRequests,
  IssuedTickets
>({
  name: 'RequestMultipleSecurityTokens',
  service: 'tickets',
  action: undefined,
  header: { write: writeOwner, read: readOwner },
  request: {
    element: 'RequestMultipleSecurityTokens',
    write: writeTicketRequestes,
    read: (element) => E.right({ tickets: readTicketRequestes(element) }),
  },
  answer: {
    element: 'RequestSecurityTokenResponseCollection',
    write: writeAllIssued(first),
    read: (element) => E.right({ tickets: childrenOf('RequestSecurityTokenResponse')(element).flatMap(readIssued) }),
  },
})

/** Writes the answer as RST2 has it. */
export const writeTickets2 = (answer: IssuedTickets): Uint8Array => writeEnvelope('', writeAllIssued(second)(answer))

/** Reads and writes the HTTP of Passport 1.4: the nexus, the login server, their headers and redirects. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'

import { percentDecoded, percentEncoding } from '../wire/percent.js'
import { toByteText } from '../wire/text.js'

/** Headers of an HTTP message by name, as HTTP libraries give them. Whatever the case of a name, it is found. */
export type HttpHeaders = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>

/** Headers to be sent. */
export type OwnHeaders = Readonly<Record<string, string>>

/** What an HTTP server answers, as far as it matters here. */
export interface HttpReply<Headers = HttpHeaders> {
  readonly status: number
  readonly headers: Headers
}

const header =
  (name: string) =>
  (headers: HttpHeaders): O.Option<string> =>
    pipe(
      Object.entries(headers),
      RA.findFirst(([candidate]) => candidate.toLowerCase() === name.toLowerCase()),
      O.chainNullableK(([, text]) => (Array.isArray(text) ? text.join(', ') : (text as string | undefined))),
    )

const scheme = 'Passport1.4'

/** The first parameter of a name, among others with commas between them; `value` is a pattern with one group. */
const parameter = (name: string, value: string): ((text: string) => O.Option<string>) => {
  const pattern = new RegExp(String.raw`(?:^|[\s,])${name}=${value}`, 'is')
  return (text) => O.fromNullable(pattern.exec(text)?.[1])
}

const upToComma = '([^,]*)'
const upToBlank = String.raw`([^,\s]*)`

const escape = percentEncoding(/[^A-Za-z0-9]+/g)

// A comma would end the parameter.
const escapeUrl = (url: string): string => url.replaceAll(',', '%2C')

const unescape = (text: string): string => percentDecoded(toByteText(text))

const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i

/** The password would go over the wire in the clear: only to this machine itself may it. */
export interface NotHttps {
  readonly _tag: 'NotHttps'
}

const safe = /^(?:https:\/\/[^\s/]|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$))/i

/** Whether nobody on the way can read or change what goes to a URL: https, or this machine itself. */
export const isUnheard = (url: string): boolean => safe.test(url)

const unheard = (url: string): E.Either<NotHttps, string> =>
  isUnheard(url) ? E.right(url) : E.left({ _tag: 'NotHttps' })

/** A URL without its query and without who asks, either of which may be a secret. */
export const bareUrl = (url: string): string => url.replace(/[?#].*$/s, '').replace(/^([a-z]+:\/\/)[^/]*@/i, '$1')

/** The path of the nexus, as the official service had it. */
export const nexusPath = '/rdr/pprdr.asp'

/** The header of the nexus's answer; official clients find it only if its name is in this case. */
export const nexusHeader = 'PassportURLs'
const loginServer = parameter('DALogin', upToBlank)

/** Why there is nowhere to sign in. */
export type NexusProblem = { readonly _tag: 'NoLoginServer' } | NotHttps

/**
 * Reads the URL to sign in at out of the nexus's answer.
 *
 * **Shapes** `PassportURLs: DALogin=login.passport.com/login2.srf,...`, with or without `https://`.
 *
 * **Source** core.md 3.3
 */
export const readNexus = (headers: HttpHeaders): E.Either<NexusProblem, string> =>
  pipe(
    header(nexusHeader)(headers),
    O.chain(loginServer),
    O.filter((url) => url !== ''),
    E.fromOption((): NexusProblem => ({ _tag: 'NoLoginServer' })),
    E.map((url) => (hasScheme.test(url) ? url : `https://${url}`)),
    E.chainW(unheard),
  )

const https = 'https://'

/**
 * The nexus's answer.
 *
 * **Shapes** `DARealm=Passport.Net,DALogin=login.example.com/login,DAReg=...`: without the scheme where it is https, and with
 * fields after it. POE::Component::Client::MSN reads up to the comma and puts `https://` in front; msn-pecan splits at the
 * first slash.
 *
 * **Source** core.md 3.3; corrections.md
 */
export const writeNexus = (url: string): OwnHeaders => {
  const shown = escapeUrl(url.toLowerCase().startsWith(https) ? url.slice(https.length) : url)
  return { [nexusHeader]: `DARealm=Passport.Net,DALogin=${shown},DAReg=${shown},ConfigVersion=15` }
}

/** Who wants to sign in; `challenge` is the text of `USR 3 TWN S`, handed on unchanged. */
export interface Authorization {
  readonly passport: string
  readonly password: string
  readonly challenge: string
}

/** What is missing in a request to sign in; what stands there is not told. */
export type AuthorizationProblem =
  | { readonly _tag: 'NoAuthorization' }
  | { readonly _tag: 'OtherScheme' }
  | { readonly _tag: 'NoSignIn' }
  | { readonly _tag: 'NoPassword' }

const signIn = parameter('sign-in', upToComma)
const pwd = parameter('pwd', upToComma)
const afterPwd = parameter('pwd', '[^,]*(?:,(.*))?')

/**
 * The header of a request to sign in.
 *
 * **Shapes** `Authorization: Passport1.4 OrgVerb=GET,OrgURL=...,sign-in=alice%40example%2Ecom,pwd=secret%21,ct=...`. Of
 * passport and password all but letters and digits is percent-encoded, as bytes of UTF-8.
 *
 * **Source** core.md 3.3
 */
export const writeAuthorization = ({ passport, password, challenge }: Authorization): OwnHeaders => ({
  Authorization: `${scheme} ${[
    'OrgVerb=GET',
    `OrgURL=${escape('http://messenger.msn.com')}`,
    `sign-in=${escape(passport)}`,
    `pwd=${escape(password)}`,
    challenge,
  ].join(',')}`,
})

/**
 * Reads a request to sign in: the inverse of `writeAuthorization`.
 *
 * **Shapes** what is no percent escape stands for itself. All that follows the password is the challenge.
 *
 * **Source** core.md 3.3
 */
export const readAuthorization = (headers: HttpHeaders): E.Either<AuthorizationProblem, Authorization> => {
  const problem = (_tag: AuthorizationProblem['_tag']) => (): AuthorizationProblem => ({ _tag })
  return pipe(
    E.Do,
    E.bind('text', () => pipe(headers, header('Authorization'), E.fromOption(problem('NoAuthorization')))),
    E.filterOrElse(({ text }) => text.startsWith(`${scheme} `), problem('OtherScheme')),
    E.bind('passport', ({ text }) => pipe(signIn(text), O.map(unescape), E.fromOption(problem('NoSignIn')))),
    E.bind('password', ({ text }) => pipe(pwd(text), O.map(unescape), E.fromOption(problem('NoPassword')))),
    E.map(({ text, passport, password }) => ({
      passport,
      password,
      challenge: pipe(
        afterPwd(text),
        O.getOrElse(() => ''),
      ),
    })),
  )
}

/**
 * What a login server decides.
 *
 * **Shapes** `Granted`: the ticket, as it goes into `USR 4 TWN S`. `Redirected`: the request is to be made again, the
 * same, at another URL. `Denied`: the address or the password is wrong; `final`, if another attempt is useless; `page`
 * and `text` are what a person may be shown.
 *
 * **Source** core.md 3.3
 */
export type LoginAnswer =
  | { readonly _tag: 'Granted'; readonly ticket: string }
  | { readonly _tag: 'Redirected'; readonly location: string }
  | { readonly _tag: 'Denied'; readonly final: boolean; readonly page?: string; readonly text?: string }

/**
 * Why a login server's reply is no decision.
 *
 * **Errors** `Unavailable`: a status that says nothing here, or nothing of Passport beside it. `NoTicket`: success
 * without a ticket. `NotHttps`: redirected to where no password may go, or to nowhere.
 */
export type LoginProblem =
  { readonly _tag: 'Unavailable'; readonly status: number } | { readonly _tag: 'NoTicket' } | NotHttps

const outcomes = {
  success: { status: 200, name: 'Authentication-Info' },
  redir: { status: 302, name: 'Authentication-Info' },
  failed: { status: 401, name: 'WWW-Authenticate' },
  'failed-noretry': { status: 401, name: 'WWW-Authenticate' },
} as const

type Outcome = keyof typeof outcomes

const daStatus = parameter('da-?status', upToBlank)
const fromPp = parameter('from-PP', "'([^']+)'")
const cburl = parameter('cburl', upToBlank)
const cbtxt = parameter('cbtxt', upToComma)

const readDenied = (final: boolean, text: string): LoginAnswer => {
  const page = O.toUndefined(cburl(text))
  const shown = O.toUndefined(cbtxt(text))
  return {
    _tag: 'Denied',
    final,
    ...(page === undefined ? {} : { page }),
    ...(shown === undefined ? {} : { text: unescape(shown) }),
  }
}

const readOutcome =
  (headers: HttpHeaders) =>
  ({ outcome, text }: { readonly outcome: Outcome; readonly text: string }): E.Either<LoginProblem, LoginAnswer> => {
    switch (outcome) {
      case 'success':
        return pipe(
          fromPp(text),
          E.fromOption((): LoginProblem => ({ _tag: 'NoTicket' })),
          E.map((ticket): LoginAnswer => ({ _tag: 'Granted', ticket })),
        )
      case 'redir':
        return pipe(
          header('Location')(headers),
          O.getOrElse(() => ''),
          unheard,
          E.map((location): LoginAnswer => ({ _tag: 'Redirected', location })),
        )
      case 'failed':
      case 'failed-noretry':
        return E.right(readDenied(outcome === 'failed-noretry', text))
    }
  }

/**
 * Reads what a login server replies.
 *
 * **Shapes** `Authentication-Info: Passport1.4 da-status=success,...,from-PP='t=...&p=...',...`, or the like; also with
 * `dastatus`, as some have it.
 *
 * **Source** core.md 3.3
 */
export const readLogin = ({ status, headers }: HttpReply): E.Either<LoginProblem, LoginAnswer> =>
  pipe(
    Object.entries(outcomes),
    RA.findFirstMap(([outcome, expected]) =>
      pipe(
        expected.status === status ? header(expected.name)(headers) : O.none,
        O.filter((text) => O.toUndefined(daStatus(text)) === outcome),
        O.map((text) => ({ outcome: outcome as Outcome, text })),
      ),
    ),
    O.map(readOutcome(headers)),
    O.getOrElse((): E.Either<LoginProblem, LoginAnswer> =>
      // A refusal that does not say why is one all the same: to try again would not help.
      status === 401 ? E.right({ _tag: 'Denied', final: false }) : E.left({ _tag: 'Unavailable', status }),
    ),
  )

// What the official service named in front of the ticket (core.md 3.3).
const formerTickets = ['MSPAuth', 'MSPProf', 'MSPSec'].map((name) => `tname=${name}`)

/** What a denial says that gives no text of its own. */
const deniedText = 'The address or the password is wrong'

const reply = (outcome: Outcome, parameters: ReadonlyArray<string>, more: OwnHeaders = {}): HttpReply<OwnHeaders> => {
  const { status, name } = outcomes[outcome]
  return { status, headers: { [name]: `${scheme} ${[`da-status=${outcome}`, ...parameters].join(',')}`, ...more } }
}

/**
 * What a login server replies.
 *
 * **Shapes** a ticket cannot hold an apostrophe, which would end it. Official clients want a `Content-Type` of HTML; Net::MSN
 * wants a comma after the ticket, and twisted `cbtxt` in every denial.
 *
 * **Source** core.md 3.3; corrections.md
 */
export const writeLogin = (answer: LoginAnswer): HttpReply<OwnHeaders> => {
  switch (answer._tag) {
    case 'Granted':
      return reply('success', [...formerTickets, `from-PP='${answer.ticket}'`, 'ru=http://messenger.msn.com'], { 'Content-Type': 'text/html' })
    case 'Redirected':
      return reply('redir', [], { Location: answer.location })
    case 'Denied':
      return reply(answer.final ? 'failed-noretry' : 'failed', [
        'srealm=Passport.NET',
        'ts=-1',
        'prompt',
        ...(answer.page === undefined ? [] : [`cburl=${escapeUrl(answer.page)}`]),
        `cbtxt=${escape(answer.text ?? deniedText)}`,
      ])
  }
}

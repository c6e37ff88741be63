import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import {
  readAuthorization,
  readLogin,
  readNexus,
  writeAuthorization,
  writeLogin,
  writeNexus,
  type Authorization,
  type HttpHeaders,
  type LoginAnswer,
} from '../../lib/auth/passport.js'

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 1000) }

// core.md 3.3
describe('the nexus', () => {
  const bare =
    'DARealm=Passport.Net,DALogin=login.passport.com/login2.srf,DAReg=http://register...,Properties=...,' +
    'ConfigVersion=15'

  it.each<[string, HttpHeaders, string]>([
    ['without a scheme', { PassportURLs: bare }, 'https://login.passport.com/login2.srf'],
    ['of Escargot', { Passporturls: 'DALogin=https://127.0.0.1:8443/login' }, 'https://127.0.0.1:8443/login'],
    ['with a port', { passporturls: 'DALogin=localhost:8443/login' }, 'https://localhost:8443/login'],
    ['with blanks', { PASSPORTURLS: 'DARealm=x, DALogin=a.b/c?d=e://f , x=y' }, 'https://a.b/c?d=e://f'],
  ])('%s', (_, headers, url) => {
    expect(readNexus(headers)).toEqual(E.right(url))
  })

  it.each<[string, HttpHeaders, string]>([
    ['no header', {}, 'NoLoginServer'],
    ['no DALogin', { PassportURLs: 'XDALogin=a,DARealm=b' }, 'NoLoginServer'],
    ['an empty DALogin', { PassportURLs: 'DALogin=,DARealm=b' }, 'NoLoginServer'],
    ['a page without TLS', { PassportURLs: 'DALogin=http://a.b/c' }, 'NotHttps'],
    ['a page that only looks like this machine', { PassportURLs: 'DALogin=http://127.0.0.1.a.b/c' }, 'NotHttps'],
    ['one that looks like it before a password', { PassportURLs: 'DALogin=http://127.0.0.1:1@a.b/c' }, 'NotHttps'],
    ['no host', { PassportURLs: 'DALogin=https://' }, 'NotHttps'],
  ])('%s', (_, headers, tag) => {
    expect(readNexus(headers)).toEqual(E.left({ _tag: tag }))
  })

  it('is written with the name that official clients look for', () => {
    expect(writeNexus('https://127.0.0.1:8443/login')).toEqual({
      PassportURLs: 'DARealm=Passport.Net,DALogin=127.0.0.1:8443/login,DAReg=127.0.0.1:8443/login,ConfigVersion=15',
    })
    expect(readNexus(writeNexus('http://127.0.0.1:8080/login'))).toEqual(E.right('http://127.0.0.1:8080/login'))
    expect(readNexus(writeNexus('https://a.b/c,d'))).toEqual(E.right('https://a.b/c%2Cd'))
  })
})

const authorization: Authorization = {
  passport: 'alice@example.com',
  password: 'secret!',
  challenge: 'ct=1222739475,rver=5.5.4177.0,lc=1033,id=507,ru=http:%2F%2Fmessenger.msn.com,tpf=b0735e3a',
}

// core.md 3.3
describe('a request to sign in', () => {
  const constants = 'Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom'

  it('is written with all but letters and digits escaped', () => {
    expect(writeAuthorization(authorization)).toEqual({
      Authorization: `${constants},sign-in=alice%40example%2Ecom,pwd=secret%21,${authorization.challenge}`,
    })
  })

  it.each([
    [',', '%2C'],
    ['=', '%3D'],
    ["'", '%27'],
    ['%', '%25'],
    ['&', '%26'],
    ['+', '%2B'],
    [' ', '%20'],
    ['-_.~', '%2D%5F%2E%7E'],
    ['é', '%C3%A9'],
    ['\n', '%0A'],
    ['aZ09', 'aZ09'],
  ])('escapes %j', (password, escaped) => {
    expect(writeAuthorization({ passport: 'a', password, challenge: 'ct=1' })).toEqual({
      Authorization: `${constants},sign-in=a,pwd=${escaped},ct=1`,
    })
  })

  it('is read as third-party clients write it', () => {
    const text = `${constants},sign-in=alice%40example.com,pwd=secret%21,${authorization.challenge}`
    expect(readAuthorization({ authorization: text })).toEqual(E.right(authorization))
  })

  it('is read with what is no escape left alone, and unescaped once', () => {
    const text = 'Passport1.4 pwd=100%zz%2541+%,sign-in=a%4'
    expect(readAuthorization({ Authorization: text })).toEqual(
      E.right({ passport: 'a%4', password: '100%zz%41+%', challenge: 'sign-in=a%4' }),
    )
  })

  it('need not end in a challenge', () => {
    expect(readAuthorization({ Authorization: 'Passport1.4 sign-in=a,pwd=' })).toEqual(
      E.right({ passport: 'a', password: '', challenge: '' }),
    )
  })

  it.each<[string, HttpHeaders, string]>([
    ['no header', {}, 'NoAuthorization'],
    ['another scheme', { Authorization: 'Basic YTpi' }, 'OtherScheme'],
    ['a later version', { Authorization: 'Passport1.45 sign-in=a,pwd=b' }, 'OtherScheme'],
    ['no account', { Authorization: 'Passport1.4 pwd=secret' }, 'NoSignIn'],
    ['no password', { Authorization: 'Passport1.4 sign-in=alice,ct=1' }, 'NoPassword'],
  ])('%s', (_, headers, tag) => {
    expect(readAuthorization(headers)).toEqual(E.left({ _tag: tag }))
  })

  it('is read as it was written', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[,%='& a2C]*$/))
    fc.assert(
      fc.property(fc.record({ passport: text, password: text, challenge: text }), (some) => {
        expect(readAuthorization(writeAuthorization(some))).toEqual(E.right(some))
      }),
      runs,
    )
  })

  it('holds U+FFFD for what is no character', () => {
    expect(readAuthorization(writeAuthorization({ ...authorization, password: 'a\ud800' }))).toEqual(
      E.right({ ...authorization, password: 'a\ufffd' }),
    )
  })
})

// core.md 3.3
describe('the reply of a login server', () => {
  const info = 'Authentication-Info'
  const www = 'WWW-Authenticate'
  const official =
    "Passport1.4 da-status=success,tname=MSPAuth,tname=MSPProf,tname=MSPSec,from-PP='t=53*1hAu,8&p=5eKB BC'," +
    'ru=http://messenger.msn.com'
  const failed = 'srealm=Passport.NET,ts=-1,prompt,cburl=http://a.b/c.gif,cbtxt=Type%20it%2C%20e%2Dmail%C3%A9'

  it.each<[string, number, HttpHeaders, LoginAnswer]>([
    ['success', 200, { [info]: official }, { _tag: 'Granted', ticket: 't=53*1hAu,8&p=5eKB BC' }],
    [
      'success at Escargot',
      200,
      { [info]: "Passport1.4 da-status=success,from-PP='a48ec01a596a6b780b65'" },
      { _tag: 'Granted', ticket: 'a48ec01a596a6b780b65' },
    ],
    [
      'redirection',
      302,
      { 'authentication-info': 'Passport1.4 da-status=redir', location: 'https://a.b/login2.srf?lc=1,2' },
      { _tag: 'Redirected', location: 'https://a.b/login2.srf?lc=1,2' },
    ],
    [
      'failure',
      401,
      { [www]: `Passport1.4 da-status=failed,${failed}` },
      { _tag: 'Denied', final: false, page: 'http://a.b/c.gif', text: 'Type it, e-mailé' },
    ],
    ['refusal without a reason', 401, {}, { _tag: 'Denied', final: false }],
    ['headers as lists', 200, { [info]: ['Basic', "Passport1.4 da-status=success,from-PP='t'"] }, { _tag: 'Granted', ticket: 't' }],
    ['redirection on this machine', 302, { [info]: 'Passport1.4 da-status=redir', Location: 'http://127.0.0.1:8080/login' }, { _tag: 'Redirected', location: 'http://127.0.0.1:8080/login' }],
    ['failure at Escargot', 401, { [www]: 'Passport1.4 da-status=failed' }, { _tag: 'Denied', final: false }],
    [
      'failure for good, in the other spelling',
      401,
      { [www]: 'Passport1.4 dastatus=failed-noretry,cburl=http://a.b' },
      { _tag: 'Denied', final: true, page: 'http://a.b' },
    ],
  ])('%s', (_, status, headers, answer) => {
    expect(readLogin({ status, headers })).toEqual(E.right(answer))
  })

  it.each<[string, number, HttpHeaders, object]>([
    ['a failing server', 503, {}, { _tag: 'Unavailable', status: 503 }],
    ['success of something else', 200, {}, { _tag: 'Unavailable', status: 200 }],
    ['a failure that says success', 500, { [info]: official }, { _tag: 'Unavailable', status: 500 }],
    ['no ticket', 200, { [info]: 'Passport1.4 da-status=success' }, { _tag: 'NoTicket' }],
    ['an empty ticket', 200, { [info]: "Passport1.4 da-status=success,from-PP=''" }, { _tag: 'NoTicket' }],
    ['half a ticket', 200, { [info]: "Passport1.4 da-status=success,from-PP='t=1" }, { _tag: 'NoTicket' }],
    ['redirection to nowhere', 302, { [info]: 'Passport1.4 da-status=redir' }, { _tag: 'NotHttps' }],
    [
      'redirection to where no password may go',
      302,
      { [info]: 'Passport1.4 da-status=redir', Location: 'http://a.b' },
      { _tag: 'NotHttps' },
    ],
  ])('%s', (_, status, headers, problem) => {
    expect(readLogin({ status, headers })).toEqual(E.left(problem))
  })

  it('is written', () => {
    expect(writeLogin({ _tag: 'Granted', ticket: 'a48ec01a596a6b780b65' })).toEqual({
      status: 200,
      headers: {
        'Authentication-Info':
          "Passport1.4 da-status=success,tname=MSPAuth,tname=MSPProf,tname=MSPSec,from-PP='a48ec01a596a6b780b65'," +
          'ru=http://messenger.msn.com',
        'Content-Type': 'text/html',
      },
    })
    expect(writeLogin({ _tag: 'Redirected', location: 'https://a.b' })).toEqual({
      status: 302,
      headers: { 'Authentication-Info': 'Passport1.4 da-status=redir', Location: 'https://a.b' },
    })
    expect(writeLogin({ _tag: 'Denied', final: false, page: 'http://a.b', text: 'No, never' })).toEqual({
      status: 401,
      headers: {
        'WWW-Authenticate':
          'Passport1.4 da-status=failed,srealm=Passport.NET,ts=-1,prompt,cburl=http://a.b,cbtxt=No%2C%20never',
      },
    })
  })

  it('is read as it was written', () => {
    const url = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true })
    const answers: fc.Arbitrary<LoginAnswer> = fc.oneof(
      fc.record({ _tag: fc.constant('Granted' as const), ticket: fc.stringMatching(/^[^']+$/) }),
      fc.record({ _tag: fc.constant('Redirected' as const), location: url }),
      fc.record(
        {
          _tag: fc.constant('Denied' as const),
          final: fc.boolean(),
          page: url.map((page) => page.replaceAll(',', '')),
          text: fc.string({ unit: 'binary' }),
        },
        { requiredKeys: ['_tag', 'final', 'text'] },
      ),
    )
    fc.assert(
      fc.property(answers, (answer) => {
        expect(readLogin(writeLogin(answer))).toEqual(E.right(answer))
      }),
      runs,
    )
  })

  it('is read whatever it is, and a problem tells nothing of it', () => {
    const part = fc.constantFrom(
      ...['Passport1.4 ', 'da-status=', 'dastatus=', 'success', 'redir', 'failed', 'failed-noretry'],
      ...[',', ' ', "'", '=', "from-PP='", 'secret', 'https://', 'cburl=', 'cbtxt=', '%', '%C3'],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    )
    const headers = fc.record({ [info]: text, [www]: text, Location: text, PassportURLs: text, Authorization: text })
    fc.assert(
      fc.property(fc.constantFrom(200, 302, 401, 500), headers, (status, some) => {
        const problems = [
          E.swap<unknown, unknown>(readLogin({ status, headers: some })),
          E.swap<unknown, unknown>(readNexus(some)),
          E.swap<unknown, unknown>(readAuthorization(some)),
        ].filter(E.isRight)
        expect(JSON.stringify(problems)).not.toContain('secret')
      }),
      runs,
    )
  })
})

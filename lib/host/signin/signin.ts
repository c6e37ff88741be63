import * as E from 'fp-ts/lib/Either.js'

import { verifyBlob } from '../../auth/sso.js'
import { inOrder, modify, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { detached } from '../../payloads/detach.js'
import { secret } from '../../payloads/secret.js'
import { fail, modifyConnection, numberOf, report, say, withBase64, withDigits, type HostAction } from '../action.js'
import type { Focus, Said } from '../connection.js'
import { expel, failAndClose } from '../disconnect.js'
import { canonical, type Account } from '../lists/accounts.js'
import type { RefusedBecause } from '../notices.js'
import { pushPolicies } from '../services.js'
import type { Host, Introduced, SignedIn, Ticket, Versioned } from '../state.js'
import { hasDigest } from './credentials.js'
import { isAddress, making } from './newAccounts.js'
import { numberIn, ticketOf } from './tickets.js'
import { enter, type Entry } from './welcome.js'

type Usr = Said<'NS', 'USR'>

const refuse = (link: Name, trid: number, passport: string, reason: RefusedBecause): HostAction =>
  inOrder(report({ _tag: 'Refused', at: 'NS', passport, reason }), failAndClose(link, 911, trid))

// What a login server wants to see, and gets unchanged: only its digits differ (core.md 3.3).
const passportChallenge = (digits: string, at: number): string =>
  `ct=${Math.floor(at / 1000)},rver=5.5.4177.0,wp=FS_40SEC_0_COMPACT,lc=1033,id=507,ru=http:%2F%2Fmessenger.msn.com,` +
  `tw=0,kpp=1,kv=4,ver=2.1.6000.1,rn=${digits.slice(0, 8)},tpf=${digits}`

const digestChallenge = (account: Account | undefined, digits: string): string =>
  account?.credential._tag === 'Digested'
    ? account.credential.challenge.reveal()
    : `${numberOf(digits, 0)}.${numberOf(digits, 1)}`

const nonceOctets = 48

/** Asks for the proof, and remembers what it is to be made with. */
const ask =
  ({ link, phase: { dialect } }: Focus<Versioned | Introduced>, trid: number, passport: string) =>
  (step: 'MD5' | 'TWN' | 'SSO', challenge: string): HostAction => {
    const phase: Introduced = {
      _tag: 'Introduced',
      dialect,
      passport: detached(passport),
      challenge: secret(challenge),
    }
    const asking = { _tag: 'Normal', verb: 'USR', trid, step: 'S' } as const
    return inOrder(
      modifyConnection(link, (connection) => ({ ...connection, phase })),
      when(dialect.has.pushedPolicies, () => pushPolicies(link)),
      say(
        link,
        step === 'SSO'
          ? { ...asking, package: step, policy: ssoPolicy, nonce: challenge }
          : { ...asking, package: step, challenge },
      ),
    )
  }

/** The policy that a ticket for a blob is to be asked for by (core.md 3.4). */
const ssoPolicy = 'MBI_KEY_OLD'

const introduce = (at: Focus<Versioned | Introduced>, command: Extract<Usr, { readonly step: 'I' }>): HostAction => {
  const { host, link, phase } = at
  const { trid } = command
  const passport = canonical(command.passport)
  if (command.package !== phase.dialect.securityPackage)
    return inOrder(report({ _tag: 'Refused', at: 'NS', passport, reason: 'OtherPackage' }), expel(link, 'Unruly'))
  if (!host.accounts.has(passport) && !isAddress(passport)) return refuse(link, trid, passport, 'NoAddress')
  const asking = ask(at, trid, passport)
  switch (command.package) {
    case 'MD5':
      return withDigits('challenge', (digits) => asking('MD5', digestChallenge(host.accounts.get(passport), digits)))
    case 'TWN':
      return withDigits('challenge', (digits) => asking('TWN', passportChallenge(digits, host.now)))
    case 'SSO':
      return withBase64('nonce', nonceOctets, (nonce) => asking('SSO', nonce))
  }
}

type Proof = Extract<Usr, { readonly step: 'S' }>

/** An account that was proven, and the server, which may have had to make it first. */
type Proven = readonly [Host, Account]

const provenByDigest = (host: Host, { passport, challenge }: Introduced, given: string): Proven | RefusedBecause => {
  const account = host.accounts.get(passport)
  if (account !== undefined) return hasDigest(account, challenge, given) ? [host, account] : 'WrongSecret'
  const made = making(passport, { _tag: 'Digested', challenge, digest: secret(detached(given)) })(host)
  return typeof made === 'string' ? made : [made, made.accounts.get(passport)!]
}

/** Proven by a ticket that is the account's, and may have to be of a certain kind. */
const provenByTicket = (
  host: Host,
  { passport }: Introduced,
  text: string,
  isFit: (ticket: Ticket) => boolean,
): Proven | RefusedBecause => {
  const account = host.accounts.get(passport)
  if (account === undefined) return 'UnknownAccount'
  const ticket = ticketOf(host, text)
  return ticket?.passport === passport && isFit(ticket) ? [host, account] : 'WrongSecret'
}

/** Whether a blob proves that the secret of a ticket is known. MSNP15 lets who does not try pass (escargot.md 3). */
const isProven =
  ({ challenge }: Introduced, blob: string | undefined) =>
  ({ secret: key }: Ticket): boolean => {
    if (key === undefined || blob === undefined) return key !== undefined
    return E.isRight(verifyBlob({ secret: key.reveal(), nonce: challenge.reveal() })(blob))
  }

const provenBy = (host: Host, phase: Introduced, command: Proof): Proven | RefusedBecause => {
  switch (command.package) {
    case 'MD5':
      return provenByDigest(host, phase, command.digest.toLowerCase())
    case 'TWN':
      return provenByTicket(host, phase, command.ticket, () => true)
    case 'SSO':
      return provenByTicket(host, phase, command.ticket, isProven(phase, command.proof))
    case 'CTP':
      return 'OtherPackage'
  }
}

/** Who is let in by a proof. */
const entryBy = ({ dialect }: Introduced, command: Proof): Entry => ({
  dialect,
  ...('ticket' in command ? { ticket: numberIn(command.ticket) } : {}),
  ...('machineGuid' in command ? { place: detached(command.machineGuid.toLowerCase()) } : {}),
})

const prove = ({ link, phase }: Focus<Introduced>, command: Proof): HostAction =>
  seeing((host) => {
    const { trid } = command
    const { passport, dialect } = phase
    if (command.package !== dialect.securityPackage) return expel(link, 'Unruly')
    const proven = provenBy(host, phase, command)
    if (typeof proven === 'string') return refuse(link, trid, passport, proven)
    const [next, account] = proven
    return inOrder(
      when(next !== host, () => report({ _tag: 'AccountMade', passport })),
      modify((now) => ({ ...now, accounts: next.accounts })),
      enter(link, trid, account, entryBy(phase, command)),
    )
  })

/**
 * Says who wants to sign in. That there is no such account is told only after the second step.
 *
 * **Errors** 911 for what is no address, and the connection closes; it closes in silence at a security package of
 * another dialect.
 *
 * **Source** core.md 3.2, 3.3, 3.7; escargot.md 2, 3
 */
export const begin = (at: Focus<Versioned>, command: Usr): HostAction =>
  command.step === 'I' ? introduce(at, command) : expel(at.link, 'Unruly')

/** Proves it: 911 and the end of the connection, if the digest or the ticket is wrong. */
export const proceed = (at: Focus<Introduced>, command: Usr): HostAction =>
  command.step === 'I' ? introduce(at, command) : command.step === 'S' ? prove(at, command) : expel(at.link, 'Unruly')

/** Is signed in already (core.md 3.7). */
export const signInAgain = ({ link }: Focus<SignedIn>, { trid }: Usr): HostAction => fail(link, 207, trid)

/** Sign-in at a notification server: who it is, the challenge, and the proof by digest, ticket or single sign-on. */
import * as E from 'fp-ts/lib/Either.js'

import { verifyBlob } from '../../auth/sso.js'
import { inOrder, modify, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { secret } from '../../payloads/secret.js'
import { fail, modifyConnection, numberOf, report, send, withBase64, withDigits, type HostAction } from '../action.js'
import type { ClientCommand, ConnectionContext, SignedInContext } from '../connection.js'
import { expel, failAndClose } from '../disconnect.js'
import { canonical, type StoredAccount } from '../lists/accounts.js'
import type { RefusedBecause } from '../notices.js'
import { pushPolicies } from '../services.js'
import type { Host, IntroducedPhase, LoginTicket, VersionedPhase } from '../state.js'
import { hasDigest } from './credentials.js'
import { isAddress, makeAccount } from './newAccounts.js'
import { numberIn, ticketOf } from './tickets.js'
import { signIn, type Admission } from './welcome.js'

type Usr = ClientCommand<'NS', 'USR'>

const refuse = (link: Name, trid: number, passport: string, reason: RefusedBecause): HostAction =>
  inOrder(report({ _tag: 'Refused', at: 'NS', passport, reason }), failAndClose(link, 911, trid))

// What a login server wants to see, and gets unchanged: only its digits differ (core.md 3.3).
const passportChallenge = (digits: string, at: number): string =>
  `ct=${Math.floor(at / 1000)},rver=5.5.4177.0,wp=FS_40SEC_0_COMPACT,lc=1033,id=507,ru=http:%2F%2Fmessenger.msn.com,` +
  `tw=0,kpp=1,kv=4,ver=2.1.6000.1,rn=${digits.slice(0, 8)},tpf=${digits}`

const digestChallenge = (account: StoredAccount | undefined, digits: string): string =>
  account?.credential._tag === 'Digested'
    ? account.credential.challenge.reveal()
    : `${numberOf(digits, 0)}.${numberOf(digits, 1)}`

const nonceBytes = 48

/** Asks for the proof, and remembers what it is to be made with. */
const askForProof =
  ({ link, phase: { dialect } }: ConnectionContext<VersionedPhase | IntroducedPhase>, trid: number, passport: string) =>
  (step: 'MD5' | 'TWN' | 'SSO', challenge: string): HostAction => {
    const phase: IntroducedPhase = {
      _tag: 'Introduced',
      dialect,
      passport,
      challenge: secret(challenge),
    }
    const asking = { _tag: 'Normal', verb: 'USR', trid, step: 'S' } as const
    return inOrder(
      modifyConnection(link, (connection) => ({ ...connection, phase })),
      when(dialect.has.pushedPolicies, () => pushPolicies(link)),
      send(
        link,
        step === 'SSO'
          ? { ...asking, package: step, policy: ssoPolicy, nonce: challenge }
          : { ...asking, package: step, challenge },
      ),
    )
  }

/** The policy that a ticket for a blob is to be asked for by (core.md 3.4). */
const ssoPolicy = 'MBI_KEY_OLD'

const introduce = (at: ConnectionContext<VersionedPhase | IntroducedPhase>, command: Extract<Usr, { readonly step: 'I' }>): HostAction => {
  const { host, link, phase } = at
  const { trid } = command
  const passport = canonical(command.passport)
  if (command.package !== phase.dialect.securityPackage)
    return inOrder(report({ _tag: 'Refused', at: 'NS', passport, reason: 'OtherPackage' }), expel(link, 'Unruly'))
  if (!host.accounts.has(passport) && !isAddress(passport)) return refuse(link, trid, passport, 'NoAddress')
  const asking = askForProof(at, trid, passport)
  switch (command.package) {
    case 'MD5':
      return withDigits('challenge', (digits) => asking('MD5', digestChallenge(host.accounts.get(passport), digits)))
    case 'TWN':
      return withDigits('challenge', (digits) => asking('TWN', passportChallenge(digits, host.now)))
    case 'SSO':
      return withBase64('nonce', nonceBytes, (nonce) => asking('SSO', nonce))
  }
}

type Proof = Extract<Usr, { readonly step: 'S' }>

/** An account that was proven, and the server, which may have had to make it first. */
type ProvenAccount = readonly [Host, StoredAccount]

const provenByDigest = (host: Host, { passport, challenge }: IntroducedPhase, given: string): ProvenAccount | RefusedBecause => {
  const account = host.accounts.get(passport)
  if (account !== undefined) return hasDigest(account, challenge, given) ? [host, account] : 'WrongSecret'
  const made = makeAccount(passport, { _tag: 'Digested', challenge, digest: secret(given) })(host)
  return typeof made === 'string' ? made : [made, made.accounts.get(passport)!]
}

/** Proven by a ticket that is the account's, and may have to be of a certain kind. */
const provenByTicket = (
  host: Host,
  { passport }: IntroducedPhase,
  text: string,
  isFit: (ticket: LoginTicket) => boolean,
): ProvenAccount | RefusedBecause => {
  const account = host.accounts.get(passport)
  if (account === undefined) return 'UnknownAccount'
  const ticket = ticketOf(host, text)
  return ticket?.passport === passport && isFit(ticket) ? [host, account] : 'WrongSecret'
}

/** Whether a blob proves that the secret of a ticket is known. MSNP15 lets who does not try pass (escargot.md 3). */
const isProven =
  ({ challenge }: IntroducedPhase, blob: string | undefined) =>
  ({ secret: key }: LoginTicket): boolean => {
    if (key === undefined || blob === undefined) return key !== undefined
    return E.isRight(verifyBlob({ secret: key.reveal(), nonce: challenge.reveal() })(blob))
  }

const provenBy = (host: Host, phase: IntroducedPhase, command: Proof): ProvenAccount | RefusedBecause => {
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
const admissionBy = ({ dialect }: IntroducedPhase, command: Proof): Admission => ({
  dialect,
  ...('ticket' in command ? { ticket: numberIn(command.ticket) } : {}),
  ...('machineGuid' in command ? { endpointId: command.machineGuid.toLowerCase() } : {}),
})

const checkProof = ({ link, phase }: ConnectionContext<IntroducedPhase>, command: Proof): HostAction =>
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
      signIn(link, trid, account, admissionBy(phase, command)),
    )
  })

/**
 * Says who wants to sign in. That there is no such account is said only after the second step.
 *
 * **Errors** 911 for what is no address, and the connection closes; it closes in silence at a security package of
 * another dialect.
 *
 * **Source** core.md 3.2, 3.3, 3.7; escargot.md 2, 3
 */
export const beginSignIn = (at: ConnectionContext<VersionedPhase>, command: Usr): HostAction =>
  command.step === 'I' ? introduce(at, command) : expel(at.link, 'Unruly')

/** Proves it: 911 and the end of the connection, if the digest or the ticket is wrong. */
export const continueSignIn = (at: ConnectionContext<IntroducedPhase>, command: Usr): HostAction =>
  command.step === 'I' ? introduce(at, command) : command.step === 'S' ? checkProof(at, command) : expel(at.link, 'Unruly')

/** Is signed in already (core.md 3.7). */
export const refuseSignIn = ({ link }: SignedInContext, { trid }: Usr): HostAction => fail(link, 207, trid)

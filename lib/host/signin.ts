import type { DialectFacts } from '../commands/dialects.js'
import { Passport, type Address } from '../commands/words.js'
import type { Name } from '../machines/effects.js'
import { writeMessage, type Message } from '../payloads/message.js'
import { secret } from '../payloads/secret.js'
import { detached } from '../payloads/detach.js'
import { accountOf, canonical, hasDigest, withAccount, type Account, type Credential } from './accounts.js'
import {
  after,
  changing,
  changingConnection,
  drawing,
  each,
  fail,
  inOrder,
  nothing,
  numberOf,
  say,
  seeing,
  tell,
  when,
  type Deed,
  type ServerCommand,
} from './deed.js'
import { timerOf, type Focus, type Said } from './focus.js'
import { closing, expel, failAndClose } from './leaving.js'
import type { RefusedBecause } from './notice.js'
import { ownerOfTicket } from './tickets.js'
import type { Host, Introduced, Session, SignedIn, Versioned } from './state.js'
import { entered } from './versions.js'

type Usr = Said<'NS', 'USR'>

const longestAddress = 129

/** Whether text can be the address of an account (core.md 9). */
const isAddress = (passport: string): boolean =>
  passport.length <= longestAddress && passport.includes('@') && Passport.is(passport)

/** Makes an account on the fly, if that is what the settings want, and there is room. */
export const making =
  (passport: string, credential: Credential) =>
  (host: Host): Host | RefusedBecause => {
    const { settings, accounts } = host
    if (!settings.autoCreate) return 'UnknownAccount'
    if (!isAddress(passport)) return 'NoAddress'
    if (accounts.size >= settings.limits.accounts) return 'TooManyAccounts'
    return { ...host, accounts: withAccount(accounts, accountOf(detached(passport), credential)) }
  }

const refuse = (link: Name, trid: number, passport: string, reason: RefusedBecause): Deed =>
  inOrder(tell({ _tag: 'Refused', at: 'NS', passport, reason }), failAndClose(link, 911, trid))

// What a login server wants to see, and gets unchanged: only its digits differ (core.md 3.3).
const passportChallenge = (digits: string, at: number): string =>
  `ct=${Math.floor(at / 1000)},rver=5.5.4177.0,wp=FS_40SEC_0_COMPACT,lc=1033,id=507,ru=http:%2F%2Fmessenger.msn.com,` +
  `tw=0,kpp=1,kv=4,ver=2.1.6000.1,rn=${digits.slice(0, 8)},tpf=${digits}`

const digestChallenge = (account: Account | undefined, digits: string): string =>
  account?.credential._tag === 'Digested'
    ? account.credential.challenge.reveal()
    : `${numberOf(digits, 0)}.${numberOf(digits, 1)}`

const introduce = (
  { host, link, phase: { dialect } }: Focus<Versioned | Introduced>,
  command: Extract<Usr, { readonly step: 'I' }>,
): Deed => {
  const { trid } = command
  const passport = canonical(command.passport)
  if (command.package !== dialect.securityPackage)
    return inOrder(tell({ _tag: 'Refused', at: 'NS', passport, reason: 'OtherPackage' }), expel(link, 'Unruly'))
  if (!isAddress(passport)) return refuse(link, trid, passport, 'NoAddress')
  return drawing('challenge', (digits) => {
    const challenge =
      command.package === 'MD5'
        ? digestChallenge(host.accounts.get(passport), digits)
        : passportChallenge(digits, host.now)
    const phase: Introduced = {
      _tag: 'Introduced',
      dialect,
      passport: detached(passport),
      challenge: secret(challenge),
    }
    return inOrder(
      changingConnection(link, (connection) => ({ ...connection, phase })),
      say(link, { _tag: 'Normal', verb: 'USR', trid, package: command.package, step: 'S', challenge }),
    )
  })
}

/** The account of an address that a digest proves, or why there is none; it may have to be made first. */
const provenByDigest = (
  host: Host,
  { passport, challenge }: Introduced,
  given: string,
): readonly [Host, Account] | RefusedBecause => {
  const account = host.accounts.get(passport)
  if (account !== undefined) return hasDigest(account, challenge, given) ? [host, account] : 'WrongSecret'
  const made = making(passport, { _tag: 'Digested', challenge, digest: secret(detached(given)) })(host)
  return typeof made === 'string' ? made : [made, made.accounts.get(passport)!]
}

const provenByTicket = (
  host: Host,
  { passport }: Introduced,
  ticket: string,
): readonly [Host, Account] | RefusedBecause => {
  const account = host.accounts.get(passport)
  if (account === undefined) return 'UnknownAccount'
  return ownerOfTicket(host, ticket) === passport ? [host, account] : 'WrongSecret'
}

const prove = ({ link, phase }: Focus<Introduced>, command: Extract<Usr, { readonly step: 'S' }>): Deed =>
  seeing((host) => {
    const { trid } = command
    const { passport, dialect } = phase
    if (command.package !== dialect.securityPackage) return expel(link, 'Unruly')
    const proven =
      command.package === 'MD5'
        ? provenByDigest(host, phase, command.digest.toLowerCase())
        : provenByTicket(host, phase, command.ticket)
    if (typeof proven === 'string') return refuse(link, trid, passport, proven)
    const [next, account] = proven
    return inOrder(
      when(next !== host, tell({ _tag: 'AccountMade', passport })),
      changing((now) => ({ ...now, accounts: next.accounts })),
      enter(link, dialect, trid, account),
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
export const begin = (at: Focus<Versioned>, command: Usr): Deed =>
  command.step === 'I' ? introduce(at, command) : expel(at.link, 'Unruly')

/** Proves it: 911 and the end of the connection, if the digest or the ticket is wrong. */
export const proceed = (at: Focus<Introduced>, command: Usr): Deed =>
  command.step === 'I' ? introduce(at, command) : prove(at, command)

/** Is signed in already (core.md 3.7). */
export const signInAgain = ({ link }: Focus<SignedIn>, { trid }: Usr): Deed => fail(link, 207, trid)

const sessionOn = (link: Name, dialect: DialectFacts): Session => ({
  link,
  dialect,
  status: undefined,
  capabilities: 0,
  object: undefined,
  personal: undefined,
  challenge: undefined,
  synchronised: false,
  listening: true,
  renames: 0,
})

const welcome = ({ number }: DialectFacts, trid: number, { passport, name }: Account): ServerCommand => {
  const ok = { _tag: 'Normal', verb: 'USR', trid, outcome: 'OK', passport } as const
  if (number < 6) return { ...ok, name }
  if (number < 8) return { ...ok, name, verified: true }
  const flags = { verified: true, restricted: false }
  return number < 10 ? { ...ok, name, ...flags } : { ...ok, ...flags }
}

/** What an account is told of itself, the longer the later the dialect (core.md 3.8). */
const profile = ({ number }: DialectFacts, passport: string, peer: Address, at: number): Message => ({
  _tag: 'Profile',
  headers: [],
  loginTime: Math.floor(at / 1000),
  ...(number < 3
    ? {}
    : {
        emailEnabled: false,
        memberIdHigh: 0,
        memberIdLow: 0,
        language: 1033,
        preferredEmail: passport,
        country: '',
        postalCode: '',
        gender: '',
        kid: 0,
        age: '',
        birthday: '',
        wallet: '',
        flags: 0,
        siteId: 507,
        keyVersion: 0,
      }),
  ...(number < 8 ? {} : { clientIp: peer.host, clientPort: peer.port }),
  ...(number < 10 ? {} : { addressBook: true }),
})

/** Lets an account in; another session of it is told so, and closed (core.md 2.4). */
const enter = (link: Name, dialect: DialectFacts, trid: number, account: Account): Deed =>
  seeing((host) => {
    const { passport } = account
    const connection = host.connections.get(link)
    if (connection === undefined) return nothing
    const { peer } = connection
    const former = host.sessions.get(passport)
    return inOrder(
      each(former === undefined ? [] : [former], (session) =>
        inOrder(say(session.link, { _tag: 'Async', verb: 'OUT', reason: 'OTH' }), closing(session.link, 'Elsewhere')),
      ),
      entered(host, link),
      changing((now) => ({
        ...now,
        connections: now.connections.set(link, {
          ...connection,
          phase: { _tag: 'SignedIn', dialect, passport },
        }),
        sessions: now.sessions.set(passport, sessionOn(link, dialect)),
      })),
      say(link, welcome(dialect, trid, account)),
      when(dialect.number >= 11, say(link, { _tag: 'Async', verb: 'SBS', value: 'null' })),
      say(link, {
        _tag: 'Payload',
        verb: 'MSG',
        sender: 'Hotmail',
        name: 'Hotmail',
        payload: writeMessage(profile(dialect, passport, peer, connection.at)),
      }),
      after(timerOf('Tick', link), host.settings.deadlines.ping),
      tell({ _tag: 'SignedIn', link, passport, dialect: dialect.name, peer }),
    )
  })

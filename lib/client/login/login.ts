import { dialectNamed } from '../../commands/dialects.js'
import type { Failure } from '../../commands/failure.js'
import { describeReason, type Undecodable } from '../../commands/undecodable.js'
import type { Address } from '../../commands/words.js'
import { dismissed, lost } from '../connection/ends.js'
import { kindOf, subjectOf, type ClientEvent, type Closed, type Comings, type Elapsed, type Said } from '../../core/effects.js'
import { clientVersionIn } from '../generation.js'
import { moving, stay, to, type Charted, type Variant } from '../../core/machine.js'
import { timers } from '../names.js'
import type { SessionSettings } from '../settings.js'
import { challenged, introduce, proved, ticketed, welcomed } from './proof.js'
import { dial, negotiate, redirect, restart } from './redirect.js'
import { sealed } from './seal.js'
import {
  ask,
  broken,
  ends,
  failed,
  isAnswer,
  type Fetching,
  type Signin,
  type SigninEffect,
  type SigninStep,
  type Spoken,
  type Way,
} from './state.js'
import { isReplyTo, wordsIn } from '../requests/unreadable.js'

/** The server has chosen a dialect: the client's version is next, or before MSNP8 the ways of signing in. */
const chosen = (was: Way, reply: Said<'NS', 'VER'>): SigninStep | undefined => {
  if (!isAnswer(was, reply)) return undefined
  const { settings } = was
  const name = 'dialect' in reply ? settings.dialects.find((name) => name === reply.dialect) : undefined
  if (name === undefined) return ends(was, { _tag: 'NoCommonDialect', offered: settings.dialects })
  const dialect = dialectNamed(name)
  const spoken: Spoken = { ...was, dialect }
  if (dialect.number < 8)
    return ask(spoken, dialect, (trid) => ({ _tag: 'Normal', verb: 'INF', trid }))((way) => ({
      ...way,
      _tag: 'Asking',
    }))
  const { passport } = settings
  const client = { ...settings.client, clientVersion: clientVersionIn(dialect, settings) }
  return ask(spoken, dialect, (trid) => ({ _tag: 'Normal', verb: 'CVR', trid, ...client, passport }))((way) => ({
    ...way,
    _tag: 'Naming',
  }))
}

/** Who answers an offer of dialects by what is no command at all is no MSN server: a web server, for instance. */
const misunderstood = (was: Variant<Signin, 'Negotiating'>, command: Undecodable): SigninStep | undefined =>
  command.reason._tag === 'NoVerb'
    ? broken(was, 'what it says is not MSNP; check host and port')
    : unreadable(was, command)

/** The verbs that each state waits for; a server may send us on instead of any. */
const awaitedVerb = { Negotiating: 'VER', Naming: 'CVR', Asking: 'INF', Introducing: 'USR', Proving: 'USR' } as const

type Awaiting = Variant<Signin, keyof typeof awaitedVerb>

const isUnreadReply = (was: Awaiting, command: Undecodable): boolean =>
  isReplyTo(command, awaitedVerb[was._tag], was.trid - 1)

const isUnreadRedirection = (was: Awaiting, command: Undecodable): boolean => {
  const { verb, trid, words } = wordsIn(command)
  return verb === 'XFR' && words[2] === 'NS' && (trid === undefined || trid === 0 || trid === was.trid - 1)
}

const unread = (command: Undecodable): SigninEffect => ({
  _tag: 'Notify',
  event: { _tag: 'Unexpected', problem: describeReason(command.reason) },
})

/** A reply that cannot be read, and is needed: the end names the word. Any other line is told, and costs nothing. */
const unreadable = (was: Awaiting, command: Undecodable): SigninStep | undefined =>
  isUnreadReply(was, command) || isUnreadRedirection(was, command)
    ? broken(was, describeReason(command.reason))
    : [was, [unread(command)]]

/** Nothing that the server says of versions is needed: corrections.md has replies of any kind. */
const unreadVersion = (was: Variant<Signin, 'Naming'>, command: Undecodable): SigninStep | undefined => {
  if (!isUnreadReply(was, command)) return unreadable(was, command)
  const [state, effects] = introduce(was)
  return [state, [unread(command), ...effects]]
}

/** `OK` lets us in, whatever follows it: who we are is known. */
const unreadWelcome = (was: Variant<Signin, 'Proving'>, command: Undecodable): SigninStep | undefined => {
  if (!isUnreadReply(was, command) || wordsIn(command).words[2] !== 'OK') return unreadable(was, command)
  const [state, effects] = welcomed(was, was.settings.passport, undefined)
  return [state, [unread(command), ...effects]]
}

const named = (was: Spoken, reply: Said<'NS', 'CVR'>): SigninStep | undefined =>
  isAnswer(was, reply) ? introduce(was) : undefined

const informed = (was: Spoken, reply: Said<'NS', 'INF'>): SigninStep | undefined => {
  if (!isAnswer(was, reply)) return undefined
  const { packages } = reply
  return packages.includes('MD5') ? introduce(was) : ends(was, { _tag: 'NoWayIn', offered: packages })
}

/** Waited for by each state, in the words of a person. */
const awaited = {
  Dialling: 'the connection',
  Negotiating: 'VER',
  Naming: 'CVR',
  Asking: 'INF',
  Introducing: 'USR',
  Sealing: 'the wish for random octets',
  Proving: 'USR',
} as const

const sentOn = to(
  'Dialling',
  'Negotiating',
  'Failed',
)((was: Way | Fetching, command: Said<'NS', 'XFR'>): SigninStep | undefined => {
  if (command.to !== 'NS') return undefined
  const [state, effects] = 'address' in command ? redirect(was, command.address) : restart(was)
  return [state, 'ticketing' in was ? [{ _tag: 'Cancel', timer: was.name }, ...effects] : effects]
})
const refused = to('Failed')((was: Way, failure: Failure) => ends(was, { _tag: 'Refused', failure }))
const out = to('Failed')((was: Way, command: Said<'NS', 'OUT'>) => ends(was, dismissed(command)))
const closed = to('Failed')((_: Way, { reason }: Closed) => failed(lost(reason)))
const tooLate = to('Failed')((was: Way & { readonly _tag: keyof typeof awaited }, { timer }: Elapsed) =>
  timer === timers.signIn ? ends(was, { _tag: 'NoAnswer', to: awaited[was._tag] }) : undefined,
)
/** Policies of the server, which ask nothing of anybody (core.md 3.4). */
const policies = stay((was: Variant<Signin, 'Introducing' | 'Ticketing' | 'Sealing' | 'Proving'>): SigninStep => [
  was,
  [],
])
const always = { XFR: sentOn, Failure: refused, OUT: out, Closed: closed, Elapsed: tooLate }

/** The moves of a sign-in. */
export const signingIn = moving<Signin, ClientEvent, Comings<'server', 'NS'>, SigninEffect>({
  kindOf,
  subjectOf,
  moves: {
    Dialling: {
      Opened: to('Negotiating')((was) => {
        const [state, effects] = negotiate(was)
        return [state, [{ _tag: 'Notify', event: { _tag: 'Opened', address: was.address } }, ...effects]]
      }),
      Closed: to('Failed')(({ address }, { reason }) => failed({ _tag: 'Unreachable', address, why: reason })),
      Elapsed: tooLate,
    },
    Negotiating: {
      ...always,
      VER: to('Asking', 'Naming', 'Failed')(chosen),
      Undecodable: to('Failed')(misunderstood),
    },
    Naming: {
      ...always,
      CVR: to('Introducing')(named),
      Undecodable: to('Introducing', 'Failed')(unreadVersion),
    },
    Asking: { ...always, INF: to('Introducing', 'Failed')(informed), Undecodable: to('Failed')(unreadable) },
    Introducing: {
      ...always,
      GCF: policies,
      USR: to('Ticketing', 'Proving', 'Failed')(challenged),
      Undecodable: to('Failed')(unreadable),
    },
    Ticketing: {
      ...always,
      GCF: policies,
      Fetched: to('Ticketing', 'Sealing', 'Proving', 'Failed')(ticketed),
      Elapsed: to('Failed')(ticketed),
    },
    Sealing: { ...always, GCF: policies, Drawn: to('Proving', 'Failed')(sealed) },
    Proving: {
      ...always,
      GCF: policies,
      USR: to('SignedIn', 'Failed')(proved),
      Undecodable: to('SignedIn', 'Failed')(unreadWelcome),
    },
    SignedIn: {},
    Failed: {},
  },
})

/** Where a sign-in begins: at an address, with the numbers that are next, or on a connection that is open already. */
export interface SigninStart {
  readonly address: Address
  readonly links: number
  readonly trid: number
  readonly link?: string
  /** The servers, by `placeOf`, that a session was sent on from before. */
  readonly visited?: ReadonlyArray<string>
  /** The GUID of the place that is signed in at, if it has one already. */
  readonly place?: string | undefined
}

/** The sign-in of a session. */
export const signin = (
  settings: SessionSettings,
  { address, links, trid, link, visited = [], place }: SigninStart,
): Charted<Signin, ClientEvent, SigninEffect> => {
  const begin = { settings, address, links, trid, visited, place }
  return { init: link === undefined ? dial(begin) : negotiate({ ...begin, link }), ...signingIn }
}

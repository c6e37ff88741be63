/** Signing in at one server: the table of its moves. */
import { describeUnencodable } from '../../commands/codec.js'
import { dialectNamed } from '../../commands/dialects.js'
import type { Failure } from '../../commands/failure.js'
import { describeReason, type Undecodable } from '../../commands/undecodable.js'
import { dismissed, goodbye, lost, sentOnBy, signedOut } from '../connection/ending.js'
import { kindOf, subjectOf, type ClientEvent, type Closed, type Comings, type Elapsed, type Said, type Unsayable } from '../../core/effects.js'
import { clientVersionIn } from '../generation.js'
import { become, emit, inOrder } from '../../core/action.js'
import { moving, stay, to, type Charted, type Machine, type Variant } from '../../core/machine.js'
import { isSameName } from '../../core/keys.js'
import { timers } from '../names.js'
import { unexpected } from '../events.js'
import { isOutside } from '../session/hears.js'
import type { In } from '../session/signals.js'
import type { SessionSettings } from '../settings.js'
import { challenged, introduce, proved, ticketed, welcomed } from './proof.js'
import { dial, negotiate } from './dial.js'
import { sealed } from './seal.js'
import {
  ask,
  broken,
  ends,
  failed,
  isAnswer,
  type Fetching,
  type Hop,
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
  if (!dialect.has.clientVersion)
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
const unreadVersion = (was: Variant<Signin, 'Naming'>, command: Undecodable): SigninStep | undefined =>
  isUnreadReply(was, command)
    ? inOrder<Signin, SigninEffect>(emit(unread(command)), () => introduce(was))(was)
    : unreadable(was, command)

/** `OK` lets us in, whatever follows it: who we are is known. */
const unreadWelcome = (was: Variant<Signin, 'Proving'>, command: Undecodable): SigninStep | undefined =>
  isUnreadReply(was, command) && wordsIn(command).words[2] === 'OK'
    ? inOrder<Signin, SigninEffect>(emit(unread(command)), () => welcomed(was, was.settings.passport, undefined))(was)
    : unreadable(was, command)

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
  Sealing: 'the request for random bytes',
  Proving: 'USR',
} as const

const sentOn = to('SentOn')((was: Way | Fetching, command: Said<'NS', 'XFR'>): SigninStep | undefined => {
  const { address, links, trid, link, endpoint } = was
  const sent = sentOnBy({ _tag: 'Received', link, command })
  // The timer of the sign-in is the next login's, too.
  const cancel: ReadonlyArray<SigninEffect> = 'ticketing' in was ? [{ _tag: 'Cancel', timer: was.name }] : []
  return (
    sent && [{ _tag: 'SentOn', ...sent, from: { address, links, trid, link, endpoint }, isLoop: true }, cancel]
  )
})
const refused = to('Failed')((was: Way, failure: Failure) => ends(was, { _tag: 'Refused', failure }))
const out = to('Failed')((was: Way, command: Said<'NS', 'OUT'>) => ends(was, dismissed(command)))
const closed = to('Failed')((_: Way, { reason }: Closed) => failed(lost(reason)))
const tooLate = to('Failed')((was: Way & { readonly _tag: keyof typeof awaited }, { timer }: Elapsed) =>
  isSameName(timer, timers.signIn) ? ends(was, { _tag: 'NoAnswer', to: awaited[was._tag] }) : undefined,
)
/** Policies of the server, which ask nothing of anybody (core.md 3.4). */
const policies = stay((was: Variant<Signin, 'Introducing' | 'Ticketing' | 'Sealing' | 'Proving'>): SigninStep => [
  was,
  [],
])
/** Without a command that cannot be written there is no going on. */
const unsaid = to('Failed')((was: Way, { problem }: Unsayable) =>
  ends(was, lost({ _tag: 'Unsayable', problem: describeUnencodable(problem) })),
)
const always = { XFR: sentOn, Failure: refused, OUT: out, Closed: closed, Unsayable: unsaid, Elapsed: tooLate }

/** The moves of a sign-in. */
export const signingIn = moving<Signin, ClientEvent, Comings<'server', 'NS'>, SigninEffect, 'SignedIn' | 'SentOn' | 'Failed'>({
  kindOf,
  subjectOf,
  moves: {
    Dialling: {
      Opened: to('Negotiating')((was) =>
        inOrder<Signin, SigninEffect>(
          emit({ _tag: 'Notify', event: { _tag: 'Opened', address: was.address } }),
          () => negotiate(was),
        )(was),
      ),
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
    Sealing: { ...always, GCF: policies, RandomBytes: to('Proving', 'Failed')(sealed) },
    Proving: {
      ...always,
      GCF: policies,
      USR: to('SignedIn', 'Failed')(proved),
      Undecodable: to('SignedIn', 'Failed')(unreadWelcome),
    },
    SignedIn: {},
    SentOn: {},
    Failed: {},
  },
})

/** How a login ends. */
export type LoginResult = Variant<Signin, 'SignedIn' | 'SentOn' | 'Failed'>

/** A login as a machine on its own, which hears what comes from outside. */
export const signin = (
  settings: SessionSettings,
  { address, links, trid, link, endpoint }: Omit<Hop, 'visited'>,
): Charted<Signin, ClientEvent, SigninEffect, LoginResult> => {
  const begin = { settings, address, links, trid, endpoint }
  return { init: link === undefined ? dial(begin) : negotiate({ ...begin, link }), ...signingIn }
}

const isFinal = (state: Signin): state is LoginResult => signingIn.result(state) !== undefined

/** Whether the connection is open, on which one could say goodbye. */
const isOpen = ({ _tag }: Signin): boolean => _tag !== 'Dialling'

const left = (was: Exclude<Signin, LoginResult>, event: Extract<In, { readonly _tag: 'SigningOut' }>): SigninStep => {
  const dialect = 'dialect' in was ? was.dialect.name : undefined
  return become<Signin, SigninEffect>(
    { _tag: 'Failed', reason: { _tag: 'SignedOut' } },
    ...signedOut(event.intent, goodbye(was.link, dialect, isOpen(was))),
  )(was)
}

/**
 * Signs in at one server. It ends signed in, sent on to another server, or failed; the connection stays open unless it has failed.
 *
 * **Source** core.md 2.2, 3
 */
export const login =
  (settings: SessionSettings) =>
  (hop: Hop): Machine<Signin, In, SigninEffect, LoginResult> => {
    const { init, move, result } = signin(settings, hop)
    return {
      init,
      step: (was, event) => {
        if (isFinal(was)) return [was, []]
        if (event._tag === 'SigningOut') return left(was, event)
        if (!isOutside(event) || ('link' in event && !isSameName(event.link, was.link))) return [was, []]
        return move(was, event) ?? [was, event._tag === 'Received' ? [unexpected(event.command)] : []]
      },
      result,
    }
  }

import { digest } from '../auth/digest.js'
import { dialectNamed, type Dialect } from '../commands/dialects.js'
import type { Failure } from '../commands/failure.js'
import type { Command } from '../commands/rows.js'
import type { Address } from '../commands/words.js'
import { dismissed, lost } from './ends.js'
import {
  kindOf,
  subjectOf,
  type ClientEffect,
  type ClientEvent,
  type Closed,
  type Comings,
  type Elapsed,
  type Fetched,
  type Send,
} from './effects.js'
import type { SessionEvent } from './events.js'
import { moving, to, type Charted, type Step } from './machine.js'
import type { EndReason } from './reasons.js'
import type { SessionSettings } from './settings.js'
import { ticketing, type Ticketing } from './ticket.js'

/** What every state of a sign-in knows: where it is, where it has been, and the next transaction id. */
interface Way {
  readonly address: Address
  readonly visited: ReadonlyArray<string>
  /** The connection; each one has a name of its own. */
  readonly link: string
  readonly links: number
  readonly trid: number
}

/** A request is out: its reply carries the transaction id before `trid`. */
interface Spoken extends Way {
  readonly dialect: Dialect
}

/**
 * On the way into an account: from the first connection through as many redirections as it takes.
 *
 * **Shapes** `Negotiating` waits for the dialect, `Naming` for the answer to the client's version (MSNP8 and later),
 * `Asking` for the ways of signing in (up to MSNP7), `Introducing` for the challenge, `Ticketing` for the login server, and
 * `Proving` for the last word.
 *
 * **Source** core.md 2.2, 3
 */
export type Signin =
  | ({ readonly _tag: 'Dialling' } & Way)
  | ({ readonly _tag: 'Negotiating' } & Way)
  | ({ readonly _tag: 'Naming' } & Spoken)
  | ({ readonly _tag: 'Asking' } & Spoken)
  | ({ readonly _tag: 'Introducing' } & Spoken)
  | ({
      readonly _tag: 'Ticketing'
      readonly ticketing: Ticketing
      readonly name: string
      readonly challenge: string
    } & Spoken)
  | ({ readonly _tag: 'Proving' } & Spoken)
  | ({ readonly _tag: 'SignedIn'; readonly passport: string; readonly name: string | undefined } & Spoken)
  | { readonly _tag: 'Failed'; readonly reason: EndReason }

type Effect = ClientEffect<SessionEvent>
type Of<Tag extends Signin['_tag']> = Extract<Signin, { readonly _tag: Tag }>
type SigninStep = Step<Signin, Effect>
type On<Verb extends Command['verb']> = Extract<Command<'server', 'NS'>, { readonly verb: Verb }>

const timer = 'sign-in'

/** The name of an address, to know it again. */
export const placeOf = ({ host, port }: Address): string => `${host.toLowerCase()}:${port}`

/** Why it is no use to go to an address, after some others: a circle, or one too many. */
export const astray = (
  { redirects }: SessionSettings,
  visited: ReadonlyArray<string>,
  address: Address | undefined,
): EndReason | undefined => {
  if (address !== undefined && visited.includes(placeOf(address))) return { _tag: 'Circle', address }
  return visited.length > redirects ? { _tag: 'TooManyRedirects', limit: redirects } : undefined
}

/** Waited for by each state, in the words of a person. */
const awaited = {
  Dialling: 'the connection',
  Negotiating: 'VER',
  Naming: 'CVR',
  Asking: 'INF',
  Introducing: 'USR',
  Proving: 'USR',
} as const

const failed = (reason: EndReason): SigninStep => [{ _tag: 'Failed', reason }, [{ _tag: 'Cancel', timer }]]

const closing = (was: Way, [state, effects]: SigninStep): SigninStep => [
  state,
  [{ _tag: 'Close', link: was.link }, ...effects],
]

const ends = (was: Way, reason: EndReason): SigninStep => closing(was, failed(reason))

const broken = (was: Way, problem: string): SigninStep => ends(was, { _tag: 'Broken', problem })

/** Whether a reply answers the last request. */
const answers = ({ trid }: Way, reply: { readonly trid: number }): boolean => reply.trid === trid - 1

/** Where a sign-in begins: at an address, with the numbers that are next, or on a connection that is open already. */
export interface SigninStart {
  readonly address: Address
  readonly links: number
  readonly trid: number
  readonly link?: string
  /** The places, by `placeOf`, that a session was sent on from before. */
  readonly visited?: ReadonlyArray<string>
}

/** The sign-in of a session. */
export const signin = (settings: SessionSettings, start: SigninStart): Charted<Signin, ClientEvent, Effect> => {
  const { passport, password, deadlines } = settings
  const fetchTicket = ticketing(settings)

  const dial = (way: Omit<Way, 'link'>): SigninStep => {
    const link = `NS ${way.links + 1}`
    const { address } = way
    return [
      { _tag: 'Dialling', ...way, link, links: way.links + 1 },
      [
        { _tag: 'Notify', event: { _tag: 'Connecting', address } },
        { _tag: 'Dial', link, address, on: 'NS' },
        { _tag: 'After', timer, ms: deadlines.dial },
      ],
    ]
  }

  /** Says a command, numbers it, and waits for its reply. */
  const ask =
    <S extends Way>(was: S, dialect: Dialect | undefined, command: (trid: number) => Send<'client'>['command']) =>
    (state: (way: S) => Signin): SigninStep => [
      state({ ...was, trid: was.trid + 1 }),
      [
        { _tag: 'Send', link: was.link, dialect, command: command(was.trid) },
        { _tag: 'After', timer, ms: deadlines.reply },
      ],
    ]

  const negotiate = (was: Way): SigninStep => {
    const { address, visited, link, links, trid } = was
    const offers = [...settings.dialects, 'CVR0']
    return ask({ address, visited, link, links, trid }, undefined, (trid) => ({
      _tag: 'Normal',
      verb: 'VER',
      trid,
      offers,
    }))((way) => ({ ...way, _tag: 'Negotiating' }))
  }

  const redirect = (was: Way, address: Address): SigninStep => {
    const visited = [...was.visited, placeOf(was.address)]
    const reason = astray(settings, visited, address)
    if (reason !== undefined) return ends(was, reason)
    const [state, effects] = dial({ address, visited, links: was.links, trid: was.trid })
    return closing(was, [state, [{ _tag: 'Notify', event: { _tag: 'Redirected', address } }, ...effects]])
  }

  /** Everything once more, on the same connection. */
  const restart = (was: Way): SigninStep => {
    const visited = [...was.visited, placeOf(was.address)]
    const reason = astray(settings, visited, undefined)
    return reason === undefined ? negotiate({ ...was, visited }) : ends(was, reason)
  }

  const introduce = (was: Spoken): SigninStep =>
    ask(was, was.dialect, (trid) => {
      const securityPackage = dialectNamed(was.dialect)?.securityPackage === 'MD5' ? 'MD5' : 'TWN'
      return { _tag: 'Normal', verb: 'USR', trid, package: securityPackage, step: 'I', passport }
    })((way) => ({ ...way, _tag: 'Introducing' }))

  const chosen = (was: Way, reply: On<'VER'>): SigninStep | undefined => {
    if (!answers(was, reply)) return undefined
    const dialect = 'dialect' in reply ? settings.dialects.find((name) => name === reply.dialect) : undefined
    if (dialect === undefined) return ends(was, { _tag: 'NoCommonDialect', offered: settings.dialects })
    const spoken = { ...was, dialect }
    const { number } = dialectNamed(dialect)!
    if (number < 8)
      return ask(spoken, dialect, (trid) => ({ _tag: 'Normal', verb: 'INF', trid }))((way) => ({
        ...way,
        _tag: 'Asking',
      }))
    const command = (trid: number) => ({ _tag: 'Normal', verb: 'CVR', trid, ...settings.client, passport }) as const
    return ask(spoken, dialect, command)((way) => ({ ...way, _tag: 'Naming' }))
  }

  /** Goes on as far as the ticket has come. */
  const withTicket = (
    was: Spoken,
    name: string,
    challenge: string,
    [state, effects]: ReturnType<ReturnType<typeof fetchTicket>['step']>,
  ): SigninStep => {
    const { address, visited, link, links, trid, dialect } = was
    const spoken: Spoken = { address, visited, link, links, trid, dialect }
    const cancel: Effect = { _tag: 'Cancel', timer: name }
    switch (state._tag) {
      case 'AtNexus':
      case 'AtLogin':
        return [{ ...spoken, _tag: 'Ticketing', ticketing: state, name, challenge }, effects]
      case 'NotGranted': {
        const [end, more] = ends(was, state.reason)
        return [end, [cancel, ...effects, ...more]]
      }
      case 'Granted': {
        const [next, more] = ask(spoken, dialect, (trid) => ({
          _tag: 'Normal',
          verb: 'USR',
          trid,
          package: 'TWN',
          step: 'S',
          ticket: state.ticket.reveal(),
        }))((way) => ({ ...way, _tag: 'Proving' }))
        return [next, [cancel, ...effects, ...more]]
      }
    }
  }

  const challenged = (was: Spoken, reply: On<'USR'>): SigninStep | undefined => {
    if (!answers(was, reply)) return undefined
    if (!('challenge' in reply)) return broken(was, 'USR does not say what to prove')
    const { challenge } = reply
    if (reply.package === 'TWN') {
      const name = `ticket ${was.trid}`
      const [state, effects] = withTicket(was, name, challenge, fetchTicket(name, challenge).init)
      return [state, [{ _tag: 'Cancel', timer }, ...effects]]
    }
    const answer = digest(password.reveal())(challenge)
    return ask(was, was.dialect, (trid) => ({
      _tag: 'Normal',
      verb: 'USR',
      trid,
      package: 'MD5',
      step: 'S',
      digest: answer,
    }))((way) => ({ ...way, _tag: 'Proving' }))
  }

  const ticketed = (was: Of<'Ticketing'>, event: Fetched | Elapsed): SigninStep | undefined => {
    const { ticketing: before, name, challenge } = was
    // An answer, or a deadline, of an earlier attempt.
    if ((event._tag === 'Fetched' ? event.fetch : event.timer) !== name) return undefined
    return withTicket(was, name, challenge, fetchTicket(name, challenge).step(before, event))
  }

  const proved = (was: Spoken, reply: On<'USR'>): SigninStep | undefined => {
    if (!answers(was, reply)) return undefined
    if (!('outcome' in reply) || !('passport' in reply)) return broken(was, 'USR neither accepts nor refuses')
    const name = 'name' in reply ? reply.name : undefined
    const { dialect } = was
    return [
      { ...was, _tag: 'SignedIn', passport: reply.passport.toLowerCase(), name },
      [
        { _tag: 'Cancel', timer },
        { _tag: 'Notify', event: { _tag: 'SignedIn', passport: reply.passport, name, dialect } },
      ],
    ]
  }

  const begin = { address: start.address, visited: start.visited ?? [], links: start.links, trid: start.trid }
  const sentOn = to(
    'Dialling',
    'Negotiating',
    'Failed',
  )((was: Way | Of<'Ticketing'>, command: On<'XFR'>): SigninStep | undefined => {
    if (command.to !== 'NS') return undefined
    const [state, effects] = 'address' in command ? redirect(was, command.address) : restart(was)
    return [state, 'ticketing' in was ? [{ _tag: 'Cancel', timer: was.name }, ...effects] : effects]
  })
  const refused = to('Failed')((was: Way, failure: Failure) => ends(was, { _tag: 'Refused', failure }))
  const out = to('Failed')((was: Way, command: On<'OUT'>) => ends(was, dismissed(command)))
  const closed = to('Failed')((_: Way, { reason }: Closed) => failed(lost(reason)))
  const tooLate = to('Failed')((was: Way & { readonly _tag: keyof typeof awaited }, elapsed: Elapsed) =>
    elapsed.timer === timer ? ends(was, { _tag: 'NoAnswer', to: awaited[was._tag] }) : undefined,
  )
  const always = { XFR: sentOn, Failure: refused, OUT: out, Closed: closed, Elapsed: tooLate }

  return {
    init: start.link === undefined ? dial(begin) : negotiate({ ...begin, link: start.link }),
    ...moving<Signin, ClientEvent, Comings<'server', 'NS'>, Effect>({
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
        Negotiating: { ...always, VER: to('Asking', 'Naming', 'Failed')(chosen) },
        Naming: {
          ...always,
          CVR: to('Introducing')((was, reply) => (answers(was, reply) ? introduce(was) : undefined)),
        },
        Asking: {
          ...always,
          INF: to(
            'Introducing',
            'Failed',
          )((was, reply) => {
            if (!answers(was, reply)) return undefined
            const { packages } = reply
            return packages.includes('MD5') ? introduce(was) : ends(was, { _tag: 'NoWayIn', offered: packages })
          }),
        },
        Introducing: { ...always, USR: to('Ticketing', 'Proving', 'Failed')(challenged) },
        Ticketing: {
          ...always,
          Fetched: to('Ticketing', 'Proving', 'Failed')(ticketed),
          Elapsed: to('Failed')(ticketed),
        },
        Proving: { ...always, USR: to('SignedIn', 'Failed')(proved) },
        SignedIn: {},
        Failed: {},
      },
    }),
  }
}

/** `msnp demo`: a server and two sessions on this machine, shown on one timeline and checked step by step. */
import * as E from 'fp-ts/lib/Either.js'
import {
  delay,
  endWith,
  filter,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  type Observable,
  share,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs'

import { newestSpokenDialect } from '../commands/dialects.js'
import { nodePorts } from '../edges/node.js'
import {
  client,
  type Dialect,
  isEvent,
  type Ports,
  schedulerOf,
  server,
  type ServerEvent,
  type SessionEvent,
} from '../index.js'
import { plainEvent, plainServed } from './event-json.js'
import { isEcho, paintOf, eventTextIn } from './event-text.js'
import { discarded, fileFor, recording, type SessionRecording } from './session-recording.js'
import { describeNotListening, describeNotice, addressesOf } from './host-notices.js'
import {
  colours,
  complain,
  counted,
  cutTo,
  exitCode,
  type ExitCode,
  exitOf,
  harmless,
  jsonLine,
  say,
  sayLive,
  terminalWidth,
} from './output.js'
import { alice, apps, bob, type DemoUser, type DemoStep, stepsOf } from './script.js'
import { bound } from './terminal.js'

/**
 * What `msnp demo` is told: the dialect of one, and of the other; and where the recordings go, one for each of them.
 *
 * **Units** `timeout` in seconds.
 */
export interface DemoOptions {
  readonly json?: boolean
  readonly dialect?: ReadonlyArray<Dialect>
  readonly record?: string
  readonly timeout: number
}

/** Something that happened, in the server or to one of the two. */
type Happening =
  | { readonly who: 'server'; readonly event: ServerEvent }
  | { readonly who: DemoUser['who']; readonly event: SessionEvent }

type Dialects = Readonly<Record<DemoUser['who'], Dialect>>
type Ends = Readonly<Record<'server' | DemoUser['who'], Ports>>

const players: ReadonlyArray<DemoUser> = [alice, bob]

/** A server on this machine, which knows the two, and sends them on from a dispatch server. */
const serving = (ports: Ports): Observable<ServerEvent> =>
  server(ports)({
    redirects: 1,
    accounts: players.map(({ passport, password, name }) => ({
      passport,
      password,
      name,
      groups: ['Friends'],
      contacts: players
        .filter((other) => other.passport !== passport)
        .map((other) => ({ passport: other.passport, groups: ['Friends'] })),
    })),
  })

/** The server, and in it two sessions, until both are over. */
const evening = (ports: Ends, dialects: Dialects, ms: number): Observable<Happening> => {
  const served = serving(ports.server).pipe(share())
  const sessions = served.pipe(
    filter((event) => event._tag === 'Listening'),
    take(1),
    mergeMap(({ first, nexus }) =>
      merge(
        ...players.map(({ who, passport, password }) => {
          const wanted = { passport, password, server: first, nexus, dialects: [dialects[who]] }
          const app = apps[who](schedulerOf(ports[who]))
          return client(ports[who])(wanted)(app).pipe(map((event): Happening => ({ who, event })))
        }),
      ),
    ),
    share(),
  )
  // The server has a word to say about the last one who signs out.
  const over = sessions.pipe(ignoreElements(), endWith(undefined), delay(50))
  const told = served.pipe(map((event): Happening => ({ who: 'server', event })))
  return merge(sessions, told).pipe(takeUntil(merge(over, timer(ms))))
}

const paint = { server: colours.dim, alice: colours.cyan, bob: colours.magenta } as const

/** What the timeline leaves out, as `--json` does not: what another line tells as well. */
const passedOver: ReadonlySet<string> = new Set([
  ...['Connecting', 'Prompt', 'Privacy', 'OwnName', 'Profile', 'Group', 'IntentOutcome'],
  ...['ConversationStarted', 'Alive', 'Notice', 'OwnEndpoints', 'ContactPersonal'],
])

/** What the server has to say that the two do not know. */
const heardOfServer: ReadonlySet<string> = new Set(['TicketGranted', 'ConversationOpened', 'ConversationClosed'])

const heard = (event: ServerEvent): ReadonlyArray<string> => {
  if (event._tag === 'Listening') return addressesOf(event).map((place) => `listening: ${place}`)
  if (event._tag === 'NotListening') return [describeNotListening(event)]
  return heardOfServer.has(event._tag) ? [describeNotice(event)] : []
}

/** What there is to tell, each line in so many columns. */
const linesOf = ({ who, event }: Happening, room: number | undefined): ReadonlyArray<string> => {
  if (who === 'server') return heard(event).map((line) => cutTo(room)(harmless(line)))
  return passedOver.has(event._tag) || isEcho(event) ? [] : [eventTextIn(room)(event)]
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3).padStart(6)

const rowsOf = (ms: number, happening: Happening, width: number | undefined): ReadonlyArray<string> => {
  const { who, event } = happening
  const [time, name] = [seconds(ms), who.padEnd(6)]
  const room = width === undefined ? undefined : width - time.length - name.length - 4
  const look = who === 'server' ? colours.dim : paintOf(event)
  return linesOf(happening, room).map((line) => `${colours.dim(time)}  ${paint[who](name)}  ${look(line)}`)
}

const jsonOf = (ms: number, { who, event }: Happening): string =>
  jsonLine({ t: ms / 1000, who, ...(who === 'server' ? plainServed(event) : plainEvent(event)) })

/** Which steps of whom did not happen. */
const missingIn = (
  happenings: ReadonlyArray<Happening>,
  dialects: Dialects,
): ReadonlyArray<{ readonly who: DemoUser['who']; readonly step: DemoStep }> =>
  players.flatMap((player) => {
    const events = happenings.flatMap(({ who, event }) => (who === player.who ? [event as SessionEvent] : []))
    return stepsOf(player, dialects[player.who])
      .filter(({ happened }) => !happened(events))
      .map((step) => ({ who: player.who, step }))
  })

/** Why it went wrong: as the first session says that came to a bad end, or else because the time was over. */
const exitFor = (happenings: ReadonlyArray<Happening>): ExitCode => {
  if (happenings.some(({ event }) => event._tag === 'NotListening')) return exitCode.unconnected
  const ends = happenings.flatMap(({ who, event }) => (who === 'server' ? [] : [event])).filter(isEvent('Closed'))
  const bad = ends.map(({ reason }) => exitOf(reason)).find((code) => code !== exitCode.done)
  return bad ?? exitCode.late
}

type Recordings = Readonly<Record<DemoUser['who'], SessionRecording>>

/** The ports of the two, with a recording of each if there is to be one; or why there cannot. */
const recordings = (path: string | undefined, dialects: Dialects): E.Either<string, Recordings> => {
  const file = (who: DemoUser['who']): string | undefined => path && fileFor(path, who)
  const first = recording(file('alice'), nodePorts(), dialects.alice)
  if (E.isLeft(first)) return first
  const second = recording(file('bob'), nodePorts(), dialects.bob)
  if (E.isRight(second)) return E.right({ alice: first.right, bob: second.right })
  first.right.end()
  if (path !== undefined) discarded(fileFor(path, 'alice'))
  return second
}

/** `msnp demo`: two people talk to each other through a server of their own, over TCP on this machine. */
export const demo = async ({ json = false, dialect = [], record, timeout }: DemoOptions): Promise<ExitCode> => {
  const [first = newestSpokenDialect, second = first]: ReadonlyArray<Dialect> = dialect
  if (dialect.length > 2)
    return complain(exitCode.usage, 'there are two people in the demonstration, and no third dialect')
  const dialects: Dialects = { alice: first, bob: second }
  const both = recordings(record, dialects)
  if (E.isLeft(both)) return complain(exitCode.unwritable, both.left)
  const ports: Ends = { server: nodePorts(), alice: both.right.alice.ports, bob: both.right.bob.ports }
  const width = terminalWidth()
  const begin = performance.now()
  const elapsed = (): number => Math.round(performance.now() - begin)
  const happenings: Array<Happening> = []

  const show = bound((happening: Happening): void => {
    happenings.push(happening)
    if (json) return sayLive(jsonOf(elapsed(), happening))
    rowsOf(elapsed(), happening, width).forEach(sayLive)
  })
  const all = evening(ports, dialects, timeout * 1000).pipe(tap(show))
  await lastValueFrom(all, { defaultValue: undefined })
  const unwritten = [both.right.alice.end(), both.right.bob.end()].find((code) => code !== exitCode.done)

  const missing = missingIn(happenings, dialects)
  const steps = players.flatMap((player) => stepsOf(player, dialects[player.who])).length
  const connections = happenings.filter(({ event }) => event._tag === 'Connected').length
  const took = elapsed()
  if (json) {
    const names = missing.map(({ who, step }) => `${who} ${step.name}`)
    const files = record === undefined ? {} : { recordings: players.map(({ who }) => fileFor(record, who)) }
    const summary = { t: took / 1000, who: 'demo', event: 'Summary', dialects, connections, steps, missing: names }
    say(jsonLine({ ...summary, ...files }))
  } else {
    const summary =
      missing.length === 0
        ? colours.green(`✓ all ${steps} steps happened`)
        : colours.red(`✗ ${missing.length} of ${steps} steps did not happen`)
    const spoken = first === second ? first : `${first} and ${second}`
    say(`${summary}: ${spoken}, ${counted(connections, 'TCP connection')}, ${(took / 1000).toFixed(2)} s`)
    if (record !== undefined)
      say(colours.dim(`recorded: ${players.map(({ who }) => harmless(fileFor(record, who))).join(', ')}`))
  }
  if (missing.length === 0) return unwritten ?? exitCode.done
  const code = exitFor(happenings)
  missing.forEach(({ who, step }) => complain(code, `this did not happen: ${who} ${step.name}`))
  return code
}

/** An app that asks for what the app of a recorded session asked for, when it did. */
import { Observable, Subject } from 'rxjs'

import { isAnswerTo, isQuestion } from '../../commands/facts.js'
import type { Dialect } from '../../commands/dialects.js'
import type { Command } from '../../commands/rows.js'
import type { HttpRequest } from '../../core/effects.js'
import type { SessionEvent } from '../../client/events.js'
import type { Intent } from '../../client/intents/intents.js'
import { sessionSettings, type SessionOptions } from '../../client/settings.js'
import type { SessionState } from '../../client/state.js'
import type { RecordedConnection } from '../read/connections.js'
import { askedBy, intentAsking, saidBy, type RequestDone } from './infer-requests.js'
import { intentBehind, talkBehind } from './infer-intents.js'
import type { TraceRecord } from '../format/record.js'
import type { RecordedSession } from '../read/sessions.js'
import type { RecordedCommand } from '../format/command.js'
import type { Trace } from '../format/trace.js'

/**
 * Before an byte of what the server says in one piece, the recorded client said something that nobody but its app can have
 * wanted: it stands before the answer to the challenge that begins there.
 */
export interface Cut {
  readonly at: number
  readonly index: number
  readonly offset: number
}

/** How soon an app answers what it hears. **Units** milliseconds. */
const promptly = 1000

/** The cuts in what a connection's server says, by record. */
const cutsIn = (
  records: ReadonlyArray<TraceRecord>,
  { on, indexes, commands }: RecordedConnection,
): ReadonlyArray<readonly [index: number, cut: Cut]> => {
  if (on !== 'NS') return []
  const starts = new Map<number, number>()
  let said = 0
  for (const index of indexes) {
    const record = records[index]
    if (record?._tag !== 'Said' || record.from !== 'server') continue
    starts.set(index, said)
    said += record.bytes.length
  }
  return commands.spoken.flatMap(({ from, first, start, command }) => {
    const at = start - (starts.get(first) ?? start)
    if (from === 'client' || command._tag !== 'Async' || !isQuestion(command.verb) || at === 0) return []
    const next = commands.spoken.find((other) => other.from === 'client' && other.first > first)
    const isWanted =
      next !== undefined &&
      !(next.command._tag === 'Payload' && isAnswerTo('client', next.command.verb, command.verb)) &&
      records[next.first]!.t - records[first]!.t < promptly
    return isWanted ? [[first, { at, index: next.first, offset: next.start }] as const] : []
  })
}

/** Somebody who wants what the recorded app wanted. */
export interface InferredApp {
  readonly app: (events: Observable<SessionEvent>, state: Observable<SessionState>) => Observable<Intent>
  /** Where a record of the server is to be cut in two, so that something is wanted in between. */
  readonly cut: (index: number) => Cut | undefined
  /** Wants what leads to a record, or to the command that begins at an offset of what a connection's client says. */
  readonly act: (index: number, offset: number) => Intent | undefined
}

const isCommand = ({ command }: RecordedCommand): boolean => command._tag !== 'Undecodable' && command._tag !== 'Failure'

/** What lets into a switchboard that was asked for, by the transaction id of the request. */
const cookiesIn = ({ commands }: RecordedConnection): ReadonlyMap<number, string> =>
  new Map(
    commands.spoken.flatMap(({ from, command }) =>
      from === 'server' && command._tag === 'Normal' && command.verb === 'XFR' && 'cookie' in command
        ? [[command.trid, command.cookie] as const]
        : [],
    ),
  )

/** Plays the app of a recorded session; `wanted` are the settings of the session that does what it wants. */
export const inferredApp = ({ records }: Trace, session: RecordedSession, wanted: SessionOptions): InferredApp => {
  const settings = sessionSettings(wanted)
  const byNumber = new Map(session.connections.map((connection) => [connection.number, connection]))
  const byCookie = new Map(
    session.connections.flatMap((connection) =>
      connection.cookie === undefined ? [] : [[connection.cookie, connection.number]],
    ),
  )
  const calls = session.connections.flatMap(({ commands }) =>
    commands.spoken.flatMap(({ from, command }) =>
      from === 'server' && command._tag === 'Async' && command.verb === 'RNG' ? [command.cookie] : [],
    ),
  )
  /** The conversation of each switchboard connection. */
  const conversations = new Map<number, string>()
  const cuts = new Map(session.connections.flatMap((connection) => cutsIn(records, connection)))
  const intents = new Subject<Intent>()
  let state: SessionState | undefined
  let rung = 0

  const join = (cookie: string | undefined, conversation: string): void => {
    const connection = cookie === undefined ? undefined : byCookie.get(cookie)
    if (connection !== undefined) conversations.set(connection, conversation)
  }

  const known = (): ReadonlySet<string> => new Set(state?.conversations.keys() ?? [])

  const clientSaid = session.connections
    .filter(({ on }) => on === 'NS')
    .flatMap(({ commands }) => commands.spoken.filter(({ from }) => from === 'client'))

  /** What the recorded client said and asked for behind a record, in its order. */
  const didAfter = (index: number, dialect: Dialect) => (): ReadonlyArray<RequestDone> => {
    const asked = records.flatMap((record, at) => {
      const did = at > index && record._tag === 'Asked' ? askedBy(record.request) : undefined
      return did === undefined ? [] : [[at, did] as const]
    })
    const said = clientSaid.flatMap(({ first, command }) => {
      const did = first > index && command._tag !== 'Undecodable' ? saidBy(dialect, command) : undefined
      return did === undefined ? [] : [[first, did] as const]
    })
    return [...asked, ...said].toSorted(([a], [b]) => a - b).map(([, did]) => did)
  }

  const ask = (index: number, request: HttpRequest): Intent | undefined => {
    if (state?.dialect === undefined) return undefined
    const { dialect } = state
    const intent = intentAsking(request, { settings, state, dialect, later: didAfter(index, dialect) })
    if (intent !== undefined) intents.next(intent)
    return intent
  }

  const intentOf = (connection: RecordedConnection, { command, start, first }: RecordedCommand): Intent | undefined => {
    if (state?.dialect === undefined) return undefined
    const { dialect } = state
    if (connection.on === 'NS') {
      const next = connection.commands.spoken.find((other) => other.from === 'client' && other.start > start)?.command
      return intentBehind(command as Command<'client', 'NS'>, {
        settings,
        state,
        dialect,
        next: next as Command<'client', 'NS'> | undefined,
        later: didAfter(first, dialect),
      })
    }
    const conversation = conversations.get(connection.number)
    return conversation === undefined ? undefined : talkBehind(command as Command<'client', 'SB'>, conversation)
  }

  const say = (connection: RecordedConnection, spoken: RecordedCommand): Intent | undefined => {
    const intent = isCommand(spoken) ? intentOf(connection, spoken) : undefined
    if (intent === undefined) return undefined
    const before = known()
    intents.next(intent)
    if (intent._tag === 'OpenConversation' && 'trid' in spoken.command)
      for (const conversation of known())
        if (!before.has(conversation)) join(cookiesIn(connection).get(Number(spoken.command.trid)), conversation)
    return intent
  }

  const close = (connection: RecordedConnection): Intent | undefined => {
    const conversation = conversations.get(connection.number)
    if (connection.on === 'SB' && conversation === undefined) return undefined
    const intent: Intent = conversation === undefined ? { _tag: 'SignOut' } : { _tag: 'Leave', conversation }
    intents.next(intent)
    return intent
  }

  const accept = (connection: RecordedConnection): Intent | undefined => {
    const conversation = conversations.get(connection.number)
    if (conversation === undefined) return undefined
    intents.next({ _tag: 'Accept', conversation })
    return { _tag: 'Accept', conversation }
  }

  return {
    cut: (index) => cuts.get(index),
    app: (events, states) =>
      new Observable((subscriber) => {
        const watching = intents.subscribe(subscriber)
        subscriber.add(states.subscribe((now) => (state = now)))
        subscriber.add(
          events.subscribe((event) => {
            if (event._tag === 'Ringing') join(calls[rung++], event.conversation)
          }),
        )
        return watching
      }),
    act: (index, offset) => {
      const record = records[index]
      if (record?._tag === 'Asked') return ask(index, record.request)
      const connection = record !== undefined && 'connection' in record ? byNumber.get(record.connection) : undefined
      if (record === undefined || connection === undefined) return undefined
      if (record._tag === 'Dialled') return accept(connection)
      if (record._tag === 'Closed') return close(connection)
      if (record._tag !== 'Said') return undefined
      const spoken = connection.commands.spoken.find(
        ({ from, start, bytes }) => from === 'client' && offset >= start && offset < start + bytes.length,
      )
      return spoken === undefined ? undefined : say(connection, spoken)
    },
  }
}

/** A recording watched: a session or a conversation for each connection in it, as its client knew it at each moment. */
import type { Dialect } from '../../commands/dialects.js'
import type { Notify } from '../../core/effects.js'
import type { Machine, Step, Tagged } from '../../core/machine.js'
import { children, type Child, type Route, type StateOf } from '../../core/parts.js'
import type { SessionEvent } from '../../client/events.js'
import type { Heard } from './heard.js'
import { sessionUnderway, watchedSession } from './session.js'
import { switchboardUnderway, watchedSwitchboard, type Entrance } from './switchboard.js'

/** How something that is watched begins: by its first command, or before the recording, where something `first` is heard of it. */
export type Watched = {
  readonly connection: number
  readonly dialect: Dialect
} & (
  | { readonly _tag: 'Session' }
  | { readonly _tag: 'SessionUnderway'; readonly first: Spoken }
  | { readonly _tag: 'Conversation'; readonly entrance: Entrance }
  | { readonly _tag: 'ConversationUnderway'; readonly first: Spoken }
)

type Spoken = Extract<Heard, { readonly _tag: 'Overheard' | 'Received' }>

/** What a recording is watched for: what its clients would have reported. */
export type WatchedEffect = Notify<SessionEvent>

const isNotice = (effect: Tagged): effect is WatchedEffect => effect._tag === 'Notify'

const silently = <S>([state, effects]: Step<S, Tagged>): Step<S, WatchedEffect> => [state, effects.filter(isNotice)]

/** Whoever is watched says goodbye: with that it is over, whether the connection is closed or not. */
const isGoodbye = (heard: Heard): boolean => heard._tag === 'Overheard' && heard.command.verb === 'OUT'

/**
 * A machine whose effects are dropped, but for what happens. It is over with its result, or a goodbye: whatever comes then is not
 * heard, until the connection is closed. Where it is `again` to begin, it begins anew.
 */
const watchedBy = <S, R>(
  machine: Machine<S, Heard, Tagged, R>,
  { first, again = () => false }: { readonly first?: Heard; readonly again?: (heard: Heard) => boolean } = {},
): Machine<Until<S>, Heard, WatchedEffect, true> => {
  const until = ([state, effects]: Step<S, WatchedEffect>, isOver: boolean): Step<Until<S>, WatchedEffect> => [
    { isOver: isOver || machine.result(state) !== undefined, isClosed: false, state },
    effects,
  ]
  const step = (was: S, heard: Heard): Step<S, WatchedEffect> =>
    isGoodbye(heard) ? [was, []] : silently(machine.step(was, heard))
  const begun = silently(machine.init)
  return {
    init: until(first === undefined ? begun : step(begun[0], first), first !== undefined && isGoodbye(first)),
    step: (was, heard) => {
      if (was.isOver && heard._tag !== 'Closed') return again(heard) ? until(begun, false) : [was, []]
      const [state, effects]: Step<S, WatchedEffect> = was.isOver ? [was.state, []] : step(was.state, heard)
      if (heard._tag === 'Closed') return [{ isOver: true, isClosed: true, state }, effects]
      return state === was.state && !isGoodbye(heard) ? [was, effects] : until([state, effects], isGoodbye(heard))
    },
    result: ({ isClosed }) => (isClosed ? true : undefined),
  }
}

/** A state; whether nothing comes any more that would change it, and whether the connection is closed. */
export interface Until<S> {
  readonly isOver: boolean
  readonly isClosed: boolean
  readonly state: S
}

type SessionWatched = StateOf<ReturnType<typeof watchedSession>>
type AccountWatched = StateOf<ReturnType<typeof sessionUnderway>>
type ConversationWatched = StateOf<ReturnType<typeof watchedSwitchboard>>

/** The state of a connection that is watched: that of a session, of an account, or of a switchboard. */
export type ConnectionWatched = Until<SessionWatched | AccountWatched | ConversationWatched>

/** What is known of a recording at a moment, by connection. Plain data. */
export type Watching = StateOf<typeof watching>

/** A client begins a session; or once more on the same connection, where it is sent on to no other server (core.md 2.2). */
const isOffer = (heard: Heard): boolean => heard._tag === 'Overheard' && heard.command.verb === 'VER'

const beginning = (heard: Heard): Watched | undefined => {
  if (heard._tag !== 'Overheard' && heard._tag !== 'Received') return undefined
  const { connection, dialect, on } = heard
  const about = { connection, dialect }
  const { command } = heard
  if (heard._tag === 'Overheard' && 'verb' in command) {
    if (isOffer(heard)) return { ...about, _tag: 'Session' }
    if (command.verb === 'ANS' || (command.verb === 'USR' && 'cookie' in command))
      return { ...about, _tag: 'Conversation', entrance: command as Entrance }
  }
  if (on === 'NS') return { ...about, _tag: 'SessionUnderway', first: heard }
  return on === 'SB' ? { ...about, _tag: 'ConversationUnderway', first: heard } : undefined
}

type Living = ReadonlyMap<string, Child<Watched, ConnectionWatched>>

/** Whose an HTTP request is does not show: it is for the session that signed in last, as few computers have several. */
const askerIn = (living: Living): string | undefined =>
  [...living].flatMap(([link, { of, state }]) => (!state.isOver && (of._tag === 'Session' || of._tag === 'SessionUnderway') ? [link] : [])).at(-1)

const route = (heard: Heard, living: Living): Route<string, Watched, Heard> | undefined => {
  if (heard._tag === 'Exchanged') {
    const to = askerIn(living)
    return to === undefined ? undefined : { to, event: heard }
  }
  const { link } = heard
  const of = living.has(link) ? undefined : beginning(heard)
  return of === undefined ? { to: link, event: heard } : { begin: link, of }
}

const watchedOn = (link: string, of: Watched): Machine<ConnectionWatched, Heard, WatchedEffect, true> => {
  const machineOf = () => {
    switch (of._tag) {
      case 'Session':
        return watchedBy(watchedSession(link), { again: isOffer })
      case 'SessionUnderway':
        return watchedBy(sessionUnderway(link, of.first), { first: of.first })
      case 'Conversation':
        return watchedBy(watchedSwitchboard(link, of.dialect, of.entrance))
      case 'ConversationUnderway':
        return watchedBy(switchboardUnderway(link, of.dialect), { first: of.first })
    }
  }
  return machineOf() as Machine<ConnectionWatched, Heard, WatchedEffect, true>
}

/**
 * Watches a recording: what both sides say goes through the machines of a client, whose effects are dropped but for notices.
 *
 * **Shapes** a session begins with `VER`, a conversation with the cookie that is shown. What began before the recording is told
 * as that; its contacts and participants appear as they are first seen. What is over is shown no more, and removed when its connection is closed.
 */
export const watching = children<string, Watched, ConnectionWatched, Heard, Heard, WatchedEffect, true>(
  (heard, living) => route(heard, living as unknown as Living),
  watchedOn,
)

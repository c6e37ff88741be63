/** The timers of the server: each is tagged data, of which the edge makes its key. */
import type { Name } from '../core/effects.js'

/**
 * What a timer of a connection is for.
 *
 * **Shapes** `EntryOver`: nobody has signed in, or entered. `Tick`: a step of the keep-alive. `AnswerOver`: no answer to a challenge.
 * `ChallengeDue`: the next challenge. `IdleOver`: no message on a switchboard. `Calm`: quick changes of name, and quick invitations, are
 * forgotten.
 */
export type TimerKind = 'EntryOver' | 'Tick' | 'AnswerOver' | 'ChallengeDue' | 'IdleOver' | 'Calm'

/** A timer of a connection. */
export interface ConnectionTimer {
  readonly _tag: TimerKind
  readonly link: Name
}

/** The timer that ends the life of a cookie, by the number that it is kept under. */
export interface CookieTimer {
  readonly _tag: 'CookieOver'
  readonly number: number
}

/** The timer that ends the life of a ticket, by the number that it is kept under. */
export interface TicketTimer {
  readonly _tag: 'TicketOver'
  readonly number: number
}

/** Any timer of the server. */
export type HostTimer = ConnectionTimer | CookieTimer | TicketTimer

/** The timer of a kind for a connection. */
export const timerOf = (kind: TimerKind, link: Name): ConnectionTimer => ({ _tag: kind, link })

/** The timer that ends the life of a cookie. */
export const cookieTimer = (number: number): CookieTimer => ({ _tag: 'CookieOver', number })

/** The timer that ends the life of a ticket. */
export const ticketTimer = (number: number): TicketTimer => ({ _tag: 'TicketOver', number })

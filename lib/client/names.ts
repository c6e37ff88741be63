/** The names that a client gives its links, timers and requests. */
import type { ClientEvent, Name } from '../core/effects.js'

/** The connection to a notification server: the first one of a session is number 1. */
export const notificationLink = (number: number): Name => `NS ${number}`

const board = 'SB '

/** The connection of a conversation. */
export const switchboardLink = (conversation: string): Name => `${board}${conversation}`

/** A timer of a conversation: for the reply to a request, for getting in, or for being alone. */
export const switchboardTimer = (link: Name, what: number | 'entry' | 'alone'): Name => `${link} ${what}`

/** The conversation that an event is about; nothing for the events of the notification server. */
export const conversationIn = (event: ClientEvent): string | undefined => {
  switch (event._tag) {
    case 'Opened':
    case 'Received':
    case 'Closed':
    case 'Unsayable':
      return event.link.startsWith(board) ? event.link.slice(board.length) : undefined
    case 'Elapsed':
      return event.timer.startsWith(board) ? event.timer.slice(board.length, event.timer.lastIndexOf(' ')) : undefined
    case 'Fetched':
    case 'RandomBytes':
      return undefined
  }
}

/** The timers of which a session has one each. */
export const timers = {
  signIn: 'sign-in',
  sync: 'sync',
  keepAlive: 'keep-alive',
  ping: 'ping',
  tickets: 'tickets',
  book: 'address book',
} as const

const request = 'trid '

/** The timer of a request. */
export const requestTimer = (trid: number): Name => `${request}${trid}`

/** The transaction id in the name of a timer, if it is one of a request. */
export const requestIn = (timer: Name): number | undefined =>
  timer.startsWith(request) ? Number(timer.slice(request.length)) : undefined

/** The requests and the timer of those who fetch a ticket, for the next transaction id. */
export const ticketName = (trid: number): Name => `ticket ${trid}`

/** The requests and the timer of those who ask for tickets anew, by how many did before. */
export const renewalName = (number: number): Name => `renewal ${number}`

/** The bytes that are drawn to prove who signs in, for the next transaction id. */
export const proofDraw = (trid: number): Name => `proof ${trid}`

/** The bytes that are drawn for the messages to people who are offline, once in a session. */
export const runDraw: Name = 'run'

/** The request and the timer of a call to an HTTP service, by how many were made before. */
export const callName = (number: number): Name => `call ${number}`

/** The names that a client gives its links, timers and requests, as tagged data. */
import type { Tagged } from '../core/machine.js'
import type { TaggedName } from '../core/keys.js'
import type { In } from './session/signals.js'

/** The connection to a notification server: the first one of a session is number 1. */
export const notificationLink = (number: number) => ({ _tag: 'NS', number }) as const

/** The connection of a conversation. */
export const switchboardLink = (conversation: string) => ({ _tag: 'SB', conversation }) as const
export type SwitchboardLink = ReturnType<typeof switchboardLink>

/** The timer of a conversation that is being got into, or that nobody else is in. */
export const switchboardTimer = (conversation: string, _tag: 'Entry' | 'Alone') => ({ _tag, conversation }) as const

/** The timer of a request within a conversation. */
export const answerTimer = (conversation: string, trid: number) => ({ _tag: 'Answer', conversation, trid }) as const

/** The timers that a conversation has. */
export type SwitchboardTimer = ReturnType<typeof switchboardTimer | typeof answerTimer>

const conversationOf = (name: TaggedName): string | undefined =>
  typeof name === 'object' && 'conversation' in name && typeof name.conversation === 'string' ? name.conversation : undefined

/** The conversation that an event is about; nothing for the events of the notification server, and for what the parts of a session say. */
export const conversationIn = (event: In): string | undefined => {
  const { _tag } = event
  if (_tag === 'Elapsed') return conversationOf(event.timer)
  const isOfLink = _tag === 'Opened' || _tag === 'Received' || _tag === 'Closed' || _tag === 'Unsayable'
  return isOfLink ? conversationOf(event.link) : undefined
}

/** The timers of which a session has one each. */
export const timers = {
  signIn: { _tag: 'SignIn' },
  sync: { _tag: 'Sync' },
  keepAlive: { _tag: 'KeepAlive' },
  ping: { _tag: 'Ping' },
  tickets: { _tag: 'Tickets' },
  book: { _tag: 'AddressBook' },
  stable: { _tag: 'Stable' },
  retry: { _tag: 'Retry' },
} as const satisfies Readonly<Record<string, Tagged>>

/** The timer of a request to the notification server. */
export const replyTimer = (trid: number) => ({ _tag: 'Reply', trid }) as const
export type ReplyTimer = ReturnType<typeof replyTimer>

/** Whether a timer is one of a request. */
export const isReplyTimer = (timer: TaggedName): timer is ReplyTimer => typeof timer === 'object' && timer._tag === 'Reply'

/** The requests and the timer of those who fetch a ticket, on which connection, for the next transaction id. */
export const ticketName = (links: number, trid: number) => ({ _tag: 'Ticket', links, trid }) as const

/** The requests and the timer of those who ask for tickets anew, by how many did before. */
export const renewalName = (number: number) => ({ _tag: 'Renewal', number }) as const

/** The bytes that are drawn to prove who signs in, for the next transaction id. */
export const proofDraw = (trid: number) => ({ _tag: 'Proof', trid }) as const

/** The bytes that are drawn for the messages to people who are offline, once in a session. */
export const runDraw = { _tag: 'Run' } as const

/** The bytes that are drawn to time the next attempt to connect. */
export const retryDraw = { _tag: 'Retry' } as const

/** The timer of an intent that waits for a connection, by how many waited before. */
export const waitTimer = (number: number) => ({ _tag: 'Waiting', number }) as const

/** The request and the timer of a call to an HTTP service, by how many were made before. */
export const callName = (number: number) => ({ _tag: 'Call', number }) as const

/** Whether a request or a timer is one of a call. */
export const isCallName = (name: TaggedName): name is ReturnType<typeof callName> => typeof name === 'object' && name._tag === 'Call'

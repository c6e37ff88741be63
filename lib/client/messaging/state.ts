/** What a session knows of the messages beside conversations: offline messages, both ways, and notes of its own. */

import { persistentMap, type PersistentMap } from '../../core/persistentMap.js'
import type { OfflineMessage } from '../../payloads/mail.js'
import type { OfflineText } from '../../payloads/offline.js'
import type { RequestIntent } from '../requests/handler.js'
import type { Request } from '../requests/request.js'

/** A message that waits at the server, as the server tells of it. */
export type HeldMessage = OfflineMessage & { readonly id: string }

/** The same, with what it says. */
export interface FetchedMessage {
  readonly about: HeldMessage
  readonly said: OfflineText
}

/** Some messages that are fetched one after the other, and told together. */
export interface Batch {
  readonly left: ReadonlyArray<HeldMessage>
  readonly got: ReadonlyArray<FetchedMessage>
}

/**
 * The messages that came while one was offline, on their way.
 *
 * **Shapes** `seen` are the ids of those that were told, so that none is told twice; `next` wait for the batch that is on its
 * way. `isAsking`: the service is asked which ones there are.
 */
export interface OfflineInbox {
  readonly seen: ReadonlyArray<string>
  readonly next: ReadonlyArray<HeldMessage>
  readonly batch: Batch | undefined
  readonly isAsking: boolean
}

/** An intent, and the requests that are still to be made for it. */
export interface Waiting {
  readonly intent: RequestIntent
  readonly requests: ReadonlyArray<Request>
}

/** A text for somebody who is offline, under its number. */
export interface StoredText {
  readonly to: string
  readonly text: string
  readonly run: string
  readonly sequence: number
}

/**
 * What messages to people who are offline are sent with.
 *
 * **Shapes** `run` is the GUID that all of a session have in common, which is random: `waiting` wait for it. `sequences`
 * are the last numbers by recipient. `lockKey` is the answer to the service's last question.
 *
 * **Source** messages.md 4.6
 */
export interface OfflineOutbox {
  readonly run: string | undefined
  readonly sequences: PersistentMap<string, number>
  readonly lockKey: string
  readonly waiting: ReadonlyArray<Waiting>
}

/** What is known of messages beside conversations. `signingOut` counts our own notes to all endpoints that may come back to us. */
export interface Messaging {
  readonly signingOut: number
  readonly inbox: OfflineInbox
  readonly outbox: OfflineOutbox
}

/** Nothing is known yet. */
export const noMessaging: Messaging = {
  signingOut: 0,
  inbox: { seen: [], next: [], batch: undefined, isAsking: false },
  outbox: { run: undefined, sequences: persistentMap(), lockKey: '', waiting: [] },
}

/** What stays when a session goes on to another server. */
export const keptMessaging = ({ inbox, outbox }: Messaging): Messaging => ({
  signingOut: 0,
  inbox: { seen: inbox.seen, next: [], batch: undefined, isAsking: false },
  outbox: { ...outbox, waiting: [] },
})

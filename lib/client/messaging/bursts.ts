/** Offline messages in the order in which they were written, and what is reported of each. */
import type { SessionEvent } from '../events.js'
import type { FetchedMessage } from './state.js'

/** Where each burst begins: at the oldest of its messages. A message that belongs to none is one by itself. */
const beginnings = (messages: ReadonlyArray<FetchedMessage>): ReadonlyMap<string, number> => {
  const places = new Map<string, number>()
  messages.forEach(({ said: { run } }, at) => {
    if (run !== undefined && !places.has(run)) places.set(run, at)
  })
  return places
}

const when = ({ about }: FetchedMessage): string => about.received ?? ''

/**
 * Messages in the order in which they were written: bursts by when the first of each came, and each by its numbers.
 *
 * **Source** messages.md 4.6
 */
export const inOrderWritten = (messages: ReadonlyArray<FetchedMessage>): ReadonlyArray<FetchedMessage> => {
  // Times are spelled by one server, and can be compared as texts.
  const byTime = [...messages].sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : 0))
  const places = beginnings(byTime)
  return byTime
    .map((message, at) => {
      const { run, sequence = 0 } = message.said
      return { message, burst: (run === undefined ? undefined : places.get(run)) ?? at, sequence }
    })
    .sort((a, b) => a.burst - b.burst || a.sequence - b.sequence)
    .map(({ message }) => message)
}

const nonEmpty = (text: string | undefined): string | undefined => (text?.trim() === '' ? undefined : text)

/** What is told of a message. The server's word for the sender counts more than what the mail says, which is the sender's own. */
export const receivedOf = ({ about, said }: FetchedMessage): SessionEvent => ({
  _tag: 'OfflineReceived',
  passport: (nonEmpty(about.sender) ?? said.from ?? '').toLowerCase(),
  name: nonEmpty(about.name) ?? nonEmpty(said.name),
  text: said.text,
  sentAt: said.date ?? nonEmpty(about.received),
  id: about.id,
})

/** The services of offline messages: those that wait are listed, fetched and deleted, and new ones stored. */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { answers, productNamed } from '../../auth/challenge.js'
import { digest } from '../../auth/digest.js'
import { dialectNamed } from '../../commands/dialects.js'
import { inOrder, seeing, when } from '../../core/action.js'
import { readOfflineText } from '../../payloads/offline.js'
import { secret } from '../../payloads/secret.js'
import { deleteMessages, getMessage, getMetadata } from '../../payloads/soap/offlinemail.js'
import { storeOffline, type StoreHead } from '../../payloads/soap/offlinestore.js'
import { allMail, discardMessages, mailText, mayStore, messagesFor, storeMessage } from '../messaging/offline.js'
import { isSame } from '../signin/credentials.js'
import { servedOperation, type ServedOperation } from './soap.js'

/** Which messages wait for who asks. */
export const serveMetadata: ServedOperation = servedOperation(getMetadata, ({ owner }, _, { done }) =>
  seeing((host) => done(allMail(host, owner))),
)

/** One of them. */
export const serveMessage: ServedOperation = servedOperation(getMessage, ({ owner }, { id }, { done, fault }) =>
  seeing((host) => {
    const message = messagesFor(host, owner).find((each) => each.id === id.toUpperCase())
    return message === undefined
      ? fault({ code: 'Client', text: 'There is no such message' })
      : done({ mail: mailText(message) })
  }),
)

/** Deletes some of them: all that are named, or none (messages.md 4.6). */
export const serveDeleteMessages: ServedOperation = servedOperation(deleteMessages, ({ owner }, { ids }, { done, fault }) =>
  seeing((host) => {
    const known = new Set(messagesFor(host, owner).map(({ id }) => id))
    return ids.every((id) => known.has(id.toUpperCase()))
      ? inOrder(discardMessages(owner, ids), done({}))
      : fault({ code: 'Client', text: 'There is no such message' })
  }),
)

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const firstFormula = 11

/** The question that a client has to answer before it may send: another one for every ticket. */
const questionFor = ({ ticket }: StoreHead): string =>
  String(Number.parseInt(digest(ticket.reveal())('lock key').slice(0, 8), 16))

const hasAnswered = (head: StoreHead): boolean => {
  const dialect = dialectNamed(head.dialect)
  const number = dialect?.has.mixedChallenges === true ? dialect.number : firstFormula
  return pipe(
    productNamed(head.appId),
    O.exists((product) => answers(number)(product)(questionFor(head)).some((key) => isSame(head.lockKey, secret(key)))),
  )
}

/**
 * Keeps a message for somebody who is offline; an account that is online is notified at once.
 *
 * **Errors** the faults `AuthenticationFailed` with a question, while that is not answered, and with a policy for a wrong
 * ticket or for who is somebody else; `SystemUnavailable` where the message may not wait; `InvalidContent`.
 *
 * **Source** messages.md 4.6
 */
export const serveStore: ServedOperation = servedOperation(
  storeOffline,
  ({ owner }, { content }, { done, fault }, head) =>
    seeing((host) => {
      if (head.from !== owner) return fault({ code: 'AuthenticationFailed', policy: 'MBI_SSL' })
      if (!hasAnswered(head)) return fault({ code: 'AuthenticationFailed', challenge: questionFor(head) })
      const { text, run, sequence = head.sequence, problem } = readOfflineText(content)
      const isFit = problem === undefined && sequence === head.sequence && bytesOf(text) <= host.settings.limits.offlineMessage
      if (!isFit) return fault({ code: 'InvalidContent' })
      const mayWait = mayStore(host, owner, head.to)
      const name = head.name ?? host.accounts.get(owner)?.name ?? owner
      return inOrder(
        when(mayWait, () => storeMessage(head.to, { from: owner, name, text, run, sequence })),
        mayWait ? done({}) : fault({ code: 'SystemUnavailable' }),
      )
    }),
  ({ fault }) => fault({ code: 'AuthenticationFailed', policy: 'MBI_SSL' }),
)

/** Offline messages received: fetched, reported, and deleted if the settings say so. */
import * as E from 'fp-ts/lib/Either.js'

import { emit, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { MailData, OfflineMessage } from '../../payloads/mail.js'
import { readOfflineText } from '../../payloads/offline.js'
import type { Act, SignedIn } from '../contacts/state.js'
import { notify, notifyAll, type SessionEffect } from '../events.js'
import { calling } from '../requests/steps.js'
import { call, type AnswerOf } from '../services/operations.js'
import type { ServiceProblem } from '../services/service.js'
import type { Came, Out } from '../session/signals.js'
import { inOrderWritten, receivedOf } from './bursts.js'
import type { Batch, HeldMessage, OfflineInbox } from './state.js'

/** How many are fetched, reported and deleted together: as many as a server tells of one by one (messages.md 1.10.2). */
const together = 25

/**
 * How much a server may tell us to fetch, and how many ids are remembered; the rest is fetched at another sign-in.
 *
 * **Units** `id` in characters.
 */
const most = { next: 1000, seen: 10_000, id: 200 }

const withInbox = (inbox: Partial<OfflineInbox>): Act =>
  modify((was) => ({ ...was, messaging: { ...was.messaging, inbox: { ...was.messaging.inbox, ...inbox } } }))

const failure = (problem: ServiceProblem): SessionEffect =>
  notify({ _tag: 'ServiceFailed', service: 'offlineMail', problem })

/** Whether the service is there, and only this one message is not to be had. */
const isOfOne = ({ _tag }: ServiceProblem): boolean => _tag === 'Fault' || _tag === 'NotSoap'

const hasId = (message: OfflineMessage): message is HeldMessage =>
  message.id !== undefined && message.id !== '' && message.id.length <= most.id

/** Reports what was fetched, and has it deleted where that is wanted; then the next ones follow. */
const report = ({ got }: Batch): Act =>
  seeing((was) => {
    const ids = got.map(({ about }) => about.id)
    const seen = [...new Set([...was.messaging.inbox.seen, ...ids])].slice(-most.seen)
    return inOrder<SignedIn, Out>(
      withInbox({ seen, batch: undefined }),
      emit(...notifyAll(inOrderWritten(got).map(receivedOf))),
      when(was.settings.offline !== 'keep' && got.length > 0, () =>
        calling(call('deleteMessages', { ids }), { _tag: 'OfflineDeletion' }),
      ),
      fetchNext,
    )
  })

/** Fetches what is left of a batch, one after the other. */
const fetchLeft = (batch: Batch): Act => {
  const [about] = batch.left
  return about === undefined
    ? report(batch)
    : inOrder<SignedIn, Out>(
        withInbox({ batch }),
        calling(call('getMessage', { id: about.id }), { _tag: 'OfflineMessage', about }),
      )
}

const fetchNext: Act = seeing(({ messaging: { inbox } }: SignedIn) => {
  const { batch, next } = inbox
  if (batch !== undefined || next.length === 0) return nothing
  return inOrder<SignedIn, Out>(
    withInbox({ next: next.slice(together) }),
    fetchLeft({ left: next.slice(0, together), got: [] }),
  )
})

/** One of the messages has come, or has not. */
export const fetched = (about: HeldMessage, came: Came<AnswerOf<'getMessage'>>): Act =>
  seeing(({ messaging: { inbox } }) => {
    const { batch } = inbox
    if (batch === undefined) return nothing
    const left = batch.left.slice(1)
    if (E.isLeft(came))
      return inOrder<SignedIn, Out>(
        emit(failure(came.left)),
        isOfOne(came.left)
          ? fetchLeft({ ...batch, left })
          : // Nobody is there, or lets us in: what is left is told of again at another sign-in.
            inOrder<SignedIn, Out>(withInbox({ next: [] }), report({ ...batch, left: [] })),
      )
    const said = readOfflineText(came.right.mail)
    if (said.problem === undefined) return fetchLeft({ left, got: [...batch.got, { about, said }] })
    // What cannot be read is not reported, and stays where it is: another program may read it.
    const reason = `a message cannot be read: ${said.problem}`
    return inOrder<SignedIn, Out>(emit(failure({ _tag: 'NotSoap', reason })), fetchLeft({ ...batch, left }))
  })

/** Those that were reported have been deleted, or have not. */
export const deleted = (came: Came<unknown>): Act => (E.isLeft(came) ? emit(failure(came.left)) : nothing)

const fetchAll = (messages: ReadonlyArray<OfflineMessage>): Act =>
  seeing(({ messaging: { inbox } }) => {
    const { seen, next, batch } = inbox
    const underway = [...next, ...(batch?.left ?? []), ...(batch?.got.map(({ about }) => about) ?? [])]
    const known = new Set([...seen, ...underway.map(({ id }) => id)])
    const fresh = messages.filter(hasId).filter(({ id }) => {
      const isNew = !known.has(id)
      known.add(id)
      return isNew
    })
    return inOrder<SignedIn, Out>(withInbox({ next: [...next, ...fresh].slice(0, most.next) }), fetchNext)
  })

/**
 * The server tells which messages came while the account was offline: they are fetched, if tickets for that are there (MSNP13
 * and later).
 *
 * **Source** messages.md 1.10.2, 4.6
 */
export const offlineCame = (data: MailData): Act =>
  seeing(({ on, messaging: { inbox } }) => {
    if (!on.dialect.has.ticketService) return nothing
    if (data._tag === 'MailData') return fetchAll(data.messages)
    if (inbox.isAsking) return nothing
    return inOrder<SignedIn, Out>(withInbox({ isAsking: true }), calling(call('getMetadata', {}), { _tag: 'OfflineList' }))
  })

/** The service has told which messages there are, or has not. */
export const offlineListed = (came: Came<MailData>): Act =>
  inOrder<SignedIn, Out>(
    withInbox({ isAsking: false }),
    E.isLeft(came)
      ? emit(failure(came.left))
      : when(came.right._tag === 'MailData', () => fetchAll((came.right as Extract<MailData, { _tag: 'MailData' }>).messages)),
  )

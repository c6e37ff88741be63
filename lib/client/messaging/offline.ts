import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { MailData, OfflineMessage } from '../../payloads/mail.js'
import { readOfflineText } from '../../payloads/offline.js'
import { getMessage, getMetadata } from '../../payloads/soap/offlinemail.js'
import { andThen, call } from '../services/calls.js'
import { notify, notifyAll, type SessionEffects } from '../events.js'
import type { SessionStep, SignedIn } from '../session/online.js'
import { callFor, type ServiceProblem } from '../services/service.js'
import { ticketSites } from '../login/tickets.js'
import { inOrder, receivedOf } from './bursts.js'
import type { Batch, Letters, Waiting } from './state.js'
import { deletingOf } from './deleting.js'

const asking = callFor(getMetadata, ticketSites.messenger, (ticket) => ({ ticket }))
const fetching = callFor(getMessage, ticketSites.messenger, (ticket) => ({ ticket }))

/** How many are fetched, told and deleted together: as many as a server tells of one by one (messages.md 1.10.2). */
const together = 25

/**
 * How much a server may tell us to fetch, and how many ids are remembered; the rest is fetched at another sign-in.
 *
 * **Units** `id` in characters.
 */
const most = { wanted: 1000, told: 10_000, id: 200 }

const withLetters = (was: SignedIn, letters: Partial<Letters>): SignedIn => ({
  ...was,
  beyond: { ...was.beyond, letters: { ...was.beyond.letters, ...letters } },
})

const failure = (problem: ServiceProblem): SessionEffects => [
  notify({ _tag: 'ServiceFailed', service: 'offlineMail', problem }),
]

/** Whether the service is there, and only this one message is not to be had. */
const isOfOne = ({ _tag }: ServiceProblem): boolean => _tag === 'Fault' || _tag === 'NotSoap'

const hasId = (message: OfflineMessage): message is Waiting =>
  message.id !== undefined && message.id !== '' && message.id.length <= most.id

/** Tells what was fetched, and has it deleted where that is wanted; then the next ones follow. */
const told = (was: SignedIn, { got }: Batch): SessionStep => {
  const { letters } = was.beyond
  const all = letters.told.concat(got.map(({ about }) => about.id))
  const now = withLetters(was, { told: all.takeLast(most.told), batch: undefined })
  const telling = notifyAll(inOrder(got).map(receivedOf))
  if (was.settings.offline === 'keep' || got.length === 0) return andThen([now, telling])(next)
  const deletion = call(now, deletingOf(got.map(({ about }) => about.id)), [], (then, came) => [
    then,
    E.isLeft(came) ? failure(came.left) : [],
  ])
  const [state, effects] = andThen(deletion)(next)
  return [state, [...telling, ...effects]]
}

/** Fetches what is left of a batch, one after the other. */
const fetched = (was: SignedIn, batch: Batch): SessionStep => {
  const [about, ...left] = batch.left
  if (about === undefined) return told(was, batch)
  return call(withLetters(was, { batch }), fetching({ id: about.id }), [], (now, came) =>
    pipe(
      came,
      E.match(
        (problem) => {
          const isOver = !isOfOne(problem)
          // Nobody is there, or lets us in: what is left is told of again at another sign-in.
          const [state, effects] = isOver
            ? told(withLetters(now, { wanted: [] }), { ...batch, left: [] })
            : fetched(now, { ...batch, left })
          return [state, [...failure(problem), ...effects]]
        },
        ({ mail }) => {
          const said = readOfflineText(mail)
          if (said.problem === undefined) return fetched(now, { left, got: [...batch.got, { about, said }] })
          // What cannot be read is not told, and stays where it is: another program may read it.
          const [state, effects] = fetched(now, { ...batch, left })
          const reason = `a message cannot be read: ${said.problem}`
          return [state, [...failure({ _tag: 'NotSoap', reason }), ...effects]]
        },
      ),
    ),
  )
}

const next = (was: SignedIn): SessionStep => {
  const { batch, wanted } = was.beyond.letters
  if (batch !== undefined || wanted.length === 0) return [was, []]
  const now = withLetters(was, { wanted: wanted.slice(together) })
  return fetched(now, { left: wanted.slice(0, together), got: [] })
}

const want = (was: SignedIn, messages: ReadonlyArray<OfflineMessage>): SessionStep => {
  const { told: before, wanted, batch } = was.beyond.letters
  const underway = [...wanted, ...(batch?.left ?? []), ...(batch?.got.map(({ about }) => about) ?? [])]
  const known = new Set([...before, ...underway.map(({ id }) => id)])
  const fresh = messages.filter(hasId).filter(({ id }) => {
    const isNew = !known.has(id)
    known.add(id)
    return isNew
  })
  return next(withLetters(was, { wanted: [...wanted, ...fresh].slice(0, most.wanted) }))
}

/**
 * The server tells which messages came while one was offline: they are fetched, if tickets for that are there (MSNP13 and
 * later).
 *
 * **Source** messages.md 1.10.2, 4.6
 */
export const lettersCame = (was: SignedIn, data: MailData): SessionStep => {
  if (was.dialect.number < 13) return [was, []]
  if (data._tag === 'MailData') return want(was, data.messages)
  if (was.beyond.letters.isAsking) return [was, []]
  return call(withLetters(was, { isAsking: true }), asking({}), [], (now, came) => {
    const then = withLetters(now, { isAsking: false })
    if (E.isLeft(came)) return [then, failure(came.left)]
    return came.right._tag === 'MailData' ? want(then, came.right.messages) : [then, []]
  })
}

import { Party, writeRouted } from '../../payloads/routing.js'
import { writeList } from '../../payloads/list.js'
import type { AddressBook } from '../../payloads/soap/book.js'
import { escape } from '../../payloads/xml.js'
import type { Said } from '../../core/effects.js'
import type { Unnumbered } from '../requests/request.js'
import { notifyAll, type SessionEffects } from '../events.js'
import { withView, type SessionStep, type SignedIn } from '../session/online.js'
import type { AccountView } from '../state.js'
import { ask, finished, pendingFor } from '../requests/transactions.js'
import type { Entering } from '../messaging/state.js'
import { circlesRead } from './circles.js'
import { circleNetwork, selfOf } from './datagram.js'

const circlesSince = 18

/** The bits of the lists that circles are told for: forward and allow list (messages.md 5.3). */
const lists = 3

const withEntering = (was: SignedIn, entering: Partial<Entering>): SignedIn => ({
  ...was,
  beyond: { ...was.beyond, entering: { ...was.beyond.entering, ...entering } },
})

/** The address book is there: the circles in it, and the ticket for them. */
export const withCircles = (was: SignedIn, book: AddressBook, isFull: boolean): readonly [SignedIn, SessionEffects] => {
  if (was.dialect.number < circlesSince) return [was, []]
  const [view, events] = circlesRead(was.view, book, isFull)
  const known = view === was.view ? was : withView(was, view)
  const { circleTicket: ticket } = book
  return [ticket === undefined ? known : withEntering(known, { ticket }), notifyAll(events)]
}

const toJoin = ({ view, beyond }: SignedIn): ReadonlyArray<string> =>
  [...view.circles.keys()].filter((address) => !beyond.entering.joined.includes(address))

const inBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

const saysAll = (was: SignedIn, commands: ReadonlyArray<Unnumbered>): readonly [SignedIn, SessionEffects] =>
  commands.reduce<readonly [SignedIn, SessionEffects]>(
    ([state, before], command) => {
      const [next, effects] = ask(state, command, { _tag: 'Own' }, was.settings.deadlines.reply)
      return [next, [...before, ...effects]]
    },
    [was, []],
  )

/**
 * Signs in to the circles, if there are any that were not joined yet. Nobody waits for it.
 *
 * **Source** core.md 3.5, messages.md 5.3
 */
export const enterCircles = (was: SignedIn): readonly [SignedIn, SessionEffects] => {
  const { ticket } = was.beyond.entering
  if (was.dialect.number < circlesSince || ticket === undefined || toJoin(was).length === 0) return [was, []]
  const isUnderway = was.pending.some(({ verb }) => verb === 'USR')
  const text = inBase64(ticket.reveal())
  return isUnderway
    ? [was, []]
    : saysAll(was, [(trid) => ({ _tag: 'Normal', verb: 'USR', trid, package: 'SHA', step: 'A', proof: text })])
}

const publication = (view: AccountView, place: string | undefined, address: string): Uint8Array => {
  const self = `1:${view.account.passport}`
  const body = `<circle><roster><id>IM</id><user><id>${escape(self)}</id></user></roster></circle>`
  return writeRouted({
    routing: [
      ['Routing', '1.0'],
      ['To', Party.encode({ network: circleNetwork, address })],
      ['From', selfOf(view, place)],
    ],
    reliability: [['Reliability', '1.0']],
    part: {
      headers: [
        ['Publication', '1.0'],
        ['Uri', '/circle'],
        ['Content-Type', 'application/circles+xml'],
      ],
      body: new TextEncoder().encode(body),
    },
  })
}

/** Signed in to the circles: they are told in a list of their own, and each is joined. */
export const entered = (was: SignedIn, command: Said<'NS', 'USR'>): SessionStep | undefined => {
  if (pendingFor(was, command)?.verb !== 'USR') return undefined
  const [free, cancel] = finished(was, command.trid)
  const addresses = toJoin(free)
  if (addresses.length === 0) return [free, cancel]
  const { place } = was
  const members = addresses.map((address) => ({ address, lists, network: circleNetwork }))
  const joined = withEntering(free, { joined: [...free.beyond.entering.joined, ...addresses] })
  const [next, effects] = saysAll(joined, [
    (trid) => ({ _tag: 'Payload', verb: 'ADL', trid, payload: writeList({ level: 1, members }) }),
    ...addresses.map((address): Unnumbered => (trid, view) => ({
      _tag: 'Payload',
      verb: 'PUT',
      trid,
      payload: publication(view, place, address),
    })),
  ])
  return [next, [...cancel, ...effects]]
}

/** The way into circles: the sign-in to them, and the joining of each (MSNP18). */
import { Party, writeRouted } from '../../payloads/routing.js'
import { each, emit, inOrder, modify, nothing, seeing } from '../../core/action.js'
import type { AddressBook } from '../../payloads/soap/book.js'
import { writeList } from '../../payloads/list.js'
import { escape } from '../../payloads/xml.js'
import type { Act, SignedIn } from '../contacts/state.js'
import type { Unnumbered } from '../requests/request.js'
import { onView } from '../requests/steps.js'
import { asks, type Out } from '../session/signals.js'
import type { AccountView } from '../state.js'
import { circlesRead } from './circles.js'
import { circleNetwork, selfOf } from './datagram.js'
import type { CirclesJoined } from './state.js'

/** The bits of the lists that circles are told for: forward and allow list (messages.md 5.3). */
const lists = 3

const withJoined = (circles: Partial<CirclesJoined>): Act =>
  modify((was) => ({ ...was, circles: { ...was.circles, ...circles } }))

/** The address book is there: the circles in it, and the ticket for them. */
export const withCircles = (book: AddressBook, isFull: boolean): Act =>
  seeing((was) => {
    if (!was.on.dialect.has.circles) return nothing
    const { circleTicket: ticket } = book
    return inOrder<SignedIn, Out>(
      onView((view) => circlesRead(view, book, isFull)),
      ticket === undefined ? nothing : withJoined({ ticket }),
    )
  })

const toJoin = ({ view, circles }: SignedIn): ReadonlyArray<string> =>
  [...view.circles.keys()].filter((address) => !circles.joined.includes(address))

const inBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

/**
 * Signs in to the circles, if there are any that were not joined yet. Nobody waits for it.
 *
 * **Source** core.md 3.5, messages.md 5.3
 */
export const enterCircles: Act = seeing((was) => {
  const { ticket, isEntering } = was.circles
  if (!was.on.dialect.has.circles || ticket === undefined || isEntering || toJoin(was).length === 0) return nothing
  const proof = inBase64(ticket.reveal())
  return inOrder<SignedIn, Out>(
    withJoined({ isEntering: true }),
    emit(
      asks(
        { _tag: 'Normal', verb: 'USR', package: 'SHA', step: 'A', proof },
        { _tag: 'Circles' },
        was.settings.deadlines.reply,
      ),
    ),
  )
})

/** The sign-in to the circles has no good answer. */
export const notEntered: Act = withJoined({ isEntering: false })

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
export const entered: Act = inOrder<SignedIn, Out>(
  withJoined({ isEntering: false }),
  seeing((was) => {
    const addresses = toJoin(was)
    if (addresses.length === 0) return nothing
    const { view, on, settings } = was
    const members = addresses.map((address) => ({ address, lists, network: circleNetwork }))
    const commands: ReadonlyArray<Unnumbered> = [
      { _tag: 'Payload', verb: 'ADL', payload: writeList({ level: 1, members }) },
      ...addresses.map((address): Unnumbered => ({
        _tag: 'Payload',
        verb: 'PUT',
        payload: publication(view, on.endpoint, address),
      })),
    ]
    return inOrder<SignedIn, Out>(
      withJoined({ joined: [...was.circles.joined, ...addresses] }),
      each(commands, (command) => emit(asks(command, { _tag: 'Own' }, settings.deadlines.reply))),
    )
  }),
)

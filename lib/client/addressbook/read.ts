/** Reads the contact list from the address book: fetched from both services, merged, and announced to the notification server. */
import * as E from 'fp-ts/lib/Either.js'

import { listBits, type ListBits } from '../../commands/words.js'
import { each, emit, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { Variant } from '../../core/machine.js'
import { splitList, writeList, type Member } from '../../payloads/list.js'
import type { AddressBook } from '../../payloads/soap/book.js'
import type { Memberships, Since } from '../../payloads/soap/membership.js'
import type { Service } from '../../payloads/soap/operation.js'
import { enterCircles, withCircles } from '../circles/join.js'
import type { Act, SignedIn } from '../contacts/state.js'
import { notify, notifyAll } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Outcome } from '../outcomes.js'
import type { Unnumbered } from '../requests/request.js'
import { showName } from '../requests/show.js'
import { calling, outcome } from '../requests/steps.js'
import { call } from '../services/operations.js'
import type { Unserved } from '../services/service.js'
import { asks, type Came, type Out } from '../session/signals.js'
import type { AccountView, Contact, ListVersion } from '../state.js'
import { adopt } from './merge.js'
import type { Booking, Part, Parts } from './state.js'

type Synchronise = Variant<Intent, 'Synchronise'>

/** When both services last changed the list that we have, if they said so. */
const changesIn = ({ version }: AccountView): Variant<ListVersion, 'Changes'> | undefined =>
  version?._tag === 'Changes' ? version : undefined

const since = (text: string | undefined): Since => (text === undefined || text === '' ? {} : { since: text })

const withBook = (book: Booking): Act => modify((was) => ({ ...was, book }))

/** Asks for what has changed since, or for everything. */
const askMemberships = (from: Since): Act =>
  calling(call('findMembership', from), { _tag: 'Memberships', isFull: from.since === undefined })

const askAddressBook = (from: Since): Act =>
  seeing(({ on }) =>
    calling(call(on.dialect.has.pagedAddressBook ? 'findContactsPaged' : 'findAll', from), {
      _tag: 'AddressBook',
      isFull: from.since === undefined,
    }),
  )

/** A service that knows no changes is asked for everything (messages.md 4.2). */
const wantsAll = (isFull: boolean, came: Came<unknown>): boolean =>
  !isFull && E.isLeft(came) && came.left._tag === 'Fault' && came.left.fault.error === 'FullSyncRequired'

/** The first of both questions has an answer. */
export const membershipsCame = (isFull: boolean, came: Came<Memberships>): Act =>
  wantsAll(isFull, came) ? askMemberships({}) : withPart({ members: { isFull, came } })

/** The second of both questions has an answer. */
export const addressBookCame = (isFull: boolean, came: Came<AddressBook>): Act =>
  wantsAll(isFull, came) ? askAddressBook({}) : withPart({ book: { isFull, came } })

/** A half is there; with the second one there is a list. */
const withPart = (part: Partial<Parts>): Act =>
  seeing(({ book }) => {
    if (book?._tag !== 'Reading') return nothing
    const reading = { ...book, ...part }
    return reading.members === undefined || reading.book === undefined ? withBook(reading) : adopted(reading)
  })

/**
 * Reads the contact list; who asks while it is on its way waits for that one.
 *
 * **Source** messages.md 4.3, 4.5
 */
export const readBook = (intents: ReadonlyArray<Synchronise>): Act =>
  seeing((was) => {
    const { book, view } = was
    if (book?._tag === 'Reading' || book?._tag === 'Uploading')
      return withBook({ ...book, intents: [...book.intents, ...intents] })
    const isQuiet = was._tag === 'Ready' && intents.length === 0
    const have = changesIn(view)
    const isUploaded = book?.isUploaded ?? false
    return inOrder<SignedIn, Out>(
      withBook({ _tag: 'Reading', intents, isQuiet, isUploaded, members: undefined, book: undefined }),
      askMemberships(since(have?.membership)),
      askAddressBook(since(have?.addressBook)),
    )
  })

const problemIn = (service: Service, part: Part<unknown> | undefined): ReadonlyArray<Unserved> =>
  part !== undefined && E.isLeft(part.came) ? [{ service, problem: part.came.left }] : []

const problemsIn = ({ members, book }: Parts): ReadonlyArray<Unserved> => [
  ...problemIn('sharing', members),
  ...problemIn('addressBook', book),
]

const changeIn = (part: Part<{ readonly lastChange?: string }> | undefined): string | undefined =>
  part !== undefined && E.isRight(part.came) ? part.came.right.lastChange : undefined

/** A service that does not say when its list changed is asked for all of it the next time. */
const versionOf = (view: AccountView, parts: Parts): ListVersion | undefined => {
  if (problemsIn(parts).length > 0) return view.version
  const before = changesIn(view)
  return {
    _tag: 'Changes',
    membership: changeIn(parts.members) ?? before?.membership ?? '',
    addressBook: changeIn(parts.book) ?? before?.addressBook ?? '',
  }
}

/** The circles that one is in come with the address book (MSNP18). */
const withBookCircles = (part: Part<AddressBook> | undefined): Act =>
  part === undefined || E.isLeft(part.came) ? nothing : withCircles(part.came.right, part.isFull)

const isRead = (part: Part<unknown> | undefined): boolean => part !== undefined && E.isRight(part.came)

/** Which halves of the list may be said: those that were read now, or before, by this session or an earlier one. */
const knownIn = (before: ListVersion | undefined, { members, book }: Parts): Known => {
  const isKept = before?._tag === 'Changes'
  const me = book !== undefined && E.isRight(book.came) ? book.came.right.me : undefined
  return {
    members: isKept || isRead(members),
    book: isKept || isRead(book),
    settings: isKept || me !== undefined,
  }
}

const adopted = ({ isQuiet, intents, isUploaded, ...parts }: Variant<Booking, 'Reading'>): Act =>
  seeing((was) => {
    const { view, events, changed } = adopt(was.view, parts, isQuiet)
    const problems = problemsIn(parts)
    const came: Outcome = problems[0] === undefined ? { _tag: 'Done' } : { _tag: 'ServiceFailed', ...problems[0] }
    const isNamed = isRead(parts.book)
    const version = versionOf(was.view, parts)
    const book: Booking = {
      _tag: 'Uploading',
      left: 0,
      intents,
      came,
      changed,
      isNamed,
      isUploaded: isUploaded || problems.length === 0,
    }
    // The server that has been told the list knows it from then on, whatever it was told later.
    const isTold = isUploaded || (was._tag === 'Ready' && problems.length > 0)
    return inOrder<SignedIn, Out>(
      modify((now) => ({ ...now, view: { ...view, version }, book })),
      emit(...notifyAll(events)),
      withBookCircles(parts.book),
      emit(...problems.map((unserved) => notify({ _tag: 'ServiceFailed', ...unserved } as const))),
      isTold ? listIsThere(isQuiet) : upload(knownIn(was.view.version, parts)),
    )
  })

/** Which halves of the list are known. What was not read is not said: a server would take it for the whole truth. */
interface Known {
  readonly members: boolean
  readonly book: boolean
  /** They stand in the owner's own entry. */
  readonly settings: boolean
}

const sidesOf = ({ members, book }: Pick<Known, 'members' | 'book'>): ListBits =>
  (members ? listBits(['AL', 'BL']) : 0) | (book ? listBits(['FL']) : 0)

/** Who is on both lists is blocked: a server refuses to be told both (messages.md 4.5). */
const repaired = (lists: ListBits): ListBits => (lists & listBits(['BL']) ? lists & ~listBits(['AL']) : lists)

/** Who is on a list that the server is told; circles are told by themselves, and what is no address costs the connection. */
const memberOf =
  (sides: ListBits) =>
  ({ passport, lists, network = 1 }: Contact): ReadonlyArray<Member> =>
    (lists & sides) !== 0 && (passport.includes('@') || passport.startsWith('tel:'))
      ? [{ address: passport, lists: repaired(lists & sides), network }]
      : []

/**
 * What the notification server is told of a list that was read elsewhere: all of it, in pieces, and before it what holds for
 * everybody else. Nothing rests on what was not read: without a word about privacy, the server keeps to what it knows.
 *
 * **Source** messages.md 4.5
 */
const uploadOf = ({ account, contacts: all }: AccountView, known: Known): ReadonlyArray<Unnumbered> => {
  const members = [...all.values()].flatMap(memberOf(sidesOf(known)))
  // A list of nobody says that nobody is on it.
  const pieces = members.length > 0 || (known.members && known.book) ? splitList()({ level: 1, members }) : []
  const privacy: Unnumbered = { _tag: 'Normal', verb: 'BLP', setting: account.privacy ?? 'AL' }
  return [
    ...(known.settings ? [privacy] : []),
    ...pieces.map((piece): Unnumbered => ({ _tag: 'Payload', verb: 'ADL', payload: writeList(piece) })),
  ]
}

/** Tells the notification server the list; where there is nothing to say, nothing is waited for. */
const upload = (known: Known): Act =>
  seeing((was) => {
    const commands = uploadOf(was.view, known)
    return inOrder<SignedIn, Out>(
      modify((now) => (now.book?._tag === 'Uploading' ? { ...now, book: { ...now.book, left: commands.length } } : now)),
      each(commands, (command) => emit(asks(command, { _tag: 'Upload' }, was.settings.deadlines.reply))),
      when(commands.length === 0, () => uploadIsThere),
    )
  })

/** The server has answered one thing that it was told; with the last one the list is there. */
export const uploaded: Act = seeing(({ book }) => {
  if (book?._tag !== 'Uploading') return nothing
  const left = book.left - 1
  return inOrder<SignedIn, Out>(withBook({ ...book, left }), when(left <= 0, () => uploadIsThere))
})

/** All that the server was told has its answer. */
const uploadIsThere: Act = seeing((was) => {
  const { book, on, settings } = was
  if (book?._tag !== 'Uploading') return nothing
  // The name that the address book has: servers other than Escargot know none until they are told.
  const { name, passport } = was.view.account
  return inOrder<SignedIn, Out>(
    when(name !== passport && book.isNamed, () =>
      emit(asks(showName(on.dialect, passport, name), { _tag: 'Own' }, settings.deadlines.reply)),
    ),
    listIsThere(false),
  )
})

/** The contact list is there: nobody waits for it any more. */
const listIsThere = (isQuiet: boolean): Act =>
  seeing((was) => {
    const { book } = was
    if (book?._tag !== 'Uploading') return nothing
    const { intents, came, changed, isUploaded } = book
    return inOrder<SignedIn, Out>(
      withBook({ _tag: 'There', isUploaded }),
      // The way into circles leads on by itself.
      enterCircles,
      // Who signs in may do what he wants from now on, whether there is a list or not.
      when(was._tag === 'Synchronising' || (came._tag === 'Done' && !isQuiet), () =>
        seeing(({ view: { contacts, groups } }) =>
          emit(notify({ _tag: 'Ready', contacts: contacts.size, groups: groups.size, changed })),
        ),
      ),
      emit(...intents.map((intent) => outcome(intent, came))),
    )
  })

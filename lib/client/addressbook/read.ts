import * as E from 'fp-ts/lib/Either.js'

import type { DialectFacts } from '../../commands/dialects.js'
import { listBits, type ListBits } from '../../commands/words.js'
import { splitList, writeList, type Member } from '../../payloads/list.js'
import type { Secret } from '../../payloads/secret.js'
import { findAll, findContactsPaged, type AddressBook } from '../../payloads/soap/book.js'
import type { BookHead } from '../../payloads/soap/header.js'
import { findMembership, type Memberships, type Since } from '../../payloads/soap/membership.js'
import type { Service } from '../../payloads/soap/operation.js'
import { enterCircles, withCircles } from '../circles/join.js'
import { andThen, call } from '../services/calls.js'
import type { Unnumbered } from '../requests/request.js'
import { notify, notifyAll, type SessionEffects } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import type { SessionStep, SignedIn } from '../session/online.js'
import type { Outcome } from '../outcomes.js'
import { rename } from '../requests/requests.js'
import { callFor, type ServiceProblem, type Unserved } from '../services/service.js'
import type { Contact, ListVersion, AccountView } from '../state.js'
import { ticketSites } from '../login/tickets.js'
import { ask, outcome } from '../requests/transactions.js'
import type { Booking, Part, Parts } from './booking.js'
import { adopt } from './merge.js'

type Synchronise = Variant<Intent, 'Synchronise'>

const head = (ticket: Secret): BookHead => ({ ticket, scenario: 'Initial' })

const members = callFor(findMembership, ticketSites.contacts, head)

const contacts = ({ number }: DialectFacts) =>
  callFor(number >= 18 ? findContactsPaged : findAll, ticketSites.contacts, head)

/** When both services last changed the list that we have, if they said so. */
const changesIn = ({ version }: AccountView): Variant<ListVersion, 'Changes'> | undefined =>
  version?._tag === 'Changes' ? version : undefined

const since = (text: string | undefined): Since => (text === undefined || text === '' ? {} : { since: text })

const wantsAll = (came: E.Either<ServiceProblem, unknown>): boolean =>
  E.isLeft(came) && came.left._tag === 'Fault' && came.left.fault.error === 'FullSyncRequired'

/** One of the two questions: what has changed since, or everything, where a service knows no changes (messages.md 4.2). */
const asking = <A>(
  was: SignedIn,
  from: Since,
  question: (from: Since) => Parameters<typeof call<A>>[1],
  came: (was: SignedIn, part: Part<A>) => SessionStep,
): SessionStep =>
  call(was, { ...question(from), order: 'Reads' }, [], (now, answer) =>
    from.since !== undefined && wantsAll(answer)
      ? asking(now, {}, question, came)
      : came(now, { isFull: from.since === undefined, came: answer }),
  )

/** A half is there; with the second one there is a list. */
const withPart = (was: SignedIn, part: Partial<Parts>): SessionStep => {
  const { book } = was
  if (book?._tag !== 'Reading') return [was, []]
  const reading = { ...book, ...part }
  const next: SignedIn = { ...was, book: reading }
  return reading.members === undefined || reading.book === undefined ? [next, []] : adopted(next, reading)
}

/**
 * Reads the contact list; who asks while it is on its way waits for that one.
 *
 * **Source** messages.md 4.3, 4.5
 */
export const readBook = (was: SignedIn, intents: ReadonlyArray<Synchronise>): SessionStep => {
  const { book, view, dialect } = was
  if (book?._tag === 'Reading' || book?._tag === 'Telling')
    return [{ ...was, book: { ...book, intents: [...book.intents, ...intents] } }, []]
  const isQuiet = was._tag === 'Ready' && intents.length === 0
  const have = changesIn(view)
  const reading: SignedIn = {
    ...was,
    book: {
      _tag: 'Reading',
      intents,
      isQuiet,
      isTold: book?.isTold ?? false,
      members: undefined,
      book: undefined,
    },
  }
  return andThen(
    asking<Memberships>(reading, since(have?.membership), members, (now, part) => withPart(now, { members: part })),
  )((now) =>
    asking<AddressBook>(now, since(have?.addressBook), contacts(dialect), (then, part) =>
      withPart(then, { book: part }),
    ),
  )
}

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
const withBookCircles = (was: SignedIn, part: Part<AddressBook> | undefined): readonly [SignedIn, SessionEffects] =>
  part === undefined || E.isLeft(part.came) ? [was, []] : withCircles(was, part.came.right, part.isFull)

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

const adopted = (was: SignedIn, { isQuiet, intents, isTold, ...parts }: Variant<Booking, 'Reading'>): SessionStep => {
  const { view, events, changed } = adopt(was.view, parts, isQuiet)
  const [problem, ...more] = problemsIn(parts)
  const came: Outcome = problem === undefined ? { _tag: 'Done' } : { _tag: 'ServiceFailed', ...problem }
  const failures = problem === undefined ? [] : [problem, ...more]
  const [now, circles] = withBookCircles(
    {
      ...was,
      view: { ...view, version: versionOf(was.view, parts) },
      book: {
        _tag: 'Telling',
        intents,
        came,
        changed,
        isNamed: isRead(parts.book),
        isTold: isTold || problem === undefined,
      },
    },
    parts.book,
  )
  const effects = [
    ...notifyAll(events),
    ...circles,
    ...failures.map((unserved) => notify({ _tag: 'ServiceFailed', ...unserved } as const)),
  ]
  // The server that has been told the list knows it from then on, whatever it was told later.
  const [next, telling] =
    isTold || (was._tag === 'Ready' && problem !== undefined)
      ? there(now, isQuiet)
      : tell(now, knownIn(was.view.version, parts))
  return [next, [...effects, ...telling]]
}

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
const tellings = ({ account, contacts: all }: AccountView, known: Known): ReadonlyArray<Unnumbered> => {
  const members = [...all.values()].flatMap(memberOf(sidesOf(known)))
  // A list of nobody says that nobody is on it.
  const pieces = members.length > 0 || (known.members && known.book) ? splitList()({ level: 1, members }) : []
  const privacy: Unnumbered = (trid) => ({ _tag: 'Normal', verb: 'BLP', trid, setting: account.privacy ?? 'AL' })
  return [
    ...(known.settings ? [privacy] : []),
    ...pieces.map((piece): Unnumbered => (trid) => ({ _tag: 'Payload', verb: 'ADL', trid, payload: writeList(piece) })),
  ]
}

const tell = (was: SignedIn, known: Known): SessionStep =>
  // Where there is nothing to say, nothing is waited for.
  andThen(
    tellings(was.view, known).reduce<readonly [SignedIn, SessionEffects]>(
      ([state, before], command) => {
        const [next, effects] = ask(state, command, { _tag: 'Telling' }, was.settings.deadlines.reply)
        return [next, [...before, ...effects]]
      },
      [was, []],
    ),
  )(toldSo)

/** The server has answered one thing that it was told; with the last one the list is there. */
export const toldSo = (was: SignedIn): SessionStep => {
  if (was.book?._tag !== 'Telling' || was.pending.some(({ asked }) => asked._tag === 'Telling')) return [was, []]
  // The name that the address book has: servers other than Escargot know none until they are told.
  const { name, passport } = was.view.account
  const [next, naming] =
    name === passport || !was.book.isNamed
      ? [was, []]
      : ask(was, rename(was.dialect, passport, name), { _tag: 'Own' }, was.settings.deadlines.reply)
  const [state, effects] = there(next, false)
  return [state, [...naming, ...effects]]
}

/** The contact list is there: nobody waits for it any more. */
const there = (was: SignedIn, isQuiet: boolean): SessionStep => {
  const { book, view } = was
  if (book?._tag !== 'Telling') return [was, []]
  const { intents, came, changed, isTold } = book
  const { contacts: all, groups } = view
  // The way into circles leads on by itself.
  const [next, entering] = enterCircles({ ...was, book: { _tag: 'There', isTold } })
  return [
    next,
    [
      ...entering,
      // Who signs in may do what he wants from now on, whether there is a list or not.
      ...(was._tag === 'Synchronising' || (came._tag === 'Done' && !isQuiet)
        ? [notify({ _tag: 'Ready', contacts: all.size, groups: groups.size, changed } as const)]
        : []),
      ...intents.map((intent) => outcome(intent, came)),
    ],
  ]
}

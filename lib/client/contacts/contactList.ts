/** The account's part of a session: its contact list, who is seen, the requests about them, and the messages beside conversations. */
import type { Failure } from '../../commands/failure.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { become, emit, following, inOrder, modify, nothing, seeing, within, type Action } from '../../core/action.js'
import { kindOf, type Comings, type Elapsed, type Received, type Said } from '../../core/effects.js'
import { moving, stay, to, type Charted, type Move, type Step, type Variant } from '../../core/machine.js'
import { isSameName } from '../../core/keys.js'
import { persistentMap } from '../../core/persistentMap.js'
import { readMessage } from '../../payloads/message.js'
import { addressBookSite, readNotification } from '../../payloads/notification.js'
import { addressBookCame, membershipsCame, readBook } from '../addressbook/read.js'
import { bookChanges } from '../addressbook/told.js'
import { circleSaid, circlesUnseen, circleTold } from '../circles/circles.js'
import { noCircles } from '../circles/state.js'
import { challengeIn } from '../connection/challenges.js'
import { isReply } from '../connection/transactions.js'
import { notify, notifyAll, unexpected, type Change, type SessionEvent } from '../events.js'
import { federatedSaid, networksIn } from '../messaging/federated.js'
import { noteIn, signingOthersOut } from '../messaging/notes.js'
import { deleted, fetched, offlineCame, offlineListed } from '../messaging/offline.js'
import { runDrawn } from '../messaging/offlineStore.js'
import { keptMessaging, noMessaging } from '../messaging/state.js'
import { timers } from '../names.js'
import { offline, presenceChanges } from '../presence/presence.js'
import { carryOn, served, stored } from '../requests/carryOn.js'
import { cameToNone, reply } from '../requests/replies.js'
import { counting, outcome, rereading } from '../requests/steps.js'
import { wordsIn } from '../requests/unreadable.js'
import { carryOut, failedIntent, ownerOf, ready, wait } from '../session/intents.js'
import { isRepeatable, shownFirst, stillOwn } from '../session/shown.js'
import { beginWaiting, noWaits, waitedTooLong } from '../session/waiting.js'
import { signal, type AnsweredRequest, type Came, type In, type Out, type Signal } from '../session/signals.js'
import type { EndReason } from '../outcomes.js'
import type { Intent } from '../intents/intents.js'
import type { SessionSettings } from '../settings.js'
import type { AccountView } from '../state.js'
import { isOn, listChanges, withDetail } from './changes.js'
import { beforeSession } from './kept.js'
import { lastListed, listTooLate, synchronise, takeIn } from './lists.js'
import type { Act, ContactList, OpenIntents, SignedIn } from './state.js'

/** A command, and what it answers. */
interface Heard<C> {
  readonly command: C
  readonly answering: AnsweredRequest | undefined
}

type Commands = { readonly [Kind in keyof Comings<'server', 'NS'>]: Heard<Comings<'server', 'NS'>[Kind]> }
type Others = { readonly [Tag in In['_tag']]: Extract<In, { readonly _tag: Tag }> }
type Events = Omit<Commands, 'Opened' | 'Closed' | 'Unsayable' | 'Elapsed' | 'Fetched' | 'RandomBytes'> & Omit<Others, 'Received' | 'Replied'>

type Handler<Kind extends keyof Events> = (was: SignedIn, event: Events[Kind]) => Act | undefined

type ListMove<Kind extends keyof Events> = Move<SignedIn, Events[Kind], ContactList, Out, ContactList['_tag']>

const does =
  (...tags: ReadonlyArray<ContactList['_tag']>) =>
  <Kind extends keyof Events>(handler: Handler<Kind>): ListMove<Kind> =>
    to(...tags)((was: SignedIn, event: Events[Kind]) => handler(was, event)?.(was))

/** The account stays as it is signed in. */
const stays = does()

/** Changes the contact list by a command, and finds whom its reply is for. */
const changing = <Kind extends keyof Commands & keyof Events>(
  change: (view: AccountView, command: Commands[Kind]['command']) => Change,
): ListMove<Kind> =>
  stays<Kind>((_, event) => {
    const { command, answering } = event as unknown as Commands[Kind]
    return reply(command as never, answering, (view) => change(view, command))
  })

/** Such moves for a whole table of changes. */
const changes = <T extends Readonly<Record<string, (view: AccountView, command: never) => Change>>>(table: T) =>
  Object.fromEntries(Object.entries(table).map(([verb, change]) => [verb, changing(change as never)])) as {
    readonly [V in keyof T & keyof Events]: ListMove<V>
  }

/** The same move for several verbs. */
const forVerbs = <const V extends ReadonlyArray<keyof Commands & keyof Events>>(verbs: V, move: ListMove<never>) =>
  Object.fromEntries(verbs.map((verb) => [verb, move])) as unknown as { readonly [K in V[number]]: ListMove<K> }

/** What a service answers changes nothing here. */
const answers = forVerbs(
  ['UUX', 'URL', 'SND', 'SDC', 'FND', 'IMS', 'GCF', 'QRY', 'PGD', 'SBS', 'UUN', 'PUT', 'DEL'],
  changing<'URL'>((view) => [view, []]) as ListMove<never>,
)

/** A part of the contact list, or the answer to a client's own question (core.md 4.3), which few servers give. */
const listed = (was: SignedIn, { command, answering }: Heard<Said<'NS', 'SYN' | 'LST' | 'LSG'>>): Act | undefined => {
  const isForeign = command.verb === 'SYN' && answering?.as._tag !== 'Lists'
  const taken = isForeign ? undefined : takeIn(was, command, ready)
  return taken ?? (answering?.as._tag === 'Intent' ? reply(command, answering, (view) => [view, []]) : undefined)
}

/** A contact's detail, which up to the end of the list belongs to the line before it. */
const detailed = (was: SignedIn, { command, answering }: Heard<Said<'NS', 'BPR'>>): Act | undefined => {
  const taken = takeIn(was, command, ready)
  if (taken !== undefined) return taken
  const last = lastListed(was)
  return 'passport' in command || last === undefined
    ? reply(command, answering, (view) => listChanges.BPR(view, command))
    : reply(command, answering, (view) => withDetail(view, last, command.property))
}

/** A message of the server itself: the profile, or mail. */
const noticed = (was: SignedIn, { command }: Heard<Said<'NS', 'MSG'>>): Act => {
  const message = readMessage(command.payload)
  if (message._tag === 'Profile') {
    const { view } = was
    return become<SignedIn, Out>(
      { ...was, view: { ...view, account: { ...view.account, profile: message } } },
      notify({ _tag: 'Profile', profile: message }),
    )
  }
  const isOffline = message._tag === 'InitialMailData' || message._tag === 'OfflineMessageCame'
  const data = isOffline ? message.data : undefined
  return inOrder<SignedIn, Out>(
    emit(notify({ _tag: 'Notice', message })),
    data === undefined ? nothing : offlineCame(data),
  )
}

/** An alert or a page; or word that the address book has changed, which is read again then (messages.md 5.4). */
const notified = (was: SignedIn, { command }: Heard<Said<'NS', 'NOT' | 'IPG' | 'PAG'>>): Act => {
  const notification = readNotification(command.payload)
  const isBook = notification.siteId === addressBookSite || notification.change !== undefined
  return emit<Out>(
    notify({ _tag: 'Notification', notification }),
    ...(isBook && was.on.dialect.has.listsBySoap ? [rereading] : []),
  )
}

/** A note: it may sign this endpoint out. */
const noted = (was: SignedIn, { command }: Heard<Said<'NS', 'UBN'>>): Act => {
  const meaning = noteIn(was.view, was.on.endpoint, was.messaging.signingOut, command)
  if (meaning === 'Echo') return signingOthersOut(-1)
  if (meaning === 'SignedOut')
    return emit(
      signal({ _tag: 'HangingUp', reason: { _tag: 'Dismissed', because: 'Elsewhere' }, saysGoodbye: true }),
    )
  return meaning === undefined ? nothing : emit(notify(meaning))
}

/** On which networks an address exists; the first of several answers ends the request. */
const networked = (_: SignedIn, { command, answering }: Heard<Said<'NS', 'FQY'>>): Act => {
  const events = networksIn(command)
  return reply(command, answering, (view) => [view, events]) ?? emit<Out>(...notifyAll(events))
}

/** Somebody says something in a circle; there is no answer to what we say ourselves. */
const saidInCircle = (was: SignedIn, { command }: Heard<Said<'NS', 'SDG'>>): Act => {
  const event = circleSaid(was.view, command)
  return event === undefined ? nothing : emit(notify(event))
}

/** The server lives: whoever wanted to know is told. */
const living = (seconds?: number): Act =>
  seeing(({ intents: { pings } }) =>
    inOrder<SignedIn, Out>(
      modify((was) => (pings.length === 0 ? was : { ...was, intents: { ...was.intents, pings: [] } })),
      emit<Out>(
        notify({ _tag: 'Alive', ...(seconds === undefined ? {} : { seconds }) }),
        ...(pings.length === 0 ? [] : [{ _tag: 'Cancel', timer: timers.ping } as const]),
        ...pings.map((intent) => outcome(intent, { _tag: 'Done' })),
      ),
    ),
  )

/** Whether somebody may invite this account without its user being asked. */
const isWelcome = ({ view, settings }: SignedIn, passport: string): boolean => {
  const contact = view.contacts.get(passport.toLowerCase())
  const isContact = isOn('FL', contact) && !isOn('BL', contact)
  const isOwn = passport.toLowerCase() === settings.passport
  return settings.answering === 'everybody' || (settings.answering === 'contacts' && (isContact || isOwn))
}

const rang = (was: SignedIn, { command: invitation }: Heard<Said<'NS', 'RNG'>>): Act =>
  emit(
    signal({ _tag: 'Rang', owner: ownerOf(was), invitation, isWelcome: isWelcome(was, invitation.passport) }),
  )

/** The reply to the request for a switchboard is its conversation's, and a redirection the connection's. */
const transferred = (_: SignedIn, { command, answering }: Heard<Said<'NS', 'XFR'>>): Act | undefined => {
  const isOurs = command.to === 'NS' || answering?.as._tag === 'Transfer' || answering?.as._tag === 'Own'
  return isOurs ? nothing : undefined
}

const enteredCircles = (_: SignedIn, { command, answering }: Heard<Said<'NS', 'USR'>>): Act | undefined =>
  reply(command, answering, (view) => [view, []])

/** The server says that something failed. */
const failed = (_: SignedIn, { command: failure, answering }: Heard<Failure>): Act =>
  answering === undefined ? emit(notify({ _tag: 'ServerFailed', failure })) : cameToNone(answering, failure, ready)

/** A line that cannot be read: the contact list may have been waiting for it, or it is the reply to a request. */
const unread = (was: SignedIn, { command, answering }: Heard<Undecodable>): Act | undefined => {
  // A sign of life needs no words (core.md 5.5).
  const taken = wordsIn(command).verb === 'QNG' ? living() : takeIn(was, command, ready)
  const missed = answering === undefined ? nothing : cameToNone(answering, command, ready)
  return inOrder<SignedIn, Out>(emit(unexpected(command)), taken ?? missed)
}

/** What is being changed is not read at the same time: an answer might be older than the change. */
const isBusy = ({ intents, book }: SignedIn): boolean =>
  intents.underway > 0 || (book !== undefined && book._tag !== 'There')

const elapsed = (was: SignedIn, { timer }: Elapsed): Act | undefined => {
  switch (typeof timer === 'object' ? timer._tag : timer) {
    case timers.book._tag:
      return isBusy(was) ? emit(rereading) : readBook([])
    case timers.sync._tag:
      // Who says nothing at all to it at first is no server; later, it is only a question without an answer.
      return was._tag === 'Synchronising' && was.sync?._tag === 'Asked'
        ? emit(signal({ _tag: 'HangingUp', reason: { _tag: 'NoAnswer', to: 'SYN' }, saysGoodbye: false }))
        : listTooLate(was, ready)
    case timers.ping._tag:
      // Whatever else the server says, it does not answer.
      return become<SignedIn, Out>(
        { ...was, intents: { ...was.intents, pings: [] } },
        ...was.intents.pings.map((intent) => outcome(intent, { _tag: 'TimedOut' })),
      )
    case 'Waiting':
      return waitedTooLong(timer, tooLate)
    default:
      return undefined
  }
}

const tooLate = (intent: Intent): Out => failedIntent(intent, { _tag: 'TimedOut' })

/** What came of a call to an HTTP service. */
const called = (_: SignedIn, { call, purpose, came }: Variant<Signal, 'Called'>): Act => {
  // The purpose tells what the answer is, which types cannot follow.
  const then = (): Act => {
    switch (purpose._tag) {
      case 'Intent':
        return served(call, purpose, came)
      case 'Store':
        return stored(purpose, came)
      case 'Memberships':
        return membershipsCame(purpose.isFull, came as Came<never>)
      case 'AddressBook':
        return addressBookCame(purpose.isFull, came as Came<never>)
      case 'OfflineList':
        return offlineListed(came as Came<never>)
      case 'OfflineMessage':
        return fetched(purpose.about, came as Came<never>)
      case 'OfflineDeletion':
        return deleted(came)
    }
  }
  return inOrder<SignedIn, Out>(counting(-1), seeing(then))
}

const online = {
  ...changes(listChanges),
  ...changes(bookChanges),
  ...changes(presenceChanges),
  BPR: stays<'BPR'>(detailed),
  ...answers,
  MSG: stays<'MSG'>(noticed),
  NOT: stays<'NOT'>(notified),
  IPG: stays<'IPG'>(notified),
  PAG: stays<'PAG'>(notified),
  UBN: stays<'UBN'>(noted),
  UBM: changing<'UBM'>(federatedSaid),
  FQY: stays<'FQY'>(networked),
  NFY: changing<'NFY'>(circleTold),
  SDG: stays<'SDG'>(saidInCircle),
  USR: stays<'USR'>(enteredCircles),
  CHL: stays<'CHL'>((was, { command }) =>
    challengeIn(was.on, { _tag: 'Received', link: was.on.link, command }) === undefined ? undefined : nothing,
  ),
  QNG: stays<'QNG'>((_, { command }) => living('seconds' in command ? command.seconds : undefined)),
  RNG: stays<'RNG'>(rang),
  XFR: stays<'XFR'>(transferred),
  // The connection ends by it.
  OUT: stays<'OUT'>(() => nothing),
  RandomBytes: stays<'RandomBytes'>((was, event) =>
    runDrawn(was, event, (waiting) =>
      inOrder<SignedIn, Out>(...waiting.map(({ intent, requests }) => carryOn(intent, requests))),
    ),
  ),
}

/** What may bring the end of the contact list, which begins the rest. */
const listing = {
  SYN: listed,
  LST: listed,
  LSG: listed,
  Undecodable: unread,
  Failure: failed,
  Called: called,
  Elapsed: elapsed,
  Unanswered: (_: SignedIn, { answering, because }: Variant<Signal, 'Unanswered'>): Act =>
    cameToNone(answering, because, ready),
}

type Away = Variant<ContactList, 'Away'>

const noIntents: OpenIntents = { ...noWaits, pings: [], abandoned: [], underway: 0 }

const leave = (was: SignedIn): Step<Away, Out> => {
  const { view, settings, shown, messaging, intents } = was
  const online = view.contacts.filter(({ status }) => status !== 'FLN')
  const { waiting, timed, waited } = intents
  const closed = openIntents(was)
  const away: Away = {
    _tag: 'Away',
    settings,
    view: { ...view, contacts: view.contacts.merge(online.map(offline)) },
    shown: stillOwn(shown, view.account),
    messaging: keptMessaging(messaging),
    intents: { ...noIntents, waiting, timed, waited },
  }
  return inOrder<Away, Out>(
    beginWaiting(closed.filter(isRepeatable), 'first'),
    emit(
      ...[timers.sync, timers.ping, timers.book].map((timer): Out => ({ _tag: 'Cancel', timer })),
      ...closed.filter((intent) => !isRepeatable(intent)).map((intent) => outcome(intent, { _tag: 'Closed' })),
      ...notifyAll(
        [...online.values()].map(({ passport, name }) => ({ _tag: 'ContactStatus', passport, name, status: 'FLN' })),
      ),
    ),
  )(away)
}

/** The account at no endpoint. */
const unseen = (view: AccountView): AccountView => ({
  ...view,
  account: { ...view.account, status: 'FLN', endpoints: persistentMap() },
})

/** There is no connection for a while: nobody is seen, and the account by nobody. */
const hidden: Action<Away, Out> = within(
  ({ view }: Away) => view,
  (away, view): Away => ({ ...away, view }),
  notifyAll,
)(inOrder<AccountView, SessionEvent>(circlesUnseen, modify(unseen)))

const drop = (was: SignedIn): Step<ContactList, Out> =>
  following(leave(was), (away): Action<ContactList, Out> => () => hidden(away))(was)

/** The intents that were carried out and have no outcome yet. */
const openIntents = ({ intents, listsFor, messaging, book }: SignedIn) => [
  ...intents.abandoned,
  ...(listsFor ?? []),
  ...messaging.outbox.waiting.map(({ intent }) => intent),
  ...(book !== undefined && 'intents' in book ? book.intents : []),
  ...intents.pings,
]

/** The end: everything that was wanted is told what became of it. */
const over = (was: Exclude<ContactList, { readonly _tag: 'Ended' }>, { reason }: Variant<Signal, 'Over'>): Step<ContactList, Out> =>
  become<ContactList, Out>(
    { _tag: 'Ended', view: was.view, reason },
    ...(was._tag === 'Away' ? [] : openIntents(was).map((intent) => outcome(intent, { _tag: 'Closed' }))),
    ...was.intents.waiting.map((intent) => failedIntent(intent, { _tag: 'Closed' })),
  )(was)

const signIn = (was: Variant<ContactList, 'Away'>, { on }: Variant<Signal, 'Online'>): Step<ContactList, Out> => {
  const { view } = was
  const { dialect, passport, name } = on
  const signedIn: SignedIn = {
    ...was,
    _tag: 'Synchronising',
    on,
    view: { ...view, dialect: dialect.name, account: { ...view.account, passport, name: name ?? view.account.name } },
    sync: undefined,
    listsFor: undefined,
    book: undefined,
    circles: noCircles,
  }
  return (synchronise([]) as (was: ContactList) => Step<ContactList, Out>)(signedIn)
}

const waits = stay((was: Exclude<ContactList, { readonly _tag: 'Ended' }>, { intent }: Variant<In, 'Submitted'>) =>
  wait<typeof was>(intent)(was),
)
const ends = to('Ended')(over)
const leaves = to('Away')(leave)
const drops = to('Away')(drop)

type Listing = typeof listing

/** Moves out of handlers, each to the same states. */
const movesOf = (tags: ReadonlyArray<ContactList['_tag']>) =>
  Object.fromEntries(
    Object.entries(listing).map(([kind, handler]) => [kind, does(...tags)(handler as Handler<never>)]),
  ) as { readonly [Kind in keyof Listing & keyof Events]: ListMove<Kind> }

/** What comes to the table: a command with what it answers, or any other event. */
type Entry =
  | { readonly _tag: 'Heard'; readonly kind: string; readonly heard: Heard<Received<'server'>['command']> }
  | Exclude<In, { readonly _tag: 'Received' | 'Replied' }>

/** The moves of an account: by what the server says, by what is wanted, and by what the other parts tell. */
const moves = moving<ContactList, Entry, Events, Out, 'Ended'>({
  kindOf: (entry) => (entry._tag === 'Heard' ? entry.kind : entry._tag),
  subjectOf: (entry) => (entry._tag === 'Heard' ? entry.heard : entry),
  moves: {
    Away: {
      Online: to('Synchronising')(signIn),
      Submitted: waits,
      Elapsed: stay((was, { timer }: Elapsed) => waitedTooLong(timer, tooLate)(was)),
      Over: ends,
      Unanswered: stay((was, { answering: { as }, because }: Variant<Signal, 'Unanswered'>) => {
        if (as._tag !== 'Intent') return undefined
        return because._tag === 'SentOn' && isRepeatable(as.intent)
          ? wait<typeof was>(as.intent)(was)
          : emit<Out>(outcome(as.intent, { _tag: 'Closed' }))(was)
      }),
    },
    Synchronising: {
      ...online,
      ...movesOf(['Ready']),
      // With the last answer of the address book, or about it, the list is there, too (see `settled`).
      ADL: to('Ready')(online.ADL.step),
      BLP: to('Ready')(online.BLP.step),
      Submitted: waits,
      Leaving: leaves,
      Dropped: drops,
      Over: ends,
    },
    Ready: {
      ...online,
      ...movesOf([]),
      Submitted: stays<'Submitted'>((_, { intent }) => carryOut(intent)),
      Doing: stays<'Doing'>((_, { intent }) => carryOut(intent)),
      Leaving: leaves,
      Dropped: drops,
      Over: ends,
    },
    Ended: {},
  },
})

const entryOf = (was: ContactList, event: In): Entry | undefined => {
  if (event._tag === 'Replied')
    return { _tag: 'Heard', kind: kindOf(event.reply), heard: { command: event.reply.command, answering: event.answering } }
  if (event._tag !== 'Received') return event
  // What answers something, or could, comes as a reply.
  if (was._tag === 'Away' || was._tag === 'Ended' || !isSameName(event.link, was.on.link) || isReply(event)) return undefined
  return { _tag: 'Heard', kind: kindOf(event), heard: { command: event.command, answering: undefined } }
}

const isSignedIn = (state: ContactList): state is SignedIn => state._tag === 'Ready' || state._tag === 'Synchronising'

/** Whether the list of an address book is there: see `takeIn` for the lists of older dialects. */
const isListed = (was: ContactList): boolean => was._tag === 'Synchronising' && was.book?._tag === 'There'

const isWithin = ({ limits }: SessionSettings, { contacts, groups }: Pick<AccountView, 'contacts' | 'groups'>): boolean =>
  contacts.size <= limits.contacts && groups.size <= limits.groups

const tooMany: EndReason = { _tag: 'Broken', problem: 'it tells of more contacts or groups than can be kept' }

/** A server that tells of more than anybody can keep is not to be listened to any longer. */
const isOverfull = (was: ContactList): boolean => {
  if (!isSignedIn(was)) return false
  const { settings, view, sync } = was
  const isComing = sync?._tag === 'Counting' || sync?._tag === 'Listing'
  return !isWithin(settings, view) || (isComing && !isWithin(settings, sync))
}

const hangingUp = emit<Out>(signal({ _tag: 'HangingUp', reason: tooMany, saysGoodbye: false }))

const settled: Action<ContactList, Out> = inOrder<ContactList, Out>(
  (was) => (isListed(was) ? (ready as Action<ContactList, Out>)(was) : nothing(was)),
  (was) => (isOverfull(was) ? hangingUp(was) : nothing(was)),
)

const step = (was: ContactList, event: In): Step<ContactList, Out> => {
  const entry = entryOf(was, event)
  if (entry === undefined) return [was, []]
  const step = moves.move(was, entry)
  if (step === undefined)
    return [was, entry._tag === 'Heard' && isSignedIn(was) ? [unexpected(entry.heard.command)] : []]
  const [now] = step
  return now === was || !(isListed(now) || isOverfull(now)) ? step : following(step, () => settled)(now)
}

/**
 * The account's part of a session. It signs in where a connection is `Online`, asks for the contact list, and keeps it up to
 * date; intents come as `Submitted`. It asks on the connection by `Asking`, and HTTP services by `Calling`.
 *
 * **Source** core.md 4, messages.md 4
 */
export const contactList = (settings: SessionSettings): Charted<ContactList, In, Out, Variant<ContactList, 'Ended'>> => ({
  chart: moves.chart,
  init: [
    {
      _tag: 'Away',
      settings,
      view: beforeSession(settings),
      intents: noIntents,
      shown: shownFirst(settings),
      messaging: noMessaging,
    },
    [],
  ],
  step,
  move: step,
  // Its last state is kept: the session ends when everybody has heard that it is over.
  result: () => undefined,
})

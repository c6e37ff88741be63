/** Presence by difference: what each viewer saw before an action and sees after it is compared, and the difference sent. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { Endpoint } from '../../commands/endpoint.js'
import { networks } from '../../commands/networks.js'
import { comparing, each, inOrder, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { inEachDialect, notificationCommand, send, sendIn, type HostAction, type ServerCommand } from '../action.js'
import { circlesOf, joinedIn } from '../circles/members.js'
import { sendDeparture } from '../circles/notices.js'
import { allows, allowsOn, contactsOn } from '../lists/accounts.js'
import type { Host, HostSession, StoredCircle } from '../state.js'
import {
  isSameOwn,
  isSamePersonal,
  isSameStatus,
  ownPersonal,
  ownPresenceOf,
  personalFor,
  presenceOf,
  type AggregatePresence,
} from './aggregate.js'
import { fln, network, nln, nlnVia, ubx, wordsFor } from './commands.js'
import { sessionAt, sessionsOf } from './sessions.js'
import { seenBy, watchers } from './visibility.js'

const hasPersonal = ({ has }: DialectFacts, { personal, endpoints }: AggregatePresence): boolean =>
  has.personalMessages && (personal !== undefined || (has.endpoints && endpoints.length > 0))

/** A presence, and what shows it to those who speak a dialect. */
interface Shown {
  readonly presence: AggregatePresence
  readonly status: (dialect: DialectFacts) => ServerCommand
  readonly personal: (dialect: DialectFacts) => ServerCommand
}

/** However many see it, it is made once for each dialect. */
const shown = (presence: AggregatePresence): Shown => ({
  presence,
  status: inEachDialect((dialect) => nln(dialect, presence)),
  personal: inEachDialect((dialect) => ubx(dialect, presence.passport, personalFor(presence))),
})

const sendPersonal = ({ link, dialect }: HostSession, { presence, personal }: Shown): HostAction =>
  when(hasPersonal(dialect, presence), () => sendIn(dialect, link, personal(dialect)))

const sendOnline = (to: HostSession, is: Shown): HostAction =>
  inOrder(sendIn(to.dialect, to.link, is.status(to.dialect)), sendPersonal(to, is))

/** ILN, but in MSNP18, NLN, as Escargot has it (escargot.md 6). */
const sendInitial = (to: HostSession, trid: number, presence: AggregatePresence): HostAction =>
  to.dialect.has.initialByNln
    ? sendOnline(to, shown(presence))
    : inOrder(
        send(to.link, notificationCommand(to.dialect, 'Normal', 'ILN', { ...wordsFor(presence), trid })),
        sendPersonal(to, shown(presence)),
      )

/** Sends one session the presence of another account, if it sees it; nothing before it has set a status itself. */
export const sendInitialPresence = (link: Name, trid: number, passport: string): HostAction =>
  seeing((host) => {
    const phase = host.connections.get(link)?.phase
    const to = sessionAt(host, link)
    if (phase?._tag !== 'SignedIn' || to?.status === undefined) return nothing
    const presence = seenBy(host, phase.passport, passport)
    return presence === undefined ? nothing : sendInitial(to, trid, presence)
  })

/** Sends a session the presence of everybody on its account's forward list whom it sees: the answer to its first status. */
export const sendAllInitialPresence = (link: Name, viewer: string, trid: number): HostAction =>
  seeing((host) => {
    const account = host.accounts.get(viewer)
    return account === undefined
      ? nothing
      : each(contactsOn('FL', account), ({ passport }) => sendInitialPresence(link, trid, passport))
  })

/** What makes the difference for somebody who has seen an account before, and does now. */
const difference = (to: HostSession, was: AggregatePresence, is: Shown): HostAction => {
  if (!isSameStatus(was, is.presence)) return sendOnline(to, is)
  return isSamePersonal(was, is.presence, to.dialect.has.endpoints) ? nothing : sendPersonal(to, is)
}

/** Sends the endpoints of an account what has changed at any of them; all of it to one that has just set its first status. */
const ownDifferences = (before: Host, host: Host, passport: string): HostAction => {
  const to = sessionsOf(host, passport).filter(
    ({ status, dialect }) => status !== undefined && dialect.has.endpoints,
  )
  const is = to.length === 0 ? undefined : ownPresenceOf(host, passport)
  if (is === undefined) return nothing
  const was = ownPresenceOf(before, passport)
  const known = sessionsOf(before, passport)
  return each(to, ({ link, dialect }) => {
    const isNew = was === undefined || known.find((session) => session.link === link)?.status === undefined
    const isSame = !isNew && isSameStatus(was, is)
    return inOrder(
      when(!isSame, () => send(link, nln(dialect, is))),
      when(!isSame || !isSameOwn(was, is), () => send(link, ubx(dialect, passport, ownPersonal(is)))),
    )
  })
}

/** A member of a circle, by way of it. */
export const viaOf = (passport: string, { address }: StoredCircle): Endpoint => ({
  passport,
  network,
  via: { passport: address, network: networks.circle },
})

const hasJoined = (host: Host, passport: string, { address }: StoredCircle): boolean =>
  sessionsOf(host, passport).some(({ circles }) => circles?.includes(address))

/** Sends those who have joined a circle what has changed in it by a member's doing. */
const circleDifferences = (before: Host, host: Host, passport: string, was?: AggregatePresence, is?: AggregatePresence): HostAction =>
  each(host.circles.size === 0 ? [] : circlesOf(host, passport), (circle) => {
    const [wasIn, isIn] = [hasJoined(before, passport, circle), hasJoined(host, passport, circle)]
    const readers = joinedIn(host, circle).filter(([member]) => member !== passport)
    if (wasIn && !isIn) return each(readers, ([member, session]) => sendDeparture(circle, passport, member, session))
    const contact = viaOf(passport, circle)
    const wasSeen = wasIn && was !== undefined
    const sendToEach = (command: ServerCommand): HostAction => each(readers, ([, { link }]) => send(link, command))
    if (isIn && is !== undefined)
      return when(!wasSeen || !isSameStatus(was, is), () => sendToEach(nlnVia(contact, is)))
    return when(wasSeen, () => sendToEach({ _tag: 'Async', verb: 'FLN', contact, capabilities: { client: 0, extended: 0 } }))
  })

/**
 * An action, and then NLN, UBX and FLN to everybody to whom it makes a difference in what they see of an account; and to
 * the endpoints of the account itself, from MSNP16 on.
 */
export const showing = (passport: string, action: HostAction): HostAction =>
  comparing(action, (before, host) => {
    const [accountBefore, account] = [before.accounts.get(passport), host.accounts.get(passport)]
    const [was, is] = [presenceOf(before, passport), presenceOf(host, passport)]
    const online = is && shown(is)
    const offline = inEachDialect((dialect) => fln(dialect, passport))
    const differences = watchers(host, passport).map(([viewer, session]): HostAction => {
      const isAllowed = account !== undefined && allowsOn(account, viewer.lists)
      // Almost always nothing has changed in the lists, and there is nothing to look up.
      const wasAllowed =
        account === accountBefore ? isAllowed : accountBefore !== undefined && allows(accountBefore, viewer.passport)
      const wasSeen = was !== undefined && wasAllowed
      if (online === undefined || !isAllowed) return when(wasSeen, () => sendIn(session.dialect, session.link, offline(session.dialect)))
      return wasSeen ? difference(session, was, online) : sendOnline(session, online)
    })
    return inOrder(
      ...differences,
      ownDifferences(before, host, passport),
      circleDifferences(before, host, passport, was, is),
    )
  })

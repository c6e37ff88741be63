import type { DialectFacts } from '../../commands/dialects.js'
import type { Endpoint } from '../../commands/endpoint.js'
import { networks } from '../../commands/networks.js'
import { comparing, each, inOrder, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { notificationCommand, say, type HostAction, type ServerCommand } from '../action.js'
import { circlesOf, joinedIn } from '../circles/members.js'
import { tellGone } from '../circles/notices.js'
import { allows, allowsOn, listed } from '../lists/accounts.js'
import type { Circle, Host, Session } from '../state.js'
import {
  isSameOwn,
  isSamePersonal,
  isSameStatus,
  ownPersonal,
  ownSightOf,
  personalFor,
  sightOf,
  type Sight,
} from './aggregate.js'
import { fln, network, nln, nlnBy, ubx, wordsFor } from './commands.js'
import { sessionAt, sessionsOf } from './sessions.js'
import { seenBy, watchers } from './visibility.js'

const hasPersonal = ({ has }: DialectFacts, { personal, places }: Sight): boolean =>
  has.personalMessages && (personal !== undefined || (has.endpoints && places.length > 0))

const tellPersonal = ({ link, dialect }: Session, sight: Sight): HostAction =>
  when(hasPersonal(dialect, sight), () => say(link, ubx(dialect, sight.passport, personalFor(sight))))

const online = (to: Session, sight: Sight): HostAction =>
  inOrder(say(to.link, nln(to.dialect, sight)), tellPersonal(to, sight))

/** ILN, but in MSNP18, NLN, as Escargot has it (escargot.md 6). */
const initial = (to: Session, trid: number, sight: Sight): HostAction =>
  to.dialect.has.initialByNln
    ? online(to, sight)
    : inOrder(
        say(to.link, notificationCommand(to.dialect, 'Normal', 'ILN', { ...wordsFor(sight), trid })),
        tellPersonal(to, sight),
      )

/** Tells one session how another account is, if it sees it; nothing before it has said a status itself. */
export const tellInitial = (link: Name, trid: number, passport: string): HostAction =>
  seeing((host) => {
    const phase = host.connections.get(link)?.phase
    const to = sessionAt(host, link)
    if (phase?._tag !== 'SignedIn' || to?.status === undefined) return nothing
    const sight = seenBy(host, phase.passport, passport)
    return sight === undefined ? nothing : initial(to, trid, sight)
  })

/** Tells a session of everybody on its account's forward list whom it sees: the answer to its first status. */
export const tellAllInitial = (link: Name, viewer: string, trid: number): HostAction =>
  seeing((host) => {
    const account = host.accounts.get(viewer)
    return account === undefined
      ? nothing
      : each(listed('FL', account), ({ passport }) => tellInitial(link, trid, passport))
  })

/** What makes the difference for somebody who has seen an account before, and does now. */
const difference = (to: Session, was: Sight, is: Sight): HostAction => {
  if (!isSameStatus(was, is)) return online(to, is)
  return isSamePersonal(was, is, to.dialect.has.endpoints) ? nothing : tellPersonal(to, is)
}

/** Tells the places of an account what has changed at any of them; one that has just said its first status, all. */
const ownDifferences = (before: Host, host: Host, passport: string): HostAction => {
  const to = sessionsOf(host, passport).filter(
    ({ status, dialect }) => status !== undefined && dialect.has.endpoints,
  )
  const is = to.length === 0 ? undefined : ownSightOf(host, passport)
  if (is === undefined) return nothing
  const was = ownSightOf(before, passport)
  const known = sessionsOf(before, passport)
  return each(to, ({ link, dialect }) => {
    const isNew = was === undefined || known.find((session) => session.link === link)?.status === undefined
    const isSame = !isNew && isSameStatus(was, is)
    return inOrder(
      when(!isSame, () => say(link, nln(dialect, is))),
      when(!isSame || !isSameOwn(was, is), () => say(link, ubx(dialect, passport, ownPersonal(is)))),
    )
  })
}

/** A member of a circle, by way of it. */
export const viaOf = (passport: string, { address }: Circle): Endpoint => ({
  passport,
  network,
  via: { passport: address, network: networks.circle },
})

const hasJoined = (host: Host, passport: string, { address }: Circle): boolean =>
  sessionsOf(host, passport).some(({ circles }) => circles?.includes(address))

/** Tells those who have joined a circle what has changed in it by a member's doing. */
const circleDifferences = (before: Host, host: Host, passport: string, was?: Sight, is?: Sight): HostAction =>
  each(host.circles.size === 0 ? [] : circlesOf(host, passport), (circle) => {
    const [wasIn, isIn] = [hasJoined(before, passport, circle), hasJoined(host, passport, circle)]
    const readers = joinedIn(host, circle).filter(([member]) => member !== passport)
    if (wasIn && !isIn) return each(readers, ([member, session]) => tellGone(circle, passport, member, session))
    const contact = viaOf(passport, circle)
    const wasSeen = wasIn && was !== undefined
    const tellEach = (command: ServerCommand): HostAction => each(readers, ([, { link }]) => say(link, command))
    if (isIn && is !== undefined)
      return when(!wasSeen || !isSameStatus(was, is), () => tellEach(nlnBy(contact, is)))
    return when(wasSeen, () => tellEach({ _tag: 'Async', verb: 'FLN', contact, capabilities: { client: 0, extended: 0 } }))
  })

/**
 * A deed, and then NLN, UBX and FLN to everybody to whom it makes a difference in what they see of an account; and to
 * the places of the account itself, from MSNP16 on.
 */
export const showing = (passport: string, action: HostAction): HostAction =>
  comparing(action, (before, host) => {
    const [accountBefore, account] = [before.accounts.get(passport), host.accounts.get(passport)]
    const [was, is] = [sightOf(before, passport), sightOf(host, passport)]
    const differences = watchers(host, passport).map(([viewer, session]): HostAction => {
      const isAllowed = account !== undefined && allowsOn(account, viewer.lists)
      // Almost always nothing has changed in the lists, and there is nothing to look up.
      const wasAllowed =
        account === accountBefore ? isAllowed : accountBefore !== undefined && allows(accountBefore, viewer.passport)
      const wasSeen = was !== undefined && wasAllowed
      if (is === undefined || !isAllowed) return when(wasSeen, () => say(session.link, fln(session.dialect, passport)))
      return wasSeen ? difference(session, was, is) : online(session, is)
    })
    return inOrder(
      ...differences,
      ownDifferences(before, host, passport),
      circleDifferences(before, host, passport, was, is),
    )
  })

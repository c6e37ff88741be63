/** The table of a dispatch server, which redirects everybody to the next server by XFR. */
import type { Address } from '../commands/words.js'
import { inOrder } from '../core/action.js'
import type { Moves } from '../core/machine.js'
import { dispatchCommand, report, send, type HostAction, type ServerEffect } from './action.js'
import {
  leadingTo,
  type ClientCommand,
  type ConnectionContext,
  type ConnectionEvents,
  type DispatchContext,
} from './connection.js'
import { closeConnection, expel, failAndClose } from './disconnect.js'
import { canonical } from './lists/accounts.js'
import {
  agreeOnDialect,
  expelSlow,
  listPackages,
  recommendVersion,
  recommendVersionAndClose,
  refuseUndecodable,
  refuseVersion,
  signOut,
} from './signin/versions.js'
import type { Host, VersionedPhase } from './state.js'

const isSameAddress = (one: Address, other: Address): boolean => one.host === other.host && one.port === other.port

/** Which of the chain a connection came to. Behind a translation of addresses, its port decides, if no other has it. */
const indexInChain = (dispatch: ReadonlyArray<Address>, local: Address): number => {
  const here = dispatch.findIndex((address) => isSameAddress(address, local))
  const alike = dispatch.filter(({ port }) => port === local.port)
  return here < 0 && alike.length === 1 ? dispatch.indexOf(alike[0]!) : here
}

/**
 * Where a dispatch server sends clients: to the next one of the chain, and the last one to the notification server; but
 * never to itself, where they would come round again. One that is not in the chain sends to the notification server.
 */
const nextAddress = ({ settings }: Host, local: Address): Address | undefined => {
  const { dispatch, notification } = settings.addresses
  const here = indexInChain(dispatch, local)
  const later = here < 0 ? [] : dispatch.slice(here + 1)
  return [...later, notification].find((address) => !isSameAddress(address, local))
}

/**
 * Sends somebody on who wants to sign in, and closes.
 *
 * **Errors** 601 where there is nowhere to send anybody; silence for a security package that the dialect does not have.
 *
 * **Source** core.md 2.2, 3.2, 3.3
 */
const redirect = ({ host, link, phase: { dialect } }: ConnectionContext<VersionedPhase>, command: ClientCommand<'DS', 'USR'>): HostAction => {
  if (command.step !== 'I' || command.package !== dialect.securityPackage) return expel(link, 'Unruly')
  const { trid, passport } = command
  const current = host.connections.get(link)?.local
  const address = current === undefined ? undefined : nextAddress(host, current)
  if (address === undefined) return failAndClose(link, 601, trid)
  return inOrder(
    send(link, dispatchCommand(dialect, 'Normal', 'XFR', { trid, to: 'NS', address, current })),
    report({ _tag: 'Redirected', link, passport: canonical(passport), to: address }),
    closeConnection(link, 'Closed'),
  )
}

const to = leadingTo<DispatchContext>

/** What happens on a connection to a dispatch server. */
export const dispatchMoves: Moves<DispatchContext, ConnectionEvents<'DS'>, ServerEffect> = {
  Fresh: {
    VER: to('Versioned', 'Querying', 'Gone')(agreeOnDialect),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Fresh', 'Gone')(refuseUndecodable),
  },
  Querying: {
    CVQ: to('Gone')(recommendVersionAndClose),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Querying', 'Gone')(refuseUndecodable),
  },
  Versioned: {
    VER: to('Gone')(refuseVersion),
    CVR: to('Versioned')(recommendVersion),
    INF: to('Versioned')(listPackages),
    USR: to('Gone')(redirect),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Versioned', 'Gone')(refuseUndecodable),
  },
  Gone: {},
}

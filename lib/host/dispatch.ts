import type { Address } from '../commands/words.js'
import { inOrder } from '../core/action.js'
import type { Moves } from '../core/machine.js'
import { dispatchCommand, report, say, type HostAction, type ServerEffect } from './action.js'
import { leading, type DispatchFocus, type Focus, type Happening, type Said } from './connection.js'
import { closing, expel, failAndClose } from './disconnect.js'
import { canonical } from './lists/accounts.js'
import { agree, agreeAgain, inform, part, recommend, recommendAndClose, stumble, tooSlow } from './signin/versions.js'
import type { Host, Versioned } from './state.js'

const isSamePlace = (one: Address, other: Address): boolean => one.host === other.host && one.port === other.port

/** Which of the chain a connection came to. Behind a translation of addresses, its port tells, if no other has it. */
const placeOf = (dispatch: ReadonlyArray<Address>, local: Address): number => {
  const here = dispatch.findIndex((address) => isSamePlace(address, local))
  const alike = dispatch.filter(({ port }) => port === local.port)
  return here < 0 && alike.length === 1 ? dispatch.indexOf(alike[0]!) : here
}

/**
 * Where a dispatch server sends people: to the next one of the chain, and the last one to the notification server; but
 * never to itself, where they would come round again. One that is not in the chain sends to the notification server.
 */
const nextPlace = ({ settings }: Host, local: Address): Address | undefined => {
  const { dispatch, notification } = settings.addresses
  const here = placeOf(dispatch, local)
  const later = here < 0 ? [] : dispatch.slice(here + 1)
  return [...later, notification].find((address) => !isSamePlace(address, local))
}

/**
 * Sends somebody on who wants to sign in, and closes.
 *
 * **Errors** 601 where there is nowhere to send anybody; silence for a security package that the dialect does not have.
 *
 * **Source** core.md 2.2, 3.2, 3.3
 */
const redirect = ({ host, link, phase: { dialect } }: Focus<Versioned>, command: Said<'DS', 'USR'>): HostAction => {
  if (command.step !== 'I' || command.package !== dialect.securityPackage) return expel(link, 'Unruly')
  const { trid, passport } = command
  const current = host.connections.get(link)?.local
  const address = current === undefined ? undefined : nextPlace(host, current)
  if (address === undefined) return failAndClose(link, 601, trid)
  return inOrder(
    say(link, dispatchCommand(dialect, 'Normal', 'XFR', { trid, to: 'NS', address, current })),
    report({ _tag: 'Redirected', link, passport: canonical(passport), to: address }),
    closing(link, 'Closed'),
  )
}

const to = leading<DispatchFocus>

/** What happens on a connection to a dispatch server. */
export const dispatchMoves: Moves<DispatchFocus, Happening<'DS'>, ServerEffect> = {
  Fresh: {
    VER: to('Versioned', 'Querying', 'Gone')(agree),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Fresh', 'Gone')(stumble),
  },
  Querying: {
    CVQ: to('Gone')(recommendAndClose),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Querying', 'Gone')(stumble),
  },
  Versioned: {
    VER: to('Gone')(agreeAgain),
    CVR: to('Versioned')(recommend),
    INF: to('Versioned')(inform),
    USR: to('Gone')(redirect),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Versioned', 'Gone')(stumble),
  },
  Gone: {},
}

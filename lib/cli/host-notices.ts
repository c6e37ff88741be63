/** Notices of a server or a proxy as lines of text. */
import { Address, type CloseReason, type HostNotice, type ProxyEvent, type ServerEvent } from '../index.js'
import { describeClose } from '../machines.js'
import { counted } from './output.js'
import { describeStatus } from './event-text.js'

type Listening = Extract<ServerEvent, { readonly _tag: 'Listening' }>

/** Where a server listens, a place each. */
export const addressesOf = ({ addresses, nexus }: Listening): ReadonlyArray<string> => {
  const { dispatch, notification, switchboard } = addresses
  return [
    ...dispatch.map((address) => `${Address.write(address)} (dispatch)`),
    `${Address.write(notification)} (notification)`,
    `${Address.write(switchboard)} (switchboard)`,
    `nexus ${nexus}`,
  ]
}

const refusals = {
  UnknownAccount: 'nobody has that address',
  WrongSecret: 'wrong password',
  NoAddress: 'that is no address',
  OtherPackage: 'the account signs in by a password',
  TooManyAccounts: 'there are too many accounts',
} as const

const expulsions = {
  Crowded: 'there are too many connections',
  TooSlow: 'nobody signed in on it in time',
  Silent: 'nothing came for too long',
  Idle: 'nothing was said for too long',
  Unanswered: 'the challenge was not answered',
  WrongAnswer: 'the challenge was answered wrongly',
  Unruly: 'no client says that here',
  TooMuchUnread: 'too much could not be read',
  TooLong: 'a payload was too long',
  NoDialect: 'no dialect in common',
} as const

const departures = {
  Left: 'said goodbye',
  Lost: 'the connection was lost',
  Elsewhere: 'signed in at another place',
  Closed: 'the server closed the connection',
} as const

/** What a server tells its keeper, in a line for people. */
export const describeNotice = (notice: HostNotice): string => {
  switch (notice._tag) {
    case 'Connected':
      return `${notice.link}: connected from ${Address.write(notice.peer)}`
    case 'Disconnected':
      return `${notice.link}: gone${notice.reason === undefined ? '' : `: ${describeClose(notice.reason)}`}`
    case 'Expelled':
      return `${notice.link}: closed: ${expulsions[notice.reason]}`
    case 'Redirected':
      return `${notice.link}: ${notice.passport} is sent on to ${Address.write(notice.to)}`
    case 'TicketGranted':
      return `${notice.passport} is given a ticket`
    case 'AccountMade':
      return `${notice.passport} has an account now`
    case 'SignedIn':
      return `${notice.link}: ${notice.passport} signed in by ${notice.dialect}`
    case 'SignedOut':
      return `${notice.link}: ${notice.passport} signed out: ${departures[notice.reason]}`
    case 'Refused':
      return `${notice.passport} is refused (${notice.at}): ${refusals[notice.reason]}`
    case 'StatusChanged':
      return `${notice.passport} is ${describeStatus(notice.status)}`
    case 'ConversationOpened':
      return `conversation ${notice.conversation} is opened by ${notice.passport}`
    case 'Invited':
      return `conversation ${notice.conversation}: ${notice.by} invites ${notice.passport}`
    case 'ConversationJoined':
      return `conversation ${notice.conversation}: ${notice.passport} is there`
    case 'ConversationLeft':
      return `conversation ${notice.conversation}: ${notice.passport} has left`
    case 'ConversationClosed':
      return `conversation ${notice.conversation} is closed`
    case 'MessageRelayed':
      return `conversation ${notice.conversation}: ${notice.from} to ${notice.to}, ${counted(notice.bytes, 'byte')}`
    case 'OfflineMessageKept':
      return `a message of ${notice.from} is kept for ${notice.to}`
    case 'Unsayable':
      return `${notice.link}: not told something: ${notice.problem}`
    case 'Unexpected':
      return `${notice.link}: ${notice.problem}`
  }
}

type Passing = Exclude<ProxyEvent, { readonly _tag: 'Listening' | 'NotListening' }>

/** What a proxy tells its keeper, in a line for people. */
export const describeProxied = (event: Passing): string => {
  switch (event._tag) {
    case 'Connected':
      return `connection ${event.connection}: from ${Address.write(event.peer)} to ${Address.write(event.to)}`
    case 'Redirected':
      return `connection ${event.connection}: is sent on to ${Address.write(event.to)} (${event.on})`
    case 'Disconnected': {
      const { connection, by, reason, bytes } = event
      const how = reason._tag === 'Ended' ? `closed by the ${by}` : `the ${by} is gone: ${describeClose(reason)}`
      const said = `${counted(bytes.client, 'byte')} from the client, ${bytes.server} from the server`
      return `connection ${connection}: ${how}; ${said}`
    }
    case 'Answered':
      return `request ${event.exchange}: ${event.url}: status ${event.status}`
    case 'Unanswered':
      return `request ${event.exchange}: ${event.url}: ${describeClose(event.reason)}`
    case 'Missed':
      return `what is said to ${event.to} is not recorded: ${whyDeaf(event.reason)}`
  }
}

const listenProblems: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'another program listens there already; choose another port'],
  ['EACCES', 'this user may not listen there; choose a port above 1023'],
  ['EADDRNOTAVAIL', 'this machine has no such address; choose another host'],
])

/** Why it cannot be listened at a place, and what to do about it. */
export const describeNotListening = ({
  address,
  reason,
}: Extract<ServerEvent | ProxyEvent, { readonly _tag: 'NotListening' }>): string =>
  `cannot listen on ${Address.write(address)}: ${whyDeaf(reason)}`

const whyDeaf = (reason: CloseReason): string =>
  (reason._tag === 'Other' ? listenProblems.get(reason.problem) : undefined) ?? describeClose(reason)

/** The limits of a server: how much of anything it allows, and how long it waits. */
import { propertyLimit } from '../commands/property.js'
import { groupNameLimit, messageLimit, nameLimit, noteLimit } from '../payloads/limits.js'

/**
 * How much of anything the server lets be. What is over a limit is refused with the failure that the limit names, or
 * where it names none, by closing the connection.
 *
 * **Units** bytes are bytes of UTF-8 after percent-encoding, as they stand on the wire.
 *
 * **Source** core.md 9; escargot.md 5, 8
 */
export interface HostLimits {
  /** Connections of all kinds together; one more is closed at once. */
  readonly connections: number
  /** Places that one account is signed in at (MSNP16 and later); one more ends the session of the one that was quiet longest. */
  readonly endpoints: number
  /** Accounts, while they are made on the fly. */
  readonly accounts: number
  /** Login tickets that are out at a time, of single sign-on too; over it, HTTP says 503. */
  readonly tickets: number
  /** Login tickets of one account that are out at a time; over it, its oldest is good no more. */
  readonly ticketsPerAccount: number
  /** Entries of the forward list: 210. */
  readonly forward: number
  /** Entries of the allow list: 210. */
  readonly allow: number
  /** Entries of the block list: 210. */
  readonly block: number
  /** Bytes of a request to one of the HTTP services: a SOAP fault. */
  readonly request: number
  /** Bytes of a request by who is not signed in: for tickets, or with a ticket that is none. A fault, too. */
  readonly requestBeforeSignIn: number
  /** Groups, 30 at most, of which MSNP7 to 9 see one more: the one that cannot be removed. 223. */
  readonly groups: number
  /** Bytes of a group's name: 229. */
  readonly groupName: number
  /** Bytes of a display name: 209. */
  readonly name: number
  /** Bytes of a property's value. */
  readonly property: number
  /** Bytes of a personal message, with its markup. */
  readonly personal: number
  /** Bytes of a message on a switchboard. */
  readonly message: number
  /** Bytes of a note to an account's endpoints (MSNP13 and later). */
  readonly note: number
  /** Offline messages that wait, together: over it, the sender is told that it failed. */
  readonly offlineMessages: number
  /** Offline messages that wait for one account: the same. */
  readonly offlineMessagesPerAccount: number
  /** Bytes of such a message: the same. */
  readonly offlineMessage: number
  /** People on one switchboard: 712. */
  readonly participants: number
  /** Switchboards that one account is on, or may enter: 714. */
  readonly switchboards: number
  /** Cookies that one account has asked for, or has had given to others, and that nobody has used yet: 800. */
  readonly cookiesPerAccount: number
  /** Invitations by one person on one switchboard within `deadlines.calm`: 713. */
  readonly calls: number
  /** New display names of one account within `deadlines.calm`: 800. */
  readonly renames: number
  /** Lines of one connection that could not be read, or were out of place; before it is signed in, empty lines too. */
  readonly unread: number
}

/** Groups of one account, beside the one with the id 0: those of a contact are bits of one integer (core.md 9). */
export const mostGroups = 30

/** The limits of the official servers, or of Escargot, where they are known. */
export const hostLimits: HostLimits = {
  connections: 10_000,
  endpoints: 10,
  accounts: 10_000,
  tickets: 100_000,
  ticketsPerAccount: 10,
  forward: 600,
  allow: 1500,
  block: 1200,
  request: 262_144,
  requestBeforeSignIn: 32_768,
  groups: mostGroups,
  groupName: groupNameLimit,
  name: nameLimit,
  property: propertyLimit,
  personal: noteLimit,
  message: messageLimit,
  note: noteLimit,
  offlineMessages: 10_000,
  offlineMessagesPerAccount: 100,
  offlineMessage: 8192,
  participants: 50,
  switchboards: 100,
  cookiesPerAccount: 100,
  calls: 5,
  renames: 5,
  unread: 20,
}

/**
 * How long the server waits, and how long what it gives away is good for; 0 is for ever.
 *
 * **Units** milliseconds.
 *
 * **Source** core.md 5.1, 5.5, 9; escargot.md 4, 6, 7
 */
export interface HostDeadlines {
  /** For a new connection to sign in, or to enter a switchboard. */
  readonly entry: number
  /** Between the PNGs of a client, sent from MSNP9 on in whole seconds; who is silent for more than twice that is gone. */
  readonly ping: number
  /** For the answer to a challenge. */
  readonly answer: number
  /** Between a right answer and the next challenge; the first challenge comes with the first status. */
  readonly challenge: number
  /** Without a message on a switchboard, before its participants are taken out one by one. */
  readonly idle: number
  /** A cookie that lets one account into one switchboard. */
  readonly cookie: number
  /** A ticket of the login server (MSNP8 to 14). */
  readonly ticket: number
  /** The tickets of single sign-on. */
  readonly ssoTicket: number
  /** After which quick invitations and new names are forgotten. */
  readonly calm: number
}

/** The deadlines of the official servers, or of Escargot, where they are known. */
export const hostDeadlines: HostDeadlines = {
  entry: 60_000,
  ping: 50_000,
  answer: 50_000,
  challenge: 1_800_000,
  idle: 0,
  cookie: 120_000,
  ticket: 30_000,
  ssoTicket: 86_400_000,
  calm: 10_000,
}

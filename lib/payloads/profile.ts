/** The profile that a server sends after sign-in. */
import { Count, Flag } from '../commands/words.js'
import { without, type Fields } from './fields.js'
import { customary, inUtf8, typed, type Mime } from './mime.js'
import { Free, Integer, namesIn, readRecord, writeRecord, type RecordOf, type Table } from './record.js'
import { Secret } from './secret.js'
import { contentTypes } from './types.js'

const headers = {
  /** The server's clock, in seconds since 1970. */
  loginTime: ['LoginTime', Count],
  emailEnabled: ['EmailEnabled', Flag],
  /** The halves of the account's number, signed or unsigned. */
  memberIdHigh: ['MemberIdHigh', Integer],
  memberIdLow: ['MemberIdLow', Integer],
  /** A language as Windows numbers them, such as 1033. */
  language: ['lang_preference', Count],
  preferredEmail: ['preferredEmail', Free],
  country: ['country', Free],
  postalCode: ['PostalCode', Free],
  gender: ['Gender', Free],
  kid: ['Kid', Count],
  age: ['Age', Free],
  birthdayPrecision: ['BDayPre', Free],
  birthday: ['Birthday', Free],
  wallet: ['Wallet', Free],
  nickname: ['Nickname', Free],
  flags: ['Flags', Count],
  siteId: ['sid', Count],
  keyVersion: ['kv', Count],
  /** The ticket for web pages. */
  mspAuth: ['MSPAuth', Secret],
  clientIp: ['ClientIP', Free],
  /** As it stands: the official service swaps the bytes, Escargot does not. See `swapPort`. */
  clientPort: ['ClientPort', Count],
  /** Whether the address book holds the lists. */
  addressBook: ['ABCHMigrated', Flag],
  routeInfo: ['RouteInfo', Free],
  /** Whether the account may be signed in at several endpoints. */
  multipleEndpoints: ['MPOPEnabled', Flag],
} satisfies Table

/**
 * What a server tells an account about itself after the sign-in.
 *
 * **Shapes** all of it stands in headers; `headers` are those that no other property holds.
 *
 * **Source** messages.md 1.10.1, core.md 3.8
 */
export interface Profile extends RecordOf<typeof headers> {
  readonly _tag: 'Profile'
  readonly headers: Fields
}

const readHeaders = readRecord(headers)
const others = without(...customary, ...namesIn(headers))

/** Reads a profile. */
export const readProfile = (mime: Mime): Profile => ({
  _tag: 'Profile',
  ...readHeaders(mime.headers),
  headers: others(mime.headers),
})

/** The payload of a profile, in the order that Escargot has. */
export const writeProfile = (profile: Profile): Mime =>
  typed(inUtf8(contentTypes.profile), [...writeRecord(headers)(profile), ...profile.headers])(new Uint8Array(0))

/** A port with its two bytes changed round: 32786 for 4736, and back (messages.md 1.10.1). */
export const swapPort = (port: number): number => ((port & 0xff) << 8) | ((port >> 8) & 0xff)

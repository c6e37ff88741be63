/** The settings of a server, and their defaults. */
import { dialectNamed, spokenDialects, type Dialect } from '../commands/dialects.js'
import type { Property } from '../commands/property.js'
import { Passport, type Address, type ListName } from '../commands/words.js'
import { checkSettings, each, given, settingShapes, someOf } from '../payloads/setting.js'
import { leaf, list, object, oneOf, type AnyShape } from '../payloads/shape.js'
import { PropertyShape } from '../payloads/shapes.js'
import { hostDeadlines, hostLimits, mostGroups, type HostDeadlines, type HostLimits } from './limits.js'

/**
 * Somebody in an account's lists. The reverse list comes of itself.
 *
 * **Shapes** without `lists`, on the forward list and the allow list. `groups` are names of the account's groups.
 */
export interface HostContact {
  readonly passport: string
  readonly lists?: ReadonlyArray<Exclude<ListName, 'RL' | 'PL'>>
  readonly groups?: ReadonlyArray<string>
  /** What the account calls the contact, in place of the contact's own name. */
  readonly name?: string
}

/** An account as the server begins with it; without a name it is called by its address. */
export interface HostAccount {
  readonly passport: string
  readonly password: string
  readonly name?: string
  readonly contacts?: ReadonlyArray<HostContact>
  readonly groups?: ReadonlyArray<string>
  /** How to treat accounts on neither list: `AL`, if it is left out. */
  readonly privacy?: 'AL' | 'BL'
  /** Whether to be asked when somebody adds this account: `A`, if it is left out. */
  readonly prompt?: 'A' | 'N'
  readonly properties?: ReadonlyArray<Property>
  /** The serial number of the lists to begin with: 1, if it is left out. A cache of before knows changes by it. */
  readonly serial?: number
}

/** A circle as the server begins with it: its members, by their addresses (MSNP18). */
export interface HostCircle {
  readonly name: string
  readonly members: ReadonlyArray<string>
}

/**
 * Where the server is to be found: what it sends in XFR and RNG and by HTTP.
 *
 * **Shapes** a connection to a dispatch server is redirected to the next one of the chain, the last one to the
 * notification server. `http` is a base URL without a slash at its end, such as `https://login.example.com`.
 */
export interface HostAddresses {
  readonly dispatch: ReadonlyArray<Address>
  readonly notification: Address
  readonly switchboard: Address
  readonly http: string
}

/**
 * All settings of a server.
 *
 * **Shapes** with `autoCreate`, whoever signs in first as an address that nobody has becomes its owner. Where that is by
 * a password (MSNP8 and later, over HTTP), the password is kept; where it is by a digest (MSNP7 and before), the server
 * cannot know the password: it takes the first digest on trust, keeps it with its challenge, and from then on puts that
 * same challenge, as Escargot does. A password that gives the kept digest is taken over HTTP, and kept from then on.
 *
 * **Source** core.md 3.2
 */
export interface HostSettings {
  readonly accounts?: ReadonlyArray<HostAccount>
  readonly circles?: ReadonlyArray<HostCircle>
  readonly autoCreate?: boolean
  readonly addresses: HostAddresses
  /** The dialects that are spoken, of `servedDialects`: all of them, if they are left out. */
  readonly dialects?: ReadonlyArray<Dialect>
  readonly limits?: Partial<HostLimits>
  readonly deadlines?: Partial<HostDeadlines>
}

/** The settings with nothing left out, and without the accounts, whose passwords are not to lie about. */
export interface CompleteSettings {
  readonly autoCreate: boolean
  readonly addresses: HostAddresses
  readonly dialects: ReadonlyArray<Dialect>
  readonly limits: HostLimits
  readonly deadlines: HostDeadlines
}

/** The dialects that the server can speak, oldest first. */
export const servedDialects: ReadonlyArray<Dialect> = spokenDialects.map(({ name }) => name)

const { text, time, most, yesOrNo } = settingShapes
const passport = leaf('the address of an account, such as bob@example.com', Passport.is)

const contact: { readonly [K in Exclude<keyof HostContact, 'passport'>]-?: AnyShape } = {
  lists: list('a list of FL, AL, BL', oneOf('FL', 'AL', 'BL')),
  groups: list('a list of names of groups', text),
  name: text,
}

const account: { readonly [K in Exclude<keyof HostAccount, 'passport' | 'password'>]-?: AnyShape } = {
  name: text,
  contacts: list('a list of contacts', object('an object with a passport', { passport }, contact)),
  groups: list('a list of names of groups', text),
  privacy: oneOf('AL', 'BL'),
  prompt: oneOf('A', 'N'),
  properties: list('a list of properties', PropertyShape),
  serial: most,
}

/** The shapes of the settings, but for where the server listens. */
export const hostShapes: { readonly [K in Exclude<keyof HostSettings, 'addresses'>]-?: AnyShape } = {
  accounts: list('a list of accounts', object('an object with passport and password', { passport, password: text }, account)),
  circles: list('a list of circles', object('an object with name and members', { name: text, members: list('a list of addresses', passport) })),
  autoCreate: yesOrNo,
  dialects: someOf(servedDialects),
  limits: object('an object with numbers', {}, each(Object.keys(hostLimits), most)),
  deadlines: object('an object with milliseconds', {}, each(Object.keys(hostDeadlines), time)),
}

/**
 * Fills up settings with what is usual.
 *
 * **Errors** throws a `TypeError` that names the setting, for one that can never work.
 */
export const completeSettings = (settings: HostSettings): CompleteSettings => {
  checkSettings({ optional: hostShapes }, settings)
  const { autoCreate = false, addresses, dialects, limits, deadlines } = settings
  const spoken = dialects?.map((name) => dialectNamed(name).name)
  return {
    autoCreate,
    addresses,
    dialects: servedDialects.filter((name) => spoken?.includes(name) ?? true),
    limits: { ...hostLimits, ...given(limits), groups: Math.min(limits?.groups ?? hostLimits.groups, mostGroups) },
    deadlines: { ...hostDeadlines, ...given(deadlines) },
  }
}

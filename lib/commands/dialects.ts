/** The dialects of MSNP: names, what each can do, sets of them. Numbers of dialects are compared here and in rows alone. */

/** The dialects of MSNP that this library knows, by number. */
export type DialectNumber = 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21

/** The name of a dialect, as `VER` negotiates it. */
export type Dialect<D extends DialectNumber = DialectNumber> = `MSNP${D}`

/** The way of signing in: by an MD5 digest, by a Passport 1.4 ticket, by single sign-on (core.md 3.2 to 3.4). */
export type SecurityPackage = 'MD5' | 'TWN' | 'SSO'

/** Some dialects in a row, by number: from the oldest on unless `since` is given, to the newest unless `until` is. */
export interface DialectSpan {
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** What some dialects can do and others cannot, besides the rows: which dialects, in words, and where it stands. */
interface FeatureFacts extends DialectSpan {
  readonly means: string
  readonly source: string
}

/**
 * What dialects differ in, by name. Fields and shapes of commands differ by rows, and are not repeated here.
 *
 * **Source** of each, beside it.
 */
export const features = {
  // Signing in.
  clientVersion: { since: 8, means: 'CVR comes right after VER, and must; INF is gone.', source: 'core.md 3.1' },
  ticketService: {
    since: 13,
    means: 'Tickets come from the service that issues them for several sites (RST), and can be had anew during a session.',
    source: 'core.md 3.4; messages.md 4.1',
  },
  ticketService2: { since: 16, means: 'That service is asked at RST2.', source: 'core.md 3.4; messages.md 4.1' },
  pushedPolicies: { since: 13, means: 'GCF comes unasked, before the answer to USR.', source: 'core.md 3.3' },
  mobileBalance: { since: 11, means: 'SBS follows the end of sign-in.', source: 'core.md 3.3, 4.10' },
  fullProfile: { since: 3, means: 'The profile tells more than the time of sign-in.', source: 'core.md 3.8' },
  addressInProfile: { since: 8, means: 'The profile tells the address of the client.', source: 'core.md 3.8' },
  addressBookInProfile: { since: 10, means: 'The profile tells of stamps and GUIDs (ABCHMigrated).', source: 'core.md 3.8' },
  challenges: { since: 6, means: 'The server challenges the client by CHL.', source: 'core.md 5.1' },
  mixedChallenges: { since: 11, means: 'The answer mixes the digest with the id of the product.', source: 'core.md 5.4' },
  failurePayloads: { since: 13, means: 'A numeric failure can carry a payload.', source: 'core.md 1.6' },
  urlSite: { since: 3, means: 'URL tells the number of the site.', source: 'core.md 4.10' },

  // Contact list and address book.
  properties: { since: 5, means: 'Accounts have properties, such as telephone numbers (PRP, BPR).', source: 'core.md 4.4' },
  toldProperties: {
    until: 12,
    means: 'Contacts are told of a property by BPR; later they read it in the address book.',
    source: 'core.md 4.4',
  },
  displayNameProperty: { since: 10, means: 'A display name is set as the property MFN; REA is gone.', source: 'core.md 4.4' },
  groups: { since: 7, means: 'Contacts are in groups.', source: 'core.md 4.7' },
  groupOfAll: { until: 9, means: 'Group 0, which is there always, is among the groups.', source: 'core.md 4.7' },
  countedLists: {
    since: 8,
    means: 'SYN tells how many lines follow, each contact comes once, and an unchanged list not at all.',
    source: 'core.md 4.3',
  },
  serials: {
    until: 9,
    means: 'The version of the lists is one serial number, which each change raises; later, two stamps.',
    source: 'core.md 4.2',
  },
  guids: { since: 10, means: 'Contacts and groups are named by GUIDs; ADC has replaced ADD.', source: 'core.md 4.8' },
  pendingList: { since: 10, means: 'Who has added me waits on the list PL.', source: 'core.md 4.1' },
  telephones: { since: 11, means: 'A contact can be a telephone (tel:).', source: 'core.md 4.3' },
  failure208: { since: 10, means: 'An unknown account is failure 208; before, 205.', source: 'core.md 4.8, 7; escargot.md 8' },
  refusedRepeats: { until: 9, means: 'Setting GTC or BLP to the present value is failure 218.', source: 'core.md 4.4' },
  listsBySoap: {
    since: 13,
    means: 'Lists are read and written in the address book by SOAP, and told by ADL and RML; SYN is gone.',
    source: 'core.md 4.2, 4.9',
  },
  pagedAddressBook: { since: 18, means: 'The address book is read by ABFindContactsPaged.', source: 'messages.md 4.3' },
  circles: { since: 18, means: 'There are circles.', source: 'core.md 3.5; messages.md 5.3' },

  // Presence.
  capabilities: { since: 8, means: 'A status tells what the client can do.', source: 'core.md 4.5' },
  objects: { since: 9, means: 'A status tells the display picture.', source: 'core.md 4.5' },
  personalMessages: { since: 11, means: 'A text is shown beside the name (UUX, UBX).', source: 'core.md 4.6' },
  networks: { since: 14, means: 'A status tells the network of a contact.', source: 'core.md 4.5' },
  capabilityPairs: { since: 16, means: 'What a client can do is two numbers.', source: 'core.md 4.5' },
  endpoints: {
    since: 16,
    means: 'An account can be signed in at several endpoints, which are named by GUIDs and told of each other.',
    source: 'core.md 3.4, 4.5, 6.3',
  },
  networkAddresses: { since: 18, means: 'An address has its network in front (1:alice@example.com).', source: 'core.md 4.5' },
  initialByNln: { since: 18, means: 'Who is online already is told by NLN; before, by ILN.', source: 'escargot.md 6' },

  // Messages and switchboards.
  dataMessages: { since: 9, means: 'A message can be of type D, for pictures and files.', source: 'core.md 6.4' },
  rosterCapabilities: { since: 12, means: 'IRO and JOI tell what a client can do.', source: 'core.md 6.3' },
  hiddenChats: { since: 13, means: 'Who is hidden may ask for a switchboard.', source: 'core.md 2.3' },
  offlineNotices: { since: 11, means: 'Offline messages are announced on the connection (Mail-Data).', source: 'core.md 3.8' },
  offlineByUum: {
    since: 18,
    means: 'A message to somebody offline goes by UUM; before, to the store of offline messages by SOAP.',
    source: 'messages.md 4.6',
  },
  notes: { since: 13, means: 'Notes go without a switchboard (UUN, UBN).', source: 'core.md 4.10' },
  federatedMessages: { since: 14, means: 'Messages go to other networks (UUM, UBM).', source: 'core.md 4.10' },
} as const satisfies Readonly<Record<string, FeatureFacts>>

/** What some dialects can do and others cannot. */
export type Feature = keyof typeof features

/** What else changes with the dialect, besides the rows. */
export interface DialectFacts {
  readonly number: DialectNumber
  readonly name: Dialect
  readonly securityPackage: SecurityPackage
  /** What the dialect can do, by name. */
  readonly has: Readonly<Record<Feature, boolean>>
  /** The official client that spoke it, as far as that is known (core.md 2.6). */
  readonly client?: string
}

const clients: Readonly<Partial<Record<DialectNumber, string>>> = {
  2: '1.0',
  3: '2.0',
  4: '2.2',
  5: '3.0',
  7: '4.5 to 4.7',
  8: '5.0',
  9: '6.0',
  10: '6.1, 6.2',
  11: '7.0',
  12: '7.5',
  13: '8.0 beta',
  14: '8.0',
  15: '8.1, 8.5',
  18: '2009',
  21: '2011, 2012',
}

const oldest = 2
const newest = 21

/** The newest dialect that sessions and servers speak themselves; later ones are read and written, and no more. */
const newestSpoken = 18 satisfies SpokenNumber

/** The numbers of the dialects that sessions and servers speak. */
export type SpokenNumber = Exclude<DialectNumber, 19 | 20 | 21>

/** Whether a dialect is in a span. */
export const isWithin = ({ since = -Infinity, until = Infinity }: DialectSpan, { number }: { readonly number: number }): boolean =>
  since <= number && number <= until

const featureNames = Object.keys(features) as ReadonlyArray<Feature>

const featuresOf = (number: DialectNumber): DialectFacts['has'] =>
  Object.fromEntries(featureNames.map((name) => [name, isWithin(features[name], { number })])) as Record<Feature, boolean>

const factsOf = (number: DialectNumber): DialectFacts => ({
  number,
  name: `MSNP${number}`,
  securityPackage: number < 8 ? 'MD5' : number < 15 ? 'TWN' : 'SSO',
  has: featuresOf(number),
  ...(clients[number] === undefined ? {} : { client: clients[number] }),
})

/** Every dialect, oldest first. */
export const dialects: ReadonlyArray<DialectFacts> = Array.from({ length: newest - oldest + 1 }, (_, i) =>
  factsOf((i + oldest) as DialectNumber),
)

/** Whether every dialect is in a span. */
export const isInAll = (span: DialectSpan): boolean => dialects.every((dialect) => isWithin(span, dialect))

/** The dialects that sessions and servers speak, oldest first. */
export const spokenDialects: ReadonlyArray<DialectFacts> = dialects.filter(({ number }) => number <= newestSpoken)

/** The newest of them. */
export const newestSpokenDialect = `MSNP${newestSpoken}` as const

/** The names of the first and the last of some dialects. */
export const describeSpan = (some: ReadonlyArray<DialectFacts>): string => `${some[0]?.name} to ${some.at(-1)?.name}`

const byName: ReadonlyMap<string, DialectFacts> = new Map(dialects.map((facts) => [facts.name, facts]))

interface DialectNamed {
  (name: Dialect): DialectFacts
  (name: string): DialectFacts | undefined
}

/** The facts of a dialect by its name, in any case; nothing if there is no such dialect. */
export const dialectNamed = ((name) => byName.get(name.toUpperCase())) as DialectNamed

/** The dialects from `since` to `until` as a set of bits: bit n stands for MSNPn. */
export const dialectMask = (since: DialectNumber, until: DialectNumber = newest): number =>
  dialects.reduce((mask, { number }) => (number >= since && number <= until ? mask | (1 << number) : mask), 0)

/** The set of all dialects. */
export const allDialects = dialectMask(oldest)

/** The dialects in a set, oldest first. */
export const dialectsIn = (mask: number): ReadonlyArray<DialectFacts> =>
  dialects.filter(({ number }) => mask & (1 << number))

/** What a client can do, as numbers on the wire: the bits and their names, one number or two. */
import { checked, natural, unread, valueOf, type Word } from './word.js'

/** What a client can do, as a sum of the bits in `Capability` (MSNP8 to 15). Unsigned, 32 bits. */
export type Capabilities = number

const colon = 58

/** The capabilities of a client as one number (core.md 8.4). */
export const Capabilities = natural('Capabilities', 'capabilities, an unsigned 32-bit number', 0xffffffff)

const numberLike = /^-?\d+(?::-?\d*)*$/

/**
 * What capabilities that are no clean number still say: the first of two numbers where one is meant; of others, such as
 * `-2147483604` or `2788999228:48:0`, nothing is known.
 *
 * **Source** corrections.md
 */
export const uncleanCapabilities = (bytes: string): { readonly value?: Capabilities } | undefined => {
  if (!numberLike.test(bytes)) return undefined
  const [first = '', ...others] = bytes.split(':')
  const value = others.length === 1 ? valueOf(Capabilities.read(first)) : unread
  return value === unread ? {} : { value }
}

/** As `uncleanCapabilities`, where two numbers are meant. */
export const uncleanPair = (bytes: string): { readonly value?: CapabilityPair } | undefined =>
  numberLike.test(bytes) ? {} : undefined

/** What a client can do, from MSNP16 on: `extended` is a second sum of bits, in `ExtendedCapability`. */
export interface CapabilityPair {
  readonly client: Capabilities
  readonly extended?: Capabilities
}

/**
 * The capabilities of a client as two numbers.
 *
 * **Shapes** `2788999228:48`; a client that sends only the first is understood.
 *
 * **Source** core.md 4.5, 8.4
 */
export const CapabilityPair: Word<CapabilityPair> = checked<CapabilityPair>('CapabilityPair', {
  expected: 'capabilities, such as 2788999228:48',
  is: (u): u is CapabilityPair => {
    if (typeof u !== 'object' || u === null) return false
    const { client, extended } = u as Partial<CapabilityPair>
    return Capabilities.is(client) && (extended === undefined || Capabilities.is(extended))
  },
  read: (bytes) => {
    const colon = bytes.indexOf(':')
    const client = valueOf(Capabilities.read(colon < 0 ? bytes : bytes.slice(0, colon)))
    if (client === unread || colon < 0) return client === unread ? unread : { client }
    const extended = valueOf(Capabilities.read(bytes.slice(colon + 1)))
    return extended === unread ? unread : { client, extended }
  },
  write: ({ client, extended }) => (extended === undefined ? String(client) : `${client}:${extended}`),
  scan: (text, bytes, start, end) => {
    let mark = start
    while (mark < end && bytes[mark] !== colon) mark++
    const client = Capabilities.scan(text, bytes, start, mark)
    if (client === unread || mark >= end) return client === unread ? unread : { client }
    const extended = Capabilities.scan(text, bytes, mark + 1, end)
    return extended === unread ? unread : { client, extended }
  },
})

/** The bits of the first number (core.md 8.4). The four highest are a version, not bits: see `clientGeneration`. */
export const Capability = {
  MobileOnline: 0x1,
  MsnExplorer8: 0x2,
  InkGif: 0x4,
  InkIsf: 0x8,
  Camera: 0x10,
  MultiPacket: 0x20,
  MobilePaging: 0x40,
  DirectMobile: 0x80,
  Activities: 0x100,
  WebClient: 0x200,
  MobileClient: 0x400,
  Federated: 0x800,
  HasSpace: 0x1000,
  MediaCenter: 0x2000,
  DirectIm: 0x4000,
  Winks: 0x8000,
  SharedSearch: 0x10000,
  Bot: 0x20000,
  VoiceClips: 0x40000,
  SecureChannel: 0x80000,
  SipInvitations: 0x100000,
  MultiPartyMedia: 0x200000,
  SharedFolders: 0x400000,
  PageMode: 0x800000,
  OneCare: 0x1000000,
  Turn: 0x2000000,
  PeerToPeerByUun: 0x4000000,
  Aliased: 0x8000000,
} as const

/** The bits of the second number, MSNP16 and later (core.md 8.4). */
export const ExtendedCapability = {
  TextMessagesOnly: 0x1,
  VoiceOverMsnp: 0x2,
  SipByUucp: 0x4,
  ApplicationMessages: 0x8,
  RtcVideo: 0x10,
  PeerToPeer2: 0x20,
  AuthenticatedWebClient: 0x40,
  OneToOneByGroup: 0x80,
  OfflineMessages: 0x100,
  VideoSharing: 0x200,
  Nudges: 0x400,
  CircleVoice: 0x800,
  Sharing: 0x1000,
  MobileSuspended: 0x2000,
  PeerToPeerMixerRelay: 0x8000,
  FileTransferInWindow: 0x20000,
  WideVideo: 0x40000,
  PeerToPeerEnvelope: 0x80000,
  YahooMessagesOff: 0x400000,
  SipTunnel2: 0x800000,
  VoiceClipsWma: 0x1000000,
  VoiceClipsInCircles: 0x2000000,
  SocialNews: 0x4000000,
  CustomEmoticons: 0x8000000,
  Utf8Moods: 0x10000000,
  Fturn: 0x20000000,
  P4Activity: 0x40000000,
  MultiPartyChat: 0x80000000,
} as const

const namesIn =
  <Name extends string>(bits: Readonly<Record<Name, number>>) =>
  (sum: number): ReadonlyArray<Name> =>
    (Object.keys(bits) as Array<Name>).filter((name) => (sum & bits[name]) !== 0)

/** The names of the bits that are set in the first number. */
export const capabilityNames = namesIn(Capability)

/** The names of the bits that are set in the second number. */
export const extendedCapabilityNames = namesIn(ExtendedCapability)

/** The generation of a client, 1 (6.0) to 12 (2012), from the four highest bits; 0 for none that knows peer-to-peer. */
export const clientGeneration = (capabilities: Capabilities): number => capabilities >>> 28

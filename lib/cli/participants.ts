/** The participants of a recording: names for its clients and servers, and their columns in a diagram. */
import type { ServerKind } from '../commands/row.js'
import { Address } from '../commands/words.js'
import type { TraceRecord } from '../traces/format/record.js'
import { type TranscriptEntry, type CommandEntry, passportIn } from '../traces/read/transcript.js'

/** Who talks on a connection, as people are told: `alice@example.com` and `SB 2`. */
export interface ConnectionParticipants {
  readonly client: string
  readonly server: string
  readonly address: string
  readonly opening: ConnectionOpening
}

/**
 * Where a connection begins. `Recorded`: its opening is in the recording. `Unrecorded`: it begins in the recording, as what was
 * said tells, but its TCP handshake is not there. `Before`: nothing tells that it was not open before the recording.
 */
export type ConnectionOpening = 'Recorded' | 'Unrecorded' | 'Before'

/** Who talks in a recording, as far as it was read. */
export interface Participants {
  readonly record: (record: TraceRecord) => void
  readonly entry: (entry: TranscriptEntry) => void
  readonly parties: (connection: number) => ConnectionParticipants
  readonly forget: (connection: number) => void
}

interface Member {
  readonly host: string
  readonly address: string
  on: ServerKind | undefined
  passport: string | undefined
  /** Which one of its kind it is. */
  number: number
  opening: ConnectionOpening
  /** Whether anything was heard on it. */
  isHeard: boolean
}

const nobody: ConnectionParticipants = { client: 'client', server: 'server', address: '', opening: 'Recorded' }

/** What a client says first on a connection, and nowhere else. **Source** core.md 3.1, 6.1, 6.2 */
const isFirstWord = ({ from, on, decoded }: CommandEntry): boolean =>
  from === 'client' &&
  decoded._tag !== 'Undecodable' &&
  (decoded.verb === 'VER' || decoded.verb === 'ANS' || (decoded.verb === 'USR' && on === 'SB'))

/** Where a server sends a client, which opens a connection there. **Source** core.md 2.2, 2.3, 6.2 */
const placeIn = ({ from, decoded }: CommandEntry): string | undefined =>
  from === 'server' &&
  (decoded._tag === 'Normal' || decoded._tag === 'Async') &&
  (decoded.verb === 'RNG' || decoded.verb === 'XFR') &&
  'address' in decoded
    ? Address.write(decoded.address)
    : undefined

/** Nobody has said anything yet. Who says no name is whoever else talks from the same computer. */
export const participants = (): Participants => {
  const members = new Map<number, Member>()
  const byHost = new Map<string, string | undefined>()
  const counts = { DS: 0, NS: 0, SB: 0 }
  // How many connections are to come: by the client's computer, and by where it was sent.
  const toCome = new Map<string, number>()

  const begin = (connection: number, host: string, { host: name, port }: Address, isMidway: boolean): void => {
    const address = name === '' ? '' : Address.write({ host: name, port })
    const sent = `${host} ${address}`
    const count = toCome.get(sent) ?? 0
    if (count > 0) toCome.set(sent, count - 1)
    const opening = !isMidway ? 'Recorded' : count > 0 ? 'Unrecorded' : 'Before'
    members.set(connection, { host, address, on: undefined, passport: undefined, number: 0, opening, isHeard: false })
  }
  const isOf = (member: Member, on: ServerKind): void => {
    if (member.on === on) return
    member.on = on
    member.number = ++counts[on]
  }
  const belongsTo = (member: Member, passport: string): void => {
    member.passport ??= passport
    const { host } = member
    byHost.set(host, !byHost.has(host) || byHost.get(host) === passport ? passport : undefined)
  }

  return {
    record: (record) => {
      if (record._tag === 'Dialled') begin(record.connection, '', record.address, false)
      else if (record._tag === 'Opened') begin(record.connection, record.local.host, record.peer, record.midway === true)
    },
    entry: (entry) => {
      const member = members.get(entry.connection)
      if (member === undefined) return
      const { opening, isHeard } = member
      member.isHeard = true
      if (entry._tag !== 'Line') return
      const { decoded } = entry
      if (opening === 'Before' && !isHeard && isFirstWord(entry)) member.opening = 'Unrecorded'
      const place = placeIn(entry)
      if (place !== undefined) toCome.set(`${member.host} ${place}`, (toCome.get(`${member.host} ${place}`) ?? 0) + 1)
      if (entry.on !== undefined) isOf(member, entry.on)
      // Nobody but a dispatch server answers in this way.
      if (decoded._tag === 'Normal' && decoded.verb === 'XFR' && 'address' in decoded && decoded.to === 'NS')
        isOf(member, 'DS')
      const passport = entry.from === 'client' ? passportIn(decoded) : undefined
      if (passport !== undefined) belongsTo(member, passport)
    },
    forget: (connection) => void members.delete(connection),
    parties: (connection) => {
      const member = members.get(connection)
      if (member === undefined) return nobody
      const { host, passport = byHost.get(host), on, number, address, opening } = member
      return {
        client: passport ?? (host === '' ? nobody.client : host),
        server: on === undefined ? nobody.server : on === 'SB' || counts[on] > 1 ? `${on} ${number}` : on,
        address,
        opening,
      }
    },
  }
}

export interface Columns<Key> {
  /** The place of somebody; a new one, if there is room. */
  readonly take: (key: Key) => number | undefined
  readonly placeOf: (key: Key) => number | undefined
  readonly leave: (key: Key) => void
  /** Whether a place is taken. */
  readonly isTaken: (place: number) => boolean
  /** How many places there are up to the last one that is taken. */
  readonly width: () => number
}

/** So many places at most, all of them free. */
export const columns = <Key>(most: number): Columns<Key> => {
  const places: Array<Key | undefined> = []
  const placeOf = (key: Key): number | undefined => {
    const place = places.indexOf(key)
    return place < 0 ? undefined : place
  }
  return {
    take: (key) => {
      const known = placeOf(key)
      if (known !== undefined) return known
      const free = places.indexOf(undefined)
      const place = free < 0 ? places.length : free
      if (place >= most) return undefined
      places[place] = key
      return place
    },
    placeOf,
    leave: (key) => {
      const place = placeOf(key)
      if (place !== undefined) places[place] = undefined
      while (places.length > 0 && places.at(-1) === undefined) places.pop()
    },
    isTaken: (place) => places[place] !== undefined,
    width: () => places.length,
  }
}

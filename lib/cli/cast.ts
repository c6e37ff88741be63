import type { ServerKind } from '../commands/row.js'
import { Address } from '../commands/words.js'
import type { TraceRecord } from '../traces/record.js'
import { passportIn, type Entry } from '../traces/transcript.js'

/** Who talks on a connection, as people are told: `alice@example.com` and `SB 2`. */
export interface Parties {
  readonly client: string
  readonly server: string
  readonly address: string
}

/** Who talks in a recording, as far as it was read. */
export interface Cast {
  readonly record: (record: TraceRecord) => void
  readonly entry: (entry: Entry) => void
  readonly parties: (connection: number) => Parties
  readonly forget: (connection: number) => void
}

interface Member {
  readonly host: string
  readonly address: string
  on: ServerKind | undefined
  passport: string | undefined
  /** Which one of its kind it is. */
  number: number
}

const nobody: Parties = { client: 'client', server: 'server', address: '' }

/** Nobody has said anything yet. Who says no name is whoever else talks from the same computer. */
export const cast = (): Cast => {
  const members = new Map<number, Member>()
  const byHost = new Map<string, string | undefined>()
  const counts = { DS: 0, NS: 0, SB: 0 }

  const begin = (connection: number, host: string, { host: name, port }: Address): void => {
    const address = name === '' ? '' : Address.write({ host: name, port })
    members.set(connection, { host, address, on: undefined, passport: undefined, number: 0 })
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
      if (record._tag === 'Dialled') begin(record.connection, '', record.address)
      else if (record._tag === 'Opened') begin(record.connection, record.local.host, record.peer)
    },
    entry: (entry) => {
      const member = members.get(entry.connection)
      if (member === undefined || entry._tag !== 'Line') return
      const { decoded } = entry
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
      const { host, passport = byHost.get(host), on, number, address } = member
      return {
        client: passport ?? (host === '' ? nobody.client : host),
        server: on === undefined ? nobody.server : on === 'SB' || counts[on] > 1 ? `${on} ${number}` : on,
        address,
      }
    },
  }
}

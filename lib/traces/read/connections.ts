/** The connections of a trace, with the kind of server, dialect and account of each. */
import { dialectNamed, type Dialect } from '../../commands/dialects.js'
import { kindMask, type ServerKind, type Side } from '../../commands/row.js'
import type { Command } from '../../commands/rows.js'
import type { Address } from '../../commands/words.js'
import type { TraceRecord } from '../format/record.js'
import { connectionCommands, type ConnectionCommands } from '../format/command.js'

/** A connection of a trace, and what it tells of itself. */
export interface RecordedConnection {
  readonly number: number
  readonly indexes: ReadonlyArray<number>
  readonly commands: ConnectionCommands
  readonly on: Exclude<ServerKind, 'DS'> | undefined
  /** Where it leads to, and the computer that it comes from. */
  readonly address: Address | undefined
  readonly host: string | undefined
  readonly passport: string | undefined
  readonly dialect: Dialect | undefined
  /** Whether it is there from its beginning on. */
  readonly isWhole: boolean
  /** What lets into a switchboard: what is said here, and what is given to the client here. */
  readonly cookie: string | undefined
  readonly cookies: ReadonlySet<string>
  /** Where the client is sent on to, if so. */
  readonly sentOn: Address | undefined
}

/** The commands of one side that could be read. */
export const commandsOf = <From extends Side>({ spoken }: ConnectionCommands, side: From): ReadonlyArray<Command<From>> =>
  spoken.flatMap(({ from, command }) =>
    from !== side || command._tag === 'Undecodable' || command._tag === 'Failure'
      ? []
      : [command as unknown as Command<From>],
  )

const switchboard = kindMask(['SB'])

const kindOf = ({ spoken, scope }: ConnectionCommands, said: ReadonlyArray<Command<'client'>>): RecordedConnection['on'] => {
  if (said[0]?.verb === 'VER') return 'NS'
  if (spoken.length === 0) return undefined
  if (scope.kinds === switchboard) return 'SB'
  return (scope.kinds & switchboard) === 0 ? 'NS' : undefined
}

/** Whose connection it is: who the client says that it is, or who the server says. */
const passportOf = (
  said: ReadonlyArray<Command<'client'>>,
  heard: ReadonlyArray<Command<'server'>>,
): string | undefined => {
  const introductions = [
    ...said.filter(({ verb }) => verb === 'USR' || verb === 'ANS' || verb === 'CVR'),
    ...heard.filter(({ verb }) => verb === 'USR'),
  ]
  const named = introductions.flatMap((command) => [
    ...('passport' in command && command.passport !== undefined ? [command.passport] : []),
    ...('endpoint' in command ? [command.endpoint.passport] : []),
  ])
  return named[0]?.toLowerCase()
}

const dialectOf = (heard: ReadonlyArray<Command<'server'>>): Dialect | undefined => {
  const [chosen] = heard.flatMap((command) => (command.verb === 'VER' && 'dialect' in command ? [command.dialect] : []))
  return chosen === undefined ? undefined : dialectNamed(chosen)?.name
}

const connectionOf = (records: ReadonlyArray<TraceRecord>, number: number, indexes: ReadonlyArray<number>) => {
  const commands = connectionCommands(records, indexes)
  const said = commandsOf(commands, 'client')
  const heard = commandsOf(commands, 'server')
  const all = indexes.map((index) => records[index]!)
  const opened = all.find((record) => record._tag === 'Opened')
  const dialled = all.find((record) => record._tag === 'Dialled')
  return {
    number,
    indexes,
    commands,
    on: kindOf(commands, said),
    address: dialled?.address ?? opened?.peer,
    host: opened?.local.host,
    passport: passportOf(said, heard),
    dialect: dialectOf(heard),
    isWhole: opened?.midway !== true && all.every(({ _tag }) => _tag !== 'Missing'),
    cookie: said.flatMap((command) => (command.verb !== 'SYN' && 'cookie' in command ? [command.cookie] : []))[0],
    cookies: new Set(heard.flatMap((command) => ('cookie' in command ? [command.cookie] : []))),
    sentOn: heard
      .flatMap((command) => (command.verb === 'XFR' && command.to === 'NS' && 'address' in command ? [command] : []))
      .at(-1)?.address,
  } satisfies RecordedConnection
}

/** The connections of a trace, in the order of their beginning. */
export const connectionsIn = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<RecordedConnection> => {
  const indexes = new Map<number, Array<number>>()
  records.forEach((record, index) => {
    if (!('connection' in record)) return
    const known = indexes.get(record.connection)
    if (known === undefined) indexes.set(record.connection, [index])
    else known.push(index)
  })
  return [...indexes].map(([number, all]) => connectionOf(records, number, all))
}

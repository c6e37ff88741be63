/** The commands that show an account to others: NLN, ILN, FLN and UBX, in the shape of each dialect. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { Endpoint } from '../../commands/endpoint.js'
import { forms } from '../../commands/fit.js'
import { networks } from '../../commands/networks.js'
import { writePersonal, type Personal } from '../../payloads/personal.js'
import { notificationCommand, type ServerCommand } from '../action.js'
import type { AggregatePresence } from './aggregate.js'

/** The network of everybody here (core.md 8.3). */
export const network = networks.passport

/** An account as each dialect names it. */
const nameFor = (passport: string) => ({ passport, network, contact: { passport, network } })

/** Capabilities as each dialect has them: as two numbers, or as one. */
const capabilitiesFor = (client: number, extended: number) => forms({ client, extended }, client)

/** What ILN and NLN say, in every dialect (core.md 4.5). */
export const wordsFor = ({ status, passport, name, capabilities, extended = 0, object }: AggregatePresence) => ({
  ...nameFor(passport),
  status,
  name,
  capabilities: capabilitiesFor(capabilities, extended),
  object,
})

/** NLN of a member of a circle, by way of it (MSNP18). */
export const nlnVia = (
  contact: Endpoint,
  { status, name, capabilities, extended = 0, object }: AggregatePresence,
): ServerCommand => ({
  _tag: 'Async',
  verb: 'NLN',
  status,
  contact,
  name,
  capabilities: { client: capabilities, extended },
  ...(object === undefined ? {} : { object }),
})

export const nln = (dialect: DialectFacts, presence: AggregatePresence): ServerCommand =>
  notificationCommand(dialect, 'Async', 'NLN', wordsFor(presence))

export const fln = (dialect: DialectFacts, passport: string): ServerCommand =>
  notificationCommand(dialect, 'Async', 'FLN', { ...nameFor(passport), capabilities: capabilitiesFor(0, 0) })

/** What is shown beside a name, in a dialect (core.md 4.6); without any, no bytes at all. */
export const ubx = (dialect: DialectFacts, passport: string, personal: Personal | undefined): ServerCommand =>
  notificationCommand(dialect, 'Payload', 'UBX', {
    ...nameFor(passport),
    payload: personal === undefined ? new Uint8Array(0) : writePersonal(dialect.number)(personal),
  })

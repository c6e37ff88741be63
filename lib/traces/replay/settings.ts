/** The settings, deadlines among them, with which a session does what a recorded one did by itself. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { productNamed } from '../../auth/challenge.js'
import { nexusPath, readNexus } from '../../auth/passport.js'
import { pathOf, servicePaths, type Services } from '../../auth/services.js'
import { listing, type Sync, syncing } from '../../client/contacts/sync.js'
import { type Answering, type Deadlines, spoken as spokenDialects, type SessionOptions } from '../../client/settings.js'
import type { KeptLists, ListVersion } from '../../client/state.js'
import type { Capabilities, CapabilityPair } from '../../commands/capabilities.js'
import type { Decoded } from '../../commands/codec.js'
import { type Dialect, dialectNamed } from '../../commands/dialects.js'
import type { Command, Verb } from '../../commands/rows.js'
import { bracketed } from '../../commands/words.js'
import { isAnswered } from '../../core/effects.js'
import type { RecordedCommand } from '../format/command.js'
import type { Trace } from '../format/trace.js'
import type { RecordedSession } from '../read/sessions.js'
import { isGiven } from './client-actions.js'

const isSaid = ({ command }: RecordedCommand, verb: string): boolean => command._tag !== 'Undecodable' && command.verb === verb

const accepts = (command: Decoded): boolean => 'outcome' in command && command.outcome === 'OK'

/**
 * How long a recorded session waited, and for what, as far as its timers tell: what a session does not wait for is as
 * usual. Each of them is started right behind what is waited for.
 */
export const deadlinesIn = ({ records }: Trace, { connections }: RecordedSession): Partial<Deadlines> => {
  const startedAfter = (index: number | undefined): number | undefined => {
    if (index === undefined) return undefined
    for (const record of records.slice(index + 1)) {
      if (record._tag === 'Started') return record.ms
      const isOwn = record._tag === 'Stopped' || (record._tag === 'Said' && record.from === 'client')
      if (!isOwn) return undefined
    }
    return undefined
  }
  const firstOf = (tag: 'Dialled' | 'Asked'): number | undefined => {
    const index = records.findIndex(({ _tag }) => _tag === tag)
    return index < 0 ? undefined : index
  }
  const first = (on: 'NS' | 'SB', is: (spoken: RecordedCommand) => boolean): number | undefined =>
    connections
      .filter((connection) => connection.on === on)
      .flatMap(({ commands }) => commands.spoken)
      .find(is)?.last

  const known: Partial<Deadlines> = {
    dial: startedAfter(firstOf('Dialled')),
    reply: startedAfter(first('NS', (spoken) => spoken.from === 'client')),
    fetch: startedAfter(firstOf('Asked')),
    join: startedAfter(first('SB', (spoken) => spoken.from === 'client' && isSaid(spoken, 'CAL'))),
    ping: startedAfter(
      first('NS', (spoken) => spoken.from === 'server' && isSaid(spoken, 'USR') && accepts(spoken.command)),
    ),
    alone: startedAfter(
      first('SB', (spoken) => spoken.from === 'server' && isSaid(spoken, 'USR') && accepts(spoken.command)),
    ),
  } as Partial<Deadlines>
  return Object.fromEntries(Object.entries(known).filter(([, ms]) => ms !== undefined))
}

/** A password like any other: the real one is in no recording. */
const filler = 'recorded'

/** Later than this, and somebody wanted it. **Units** milliseconds. */
const promptly = 1000

interface Said<V extends Verb> {
  readonly spoken: RecordedCommand
  readonly command: Extract<Command, { readonly verb: V }>
}

const said = <V extends Verb>(session: RecordedSession, side: RecordedCommand['from'], verb: V): ReadonlyArray<Said<V>> =>
  session.connections
    .filter(({ on }) => on === 'NS')
    .flatMap(({ commands }) => commands.spoken)
    .flatMap((spoken) =>
      spoken.from === side && spoken.command._tag !== 'Undecodable' && spoken.command.verb === verb
        ? [{ spoken, command: spoken.command as unknown as Said<V>['command'] }]
        : [],
    )

/** Whether something follows another thing by itself: nothing else has come in between, or but a moment passed. */
const follows = ({ header, records }: Trace, cause: number, effect: number): boolean => {
  const between = records.slice(cause + 1, effect)
  return header.seenBy === 'client'
    ? !between.some(isGiven)
    : (records[effect]?.t ?? 0) - (records[cause]?.t ?? 0) < promptly
}

const versionIn = (session: RecordedSession): ListVersion | undefined => {
  const command = said(session, 'client', 'SYN')[0]?.command
  if (command === undefined) return undefined
  if ('serial' in command) return command.serial === 0 ? undefined : { _tag: 'Serial', serial: command.serial }
  const { contactsChanged, settingsChanged } = command
  return contactsChanged.text === '0' ? undefined : { _tag: 'Stamps', contactsChanged, settingsChanged }
}

/** The list that a session had before: what stood on it, no recording tells. */
const listsIn = (session: RecordedSession): KeptLists | undefined => {
  const version = versionIn(session)
  const name = session.passport ?? ''
  return version === undefined ? undefined : { version, contacts: [], groups: [], account: { name, properties: [] } }
}

/** Whether a command is the reply to another request for the contact list. */
const isOtherSyn = (command: { readonly _tag: string; readonly verb?: string; readonly trid?: number }, trid: number): boolean =>
  command.verb === 'SYN' && command.trid !== trid

/** The record in which the contact list becomes complete. */
const listed = (session: RecordedSession, dialect: Dialect): number | undefined => {
  const [asked] = said(session, 'client', 'SYN')
  if (asked === undefined) return undefined
  const connection = session.connections.find(({ commands }) => commands.spoken.includes(asked.spoken))
  let sync: Sync = syncing(dialectNamed(dialect), versionIn(session), 0).init[0]
  for (const { from, command, last } of connection?.commands.spoken ?? []) {
    if (from === 'client' || isOtherSyn(command, asked.command.trid)) continue
    sync = listing.move(sync, { _tag: 'Received', link: '', command: command as never })?.[0] ?? sync
    if (sync._tag === 'Listed' || sync._tag === 'Current') return last
  }
  return undefined
}

/** What a client can do, in the one number or the two that its dialect has. */
const abilities = (said: Capabilities | CapabilityPair): Pick<SessionOptions, 'capabilities' | 'extended'> =>
  typeof said === 'number' ? { capabilities: said } : { capabilities: said.client, extended: said.extended ?? 0 }

/** What the client shows of itself when the contact list has come, if it does so by itself. */
const shownIn = (trace: Trace, session: RecordedSession, dialect: Dialect): Partial<SessionOptions> => {
  const [first] = said(session, 'client', 'CHG')
  const command = first?.command
  const capabilities = command === undefined || !('capabilities' in command) ? {} : abilities(command.capabilities)
  const ready = listed(session, dialect)
  const isOwn =
    first !== undefined &&
    (ready === undefined || first.spoken.first < ready || follows(trace, ready, first.spoken.first))
  if (command === undefined || !isOwn) return { status: undefined, ...capabilities }
  const object = 'object' in command && command.object !== undefined ? { object: command.object } : {}
  return { status: command.status, ...capabilities, ...object }
}

const clientIn = (session: RecordedSession): Pick<SessionOptions, 'client'> => {
  const command = said(session, 'client', 'CVR')[0]?.command
  if (command === undefined || !('locale' in command)) return {}
  const { locale, system, systemVersion, processor, client, clientVersion } = command
  const clientCode = 'clientCode' in command ? { clientCode: command.clientCode } : {}
  return { client: { locale, system, systemVersion, processor, client, clientVersion, ...clientCode } }
}

const productOf = (session: RecordedSession): Partial<SessionOptions> => {
  const command = said(session, 'client', 'QRY')[0]?.command
  const product = command !== undefined && 'clientId' in command ? productNamed(command.clientId) : O.none
  return O.isSome(product) ? { product: product.value } : {}
}

/** Whether the client goes to whoever calls it, at once. */
const answeringIn = (trace: Trace, session: RecordedSession): Answering => {
  const isAnswered = ({ command, spoken }: Said<'RNG'>): boolean => {
    const switchboard = session.connections.find(({ cookie }) => cookie === command.cookie)
    return switchboard !== undefined && follows(trace, spoken.last, switchboard.indexes[0]!)
  }
  return said(session, 'server', 'RNG').every(isAnswered) ? 'everybody' : 'nobody'
}

/** Where the recorded client asked for the login server. */
const nexusIn = ({ records }: Trace): string | undefined => {
  const answers = new Map(
    records.flatMap((record) => (record._tag === 'Answered' ? [[record.exchange, record.outcome] as const] : [])),
  )
  const asked = records.filter((record) => record._tag === 'Asked')
  const isNexus = ({ exchange }: (typeof asked)[number]): boolean => {
    const outcome = answers.get(exchange)
    return outcome !== undefined && isAnswered(outcome) && E.isRight(readNexus(outcome.headers))
  }
  const url = (asked.find(isNexus) ?? asked[0])?.request.url
  return url !== undefined && /^https?:/i.test(url) ? url : undefined
}

/** Where the recorded client asked services for what it wanted of them, as far as they keep to the official paths. */
const servicesIn = ({ records }: Trace): Partial<Services> => {
  const urls = records.flatMap((record) => (record._tag === 'Asked' ? [record.request.url] : []))
  const found = Object.entries(servicePaths).flatMap(([name, path]: readonly [string, string]) => {
    const url = urls.find((url) => /^https?:/i.test(url) && pathOf(url).toLowerCase().endsWith(path.toLowerCase()))
    return url === undefined ? [] : [[name, url] as const]
  })
  return Object.fromEntries(found)
}

/** The place that a client signed in at (MSNP16 and later). */
const placeIn = (session: RecordedSession): Pick<SessionOptions, 'endpoint'> => {
  const guids = said(session, 'client', 'USR').flatMap(({ command }) =>
    'machineGuid' in command ? [command.machineGuid] : [],
  )
  return guids[0] === undefined ? {} : { endpoint: { guid: guids[0] } }
}

/** The dialects that a client offers, as far as a session can speak them. */
export const offersIn = (session: RecordedSession): ReadonlyArray<Dialect> => {
  const offers = said(session, 'client', 'VER').flatMap(({ command }) => ('offers' in command ? command.offers : []))
  return [...new Set(offers.flatMap((name) => dialectNamed(name)?.name ?? []))].filter((name) =>
    spokenDialects.includes(name),
  )
}

/**
 * The settings with which a session says what a recorded one said by itself. The password is another one.
 *
 * **Shapes** where a recording does not tell, as usual. What stood on a contact list that the recorded client had kept, it
 * does not tell.
 */
export const settingsIn = (trace: Trace, session: RecordedSession): SessionOptions => {
  const server = session.connections.find(({ on }) => on === 'NS')?.address ?? { host: '127.0.0.1', port: 1863 }
  const dialects = offersIn(session)
  const lists = listsIn(session)
  return {
    passport: session.passport ?? 'somebody@example.com',
    password: filler,
    server,
    nexus: nexusIn(trace) ?? `https://${bracketed(server.host)}${nexusPath}`,
    services: servicesIn(trace),
    ...placeIn(session),
    ...(dialects.length === 0 ? {} : { dialects }),
    ...(session.dialect === undefined ? {} : shownIn(trace, session, session.dialect)),
    ...clientIn(session),
    ...productOf(session),
    ...(lists === undefined ? {} : { lists }),
    answering: answeringIn(trace, session),
    deadlines: deadlinesIn(trace, session),
  }
}

/** The end of a sign-in: the session begins, and the account is sent its profile. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { Address } from '../../commands/words.js'
import { each, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { writeMessage, type Message } from '../../payloads/message.js'
import { after, notificationCommand, report, send, type HostAction, type ServerCommand } from '../action.js'
import { closeConnection } from '../disconnect.js'
import type { StoredAccount } from '../lists/accounts.js'
import { ubx } from '../presence/commands.js'
import { addSession, displacedSessions, newSession } from '../presence/sessions.js'
import { timerOf } from '../timers.js'
import { cancelEntryTimer } from './versions.js'

const welcome = (dialect: DialectFacts, trid: number, { passport, name }: StoredAccount): ServerCommand =>
  notificationCommand(dialect, 'Normal', 'USR', { trid, outcome: 'OK', passport, name, verified: true, restricted: false })

/** What an account is sent of itself, more of it in later dialects (core.md 3.8). */
const profile = ({ has }: DialectFacts, passport: string, peer: Address, at: number): Message => ({
  _tag: 'Profile',
  headers: [],
  loginTime: Math.floor(at / 1000),
  ...(has.fullProfile
    ? {
        emailEnabled: false,
        memberIdHigh: 0,
        memberIdLow: 0,
        language: 1033,
        preferredEmail: passport,
        country: '',
        postalCode: '',
        gender: '',
        kid: 0,
        age: '',
        birthday: '',
        wallet: '',
        flags: 0,
        siteId: 507,
        keyVersion: 0,
      }
    : {}),
  ...(has.addressInProfile ? { clientIp: peer.host, clientPort: peer.port } : {}),
  ...(has.addressBookInProfile ? { addressBook: true } : {}),
  ...(has.endpoints ? { multipleEndpoints: true } : {}),
})

/** Who is let in: in which dialect, with the ticket of which number, at which endpoint. */
export interface Admission {
  readonly dialect: DialectFacts
  readonly ticket?: number
  readonly endpointId?: string
}

/**
 * Lets an account in; the sessions of it that this one replaces are notified, and closed.
 *
 * **Source** core.md 2.4, 10.3
 */
export const signIn = (link: Name, trid: number, account: StoredAccount, { dialect, ticket, endpointId }: Admission): HostAction =>
  seeing((host) => {
    const { passport } = account
    const connection = host.connections.get(link)
    if (connection === undefined) return nothing
    const { peer } = connection
    const session = newSession(link, dialect, endpointId)
    return inOrder(
      each(displacedSessions(host, passport, endpointId), (former) =>
        inOrder(send(former.link, { _tag: 'Async', verb: 'OUT', reason: 'OTH' }), closeConnection(former.link, 'Elsewhere')),
      ),
      cancelEntryTimer(host, link),
      modify((now) => ({
        ...now,
        connections: now.connections.set(link, {
          ...connection,
          phase: { _tag: 'SignedIn', dialect, passport },
        }),
      })),
      addSession(passport, ticket === undefined ? session : { ...session, ticket }),
      send(link, welcome(dialect, trid, account)),
      when(dialect.has.mobileBalance, () => send(link, { _tag: 'Async', verb: 'SBS', value: 'null' })),
      send(link, {
        _tag: 'Payload',
        verb: 'MSG',
        sender: 'Hotmail',
        name: 'Hotmail',
        payload: writeMessage(profile(dialect, passport, peer, connection.at)),
      }),
      // One shows nothing beside one's name yet.
      when(dialect.has.endpoints, () => send(link, ubx(dialect, passport, undefined))),
      after(timerOf('Tick', link), host.settings.deadlines.ping),
      report({ _tag: 'SignedIn', link, passport, dialect: dialect.name, peer }),
    )
  })

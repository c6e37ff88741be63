/** The notices of circles to their members (NFY). */
import { networks } from '../../commands/networks.js'
import { Party, writeRouted } from '../../payloads/routing.js'
import { escape } from '../../payloads/xml.js'
import { send, type HostAction } from '../action.js'
import type { Host, HostSession, StoredCircle } from '../state.js'
import { joinedIn } from './members.js'

const partyOf = (passport: string, epid: string | undefined): string =>
  Party.encode({ network: networks.passport, address: passport, ...(epid === undefined ? {} : { epid }) })

/** A notice from a circle to one of its members, at an endpoint (messages.md 5.3). */
const noticeOf = (
  { address }: StoredCircle,
  to: string,
  { uri, kind, content }: { readonly uri: string; readonly kind: 'Full' | 'Partial'; readonly content: string },
): Uint8Array => {
  const body = new TextEncoder().encode(content)
  return writeRouted({
    routing: [
      ['Routing', '1.0'],
      ['To', to],
      ['From', Party.encode({ network: networks.circle, address })],
    ],
    reliability: [
      ['Reliability', '1.0'],
      ['Stream', '0'],
    ],
    part: {
      headers: [
        ['Notification', '1.0'],
        ['NotifNum', '0'],
        ['Uri', uri],
        ['NotifType', kind],
        ['Content-Type', 'application/circles+xml'],
        ['Content-Length', String(body.length)],
      ],
      body,
    },
  })
}

/** Sends a session that a circle is there, and nothing more. */
export const sendCircle = (circle: StoredCircle, passport: string, { link, endpointId }: HostSession): HostAction =>
  send(link, {
    _tag: 'Payload',
    verb: 'NFY',
    operation: 'PUT',
    payload: noticeOf(circle, partyOf(passport, endpointId), { uri: '/circle', kind: 'Full', content: '' }),
  })

const user = (passport: string): string => `<user><id>${escape(`1:${passport}`)}</id></user>`

/** Sends a session who has joined a circle. */
export const sendRoster = (host: Host, circle: StoredCircle, passport: string, { link, endpointId }: HostSession): HostAction => {
  const present = [...new Set(joinedIn(host, circle).map(([member]) => member))]
  const content = `<circle><roster><id>IM</id>${present.map(user).join('')}</roster></circle>`
  return send(link, {
    _tag: 'Payload',
    verb: 'NFY',
    operation: 'PUT',
    payload: noticeOf(circle, partyOf(passport, endpointId), { uri: '/circle', kind: 'Full', content }),
  })
}

/** Sends a session that somebody has left a circle. */
export const sendDeparture = (circle: StoredCircle, gone: string, passport: string, { link, endpointId }: HostSession): HostAction =>
  send(link, {
    _tag: 'Payload',
    verb: 'NFY',
    operation: 'DEL',
    payload: noticeOf(circle, partyOf(passport, endpointId), {
      uri: `/circle/roster(IM)/user(1:${gone})`,
      kind: 'Partial',
      content: '',
    }),
  })

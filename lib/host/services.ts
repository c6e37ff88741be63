/** Smaller services of a notification server: pages, invitations by mail, the directory, policies, mobile pages. */
import { digest } from '../auth/digest.js'
import { isTelephone } from '../commands/networks.js'
import type { Name } from '../core/effects.js'
import { fail, send, type HostAction } from './action.js'
import type { ClientCommand, SignedInContext } from './connection.js'
import { sessionAt } from './presence/sessions.js'

/** The page of a service; whatever the service is, there is one, and it is empty (core.md 4.10). */
export const sendServicePage = ({ host, link, phase }: SignedInContext, { trid, service }: ClientCommand<'NS', 'URL'>): HostAction =>
  send(link, {
    _tag: 'Normal',
    verb: 'URL',
    trid,
    path: `/${service.toLowerCase()}`,
    postUrl: `${host.settings.addresses.http}/login`,
    ...(phase.dialect.has.urlSite ? { siteId: 2 } : {}),
  })

/** Has an invitation sent by e-mail. Nothing is sent; 201 for what is no address (core.md 4.10). */
export const inviteByMail = ({ link }: SignedInContext, { trid, passport }: ClientCommand<'NS', 'SND'>): HostAction =>
  passport.includes('@') ? send(link, { _tag: 'Normal', verb: 'SND', trid, outcome: 'OK' }) : fail(link, 201, trid)

/** The same with a text; 503 for what is no address (core.md 4.10). */
export const inviteByMailWithText = ({ link }: SignedInContext, { trid, passport }: ClientCommand<'NS', 'SDC'>): HostAction =>
  passport.includes('@') ? send(link, { _tag: 'Normal', verb: 'SDC', trid, outcome: 'OK' }) : fail(link, 503, trid)

/** Searches a directory that nobody is in (core.md 4.10). */
export const searchDirectory = ({ link }: SignedInContext, { trid }: ClientCommand<'NS', 'FND'>): HostAction =>
  send(link, { _tag: 'Normal', verb: 'FND', trid, index: 0, total: 0, criteria: [] })

const shields = new TextEncoder().encode(
  '<?xml version="1.0" encoding="utf-8" ?><config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" " />' +
    '</shield><block></block></config>',
)

/**
 * The policies: nothing is denied to anybody.
 *
 * **Errors** 715 before the lists were asked for (MSNP11 and 12), and for another file.
 *
 * **Source** core.md 4.10, 10.3; escargot.md 6
 */
export const sendPolicies = ({ host, link, phase }: SignedInContext, { trid, file }: ClientCommand<'NS', 'GCF'>): HostAction =>
  (phase.dialect.has.listsBySoap || sessionAt(host, link)?.synchronised === true) && file === 'Shields.xml'
    ? send(link, { _tag: 'Payload', verb: 'GCF', trid, file, payload: shields })
    : fail(link, 715, trid)

/** A page to a mobile telephone: 201 for no address, and else 509, since there is no network to hand it on to. */
export const pageMobile = ({ link }: SignedInContext, command: ClientCommand<'NS', 'PAG' | 'PGD'>): HostAction => {
  const to = command.verb === 'PAG' ? command.passport : command.to
  return fail(link, to.includes('@') || isTelephone(to) ? 509 : 201, command.trid)
}

const noShields =
  '<config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" " /></shield><block></block></config>'

// How long to wait for an answer between peers; official clients look for it.
const peers = '<ObjStr SndDly="1" />'

/** A policy; its checksum is the MD5 digest of what stands in it. */
const policy = (type: string, content: string): string =>
  `<Policy type="${type}" checksum="${digest('')(content).toUpperCase()}">${content}</Policy>`

const payload = new TextEncoder().encode(`<Policies>${policy('SHIELDS', noShields)}${policy('P2P', peers)}</Policies>`)

/**
 * The policies that every client is sent from MSNP13 on, before it is asked to prove who it is: nothing is denied to
 * anybody.
 *
 * **Source** core.md 3.3, 3.4; escargot.md 3
 */
export const pushPolicies = (link: Name): HostAction => send(link, { _tag: 'Payload', verb: 'GCF', payload })

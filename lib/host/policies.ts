import { digest } from '../auth/digest.js'
import type { Name } from '../core/effects.js'
import { say, type HostAction } from './action.js'

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
export const pushPolicies = (link: Name): HostAction => say(link, { _tag: 'Payload', verb: 'GCF', payload })

import type { CloseReason } from '../core/effects.js'
import { codeOf } from '../wire/errors.js'

const plainReasons: ReadonlyMap<string, Exclude<CloseReason, { readonly problem: string }>['_tag']> = new Map([
  ['ECONNREFUSED', 'Refused'],
  ['ENOTFOUND', 'Unknown'],
  ['EAI_AGAIN', 'Unknown'],
  ['EHOSTUNREACH', 'Unreachable'],
  ['ENETUNREACH', 'Unreachable'],
  ['ETIMEDOUT', 'TimedOut'],
  ['ECONNRESET', 'Reset'],
  ['EPIPE', 'Reset'],
])

const certificateProblems: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it vouches for itself'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'an authority that is not trusted vouches for it'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'nobody who is trusted vouches for it'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'nobody who is trusted vouches for it'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'nobody who is trusted vouches for it'],
  ['CERT_UNTRUSTED', 'nobody who is trusted vouches for it'],
  ['CERT_SIGNATURE_FAILURE', 'its signature is wrong'],
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['CERT_NOT_YET_VALID', 'it is not valid yet'],
  ['CERT_REVOKED', 'it was revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it was made for another host'],
  ['HOSTNAME_MISMATCH', 'it was made for another host'],
])

/** What an error of Node's network means. Only its code is kept: its message may quote what is to stay hidden. */
export const reasonOf = (error: unknown): CloseReason => {
  const code = codeOf(error) ?? ''
  const plain = plainReasons.get(code)
  if (plain !== undefined) return { _tag: plain }
  const problem = certificateProblems.get(code)
  if (problem !== undefined) return { _tag: 'Insecure', problem }
  if (/^(?:EPROTO$|ERR_SSL_|ERR_TLS_)/.test(code)) return { _tag: 'Insecure', problem: `there is none: ${code}` }
  return { _tag: 'Other', problem: code === '' ? 'an error without a code' : code }
}

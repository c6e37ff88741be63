/** The sub-protocols of WebSockets that MSNP is spoken by. */
import { leaf } from '../../payloads/shape.js'

/** What a client may offer, if it offers any: `binary` is what websockify calls a stream of bytes. */
export const knownProtocols: ReadonlyArray<string> = ['msnp', 'binary']

/** The name of a sub-protocol: a token of RFC 9110. */
export const subProtocol = leaf<string>(
  'the name of a sub-protocol',
  (u) => typeof u === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(u),
)

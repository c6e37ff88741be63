/**
 * Declares what in payloads, XML documents and HTTP lets somebody in: passwords, tickets, keys and cookies. Of commands the
 * rows say it themselves. Whatever hides secrets goes by this.
 */
import type { Secrecy } from '../commands/word.js'

/**
 * Elements whose content is a secret, by their local names in lower case.
 *
 * **Source** messages.md 4.1, 4.2, 4.6; core.md 3.4
 */
export const secretElements: ReadonlyMap<string, Exclude<Secrecy, false>> = new Map([
  ...(['password', 'passwd', 'pwd', 'oldpassword', 'newpassword', 'pin'] as const).map(
    (name) => [name, 'computed'] as const,
  ),
  ...(
    [
      ...['binarysecuritytoken', 'binarysecret', 'ciphervalue', 'tickettoken', 'circleticket', 'cookies', 'cookie'],
      ...['securitytoken', 'sessionkey', 'authtoken', 'accesstoken', 'signaturevalue', 'webticket', 'secret', 'token'],
    ] as const
  ).map((name) => [name, 'given'] as const),
])

/** Elements in which every text is a secret: the ticket of kept messages is cut in two there (messages.md 4.6). */
export const secretGroups: ReadonlySet<string> = new Set(['passportcookie'])

/** Attributes whose value is a secret: those of the ticket of an offline message (messages.md 4.6), and the like. */
export const secretAttributes: ReadonlyMap<string, Exclude<Secrecy, false>> = new Map([
  ['lockkey', 'computed'],
  ['password', 'computed'],
  ['passwd', 'computed'],
  ['pwd', 'computed'],
  ['passport', 'given'],
  ['ticket', 'given'],
  ['token', 'given'],
  ['secret', 'given'],
])

/** Attributes that an element with a secret may have besides, and that tell nothing of it. */
export const openAttributes: ReadonlySet<string> = new Set([
  ...['id', 'type', 'valuetype', 'encodingtype', 'lang', 'xmlns'],
])

/** Lines of a header block, or of a body made like one, whose values are secrets (messages.md 1.10.1, 1.11). */
export const secretLines: ReadonlySet<string> = new Set([
  ...['mspauth', 'mspprof', 'mspsec', 'mspvis', 'authcookie', 'auth-token', 'authtoken', 'ticket', 'cookie'],
  ...['set-cookie', 'authorization', 'authentication-info', 'password', 'passwd', 'pwd', 'x-password', 'x-token'],
])

/** Values in the query of a URL that are secrets. */
export const secretQuery: ReadonlyMap<string, Exclude<Secrecy, false>> = new Map([
  ...(['pwd', 'passwd', 'password', 'pass', 'pin'] as const).map((name) => [name, 'computed'] as const),
  ...(
    ['t', 'p', 'ticket', 'token', 'auth', 'mspauth', 'mspprof', 'access_token', 'secret', 'cookie'] as const
  ).map((name) => [name, 'given'] as const),
])

/** HTTP headers that hold parameters, some of which may be secrets (core.md 3.3). */
export const parameterHeaders: ReadonlySet<string> = new Set([
  ...['authorization', 'proxy-authorization', 'authentication-info', 'proxy-authentication-info'],
  ...['www-authenticate', 'proxy-authenticate'],
])

/** Parameters in them that are secrets, and may be seen to be there. */
export const secretParameters: ReadonlyMap<string, Exclude<Secrecy, false>> = new Map([
  ['pwd', 'computed'],
  ['password', 'computed'],
  ['from-pp', 'given'],
  ['ticket', 'given'],
  ['tname', 'given'],
  ['tval', 'given'],
])

/** Parameters in them that let nobody in; of all others nobody knows. **Source** core.md 3.3 */
export const openParameters: ReadonlySet<string> = new Set([
  ...['orgverb', 'orgurl', 'sign-in', 'da-status', 'dastatus', 'srealm', 'realm', 'ts', 'cburl', 'cbtxt', 'ru'],
  // Those of a challenge, which stands in USR as well.
  ...['ct', 'rver', 'wp', 'lc', 'id', 'tw', 'fs', 'kpp', 'kv', 'ver', 'rn', 'tpf', 'cb', 'ms', 'mkt', 'seclog'],
])

/** Words in them that are no parameters, and let nobody in: schemes, and `prompt`. */
export const openWords: ReadonlySet<string> = new Set([
  ...['passport1.4', 'basic', 'bearer', 'digest', 'ntlm', 'negotiate', 'wssecurity', 'prompt'],
])

/** HTTP headers that hold cookies. */
export const cookieHeaders: ReadonlySet<string> = new Set(['cookie', 'cookie2'])

/** HTTP headers that set them. */
export const settingHeaders: ReadonlySet<string> = new Set(['set-cookie', 'set-cookie2'])

/** What stands beside a cookie that is set. */
export const openCookieParts: ReadonlySet<string> = new Set([
  ...['path', 'domain', 'expires', 'max-age', 'version', 'httponly', 'secure', 'samesite', 'priority', 'partitioned'],
])

/** Parts of the names of HTTP headers whose value is a secret as a whole. */
export const secretHeaderParts: ReadonlyArray<string> = [
  ...['passw', 'pwd', 'token', 'ticket', 'auth', 'secret', 'cookie', 'credential', 'signature', 'apikey', 'api-key'],
]

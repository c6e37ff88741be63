/** Tells whether a replayed client does the same as the recorded one. */
import type { Address } from '../../commands/words.js'
import type { HttpRequest } from '../../core/effects.js'
import { bodyWithout, headersWithout, type Hiding } from '../../payloads/hiding.js'
import { octetText } from '../../wire/text.js'

export const isSameAddress = (a: Address, b: Address): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port

/** Of what is computed from a password nothing is left, nor of its length. */
const open: Hiding = { given: (text) => text, computed: () => '' }

const headersOf = ({ headers }: HttpRequest): string =>
  Object.entries(headersWithout(open, headers))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .sort()
    .join('\n')

const bodyOf = ({ headers, body }: HttpRequest): string =>
  body === undefined ? '' : octetText(bodyWithout(open, headers, body))

/** Whether two requests are the same to those who do not know the password. */
export const isSameRequest = (a: HttpRequest, b: HttpRequest): boolean =>
  a.method === b.method && a.url === b.url && headersOf(a) === headersOf(b) && bodyOf(a) === bodyOf(b)

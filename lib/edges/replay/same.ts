import type { Address } from '../../commands/words.js'
import type { HttpRequest } from '../../machines/effects.js'
import { octetText } from '../../wire/text.js'

export const isSameAddress = (a: Address, b: Address): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port

/** What a request says to those who do not know the password. */
const open = (value: string | undefined): string => (value ?? '').replace(/\bpwd=[^,]*/g, 'pwd=')

const headersOf = ({ headers }: HttpRequest): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}: ${open(value)}`)
    .sort()
    .join('\n')

const bodyOf = ({ body }: HttpRequest): string =>
  body === undefined ? '' : octetText(body).replace(/(<(?:[\w-]+:)?Password(?:\s[^<>]*)?>)[^<]*/g, '$1')

/** Whether two requests are the same but for the password. */
export const isSameRequest = (a: HttpRequest, b: HttpRequest): boolean =>
  a.method === b.method && a.url === b.url && headersOf(a) === headersOf(b) && bodyOf(a) === bodyOf(b)

import type { Name } from '../machines/effects.js'
import { secret, type Secret } from '../payloads/secret.js'
import { isSame } from './accounts.js'
import { after, changing, drawing, inOrder, numberOf, type Deed } from './deed.js'
import type { Cookie, Host } from './state.js'

/** What stands in front of a cookie or a ticket: the number that it is kept under. */
const numberIn = (text: string): number => Number(/^(?:t=)?(\d{1,15})\./.exec(text)?.[1] ?? Number.NaN)

const checked = <A extends { readonly text: Secret }>(kept: A | undefined, text: string): A | undefined =>
  kept !== undefined && isSame(text, kept.text) ? kept : undefined

/** The timer that ends the life of a cookie. */
export const cookieTimer = (number: number): Name => `CookieOver ${number}`

/** The timer that ends the life of a ticket. */
const ticketTimer = (number: number): Name => `TicketOver ${number}`

/** Whose ticket it is, if it is one. It may be used again as long as it lives, as at Escargot (escargot.md 4). */
export const ownerOfTicket = (host: Host, text: string): string | undefined =>
  checked(host.tickets.get(numberIn(text)), text)?.passport

/** Makes a ticket for an account. */
export const makingTicket = (passport: string, deed: (ticket: string) => Deed): Deed =>
  drawing('ticket', (digits) => (host) => {
    const number = host.drawn
    const text = `t=${number}.${digits}&p=`
    return inOrder(
      changing((now) => ({ ...now, tickets: now.tickets.set(number, { text: secret(text), passport }) })),
      after(ticketTimer(number), host.settings.deadlines.ticket),
      deed(text),
    )(host)
  })

/** Makes a cookie, as the official servers shaped them: three numbers with dots between (core.md 2.3). */
export const makingCookie = (cookie: Omit<Cookie, 'text'>, deed: (text: string) => Deed): Deed =>
  drawing('cookie', (digits) => (host) => {
    const number = host.drawn
    const text = `${number}.${numberOf(digits, 0)}.${numberOf(digits, 1)}`
    return inOrder(
      changing((now) => ({ ...now, cookies: now.cookies.set(number, { ...cookie, text: secret(text) }) })),
      after(cookieTimer(number), host.settings.deadlines.cookie),
      deed(text),
    )(host)
  })

/** The cookie of a text, and the number that it is kept under. */
export const cookieOf = (host: Host, text: string): readonly [number: number, cookie: Cookie] | undefined => {
  const number = numberIn(text)
  const cookie = checked(host.cookies.get(number), text)
  return cookie === undefined ? undefined : [number, cookie]
}

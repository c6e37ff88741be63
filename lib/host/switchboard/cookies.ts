/** The cookies that let one account into one switchboard, once. */
import { inOrder, modify, nothing, seeing } from '../../core/action.js'
import { secret } from '../../payloads/secret.js'
import { after, numberOf, withDigits, type HostAction } from '../action.js'
import { matching, numberIn } from '../signin/tickets.js'
import type { Host, SwitchboardCookie } from '../state.js'
import { cookieTimer } from '../timers.js'
import { counted } from './participants.js'

/** Whether an account may not ask for so many cookies more. */
export const hasTooManyCookies = ({ settings, cookieCounts }: Host, passport: string, more = 1): boolean =>
  (cookieCounts.get(passport) ?? 0) + more > settings.limits.cookiesPerAccount

/** A cookie is good no more. */
export const forgetCookie = (number: number): HostAction =>
  seeing((host) => {
    const cookie = host.cookies.get(number)
    if (cookie === undefined) return nothing
    return inOrder(
      modify((now) => ({ ...now, cookies: now.cookies.delete(number) })),
      countCookie(cookie.by, -1),
    )
  })

/** Makes a cookie, as the official servers shaped them: three numbers with dots between (core.md 2.3). */
export const issueCookie = (cookie: Omit<SwitchboardCookie, 'text'>, action: (text: string) => HostAction): HostAction =>
  withDigits('cookie', (digits) => seeing((host) => {
    const number = host.generated
    const text = `${number}.${numberOf(digits, 0)}.${numberOf(digits, 1)}`
    return inOrder(
      modify((now) => ({ ...now, cookies: now.cookies.set(number, { ...cookie, text: secret(text) }) })),
      countCookie(cookie.by, 1),
      after(cookieTimer(number), host.settings.deadlines.cookie),
      action(text),
    )
  }))

/** The cookie of a text, and the number that it is kept under. */
export const cookieOf = (host: Host, text: string): readonly [number: number, cookie: SwitchboardCookie] | undefined => {
  const number = numberIn(text)
  const cookie = matching(host.cookies.get(number), text)
  return cookie === undefined ? undefined : [number, cookie]
}

/** Counts one cookie more, or less, that an account has asked for. */
const countCookie = (passport: string, change: 1 | -1): HostAction =>
  modify((host) => ({ ...host, cookieCounts: counted(host.cookieCounts, passport, change) }))

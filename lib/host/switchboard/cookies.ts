/** The cookies that let one account into one switchboard, once. */
import { inOrder, modify, nothing, seeing } from '../../core/action.js'
import { secret } from '../../payloads/secret.js'
import { after, numberOf, withDigits, type HostAction } from '../action.js'
import { checked, numberIn } from '../signin/tickets.js'
import type { Cookie, Host } from '../state.js'
import { cookieTimer } from '../timers.js'
import { counted } from './participants.js'

/** Whether an account may not ask for so many cookies more. */
export const hasAskedEnough = ({ settings, asked }: Host, passport: string, more = 1): boolean =>
  (asked.get(passport) ?? 0) + more > settings.limits.cookiesPerAccount

/** A cookie is good no more. */
export const forgettingCookie = (number: number): HostAction =>
  seeing((host) => {
    const cookie = host.cookies.get(number)
    if (cookie === undefined) return nothing
    return inOrder(
      modify((now) => ({ ...now, cookies: now.cookies.delete(number) })),
      countingCookie(cookie.by, -1),
    )
  })

/** Makes a cookie, as the official servers shaped them: three numbers with dots between (core.md 2.3). */
export const makingCookie = (cookie: Omit<Cookie, 'text'>, deed: (text: string) => HostAction): HostAction =>
  withDigits('cookie', (digits) => seeing((host) => {
    const number = host.drawn
    const text = `${number}.${numberOf(digits, 0)}.${numberOf(digits, 1)}`
    return inOrder(
      modify((now) => ({ ...now, cookies: now.cookies.set(number, { ...cookie, text: secret(text) }) })),
      countingCookie(cookie.by, 1),
      after(cookieTimer(number), host.settings.deadlines.cookie),
      deed(text),
    )
  }))

/** The cookie of a text, and the number that it is kept under. */
export const cookieOf = (host: Host, text: string): readonly [number: number, cookie: Cookie] | undefined => {
  const number = numberIn(text)
  const cookie = checked(host.cookies.get(number), text)
  return cookie === undefined ? undefined : [number, cookie]
}

/** Counts one cookie more, or less, that an account has asked for. */
const countingCookie = (passport: string, change: 1 | -1): HostAction =>
  modify((host) => ({ ...host, asked: counted(host.asked, passport, change) }))

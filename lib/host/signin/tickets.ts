/** Tickets of the login servers: issued, looked up, and forgotten. */
import { each, inOrder, modify, seeing, when } from '../../core/action.js'
import { secret, type Secret } from '../../payloads/secret.js'
import { after, cancel, withBase64, withDigits, type HostAction } from '../action.js'
import type { Host, LoginTicket } from '../state.js'
import { ticketTimer } from '../timers.js'
import { isSame } from './credentials.js'

/** What stands in front of a cookie or a ticket: the number that it is kept under. */
export const numberIn = (text: string): number => Number(/^(?:t=)?(\d{1,15})\./.exec(text)?.[1] ?? Number.NaN)

export const matching = <A extends { readonly text: Secret }>(kept: A | undefined, text: string): A | undefined =>
  kept !== undefined && isSame(text, kept.text) ? kept : undefined

/** The ticket of a text, if it is one. It may be used again as long as it lives, as at Escargot (escargot.md 4). */
export const ticketOf = (host: Host, text: string): LoginTicket | undefined =>
  matching(host.tickets.get(numberIn(text)), text)

/** A ticket is good no more. */
export const forgetTicket = (number: number): HostAction =>
  modify((host) => {
    const passport = host.tickets.get(number)?.passport
    if (passport === undefined) return host
    const left = (host.ownedTickets.get(passport) ?? []).filter((other) => other !== number)
    const ownedTickets = left.length === 0 ? host.ownedTickets.delete(passport) : host.ownedTickets.set(passport, left)
    return { ...host, tickets: host.tickets.delete(number), ownedTickets }
  })

/** Takes the oldest tickets of an account away, so that it may have one more. */
const makeRoom = (passport: string): HostAction =>
  seeing(({ settings: { limits }, tickets, ownedTickets }) => {
    const numbers = ownedTickets.get(passport) ?? []
    const over = Math.max(numbers.length + 1 - Math.max(limits.ticketsPerAccount, 1), 0)
    return each(numbers.slice(0, over), (number) =>
      inOrder(forgetTicket(number), when((tickets.get(number)?.life ?? 0) > 0, () => cancel(ticketTimer(number)))),
    )
  })

/** Whether an account can have one more ticket: there is room, or it has as many as it may, and loses the oldest. */
export const isRoomForTicket = ({ settings: { limits }, tickets, ownedTickets }: Host, passport: string): boolean =>
  tickets.size < limits.tickets || (ownedTickets.get(passport)?.length ?? 0) >= Math.max(limits.ticketsPerAccount, 1)

/** Makes a ticket for an account; of too many, the oldest is good no more. */
const issue = (ticket: Omit<LoginTicket, 'text'>, action: (text: string) => HostAction): HostAction =>
  inOrder(
    makeRoom(ticket.passport),
    withDigits('ticket', (digits) => seeing((host) => {
      const { passport, life } = ticket
      const number = host.generated
      const text = `t=${number}.${digits}&p=`
      return inOrder(
        modify((now) => ({
          ...now,
          tickets: now.tickets.set(number, { ...ticket, text: secret(text) }),
          ownedTickets: now.ownedTickets.set(passport, [...(now.ownedTickets.get(passport) ?? []), number]),
        })),
        after(ticketTimer(number), life),
        action(text),
      )
    })),
  )

/** Makes a ticket of Passport 1.4 for an account. */
export const issueTicket = (passport: string, action: (text: string) => HostAction): HostAction =>
  seeing(({ settings: { deadlines } }) =>
    issue({ passport, secret: undefined, life: deadlines.ticket }, action),
  )

const secretBytes = 24

/** Makes a ticket of single sign-on for an account, and the secret that belongs to it: Base64 of 24 bytes. */
export const issueSsoTicket = (passport: string, action: (text: string, secret: Secret) => HostAction): HostAction =>
  withBase64('secret', secretBytes, (text) =>
    seeing(({ settings: { deadlines } }) => {
      const key = secret(text)
      return issue({ passport, secret: key, life: deadlines.ssoTicket }, (ticket) => action(ticket, key))
    }),
  )

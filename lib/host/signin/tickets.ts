import { each, inOrder, modify, seeing, when } from '../../core/action.js'
import { secret, type Secret } from '../../payloads/secret.js'
import { after, cancel, withBase64, withDigits, type HostAction } from '../action.js'
import type { Host, Ticket } from '../state.js'
import { ticketTimer } from '../timers.js'
import { isSame } from './credentials.js'

/** What stands in front of a cookie or a ticket: the number that it is kept under. */
export const numberIn = (text: string): number => Number(/^(?:t=)?(\d{1,15})\./.exec(text)?.[1] ?? Number.NaN)

export const checked = <A extends { readonly text: Secret }>(kept: A | undefined, text: string): A | undefined =>
  kept !== undefined && isSame(text, kept.text) ? kept : undefined

/** The ticket of a text, if it is one. It may be used again as long as it lives, as at Escargot (escargot.md 4). */
export const ticketOf = (host: Host, text: string): Ticket | undefined =>
  checked(host.tickets.get(numberIn(text)), text)

/** A ticket is good no more. */
export const forgettingTicket = (number: number): HostAction =>
  modify((host) => {
    const passport = host.tickets.get(number)?.passport
    if (passport === undefined) return host
    const left = (host.owned.get(passport) ?? []).filter((other) => other !== number)
    const owned = left.length === 0 ? host.owned.delete(passport) : host.owned.set(passport, left)
    return { ...host, tickets: host.tickets.delete(number), owned }
  })

/** Takes the oldest tickets of an account away, so that it may have one more. */
const makingRoom = (passport: string): HostAction =>
  seeing(({ settings: { limits }, tickets, owned }) => {
    const numbers = owned.get(passport) ?? []
    const over = Math.max(numbers.length + 1 - Math.max(limits.ticketsPerAccount, 1), 0)
    return each(numbers.slice(0, over), (number) =>
      inOrder(forgettingTicket(number), when((tickets.get(number)?.life ?? 0) > 0, () => cancel(ticketTimer(number)))),
    )
  })

/** Whether an account can have one more ticket: there is room, or it has as many as it may, and loses the oldest. */
export const isRoomForTicket = ({ settings: { limits }, tickets, owned }: Host, passport: string): boolean =>
  tickets.size < limits.tickets || (owned.get(passport)?.length ?? 0) >= Math.max(limits.ticketsPerAccount, 1)

/** Makes a ticket for an account; of too many, the oldest is good no more. */
const makingAnyTicket = (ticket: Omit<Ticket, 'text'>, deed: (text: string) => HostAction): HostAction =>
  inOrder(
    makingRoom(ticket.passport),
    withDigits('ticket', (digits) => seeing((host) => {
      const { passport, life } = ticket
      const number = host.drawn
      const text = `t=${number}.${digits}&p=`
      return inOrder(
        modify((now) => ({
          ...now,
          tickets: now.tickets.set(number, { ...ticket, text: secret(text) }),
          owned: now.owned.set(passport, [...(now.owned.get(passport) ?? []), number]),
        })),
        after(ticketTimer(number), life),
        deed(text),
      )
    })),
  )

/** Makes a ticket of Passport 1.4 for an account. */
export const makingTicket = (passport: string, deed: (text: string) => HostAction): HostAction =>
  seeing(({ settings: { deadlines } }) =>
    makingAnyTicket({ passport, secret: undefined, life: deadlines.ticket }, deed),
  )

const secretOctets = 24

/** Makes a ticket of single sign-on for an account, and the secret that belongs to it: Base64 of 24 octets. */
export const makingSecretTicket = (passport: string, deed: (text: string, secret: Secret) => HostAction): HostAction =>
  withBase64('secret', secretOctets, (text) =>
    seeing(({ settings: { deadlines } }) => {
      const key = secret(text)
      return makingAnyTicket({ passport, secret: key, life: deadlines.ssoTicket }, (ticket) => deed(ticket, key))
    }),
  )

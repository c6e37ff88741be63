import { describe, expect, it } from 'vitest'

import { renewalName, timers } from '../../lib/client/names.js'
import type { TaggedName } from '../../lib/core/keys.js'
import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import type { SessionEffect } from '../../lib/client/events.js'
import type { SessionInput } from '../../lib/client/session/signals.js'
import { phaseOf } from '../../lib/client/session/view.js'
import type { Connected } from '../../lib/client/services/state.js'
import { describeEnd, type EndReason } from '../../lib/client/outcomes.js'
import { renew } from '../../lib/client/services/renewal.js'
import { session, type Session } from '../../lib/client/session/session.js'
import { spoken } from '../../lib/client/settings.js'
import { noTickets, shortestLife, ticketSites, withNewer, type Tickets } from '../../lib/client/login/tickets.js'
import { secret } from '../../lib/payloads/secret.js'
import { writeFault, type SoapFault } from '../../lib/payloads/soap/envelope.js'
import { byteText, utf8Bytes } from '../../lib/wire/text.js'
import {
  allIssued,
  drive,
  issuedFor,
  issuedWith,
  nonce,
  password,
  settingsOf,
  shownIn,
  ticket,
  type Client,
} from './driver.js'

const sso = spoken.filter((dialect) => dialectNamed(dialect).number >= 15)
const byService = spoken.filter((dialect) => dialectNamed(dialect).number >= 13)

/** A client that has asked for tickets. */
const asking = (dialect: Dialect = 'MSNP18', wanted: Parameters<typeof settingsOf>[0] = {}): Client => {
  const client = drive(settingsOf({ dialects: [dialect], ...wanted }))
  const how = dialectNamed(dialect).number < 15 ? 'TWN S ct=1,lc=1033' : `SSO S MBI_KEY_OLD ${nonce}`
  client.opens('NS 1')
  client.hears('NS 1', `VER 1 ${dialect}`, 'CVR 2 1.0.0000 1.0.0000 1.0.0000 http://a.example.com http://b.example.com')
  client.hears('NS 1', `USR 3 ${how}`)
  return client
}

const faulty = (fault: SoapFault, status = 200, place: 'body' | 'envelope' = 'body'): HttpResponse => ({
  status,
  headers: {},
  body: writeFault(fault, place),
})
const saying = (text: string, status = 200): HttpResponse => ({ status, headers: {}, body: utf8Bytes(text) })
const redirect = (url: string): HttpResponse => faulty({ code: 'Redirect', redirect: url })

const none = 'no ticket from the login server: '

describe('a service of tickets', () => {
  const wrongPassword: SoapFault = { code: 'FailedAuthentication', text: 'Authentication Failure' }
  it.each<readonly [string, HttpResponse]>([
    ['with status 200', faulty(wrongPassword)],
    ['with status 200, in place of the body', faulty(wrongPassword, 200, 'envelope')],
    ['with status 500', faulty(wrongPassword, 500)],
    ['and names a page', faulty({ ...wrongPassword, redirect: 'https://evil.example.com/' })],
  ])('denies %s', (_, answer) => {
    const client = asking()
    expect(client.gets(answer)).toEqual(['close NS 1'])
    expect(client.end()).toEqual({ _tag: 'Denied', text: 'Authentication Failure' })
    expect(client.timers).toEqual(new Map())
  })

  it('is not repeated where it repeats the password', () => {
    for (const code of ['FailedAuthentication', 'Client']) {
      const client = asking()
      client.gets(faulty({ code, text: `not ${password}` }))
      expect(describeEnd(client.end()!)).not.toContain(password)
    }
  })

  const clear = 'messengerclear.live.com'
  it.each<readonly [string, HttpResponse | CloseReason, string]>([
    [
      'another fault',
      faulty({ code: 'Client', text: 'Invalid Request' }),
      'the service of tickets refuses: Invalid Request',
    ],
    [
      'a fault without a text',
      saying('<Envelope><Fault><faultcode>x</faultcode></Fault></Envelope>'),
      'the service of tickets refuses',
    ],
    [
      'an endless text',
      faulty({ code: 'x', text: 'y'.repeat(9999) }),
      `the service of tickets refuses: ${'y'.repeat(200)}`,
    ],
    ['status 404', saying('<html>nothing here</html>', 404), 'the service of tickets answers with status 404'],
    ['status 500 without a body', { status: 500, headers: {} }, 'the service of tickets answers with status 500'],
    [
      'status 302 without a location',
      { status: 302, headers: {} },
      'the service of tickets is of no use: it sends on to nowhere',
    ],
    [
      'no body',
      { status: 200, headers: {} },
      'the answer of the service of tickets cannot be used: what it says is no SOAP: it is empty',
    ],
    [
      'a web page',
      saying('<!DOCTYPE html><html></html>'),
      'the answer of the service of tickets cannot be used: what it says is no SOAP: it has a document type',
    ],
    [
      'JSON',
      saying('{"error":1}'),
      'the answer of the service of tickets cannot be used: what it says is no SOAP: it is not well-formed XML',
    ],
    [
      'another answer',
      saying('<Envelope><Body><Other/></Body></Envelope>'),
      'the answer of the service of tickets cannot be used: its answer lacks RequestSecurityTokenResponseCollection',
    ],
    ['no ticket at all', issuedFor(), `the service of tickets gives none for ${clear}`],
    [
      'tickets for others',
      issuedFor('contacts.msn.com', 'messenger.msn.com'),
      `the service of tickets gives none for ${clear}`,
    ],
    ['an empty ticket', issuedWith(clear, { text: '' }), `the service of tickets gives none for ${clear}`],
    [
      'a ticket that is no word',
      issuedWith(clear, { text: 't=a b\r\nOUT' }),
      `the service of tickets gives none for ${clear}`,
    ],
    [
      'a ticket without a secret',
      issuedWith(clear, {}),
      `the service of tickets gives no secret with the ticket for ${clear}; its policy may be unknown there`,
    ],
    [
      'no answer',
      { _tag: 'Refused' },
      'the service of tickets https://messenger.example.com/RST2.srf does not answer, nobody listens there',
    ],
    [
      'too long an answer',
      { _tag: 'Other', problem: 'it answers more than 1 bytes' },
      'the service of tickets https://messenger.example.com/RST2.srf does not answer, it answers more than 1 bytes',
    ],
  ])('is of no use with %s', (_, answer, problem) => {
    const client = asking()
    expect(client.gets(answer)).toEqual(['close NS 1'])
    expect(client.end()?._tag).toBe('NoTicket')
    expect(describeEnd(client.end()!)).toBe(none + problem)
    expect(client.timers).toEqual(new Map())
  })

  it('is of no use where it gives an enormous body', () => {
    const client = asking()
    client.gets({ status: 200, headers: {}, body: new Uint8Array(100 * 2 ** 20).fill(0x20) })
    expect(client.end()?._tag).toBe('NoTicket')
  })

  it('has its time', () => {
    const client = asking()
    client.waits(29_999)
    expect(client.end()).toBeUndefined()
    client.waits(1)
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'the request for a ticket' })
  })

  it.each(byService)('needs only the ticket for signing in, in %s', (dialect) => {
    const client = asking(dialect)
    client.gets(issuedFor(dialectNamed(dialect).number < 15 ? ticketSites.messenger : ticketSites.clear))
    expect(client.at()).toBe('Proving')
  })

  it.each(['Messengerclear.Live.Com', 'MESSENGERCLEAR.LIVE.COM'])('may call a site %s', (site) => {
    const client = asking()
    const answer = issuedFor(ticketSites.clear)
    client.gets({ ...answer, body: utf8Bytes(byteText(answer.body!).replace(ticketSites.clear, site)) })
    expect(client.at()).toBe('Proving')
  })

  it.each([
    'http://tickets.example.com/RST.srf',
    'HTTP://messenger.example.com/RST.srf',
    'http://127.0.0.1.example.com/RST.srf',
  ])('is told no password at %s', (tickets) => {
    const client = asking('MSNP15', { services: { tickets } })
    expect(client.fetches).toEqual([])
    expect(client.end()).toMatchObject({ _tag: 'NoTicket' })
    expect(client.links()).toEqual([])
  })
})

describe('a service of tickets that sends on', () => {
  it.each(['https://msnia.login.live.com/pp550/RST.srf', 'http://127.0.0.1:8081/RST.srf', 'http://localhost/RST.srf'])(
    'may send on to %s, where the same is asked',
    (url) => {
      const client = asking('MSNP15')
      expect(client.gets(redirect(url))).toEqual([`fetch POST ${url}`])
      expect(client.fetches[1]).toEqual({ ...client.fetches[0], url })
      expect(client.gets(allIssued)[0]).toBe('draw 8')
    },
  )

  it.each([
    'http://msnia.login.live.com/pp550/RST.srf',
    'http://127.0.0.1.example.com/',
    'http://localhost@evil.example.com/',
    'ftp://x/',
    '//evil.example.com/RST.srf',
    '/RST.srf',
  ])('may not send on to %j', (url) => {
    const client = asking()
    client.gets(redirect(url))
    expect(describeEnd(client.end()!)).toBe(
      `${none}the service of tickets is to be asked by https, unless it is on this machine`,
    )
    expect(client.fetches).toHaveLength(1)
  })

  it('may do so five times, and no more; each has its time anew', () => {
    const client = asking()
    for (let hop = 1; hop <= 5; hop++) {
      client.waits(29_000)
      client.gets(redirect(`https://tickets${hop}.example.com/`))
    }
    expect(client.end()).toBeUndefined()
    expect(client.gets(redirect('https://tickets6.example.com/'))).toEqual(['close NS 1'])
    expect(describeEnd(client.end()!)).toBe(`${none}it sends from one place to another`)
    expect(client.fetches).toHaveLength(6)
  })
})

const day = 86_400_000

const held = (life: number | undefined): Tickets =>
  noTickets.merge(
    Object.values(ticketSites).map((site) => [site, { ticket: secret('t=0ld&p='), ...(life === undefined ? {} : { life }) }]),
  )

/** A session that is ready in a dialect, with tickets of its own, whatever it did before. */
const ready = (dialect: Dialect, tickets: Tickets = held(day)): Session => {
  const state = shownIn('MSNP12').state()
  return { ...state, parts: { ...state.parts, services: connected(dialect, tickets, state) } }
}

/** The services of a session, as if it had signed in in a dialect. */
const connected = (dialect: Dialect, tickets: Tickets = held(day), state = shownIn('MSNP12').state()): Connected => {
  const services = servicesOf(state)
  return { ...services, on: { ...services.on, dialect: dialectNamed(dialect) }, tickets }
}

const servicesOf = (state: Session): Connected => state.parts.services as Connected

const machine = session(settingsOf())

/** What a session does from event to event; what it asks for has the name of the newest request. */
const through = (start: Session, ...events: ReadonlyArray<SessionInput>) =>
  events.reduce<{ readonly state: Session; readonly effects: ReadonlyArray<SessionEffect> }>(
    ({ state, effects }, event) => {
      const [next, more] = machine.step(state, event)
      return { state: next, effects: [...effects, ...more] }
    },
    { state: start, effects: [] },
  )

const due: SessionInput = { _tag: 'Elapsed', timer: timers.tickets }
const got = (outcome: HttpResponse | CloseReason, fetch: TaggedName = renewalName(0)): SessionInput => ({
  _tag: 'Fetched',
  fetch,
  outcome,
})

const told = (effects: ReadonlyArray<SessionEffect>) =>
  effects.flatMap((effect) => (effect._tag === 'Notify' ? [effect.event] : []))
const timersIn = (effects: ReadonlyArray<SessionEffect>) =>
  effects.flatMap((effect) =>
    effect._tag === 'After' ? [[effect.timer, effect.ms]] : effect._tag === 'Cancel' ? [[effect.timer]] : [],
  )
const textOf = (state: Session, site: string): string | undefined =>
  servicesOf(state).tickets.get(site)?.ticket.reveal()

describe('tickets that grow old', () => {
  it.each(byService)('are asked for anew by the same service, and taken, in %s', (dialect) => {
    const { state, effects } = through(ready(dialect), due, got(allIssued))
    const fetches = effects.flatMap((effect) => (effect._tag === 'Fetch' ? [effect.request.url] : []))
    const path = dialectNamed(dialect).number < 16 ? 'RST.srf' : 'RST2.srf'
    expect(fetches).toEqual([`https://messenger.example.com/${path}`])
    expect(told(effects)).toEqual([{ _tag: 'TicketsRenewed' }])
    expect(textOf(state, ticketSites.contacts)).toBe(ticket)
    expect(servicesOf(state).tickets.get(ticketSites.contacts)?.first?.reveal()).toBe('t=0ld&p=')
    expect(timersIn(effects)).toEqual([[renewalName(0), 30_000], [renewalName(0)], [timers.tickets, 0.9 * day]])
    expect(phaseOf(state)).toBe('Ready')
    expect(servicesOf(state)).toMatchObject({ renewal: undefined, renewals: 1 })
  })

  it('remember the first of them, however often they are asked for', () => {
    const { state } = through(ready('MSNP18'), due, got(allIssued), due, got(allIssued, renewalName(1)))
    expect(servicesOf(state).tickets.get(ticketSites.contacts)?.first?.reveal()).toBe('t=0ld&p=')
  })

  it.each<readonly [string, SessionInput, EndReason['_tag'], ReadonlyArray<unknown>]>([
    ['a wrong password', got(faulty({ code: 'FailedAuthentication' })), 'Denied', []],
    ['another fault', got(faulty({ code: 'Server' })), 'NoTicket', [[timers.tickets, 0.05 * day]]],
    ['no answer', got({ _tag: 'Reset' }), 'NoTicket', [[timers.tickets, 0.05 * day]]],
    ['no ticket for the address book', got(issuedFor(ticketSites.messenger)), 'NoTicket', [[timers.tickets, 0.05 * day]]],
    ['no time', { _tag: 'Elapsed', timer: renewalName(0) }, 'NoAnswer', [[timers.tickets, 0.05 * day]]],
  ])('leave the session alone where there are no others: %s', (_, event, reason, later) => {
    const { state, effects } = through(ready('MSNP18'), due, event)
    expect(told(effects)).toMatchObject([{ _tag: 'TicketsFailed', reason: { _tag: reason } }])
    expect(phaseOf(state)).toBe('Ready')
    expect(servicesOf(state)).toMatchObject({ renewal: undefined })
    expect(textOf(state, ticketSites.contacts)).toBe('t=0ld&p=')
    expect(timersIn(effects).slice(2)).toEqual(later)
  })

  it('are asked for once at a time', () => {
    const [once, first] = renew(connected('MSNP18'))
    expect(first).toHaveLength(2)
    expect(renew(once)).toEqual([once, []])
    const begun = ready('MSNP18')
    const start = { ...begun, parts: { ...begun.parts, services: once } }
    const { state, effects } = through(start, due)
    expect(effects).toEqual([])
    expect(state).toBe(start)
  })

  it('are not taken from an answer that comes too late', () => {
    const { state, effects } = through(
      ready('MSNP18'),
      due,
      { _tag: 'Elapsed', timer: renewalName(0) },
      due,
      got(allIssued),
    )
    expect(told(effects).map(({ _tag }) => _tag)).toEqual(['TicketsFailed'])
    expect(textOf(state, ticketSites.contacts)).toBe('t=0ld&p=')
    expect(servicesOf(state).renewal?.name).toEqual(renewalName(1))
  })

  it.each(spoken.filter((dialect) => dialectNamed(dialect).number < 13))('are of no more use in %s', (dialect) => {
    const was = connected(dialect)
    expect(renew(was)).toEqual([was, []])
  })

  it('may be asked for elsewhere, where the service sends on', () => {
    const { state, effects } = through(
      ready('MSNP18'),
      due,
      got(redirect('https://b.example.com/RST2.srf')),
      got(allIssued),
    )
    expect(effects.filter(({ _tag }) => _tag === 'Fetch')).toHaveLength(2)
    expect(textOf(state, ticketSites.contacts)).toBe(ticket)
  })

  it.each([
    [undefined, undefined],
    [day, day],
    [1000, 1000],
  ])('of which the shortest lives %s ms', (life, shortest) => {
    expect(shortestLife(held(life))).toBe(shortest)
  })

  it('do not count the one for signing in', () => {
    const tickets = held(day).set(ticketSites.clear, { ticket: secret('t'), life: 1 })
    expect(shortestLife(tickets)).toBe(day)
  })

  it('keep their places beside newer ones for other sites', () => {
    const newer: Tickets = noTickets.set(ticketSites.contacts, { ticket: secret('new') })
    const both = withNewer(held(day), newer)
    expect(both.get(ticketSites.contacts)?.ticket.reveal()).toBe('new')
    expect(both.get(ticketSites.secure)?.ticket.reveal()).toBe('t=0ld&p=')
  })
})

it.each(sso)('a refused proof ends a sign-in, and no ticket is asked for again, in %s', (dialect) => {
  const client = asking(dialect)
  client.gets(allIssued)
  client.hears('NS 1', '911 4')
  expect(client.end()).toMatchObject({ _tag: 'Refused', failure: { code: 911 } })
  expect(client.fetches).toHaveLength(1)
})

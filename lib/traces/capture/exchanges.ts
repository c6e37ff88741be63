import type { Side } from '../../commands/row.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../../machines/effects.js'
import { isForGateway, type GatewaySession, type GatewaySessions, type RequestEnds } from './gateway.js'
import { reasonOf, type Listener } from './listener.js'
import type { End } from './flows.js'
import { headerIn, httpReader, type HttpHead } from './http.js'
import type { Numbered, Outlet } from './outlet.js'

/** The longest body that is kept. **Units** octets */
const longestBody = 0x400000
const mostPending = 1000

/** The parts of a body. */
interface Body {
  readonly parts: Array<Uint8Array>
  octets: number
  isHoled: boolean
}

/** A request that was made, and what is to come of it. */
interface Pending {
  readonly method: string
  /** `Perhaps` where the answer tells whether it has to do with MSNP. */
  matters: 'Yes' | 'Perhaps' | 'No'
  readonly session: GatewaySession | undefined
  readonly head: HttpHead
  readonly body: Body
  readonly exchange: Numbered
  wasAsked: boolean
}

const paths =
  /\/(?:rdr\/pprdr\.asp|nexus-mock|(?:Not)?RST2?\.srf|abservice\/\w+\.asmx|OimWS\/oim\.asmx|rsi\/rsi\.asmx|storageservice\/|Config\/MsgrConfig\.asmx)/i

// The nexus, the login server, the address book and what is beside it (core.md 3.3, 3.4; messages.md 4).
const matters = (method: string, target: string, headers: HttpHead['headers']): Pending['matters'] => {
  if (method !== 'GET' && method !== 'POST') return 'No'
  if (paths.test(target) || /^Passport1\.4\b/i.test(headerIn(headers, 'authorization') ?? '')) return 'Yes'
  return method === 'GET' ? 'Perhaps' : 'No'
}

const newBody = (): Body => ({ parts: [], octets: 0, isHoled: false })

const add = (body: Body, octets: Uint8Array): void => {
  body.octets += octets.length
  // A copy: what else came with it is not to be held.
  if (body.octets <= longestBody) body.parts.push(new Uint8Array(octets))
  else body.parts.length = 0
}

const whole = ({ parts, octets }: Body): Uint8Array => {
  const all = new Uint8Array(octets)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const problemOf = ({ octets, isHoled }: Body): CloseReason | undefined =>
  isHoled
    ? { _tag: 'Other', problem: 'a part of it is missing in the capture' }
    : octets > longestBody
      ? { _tag: 'Other', problem: `it is longer than ${longestBody} octets` }
      : undefined

const addressText = ({ peer: { host, port } }: RequestEnds): string =>
  (host.includes(':') ? `[${host}]` : host) + (port === 80 ? '' : `:${port}`)

const requestOf = ({ head, body }: Pending, ends: RequestEnds): HttpRequest => {
  const [method, target = '/'] = head.start.split(' ')
  const url = target.startsWith('/') ? `http://${headerIn(head.headers, 'host') ?? addressText(ends)}${target}` : target
  const headers = joinedBy(head.headers, (values) => values.join(', '))
  const request = { method: method === 'POST' ? 'POST' : 'GET', url, headers } as const
  return body.octets === 0 ? request : { ...request, body: whole(body) }
}

const joinedBy = <A>(headers: HttpHead['headers'], join: (values: ReadonlyArray<string>) => A): Record<string, A> => {
  const values = new Map<string, Array<string>>()
  const names = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    names.set(key, names.get(key) ?? name)
    values.set(key, [...(values.get(key) ?? []), value])
  }
  return Object.fromEntries([...values].map(([key, each]) => [names.get(key)!, join(each)]))
}

const responseOf = (head: HttpHead, body: Body): HttpResponse => {
  const status = Number(head.start.split(' ')[1])
  const headers = joinedBy(head.headers, (values): string | ReadonlyArray<string> =>
    values.length === 1 ? values[0]! : values,
  )
  return body.octets === 0 ? { status, headers } : { status, headers, body: whole(body) }
}

/** Reads an HTTP connection, of which only what belongs to MSNP is told. */
export const exchangesOf = (out: Outlet, gateway: GatewaySessions, ends: RequestEnds, client: End): Listener => {
  let asking: Pending | undefined
  let pending: ReadonlyArray<Pending> = []
  let answering: { readonly to: Pending; readonly head: HttpHead; readonly body: Body } | undefined

  const tellAsked = (to: Pending, t: number): void => {
    to.wasAsked = true
    const record = { t, _tag: 'Asked', exchange: -1, request: requestOf(to, ends) } as const
    out.put(t, to.exchange, { _tag: 'Found', record })
  }
  const tellAnswered = (to: Pending, outcome: HttpResponse | CloseReason, t: number): void => {
    if (!to.wasAsked) return
    to.wasAsked = false
    out.put(t, to.exchange, { _tag: 'Found', record: { t, _tag: 'Answered', exchange: -1, outcome } })
  }
  /** Nobody can tell any more which answer is whose. */
  const giveUp = (from: Side, outcome: CloseReason, t: number): void => {
    const all = answering === undefined ? pending : [answering.to, ...pending]
    for (const each of all) {
      if (each.session !== undefined && outcome._tag === 'Other') gateway.missing(each.session, from, undefined, t)
      tellAnswered(each, outcome, t)
    }
    asking = answering = undefined
    pending = []
  }
  const lost = (from: Side) => (t: number) =>
    giveUp(from, { _tag: 'Other', problem: 'a part of it is missing in the capture' }, t)

  const requests = httpReader('client', {
    head: (head, t) => {
      const [method = '', target = ''] = head.start.split(' ')
      const session = method === 'POST' && isForGateway(target) ? gateway.asked(target, ends, t) : undefined
      asking = {
        method,
        matters: session !== undefined || isForGateway(target) ? 'No' : matters(method, target, head.headers),
        session,
        head,
        body: newBody(),
        exchange: { kind: 'exchange', number: undefined },
        wasAsked: false,
      }
      if (pending.length >= mostPending) lost('client')(t)
      else pending = [...pending, asking]
      return true
    },
    body: (octets, t) => {
      if (asking?.session !== undefined) gateway.said(asking.session, 'client', octets, t)
      else if (asking?.matters === 'Yes') add(asking.body, octets)
    },
    missing: (octets, t) => {
      if (asking?.session !== undefined) gateway.missing(asking.session, 'client', octets, t)
      else if (asking !== undefined) asking.body.isHoled = true
    },
    done: (t) => {
      if (asking?.matters === 'Yes' && problemOf(asking.body) === undefined) tellAsked(asking, t)
      asking = undefined
    },
    lost: lost('client'),
  })

  const answers = httpReader('server', {
    head: (head, t) => {
      const to = pending[0]
      if (to === undefined) return true
      pending = pending.slice(1)
      answering = { to, head, body: newBody() }
      if (to.matters === 'Perhaps' && headerIn(head.headers, 'passporturls') !== undefined) {
        to.matters = 'Yes'
        tellAsked(to, t)
      }
      return to.method !== 'HEAD' && !/^\S+ (?:204|304)/.test(head.start)
    },
    body: (octets, t) => {
      if (answering === undefined) return
      const { to, head, body } = answering
      if (to.session !== undefined) {
        if (isOk(head)) gateway.said(to.session, 'server', octets, t)
      } else if (to.wasAsked) add(body, octets)
    },
    missing: (octets, t) => {
      if (answering === undefined) return
      const { to, head, body } = answering
      if (to.session !== undefined && isOk(head)) gateway.missing(to.session, 'server', octets, t)
      body.isHoled = true
    },
    done: (t) => {
      if (answering === undefined) return
      const { to, head, body } = answering
      answering = undefined
      if (to.session !== undefined) {
        if (isOk(head) && gateway.answered(to.session, head.headers) === 'Ends') gateway.ended(to.session, t)
      } else tellAnswered(to, problemOf(body) ?? responseOf(head, body), t)
    },
    lost: lost('server'),
  })

  const reader = (end: End) => (end === client ? requests : answers)
  return {
    said: (end, octets, t) => reader(end).said(octets, t),
    missing: (end, octets, t) => reader(end).missing(octets, t),
    contradicted: () => undefined,
    finished: (end, t) => reader(end).finished(t),
    over: (_, ending, t) => giveUp('server', reasonOf(ending), t),
  }
}

const isOk = ({ start }: HttpHead): boolean => /^\S+ 200/.test(start)

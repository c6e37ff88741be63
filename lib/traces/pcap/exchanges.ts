/** Pairs HTTP requests with their answers, and makes records of those that belong to MSNP. */
import { isForGateway } from '../../gateway/words.js'
import type { CloseReason, HttpResponse } from '../../core/effects.js'
import type { GatewaySession, GatewaySessions, RequestEnds } from './gateway.js'
import { reasonOf, type ConnectionListener } from './listener.js'
import type { End } from './flows.js'
import { headerIn, httpReader, type HttpHead } from './http.js'
import { add, newBody, problemOf, requestOf, responseOf, type Body } from './messages.js'
import type { RecordNumber, Emitter } from './emit.js'

/** So many requests wait for their answers, at most, and so many bytes of answers for their requests. */
const mostPending = 100
const mostEarly = 65536

/** A request that was made, and what is to come of it. */
interface Pending {
  readonly t: number
  readonly method: string
  /** `Perhaps` where the answer tells whether it has to do with MSNP. */
  readonly matters: 'Yes' | 'Perhaps' | 'No'
  readonly session: GatewaySession | undefined
  readonly head: HttpHead
  readonly body: Body
  readonly exchange: RecordNumber
  wasAsked: boolean
}

const paths =
  /\/(?:rdr\/pprdr\.asp|nexus-mock|(?:Not)?RST2?\.srf|abservice\/\w+\.asmx|OimWS\/oim\.asmx|rsi\/rsi\.asmx|storageservice\/|Config\/MsgrConfig\.asmx)/i

/**
 * Whether a request has to do with MSNP: it goes to the nexus, the login server, the address book and what is beside it.
 *
 * **Source** core.md 3.3, 3.4; messages.md 4
 */
export const matters = (method: string, target: string, headers: HttpHead['headers']): Pending['matters'] => {
  if (method !== 'GET' && method !== 'POST') return 'No'
  if (paths.test(target) || /^Passport1\.4\b/i.test(headerIn(headers, 'authorization') ?? '')) return 'Yes'
  return method === 'GET' ? 'Perhaps' : 'No'
}

/** An answer that is read. */
interface Answering {
  readonly to: Pending
  readonly head: HttpHead
  readonly body: Body
}

/** What a server said before anybody was heard to ask. */
interface Early {
  readonly bytes: number
  readonly t: number
  readonly hear: () => void
}

const incomplete: CloseReason = { _tag: 'Other', problem: 'a part of it is missing in the capture' }

/** Reads an HTTP connection, of which only what belongs to MSNP is told. */
export const exchangesOf = (out: Emitter, gateway: GatewaySessions, ends: RequestEnds, client: End): ConnectionListener => {
  let asking: Pending | undefined
  let pending: ReadonlyArray<Pending> = []
  let answering: Answering | undefined
  let wasLost = false
  let early: ReadonlyArray<Early> = []

  const emitRequest = (to: Pending, t: number): void => {
    to.wasAsked = true
    const record = { t, _tag: 'Asked', exchange: -1, request: requestOf(to.head, to.body, ends) } as const
    out.put(t, to.exchange, { _tag: 'Found', record })
  }
  const emitAnswer = (to: Pending, outcome: HttpResponse | CloseReason, t: number): void => {
    if (!to.wasAsked) return
    to.wasAsked = false
    out.put(t, to.exchange, { _tag: 'Found', record: { t, _tag: 'Answered', exchange: -1, outcome } })
  }
  /** What was asked is not answered, as far as can be told. */
  const unanswered = (to: Pending, outcome: CloseReason, t: number): void => {
    if (to.session !== undefined && outcome === incomplete) gateway.missing(to.session, 'server', undefined, t)
    emitAnswer(to, outcome, t)
  }

  const requests = httpReader('client', {
    head: (head, t) => {
      const [method = '', target = ''] = head.start.split(' ')
      const isGateway = isForGateway(target)
      asking = {
        t,
        method,
        matters: isGateway ? 'No' : matters(method, target, head.headers),
        session: isGateway && method === 'POST' ? gateway.asked(target, ends, t) : undefined,
        head,
        body: newBody(),
        exchange: { kind: 'exchange', number: undefined },
        wasAsked: false,
      }
      // What was answered before cannot be an answer to this.
      hearEarly(t)
      pending = [...pending, asking]
      if (pending.length > mostPending) pending = pending.slice(1)
      return true
    },
    body: (bytes, t) => {
      if (asking?.session !== undefined) gateway.said(asking.session, 'client', bytes, t)
      else if (asking?.matters === 'Yes') add(asking.body, bytes)
    },
    missing: (bytes, t) => {
      if (asking?.session !== undefined) gateway.missing(asking.session, 'client', bytes, t)
      else if (asking !== undefined) asking.body.isHoled = true
    },
    done: (t) => {
      if (asking?.matters === 'Yes' && problemOf(asking.body) === undefined) emitRequest(asking, t)
      asking = undefined
      while (early.length > 0 && isAwaited()) hearFirst()
    },
    lost: (t) => {
      if (asking?.session !== undefined) gateway.missing(asking.session, 'client', undefined, t)
      asking = undefined
    },
  })

  /** Who asked for an answer that comes now. */
  const asker = (t: number): Pending | undefined => {
    const before = pending.filter((each) => each.t <= t)
    // Nobody asks again before there is an answer: where some are lost, this is one to the latest.
    const nth = wasLost ? before.length - 1 : 0
    for (const each of before.slice(0, Math.max(nth, 0))) unanswered(each, incomplete, t)
    const to = before[nth]
    if (to !== undefined) pending = pending.slice(nth + 1)
    wasLost = false
    return to
  }

  const answers = httpReader('server', {
    head: (head, t) => {
      const to = asker(t)
      if (to === undefined) return true
      answering = { to, head, body: newBody() }
      if (to.matters === 'Perhaps' && headerIn(head.headers, 'passporturls') !== undefined) emitRequest(to, t)
      return to.method !== 'HEAD' && !/^\S+ (?:204|304)/.test(head.start)
    },
    body: (bytes, t) => {
      if (answering === undefined) return
      const { to, head, body } = answering
      if (to.session !== undefined) {
        if (isOk(head)) gateway.said(to.session, 'server', bytes, t)
      } else if (to.wasAsked) add(body, bytes)
    },
    missing: (bytes, t) => {
      if (answering === undefined) return
      const { to, head, body } = answering
      if (to.session !== undefined && isOk(head)) gateway.missing(to.session, 'server', bytes, t)
      body.isHoled = true
    },
    done: (t) => {
      if (answering === undefined) return
      const { to, head, body } = answering
      answering = undefined
      if (to.session !== undefined) {
        if (isOk(head) && gateway.answered(to.session, head.headers) === 'Ends') gateway.ended(to.session, t)
      } else emitAnswer(to, problemOf(body) ?? responseOf(head, body), t)
    },
    lost: (t) => {
      if (answering !== undefined) unanswered(answering.to, incomplete, t)
      answering = undefined
      wasLost = true
    },
  })

  const isAwaited = (): boolean => answering !== undefined || pending.length > 0
  const hearFirst = (): void => {
    const [first, ...rest] = early
    early = rest
    first?.hear()
  }
  const hearEarly = (before: number): void => {
    while (early.length > 0 && early[0]!.t < before) hearFirst()
  }
  /** An answer to nothing that was heard may be one to a request that is still waited for. */
  const heard = (bytes: number, t: number, hear: () => void): void => {
    if (early.length === 0 && isAwaited()) return hear()
    early = [...early, { bytes, t, hear }]
    if (early.length > mostPending || early.reduce((sum, each) => sum + each.bytes, 0) > mostEarly) hearEarly(Infinity)
  }

  return {
    said: (end, bytes, t) => {
      if (end === client) requests.said(bytes, t)
      else heard(bytes.length, t, () => answers.said(bytes, t))
    },
    missing: (end, bytes, t) => {
      if (end === client) requests.missing(bytes, t)
      else heard(0, t, () => answers.missing(bytes, t))
    },
    contradicted: () => undefined,
    finished: (end, t) => {
      if (end === client) requests.finished(t)
      else heard(0, t, () => answers.finished(t))
    },
    left: () => hearEarly(Infinity),
    over: (_, ending, t) => {
      hearEarly(Infinity)
      const all = answering === undefined ? pending : [answering.to, ...pending]
      for (const each of all) unanswered(each, reasonOf(ending), t)
    },
  }
}

const isOk = ({ start }: HttpHead): boolean => /^\S+ 200/.test(start)

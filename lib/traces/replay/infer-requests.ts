/** Infers the calls of a recorded client to HTTP services, and the intents that they belong to. */
import * as E from 'fp-ts/lib/Either.js'

import { encodeIn, type Encodable } from '../../commands/codec.js'
import { dialectNamed, type Dialect } from '../../commands/dialects.js'
import { scopeOf } from '../../commands/scope.js'
import { contactWithGuid } from '../../client/contacts/changes.js'
import type { HttpRequest } from '../../core/effects.js'
import type { RequestIntent } from '../../client/requests/handler.js'
import { callOf, commandOf, type Request } from '../../client/requests/request.js'
import { isIntent, type Intent } from '../../client/intents/intents.js'
import { requestFor } from '../../client/requests/requests.js'
import { servedBy } from '../../client/services/operations.js'
import type { SessionSettings } from '../../client/settings.js'
import type { AccountView } from '../../client/state.js'
import { readOfflineText } from '../../payloads/offline.js'
import { secret } from '../../payloads/secret.js'
import { bookId } from '../../payloads/soap/header.js'
import { actionIn, type OperationRequest } from '../../payloads/soap/operation.js'
import { soap } from '../../payloads/soap/operations.js'
import { byteText } from '../../wire/text.js'
import { telephoneAddress } from '../../commands/networks.js'

/** One thing that a client did for an intent, in a form in which two can be compared. */
export type RequestDone =
  | { readonly _tag: 'Asked'; readonly operation: keyof typeof soap; readonly question: unknown; readonly head: unknown }
  | { readonly _tag: 'Said'; readonly command: string }

const operations = Object.entries(soap) as ReadonlyArray<readonly [keyof typeof soap, (typeof soap)[keyof typeof soap]]>

const readAs = (action: string | undefined, body: Uint8Array | undefined): RequestDone | undefined => {
  const found = action === undefined ? undefined : operations.find(([, each]) => each.action === action)
  if (found === undefined) return undefined
  const asked: E.Either<unknown, OperationRequest<unknown, unknown>> = found[1].readRequest(body)
  return E.isRight(asked)
    ? { _tag: 'Asked', operation: found[0], question: asked.right.request, head: asked.right.head }
    : undefined
}

/** What a request to a service asks; nothing, if it is none that services know. */
export const askedBy = ({ headers, body }: HttpRequest): RequestDone | undefined => {
  const action = Object.entries(headers).find(([name]) => name.toLowerCase() === 'soapaction')
  return readAs(actionIn(action?.[1]), body)
}

/** What a command says, whatever its number. */
export const saidBy = (dialect: Dialect, command: unknown): RequestDone | undefined => {
  const bytes = encodeIn('client')(scopeOf({ on: 'NS', dialect }), { ...(command as object), trid: 1 } as Encodable)
  return E.isRight(bytes) ? { _tag: 'Said', command: byteText(bytes.right) } : undefined
}

/** A contact that is new has its GUID only after the answer that makes it: until then it is anybody. */
const withoutNew = (question: unknown): unknown =>
  typeof question === 'object' && question !== null && 'contact' in question && question.contact === bookId
    ? { ...question, contact: undefined }
    : question

const isSame = (expected: RequestDone | undefined, did: RequestDone): boolean => {
  if (expected?._tag === 'Said') return did._tag === 'Said' && expected.command === did.command
  if (expected?._tag !== 'Asked' || did._tag !== 'Asked' || expected.operation !== did.operation) return false
  const wanted = withoutNew(expected.question) as Readonly<Record<string, unknown>>
  const own = did.question as Readonly<Record<string, unknown>>
  return Object.keys({ ...own, ...wanted }).every(
    (key) => (key === 'contact' && wanted[key] === undefined) || JSON.stringify(own[key]) === JSON.stringify(wanted[key]),
  )
}

const didBy = (request: Request, dialect: Dialect, state: AccountView): RequestDone | undefined => {
  switch (request._tag) {
    case 'Call': {
      const call = callOf(state, request)
      const { action, write } = servedBy(call)
      // Without any ticket it would be no request.
      return readAs(action, write(call.request, secret('x')))
    }
    case 'Command':
    case 'Say':
      return saidBy(dialect, { ...commandOf(state, request), trid: 1 } as Parameters<typeof saidBy>[1])
    case 'Store':
      return undefined
  }
}

/** A session that is to do what another one did. `later` is what that did next, in its order. */
export interface ServiceContext {
  readonly settings: SessionSettings
  readonly state: AccountView
  readonly dialect: Dialect
  readonly later: () => ReadonlyArray<RequestDone>
}

interface Match {
  readonly intent: RequestIntent
  readonly matched: number
  readonly requests: number
}

/** How much of what an intent leads to was done, if what came first is its first request. */
const matchOf = (intent: RequestIntent, did: RequestDone, later: ReadonlyArray<RequestDone>, doing: ServiceContext): Match | undefined => {
  const { settings, state, dialect } = doing
  if (!isIntent(intent)) return undefined
  const requested = requestFor({ view: state, dialect: dialectNamed(dialect), settings }, intent as RequestIntent)
  if (E.isLeft(requested)) return undefined
  const [first, ...rest] = requested.right.map((request) => didBy(request, dialect, state))
  if (!isSame(first, did)) return undefined
  let at = 0
  let matched = 1
  for (const next of rest) {
    const found = later.findIndex((other, index) => index >= at && isSame(next, other))
    if (found < 0) break
    at = found + 1
    matched++
  }
  return { intent, matched, requests: rest.length + 1 }
}

/** The intent that explains the most of what was done: all of its requests if one does, else as many as there are. */
export const fittingBest = (intents: ReadonlyArray<RequestIntent>, did: RequestDone, doing: ServiceContext): Intent | undefined => {
  const later = doing.later()
  const matches = intents.flatMap((intent) => matchOf(intent, did, later, doing) ?? [])
  const rank = ({ matched, requests }: Match): number => (matched === requests ? 1000 : 0) + matched - requests / 100
  return matches.toSorted((a, b) => rank(b) - rank(a))[0]?.intent
}

const listOf = { Allow: 'AL', Block: 'BL', Reverse: 'RL', Pending: 'PL' } as const

/** The intents of which one may have led to what a service was asked. */
const candidates = (did: RequestDone & { readonly _tag: 'Asked' }, { state, later }: ServiceContext): ReadonlyArray<RequestIntent> => {
  const asked = did.question as never
  const inGroups = (passport: string, names: ReadonlyArray<{ readonly name?: string }>): ReadonlyArray<RequestIntent> => {
    const groups = later().flatMap((next) =>
      next._tag === 'Asked' && next.operation === 'addToGroup' ? [(next.question as { readonly group: string }).group] : [],
    )
    return names.flatMap((name): ReadonlyArray<RequestIntent> => [
      { _tag: 'AddContact', passport, ...name },
      ...[...new Set(groups)].map((group) => ({ _tag: 'AddContact', passport, ...name, group }) as const),
    ])
  }
  const about = (guid: string, intents: (passport: string) => ReadonlyArray<RequestIntent>): ReadonlyArray<RequestIntent> => {
    const passport = contactWithGuid(state, guid)?.passport
    return passport === undefined ? [] : intents(passport)
  }
  switch (did.operation) {
    case 'addGroup':
      return [{ _tag: 'AddGroup', name: (asked as { readonly name: string }).name }]
    case 'updateGroup': {
      const { id, name } = asked as { readonly id: string; readonly name: string }
      return [{ _tag: 'RenameGroup', group: id, name }]
    }
    case 'deleteGroup':
      return [{ _tag: 'RemoveGroup', group: (asked as { readonly id: string }).id }]
    case 'addContact': {
      const { passport, nickname } = asked as { readonly passport: string; readonly nickname?: string }
      return [
        { _tag: 'AddToList', list: 'FL', passport },
        ...inGroups(passport, nickname === undefined ? [{}] : [{ name: nickname }]),
      ]
    }
    case 'deleteContact':
      return about((asked as { readonly id: string }).id, (passport) => [{ _tag: 'RemoveContact', passport }])
    case 'addToGroup': {
      const { group, contact } = asked as { readonly group: string; readonly contact: string }
      return about(contact, (passport) => [{ _tag: 'AddContact', passport, group }])
    }
    case 'removeFromGroup': {
      const { group, contact } = asked as { readonly group: string; readonly contact: string }
      return about(contact, (passport) => [{ _tag: 'RemoveContact', passport, group }])
    }
    case 'updateContact': {
      const { id, nickname, prompt } = asked as {
        readonly id: string
        readonly nickname?: string
        readonly prompt?: 'A' | 'N'
      }
      return [
        ...(prompt === undefined ? [] : [{ _tag: 'SetPrompt', prompt } as const]),
        ...(nickname === undefined
          ? []
          : about(id, (passport) => [{ _tag: 'RenameContact', passport, name: nickname }])),
      ]
    }
    case 'addMember':
    case 'deleteMember': {
      const { role, member } = asked as {
        readonly role: keyof typeof listOf
        readonly member: { readonly kind: string; readonly address: string }
      }
      const passport = member.kind === 'Phone' ? telephoneAddress(member.address) : member.address
      const list = listOf[role]
      return did.operation === 'addMember'
        ? [
            { _tag: 'AddToList', list, passport },
            { _tag: list === 'BL' ? 'Block' : 'Allow', passport },
            ...inGroups(passport, [{}]),
          ]
        : [
            { _tag: 'RemoveFromList', list, passport },
            { _tag: list === 'AL' ? 'Block' : 'Allow', passport },
            { _tag: 'AddToList', list: 'RL', passport },
          ]
    }
    case 'deleteMessages':
      return [{ _tag: 'DeleteOffline', ids: (asked as { readonly ids: ReadonlyArray<string> }).ids }]
    default:
      return []
  }
}

/** The intent of which one thing that a client did is the first request; nothing, where there is none. */
export const intentBegunBy = (did: RequestDone, doing: ServiceContext): Intent | undefined =>
  did._tag === 'Asked' ? fittingBest(candidates(did, doing), did, doing) : undefined

/**
 * The intent that has a session ask a service for something that it does not ask for by itself.
 *
 * **Shapes** nothing, for what no intent leads to.
 */
export const intentAsking = (request: HttpRequest, doing: ServiceContext): Intent | undefined => {
  const did = askedBy(request)
  if (did?._tag !== 'Asked') return undefined
  if (did.operation === 'findMembership' || did.operation === 'findAll') return { _tag: 'Synchronise' }
  if (did.operation === 'storeOffline') {
    const { to } = did.head as { readonly to: string }
    const { text } = readOfflineText((did.question as { readonly content: string }).content)
    return { _tag: 'SendOffline', passport: to, text }
  }
  return intentBegunBy(did, doing)
}

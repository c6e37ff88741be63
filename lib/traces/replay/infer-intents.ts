/** Infers from the commands of a recorded client what its app asked for. */
import * as E from 'fp-ts/lib/Either.js'

import { encodeIn, type Encodable } from '../../commands/codec.js'
import { dialectNamed, type Dialect } from '../../commands/dialects.js'
import type { Command } from '../../commands/rows.js'
import { scopeOf } from '../../commands/scope.js'
import { without } from '../../payloads/fields.js'
import { readList } from '../../payloads/list.js'
import { fittingBest, saidBy, type RequestDone } from './infer-requests.js'
import { contactWithGuid } from '../../client/contacts/changes.js'
import { isIntent, type Intent, type Question } from '../../client/intents/intents.js'
import { tellingOthers } from '../../client/presence/endpoints.js'
import type { RequestIntent } from '../../client/requests/handler.js'
import { commandOf } from '../../client/requests/request.js'
import { requestFor } from '../../client/requests/requests.js'
import type { SessionSettings } from '../../client/settings.js'
import type { AccountView } from '../../client/state.js'
import { readMessage, writeMessage, type Message } from '../../payloads/message.js'
import { readMime } from '../../payloads/mime.js'
import { readPersonal } from '../../payloads/personal.js'
import { byteText } from '../../wire/text.js'

/** A session that is to say what another one said. */
export interface InferenceContext {
  readonly settings: SessionSettings
  readonly state: AccountView
  readonly dialect: Dialect
  /** What it said after that. */
  readonly next?: Said | undefined
  /** What it said and asked services for after that. */
  readonly later?: () => ReadonlyArray<RequestDone>
}

type Said = Command<'client', 'NS'>

const statusOf = (command: Extract<Said, { readonly verb: 'CHG' }>): RequestIntent =>
  'object' in command && command.object !== undefined
    ? { _tag: 'SetStatus', status: command.status, object: command.object }
    : { _tag: 'SetStatus', status: command.status }

/** Somebody added. Without a name of the user's, the command says the name that is known, or the address: no nickname. */
const adding = (
  who: { readonly passport: string; readonly group?: string },
  name: string | undefined,
): ReadonlyArray<RequestIntent> => [
  { _tag: 'AddContact', ...who },
  ...(name === undefined || name === who.passport ? [] : [{ _tag: 'AddContact', ...who, name } as const]),
]

/** The intents of which one may have led to a command, the likeliest first. */
const candidates = (command: Said, { state, settings, dialect }: InferenceContext): ReadonlyArray<RequestIntent> => {
  const named = (guid: string): string | undefined => contactWithGuid(state, guid)?.passport
  const about = (guid: string, intent: (passport: string) => RequestIntent): ReadonlyArray<RequestIntent> => {
    const passport = named(guid)
    return passport === undefined ? [] : [intent(passport)]
  }
  switch (command.verb) {
    case 'CHG':
      return dialectNamed(dialect).has.endpoints ? [] : [statusOf(command)]
    case 'UUX':
      return [{ _tag: 'SetPersonal', personal: readPersonal(command.payload) }]
    case 'REA':
      return command.passport.toLowerCase() === settings.passport
        ? [{ _tag: 'SetName', name: command.name }]
        : [{ _tag: 'RenameContact', passport: command.passport, name: command.name }]
    case 'PRP': {
      const { property } = command
      return property._tag === 'DisplayName' && property.name !== undefined
        ? [{ _tag: 'SetName', name: property.name }]
        : [{ _tag: 'SetProperty', property }]
    }
    case 'SBP': {
      const { property, contactGuid } = command
      return property._tag === 'DisplayName' && property.name !== undefined
        ? about(contactGuid, (passport) => ({ _tag: 'RenameContact', passport, name: property.name! }))
        : about(contactGuid, (passport) => ({ _tag: 'SetContactProperty', passport, property }))
    }
    case 'BLP':
      return [{ _tag: 'SetPrivacy', privacy: command.setting }]
    case 'GTC':
      return [{ _tag: 'SetPrompt', prompt: command.setting }]
    case 'ADD': {
      const { list, passport, name, groupId } = command
      const group = groupId === undefined ? {} : { group: String(groupId) }
      return [
        { _tag: 'AddToList', list, passport },
        ...(list === 'FL' ? adding({ passport, ...group }, name) : []),
        ...(list === 'BL' ? [{ _tag: 'Block', passport } as const] : []),
        ...(list === 'AL' ? [{ _tag: 'Allow', passport } as const] : []),
      ]
    }
    case 'ADC': {
      if ('groupGuid' in command)
        return about(command.contactGuid, (passport) => ({ _tag: 'AddContact', passport, group: command.groupGuid }))
      const { list, passport } = command
      const name = 'name' in command ? command.name : undefined
      return [
        { _tag: 'AddToList', list, passport },
        ...(list === 'FL' ? adding({ passport }, name) : []),
      ]
    }
    case 'REM': {
      const group = 'groupId' in command ? command.groupId : 'groupGuid' in command ? command.groupGuid : undefined
      const of = (passport: string): RequestIntent =>
        group === undefined
          ? { _tag: 'RemoveFromList', list: command.list, passport }
          : { _tag: 'RemoveContact', passport, group: String(group) }
      return 'passport' in command ? [of(command.passport)] : about(command.contactGuid, of)
    }
    case 'ADG':
      return [{ _tag: 'AddGroup', name: command.name }]
    case 'RMG':
      return [{ _tag: 'RemoveGroup', group: 'group' in command ? command.group : String(command.groupId) }]
    case 'REG':
      return [
        {
          _tag: 'RenameGroup',
          group: 'groupGuid' in command ? command.groupGuid : String(command.groupId),
          name: command.name,
        },
      ]
    case 'FQY': {
      const [member] = readList(command.payload).members
      return member === undefined ? [] : [{ _tag: 'FindNetworks', passport: member.address }]
    }
    case 'UUM': {
      const { passport, network, payload } = command
      const message = readMessage(payload)
      const plain =
        message._tag === 'Text' ? { ...message, headers: without('Dest-Agent')(message.headers) } : message
      return [
        ...(plain._tag === 'Text' ? [{ _tag: 'SendOffline', passport, text: plain.text } as const] : []),
        { _tag: 'SayToNetwork', passport, network, message: plain },
      ]
    }
    case 'UUN': {
      const { to, type, payload } = command
      const guid = to.guid === undefined ? {} : { guid: to.guid }
      return [
        { _tag: 'SignOutElsewhere' },
        ...(to.guid === undefined ? [] : [{ _tag: 'SignOutEndpoint', guid: to.guid } as const]),
        { _tag: 'SendNote', passport: to.passport, ...guid, type, payload },
      ]
    }
    default:
      return []
  }
}

const bytesOf = (dialect: Dialect, command: Encodable): string | undefined => {
  const bytes = encodeIn('client')(scopeOf({ on: 'NS', dialect }), command)
  return E.isRight(bytes) ? byteText(bytes.right) : undefined
}

/** A status that is shown to the account's other places first, and then to everybody (`client/presence/endpoints.ts`). */
const shownTwice = (command: Said, { dialect, settings, next }: InferenceContext): RequestIntent | undefined => {
  if (command.verb !== 'UUX' || next?.verb !== 'CHG') return undefined
  const [telling] = tellingOthers(dialectNamed(dialect), settings, next.status)
  const isSame =
    telling !== undefined &&
    bytesOf(dialect, { ...telling, trid: command.trid } as Encodable) === bytesOf(dialect, command as Encodable)
  return isSame ? statusOf(next) : undefined
}

/** The question that says a command, whatever it is. */
const asked = (command: Said): Intent => {
  const { trid: _, odd: __, ...question } = command as Said & { readonly trid?: number; readonly odd?: string }
  return { _tag: 'Ask', question: question as unknown as Question }
}

/**
 * The intent that lets a session say a command to a notification server, which it does not say by itself. Where none says
 * just this and nothing more, the command is asked like a question, and its reply taken as any other.
 *
 * **Shapes** nothing, for a command without a transaction id, or one that belongs to the sign-in.
 */
export const intentBehind = (command: Said, saying: InferenceContext): Intent | undefined => {
  switch (command.verb) {
    case 'OUT':
      return { _tag: 'SignOut' }
    case 'PNG':
      return { _tag: 'Ping' }
    case 'SYN':
      return { _tag: 'Synchronise' }
    case 'XFR':
      return { _tag: 'OpenConversation', invite: [] }
  }
  if (!('trid' in command)) return undefined
  const { dialect, state, settings } = saying
  const shown = shownTwice(command, saying)
  if (shown !== undefined) return shown
  const wanted = bytesOf(dialect, command)
  const fitting = candidates(command, saying).find((intent) => {
    if (!isIntent(intent)) return false
    const request = requestFor({ view: state, dialect: dialectNamed(dialect), settings }, intent as RequestIntent)
    const [first, ...more] = E.isRight(request) ? request.right : []
    return (
      (first?._tag === 'Command' || first?._tag === 'Say') &&
      more.length === 0 &&
      bytesOf(dialect, { ...commandOf(state, first), trid: command.trid } as Encodable) === wanted
    )
  })
  if (fitting !== undefined) return fitting
  // What a service has to keep as well takes several errands, of which the command is the first.
  const did = saidBy(dialect, command)
  const best =
    did === undefined
      ? undefined
      : fittingBest(candidates(command, saying), did, { settings, state, dialect, later: saying.later ?? (() => []) })
  return best ?? asked(command)
}

/** A message that gives the same bytes again: as it is understood, or else as it came. */
const sayable = (payload: Uint8Array): Message => {
  const message = readMessage(payload)
  const isSame = byteText(writeMessage(message)) === byteText(payload)
  return isSame ? message : { _tag: 'Other', mime: readMime(payload) }
}

/**
 * The intent that lets a session say a command to a switchboard, in one of its conversations.
 *
 * **Shapes** nothing, for what a session says by itself.
 */
export const talkBehind = (command: Command<'client', 'SB'>, conversation: string): Intent | undefined => {
  switch (command.verb) {
    case 'CAL':
      return { _tag: 'Invite', conversation, passport: command.passport }
    case 'MSG':
      return command.ack === 'S'
        ? undefined
        : { _tag: 'Say', conversation, message: sayable(command.payload), ack: command.ack }
    case 'OUT':
      return { _tag: 'Leave', conversation }
    default:
      return undefined
  }
}

/** The participants of a switchboard session, and how each is named to the others: JOI, IRO and BYE. */
import type { DialectFacts } from '../../commands/dialects.js'
import { forms } from '../../commands/fit.js'
import { each, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { inEachDialect, report, send, switchboardCommand, type HostAction, type ServerCommand } from '../action.js'
import type { Host, HostConversation, HostParticipant, InsidePhase } from '../state.js'

export const counted = (counts: Host['switchboards'], passport: string, change: 1 | -1): Host['switchboards'] => {
  const count = (counts.get(passport) ?? 0) + change
  return count <= 0 ? counts.delete(passport) : counts.set(passport, count)
}

/** Counts one switchboard more, or less, that an account is on or may begin. */
export const countSwitchboard = (passport: string, change: 1 | -1): HostAction =>
  modify((host) => ({ ...host, switchboards: counted(host.switchboards, passport, change) }))

/** An account on a switchboard as each dialect names it: with the endpoint, if that is wanted (core.md 6.3). */
const nameFor = ({ passport, endpointId }: HostParticipant, withEndpoint: boolean) => ({
  passport,
  endpoint: withEndpoint && endpointId !== undefined ? { passport, guid: endpointId } : { passport },
})

/** What IRO and JOI say of somebody, in every dialect. */
const wordsOf = (participant: HostParticipant, withEndpoint: boolean) => ({
  ...nameFor(participant, withEndpoint),
  name: participant.name,
  capabilities: forms({ client: participant.capabilities, extended: participant.extended ?? 0 }, participant.capabilities),
})

const joi = ({ dialect }: HostParticipant, participant: HostParticipant, withEndpoint: boolean): ServerCommand =>
  switchboardCommand(dialect, 'Async', 'JOI', wordsOf(participant, withEndpoint))

/** The participants of a session; nobody, where there is no such session. */
export const participantsOf = (host: Host, conversation: string): HostConversation => host.conversations.get(conversation) ?? []

/** Whether an account is on a session. */
export const isPresent = (host: Host, conversation: string, passport: string): boolean =>
  participantsOf(host, conversation).some((participant) => participant.passport === passport)

/** The accounts on a session. */
export const accountsIn = (participants: HostConversation): ReadonlySet<string> => new Set(participants.map(({ passport }) => passport))

/** Says something to everybody on a session but one. */
export const sendToOthers = (conversation: string, but: Name, command: (dialect: DialectFacts) => ServerCommand): HostAction =>
  seeing((host) => {
    const inDialect = inEachDialect(command)
    return each(
      participantsOf(host, conversation).filter(({ link }) => link !== but),
      ({ link, dialect }) => send(link, inDialect(dialect)),
    )
  })

/** Puts somebody on a session, which begins with the first. */
export const addParticipant = (conversation: string, participant: HostParticipant): HostAction =>
  modify((host) => ({
    ...host,
    conversations: host.conversations.set(conversation, [...participantsOf(host, conversation), participant]),
  }))

/**
 * Which lines name somebody to a reader: with the endpoint, for who knows of endpoints; and without, for the first endpoint of an
 * account that comes, or the last one that goes.
 */
const naming = (reader: HostParticipant, { endpointId }: HostParticipant, isOnly: boolean): ReadonlyArray<boolean> => [
  ...(reader.dialect.has.endpoints && endpointId !== undefined ? [true] : []),
  ...(isOnly ? [false] : []),
]

/** Names somebody to others by JOI. */
export const announceJoin = (conversation: string, participant: HostParticipant, isOnly: boolean): HostAction =>
  seeing((host) =>
    each(
      participantsOf(host, conversation).filter(({ link }) => link !== participant.link),
      (reader) =>
        each(naming(reader, participant, isOnly), (withEndpoint) =>
          send(reader.link, joi(reader, participant, withEndpoint)),
        ),
    ),
  )

/** Names somebody to themselves by JOI, from MSNP16 on (core.md 6.3). */
export const announceToSelf = (participant: HostParticipant): HostAction =>
  when(
    participant.dialect.has.endpoints,
    () => send(participant.link, joi(participant, participant, false)),
  )

/** Names those to a newcomer who are there, by IRO (core.md 6.2, 6.3); oneself at another endpoint, by that alone. */
export const listParticipants = (newcomer: HostParticipant, trid: number, participants: HostConversation): HostAction => {
  const lines = participants.flatMap((participant, at) => {
    const isFirst = participants.findIndex(({ passport }) => passport === participant.passport) === at
    const isOther = participant.passport !== newcomer.passport
    return naming(newcomer, participant, isOther && isFirst).map((withEndpoint) => wordsOf(participant, withEndpoint))
  })
  return each(lines.entries(), ([at, words]) =>
    send(
      newcomer.link,
      switchboardCommand(newcomer.dialect, 'Normal', 'IRO', { ...words, trid, index: at + 1, total: lines.length }),
    ),
  )
}

const byes = (reader: HostParticipant, participant: HostParticipant, isOnly: boolean, idle: boolean): ReadonlyArray<ServerCommand> => {
  const flag = idle ? { idle: '1' as const } : {}
  return naming(reader, participant, isOnly).map((withEndpoint) =>
    switchboardCommand(reader.dialect, 'Async', 'BYE', { ...nameFor(participant, withEndpoint), ...flag }),
  )
}

/** Takes somebody off a session, which ends with the last; the others are notified, and whether it was for saying nothing. */
export const removeParticipant = (link: Name, { conversation, passport }: InsidePhase, idle: boolean): HostAction =>
  seeing((host) => {
    const participants = participantsOf(host, conversation)
    const participant = participants.find((one) => one.link === link)
    const left = participants.filter((one) => one !== participant)
    const conversations =
      left.length === 0 ? host.conversations.delete(conversation) : host.conversations.set(conversation, left)
    const isLast = !left.some((one) => one.passport === passport)
    return inOrder(
      modify((now) => ({ ...now, conversations })),
      countSwitchboard(passport, -1),
      participant === undefined
        ? nothing
        : each(left, (reader) => each(byes(reader, participant, isLast, idle), (line) => send(reader.link, line))),
      report({ _tag: 'ConversationLeft', conversation, passport }),
      when(left.length === 0, () => report({ _tag: 'ConversationClosed', conversation })),
    )
  })

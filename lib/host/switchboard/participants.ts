import { forms } from '../../commands/fit.js'
import { each, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { report, say, switchboardCommand, type HostAction, type ServerCommand } from '../action.js'
import type { Conversation, Host, Inside, Person } from '../state.js'

export const counted = (counts: Host['boards'], passport: string, change: 1 | -1): Host['boards'] => {
  const count = (counts.get(passport) ?? 0) + change
  return count <= 0 ? counts.delete(passport) : counts.set(passport, count)
}

/** Counts one switchboard more, or less, that an account is on or may begin. */
export const countingBoard = (passport: string, change: 1 | -1): HostAction =>
  modify((host) => ({ ...host, boards: counted(host.boards, passport, change) }))

/** An account on a switchboard as each dialect names it: with the place, if that is wanted (core.md 6.3). */
const nameFor = ({ passport, place }: Person, withPlace: boolean) => ({
  passport,
  endpoint: withPlace && place !== undefined ? { passport, guid: place } : { passport },
})

/** What IRO and JOI say of somebody, in every dialect. */
const wordsOf = (person: Person, withPlace: boolean) => ({
  ...nameFor(person, withPlace),
  name: person.name,
  capabilities: forms({ client: person.capabilities, extended: person.extended ?? 0 }, person.capabilities),
})

const joi = ({ dialect }: Person, person: Person, withPlace: boolean): ServerCommand =>
  switchboardCommand(dialect, 'Async', 'JOI', wordsOf(person, withPlace))

/** The people of a session; nobody, where there is no such session. */
export const peopleOf = (host: Host, conversation: string): Conversation => host.conversations.get(conversation) ?? []

/** Whether an account is on a session. */
export const isPresent = (host: Host, conversation: string, passport: string): boolean =>
  peopleOf(host, conversation).some((person) => person.passport === passport)

/** The accounts on a session. */
export const accountsIn = (people: Conversation): ReadonlySet<string> => new Set(people.map(({ passport }) => passport))

/** Says something to everybody on a session but one. */
export const sayToOthers = (conversation: string, but: Name, command: (reader: Person) => ServerCommand): HostAction =>
  seeing((host) =>
    each(
      peopleOf(host, conversation).filter(({ link }) => link !== but),
      (reader) => say(reader.link, command(reader)),
    ),
  )

/** Puts somebody on a session, which begins with the first. */
export const joining = (conversation: string, person: Person): HostAction =>
  modify((host) => ({
    ...host,
    conversations: host.conversations.set(conversation, [...peopleOf(host, conversation), person]),
  }))

/**
 * Which lines name somebody to a reader: with the place, for who knows of places; and without, for the first place of an
 * account that comes, or the last one that goes.
 */
const naming = (reader: Person, { place }: Person, isOnly: boolean): ReadonlyArray<boolean> => [
  ...(reader.dialect.has.endpoints && place !== undefined ? [true] : []),
  ...(isOnly ? [false] : []),
]

/** Names somebody to others by JOI. */
export const tellJoined = (conversation: string, person: Person, isOnly: boolean): HostAction =>
  seeing((host) =>
    each(
      peopleOf(host, conversation).filter(({ link }) => link !== person.link),
      (reader) =>
        each(naming(reader, person, isOnly), (withPlace) =>
          say(reader.link, joi(reader, person, withPlace)),
        ),
    ),
  )

/** Names somebody to themselves by JOI, from MSNP16 on (core.md 6.3). */
export const tellSelf = (person: Person): HostAction =>
  when(
    person.dialect.has.endpoints,
    () => say(person.link, joi(person, person, false)),
  )

/** Names those to a newcomer who are there, by IRO (core.md 6.2, 6.3); oneself at another place, by that alone. */
export const tellPresent = (newcomer: Person, trid: number, people: Conversation): HostAction => {
  const lines = people.flatMap((person, at) => {
    const isFirst = people.findIndex(({ passport }) => passport === person.passport) === at
    const isOther = person.passport !== newcomer.passport
    return naming(newcomer, person, isOther && isFirst).map((withPlace) => wordsOf(person, withPlace))
  })
  return each(lines.entries(), ([at, words]) =>
    say(
      newcomer.link,
      switchboardCommand(newcomer.dialect, 'Normal', 'IRO', { ...words, trid, index: at + 1, total: lines.length }),
    ),
  )
}

const byes = (reader: Person, person: Person, isOnly: boolean, idle: boolean): ReadonlyArray<ServerCommand> => {
  const flag = idle ? { idle: '1' as const } : {}
  return naming(reader, person, isOnly).map((withPlace) =>
    switchboardCommand(reader.dialect, 'Async', 'BYE', { ...nameFor(person, withPlace), ...flag }),
  )
}

/** Takes somebody off a session, which ends with the last; the others are told, and whether it was for saying nothing. */
export const leaving = (link: Name, { conversation, passport }: Inside, idle: boolean): HostAction =>
  seeing((host) => {
    const people = peopleOf(host, conversation)
    const person = people.find((one) => one.link === link)
    const left = people.filter((one) => one !== person)
    const conversations =
      left.length === 0 ? host.conversations.delete(conversation) : host.conversations.set(conversation, left)
    const isLast = !left.some((one) => one.passport === passport)
    return inOrder(
      modify((now) => ({ ...now, conversations })),
      countingBoard(passport, -1),
      person === undefined
        ? nothing
        : each(left, (reader) => each(byes(reader, person, isLast, idle), (line) => say(reader.link, line))),
      report({ _tag: 'ConversationLeft', conversation, passport }),
      when(left.length === 0, () => report({ _tag: 'ConversationClosed', conversation })),
    )
  })

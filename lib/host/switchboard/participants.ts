import type { Name } from '../../core/effects.js'
import { each, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import { report, say, type HostAction, type ServerCommand } from '../action.js'
import type { Conversation, Host, Inside, Person } from '../state.js'

const counted = (counts: Host['boards'], passport: string, change: 1 | -1): Host['boards'] => {
  const count = (counts.get(passport) ?? 0) + change
  return count <= 0 ? counts.delete(passport) : counts.set(passport, count)
}

/** Counts one switchboard more, or less, that an account is on or may begin. */
export const countingBoard = (passport: string, change: 1 | -1): HostAction =>
  modify((host) => ({ ...host, boards: counted(host.boards, passport, change) }))

/** Counts one cookie more, or less, that an account has asked for. */
export const countingCookie = (passport: string, change: 1 | -1): HostAction =>
  modify((host) => ({ ...host, asked: counted(host.asked, passport, change) }))

/** From this dialect on, people are named once for each place, and once without (core.md 6.3). */
export const placesSince = 16

const capabilitiesSince = 12

/** How somebody is called on a switchboard, by the dialect of who reads it: with the place, if that is wanted. */
const wordsOf = (reader: Person, { passport, place, name, capabilities, extended = 0 }: Person, withPlace: boolean) => {
  if (reader.dialect < capabilitiesSince) return { passport, name }
  if (reader.dialect < placesSince) return { passport, name, capabilities }
  const endpoint = withPlace && place !== undefined ? { passport, guid: place } : { passport }
  return { endpoint, name, capabilities: { client: capabilities, extended } }
}

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
  ...(reader.dialect >= placesSince && place !== undefined ? [true] : []),
  ...(isOnly ? [false] : []),
]

/** Names somebody to others by JOI. */
export const tellJoined = (conversation: string, person: Person, isOnly: boolean): HostAction =>
  seeing((host) =>
    each(
      peopleOf(host, conversation).filter(({ link }) => link !== person.link),
      (reader) =>
        each(naming(reader, person, isOnly), (withPlace) =>
          say(reader.link, { _tag: 'Async', verb: 'JOI', ...wordsOf(reader, person, withPlace) } as ServerCommand),
        ),
    ),
  )

/** Names somebody to themselves by JOI, from MSNP16 on (core.md 6.3). */
export const tellSelf = (person: Person): HostAction =>
  when(
    person.dialect >= placesSince,
    () => say(person.link, { _tag: 'Async', verb: 'JOI', ...wordsOf(person, person, false) } as ServerCommand),
  )

/** Names those to a newcomer who are there, by IRO (core.md 6.2, 6.3); oneself at another place, by that alone. */
export const tellPresent = (newcomer: Person, trid: number, people: Conversation): HostAction => {
  const lines = people.flatMap((person, at) => {
    const isFirst = people.findIndex(({ passport }) => passport === person.passport) === at
    const isOther = person.passport !== newcomer.passport
    return naming(newcomer, person, isOther && isFirst).map((withPlace) => wordsOf(newcomer, person, withPlace))
  })
  return each(lines.entries(), ([at, words]) =>
    say(newcomer.link, {
      _tag: 'Normal',
      verb: 'IRO',
      trid,
      index: at + 1,
      total: lines.length,
      ...words,
    } as ServerCommand),
  )
}

const byes = (reader: Person, person: Person, isOnly: boolean, idle: boolean): ReadonlyArray<ServerCommand> => {
  const { passport, place } = person
  const flag = idle ? { idle: '1' as const } : {}
  return naming(reader, person, isOnly).map((withPlace): ServerCommand => {
    if (reader.dialect < placesSince) return { _tag: 'Async', verb: 'BYE', passport, ...flag }
    const endpoint = withPlace && place !== undefined ? { passport, guid: place } : { passport }
    return { _tag: 'Async', verb: 'BYE', endpoint, ...flag }
  })
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

import type { Name } from '../machines/effects.js'
import { changing, each, inOrder, say, seeing, tell, when, type Deed, type ServerCommand } from './deed.js'
import type { Conversation, Host, Inside, Person } from './state.js'

const counted = (counts: Host['boards'], passport: string, change: 1 | -1): Host['boards'] => {
  const count = (counts.get(passport) ?? 0) + change
  return count <= 0 ? counts.delete(passport) : counts.set(passport, count)
}

/** Counts one switchboard more, or less, that an account is on or may begin. */
export const countingBoard = (passport: string, change: 1 | -1): Deed =>
  changing((host) => ({ ...host, boards: counted(host.boards, passport, change) }))

/** Counts one cookie more, or less, that an account has asked for. */
export const countingCookie = (passport: string, change: 1 | -1): Deed =>
  changing((host) => ({ ...host, asked: counted(host.asked, passport, change) }))

/** The dialect of somebody on a switchboard, by number. */
const dialectOf = (host: Host, link: Name): number => {
  const phase = host.connections.get(link)?.phase
  return phase?._tag === 'Inside' ? phase.dialect.number : 0
}

/** How somebody is called on a switchboard: with capabilities to those whose dialect has them there (core.md 6.1). */
export const wordsOf = (host: Host, reader: Name, { passport, name, capabilities }: Person) => ({
  passport,
  name,
  ...(dialectOf(host, reader) < 12 ? {} : { capabilities }),
})

/** The people of a session; nobody, where there is no such session. */
export const peopleOf = (host: Host, conversation: string): Conversation => host.conversations.get(conversation) ?? []

/** Says something to everybody on a session but one. */
export const sayToOthers = (conversation: string, but: Name, command: (reader: Person) => ServerCommand): Deed =>
  seeing((host) =>
    each(
      peopleOf(host, conversation).filter(({ link }) => link !== but),
      (reader) => say(reader.link, command(reader)),
    ),
  )

/** Puts somebody on a session, which begins with the first. */
export const joining = (conversation: string, person: Person): Deed =>
  changing((host) => ({
    ...host,
    conversations: host.conversations.set(conversation, [...peopleOf(host, conversation), person]),
  }))

/** Takes somebody off a session, which ends with the last; the others are told, and whether it was for saying nothing. */
export const leaving = (link: Name, { conversation, passport }: Inside, idle: boolean): Deed =>
  seeing((host) => {
    const left = peopleOf(host, conversation).filter((person) => person.link !== link)
    const conversations =
      left.length === 0 ? host.conversations.delete(conversation) : host.conversations.set(conversation, left)
    return inOrder(
      changing((now) => ({ ...now, conversations })),
      countingBoard(passport, -1),
      sayToOthers(conversation, link, () => ({
        _tag: 'Async',
        verb: 'BYE',
        passport,
        ...(idle ? { idle: '1' as const } : {}),
      })),
      tell({ _tag: 'ConversationLeft', conversation, passport }),
      when(left.length === 0, tell({ _tag: 'ConversationClosed', conversation })),
    )
  })

/** Whether somebody is on a session. */
export const isPresent = (host: Host, conversation: string, passport: string): boolean =>
  peopleOf(host, conversation).some((person) => person.passport === passport)

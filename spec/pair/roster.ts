import { ownPresenceOf, presenceOf } from '../../lib/host/presence/aggregate.js'
import type { Host } from '../../lib/host/state.js'
import { allows, bits } from '../../lib/host/lists/accounts.js'
import type { SessionState } from '../../lib/index.js'

/** Somebody on a list, as both sides can tell it; groups by their names. */
export interface Entry {
  readonly lists: number
  readonly groups: ReadonlyArray<string>
  /** What somebody on the forward list is called. */
  readonly name?: string
  readonly status: string
}

/** What an account knows of itself and of others. */
export interface Roster {
  readonly name: string
  readonly privacy: string | undefined
  readonly prompt: string | undefined
  readonly groups: ReadonlyArray<string>
  readonly contacts: Readonly<Record<string, Entry>>
}

const sorted = <A>(all: Iterable<readonly [string, A]>): Readonly<Record<string, A>> =>
  Object.fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)))

const numberOf = (dialect: string | undefined): number => Number(dialect?.slice(4))

/** What a session says. */
export const rosterOf = ({ dialect, account, contacts, groups }: SessionState): Roster => {
  // The group that everybody is in has the id 0, and is there in some dialects only.
  const real = [...groups.values()].filter(({ id }) => id !== '0')
  const nameOfGroup = (id: string): string | undefined => groups.get(id)?.name ?? `no group ${id}`
  return {
    name: account.name,
    privacy: account.privacy,
    prompt: account.prompt,
    groups: real.map(({ name }) => name).sort(),
    contacts: sorted(
      [...contacts.values()].map((contact) => [
        contact.passport,
        {
          lists: contact.lists,
          groups: contact.groups
            .filter((id) => id !== '0')
            .map((id) => nameOfGroup(id)!)
            .sort(),
          ...(contact.lists & bits.FL ? { name: contact.name } : {}),
          status: numberOf(dialect) > 0 ? contact.status : 'FLN',
        },
      ]),
    ),
  }
}

/** What the server has for an account, as a dialect would tell it. */
export const heldFor = (host: Host, passport: string, dialect: string): Roster => {
  const number = numberOf(dialect)
  const { name, privacy, prompt, groups, contacts } = host.accounts.get(passport)!
  const isGrouped = number >= 7
  const statusOf = (other: string): string => {
    const theirs = host.accounts.get(other)
    const status = presenceOf(host, other)?.status
    const isShown = status !== undefined && status !== 'HDN' && theirs !== undefined && allows(theirs, passport)
    return isShown && ownPresenceOf(host, passport) !== undefined ? status : 'FLN'
  }
  const listsIn = (lists: number): number =>
    number < 10 ? lists & ~bits.PL : lists & bits.PL ? lists & ~bits.RL : lists
  return {
    name,
    privacy,
    prompt,
    groups: isGrouped
      ? groups
          .filter(({ id }) => id !== 0)
          .map(({ name }) => name)
          .sort()
      : [],
    contacts: sorted(
      [...contacts.values()]
        .filter(({ lists }) => listsIn(lists) !== 0)
        .map((contact) => {
          const isForward = (contact.lists & bits.FL) !== 0
          return [
            contact.passport,
            {
              lists: listsIn(contact.lists),
              groups: isGrouped
                ? groups
                    .filter(({ id }) => id !== 0 && contact.groups & (1 << id))
                    .map(({ name }) => name)
                    .sort()
                : [],
              ...(isForward
                ? { name: contact.name ?? host.accounts.get(contact.passport)?.name ?? contact.passport }
                : {}),
              status: isForward ? statusOf(contact.passport) : 'FLN',
            },
          ] as const
        }),
    ),
  }
}

/** A roster without what others are called: a name of one's own for a contact gives way to what the contact says. */
export const nameless = ({ contacts, ...roster }: Roster): Roster => ({
  ...roster,
  contacts: Object.fromEntries(
    Object.entries(contacts).map(([passport, { name: _, ...entry }]) => [passport, entry] as const),
  ),
})

/** What the rows declare about verbs and fields: kinds of payloads, replies, secrets, names. */
import type { Decoded } from './codec.js'
import { stepsOf, type CommandRole, type FieldStep, type PayloadKind, type Row, type ServerKind, type Side } from './row.js'
import { allPlans } from './verbs.js'
import type { Secrecy } from './word.js'

/** How secret a thing is that is one. */
export type SecretOrigin = Exclude<Secrecy, false>

const rowsWith = allPlans.map(({ row }) => ({ row, steps: stepsOf(row) }))

const byVerb = <A>(valuesOf: (row: Row) => ReadonlyArray<A>): ReadonlyMap<string, ReadonlySet<A>> => {
  const found = new Map<string, Set<A>>()
  for (const { row } of rowsWith)
    for (const value of valuesOf(row)) found.set(row.verb, (found.get(row.verb) ?? new Set()).add(value))
  return found
}

const kinds: ReadonlyMap<string, PayloadKind> = new Map(
  rowsWith.flatMap(({ row: { verb, payload } }) => (payload === undefined ? [] : [[verb, payload.kind] as const])),
)

/** What the payload of a verb consists of, whoever says it; nothing, if the verb has none or is not known. */
export const payloadKind = (verb: string): PayloadKind | undefined => kinds.get(verb)

const secretPayloads: ReadonlyMap<string, SecretOrigin> = new Map(
  rowsWith.flatMap(({ row: { verb, payload } }) => (payload?.secret === undefined ? [] : [[verb, payload.secret] as const])),
)

/** How secret the payload of a verb is as a whole; nothing, if it is not. */
export const payloadSecrecy = (verb: string): SecretOrigin | undefined => secretPayloads.get(verb)

const answering = (side: Side): ReadonlyMap<string, ReadonlySet<string>> =>
  byVerb(({ from, answers = [] }) => (from === side || from === 'both' ? answers : []))

const answers: Readonly<Record<Side, ReadonlyMap<string, ReadonlySet<string>>>> = {
  client: answering('client'),
  server: answering('server'),
}

/** Whether what a side says by one verb can answer what the other has said by another. */
export const isAnswerTo = (side: Side, verb: string, asked: string): boolean =>
  verb === asked || answers[side].get(verb)?.has(asked) === true

const questions: ReadonlySet<string> = new Set([...answers.client.values()].flatMap((asked) => [...asked]))

/** Whether a client answers what a server says by a verb unasked, without its user: a challenge. */
export const isQuestion = (verb: string): boolean => questions.has(verb)

const roles: Readonly<Record<Side, ReadonlyMap<string, ReadonlySet<CommandRole>>>> = {
  client: byVerb(({ from, role }) => (from === 'client' && role !== undefined ? [role] : [])),
  server: byVerb(({ from, role }) => (from === 'server' && role !== undefined ? [role] : [])),
}

/** Whether a command of a side is one that is said for the connection alone. */
export const hasRole = (role: CommandRole, side: Side, command: Decoded): boolean =>
  command._tag !== 'Undecodable' && roles[side].get(command.verb)?.has(role) === true

/** Where in a line addresses of servers stand, as numbers of its words, and to what kind of server they lead. */
export interface Referral {
  readonly on: Exclude<ServerKind, 'DS'>
  readonly positions: readonly [number, ...ReadonlyArray<number>]
}

/** By the verb and, where one is said, the kind of server that follows it. */
const referrals = rowsWith.reduce((found, { row: { verb, from }, steps }) => {
  const positions = steps.flatMap(({ word, kind }, i) => (word.name === 'Address' && kind !== 'Rest' ? [i + 1] : []))
  if (from !== 'server' || positions.length === 0) return found
  const to = steps.find(({ name }) => name === 'to')?.word.name
  const key = to === undefined ? verb : `${verb} ${to}`
  const [first, ...more] = [...new Set([...(found.get(key)?.positions ?? []), ...positions])].sort((a, b) => a - b)
  // Who is invited is led to a switchboard, without a word of it.
  return found.set(key, { on: to === 'NS' ? to : 'SB', positions: [first!, ...more] })
}, new Map<string, Referral>())

/** Where addresses stand in a line that a server may have said; nothing, if it leads nowhere. **Source** core.md 2.2, 2.3, 6.2 */
export const referralIn = ([verb = '', trid = '', to = '']: ReadonlyArray<string>): Referral | undefined =>
  (/^\d+$/.test(trid) ? referrals.get(`${verb} ${to}`) : undefined) ?? referrals.get(verb)

const secretSteps = rowsWith.flatMap(({ row: { verb }, steps }) =>
  steps.flatMap(({ name, word: { secret } }) => (secret === false ? [] : [{ verb, name, secret }])),
)

/** The fields of commands that let somebody in: passwords, tickets, proofs, digests and cookies. */
export const secretFields: ReadonlySet<string> = new Set(secretSteps.map(({ name }) => name))

/** What is shown in place of a secret. */
export const hidden = '•••'

/** A field of a command or an event as it may be shown: a secret is hidden. */
export const shownField = <A>(name: string, value: A): A | typeof hidden => (secretFields.has(name) ? hidden : value)

/** Those of them that nobody can give but who knows the password or the key of a ticket. */
export const computedFields: ReadonlySet<string> = new Set(
  secretSteps.flatMap(({ name, secret }) => (secret === 'computed' ? [name] : [])),
)

/** The verbs of the commands that have secret fields. */
export const secretVerbs: ReadonlySet<string> = new Set(secretSteps.map(({ verb }) => verb))

/** The secrets that stand in the words of a command. */
export const secretsIn = (command: Decoded): ReadonlyArray<string> =>
  Object.entries(command).flatMap(([name, value]) => (secretFields.has(name) && typeof value === 'string' ? [value] : []))

const holdsName = ({ word }: FieldStep): boolean => /(?:^|=)Quoted$/.test(word.name)

/** The fields that hold what somebody is called, or a group. */
export const nameFields: ReadonlySet<string> = new Set(
  rowsWith.flatMap(({ steps }) => steps.filter(holdsName).map(({ name }) => name)),
)

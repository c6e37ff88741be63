/** What the rows say of verbs and fields: kinds of payloads, what answers what, what is secret, and what holds a name. */
import type { Decoded } from './codec.js'
import { stepsOf, type PayloadKind, type CommandRole, type Row, type Side, type FieldStep } from './row.js'
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

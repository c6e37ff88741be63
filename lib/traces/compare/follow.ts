/** Pairs the commands of a client with those of the recorded one, and gives replies the transaction ids that it waits for. */
import type { Decoded } from '../../commands/codec.js'
import { isAnswerTo } from '../../commands/facts.js'
import { isCode } from '../../commands/verbs.js'
import { bytesOf, byteText } from '../../wire/text.js'
import { computedIn, type RecordedCommand } from '../format/command.js'

/** Something that the recorded client said, and what stands for it now. */
export interface RecordedRequest {
  readonly spoken: RecordedCommand
  /** What is said in its place, once it is. */
  said: RecordedCommand['bytes'] | undefined
  /** Replies that came before it was said. */
  readonly waiting: Array<Uint8Array>
}

/**
 * Leads somebody through a connection of a recording who does not say quite the same.
 *
 * **Shapes** what is said stands for the first thing not said yet that the recorded client said with this verb. The server's
 * replies are for those who asked: their transaction ids are exchanged, and a reply waits for its question.
 */
export interface Follower {
  readonly requests: ReadonlyArray<RecordedRequest>
  /** What a command stands for; nothing, if for nothing that was recorded. Then come the replies that have waited for it. */
  readonly say: (command: Decoded, bytes: Uint8Array) => RecordedRequest | undefined
  /** What the server says to who is led; nothing, if it is a reply to what was not said yet. */
  readonly hear: (spoken: RecordedCommand) => Uint8Array | undefined
}

const verbOf = (command: Decoded): string =>
  command._tag === 'Undecodable' ? (/^\S+/.exec(command.frame.line)?.[0] ?? '') : command.verb

/** Which part of a sign-in a command is. */
const stepOf = (command: Decoded): unknown => ('step' in command ? command.step : undefined)

const wordsOf = (bytes: Uint8Array): ReadonlyArray<string> => {
  const end = bytes.indexOf(10)
  return byteText(bytes, 0, end < 0 ? bytes.length : end)
    .trimEnd()
    .split(' ')
}

/** The transaction id in a command, read or not. */
const tridIn = (bytes: Uint8Array): string | undefined => {
  const [, trid] = wordsOf(bytes)
  return trid !== undefined && /^\d+$/.test(trid) ? trid : undefined
}

/** Bytes with another transaction id. */
const withTrid = (bytes: Uint8Array, trid: string): Uint8Array => {
  const end = bytes.indexOf(10)
  const line = byteText(bytes, 0, end < 0 ? bytes.length : end)
  return bytesOf(line.replace(/^(\S+ )\d+/, `$1${trid}`), bytes.subarray(line.length))
}

/** Whether two commands say the same but for transaction ids, and what follows from a secret. */
export const isSaidTheSame = (recorded: RecordedCommand, command: Decoded, bytes: Uint8Array): boolean => {
  const open = (each: Decoded, all: Uint8Array): string => {
    const plain = all.slice()
    for (const [from, to] of computedIn(each, all)) plain.fill(42, from, to)
    return byteText(withTrid(plain, '0'))
  }
  return open(recorded.command, recorded.bytes) === open(command, bytes)
}

/** A list for each key. */
const grouped = <A>(all: ReadonlyArray<A>, keyOf: (each: A) => string): ReadonlyMap<string, Array<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const each of all) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return groups
}

const kindOf = (command: Decoded): string => `${verbOf(command)} ${stepOf(command)}`

/** Nothing has been said yet of what was said on a connection. `isDue` tells whether a command may be said already. */
export const follower = (
  spoken: ReadonlyArray<RecordedCommand>,
  isDue: (request: RecordedRequest) => boolean = () => true,
): Follower => {
  const requests = spoken.flatMap((each): ReadonlyArray<RecordedRequest> =>
    each.from === 'client' ? [{ spoken: each, said: undefined, waiting: [] }] : [],
  )
  const unsaid = grouped(requests, (request) => kindOf(request.spoken.command))
  const byTrid = grouped(requests, (request) => tridIn(request.spoken.bytes) ?? '')

  const questionOf = (reply: RecordedCommand): RecordedRequest | undefined => {
    const trid = tridIn(reply.bytes)
    const verb = wordsOf(reply.bytes)[0] ?? ''
    if (trid === undefined || trid === '0') return undefined
    const isAnswered = (asked: string): boolean => isCode(verb) || isAnswerTo('server', verb, asked)
    return byTrid
      .get(trid)
      ?.findLast((request) => request.spoken.first <= reply.last && isAnswered(verbOf(request.spoken.command)))
  }

  return {
    requests,
    say: (command, bytes) => {
      const alike = unsaid.get(kindOf(command))
      const request = alike?.[0]
      if (request === undefined || !isDue(request)) return undefined
      alike?.shift()
      request.said = bytes
      return request
    },
    hear: (reply) => {
      const question = questionOf(reply)
      if (question === undefined) return reply.bytes
      if (question.said !== undefined) return renumbered(reply.bytes, question)
      question.waiting.push(reply.bytes)
      return undefined
    },
  }
}

/** A reply with the transaction id of what was said. */
export const renumbered = (reply: Uint8Array, { said }: RecordedRequest): Uint8Array => {
  const trid = said === undefined ? undefined : tridIn(said)
  return trid === undefined ? reply : withTrid(reply, trid)
}

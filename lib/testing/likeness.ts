/** Whether a value is like a part of one, and events and commands as a line of text. */

import { isPersistentMap } from '../core/persistentMap.js'
import type { Decoded } from '../commands/codec.js'
import { payloadKind } from '../commands/facts.js'
import { describeReason } from '../commands/undecodable.js'
import { readMessage } from '../payloads/message.js'
import { isBytes } from '../wire/bytes.js'
import { utf8Of } from '../wire/text.js'

/** Some of a thing: what is left out may be anything, in it and in all that it holds. */
export type Some<A> = A extends Uint8Array
  ? A
  : A extends ReadonlyArray<infer E>
    ? ReadonlyArray<Some<E>>
    : A extends object
      ? { readonly [K in keyof A]?: Some<A[K]> }
      : A

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> => typeof u === 'object' && u !== null

/** Whether a thing is as it should be, as far as that was said. Lists and maps are to be as long, and bytes the same. */
export const isLike =
  (wanted: unknown) =>
  (found: unknown): boolean => {
    if (!isObject(wanted) || !isObject(found)) return Object.is(wanted, found)
    if (isBytes(wanted) || Array.isArray(wanted)) {
      const [some, all] = [wanted, found] as unknown as readonly [ArrayLike<unknown>, ArrayLike<unknown>]
      const isSameKind = isBytes(wanted) ? isBytes(found) : Array.isArray(found)
      return isSameKind && some.length === all.length && Array.from(some).every((each, i) => isLike(each)(all[i]))
    }
    if (isPersistentMap(wanted))
      return (
        isPersistentMap(found) &&
        found.size === wanted.size &&
        wanted.every((value, key) => found.has(key) && isLike(value)(found.get(key)))
      )
    return Object.entries(wanted).every(([key, value]) => isLike(value)(found[key]))
  }

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const value = (u: unknown): string => {
  if (isBytes(u)) return JSON.stringify(shortened(utf8Of(u)))
  if (typeof u === 'string' && /^[^\s"=]+$/.test(u)) return u
  return shortened(
    JSON.stringify(u, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? String(u),
  )
}

const pairs = (thing: object, title: string, without: ReadonlyArray<string>): string =>
  [
    title,
    ...Object.entries(thing).flatMap(([name, each]) => (without.includes(name) ? [] : [`${name}=${value(each)}`])),
  ].join(' ')

/** An event, or some of one, in one line. */
export const shownEvent = (event: string | { readonly _tag?: string }): string =>
  typeof event === 'string' ? event : pairs(event, event._tag ?? 'anything', ['_tag', 'message'])

/** A command, or some of one, in one line; of a message only its text. */
export const shownCommand = (command: Some<Decoded>): string => {
  const { _tag, verb, code, payload, reason } = command as {
    readonly _tag?: string
    readonly verb?: string
    readonly code?: number
    readonly payload?: Uint8Array
    readonly reason?: Parameters<typeof describeReason>[0]
  }
  if (_tag === 'Undecodable') return reason === undefined ? 'what cannot be read' : describeReason(reason)
  const line = pairs(command, verb ?? String(code ?? 'anything'), [
    ...['_tag', 'verb', 'payload', 'odd'],
    ...(code === undefined ? [] : ['code', 'name', 'info']),
  ])
  const message = payload !== undefined && payloadKind(verb ?? '') === 'mime' ? readMessage(payload) : undefined
  if (payload === undefined) return line
  return `${line} │ ${message?._tag === 'Text' ? JSON.stringify(shortened(message.text)) : value(payload)}`
}

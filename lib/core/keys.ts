/** Names of links, timers and requests as tagged data, and the one function that makes the edge's key of them. */
import type { Tagged } from './machine.js'

/**
 * What a machine calls one of its connections, timers or requests.
 *
 * **Shapes** a text, or tagged data whose other fields are texts and numbers, such as `{ _tag: 'Reply', trid: 12 }`. Two names
 * are the same if their keys are.
 */
export type TaggedName = string | Tagged | (Tagged & { readonly [field: string]: string | number })

// Fields are parted by spaces: one that has a space itself is written without.
const written = (part: unknown): string => String(part).replaceAll('%', '%25').replaceAll(' ', '%20')

/**
 * A name as a text: its tag, and its other fields in their order. No two names of one tag, whose fields are the same in the same
 * order, have the same key.
 */
export const keyOf = (name: TaggedName): string => {
  if (typeof name === 'string') return name
  let key = name._tag
  for (const field in name) if (field !== '_tag') key += ` ${written(name[field as keyof Tagged])}`
  return key
}

/** Whether two names are the same. */
export const isSameName = (one: TaggedName, other: TaggedName): boolean => {
  if (one === other) return true
  // Nearly always their tags tell them apart, which costs no keys.
  if (typeof one !== 'string' && typeof other !== 'string' && one._tag !== other._tag) return false
  return keyOf(one) === keyOf(other)
}

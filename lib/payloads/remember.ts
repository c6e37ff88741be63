/** Remembers the last answer of a function. */

/**
 * A function that remembers its last answer, which must be immutable: the messages of a conversation say the same about
 * themselves again and again. Nobody can tell it from the function itself, but by the time it takes.
 */
export const remembering = <K, A>(read: (key: K) => A): ((key: K) => A) => {
  let last: { readonly key: K; readonly answer: A } | undefined
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, answer: read(key) }
    return last.answer
  }
}

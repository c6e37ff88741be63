/** Remembers the last answer of a function, until it is asked otherwise, or asked again. */

/**
 * A function that remembers its last answer, which must be immutable: the messages of a conversation say the same about
 * themselves again and again. Nobody can tell it from the function itself, but by the time it takes.
 */
export const remembering = <K, A>(read: (key: K) => A): ((key: K) => A) =>
  rememberingAlike(
    read,
    (one, other) => one === other,
    (key) => key,
  )

/** The same for keys that may be alike without being the same; `copied` keeps one whose parts its owner might change. */
export const rememberingAlike = <K, A>(
  read: (key: K) => A,
  isAlike: (last: K, key: K) => boolean,
  copied: (key: K) => K,
): ((key: K) => A) => {
  let last: { readonly key: K; readonly answer: A } | undefined
  return (key) => {
    if (last === undefined || !isAlike(last.key, key)) last = { key: copied(key), answer: read(key) }
    return last.answer
  }
}

/** A question that is asked twice: before something is done, and as it is done. */
export interface AskedTwice<K extends ReadonlyArray<unknown>, A> {
  /** Answers, and keeps an answer that leads on. */
  readonly before: (...about: K) => A
  /** The answer that was kept, if it is about the same; else a new one. Nothing is kept any more. */
  readonly now: (...about: K) => A
}

/**
 * Answers once what is asked twice about the same, which must be immutable. `leadsOn` tells which answers are followed by the
 * second question; no other is kept, so that nothing is held for longer than it takes to get there.
 */
export const askedTwice = <K extends ReadonlyArray<unknown>, A>(
  answer: (...about: K) => A,
  leadsOn: (answer: A) => boolean,
): AskedTwice<K, A> => {
  let kept: { readonly about: K; readonly answer: A } | undefined
  return {
    before: (...about) => {
      const found = answer(...about)
      kept = leadsOn(found) ? { about, answer: found } : undefined
      return found
    },
    now: (...about) => {
      const found = kept
      kept = undefined
      return found?.about.every((each, index) => each === about[index]) === true ? found.answer : answer(...about)
    },
  }
}

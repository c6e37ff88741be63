/** Remembers which dialects are spoken by which computer and which account of a recording. */

/** Who speaks which dialects, as far as a recording has told so far: by computer, and by passport. */
export interface KnownDialects {
  /** The dialects that somebody may speak, as a set of bits; 0 where nothing is known. */
  readonly spokenBy: (host: string, passport: string | undefined) => number
  /** How often anything new was learned. */
  readonly lessons: () => number
  /** On some connection it is one of these dialects that is spoken. */
  readonly learn: (host: string, passport: string | undefined, dialects: number) => void
}

const mostOfEach = 10_000
const various = 0

const isSingle = (dialects: number): boolean => (dialects & (dialects - 1)) === 0

/** Forgets who was remembered the longest, where they are too many. */
const bounded = <A>(known: Map<string, A>): void => {
  if (known.size > mostOfEach) known.delete(known.keys().next().value!)
}

/**
 * Nothing is known yet. A computer speaks what all its connections have in common, and where they have nothing in common,
 * several clients are behind it: nothing is known of it. What a passport speaks was said last.
 */
export const knownDialects = (): KnownDialects => {
  const byHost = new Map<string, number>()
  const byPassport = new Map<string, number>()
  let lessons = 0

  const note = (known: Map<string, number>, whose: string, dialects: number): void => {
    if (known.get(whose) === dialects) return
    known.set(whose, dialects)
    bounded(known)
    lessons++
  }

  return {
    lessons: () => lessons,
    spokenBy: (host, passport) =>
      (passport === undefined ? undefined : byPassport.get(passport)) ?? byHost.get(host) ?? various,
    learn: (host, passport, dialects) => {
      if (host !== '') note(byHost, host, (byHost.get(host) ?? dialects) & dialects)
      if (passport !== undefined && isSingle(dialects)) note(byPassport, passport, dialects)
    },
  }
}

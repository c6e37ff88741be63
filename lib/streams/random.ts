/** Pseudo-random numbers from a seed, where a session is to come out the same again. */

/** Numbers that look random, and are the same ones again for the same seed. */
export interface SeededRandom {
  /** From 0 up to 1, without 1. */
  readonly real: () => number
  /** A whole number from 0 up to `limit`, without it. */
  readonly below: (limit: number) => number
  readonly bytes: (length: number) => Uint8Array
}

const spread = (bits: number): number => {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}

/**
 * Random numbers that grow from a seed. Anybody can guess it: it is for trying things out.
 *
 * **Source** a counter in steps of the golden ratio, mixed as MurmurHash3 ends (Austin Appleby, public domain).
 */
export const seededRandom = (seed: string): SeededRandom => {
  let state = Array.from(seed).reduce((bits, letter) => spread(bits ^ letter.codePointAt(0)!) + 0x9e3779b9, 0)
  const bits = (): number => {
    state = (state + 0x9e3779b9) | 0
    return spread(state)
  }
  const real = (): number => bits() / 2 ** 32
  return {
    real,
    below: (limit) => Math.floor(real() * limit),
    bytes: (length) => Uint8Array.from({ length }, () => bits() >>> 24),
  }
}

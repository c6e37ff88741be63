/** Encrypts by Triple-DES in CBC mode, as single sign-on asks for (FIPS 46-3); a library of ciphers is six times as large. */

/** Numbers of bits, counted from 1: each is 8 less than the one before it. */
const down = (start: number, count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, i) => start - 8 * i)

const initial = [58, 60, 62, 64, 57, 59, 61, 63].flatMap((start) => down(start, 8))
const final = initial.map((_, i) => initial.indexOf(i + 1) + 1)
const keyLeft = [...down(57, 8), ...down(58, 8), ...down(59, 8), ...down(60, 4)]
const keyRight = [...down(63, 8), ...down(62, 8), ...down(61, 8), ...down(28, 4)]
const rotations = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1]
const roundKey = [
  [14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2],
  [13, 24, 3, 9, 19, 27, 2, 12, 23, 17, 5, 20, 16, 21, 11, 28, 6, 25, 18, 14, 22, 8, 1, 4],
] as const
const spread = [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25]

/** The eight boxes, of four rows of sixteen digits each. */
const boxes = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
]

/** The bits with these numbers, of some bits in two words of so many. */
const bitsOf = (numbers: ReadonlyArray<number>, left: number, right: number, size: number): number =>
  numbers.reduce((bits, n) => (bits << 1) | (((n > size ? right : left) >>> ((n > size ? 2 * size : size) - n)) & 1), 0)

/** What six bits come to in each box, with the bits already where they are to be. */
const substituted = boxes.map((box, at) =>
  Int32Array.from({ length: 64 }, (_, six) => {
    const place = ((six >>> 5) << 5) | ((six & 1) << 4) | ((six >>> 1) & 15)
    return bitsOf(spread, parseInt(box[place]!, 16) << (28 - 4 * at), 0, 32)
  }),
)

const rotated = (bits: number, by: number): number => ((bits << by) | (bits >>> (28 - by))) & 0xfffffff

/** The keys of the sixteen rounds, as eight times six bits each. */
const roundKeys = (left: number, right: number): ReadonlyArray<ReadonlyArray<number>> => {
  let [c, d] = [bitsOf(keyLeft, left, right, 32), bitsOf(keyRight, left, right, 32)]
  return rotations.map((by) => {
    ;[c, d] = [rotated(c, by), rotated(d, by)]
    const halves = [bitsOf(roundKey[0], c, 0, 28), bitsOf(roundKey[1], d, 0, 28)]
    return halves.flatMap((half) => [half >>> 18, (half >>> 12) & 63, (half >>> 6) & 63, half & 63])
  })
}

const mixed = (half: number, key: ReadonlyArray<number>): number => {
  let bits = 0
  for (let at = 0; at < 8; at++) {
    const by = (4 * at + 31) & 31
    bits ^= substituted[at]![(((half << by) | (half >>> (32 - by))) >>> 26) ^ key[at]!]!
  }
  return bits
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const block = 8

/**
 * A text, encrypted in CBC mode, with as many bytes behind it as fill up the last block, each of which says how many.
 *
 * **Units** the key has 24 bytes, the initialisation vector 8.
 */
export const encrypted =
  (key: Uint8Array, iv: Uint8Array) =>
  (text: Uint8Array): Uint8Array => {
    const keys = viewOf(key)
    const [first, second, third] = [0, block, 2 * block].map((at) => roundKeys(keys.getInt32(at), keys.getInt32(at + 4)))
    const rounds = [first!, [...second!].reverse(), third!]

    const padding = block - (text.length % block)
    const bytes = new Uint8Array(text.length + padding).fill(padding)
    bytes.set(text)
    const view = viewOf(bytes)
    let [left, right] = [viewOf(iv).getInt32(0), viewOf(iv).getInt32(4)]
    for (let at = 0; at < bytes.length; at += block) {
      ;[left, right] = [left ^ view.getInt32(at), right ^ view.getInt32(at + 4)]
      ;[left, right] = [bitsOf(initial.slice(0, 32), left, right, 32), bitsOf(initial.slice(32), left, right, 32)]
      for (const each of rounds) {
        for (const key of each) [left, right] = [right, left ^ mixed(right, key)]
        ;[left, right] = [right, left]
      }
      ;[left, right] = [bitsOf(final.slice(0, 32), left, right, 32), bitsOf(final.slice(32), left, right, 32)]
      view.setInt32(at, left)
      view.setInt32(at + 4, right)
    }
    return bytes
  }

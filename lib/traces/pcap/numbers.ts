/** Two octets as a number, the greater first. */
export const u16 = (octets: Uint8Array, at: number): number => (octets[at]! << 8) | octets[at + 1]!

/** Four octets as a number, the greatest first. */
export const u32 = (octets: Uint8Array, at: number): number =>
  ((octets[at]! << 24) | (octets[at + 1]! << 16) | (octets[at + 2]! << 8) | octets[at + 3]!) >>> 0

/** Two octets as a number, the lesser first. */
export const u16Little = (octets: Uint8Array, at: number): number => octets[at]! | (octets[at + 1]! << 8)

/** Four octets as a number, the least first. */
export const u32Little = (octets: Uint8Array, at: number): number =>
  (octets[at]! | (octets[at + 1]! << 8) | (octets[at + 2]! << 16) | (octets[at + 3]! << 24)) >>> 0

/** How numbers are read out of octets. */
export type ReadNumber = typeof u32

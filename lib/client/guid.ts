/** GUIDs out of random bytes. */
/** How many bytes a GUID is made of. */
export const guidSize = 16

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A GUID out of bytes that nobody can guess, as RFC 9562 (version 4) has it: in lower case, without braces. */
export const guidOf = (bytes: Uint8Array): string => {
  const digits = hexadecimal(
    bytes.map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte)),
  )
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-')
}

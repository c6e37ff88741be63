/** GUIDs out of random bytes. */
/** How many octets a GUID is made of. */
export const guidSize = 16

const hexadecimal = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')

/** A GUID out of octets that nobody can guess, as RFC 9562 (version 4) has it: in lower case, without braces. */
export const guidOf = (octets: Uint8Array): string => {
  const digits = hexadecimal(
    octets.map((octet, at) => (at === 6 ? (octet & 0x0f) | 0x40 : at === 8 ? (octet & 0x3f) | 0x80 : octet)),
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

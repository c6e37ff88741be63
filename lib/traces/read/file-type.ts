/** What a file is that begins so, and what makes a recording of it. */
const known: ReadonlyArray<readonly [beginning: ReadonlyArray<number>, what: string]> = [
  [[0x1f, 0x8b], 'gzip: unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd: unpack it first'],
  [[0xfd, 0x37, 0x7a, 0x58], 'xz: unpack it first'],
  [[0x42, 0x5a, 0x68], 'bzip2: unpack it first'],
  [[0x50, 0x4b], 'zip: unpack it first'],
  [[0xff, 0xfe], 'UTF-16: save it as UTF-8'],
  [[0xfe, 0xff], 'UTF-16: save it as UTF-8'],
  [[0x73, 0x6e, 0x6f, 0x6f], 'snoop: save it as pcap'],
]

const shown = 4
const visible = /^[\x20-\x7e]+$/

/** The first octets of a file that is no recording, and what it is, if that is known. */
export const beginningOf = (octets: Uint8Array): string => {
  const first = [...octets.subarray(0, shown)]
  const hex = first.map((octet) => octet.toString(16).padStart(2, '0')).join(' ')
  const what = known.find(([beginning]) => beginning.every((octet, i) => first[i] === octet))?.[1]
  const text = String.fromCharCode(...first)
  if (what !== undefined) return `${hex} (${what})`
  return visible.test(text) ? `${hex} ("${text}")` : hex
}

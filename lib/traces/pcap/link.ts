/** Finds IP in the packets of each type of link. */
import { u16, u32 } from './blocks.js'

const [vlan, serviceVlan, olderServiceVlan, pppoe] = [0x8100, 0x88a8, 0x9100, 0x8864]
const [ipv4, ipv6] = [0x0800, 0x86dd]
const [pppIpv4, pppIpv6] = [0x0021, 0x0057]

const nowhere = -1

/** Where IP begins behind a type as Ethernet has it, which stands at `at`. */
const behindType = (bytes: Uint8Array, at: number, next: number, end: number): number => {
  let place = at
  let behind = next
  for (;;) {
    if (behind > end) return nowhere
    const type = u16(bytes, place)
    if (type === ipv4 || type === ipv6) return behind
    if (type === vlan || type === serviceVlan || type === olderServiceVlan) {
      place = behind + 2
      behind += 4
    } else if (type === pppoe && behind + 8 <= end) {
      const protocol = u16(bytes, behind + 6)
      return protocol === pppIpv4 || protocol === pppIpv6 ? behind + 8 : nowhere
    } else return nowhere
  }
}

// The family of addresses, in the order of bytes of whoever captured; IPv6 has another number in every system.
const families = new Set([2, 10, 24, 28, 30])

const behindFamily = (bytes: Uint8Array, start: number, end: number): number => {
  if (start + 4 > end) return nowhere
  const family = u32(bytes, start)
  return families.has(family) || families.has(family >>> 24) ? start + 4 : nowhere
}

type FindIp = (bytes: Uint8Array, start: number, end: number) => number

const atOnce: FindIp = (_, start) => start

/** By number of the link: where IP begins in a packet that stands in `bytes` from `start` to `end`. */
const links: Readonly<Record<number, FindIp>> = {
  0: behindFamily,
  1: (bytes, start, end) => behindType(bytes, start + 12, start + 14, end),
  12: atOnce,
  14: atOnce,
  101: atOnce,
  108: behindFamily,
  113: (bytes, start, end) => behindType(bytes, start + 14, start + 16, end),
  228: atOnce,
  229: atOnce,
  276: (bytes, start, end) => (start + 20 > end ? nowhere : behindType(bytes, start, start + 20, end)),
}

/**
 * Whether the packets of a link can be read: Ethernet (1), loopback (0, 108), bare IP (12, 14, 101, 228, 229), and Linux's
 * "any" interface (113, 276).
 *
 * **Source** the tcpdump group's list of link types.
 */
export const isKnownLink = (link: number): boolean => link in links

/** Where IP begins in a packet of a link; below 0 where it holds none. */
export const findIp = (bytes: Uint8Array, start: number, end: number, link: number): number =>
  link === 1 ? behindType(bytes, start + 12, start + 14, end) : links[link]!(bytes, start, end)

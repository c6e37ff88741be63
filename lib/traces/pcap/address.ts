import type { Address } from '../../commands/words.js'
import type { End, Flow } from './flows.js'
import { u16 } from './numbers.js'

/** The longest run of groups that are 0, two of them at least; where it begins, and how long it is. */
const longestRun = (groups: ReadonlyArray<number>): readonly [start: number, length: number] => {
  let best: readonly [number, number] = [-1, 1]
  for (let i = 0; i < groups.length; i++) {
    let length = 0
    while (groups[i + length] === 0) length++
    if (length > best[1]) best = [i, length]
  }
  return best
}

const ipv6Text = (octets: Uint8Array): string => {
  const groups = Array.from({ length: 8 }, (_, i) => u16(octets, 2 * i))
  const texts = groups.map((group) => group.toString(16))
  const [start, length] = longestRun(groups)
  return start < 0 ? texts.join(':') : `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`
}

/** An IP address as text. **Source** RFC 5952 */
export const hostText = (octets: Uint8Array): string => (octets.length === 4 ? octets.join('.') : ipv6Text(octets))

/** The address of one end of a connection. */
export const addressOf = <S>({ addresses, ports }: Flow<S>, end: End): Address => {
  const length = addresses.length / 2
  return { host: hostText(addresses.subarray(end * length, (end + 1) * length)), port: ports[end] }
}

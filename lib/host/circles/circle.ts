import { Map } from 'immutable'

import { canonical } from '../lists/accounts.js'
import type { HostCircle } from '../settings.js'
import { circleAddress } from '../../commands/networks.js'

/** A circle: a group of accounts that talk to each other by way of the notification server (MSNP18). */
export interface Circle {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly members: ReadonlyArray<string>
}

const circleOf = ({ name, members }: HostCircle, at: number): Circle => {
  const id = `00000000-0000-0000-0009-${(at + 1).toString(16).padStart(12, '0')}`
  return { id, address: circleAddress(id), name, members: [...new Set(members.map(canonical))] }
}

/** The circles that a server begins with, by address. */
export const circlesIn = (circles: ReadonlyArray<HostCircle>): Map<string, Circle> =>
  Map(circles.map(circleOf).map((circle) => [circle.address, circle] as const))

/** Which events come from outside, and which from the other parts of a session. */
import type { ClientEvent } from '../../core/effects.js'
import type { In } from './signals.js'

const outside: ReadonlySet<string> = new Set<ClientEvent['_tag']>([
  'Opened',
  'Received',
  'Closed',
  'Unsayable',
  'Elapsed',
  'Fetched',
  'RandomBytes',
])

/** Whether an event comes from outside: from connections, timers and requests. */
export const isOutside = (event: In): event is ClientEvent => outside.has(event._tag)

/** The world of one program: its ports, with the connections and timers that it has open. */
import type { World } from '../streams/lifecycle.js'
import type { Ports } from '../streams/ports.js'
import { interpretClient } from './interpret.js'
import type { InterpretOptions } from './links.js'

/** The world that lifecycles run in: whatever runs in one shares the names of its connections and timers. */
export const world = (ports: Ports, options: InterpretOptions = {}): World => ({
  interpret: interpretClient(ports, options),
})

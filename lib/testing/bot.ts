/** What a test takes for a bot: an app, or how to make one over the ports of its session. */
import type { AppInput } from '../app.js'
import type { Ports } from '../streams/ports.js'

/** An app; or, for one with timers of its own (`schedulerOf(ports)`), how to make it over the ports of its session. */
export type Bot =
  | AppInput
  | {
      /** Makes the app over the ports of its session. */
      readonly over: (ports: Ports) => AppInput
    }

/** The app of a bot. */
export const appOf = (bot: Bot, ports: Ports): AppInput => (typeof bot === 'function' ? bot : bot.over(ports))

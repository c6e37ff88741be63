import { filter, map } from 'rxjs'
import { isEvent, say, type App } from 'rx-msnp'

/** Says back what is said to it. */
export const echo: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation, text }) => say(conversation, text)),
  )

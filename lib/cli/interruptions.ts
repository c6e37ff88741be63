/** Signals that ask a command to end, as a stream. */
import { fromEvent, merge, type Observable } from 'rxjs'

import { terminal } from './terminal.js'

/** Tells of each signal that asks the command to end. */
export const interruptions = (): Observable<unknown> => {
  const { signals } = terminal()
  return merge(fromEvent(signals, 'SIGINT'), fromEvent(signals, 'SIGTERM'))
}

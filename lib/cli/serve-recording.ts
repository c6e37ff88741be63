/** `msnp replay --as-server`: plays the server of a recording to a real client. */
import { lastValueFrom, tap } from 'rxjs'

import { anywhere } from '../commands/scope.js'
import { nodePorts } from '../edges/node.js'
import { Address } from '../index.js'
import {
  describeFollowing,
  describeUnplayable,
  recordedServer,
  sessionsIn,
  type ServingEvent,
  type Trace,
} from '../traces.js'
import { shownCommand } from '../traces/scrub/display.js'
import { describeNotListening } from './host-notices.js'
import { colours, complain, counted, exitCode, harmless, jsonLine, sayLive, type ExitCode } from './output.js'
import { isBytes } from '../wire/bytes.js'
import { bound } from './terminal.js'

/** What `msnp replay --as-server` is told. **Units** `timeout` in seconds. */
export interface ServeRecordingOptions {
  readonly asServer: number
  readonly passport?: string
  readonly timeout: number
  readonly fast?: boolean
  readonly json?: boolean
}

const linesOf = (event: ServingEvent): ReadonlyArray<string> => {
  switch (event._tag) {
    case 'Listening': {
      const server = Address.write(event.address)
      return [
        `listening: ${server}, login server asked for at ${event.nexus}`,
        `for example: msnp connect --server ${server} --nexus ${event.nexus} ...`,
      ]
    }
    case 'Otherwise':
    case 'Added':
    case 'LeftOut':
    case 'Unheard':
      return [colours.yellow(harmless(describeFollowing(event)))]
    case 'Finished':
      return [colours.green(`✓ all of it was played, on ${counted(event.connections, 'connection')}`)]
    case 'Stuck':
    case 'NotListening':
      return []
  }
}

const plain = (event: ServingEvent): object => {
  const { _tag, ...rest } = event
  const shown = Object.entries(rest).map(([name, value]: readonly [string, unknown]) => [
    name,
    isBytes(value) ? shownCommand(anywhere, value) : value,
  ])
  return { event: _tag, ...Object.fromEntries(shown) }
}

const endingOf = (event: ServingEvent, timeout: number): ExitCode => {
  if (event._tag === 'Finished') return exitCode.done
  if (event._tag === 'NotListening') return complain(exitCode.unreadable, describeNotListening(event))
  const expected =
    event._tag === 'Stuck' && event.expected !== undefined ? shownCommand(anywhere, event.expected) : 'more'
  return complain(exitCode.late, `the client did not say ${expected} within ${timeout} s of its last word`)
}

/** Plays the server of a recording to a real client on this machine. */
export const serveRecording = async (trace: Trace, options: ServeRecordingOptions): Promise<ExitCode> => {
  const { passport, timeout, fast = false, json = false } = options
  const sessions = sessionsIn(trace).filter(
    (each) => passport === undefined || each.passport === passport.toLowerCase(),
  )
  const [session, ...others] = sessions
  if (session === undefined) return complain(exitCode.unplayable, describeUnplayable({ _tag: 'Nobody' }))
  if (others.length > 0) {
    const passports = sessions.map((each) => each.passport ?? 'somebody')
    return complain(exitCode.unplayable, describeUnplayable({ _tag: 'Several', passports }))
  }
  const host = '127.0.0.1'
  const address = { host, port: options.asServer }
  const played = recordedServer(nodePorts())(trace, {
    session,
    address,
    web: { host, port: options.asServer === 0 ? 0 : options.asServer + 1 },
    patience: timeout * 1000,
    fast,
  })
  const show = bound((event: ServingEvent): void => {
    if (json) sayLive(jsonLine(plain(event)))
    else linesOf(event).forEach(sayLive)
  })
  return endingOf(await lastValueFrom(played.pipe(tap(show))), timeout)
}

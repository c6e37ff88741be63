/**
 * How `echo.jsonl` was made: a minute of the echo bot, and of Alice, who talks to it, over TCP on this machine. All that
 * the ports of the bot gave it is recorded.
 *
 * tsx examples/recordings/echo.ts
 */
import { fileURLToPath } from 'node:url'
import { delay, filter, merge, mergeMap, of, switchMap, timer } from 'rxjs'
import { client, isEvent, sayTo, server, type App } from 'rx-msnp'
import { recorded } from 'rx-msnp/traces'
import { fileSink, nodePorts } from 'rx-msnp/node'
import { echo } from '../bots/echo.js'

const bot = 'bot@example.com'
const password = 'secret'
const ports = nodePorts()
const recording = recorded(ports, fileSink(fileURLToPath(new URL('echo.jsonl', import.meta.url))))

const later = (ms: number, text: string) => of(sayTo(bot, text)).pipe(delay(ms))

/** Says one thing when the bot is there, and another one almost a minute later. */
const alice: App = (events) =>
  events.pipe(
    filter(isEvent('Ready')),
    mergeMap(() => merge(later(1_000, 'Hello?'), later(55_000, 'Is anybody there? ✈'))),
  )

const evening = server(ports)({ port: 1863, httpPort: 1864, autoCreate: true, redirects: 1 })
  .pipe(
    filter((event) => event._tag === 'Listening'),
    switchMap(({ first, nexus }) => {
      const wanted = { password, server: first, nexus }
      return merge(
        client(recording)({ ...wanted, passport: bot })(echo),
        client(ports)({ ...wanted, passport: 'alice@example.com' })(alice),
      )
    }),
  )
  .subscribe()

timer(62_000).subscribe(() => {
  evening.unsubscribe()
  recording.end()
})

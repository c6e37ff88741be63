/**
 * A test of the echo bot without a network: a server, the bot and Alice meet in memory, in virtual time.
 *
 * npm run example echospec
 */
import assert from 'node:assert/strict'
import { filter, map, timer, VirtualTimeScheduler } from 'rxjs'
import { client, isEvent, memoryNetwork, sayTo, server, type App } from 'rx-msnp'
import { echo } from './bots/echo.js'

const scheduler = new VirtualTimeScheduler(undefined, 60_000)
const network = memoryNetwork({ scheduler, latency: 20 })

const signIn = (name: string, app: App) =>
  client(network.ports(name))({
    passport: `${name}@example.com`,
    password: 'secret',
    server: { host: '127.0.0.1', port: 1863 },
    nexus: 'http://127.0.0.1:1864/rdr/pprdr.asp',
  })(app)

// After ten seconds, when the bot is there.
const alice: App = () => timer(10_000, scheduler).pipe(map(() => sayTo('echo@example.com', 'Hello?')))

const heard: Array<string> = []
server(network.ports('server'))({ port: 1863, httpPort: 1864, autoCreate: true }).subscribe()
signIn('echo', echo).subscribe()
signIn('alice', alice)
  .pipe(filter(isEvent('TextReceived')))
  .subscribe(({ passport, text }) => heard.push(`${scheduler.now()} ms, ${passport}: ${text}`))

// A minute passes at once.
scheduler.flush()
assert.deepEqual(heard, ['10320 ms, echo@example.com: Hello?'])
console.log(heard.join('\n'))

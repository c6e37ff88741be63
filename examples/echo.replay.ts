/**
 * A test of the echo bot against a recording: a minute of it passes at once.
 *
 * npm run example echo.replay
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { map } from 'rxjs'
import { say, type App } from 'rx-msnp'
import { check, readTrace } from 'rx-msnp/testing'
import { echo } from './bots/echo.js'

const trace = readTrace(readFileSync(new URL('recordings/echo.jsonl', import.meta.url)))
check(echo).toReplay(trace)

/** The same bot, changed on purpose. */
const shouting: App = (events, state) =>
  echo(events, state).pipe(map((intent) => (intent._tag === 'Say' ? say(intent.conversation, 'HELLO?') : intent)))

assert.throws(
  () => check(shouting).toReplay(trace),
  ({ message }: Error) => {
    console.log(message)
    return true
  },
)

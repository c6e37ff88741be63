/**
 * A test of the echo bot in marbles: what it wants of what happens.
 *
 * npm run example echo.marbles
 */
import assert from 'node:assert/strict'
import { say } from 'rx-msnp'
import { event, marbles } from 'rx-msnp/testing'
import { echo } from './bots/echo.js'

const hello = event('TextReceived', { conversation: 'C1', text: 'Hello?' })
const tea = event('TextReceived', { conversation: 'C2', text: 'Tea?' })

marbles(assert.deepEqual)(({ hot, expectIntents }) => {
  const events = hot('--a---j--b---|', { a: hello, j: event('Joined'), b: tea })
  const intents = '   --x------y---|'
  expectIntents(echo, events).toBe(intents, { x: say('C1', 'Hello?'), y: say('C2', 'Tea?') })
})

console.log('The bot says back what is said to it, and nothing else.')

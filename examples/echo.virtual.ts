/**
 * A test of the echo bot without a network: a server, the bot and Alice meet in memory, in virtual time.
 *
 * npm run example echo.virtual
 */
import { sayTo } from 'rx-msnp'
import { check, virtualServer } from 'rx-msnp/testing'
import { echo } from './bots/echo.js'

const { signIn, pass } = virtualServer()
const [bot, alice] = [signIn('bot', echo), signIn('alice')]

pass()
alice.send(sayTo(bot.passport, 'Hello?'))
pass()
check(alice).toHappenInOrder({ _tag: 'Joined', passport: bot.passport }, { _tag: 'TextReceived', text: 'Hello?' })

console.log(`${bot.passport} said back: ${alice.heard('TextReceived').map(({ text }) => text)}`)

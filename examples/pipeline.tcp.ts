/**
 * The bot of `pipeline.ts` over TCP, against a server on this machine that sends everybody on three times.
 *
 * npm run example pipeline.tcp
 */
import { filter, firstValueFrom, mergeMap, take } from 'rxjs'
import { client, embedded, isEvent, openConversation, say, serve } from 'rx-msnp'
import { nodePorts } from 'rx-msnp/node'
import { echoing } from './pipeline.js'

const ports = nodePorts()
const accounts = ['alice', 'bot'].map((name) => ({
  passport: `${name}@example.com`,
  password: 'secret',
  contacts: ['alice', 'bot'].filter((other) => other !== name).map((other) => ({ passport: `${other}@example.com` })),
}))
const server = serve(ports)({ accounts, redirects: 3 })
const network = embedded(await server.listening)
const me = (name: string) => ({ ...network, passport: `${name}@example.com`, password: 'secret' })

const bot = echoing(ports, me('bot'), { most: 3, allows: ({ host }) => host === '127.0.0.1' })
  .pipe(filter(({ _tag }) => ['Redirected', 'SignedIn', 'TextReceived'].includes(_tag)))
  .subscribe(({ _tag }) => console.log(`the bot: ${_tag}`))

const alice = client(ports)(me('alice'))((events) =>
  events.pipe(
    filter(isEvent('ContactStatus')),
    take(1),
    mergeMap(() => [openConversation(['bot@example.com'], 'tea'), say('tea', 'Hello?')]),
  ),
)
const { text } = await firstValueFrom(alice.pipe(filter(isEvent('TextReceived'))))
console.log(`Alice is told: ${text}`)
bot.unsubscribe()
server.close()

/** How fast a recording replays. */
import * as E from 'fp-ts/lib/Either.js'
import { filter, map } from 'rxjs'
import { client, isEvent, say, sayTo, type App } from 'rx-msnp'
import { replay } from 'rx-msnp/traces'
import { virtualServer } from 'rx-msnp/testing'

import { median } from './measure.js'

const echo: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation, text }) => say(conversation, text)),
  )

const settings = { password: 'secret', nexus: 'http://127.0.0.1:1864/rdr/pprdr.asp' }

/** Seconds of recorded time that replay in one second: a bot for an hour, with a text every ten seconds. */
export const replaying = (): number => {
  const { signIn, pass } = virtualServer()
  const [bot, alice] = [signIn('bot', echo), signIn('alice')]
  pass()
  for (let second = 0; second < 3600; second += 10) {
    alice.send(sayTo(bot.passport, `It is ${second}`))
    pass(10_000)
  }
  const trace = bot.trace()
  const recorded = (trace.records.at(-1)?.t ?? 0) / 1000
  const dialled = trace.records.find((record) => record._tag === 'Dialled')!
  const wanted = { ...settings, passport: bot.passport, server: dialled.address }

  const once = (): number => {
    const began = process.hrtime.bigint()
    const recording = replay(trace)
    const outcome = recording.play(client(recording.ports)(wanted)(echo).subscribe())
    if (E.isLeft(outcome)) throw new Error(`the replay ends with ${outcome.left._tag}`)
    return recorded / (Number(process.hrtime.bigint() - began) / 1e9)
  }
  once()
  return median(Array.from({ length: 9 }, once))
}

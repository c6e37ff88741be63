import { openConversation } from '../../lib/client/intents/intents.js'
import type { Dialect } from '../../lib/commands/dialects.js'
import type { SessionOptions } from '../../lib/client/settings.js'
import { shownIn, tridOf, type Client } from './driver.js'

export const cookie = '246503.1115372323.20879'

/** What opening a conversation is answered with: the way to a switchboard. */
export const transfer = (client: Client, link = 'NS 1'): string =>
  `XFR ${tridOf(client, link)} SB 10.0.1.200:1863 CKI ${cookie}`

/** What the last command on a switchboard is answered with. */
export const reply = (client: Client, link = 'SB C1'): string => {
  const [verb, trid] = client.said(link).at(-1)!.split(' ')
  const answers: Readonly<Record<string, string>> = {
    USR: 'OK alice@example.com Alice%20A',
    ANS: 'OK',
    CAL: 'RINGING 11752013',
  }
  return `${verb} ${trid} ${answers[verb!]}`
}

/** A conversation of our own making, on an open switchboard, with nobody called. */
export const emptyIn = (dialect: Dialect, wanted: Partial<SessionOptions> = {}): Client => {
  const client = shownIn(dialect, wanted)
  client.wants(openConversation([], 'C1'))
  client.hears('NS 1', transfer(client))
  client.opens('SB C1')
  client.hears('SB C1', reply(client))
  return client
}

/** A conversation with Bob, whom we have called. */
export const withBob = (dialect: Dialect = 'MSNP8', wanted: Partial<SessionOptions> = {}): Client => {
  const client = shownIn(dialect, wanted)
  client.wants(openConversation(['bob@example.com'], 'C1'))
  client.hears('NS 1', transfer(client))
  client.opens('SB C1')
  client.hears('SB C1', reply(client))
  client.hears('SB C1', reply(client), 'JOI bob@example.com Bob%20B')
  return client
}

/** The invitation of somebody to a switchboard. */
export const ring = (who = 'bob', at = '10.0.1.200:1863'): string =>
  `RNG 11752013 ${at} CKI 849102291.520491113 ${who}@example.com ${who}`

/** A conversation that Bob has called us to. */
export const calledByBob = (dialect: Dialect = 'MSNP8', wanted: Partial<SessionOptions> = {}): Client => {
  const client = shownIn(dialect, wanted)
  client.hears('NS 1', ring())
  client.opens('SB C1')
  client.hears('SB C1', 'IRO 1 1 1 bob@example.com Bob%20B', 'ANS 1 OK')
  return client
}

import { describe, expect, it } from 'vitest'

import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import { bytesOf, byteText } from '../../lib/wire/text.js'
import { exchanges } from '../replay/exchanges.js'
import { escargot } from '../replay/recorded.js'
import { drive, nonce, settingsOf, type Client } from './driver.js'

/** A client that has asked for tickets. */
const asking = (dialect: Dialect = 'MSNP18', wanted: Parameters<typeof settingsOf>[0] = {}): Client => {
  const client = drive(settingsOf({ dialects: [dialect], ...wanted }))
  const how = dialectNamed(dialect).number < 15 ? 'TWN S ct=1,lc=1033' : `SSO S MBI_KEY_OLD ${nonce}`
  client.opens('NS 1')
  client.hears('NS 1', `VER 1 ${dialect}`, 'CVR 2 1.0.0000 1.0.0000 1.0.0000 http://a.example.com http://b.example.com')
  client.hears('NS 1', `USR 3 ${how}`)
  return client
}

/** What both sides said on the first connection to a notification server, up to the answer to the proof. */
const recordedSignIn = (file: string) => {
  const { pieces } = escargot().find((conversation) => conversation.file === file)!
  const end = pieces.findIndex(({ bytes }) => byteText(bytes).startsWith('USR 4 OK'))
  const told = pieces.slice(0, end)
  const lines = (side: 'client' | 'server') =>
    told.flatMap(({ from, bytes }) => (from === side ? [byteText(bytes)] : []))
  // A line of a payload is a piece of its own.
  const commands = lines('server')
    .join('')
    .split(/(?=^(?:VER|CVR|GCF|USR) )/m)
  return { client: lines('client').map((line) => line.trimEnd()), server: commands }
}

describe('the recorded sign-ins', () => {
  const files = ['d-sso-msnp15', 'd-sso-rst2-msnp15', 'd-sso-msnp16', 'd-sso-msnp17', 'd-sso-msnp18']
  it.each(files)('say to the letter what was said in %s', (name) => {
    const file = `${name}.txt`
    const { client: said, server } = recordedSignIn(file)
    const [, dialect] = /^VER 1 (\S+)/.exec(said[0]!) ?? []
    const [, blob, , guid] = / SSO S \S+ (\S+)( \{(.*)\})?$/.exec(said.at(-1)!) ?? []
    const [, version] = /MSNMSGR (\S+)/.exec(said[1]!) ?? []
    const client = drive(
      settingsOf({
        dialects: [dialect as Dialect],
        client: { clientCode: 'msmsgs', clientVersion: version! },
        endpoint: guid === undefined ? {} : { guid },
      }),
      true,
    )
    client.opens('NS 1')
    client.hears('NS 1', ...server)
    client.gets({ status: 200, headers: {}, body: exchanges(file)[0]!.answer })
    const drawn = new Uint8Array(client.drawing[0]!.bytes)
    drawn.set(bytesOf(atob(blob!)).subarray(28, 36))
    client.draws(drawn)
    expect(client.said('NS 1')).toEqual(said)
    expect(client.told('Unexpected')).toEqual([])
  })

  it.each([
    ['wrong password, RST', 0, 'Denied'],
    ['wrong password, RST2', 1, 'Denied'],
    ['a password with specials', 2, undefined],
    ['no XML', 3, 'NoTicket'],
    ['no name', 4, 'NoTicket'],
    ['GET', 5, 'NoTicket'],
  ])('fail as they did: %s', (_, at, tag) => {
    const { status, answer } = exchanges('d-sso-failures.txt')[at]!
    const client = asking('MSNP15')
    client.gets({ status, headers: {}, body: answer })
    expect(client.end()?._tag).toBe(tag)
  })
})

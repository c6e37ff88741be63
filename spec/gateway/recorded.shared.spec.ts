/** The gateway as libpurple and Escargot speak it: our client asks as the one, our server is understood by the other. */
import { describe, expect, it } from 'vitest'

import { readGatewayHeader } from '../../lib/gateway/words.js'
import { recording } from '../replay/recorded.js'
import { clientSettings, line } from './line.js'

interface Recorded {
  readonly target: string
  readonly headers: ReadonlyArray<string>
  readonly body: string
  readonly answer: { readonly header: string; readonly body: string }
}

/** The exchanges in the recording; bodies as they stand there, which is enough to tell them apart. */
const exchanges = (): ReadonlyArray<Recorded> => {
  const lines = recording('p2p/libpurple-gateway-escargot.txt').toString('latin1').split('\n')
  const said = (from: string, mark: string, all: ReadonlyArray<string>): ReadonlyArray<string> =>
    all.flatMap((text) => (text.startsWith(`[GW 1] ${from}${mark} `) ? [text.slice(10).replace(/(?:\\r)?\\n$/, '')] : []))
  const starts = lines.flatMap((text, at) => (text.startsWith('[GW 1] C: POST ') ? [at] : []))
  return starts.map((at, i) => {
    const own = lines.slice(at, starts[i + 1])
    const [first = '', ...headers] = said('C', ':', own)
    return {
      target: first.split(' ')[1]!,
      headers,
      body: said('C', '+', own).join(''),
      answer: {
        header: said('S', ':', own).find((each) => each.startsWith('X-MSN-Messenger'))!.replace(/^[^ ]* /, ''),
        body: said('S', '+', own).join(''),
      },
    }
  })
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a recorded session of libpurple at the gateway of Escargot', () => {
  it('is asked for by our client in the same words, and its answers are heard whole', () => {
    const { client, asked, hears, heard, ends } = line({
      ...clientSettings,
      origin: 'http://gateway.messenger.hotmail.com',
      host: '127.0.8.1',
    })
    const recorded = exchanges()
    expect(recorded.length).toBeGreaterThan(6)
    for (const { target, body, headers, answer } of recorded) {
      if (body === '') client.pass('poll')
      else client.give({ _tag: 'Written', bytes: bytes(body) })
      const { url, headers: own } = asked.at(-1)!
      expect(url).toBe(target)
      const spoken = Object.entries(own).map(([name, value]) => `${name}: ${value}`)
      // The others are the connection's, and whoever sends the request writes them.
      expect(headers).toEqual(expect.arrayContaining(spoken))
      hears({ status: 200, headers: { 'x-msn-messenger': answer.header }, body: bytes(answer.body) })
    }
    expect(heard.client.all()).toBe(recorded.map(({ answer }) => answer.body).join(''))
    expect(ends.client).toEqual([])
  })

  it('goes on at our server: every request is taken, with the id that the answer before it gave', () => {
    const { asks, heard } = line()
    const recorded = exchanges()
    let id = ''
    for (const { target, body } of recorded) {
      const url = target.replace(/SessionID=.*/, `SessionID=${id}`)
      const answer = asks({ method: 'POST', url, headers: {}, body: bytes(body) })!
      expect(answer.status).toBe(200)
      // libpurple splits at a semicolon and a blank.
      const told = String(answer.headers['X-MSN-Messenger'])
      expect(told).toMatch(/^SessionID=[\d.]+; GW-IP=[\w.]+$/)
      const next = readGatewayHeader(told).id!
      expect(next).not.toBe(id)
      id = next
    }
    expect(heard.server.all()).toBe(recorded.map(({ body }) => body).join(''))
  })
})

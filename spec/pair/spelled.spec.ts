/** Holds that a proxy and a server's own recording show no password that the server accepts, however it is spelled. */
import { describe, expect, it } from 'vitest'

import {
  memoryNetwork,
  server,
  type HttpRequest,
  type HttpResponse,
  type ServerEvent,
  type TapRecord,
} from '../../lib/index.js'
import { recorded, type Recorded } from '../../lib/traces.js'
import { secret } from '../../lib/payloads/secret.js'
import { requestTickets } from '../../lib/payloads/soap/tickets.js'
import { byteText, utf8Bytes } from '../../lib/wire/text.js'
import { stand } from './standing.js'
import { account, clock, passing, shown } from './world.js'

const word = 'H1dden&Passw0rd'
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (each instanceof Uint8Array ? byteText(each) : each))
const everything = (recording: ReadonlyArray<Recorded>): string => plain(recording)

const xml = (spelled: string): Partial<HttpRequest> => {
  const text = byteText(requestTickets.writeRequest({ passport: 'me@example.com', password: secret('PA55') }, { tickets: [{ address: 'a' }] }))
  return { method: 'POST', url: '/RST.srf', body: utf8Bytes(text.replace('<wsse:Password>PA55</wsse:Password>', () => spelled)) }
}
const header = (value: string): Partial<HttpRequest> => ({
  method: 'GET',
  url: '/login',
  headers: { Authorization: `Passport1.4 sign-in=me%40example.com,${value}` },
})
const references = Array.from(word, (each) => `&#${each.charCodeAt(0)};`).join('')

/** Asks a server through a proxy; what came of it, and what all three of them wrote down. */
const askedThrough = async (request: Partial<HttpRequest>) => {
  const scheduler = clock()
  const network = memoryNetwork({ latency: 5, scheduler })
  const pass = passing(scheduler)
  const own: Array<Recorded> = []
  const taps: Array<TapRecord> = []
  const notices: Array<ServerEvent> = []
  const ports = recorded(network.ports('server'), (finding) => void own.push(finding))
  server(ports, { tap: (record) => void taps.push(record) })({
    accounts: [account('me', { password: word })],
  }).subscribe((notice) => void notices.push(notice))
  await pass(0)
  const [listening] = notices
  if (listening?._tag !== 'Listening') throw new Error('the server does not listen')
  const standing = stand(network.ports('proxy'), { server: listening.first, nexus: listening.nexus })
  await pass(0)
  await pass(0)
  const base = /^http:\/\/[^/]*/.exec(standing.nexus())![0]
  const outcomes: Array<HttpResponse | object> = []
  const { url = '', headers = {}, method = 'GET', ...rest } = request
  network
    .ports('client')
    .fetch({ method, url: base + url, headers, ...rest })
    .subscribe((outcome) => void outcomes.push(outcome))
  await pass()
  ports.end()
  standing.stop()
  const seen = [everything(own), everything(standing.recorded), shown(taps, notices, standing.events), plain(taps)]
  return { answer: plain(outcomes), seen, requests: [own, standing.recorded].map((all) => plain(all).match(/"Asked"/g)?.length) }
}

describe('a password that the server accepts', () => {
  it.each<readonly [string, Partial<HttpRequest>]>([
    ['plain in a header', header(`pwd=${word}`)],
    ['by another name', header(`PWD=${word}`)],
    ['behind a blank', header(`x=y Pwd=${word}`)],
    ['escaped', header(`pWd=${Array.from(word, (each) => `%${each.charCodeAt(0).toString(16)}`).join('')}`)],
    ['in CDATA', xml(`<Password><![CDATA[${word}]]></Password>`)],
    ['in capitals', xml(`<PASSWORD Type='x'>H1dden&amp;Passw0rd</PASSWORD>`)],
    ['of references', xml(`<a:password>${references}</a:password>`)],
    ['around a comment', xml('<Password>H1dden<!-- no -->&#38;Passw0rd</Password >')],
    ['around an element', xml('<Password>H1dden&AMP;<i>no</i>Passw0rd</Password>')],
  ])('%s is in no recording', async (_, request) => {
    const { answer, seen, requests } = await askedThrough(request)
    expect(answer).toMatch(/from-PP=|BinarySecurityToken/)
    expect(requests).toEqual([1, 1])
    for (const text of seen) {
      expect(text.length).toBeGreaterThan(100)
      expect(text).not.toMatch(/H1dden|Passw0rd|%48%31|&#72;|&#72;&#49;/)
    }
  })
})

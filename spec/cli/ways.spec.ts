/** `msnp connect` and `msnp record` through proxies and the HTTP gateway; the passwords of proxies appear nowhere. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { isThere, proxyOf, type Program, type ProxySettings } from '../edges/proxies.js'
import { fileOf, msnp, said, start } from './child.js'

const secret = 's3cret-of-all'
const password = 'pr0xy-pa55word'
const people = ['a', 'b', 'c', 'd'].map((name) => `${name}@example.com`)
const stops: Array<() => unknown> = []
afterAll(async () => {
  for (const stop of stops) await stop()
})

let server = ''
let nexus = ''
let http = ''
let allowed: ReadonlyArray<number> = []

beforeAll(async () => {
  const accounts = people.map((passport) => ({ passport, password: secret, contacts: people.filter((each) => each !== passport) }))
  const serving = start(['serve', '--port', '0', '--json', '--accounts', fileOf('ways.json', JSON.stringify(accounts))])
  const listening = said(await serving.line(() => true)) as Readonly<Record<'first' | 'nexus' | 'switchboard', string>>
  server = listening.first
  nexus = listening.nexus
  http = new URL(nexus).origin
  allowed = [server, listening.switchboard].map((each) => Number(each.split(':').at(-1)))
})

const started = async (program: Program, settings: ProxySettings = {}): Promise<string> => {
  const proxy = await proxyOf(program, settings)
  stops.push(proxy.stop)
  return `${proxy.host}:${proxy.port}`
}

const file = (name: string): string => join(dirname(fileOf('beside', '')), name)
const who = (passport: string) => ['--passport', passport, '--password-env', 'SECRET', '--json', '--debug', '--dialect', 'MSNP12']
const env = { SECRET: secret, PROXY: password }

/** Somebody says something to somebody who hears it, over some way. */
const talks = async (way: ReadonlyArray<string>, at = { server, nexus }, name = 'way.jsonl') => {
  const hearing = start(['connect', '--server', server, '--nexus', nexus, ...who('b@example.com'), '--answer', '--for', '100'], env)
  await hearing.line((line) => said(line)['event'] === 'OwnStatus')
  const out = file(name)
  const to = ['--server', at.server, '--nexus', at.nexus]
  const { status, out: told, err } = await msnp(['connect', ...to, ...who('a@example.com'), ...way, '--record', out, '--say', 'b@example.com=hello'], env)
  expect([status, told]).toEqual([0, expect.stringContaining('MessageOutcome')])
  await hearing.line((line) => said(line)['event'] === 'TextReceived')
  hearing.kill('SIGINT')
  await hearing.ended
  const trace = readFileSync(out, 'utf8')
  expect(trace).toContain('"Said"')
  for (const text of [told, err, trace]) expect(text).not.toContain(password)
}

describe('a way on the command line', () => {
  it.skipIf(!isThere('microsocks'))('leads through SOCKS 5 with a password', async () => {
    const proxy = await started('microsocks', { login: { name: 'alice', password } })
    await talks(['--via', `socks5://alice@${proxy}`, '--via-password-env', 'PROXY'])
    const refused = await msnp(['connect', '--server', server, '--nexus', nexus, ...who('c@example.com'), '--via', `socks5://${proxy}`, '--for', '1'], env)
    expect([refused.status, refused.out]).toEqual([3, expect.stringContaining('Unauthorized')])
  })
  it.skipIf(!isThere('dante'))('leads through SOCKS 4a', async () => {
    await talks(['--via', `socks4a://${await started('dante')}`])
  })
  it.skipIf(!isThere('tinyproxy'))('leads through an HTTP proxy, and there through the gateway', async () => {
    const proxy = await started('tinyproxy', { login: { name: 'alice', password }, allowed })
    const via = ['--via', `http://alice@${proxy}`, '--via-password-env', 'PROXY']
    await talks(via)
    await talks([...via, '--gateway', http])
  })
  it('leads through the gateway, for who records, too', async () => {
    await talks(['--gateway', http])
    const out = file('recorded.jsonl')
    const recorder = start(['record', '--server', server, '--nexus', nexus, '--out', out, '--json', '--gateway', http])
    const at = said(await recorder.line((line) => said(line)['event'] === 'Listening'))
    await talks([], { server: at['address'] as string, nexus: at['nexus'] as string }, 'second.jsonl')
    recorder.kill('SIGINT')
    expect((await recorder.ended).status).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('hello')
  })

  it('leads over a WebSocket, at the port of the server or at a URL, for who records, too', async () => {
    await talks(['--ws'], undefined, 'web.jsonl')
    await talks(['--ws', 'ws://{host}:{port}/any'], undefined, 'url.jsonl')
    const out = file('web-recorded.jsonl')
    const recorder = start(['record', '--server', server, '--nexus', nexus, '--out', out, '--json', '--ws'])
    const at = said(await recorder.line((line) => said(line)['event'] === 'Listening'))
    await talks(['--ws'], { server: at['address'] as string, nexus: at['nexus'] as string }, 'through.jsonl')
    recorder.kill('SIGINT')
    expect((await recorder.ended).status).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('hello')
  })

  it.each<readonly [options: ReadonlyArray<string>, what: string]>([
    [['--ws', '--gateway'], 'two ways'],
    [['--ws', 'wss://127.0.0.1/', '--tls'], 'without --tls'],
    [['--ws', `ws://alice:${password}@127.0.0.1/`], 'a ws or wss URL'],
    [['--ws', 'http://127.0.0.1/'], 'a ws or wss URL'],
    [['--via', `socks5://alice:${password}@127.0.0.1:1080`], 'no password in it'],
    [['--via', `nonsense ${password}`], '--via should be'],
    [['--via', `ftp://${password}:1`], '--via should be'],
    [['--via', `socks5://127.0.0.1:1/${password}`], '--via should be'],
    [['--via', 'socks5://a@127.0.0.1:1', '--via-password-env', 'NOT_SET'], 'NOT_SET is not set'],
    [['--via', 'socks5://127.0.0.1:1', '--via-password-env', 'PROXY'], 'wants a name'],
    [['--via', 'socks5://a@127.0.0.1:1', '--via-password-env', `${password}!`], 'wants the name of a variable'],
    [['--via-password-env', 'PROXY'], 'wants a name'],
  ])('is wrong usage: %j', async (options, what) => {
    for (const command of [['connect', ...who('d@example.com')], ['record', '--out', file('none.jsonl')]]) {
      const { status, out, err } = await msnp([...command, '--server', server, ...options], env)
      expect([status, out]).toEqual([2, ''])
      expect(err).toContain(what)
      expect(err).not.toContain(password)
    }
  })
})

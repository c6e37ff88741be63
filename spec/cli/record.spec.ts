import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { decode, decoder, type Decoded, type Decoder } from '../../lib/index.js'
import { traceReader } from '../../lib/traces/format/jsonl.js'
import type { Finding } from '../../lib/traces/format/record.js'
import { spellings } from '../pair/wiretap.js'
import { fileOf, msnp, rude, said, start, type Child } from './child.js'

const participants = Array.from({ length: 6 }, (_, index) => `p${index}@example.com`)
const secretOf = (passport: string): string => `s3cret! ${passport.split('@', 1).join()}`

let server: string
let nexus: string

beforeAll(async () => {
  const accounts = participants.map((passport, index) => ({
    passport,
    password: secretOf(passport),
    contacts: [participants[index ^ 1]],
  }))
  const file = fileOf('accounts.json', JSON.stringify(accounts))
  const serving = start(['serve', '--port', '0', '--redirects', '1', '--json', '--accounts', file])
  const listening = said(await serving.line(() => true))
  server = listening['first'] as string
  nexus = listening['nexus'] as string
})

/** A place for a file that is not there yet. */
const place = (name: string): string => join(dirname(fileOf('beside', '')), name)

const recorder = (out: string, ...more: ReadonlyArray<string>): Child =>
  start(['record', '--server', server, '--nexus', nexus, '--out', out, '--json', ...more])

const is =
  (name: string) =>
  (line: string): boolean =>
    said(line)['event'] === name

const connect = (at: Readonly<Record<string, unknown>>, passport: string, ...args: ReadonlyArray<string>): Child => {
  const where = ['--server', at['address'] as string, '--nexus', at['nexus'] as string]
  const who = ['--passport', passport, '--password-env', 'SECRET', '--json']
  return start(['connect', ...where, ...who, ...args], { SECRET: secretOf(passport) })
}

/** Two people come to a proxy, talk, and leave. */
const evening = async (
  at: Readonly<Record<string, unknown>>,
  dialect: string,
  [alice = '', bob = '']: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> => {
  const hearing = connect(at, bob, '--dialect', dialect, '--answer', '--for', '100')
  await hearing.line(is('OwnStatus'))
  const saying = connect(at, alice, '--dialect', dialect, '--say', `${bob}=Grüße über einen Umweg`)
  const { status, err } = await saying.ended
  expect([status, err]).toEqual([0, ''])
  await hearing.line(is('Left'))
  hearing.kill('SIGINT')
  const heard = await hearing.ended
  expect([heard.status, heard.err]).toEqual([0, ''])
  return heard.lines
}

const readTrace = (path: string): ReadonlyArray<Finding> => {
  const { read, end } = traceReader()
  return [...read(readFileSync(path)), ...end()]
}

const spoken = (findings: ReadonlyArray<Finding>): ReadonlyArray<Decoded> => {
  const decoders = new Map<number, Decoder>()
  return findings.flatMap((finding) => {
    if (finding._tag !== 'Found' || finding.record._tag !== 'Said') return []
    const { connection, from, bytes } = finding.record
    const [next, commands] = decode(from)(decoders.get(connection) ?? decoder(), bytes)
    decoders.set(connection, next)
    return commands
  })
}

const countOf = (findings: ReadonlyArray<Finding>, tag: string): number =>
  findings.filter((finding) => finding._tag === 'Found' && finding.record._tag === tag).length

describe.concurrent('msnp record', () => {
  it.each([
    ['MSNP7', participants.slice(0, 2)],
    ['MSNP12', participants.slice(2, 4)],
  ])('writes down what two people say through all of the servers, in %s', async (dialect, pair) => {
    const out = place('evening.jsonl')
    const proxy = recorder(out)
    const at = said(await proxy.line(is('Listening')))
    const lines = await evening(at, dialect, pair)
    expect(lines.filter(is('TextReceived')).map(said)).toMatchObject([{ text: 'Grüße über einen Umweg' }])
    await proxy.line(is('Disconnected'), 6)
    proxy.kill('SIGINT')
    const { status, lines: told, err } = await proxy.ended
    expect([status, err]).toEqual([0, ''])

    const findings = readTrace(out)
    expect(findings.filter(({ _tag }) => _tag !== 'Begun' && _tag !== 'Found')).toEqual([])
    expect(findings[0]).toMatchObject({ _tag: 'Begun', header: { seenBy: 'network' } })
    expect(['Dialled', 'Opened', 'Closed'].map((tag) => countOf(findings, tag))).toEqual([6, 6, 6])
    const commands = spoken(findings)
    expect(commands.filter(({ _tag }) => _tag === 'Undecodable')).toEqual([])
    const verbs = new Set(commands.flatMap((command) => ('verb' in command ? [command.verb] : [])))
    for (const verb of ['XFR', 'RNG', 'ANS', 'IRO', 'JOI', 'CAL', 'MSG', 'OUT']) expect(verbs).toContain(verb)
    expect(said(told.at(-1)!)).toMatchObject({
      event: 'Recorded',
      file: out,
      connections: 6,
      requests: dialect === 'MSNP7' ? 0 : 4,
    })

    const text = readFileSync(out, 'utf8') + told.join('\n')
    expect(text).toContain('Grüße über einen Umweg')
    expect(pair.flatMap((who) => spellings(secretOf(who))).filter((secret) => text.includes(secret))).toEqual([])
  })

  it('says in its first lines where it listens and how to come, and what was recorded in its last', async () => {
    const out = place('evening.jsonl')
    const proxy = start(['record', '--server', server, '--nexus', nexus, '--out', out, '--name', 'localhost'])
    await proxy.line((line) => line.startsWith('sign in: '))
    const [first, second] = (await nobody(proxy)).lines
    const [, address, web] = /^listening on (localhost:\d+) for \S+, nexus (\S+) for \S+$/.exec(first!)!
    expect(web).toMatch(/^http:\/\/localhost:\d+\/rdr\/pprdr\.asp$/)
    expect(second).toContain(`msnp connect --server ${address} --nexus ${web} --passport`)
    expect((await proxy.ended).lines.at(-1)).toBe('nobody came, and nothing was recorded')
    expect(existsSync(out)).toBe(false)
  })

  it('goes on with a trace that exists only if it is told to', async () => {
    const out = place('evening.jsonl')
    for (const more of [[], ['--append']]) {
      const proxy = recorder(out, ...more)
      const at = said(await proxy.line(is('Listening')))
      const client = connect(at, participants[4]!, '--dialect', 'MSNP7', '--for', '0.1')
      expect((await client.ended).status).toBe(0)
      proxy.kill('SIGTERM')
      expect((await proxy.ended).status).toBe(0)
    }
    const findings = readTrace(out)
    expect(findings.filter(({ _tag }) => _tag !== 'Found').map(({ _tag }) => _tag)).toEqual(['Begun'])
    expect(countOf(findings, 'Dialled')).toBe(4)

    const was = readFileSync(out, 'utf8')
    const { status, err } = await msnp(['record', '--server', server, '--out', out])
    expect([status, err]).toEqual([1, `msnp: cannot write ${out}: it exists already\n`])
    expect(readFileSync(out, 'utf8')).toBe(was)
  })

  it('ends with 3, and leaves no file, where another program listens', async () => {
    const port = await rude(() => undefined)
    const out = place('evening.jsonl')
    const { status, err } = await msnp([
      'record',
      '--server',
      server,
      '--listen',
      String(port),
      '--http-port',
      '0',
      '--out',
      out,
    ])
    expect([status, err]).toEqual([
      3,
      `msnp: cannot listen on 127.0.0.1:${port}: another program listens there already; choose another port\n`,
    ])
    expect(existsSync(out)).toBe(false)
  })

  it('tells of a server that is not there, and goes on', async () => {
    const out = place('evening.jsonl')
    const gone = await rude((socket) => socket.destroy())
    const proxy = start(['record', '--server', `127.0.0.1:${gone}`, '--http-port', '0', '--out', out, '--json'])
    const at = said(await proxy.line(is('Listening')))
    const client = connect(at, participants[5]!, '--dialect', 'MSNP7')
    expect((await client.ended).status).toBe(3)
    expect(said(await proxy.line(is('Disconnected')))).toMatchObject({ connection: 0, by: 'server' })
    proxy.kill('SIGINT')
    expect((await proxy.ended).status).toBe(0)
    expect(countOf(readTrace(out), 'Closed')).toBe(1)
  })

  it.each([
    [2, 'every address at once', ['--host', '0.0.0.0'], 'say with --name which one clients are told'],
    [2, 'a certificate without a key', ['--cert', 'no-such.pem'], '--cert and --key go together'],
    [
      3,
      'a certificate that is not there',
      ['--cert', 'no.pem', '--key', 'no.pem'],
      'cannot read no.pem: there is no such file',
    ],
    [3, 'authorities that are not there', ['--ca', 'no.pem'], 'cannot read no.pem: there is no such file'],
    [1, 'a folder that is not there', ['--out', '/no/such/folder/e.jsonl'], 'there is no such folder'],
    [1, 'a file that is no trace', ['--append', '--out', fileOf('notes.txt', 'hello\n')], 'cannot go on with'],
  ])('ends with %d for %s', async (code, _, args, what) => {
    const { status, out, err } = await msnp(['record', '--server', '127.0.0.1', '--out', place('e.jsonl'), ...args])
    expect(err).toContain(what)
    expect([status, out]).toEqual([code, ''])
  })
})

const nobody = async (proxy: Child) => {
  proxy.kill('SIGINT')
  return proxy.ended
}

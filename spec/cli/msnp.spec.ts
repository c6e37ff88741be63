import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { textOf } from '../house/run.js'
import { fileOf, msnp, root, type Ended } from './child.js'

const recording = 'examples/recordings/two-friends.pcap'

describe('msnp decode --json', () => {
  let whole: Ended
  let all: ReadonlyArray<Record<string, unknown>>
  beforeAll(async () => {
    whole = await msnp(['decode', recording, '--json'])
    all = whole.lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  })

  it('prints one object a line, in the order of the file, and counts on standard error', () => {
    expect(whole.status).toBe(0)
    expect(all.length).toBe(62)
    expect(whole.err).toBe('62 commands on 4 connections, 0 undecodable\n')
    const times = all.map(({ t }) => t as number)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it('gives a command its time, connection, side, dialect, verb, class, transaction id and fields', () => {
    expect(all[0]).toEqual({
      t: expect.any(Number) as number,
      connection: 0,
      from: 'client',
      dialect: 'MSNP11',
      verb: 'VER',
      class: 'Normal',
      trid: 1,
      fields: { offers: ['MSNP11', 'MSNP10', 'CVR0'] },
    })
    expect(Object.keys(all[0]!)).toEqual(['t', 'connection', 'from', 'dialect', 'verb', 'class', 'trid', 'fields'])
    expect(all.find(({ verb }) => verb === 'QNG')).toMatchObject({
      class: 'Async',
      from: 'server',
      fields: { seconds: 50 },
    })
    expect(all.find(({ verb }) => verb === 'ACK')).toMatchObject({ class: 'Normal', trid: 16, fields: {} })
    expect(all.find(({ verb }) => verb === '217')).toMatchObject({
      class: 'Normal',
      trid: 18,
      fields: { code: 217, name: 'Offline' },
    })
  })

  it('gives a payload in Base64', () => {
    const text = all.find(({ verb, trid }) => verb === 'MSG' && trid === 16)!
    expect(text['class']).toBe('Payload')
    expect(Buffer.from(text['payload'] as string, 'base64').toString()).toMatch(/\r\n\r\nHi Bob! Back already\?$/)
  })

  it('gives what cannot be decoded with its bytes', async () => {
    const { status, lines, err } = await msnp(
      ['decode', '-', '--json', '--from', 'server', '--on', 'NS', '--dialect', 'MSNP8'],
      {},
      'XYZ 1\r\nQNG\r\nFLN',
    )
    expect(status).toBe(0)
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      {
        t: 0,
        connection: 0,
        from: 'server',
        dialect: 'MSNP8',
        undecodable: 'unknown verb XYZ',
        bytes: Buffer.from('XYZ 1\r\n').toString('base64'),
      },
      { t: 0, connection: 0, from: 'server', dialect: 'MSNP8', verb: 'QNG', class: 'Async', fields: {} },
      {
        t: 0,
        connection: 0,
        from: 'server',
        dialect: 'MSNP8',
        undecodable: 'the stream ends in the middle of it',
        bytes: Buffer.from('FLN').toString('base64'),
      },
    ])
    expect(err).toBe('1 command on 1 connection, 2 undecodable\n')
  })
})

describe('msnp decode', () => {
  it('prints a timeline that hides what lets somebody in', async () => {
    const { status, lines } = await msnp(['decode', recording])
    expect(status).toBe(0)
    expect(lines.length).toBe(62)
    expect(lines.find((line) => line.includes('Hi Bob'))).toMatch(
      /^ +\d+\.\d{3} {2}2 → MSG {2}16 ack=A │ text "Hi Bob! Back already\?"$/,
    )
    const whole = lines.join('\n')
    expect(whole).toContain('ticket=•••')
    for (const secret of ['t=invented', '246503.1795362421', '849102.1795362421', 'd8d8cb2c'])
      expect(whole).not.toContain(secret)
    // No colours where it is no terminal.
    // eslint-disable-next-line no-control-regex
    expect(whole).not.toMatch(/\x1b/)
  })
  it('shows nothing of what cannot be decoded, and lets nothing steer the terminal', async () => {
    const { lines } = await msnp(
      ['decode', '-', '--from', 'client', '--on', 'NS', '--dialect', 'MSNP16'],
      {},
      'USR 4 SSO S t=SECRETTICKET blob\r\nUSR 4 SSO S t=SECR',
    )
    expect(lines.join('\n')).not.toContain('SECR')
    const steering = 'NLN NLN bob@example.com Bob%1B[31m%C2%9B%E2%80%AE 0\r\n'
    const { lines: shown } = await msnp(
      ['decode', '-', '--from', 'server', '--on', 'NS', '--dialect', 'MSNP8'],
      {},
      steering,
    )
    const [line] = shown
    expect(line).toContain('Bob\\u{1b}[31m\\u{9b}\\u{202e}')
  })
  it('complains of what is wrong with standard input as it does of a file', async () => {
    const cut = await msnp(['decode', '-', '--json'], {}, readFileSync(join(root, recording)).subarray(0, 3000))
    expect(cut.status).toBe(3)
    expect(cut.lines.length).toBeGreaterThan(5)
    expect(cut.err).toContain('the file ends in the middle of what begins at offset')
    expect((await msnp(['decode', '-'], {}, 'no capture at all')).err).toContain('no recording: it begins with 6e 6f 20 63')
  })
  it('reads the bytes of one side, whose dialect its VER tells', async () => {
    const { lines } = await msnp([
      'decode',
      fileOf('client.bin', 'VER 1 MSNP7 CVR0\r\nINF 2\r\n'),
      '--from',
      'client',
      '--json',
    ])
    expect(lines.map((line) => (JSON.parse(line) as { dialect: string }).dialect)).toEqual(['MSNP7', 'MSNP7'])
  })
  it('reads a capture from standard input', async () => {
    expect((await msnp(['decode', '-'], {}, readFileSync(join(root, recording)))).lines.length).toBe(62)
  })
})

describe('msnp decode ends with', () => {
  const whole = readFileSync(join(root, recording))

  it.each([
    [2, 'no file', [], 'missing required argument'],
    [2, 'an unknown option', ['x', '--bogus'], "unknown option '--bogus'"],
    [2, 'a dialect that is none', ['x', '--dialect', 'MSNP99'], 'MSNP2 to MSNP21'],
    [2, 'a side that is none', ['x', '--from', 'nobody'], 'Allowed choices are client, server'],
    [3, 'a file that is not there', ['no-such.pcap'], 'cannot read no-such.pcap: there is no such file'],
    [3, 'a folder', ['lib'], 'cannot read lib: it is a folder'],
    [
      3,
      'a file that is no capture',
      ['README.md'],
      'README.md: no recording: it begins with 23 20 72 78',
    ],
    [3, 'an empty file', [fileOf('empty', '')], 'it is empty'],
    [
      3,
      'a cut capture',
      [fileOf('cut.pcap', whole.subarray(0, 3000))],
      'the file ends in the middle of what begins at offset',
    ],
  ])('%d for %s', async (code, _, args, what) => {
    const { status, err } = await msnp(['decode', ...args])
    expect(err).toContain(what)
    expect(status).toBe(code)
  })

  it('3 for a cut capture, after everything before the cut was printed', async () => {
    const cut = await msnp(['decode', fileOf('cut2.pcap', whole.subarray(0, 3000)), '--json'])
    expect(cut.lines.length).toBeGreaterThan(5)
    expect(cut.lines).toEqual((await msnp(['decode', recording, '--json'])).lines.slice(0, cut.lines.length))
  })
  it('4 where framing was lost, after everything before it was printed', async () => {
    const { status, lines, err } = await msnp(
      ['decode', '-', '--from', 'server', '--on', 'NS', '--dialect', 'MSNP8', '--json'],
      {},
      'QNG\r\nMSG a b x\r\nQNG\r\n',
    )
    expect(status).toBe(4)
    expect(lines.length).toBe(1)
    expect(err).toContain('MSG at offset 5 announces no readable payload length')
  })
})

describe('msnp commands', () => {
  it('shows the shapes of a verb', async () => {
    const { status, lines } = await msnp(['commands', 'nln', '--dialect', 'msnp8'])
    expect(status).toBe(0)
    expect(lines).toEqual([
      'NLN  Async  server, NS  MSNP8',
      '  A contact comes online, or changes status, name or capabilities.',
      '  NLN <status> <passport> <name> <capabilities>',
      '  { status, passport, name, capabilities }',
      '  e.g. NLN AWY bob@example.com Bob%20B 0',
      '  from core.md 4.5',
      '',
    ])
  })
  it('shows them all, one JSON object a line', async () => {
    const all = (await msnp(['commands', '--json'])).lines.map((line) => JSON.parse(line) as { readonly verb: string })
    expect(all.length).toBeGreaterThan(190)
    expect(new Set(all.map(({ verb }) => verb)).size).toBeGreaterThan(60)
  })
  it('explains a code', async () => {
    expect((await msnp(['commands', '911'])).lines).toEqual(['911  AuthenticationFailed: authentication failed'])
  })
  it('ends with 2 for a verb that is none, or not in that dialect', async () => {
    expect(await msnp(['commands', 'XYZ'])).toMatchObject({
      status: 2,
      err: 'msnp: there is no command XYZ; msnp commands lists them all\n',
    })
    expect(await msnp(['commands', 'SYN', '--dialect', 'MSNP13'])).toMatchObject({ status: 2, lines: [] })
  })
  it('gives the page of the documentation, which is fresh', async () => {
    expect(`${(await msnp(['commands', '--markdown'])).lines.join('\n')}\n`).toBe(
      textOf('docs/commands.md'),
    )
  })
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

import { beforeAll, describe, expect, it } from 'vitest'

import { fileOf, msnp, rude, said, start, type Child } from './child.js'

const participants = Array.from({ length: 20 }, (_, index) => `p${index}@example.com`)
const secretOf = (passport: string): string => `s3cret-of-${passport.split('@', 1).join()}`
/** Somebody who never signs in. */
const nobody = participants[19]!
const [steering, hidden] = ['evil@example.com', 'Eve\u001b[31m\u202e\u009b']

let server: Child
let address: string
let nexus: string

beforeAll(async () => {
  const accounts = participants.map((passport, index) => ({
    passport,
    password: secretOf(passport),
    contacts: [participants[index ^ 1]],
  }))
  const evil = { passport: steering, password: secretOf(steering), name: hidden }
  server = start([
    'serve',
    '--port',
    '0',
    '--redirects',
    '1',
    '--json',
    '--debug',
    '--accounts',
    fileOf('accounts.json', JSON.stringify([...accounts, evil])),
  ])
  const listening = said(await server.line(() => true))
  address = listening['first'] as string
  nexus = listening['nexus'] as string
})

const flags = (passport: string, at = address): ReadonlyArray<string> => [
  ...['connect', '--server', at, '--passport', passport, '--password-env', 'SECRET', '--nexus', nexus],
]
const env = (passport: string) => ({ SECRET: secretOf(passport) })

const connect = (passport: string, args: ReadonlyArray<string>, input = '') =>
  msnp([...flags(passport), ...args], env(passport), input)

const eventsOf = (lines: ReadonlyArray<string>, name: string) => lines.map(said).filter(({ event }) => event === name)

const is =
  (name: string) =>
  (line: string): boolean =>
    said(line)['event'] === name

/** What looks like a password, a ticket, a digest or a cookie. A challenge is for everybody to see. */
const secretsIn = (...texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  texts.flatMap(
    (text) =>
      text
        .replace(/"challenge":"[^"]*"/g, '')
        .match(/.{0,200}(?:s3cret|\bt=[\w!*$]{8}|from-PP='|\b[0-9a-f]{32}\b|\b\d{8,}\.\d{6,}).{0,40}/g) ?? [],
  )

describe.concurrent('msnp connect', () => {
  it('says texts in their order, and the other one answers the call', async () => {
    const [a, b] = [participants[0]!, participants[1]!]
    const listener = start([...flags(b), '--answer', '--for', '60', '--json', '--debug'], env(b))
    await listener.line(is('OwnStatus'))
    const speaker = await connect(a, ['--say', `${b}=Hello = hello`, '--say', `${b}=Grüße 👋`, '--json', '--debug'])
    expect(speaker.status).toBe(0)
    expect(eventsOf(speaker.lines, 'Redirected').length).toBe(1)
    expect(eventsOf(speaker.lines, 'SignedIn')).toMatchObject([{ passport: a, dialect: 'MSNP18' }])
    expect(eventsOf(speaker.lines, 'MessageOutcome')).toMatchObject([
      {
        intent: { passport: b, message: { text: 'Hello = hello' } },
        outcome: { _tag: 'Acknowledged' },
        text: 'arrived',
      },
      { intent: { passport: b, message: { text: 'Grüße 👋' } }, outcome: { _tag: 'Acknowledged' }, text: 'arrived' },
    ])
    expect(said(speaker.lines.at(-1)!)).toMatchObject({
      event: 'Closed',
      reason: { _tag: 'SignedOut' },
      text: 'signed out',
    })

    await listener.line(is('Left'))
    listener.kill('SIGINT')
    const heard = await listener.ended
    expect(heard.status).toBe(0)
    expect(eventsOf(heard.lines, 'TextReceived').map(({ text, passport }) => [passport, text])).toEqual([
      [a, 'Hello = hello'],
      [a, 'Grüße 👋'],
    ])
    expect(heard.err).toContain('"debug":"CommandReceived"')
    expect(heard.err).toContain('"debug":"CommandSent"')
    expect(secretsIn(speaker.out, speaker.err, heard.out, heard.err)).toEqual([])
  })

  it('stays for the time that it is told, and hears what comes meanwhile', async () => {
    const [a, b] = [participants[2]!, participants[3]!]
    const other = start([...flags(b), '--json', '--dialect', 'MSNP8', '--for', '60'], env(b))
    await other.line(is('OwnStatus'))
    const staying = connect(a, ['--for', '3', '--answer', '--status', 'BSY', '--dialect', 'MSNP5'])
    await other.line(
      (line) => is('ContactStatus')(line) && said(line)['passport'] === a && said(line)['status'] === 'BSY',
    )
    other.type(`/to ${a}\none\n\n/nudge\ntwo\n/out\n`)
    const [told, { status, err }] = await Promise.all([staying, other.ended])
    expect(err).toBe('')
    expect(status).toBe(0)
    expect(told.status).toBe(0)
    expect(told.out).toMatch(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}${b}: one\n.*sends a nudge\n.*${b}: two$`, 'm'))
    expect(secretsIn(told.out)).toEqual([])
  })

  it('shows a call that nobody answers', async () => {
    const [a, b] = [participants[4]!, participants[5]!]
    const silent = start([...flags(b), '--say', `${nobody}=x`, '--for', '60', '--timeout', '4'], env(b))
    await silent.line((line) => line.endsWith('own status: online'))
    const { status, err } = await connect(a, ['--say', `${b}=hello?`, '--timeout', '4'])
    expect(err).toBe(`msnp: say to ${b}: nobody there\n`)
    expect(status).toBe(4)
    await silent.line((line) => line.endsWith(`${a} calls (C2); /accept or /decline`))
    await silent.line((line) => line.endsWith('conversation C2 is over: no answer in time'))
    silent.kill('SIGTERM')
    // What was asked of it, to speak to somebody who is not there, came to nothing.
    expect((await silent.ended).status).toBe(4)
  })

  it('is a chat, whose lines may come from a pipe', async () => {
    const [a, b] = [participants[6]!, participants[7]!]
    const other = start([...flags(b), '--json'], env(b))
    await other.line(is('OwnStatus'))
    const script = [
      '/help',
      'lost words',
      `/to ${b}`,
      'hello',
      '/say /slashed',
      '/nudge',
      '/typing',
      '/who',
      '/wait 0.2',
      '/status awy',
      '/name Ann',
      `/remove ${b}`,
      '/ping',
      '/contacts',
    ]
    const chatting = connect(a, [], `${script.join('\n')}\n`)
    const ringing = said(await other.line(is('Ringing')))
    other.type(`/accept ${ringing['conversation'] as string}\n`)
    const { status, out, err } = await chatting
    for (const said of [
      '“hello” arrived',
      '“/slashed” arrived',
      'nudge arrived',
      'set status: done',
      'set name: done',
      `remove contact ${b}: done`,
      'ping: done',
    ])
      expect(out).toContain(said)
    expect(out).toContain('own name: Ann')
    expect(out).toMatch(/^conversation C\d+: .*p7@example\.com/m)
    expect(out).toContain('/help                    this list')
    expect(err).toBe('msnp: to whom? /to ADDRESS begins a conversation\n')
    // One line of the script made no sense.
    expect(status).toBe(2)
    await other.line(is('Left'))
    other.endInput()
    const heard = await other.ended
    expect(heard.status).toBe(0)
    expect(eventsOf(heard.lines, 'TextReceived').map(({ text }) => text)).toEqual(['hello', '/slashed'])
    for (const name of ['NudgeReceived', 'TypingReceived', 'Left']) expect(eventsOf(heard.lines, name).length).toBe(1)
  })

  it('carries out intents', async () => {
    const a = participants[8]!
    const json = [
      '{"_tag": "SetName", "name": "Zoë"}',
      '{"_tag": "SetStatus", "status": "PHN"}',
      '{"_tag": "AddGroup", "name": "Friends"}',
    ]
    const { status, lines } = await connect(a, [...json.flatMap((intent) => ['--send', intent]), '--json'])
    expect(status).toBe(0)
    expect(
      eventsOf(lines, 'IntentOutcome')
        .map(({ outcome, text }) => [outcome, text])
        .slice(0, 3),
    ).toEqual(json.map(() => [{ _tag: 'Done' }, 'done']))
    expect(eventsOf(lines, 'OwnStatus').at(-1)).toMatchObject({ status: 'PHN' })
    expect(eventsOf(lines, 'Group').at(-1)).toMatchObject({ group: { name: 'Friends' } })
  })

  it('lets nobody steer the terminal', async () => {
    const a = participants[9]!
    const listener = start([...flags(a), '--answer', '--for', '60'], env(a))
    await listener.line((line) => line.endsWith('own status: online'))
    const text = 'red\u001b[31m\u009b2J\u202eder\nnext'
    const speaker = await connect(steering, [
      '--json',
      '--send',
      JSON.stringify({ _tag: 'SayTo', passport: a, message: text }),
    ])
    expect(speaker.status).toBe(0)
    await listener.line((line) => line.includes('has left'))
    listener.kill('SIGINT')
    const { out, status } = await listener.ended
    expect(status).toBe(0)
    expect(out).toContain('red\\u{1b}[31m\\u{9b}2J\\u{202e}der ⏎ next')
    expect(eventsOf(speaker.lines, 'MessageOutcome')).toMatchObject([{ intent: { message: { text } } }])
    // eslint-disable-next-line no-control-regex
    for (const shown of [out, speaker.out]) expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]/)
  })

  it('is told when the account signs in at another place', async () => {
    const a = participants[10]!
    // From MSNP16 on an account may be at several places at once.
    const first = start([...flags(a), '--for', '60', '--json', '--dialect', 'MSNP15'], env(a))
    await first.line(is('OwnStatus'))
    expect((await connect(a, ['--dialect', 'MSNP15'])).status).toBe(0)
    const { status, err, lines } = await first.ended
    expect(err).toBe('msnp: the account signed in at another place\n')
    expect(status).toBe(4)
    expect(said(lines.at(-1)!)).toMatchObject({ event: 'Closed', reason: { _tag: 'Dismissed', because: 'Elsewhere' } })
  })

  it('asks a login server over https only if it is to be trusted', async () => {
    const pem = (name: string): string => `spec/edges/fixtures/${name}`
    const secure = start([
      ...['serve', '--port', '0', '--json', '--cert', pem('localhost.crt'), '--key', pem('localhost.key')],
      ...['--name', 'localhost'],
    ])
    const { first, nexus } = said(await secure.line(() => true)) as { first: string; nexus: string }
    expect(nexus).toMatch(/^https:\/\/localhost:/)
    const args = [
      'connect',
      '--server',
      first,
      '--nexus',
      nexus,
      '--passport',
      'new@example.com',
      '--password-env',
      'SECRET',
    ]
    const wary = await msnp(args, env('new@example.com'))
    expect(wary.status).toBe(3)
    expect(wary.err).toMatch(/certificate is not to be trusted \(.*\); --ca names an authority to trust\n$/)
    expect((await msnp([...args, '--ca', pem('authority.crt')], env('new@example.com'))).status).toBe(0)
  })
})

describe.concurrent('msnp connect ends with', () => {
  const a = participants[11]!
  const known = ['--server', '127.0.0.1:9', '--passport', a, '--password-env', 'SECRET']

  it.each([
    [
      'no server',
      ['--passport', a, '--password-env', 'SECRET'],
      "required option '--server <host:port>' not specified",
    ],
    ['a server that is none', [...known, '--server', 'a:b:c'], 'It should be host:port.'],
    ['an address that is none', [...known, '--passport', 'bob'], 'It should be an address such as bob@example.com.'],
    [
      'a variable that is not set',
      [...known, '--password-env', 'NO_SUCH'],
      'the environment variable NO_SUCH is not set; put the password there',
    ],
    ['the password itself', [...known, '--password-env', 's3cret!'], '--password-env wants the name of a variable'],
    ['a password as an option', [...known, '--password', 'x'], "unknown option '--password'"],
    ['a dialect that is none', [...known, '--dialect', 'MSNP99'], 'It should be MSNP2 to MSNP18.'],
    ['a status that is none', [...known, '--status', 'XYZ'], 'Allowed choices are NLN, BSY'],
    ['a text for nobody', [...known, '--say', 'hello'], 'It should be ADDRESS=TEXT.'],
    ['no time at all', [...known, '--for', '0'], 'It should be a number of seconds.'],
    ['a nexus that is none', [...known, '--nexus', 'ftp://x'], 'It should be an http URL.'],
    [
      'an intent that is none',
      [...known, '--send', '{"_tag": "Fly"}'],
      '--send: no intent, but an object with the _tag Fly; there are SetStatus',
    ],
    [
      'an intent with a wrong field',
      [...known, '--send', '{"_tag": "SetName", "nam": "x"}'],
      '--send: intent SetName: field nam: expected one of the fields name, got another',
    ],
    ['no JSON', [...known, '--send', '{"_tag"'], '--send: no JSON: it ends too early at line 1, column 8'],
  ])('2 for %s', async (_, args, what) => {
    const { status, err, out } = await msnp(['connect', ...args], { SECRET: 'x' })
    expect(err).toContain(what)
    expect(status).toBe(2)
    expect(out).toBe('')
    expect(err).not.toContain('s3cret')
  })

  it('3 where nobody listens, where there is no host, and where there is no file', async () => {
    const gone = await msnp([...flags(a), '--server', '127.0.0.1:9'], env(a))
    expect(gone.err).toBe('msnp: cannot connect to 127.0.0.1:9: nobody listens there; check host and port\n')
    expect(gone.status).toBe(3)
    const unknown = await msnp([...flags(a), '--server', 'nosuch.invalid'], env(a))
    expect(unknown.err).toBe(
      'msnp: cannot connect to nosuch.invalid:1863: there is no such host; check host and port\n',
    )
    expect(unknown.status).toBe(3)
    const file = await msnp([...flags(a), '--ca', 'no-such.pem'], env(a))
    expect(file).toMatchObject({ status: 3, err: 'msnp: cannot read no-such.pem: there is no such file\n' })
  })

  it('3 where the server closes, and where there is no login server', async () => {
    const port = await rude((socket) => socket.end())
    const lost = await msnp([...flags(a), '--server', `127.0.0.1:${port}`], env(a))
    expect(lost.err).toBe('msnp: the connection was lost: it was closed by the other side\n')
    expect(lost.status).toBe(3)
    for (const [dialect, what] of [
      ['MSNP12', 'nexus http://127.0.0.1:9/'],
      ['MSNP18', 'service of tickets http://127.0.0.1:9/RST2.srf'],
    ] as const) {
      const { status, err } = await connect(a, ['--dialect', dialect, '--nexus', 'http://127.0.0.1:9/'])
      expect(err).toBe(
        `msnp: no ticket from the login server: the ${what} does not answer, nobody listens there; check --nexus\n`,
      )
      expect(status).toBe(3)
    }
  })

  it.each(['MSNP7', 'MSNP12', 'MSNP18'])('4 for a wrong password in %s', async (dialect) => {
    const { status, err, out } = await msnp([...flags(a), '--dialect', dialect, '--debug'], { SECRET: 's3cret-guess' })
    expect(err).toMatch(/^msnp: .*check (?:both|address and password)$/m)
    expect(status).toBe(4)
    expect(secretsIn(out, err)).toEqual([])
  })

  it('4 where nobody is there, and where there is no dialect in common', async () => {
    const { status, err } = await connect(participants[12]!, ['--say', `${nobody}=hello`])
    expect(err).toBe(`msnp: say to ${nobody}: nobody there: offline, hidden, or refusing (217)\n`)
    expect(status).toBe(4)
    const port = await rude((socket) => socket.on('data', () => socket.write('VER 1 0\r\n')))
    const mute = await msnp([...flags(a, `127.0.0.1:${port}`), '--dialect', 'MSNP3'], env(a))
    expect(mute).toMatchObject({ status: 4, err: 'msnp: the server speaks none of MSNP3; offer others\n' })
  })

  it('5 for bytes that are no protocol, and for servers that redirect in a loop', async () => {
    const garbage = await rude((socket) => socket.write('x'.repeat(1_000_000)))
    const broken = await msnp([...flags(a, `127.0.0.1:${garbage}`), '--debug'], env(a))
    expect(broken.err).toMatch(/^msnp: the server broke the protocol: .+$/m)
    expect(broken.status).toBe(5)
    const web = createServer((_, response) => response.end())
    await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
    const { port: http } = web.address() as AddressInfo
    const other = await msnp(flags(a, `127.0.0.1:${http}`), env(a))
    web.close()
    expect(other.err).toBe('msnp: the server broke the protocol: what it says is not MSNP; check host and port\n')
    expect(other.status).toBe(5)
    const circle = await rude((socket, port) =>
      socket.on('data', () => socket.write(`XFR 1 NS 127.0.0.1:${port} 0 127.0.0.1:${port}\r\n`)),
    )
    const round = await msnp(flags(a, `127.0.0.1:${circle}`), env(a))
    expect(round.err).toBe(`msnp: the servers redirect in a loop: 127.0.0.1:${circle} was visited already\n`)
    expect(round.status).toBe(5)
  })

  it.each([502, 603])(
    '4, in time, where the contact list is refused with %i and a message finds nobody',
    async (code) => {
      const port = await rude((socket) =>
        createInterface(socket).on('line', (line) => {
          const [verb, trid, ...words] = line.split(' ')
          const reply =
            verb === 'VER'
              ? `VER ${trid} MSNP7`
              : verb === 'INF'
                ? `INF ${trid} MD5`
                : verb === 'USR'
                  ? `USR ${trid} ${words[1] === 'I' ? 'MD5 S 1013928519.693957190' : `OK ${a} A 1`}`
                  : verb === 'SYN'
                    ? `${code} ${trid}`
                    : verb === 'CHG'
                      ? line
                      : `217 ${trid}`
          socket.write(`${reply}\r\n`)
        }),
      )
      const args = [...flags(a, `127.0.0.1:${port}`), '--dialect', 'MSNP7', '--say', `${nobody}=Hello`, '--for', '1']
      const { status, err, out } = await msnp(args, env(a))
      expect(out).toMatch(/contact list .*(?:incomplete|not whole|refused|as far as)/)
      expect(err).toContain(nobody)
      expect(status).toBe(4)
    },
  )

  it('6 for a server that never answers, and where the time is over before all is said', async () => {
    const port = await rude(() => undefined)
    const mute = await msnp([...flags(a, `127.0.0.1:${port}`), '--timeout', '1'], env(a))
    expect(mute.err).toBe('msnp: no answer to VER in time; --timeout waits longer\n')
    expect(mute.status).toBe(6)
    const [b, c] = [participants[13]!, participants[14]!]
    const silent = start([...flags(b), '--for', '60', '--json'], env(b))
    await silent.line(is('OwnStatus'))
    const { status, err } = await connect(c, ['--say', `${b}=hello`, '--say', `${b}=hello`, '--for', '0.5'])
    expect(err).toBe('msnp: the time was over before 2 things had an outcome; --for stays longer\n')
    expect(status).toBe(6)
    silent.kill('SIGINT')
    expect((await silent.ended).status).toBe(0)
  })

  it('130 where it is interrupted before it is in', async () => {
    const port = await rude(() => undefined)
    const child = start([...flags(a, `127.0.0.1:${port}`)], env(a))
    await child.line((line) => line.includes('connected to'))
    child.kill('SIGINT')
    const { status, err } = await child.ended
    expect(err).toBe('msnp: interrupted before it was done\n')
    expect(status).toBe(130)
  })
})

describe('msnp serve, all the while', () => {
  let told: {
    readonly out: string
    readonly err: string
    readonly status: number | null
    readonly lines: ReadonlyArray<string>
  }
  beforeAll(async () => {
    server.kill('SIGTERM')
    told = await server.ended
  })

  it('told what happened, one JSON object a line, and no secrets', () => {
    expect(told.status).toBe(0)
    for (const name of [
      'Connected',
      'Redirected',
      'TicketGranted',
      'SignedIn',
      'Refused',
      'StatusChanged',
      'MessageRelayed',
      'SignedOut',
      'Disconnected',
    ])
      expect(told.lines.map(said).some(({ event }) => event === name)).toBe(true)
    expect(told.err).toContain('"debug":"CommandReceived"')
    expect(secretsIn(told.out, told.err)).toEqual([])
  })
})

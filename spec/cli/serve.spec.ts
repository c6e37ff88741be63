import { describe, expect, it } from 'vitest'

import { fileOf, msnp, rude, said, start } from './child.js'

const anywhere = ['serve', '--port', '0']

describe.concurrent('msnp serve', () => {
  it('says first where it listens, and ends well when it is interrupted', async () => {
    const server = start([...anywhere, '--redirects', '2'])
    await server.line((line) => line.startsWith('sign in:'))
    server.kill('SIGINT')
    const { status, lines, err } = await server.ended
    expect(lines[0]).toMatch(
      /^listening on (127\.0\.0\.1:\d+ \(dispatch\), ){2}127\.0\.0\.1:\d+ \(notification\), 127\.0\.0\.1:\d+ \(switchboard\), nexus http:\/\/127\.0\.0\.1:\d+\/rdr\/pprdr\.asp$/,
    )
    expect(err).toBe('')
    expect(status).toBe(0)
  })

  it('says it as JSON, and by the name that it is given', async () => {
    const server = start([...anywhere, '--json', '--name', 'localhost'])
    const first = said(await server.line(() => true))
    server.kill('SIGTERM')
    const { status, lines } = await server.ended
    expect(status).toBe(0)
    expect(lines.length).toBe(1)
    expect(first).toMatchObject({
      event: 'Listening',
      first: expect.stringMatching(/^localhost:\d+$/) as string,
      nexus: expect.stringMatching(/^http:\/\/localhost:\d+\/rdr\/pprdr\.asp$/) as string,
      dispatch: [],
      switchboard: expect.stringMatching(/^localhost:\d+$/) as string,
    })
    expect(first['notification']).toBe(first['first'])
  })

  it('ends with 3, and a line, where another program listens', async () => {
    const port = await rude(() => undefined)
    const { status, out, err } = await msnp(['serve', '--port', String(port), '--http-port', '0'])
    expect(status).toBe(3)
    expect(out).toBe('')
    expect(err).toBe(
      `msnp: cannot listen on 127.0.0.1:${port}: another program listens there already; choose another port\n`,
    )
  })

  it('tells everything that is wrong with the accounts, with its place and without any password', async () => {
    const accounts = [
      { passport: 'a@example.com', password: 'hidden', friends: [] },
      { passport: 'bob', password: 'hidden' },
      { passport: 'c@example.com' },
      { passport: 'd@example.com', password: 3, name: '' },
      'e@example.com',
      {
        passport: 'f@example.com',
        password: 'hidden',
        contacts: ['a@example.com', 3, { passport: 'x', lists: ['RL'] }],
      },
    ]
    const file = fileOf('accounts.json', JSON.stringify(accounts))
    const { status, out, err } = await msnp([...anywhere, '--accounts', file])
    expect(err.split('\n').slice(0, -1)).toEqual(
      [
        '[0].friends: is not known here; there are passport, password, name, contacts, groups',
        '[1].passport: should be an address such as bob@example.com',
        '[2].password: is missing',
        '[3].password: should be a text',
        '[3].name: should be a text',
        '[4]: should be {"passport": ..., "password": ...}',
        '[5].contacts[1]: should be an address, or {"passport": ...}',
        '[5].contacts[2].passport: should be an address such as bob@example.com',
        '[5].contacts[2].lists[0]: should be AL, BL or FL',
      ].map((what) => `msnp: ${file}: ${what}`),
    )
    expect(status).toBe(3)
    expect(out).toBe('')
  })

  it('finds what contradicts itself, and what is no list', async () => {
    const group = { passport: 'b@example.com', groups: ['X'] }
    const accounts = [
      { passport: 'a@example.com', password: 'hidden', contacts: [group] },
      { passport: 'A@example.com', password: 'hidden' },
    ]
    const file = fileOf('accounts.json', JSON.stringify(accounts))
    expect((await msnp([...anywhere, '--accounts', file])).err).toBe(
      `msnp: ${file}: [0].contacts[0].groups: names a group that [0].groups does not\n` +
        `msnp: ${file}: [1].passport: is that of [0] already\n`,
    )
    const single = fileOf('accounts.json', JSON.stringify(accounts[0]))
    expect((await msnp([...anywhere, '--accounts', single])).err).toBe(
      `msnp: ${single}: it should be a list of accounts\n`,
    )
  })

  it.each([
    [
      3,
      'accounts that are no JSON',
      ['--accounts', fileOf('accounts.json', '[{"passport": "a@example.com",\n "password": hidden}]')],
      'accounts.json: no JSON: it cannot be read on at line 2, column 14\n',
    ],
    [
      3,
      'accounts that are not there',
      ['--accounts', 'no-such.json'],
      'cannot read no-such.json: there is no such file',
    ],
    [
      3,
      'a certificate that is not there',
      ['--cert', 'no-such.pem', '--key', 'no-such.pem'],
      'cannot read no-such.pem: there is no such file',
    ],
    [2, 'a certificate without a key', ['--cert', 'no-such.pem'], '--cert and --key go together'],
    [2, 'every address at once', ['--host', '0.0.0.0'], 'say with --name which one clients are told'],
    [2, 'a port that is none', ['--http-port', '65536'], 'It should be a number from 0 to 65535.'],
    [2, 'a dialect that it does not speak', ['--dialect', 'MSNP19'], 'It should be MSNP2 to MSNP18.'],
    [3, 'an address of another machine', ['--host', '192.0.2.1'], 'this machine has no such address'],
  ])('ends with %d for %s', async (code, _, args, what) => {
    const { status, out, err } = await msnp([...anywhere, ...args])
    expect(err).toContain(what)
    expect(status).toBe(code)
    expect(out).toBe('')
  })
})

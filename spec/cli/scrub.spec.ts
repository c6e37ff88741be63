import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { captureReader } from '../../lib/traces/pcap/reader.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import { scrubbing, type ScrubOptions } from '../../lib/traces/scrub/scrub.js'
import { fragmentsOf, framed, latin1, onEthernet, pcapngOf, pcapOf, talk, type Captured } from '../support/pcaps.js'
import { scrubbedCapture as scrubbed } from '../support/scrubbed.js'
import { fileOf, msnp, root } from './child.js'

const all = { addresses: true, names: true, texts: true }
const friends = join(root, 'examples/recordings/two-friends.pcap')

const recordsOf = (file: Uint8Array): ReadonlyArray<TraceRecord> => {
  const { read, end } = captureReader()
  return [...read(file), ...end()].flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))
}

const scrubbedRecords = (file: Uint8Array, options: ScrubOptions = {}): ReadonlyArray<TraceRecord> => {
  const { record, end } = scrubbing(options)
  return [...recordsOf(file).flatMap(record), ...end()]
}

const plain = (records: ReadonlyArray<TraceRecord>): string =>
  JSON.stringify(records, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  )

const [client, server] = [
  { host: '10.0.0.1', port: 5000 },
  { host: '10.0.0.2', port: 1863 },
]
const web = { host: '10.0.0.3', port: 80 }

const login = talk({ client, server }, [
  { from: 'client', bytes: latin1('VER 1 MSNP8 CVR0\r\n') },
  { from: 'server', bytes: latin1('VER 1 MSNP8\r\n') },
  { from: 'client', bytes: latin1('USR 4 TWN S t=5ecretTicket&p=5ecretProfile\r\n') },
  { from: 'server', bytes: latin1('USR 4 OK alice@example.com Alice%20A 1 0\r\n') },
])
const asked =
  'GET /login2.srf HTTP/1.1\r\nHost: login.example.com\r\nAuthorization: Passport1.4 OrgVerb=GET,sign-in=alice%40example.com,pwd=5ecretWord,ct=1\r\n\r\n'
const answered =
  "HTTP/1.1 200 OK\r\nAuthentication-Info: Passport1.4 da-status=success,from-PP='t=5ecretTicket&p=5ecretProfile'\r\nContent-Length: 0\r\n\r\n"
const fetched = talk({ client: { ...client, port: 5001 }, server: web, start: 500 }, [
  { from: 'client', bytes: latin1(asked) },
  { from: 'server', bytes: latin1(answered) },
])
const browsed = talk({ client: { ...client, port: 5002 }, server: web, start: 900 }, [
  { from: 'client', bytes: latin1('GET /news HTTP/1.1\r\nHost: x\r\nCookie: a=privateCookie\r\n\r\n') },
  { from: 'server', bytes: latin1('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi') },
])
const everything = [...login, ...fetched, ...browsed].map(onEthernet)

describe('a capture', () => {
  it('is patched in place: as long, without secrets, other connections left alone', () => {
    const file = pcapOf()(everything)
    const clean = scrubbed(file)
    const text = Buffer.from(clean).toString('latin1')
    expect(clean).toHaveLength(file.length)
    expect(text).not.toMatch(/5ecret/)
    expect(text).toContain('privateCookie')
    // The ticket of HTTP is that of USR.
    const ticket = /USR 4 TWN S (t=\S+&p=\S+)\r\n/.exec(text)![1]!
    expect(text).toContain(`from-PP='${ticket}'`)
    expect(text).toContain('sign-in=alice%40example.com')
    expect(plain(recordsOf(clean))).toEqual(plain(scrubbedRecords(file)))
  })

  it('is the same however it is read, and of either kind', () => {
    const file = pcapOf()(everything)
    expect(scrubbed(file, all, 7)).toEqual(scrubbed(file, all))
    const next = pcapngOf()(everything)
    expect(plain(recordsOf(scrubbed(next, all, 100)))).toEqual(plain(scrubbedRecords(next, all)))
  })

  it('is patched in what is said again, too, before and behind the end, and in fragments', () => {
    const again = login.filter(({ bytes = [] }) => bytes.length > 0)
    const late = again.map((sent) => onEthernet({ ...sent, t: 5000 }))
    const cut = again.flatMap((sent): ReadonlyArray<Captured> =>
      fragmentsOf([24, 40])(sent).map((ip) => ({ t: sent.t, bytes: framed['Ethernet']![1](ip) })),
    )
    for (const packets of [[...everything, ...late], cut, [...cut].reverse()]) {
      const file = pcapOf()(packets)
      const clean = scrubbed(file, { addresses: true })
      expect(Buffer.from(clean).toString('latin1')).not.toMatch(/5ecret|alice/)
      expect(clean).toHaveLength(file.length)
    }
  })

  const hasTshark = (() => {
    try {
      execFileSync('tshark', ['-v'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()

  it.skipIf(!hasTshark)('has right check sums where they were right', () => {
    const cut = login
      .filter(({ bytes = [] }) => bytes.length > 0)
      .flatMap((sent, i) => fragmentsOf([24, 40], 100 + i)(sent).map((ip) => ({ t: 2000, bytes: framed['Ethernet']![1](ip) })))
    for (const packets of [everything, cut]) {
      const path = fileOf('clean.pcap', '')
      writeFileSync(path, scrubbed(pcapOf()(packets), all))
      const fields = ['-T', 'fields', '-e', 'tcp.checksum.status', '-e', 'ip.checksum.status']
      const told = execFileSync(
        'tshark',
        ['-r', path, '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', ...fields],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      )
      expect(told.split('\n').filter((line) => /^0|\t0/.test(line))).toEqual([])
      expect(told).toMatch(/1\t1/)
    }
  })
})

const place = (name: string): string => join(dirname(fileOf('beside', '')), name)

describe('msnp scrub', () => {
  it('writes a capture as a capture, and does not write over another file', async () => {
    const out = place('clean.pcap')
    const { status, err } = await msnp(['scrub', friends, '--out', out, '--addresses', '--names', '--texts'])
    expect([status, err]).toEqual([0, `32 records changed in ${out}\n`])
    const before = readFileSync(friends)
    const after = readFileSync(out)
    expect(after).toHaveLength(before.length)
    expect(after.toString('latin1')).not.toMatch(/alice|bob@|carol|coffee|Old%20friends|back at noon/i)
    expect(recordsOf(after).length).toBe(recordsOf(before).length)

    const second = await msnp(['scrub', friends, '--out', out])
    expect([second.status, second.err]).toEqual([2, `msnp: ${out} exists already: --force replaces it\n`])
    expect((await msnp(['scrub', friends, '--out', out, '--force'])).status).toBe(0)
  })

  it('writes a trace as a trace, and what is readable of a broken one', async () => {
    const lines = [
      '{"format":"rx-msnp trace","version":1,"start":0,"seenBy":"network"}',
      '{"t":0,"_tag":"Opened","connection":0,"local":"a:1","peer":"b:2"}',
      '{"t":1,"_tag":"Said","connection":0,"from":"client","octets":"USR 4 TWN S t=5ecr"}',
      '{"t":2,"_tag":"Said","connection":0,"from":"client","octets":"etTicket\\r\\n"}',
    ]
    const whole = await msnp(['scrub', '-', '--out', '-'], {}, `${lines.join('\n')}\n`)
    expect([whole.status, whole.err, whole.lines.length]).toEqual([0, '3 records in -\n', 4])
    expect(whole.out).toMatch(/TWN S t=\d[a-z]{3}"/)
    expect(whole.out).not.toMatch(/5ecr|etTicket/)

    const broken = await msnp(['scrub', '-', '--out', '-'], {}, [...lines, 'oops', ''].join('\n'))
    expect([broken.status, broken.out]).toEqual([3, whole.out])
    expect(broken.err).toContain('line 5')
  })

  it('says what it cannot read, and leaves nothing behind', async () => {
    const out = place('nothing')
    const nowhere = await msnp(['scrub', join(dirname(out), 'missing'), '--out', out])
    expect([nowhere.status, nowhere.err]).toEqual([3, expect.stringContaining('there is no such file')])
    const other = await msnp(['scrub', fileOf('other', 'hello\n'), '--out', out])
    expect(other.status).toBe(3)
    expect(existsSync(out)).toBe(false)
    const folder = await msnp(['scrub', friends, '--out', join(out, 'x')])
    expect([folder.status, folder.err]).toEqual([1, expect.stringContaining('there is no such folder')])
  })

  it('keeps of a capture that is cut all that is whole', async () => {
    const out = place('short.pcap')
    const cut = fileOf('cut.pcap', '')
    writeFileSync(cut, readFileSync(friends).subarray(0, -5))
    const { status } = await msnp(['scrub', cut, '--out', out])
    expect(status).toBe(3)
    expect(recordsOf(readFileSync(out)).length).toBeGreaterThan(50)
  })
})

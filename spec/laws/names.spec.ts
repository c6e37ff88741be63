/** The names that every object has are words like any others: whatever they stand for, nothing throws and nothing vanishes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Encodable } from '../../lib/commands/codec.js'
import { decode, decoder } from '../../lib/commands/decoder.js'
import { dialects, dialectsIn } from '../../lib/commands/dialects.js'
import type { ServerKind, Side } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import type { Received } from '../../lib/core/effects.js'
import type { SessionInput } from '../../lib/client/session/signals.js'
import { readList, writeList } from '../../lib/payloads/list.js'
import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { readNotification } from '../../lib/payloads/notification.js'
import { readPersonal, writePersonal } from '../../lib/payloads/personal.js'
import { readRouted, writeRouted } from '../../lib/payloads/routing.js'
import { contentTypes } from '../../lib/payloads/types.js'
import { bytesOf, byteText } from '../../lib/wire/text.js'
import { among, converse, show, withSessions } from '../host/driver.js'
import { drive, linkNamed, signIn } from '../client/driver.js'
import { scopeAt } from '../support/mutated.js'

/** What every object has. */
const names = Object.getOwnPropertyNames(Object.prototype)

interface Line {
  readonly from: Side
  readonly on: ServerKind
  readonly number: number
  readonly bytes: string
}

/** The examples of all rows, one of their words at a time being one of these names. */
const lines: ReadonlyArray<Line> = allPlans.flatMap(({ row, dialects: among }) => {
  const words = row.example.split(' ')
  const payload = row.payload?.example ?? ''
  const last = words.length - (row.class === 'Payload' ? 1 : 0)
  return Array.from({ length: last + 1 }, (_, at) => at).flatMap((at) =>
    names.map((name) => {
      const spoilt = at < last ? words.with(at, name) : [...words.slice(0, last), name, ...words.slice(last)]
      const bytes = `${spoilt.join(' ')}\r\n${at === 0 ? '' : payload}`
      return { from: row.from === 'both' ? 'client' : row.from, on: row.on[0]!, number: dialectsIn(among)[0]!.number, bytes }
    }),
  )
})

const commandsOf = ({ from, on, number, bytes }: Line) =>
  decode(from)(decoder({ on, dialect: `MSNP${number}` as 'MSNP8' }), bytesOf(bytes))[1]

describe.each(names)('%s', (name) => {
  it('stands in any word of any line, and is written as it came', () => {
    for (const line of lines.filter(({ bytes }) => bytes.includes(name)))
      for (const command of commandsOf(line)) {
        if (command._tag === 'Undecodable') continue
        const again = encodeIn(line.from)(scopeAt(line), command as Encodable)
        expect(again._tag === 'Right' && line.bytes.startsWith(byteText(again.right))).toBe(true)
      }
  })

  it.each([...Object.values(contentTypes), name])('stands in a message of %s: as a header, a value and a parameter', (type) => {
    const text =
      `MIME-Version: 1.0\r\nContent-Type: ${type}; ${name}=${name}\r\n${name}: ${name}\r\nX-MMS-IM-Format: FN=${name}; ${name}=1\r\n` +
      `TypingUser: ${name}\r\n\r\n${name}: ${name}\r\n`
    const message = readMessage(bytesOf(text))
    const written = byteText(writeMessage(message))
    expect(readMessage(bytesOf(written))).toEqual(message)
    if (message._tag === 'Other' || message._tag === 'Text') expect(written).toContain(`\r\n${name}: ${name}\r\n`)
  })

  it('stands in a payload of XML: as an element, an attribute and a text', () => {
    const element = `<${name} ${name}="${name}">${name}</${name}>`
    const personal = readPersonal(bytesOf(`<Data><PSM>${name}</PSM>${element}<CurrentMedia></CurrentMedia></Data>`))
    expect(personal).toMatchObject({ psm: name })
    expect(byteText(writePersonal(18)(personal))).toContain(`<PSM>${name}</PSM>`)
    const list = readList(bytesOf(`<ml l="1" ${name}="1"><d n="${name}"><c n="${name}" l="3" t="1" ${name}="1"/></d>${element}</ml>`))
    expect(list.members).toMatchObject([{ address: `${name}@${name}` }])
    expect(readList(writeList(list)).members).toEqual(list.members)
    expect(() => readNotification(bytesOf(`<NOTIFICATION ${name}="${name}">${element}</NOTIFICATION>`))).not.toThrow()
    const routed = readRouted(bytesOf(`Routing: 1.0\r\n${name}: ${name}\r\n\r\nReliability: 1.0\r\n\r\nMessaging: 1.0\r\n\r\nx`))
    expect(byteText(writeRouted(routed))).toContain(`${name}: ${name}`)
  })
})

describe('who hears them', () => {
  it.each(dialects.filter(({ number }) => number <= 18).map(({ name }) => name))('a server in %s', (dialect) => {
    const number = Number(dialect.slice(4))
    const driver = withSessions(among(), { alice: dialect, bob: 'MSNP12' })
    for (const name of ['alice', 'bob']) show(driver, name)
    converse(driver, 'alice', 'bob')
    const spoken = lines.filter((line) => line.from === 'client' && line.on !== 'DS' && line.number <= number)
    fc.assert(
      fc.property(fc.shuffledSubarray(spoken.map((_, i) => i), { maxLength: 60 }), (some) => {
        for (const i of some)
          for (const command of commandsOf({ ...spoken[i]!, number }))
            driver.feed({ _tag: 'Received', link: spoken[i]!.on === 'SB' ? 'alice-sb' : 'alice', command } as Received<'client'>)
      }),
      { numRuns: 5 },
    )
  })

  it.each(['MSNP2', 'MSNP8', 'MSNP12', 'MSNP15', 'MSNP18'] as const)('a client in %s', (dialect) => {
    const number = Number(dialect.slice(4))
    const said = lines.filter((line) => line.from === 'server' && line.on === 'NS' && line.number <= number && !/^(?:OUT|XFR)/.test(line.bytes))
    const signedIn = () => {
      const client = drive()
      signIn(client, dialect)
      return client
    }
    said.reduce((client, line) => {
      for (const command of commandsOf({ ...line, number })) client.feed({ _tag: 'Received', link: linkNamed('NS 1'), command } as SessionInput)
      return client.end() === undefined ? client : signedIn()
    }, signedIn())
  })
})

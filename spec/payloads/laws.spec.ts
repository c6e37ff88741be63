import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import {
  chunkLimits,
  joinChunks,
  noChunks,
  readChunk,
  splitBody,
  unjoinedChunks,
  type ChunkArrived,
} from '../../lib/payloads/chunks.js'
import { readFields, writeFields, type Fields } from '../../lib/payloads/fields.js'
import { readList, splitList, writeList, type Member } from '../../lib/payloads/list.js'
import { mailTypes } from '../../lib/payloads/mail.js'
import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { readMime, typed, writeMime } from '../../lib/payloads/mime.js'
import { readNotification, writeNotification } from '../../lib/payloads/notification.js'
import { noPersonal, readPersonal, writePersonal, type Personal } from '../../lib/payloads/personal.js'
import { readRouted, writeRouted } from '../../lib/payloads/routing.js'
import { textMessage, type TextEffect, type TextFormat } from '../../lib/payloads/text.js'
import { contentTypes } from '../../lib/payloads/types.js'
import { emptyTag, escape, readXml, rootIn, tag } from '../../lib/payloads/xml.js'
import { comparable, runs, shown } from './fixture.js'

const holds = <A>(arbitrary: fc.Arbitrary<A>, law: (value: A) => void): void => {
  fc.assert(
    fc.property(arbitrary, (value) => {
      law(value)
    }),
    runs,
  )
}

const bytes = fc.uint8Array({ maxLength: 300 })

// Text that a header can hold: one line, nothing blank at its ends.
const word = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n]+/g, ' ').trim())
const name = word.map((text) => text.replaceAll(':', '').trim()).filter((text) => text !== '')
const fields: fc.Arbitrary<Fields> = fc.array(fc.tuple(name, word), { maxLength: 5 })
const mime = fc.record({ headers: fields, body: bytes })

const optional = <A extends object>(shape: { [K in keyof A]: fc.Arbitrary<A[K]> }): fc.Arbitrary<Partial<A>> =>
  fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Partial<A>>

// Characters that XML can hold; the others come back as U+FFFD.
const xmlText = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((text) => text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
const guid = fc.uuid()
const count = fc.nat()

// Near to what is on the wire, and not quite it.
const signs = ['<', '>', '/', '&', '&amp;', '&#x3C;', '"', '=', '</', '/>', ' ', '\r\n', '\0', '\\0', '{0}', 'x', '1']
const starts = ['<![CDATA[', ']]>', '<!--', '<!DOCTYPE a [', '<?xml']
const elements = ['Data', 'PSM', 'CurrentMedia', 'EndpointData', 'id', 'MSG', 'BODY', 'TEXT', 'ml', 'd', 'c', 'n']
const markup = fc.constantFrom(...signs, ...starts, ...elements)
const nearXml = fc.array(markup, { maxLength: 40 }).map((parts) => parts.join(''))

const nearTypes = ['application/x-msnmsgrp2p', 'Text/Plain; charset=windows-1252', '__proto__']
const types = fc.constantFrom(...Object.values(contentTypes), ...mailTypes, ...nearTypes)
const lines = fc.constantFrom(
  ...['TypingUser: bob', 'RecordingUser:', 'X-MMS-IM-Format: FN=Arial; EF=BQ; CO=fffffff; PF=zz', 'P4-Context: x'],
  ...['Message-ID: {1}', 'Chunks: 2', 'Chunk: 1', 'ID: 1', 'ID: 2', 'Data: <msnobj/>'],
  ...['Mail-Data: too-large', 'Mail-Data: <MD><M><N>=?x?B?w6k=?=</N><SU>&', 'Subject: =?utf-8?Q?=C3=A9_=?='],
  ...['LoginTime: 1', 'MSPAuth: x', 'Kid: 7', 'Type: 1', 'Invitation-Command: INVITE', 'Port: 1'],
  ...['', ' folded', 'no colon', 'base64:R0lGODlh', 'a\t<b/>\t'],
)
const nearPayload = fc
  .tuple(types, fc.array(lines, { maxLength: 8 }), fc.constantFrom('\r\n', '\n', '\r'), bytes)
  .map(([type, some, end, body]) => [[`Content-Type: ${type}`, ...some, ''].join(end), body] as const)
  .map(([text, body]) => Uint8Array.of(...Buffer.from(text), ...body))

describe('fields', () => {
  it('come back as they were written', () => {
    holds(fields, (some) => expect(readFields(writeFields(some))).toEqual(some))
  })
})

describe('mime', () => {
  it('comes back as it was written', () => {
    holds(mime, (some) => {
      const { headers, body } = readMime(writeMime(some))
      expect([headers, [...body]]).toEqual([some.headers, [...some.body]])
    })
  })
  it('is written as it came, where it was canonical', () => {
    holds(mime, (some) => expect([...writeMime(readMime(writeMime(some)))]).toEqual([...writeMime(some)]))
  })
})

describe('a message', () => {
  it.each([
    ['whatever the bytes', bytes],
    ['whatever its type', nearPayload],
  ])('is read %s, and what is written of it is read as the same', (_, payloads) => {
    holds(payloads, (payload) => {
      const message = readMessage(payload)
      expect(comparable(readMessage(writeMessage(message)))).toEqual(comparable(message))
    })
  })

  const effects: ReadonlyArray<TextEffect> = ['Bold', 'Italic', 'Underline', 'StrikeOut']
  const format: fc.Arbitrary<TextFormat> = fc.record({
    font: fc.string({ unit: 'grapheme' }),
    effects: fc.subarray([...effects]),
    colour: fc.record({ red: fc.nat(255), green: fc.nat(255), blue: fc.nat(255) }),
    charset: fc.nat(255),
    fontKind: fc.record({ family: fc.nat(15), pitch: fc.nat(15) }),
    rightToLeft: fc.boolean(),
  })
  const lineText = fc.array(fc.string({ unit: 'grapheme' })).map((some) => some.join('\n').replaceAll('\r', ''))

  it('of text comes back as it was written', () => {
    holds(fc.tuple(lineText, format), ([text, how]) => {
      const message = textMessage(text, how)
      expect(readMessage(writeMessage(message))).toEqual(message)
    })
  })
})

describe('a message in pieces', () => {
  const cutting = fc.record({ size: fc.integer({ min: 4, max: 50 }), limit: fc.integer({ min: 100, max: 300 }) })

  it('is what was cut, and no piece is over the limit', () => {
    holds(fc.tuple(cutting, fc.uint8Array({ maxLength: 2000 })), ([how, body]) => {
      const whole = typed('x/y')(body)
      const pieces = splitBody({ ...how, id: '{1}' })(whole)
      expect(pieces.every((piece) => writeMime(piece).length <= how.limit + 12)).toBe(true)
      const [first, ...rest] = pieces.map(readChunk)
      if (first === undefined || O.isNone(first)) return expect(pieces).toEqual([whole])

      const limits = { ...chunkLimits, chunks: 1000 }
      const chunks = [first.value, ...rest.flatMap((chunk) => (O.isSome(chunk) ? [chunk.value] : []))]
      let joining = noChunks
      let joined: O.Option<{ readonly body: Uint8Array }> = O.none
      for (const chunk of chunks) [joining, joined] = joinChunks(limits)(joining, { from: 'bob', at: 0, chunk })
      expect(O.isSome(joined) && [...joined.value.body]).toEqual([...body])
      expect(unjoinedChunks(joining)[1]).toEqual([])
    })
  })

  it('is given once, in whatever order its pieces come, and however often', () => {
    const told = fc
      .tuple(
        cutting,
        fc.uint8Array({ minLength: 1, maxLength: 2000 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      )
      .map(([how, body, order]) => {
        const chunks = splitBody({ ...how, id: '{1}' })(typed('x/y')(body)).flatMap((piece) => {
          const chunk = readChunk(piece)
          return O.isSome(chunk) ? [chunk.value] : []
        })
        const twice = order.flatMap((at) => (chunks.length === 0 ? [] : [chunks[at % chunks.length]!]))
        const all = [...chunks.map((chunk, at) => [(order[at % 8]! * 7919 + at * 31) % 1009, chunk] as const)]
        return { body, chunks, arrived: [...twice, ...all.toSorted(([a], [b]) => a - b).map(([, chunk]) => chunk)] }
      })
    holds(told, ({ body, chunks, arrived }) => {
      if (chunks.length < 2) return
      const limits = { ...chunkLimits, chunks: 1000 }
      let joining = noChunks
      const wholes: Array<ReadonlyArray<number>> = []
      for (const chunk of arrived) {
        const [next, whole, dropped] = joinChunks(limits)(joining, { from: 'bob', at: 0, chunk })
        joining = next
        if (O.isSome(whole)) wholes.push([...whole.value.body])
        expect(dropped).toEqual([])
      }
      expect(wholes).toEqual([[...body]])
      expect(unjoinedChunks(joining)[1]).toEqual([])
    })
  })

  it('is kept within limits, whatever comes', () => {
    const limits = { chunks: 4, bytes: 100, messages: 3, age: 10 }
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    const chunk = fc.oneof(
      fc.record({ _tag: fc.constant('FirstChunk' as const), id, chunks: fc.nat(6), part: mime }),
      fc.record({ _tag: fc.constant('LaterChunk' as const), id, index: fc.nat(6), part: mime }),
    )
    const arrival = fc.record({ from: fc.constantFrom('x', 'y'), at: fc.nat(30), chunk })
    holds(fc.array(arrival, { maxLength: 30 }), (arrivals) => {
      let joining = noChunks
      let given = 0
      for (const each of arrivals) {
        const [next, whole, dropped] = joinChunks(limits)(joining, each)
        joining = next
        given += dropped.length
        if (O.isSome(whole)) given = Number.NaN
        expect(joining.length).toBeLessThanOrEqual(3)
        expect(joining.every(({ pieces }) => pieces.length < 4 && bytesIn(pieces) <= 100)).toBe(true)
      }
      // Where nothing became whole, and nothing came twice, every piece is given back or still there.
      const isDistinct = new Set(arrivals.map(nameOf)).size === arrivals.length
      if (isDistinct && !Number.isNaN(given)) expect(given + unjoinedChunks(joining)[1].length).toBe(arrivals.length)
    })
  })
})

const bytesIn = (pieces: ReadonlyArray<ChunkArrived['chunk']>): number =>
  pieces.reduce((sum, { part }) => sum + part.body.length, 0)

const nameOf = ({ from, chunk }: ChunkArrived): string =>
  `${from} ${chunk.id} ${chunk._tag === 'FirstChunk' ? 0 : chunk.index}`

describe('xml', () => {
  it('gives back what was escaped', () => {
    holds(xmlText, (text) => {
      const root = rootIn(readXml()(tag('a', [['b', text]])(escape(text) + emptyTag('c', [['d', text]]))))
      expect(root.text).toBe(text)
      expect(root.attributes).toEqual([['b', text]])
      expect(root.children[0]?.attributes).toEqual([['d', text]])
    })
  })
  it('is read whatever it is, with and without a vocabulary, to a depth', () => {
    const depth = (element: { readonly children: ReadonlyArray<never> }): number =>
      1 + Math.max(0, ...element.children.map(depth))
    holds(fc.oneof(nearXml, fc.string({ unit: 'binary' })), (text) => {
      expect(depth(rootIn(readXml({ depth: 3 })(text)) as never)).toBeLessThanOrEqual(3)
      expect(depth(rootIn(readXml({ depth: 3, names: ['Data', 'PSM'] })(text)) as never)).toBeLessThanOrEqual(3)
    })
  })
})

describe('what somebody shows', () => {
  const endpoint = optional({ id: guid, capabilities: fc.record({ client: count, extended: count }) })
  const privateEndpoint = optional({
    id: guid,
    name: xmlText,
    idle: fc.boolean(),
    clientType: count,
    status: fc.constantFrom('NLN', 'AWY', 'HDN'),
  })
  const media = fc.record({
    application: xmlText,
    kind: xmlText,
    shown: fc.boolean(),
    format: xmlText,
    arguments: fc.array(xmlText, { maxLength: 4 }),
  })
  const personal = fc
    .tuple(
      optional({
        media,
        machineGuid: guid,
        dynamicPicture: xmlText,
        signatureSound: xmlText,
        scene: xmlText,
        colorScheme: fc.integer(),
      }),
      fc.record({ psm: xmlText, endpoints: fc.array(endpoint), privateEndpoints: fc.array(privateEndpoint) }),
    )
    .map(([some, others]) => ({ ...some, ...others }) as Personal)
    .filter(({ media: shownMedia }) => !JSON.stringify(shownMedia ?? '').includes(String.raw`\\0`))

  it('comes back as it was written', () => {
    holds(personal, (some) => expect(readPersonal(writePersonal(18)(some))).toEqual(some))
  })
  it('is read whatever it is, and what is written of it is read as the same', () => {
    holds(
      fc.oneof(
        bytes,
        nearXml.map((text) => Uint8Array.from(Buffer.from(text))),
      ),
      (payload) => {
        const { problem: _, ...some } = readPersonal(payload)
        expect(readPersonal(writePersonal(18)(some))).toEqual({ ...some, psm: some.psm ?? '' })
      },
    )
  })
  it('never says more than a dialect knows', () => {
    holds(personal, (some) => {
      expect(Object.keys(readPersonal(writePersonal(11)(some))).sort()).toEqual(
        Object.keys({ ...noPersonal, psm: '', ...(some.media === undefined ? {} : { media: some.media }) }).sort(),
      )
    })
  })
})

describe('a notice', () => {
  it('is read whatever it is, and what is written of it is read as the same', () => {
    holds(
      fc.oneof(
        bytes,
        nearXml.map((text) => Uint8Array.from(Buffer.from(text))),
      ),
      (payload) => {
        const { problem: _, ...some } = readNotification(payload)
        expect(readNotification(writeNotification(some))).toEqual(some)
      },
    )
  })
})

describe('lists of contacts', () => {
  const label = fc.stringMatching(/^[\w"&<.-]{1,8}$/)
  const address = fc.oneof(
    fc.tuple(label, fc.constantFrom('x.com', 'y.com', '__proto__', '1')).map(([local, domain]) => `${local}@${domain}`),
    label.map((number) => `tel:${number}`),
  )
  const member: fc.Arbitrary<Member> = fc
    .tuple(address, optional({ lists: fc.nat(31), network: fc.nat(100), name: xmlText.filter((text) => text !== '') }))
    .map(([of, some]) => ({ address: of, ...some }))
  const members = fc.array(member, { maxLength: 30 })
  const sorted = (some: ReadonlyArray<Member>): ReadonlyArray<string> =>
    some.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort()

  it('come back as they were written, by domain', () => {
    holds(members, (some) => {
      const list = readList(writeList({ level: 1, members: some }))
      expect(list.problem).toBeUndefined()
      expect(sorted(list.members)).toEqual(sorted(some))
    })
  })
  it('are split without loss, within the limit', () => {
    holds(fc.tuple(fc.integer({ min: 400, max: 900 }), members), ([limit, some]) => {
      const lists = splitList(limit)({ level: 1, members: some })
      expect(lists.every((list) => writeList(list).length <= limit)).toBe(true)
      expect(lists.every((list) => readList(writeList(list)).problem === undefined)).toBe(true)
      expect(sorted(lists.flatMap((list) => list.members))).toEqual(sorted(some))
    })
  })
  it('are read whatever they are', () => {
    holds(
      fc.oneof(
        bytes,
        nearXml.map((text) => Uint8Array.from(Buffer.from(text))),
      ),
      (payload) => {
        const { problem: _, ...some } = readList(payload)
        const writable = some.members.filter(({ address: of }) => !of.endsWith('@') && of !== '')
        expect(sorted(readList(writeList(some)).members)).toEqual(sorted(writable))
      },
    )
  })
})

describe('routed payloads', () => {
  it('are read whatever they are, and what is written of them is written the same again', () => {
    holds(fc.oneof(bytes, nearPayload), (payload) => {
      const once = writeRouted(readRouted(payload))
      expect(shown(writeRouted(readRouted(once)))).toBe(shown(once))
    })
  })
})

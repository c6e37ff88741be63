import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { codec, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { readPersonal } from '../../lib/payloads/personal.js'
import type { Side } from '../../lib/commands/row.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'
import { isThere, logged2008, bytesIn, sideOf } from './recorded.js'

const entries = isThere ? logged2008() : []

const decoded = entries.map((entry) => {
  const { decode, encode, bytesAfter } = codec<Side>({ from: sideOf(entry), on: 'NS', dialect: 'MSNP11' })
  const line = byteText(bytesIn(entry.line_b64))
  const announced = bytesAfter(line)
  // The payloads of the Hotmail notices were not logged: so many zeros stand in for them.
  const logged = entry.payload_b64 == null ? new Uint8Array(Math.max(announced, 0)) : bytesIn(entry.payload_b64)
  const payload = announced < 0 ? undefined : logged
  return { entry, line, announced, payload, encode, command: decode({ line, end: '\r\n', payload }) }
})

const count = (verb: string): number =>
  decoded.filter(({ command }) => command._tag !== 'Undecodable' && command.verb === verb).length

describe.skipIf(!isThere)('the sign-in of 2008', () => {
  it('decodes, every line and payload', () => {
    expect(decoded.filter(({ command }) => command._tag === 'Undecodable')).toEqual([])
    for (const { entry, announced, payload } of decoded)
      if (entry.declared !== undefined) {
        expect(announced).toBe(entry.declared)
        expect(payload?.length).toBe(entry.declared)
      }
  })

  it('encodes back, every line and payload', () => {
    for (const { line, payload, command, encode } of decoded)
      expect(E.map(byteText)(encode(command as Encodable))).toEqual(
        E.right(byteText(bytesOf(`${line}\r\n`, payload))),
      )
  })

  it('has the contacts, groups and presence that its description gives', () => {
    expect({ LST: count('LST'), LSG: count('LSG'), BPR: count('BPR'), ILN: count('ILN'), UBX: count('UBX') }).toEqual({
      LST: 137,
      LSG: 10,
      BPR: 45,
      ILN: 52,
      UBX: 52,
    })
    const contacts = decoded.flatMap(({ command }) => (isListed(command) ? [command] : []))
    expect(new Set(contacts.map(({ passport }) => passport)).size).toBe(137)
    expect(contacts.filter((contact) => !('name' in contact)).length).toBe(32)
  })

  it('has a personal message to be read in each UBX, well-formed or not', () => {
    const payloads = decoded.flatMap(({ command }) =>
      command._tag === 'Payload' && command.verb === 'UBX' ? [command.payload] : [],
    )
    expect(payloads.some((payload) => payload.length === 0)).toBe(true)
    expect(payloads.filter((payload) => (readPersonal(payload).psm ?? '') !== '').length).toBeGreaterThan(20)
  })
})

const isListed = (command: Decoded): command is Extract<Decoded, { readonly verb: 'LST'; readonly _tag: 'Async' }> =>
  command._tag === 'Async' && command.verb === 'LST'

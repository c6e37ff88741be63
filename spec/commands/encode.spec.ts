import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { codec, describeUnencodable, type Encodable } from '../../lib/commands/codec.js'
import type { Speech } from '../../lib/commands/codec.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'

const client = (dialect: NonNullable<Speech['dialect']>): Speech<'client', 'NS'> => ({ from: 'client', on: 'NS', dialect })

const wire = (speech: Speech, command: object): string =>
  E.match(describeUnencodable, byteText)(codec(speech).encode(command as Encodable))

describe('a command from scratch', () => {
  it('is written canonically', () => {
    expect(wire(client('MSNP7'), { _tag: 'Normal', verb: 'CHG', trid: 7, status: 'NLN' })).toBe('CHG 7 NLN\r\n')
    expect(wire(client('MSNP8'), { _tag: 'Normal', verb: 'CHG', trid: 7, status: 'NLN', capabilities: 0 })).toBe('CHG 7 NLN 0\r\n')
    expect(wire(client('MSNP18'), { _tag: 'Normal', verb: 'CHG', trid: 7, status: 'NLN', capabilities: { client: 2788999228, extended: 48 } })).toBe(
      'CHG 7 NLN 2788999228:48 0\r\n',
    )
    expect(wire(client('MSNP11'), { _tag: 'Payload', verb: 'UUX', trid: 9, payload: bytesOf('<Data/>') })).toBe('UUX 9 7\r\n<Data/>')
  })
  it('escapes what would break the line: no name can smuggle in a command', () => {
    const name = 'x\r\nFLN bob\t100%\u2028'
    expect(wire(client('MSNP7'), { _tag: 'Normal', verb: 'REA', trid: 1, passport: 'a@b', name })).toBe(
      'REA 1 a@b x%0D%0AFLN%20bob%09100%25%E2%80%A8\r\n',
    )
  })
  it('counts the bytes of a payload, not its characters', () => {
    const payload = bytesOf('\xe2\x82\xac')
    expect(wire({ from: 'client', on: 'SB', dialect: 'MSNP8' }, { _tag: 'Payload', verb: 'MSG', trid: 1, ack: 'N', payload })).toBe(
      'MSG 1 N 3\r\n\xe2\x82\xac',
    )
  })
})

describe('what cannot be written', () => {
  it.each([
    [{ _tag: 'Normal', verb: 'ADC', trid: 1, list: 'AL', passport: 'a@b' }, 'ADC cannot be said here, but by either side on NS in MSNP10 to MSNP12'],
    [{ _tag: 'Normal', verb: 'XYZ', trid: 1 }, 'XYZ cannot be said here'],
    [{ _tag: 'Async', verb: 'CHG', status: 'NLN' }, 'CHG: _tag should be Normal'],
    [{ _tag: 'Normal', verb: 'CHG', trid: -1, status: 'NLN', capabilities: 0 }, 'CHG: trid should be a transaction id (0 to 4294967295)'],
    [{ _tag: 'Normal', verb: 'CHG', trid: 1, status: 'ONLINE', capabilities: 0 }, 'CHG: status should be NLN or BSY or IDL or BRB or AWY or PHN or LUN or HDN or FLN'],
    [{ _tag: 'Normal', verb: 'CHG', trid: 1, status: 'NLN', capabilities: -1 }, 'CHG: capabilities should be capabilities, an unsigned 32-bit number'],
    [{ _tag: 'Normal', verb: 'CHG', trid: 1, status: 'NLN', capabilities: 0, object: {} }, 'CHG: object should be left out'],
    [{ _tag: 'Normal', verb: 'REA', trid: 1, passport: 'a@b c', name: 'x' }, 'REA: passport should be the address of an account'],
    [{ _tag: 'Normal', verb: 'REA', trid: 1, passport: 'a@b', name: '' }, 'REA: name should be text, percent-encoded'],
    [{ _tag: 'Payload', verb: 'QRY', trid: 1, clientId: 'x' }, 'QRY: payload should be a Uint8Array'],
    [{ _tag: 'Normal', verb: 'SND', trid: 1, passport: 'a@b', clientCode: 'X' }, 'SND: clientCode should be left out, as one before it is'],
  ])('%j', (command, reason) => {
    expect(wire(client('MSNP8'), command)).toBe(reason)
  })
  it('never throws, whatever it is given', () => {
    const given: ReadonlyArray<object> = [
      { _tag: 'Normal', verb: undefined, trid: 1 },
      { _tag: 'Normal', verb: 'PRP', trid: 1, property: { _tag: 'Phone', key: 'PHH', number: null } },
      { _tag: 'Normal', verb: 'CHG', trid: 1, status: 'NLN', capabilities: 0, object: { more: [null] } },
      { _tag: 'Normal', verb: 'CHG', trid: 1n, status: 'NLN', capabilities: 0, odd: 'CHG 1  NLN 0\r\n' },
    ]
    for (const command of given) expect(wire(client('MSNP9'), command)).toContain(' ')
    expect(wire({ from: 'server', on: 'NS', dialect: 'MSNP2' }, { _tag: 'Normal', verb: 'XFR', trid: 1, to: 'NS', address: { host: 'x:y', port: 1 } })).toContain('should be an address')
  })
  it('a failure that was changed after decoding is written anew', () => {
    const { decode } = codec({ from: 'server', on: 'NS', dialect: 'MSNP8' })
    const failure = decode({ line: '911\t4', end: '\r\n', payload: undefined })
    expect(wire({ from: 'server', on: 'NS', dialect: 'MSNP8' }, failure)).toBe('911\t4\r\n')
    expect(wire({ from: 'server', on: 'NS', dialect: 'MSNP8' }, { ...failure, trid: 5 })).toBe('911 5\r\n')
  })
  it('is never a failure with a payload before MSNP13, or with a number that would announce one after', () => {
    const failure = { _tag: 'Failure', verb: '241', code: 241, name: '', meaning: '', trid: 1, info: [] }
    expect(wire({ from: 'server', on: 'NS', dialect: 'MSNP12' }, { ...failure, payload: bytesOf('x') })).toContain('left out before MSNP13')
    expect(wire({ from: 'server', on: 'NS', dialect: 'MSNP13' }, { ...failure, info: ['5'] })).toContain('announce a payload')
    expect(wire({ from: 'server', on: 'NS', dialect: 'MSNP12' }, { ...failure, info: ['5'] })).toBe('241 1 5\r\n')
  })
})

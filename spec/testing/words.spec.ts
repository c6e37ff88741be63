import { describe, expect, expectTypeOf, it } from 'vitest'

import { bytesOf, textMessage, utf8Bytes, utf8Of, type Undecodable } from '../../lib/index.js'
import { writeMessage } from '../../lib/payloads.js'
import { said, wire } from '../../lib/testing/index.js'

describe('the wire', () => {
  it('has lines with their ends, and none of how they are laid out', () => {
    expect(wire`VER 1 MSNP8 CVR0`).toEqual(bytesOf('VER 1 MSNP8 CVR0\r\n'))
    expect(wire`
      VER 1 MSNP8 CVR0

      QNG${' '}
    `).toEqual(bytesOf('VER 1 MSNP8 CVR0\r\nQNG \r\n'))
    expect(wire``).toEqual(bytesOf(''))
    expect(utf8Of(wire`NLN BSY bob@example.com Bob✈ ${0}`)).toBe('NLN BSY bob@example.com Bob✈ 0\r\n')
  })

  it('counts the bytes of a payload, as they are or of a message', () => {
    const text = writeMessage(textMessage('Grüß dich ✈'))
    const line = `MSG bob@example.com Bob ${text.length}\r\n`
    expect(wire`MSG bob@example.com Bob ${textMessage('Grüß dich ✈')}`).toEqual(bytesOf(line, text))
    expect(wire`MSG bob@example.com ${'Bob'} ${text}`).toEqual(bytesOf(line, text))
    expect(wire`
      NOT ${utf8Bytes(' <ü>\n')}
      QNG
      NOT ${new Uint8Array(0)}
    `).toEqual(utf8Bytes('NOT 6\r\n <ü>\nQNG\r\nNOT 0\r\n'))
    expect(wire`UBX a@b.c ${utf8Bytes('x')}  `).toEqual(utf8Bytes('UBX a@b.c 1\r\nx'))
  })

  it('has nothing behind a payload', () => {
    const payload = utf8Bytes('x')
    const problem = new TypeError('a payload is the last word of its line; here something follows it')
    expect(() => wire`NOT ${payload} 1`).toThrow(problem)
    expect(() => wire`NOT ${payload}${payload}`).toThrow(problem)
    expect(() => wire`NOT ${payload} ${1}`).toThrow(problem)
  })
})

describe('what was said', () => {
  const server = said({ from: 'server', on: 'NS', dialect: 'MSNP8' })

  it('is a command, or a failure', () => {
    expect(server`NLN BSY bob@example.com Bob%20B 0`).toEqual({
      _tag: 'Async',
      verb: 'NLN',
      status: 'BSY',
      passport: 'bob@example.com',
      name: 'Bob B',
      capabilities: 0,
    })
    expect(server`911 4`).toMatchObject({ _tag: 'Failure', code: 911, trid: 4 })
    expect(said({ from: 'client', on: 'SB' })`MSG 4 A ${textMessage('Hello')}`).toEqual({
      _tag: 'Payload',
      verb: 'MSG',
      trid: 4,
      ack: 'A',
      payload: writeMessage(textMessage('Hello')),
    })
  })

  it('is typed by who says it, and where', () => {
    const command = server`QNG`
    if (command._tag !== 'Failure' && command.verb === 'NLN') expectTypeOf(command.name).toEqualTypeOf<string>()
    expectTypeOf(command).not.toExtend<Undecodable>()
    // @ts-expect-error it is not said there
    if (command._tag !== 'Failure' && command.verb === 'JOI') expect(command).toBe('said')
  })

  it.each([
    ['NLN BSY bob@example.com', 'NLN: word 3 (name) is missing; it should be text, percent-encoded'],
    ['XYZ', 'unknown verb XYZ'],
    ['QNG\nQNG', 'more than one command; there is to be one'],
    ['', 'no whole command'],
    ['MSG a b 3', 'no whole command'],
    ['MSG a b x', 'MSG at offset 0 announces no readable payload length: the peer broke the protocol'],
  ])('is refused where it is none: %j', (line, problem) => {
    const first = JSON.stringify(line.split('\n')[0])
    expect(() => server`${line}`).toThrow(new TypeError(`${first}: ${problem}`))
  })
})

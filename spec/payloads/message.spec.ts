import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { payload, shown } from './fixture.js'

describe('readMessage', () => {
  it.each([
    ['a type that is not known', payload('Content-Type: application/x-msnmsgrp2p', 'P2P-Dest: bob', '', '\0\x01')],
    ['a type named as a property of all objects', payload('Content-Type: constructor', '', 'x')],
    ['another such', payload('Content-Type: __proto__', '', 'x')],
  ])('passes on %s', (_, fixture) => {
    const message = readMessage(fixture)
    expect(message._tag).toBe('Other')
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })
  it('keeps bytes that are no text', () => {
    const fixture = Uint8Array.of(...payload('Content-Type: application/x-msnmsgrp2p', '', ''), 0, 255, 13, 10, 0x80)
    expect([...writeMessage(readMessage(fixture))]).toEqual([...fixture])
  })
  it.each([
    ['in capitals', 'TEXT/X-MSMSGSCONTROL'],
    ['with parameters', 'text/x-msmsgscontrol; charset=UTF-8'],
    ['with blanks', ' text/x-msmsgscontrol ; x=y'],
  ])('knows a type %s', (_, type) => {
    const fixture = payload(`Content-Type: ${type}`, 'TypingUser: bob', '', '')
    expect(readMessage(fixture)).toEqual({ _tag: 'Typing', user: 'bob' })
  })
  it('takes for text what has no type, or no headers', () => {
    expect(readMessage(payload('', '', 'hello'))).toEqual({ _tag: 'Text', text: 'hello', headers: [] })
    expect(readMessage(payload('MIME-Version: 1.0', '', 'hello'))).toEqual({ _tag: 'Text', text: 'hello', headers: [] })
  })
})

import { describe, expect, it } from 'vitest'

import { readMessage } from '../../lib/payloads/message.js'
import { describesMessage, payload } from './fixture.js'

const notice = (header: string) =>
  payload('MIME-Version: 1.0', 'Content-Type: text/x-msmsgscontrol', header, '', '', '')

describe('somebody writes', () => {
  describesMessage(90, notice('TypingUser: alice@example.com'), { _tag: 'Typing', user: 'alice@example.com' })
})

describe('somebody records', () => {
  describesMessage(93, notice('RecordingUser: alice@example.com'), { _tag: 'Recording', user: 'alice@example.com' })
})

describe('readTyping', () => {
  it('takes an empty user, and a name in any case', () => {
    expect(readMessage(notice('typinguser:'))).toEqual({ _tag: 'Typing', user: '' })
  })
  it('takes no other control message', () => {
    expect(readMessage(notice('SomethingElse: 1'))._tag).toBe('Other')
  })
})

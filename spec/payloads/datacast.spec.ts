import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage, type Message } from '../../lib/payloads/message.js'
import { describesMessage, payload, shown } from './fixture.js'

const datacast = (...lines: ReadonlyArray<string>) =>
  payload('MIME-Version: 1.0', 'Content-Type: text/x-msnmsgr-datacast', '', ...lines)

describe('a nudge', () => {
  describesMessage(69, datacast('ID: 1', '', ''), { _tag: 'Nudge' })
})

describe('an action', () => {
  describesMessage(85, datacast('ID: 4', 'Data: is tired', '', ''), { _tag: 'Action', text: 'is tired' })
})

const object = '<msnobj Creator="alice@example.com" Type="8" SHA1D="x" stamp="abc"/>'

describe('readDatacast', () => {
  it.each<[string, ReadonlyArray<string>, Message]>([
    ['a wink', ['ID: 2', `Data: ${object}`, '', ''], { _tag: 'Wink', object }],
    ['a voice clip', ['ID: 3', `Data: ${object}`, '', ''], { _tag: 'VoiceClip', object }],
    ['another', ['ID: 9', 'Data: x', '', ''], { _tag: 'OtherDatacast', id: '9', data: 'x' }],
    ['one without an end', ['ID: 1'], { _tag: 'Nudge' }],
    ['one with blanks', ['id :  1  ', ''], { _tag: 'Nudge' }],
    ['the first of two', ['ID: 1', 'ID: 2', ''], { _tag: 'Nudge' }],
    ['a wink without an object', ['ID: 2', '', ''], { _tag: 'Wink', object: '' }],
  ])('reads %s', (_, lines, message) => {
    expect(readMessage(datacast(...lines))).toEqual(message)
  })
  it('takes one without an ID for something else', () => {
    expect(readMessage(datacast('Data: x'))._tag).toBe('Other')
  })
  it('writes a wink', () => {
    expect(shown(writeMessage({ _tag: 'Wink', object }))).toBe(shown(datacast('ID: 2', `Data: ${object}`, '', '')))
  })
})

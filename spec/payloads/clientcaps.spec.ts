import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { describesMessage, payload, shown } from './fixture.js'

describe('a keep-alive', () => {
  describesMessage(53, payload('MIME-Version: 1.0', 'Content-Type: text/x-keepalive', '', ''), { _tag: 'KeepAlive' })
})

const type = 'Content-Type: text/x-clientcaps'
const message = { _tag: 'ClientCaps', fields: [['Client-Name', 'Example/1.0'], ['Chat-Logging', 'N']] } as const

describe('what a client says about itself', () => {
  it('is read in the body', () => {
    const fixture = payload(type, '', 'Client-Name: Example/1.0', 'Chat-Logging: N', '', '')
    expect(readMessage(fixture)).toEqual(message)
  })
  it('is read in headers', () => {
    const fixture = payload(type, 'Client-Name: Example/1.0', 'Chat-Logging: N', '', '')
    expect(readMessage(fixture)).toEqual(message)
  })
  it('is written in the body', () => {
    expect(shown(writeMessage(message))).toBe(
      'MIME-Version: 1.0\r\nContent-Type: text/x-clientcaps\r\n\r\nClient-Name: Example/1.0\r\nChat-Logging: N\r\n',
    )
  })
})

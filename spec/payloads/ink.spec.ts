import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { payload, shown } from './fixture.js'

const ink = (type: string, body: string) => payload('MIME-Version: 1.0', `Content-Type: ${type}`, '', body)

describe('handwriting', () => {
  it.each(['application/x-ms-ink', 'image/gif'] as const)('as %s', (type) => {
    const fixture = ink(type, `base64:${btoa('GIF89a\xff\0')}`)
    const message = readMessage(fixture)
    expect(message).toMatchObject({ _tag: 'Ink', type })
    expect(message._tag === 'Ink' && [...message.ink]).toEqual([71, 73, 70, 56, 57, 97, 255, 0])
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })
  it.each([
    ['no mark', ink('image/gif', btoa('GIF89a'))],
    ['no sound Base64', ink('image/gif', 'base64:R0lGODlh*')],
    ['no picture', ink('image/gif', `base64:${btoa('PNG')}`)],
    ['nothing', ink('application/x-ms-ink', '')],
  ])('is something else with %s', (_, fixture) => {
    const message = readMessage(fixture)
    expect(message._tag).toBe('Other')
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })
})

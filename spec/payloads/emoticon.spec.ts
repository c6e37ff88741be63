import { describe, expect, it } from 'vitest'

import { readMsnObject } from '../../lib/commands/msnobject.js'
import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { payload, shown } from './fixture.js'

// messages.md 1.8
const object =
  '<msnobj Creator="alice@example.com" Size="12" Type="2" Location="TFR2.tmp" Friendly="AAA=" ' +
  'SHA1D="IlljY7PeQLBvmB+4XYIxLowO1RE=" SHA1C="qGz/YlhNh/GlGY7wFTmT+770yOw="/>'

const emoticons = (body: string, type = 'text/x-mms-emoticon') =>
  payload('MIME-Version: 1.0', `Content-Type: ${type}`, '', body)

const cat = { shortcut: ':cat:', object }

describe('emoticons', () => {
  it('are read and written', () => {
    const fixture = emoticons(`:cat:\t${object}\t(é)\t${object}\t`)
    const message = { _tag: 'Emoticons', animated: false, emoticons: [cat, { shortcut: '(é)', object }] } as const
    expect(readMessage(fixture)).toEqual(message)
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })
  it('may be animated', () => {
    const fixture = emoticons(`:cat:\t${object}\t`, 'text/x-mms-animemoticon')
    expect(readMessage(fixture)).toEqual({ _tag: 'Emoticons', animated: true, emoticons: [cat] })
    expect(shown(writeMessage(readMessage(fixture)))).toBe(shown(fixture))
  })
  it('have objects that can be read', () => {
    expect(readMsnObject(cat.object)).toMatchObject({ creator: 'alice@example.com', size: 12, type: 2 })
  })
  it.each([
    ['no tab at the end', `:cat:\t${object}`],
    ['an end of line', `:cat:\t${object}\t\r\n`],
    ['an object that is escaped', `:cat:\t${encodeURIComponent(object)}\t`],
    ['half a pair', `:cat:\t${object}\t:dog:\t`],
    ['a pair without a shortcut', `\t${object}\t:cat:\t${object}`],
    ['a pair without an object', `:dog:\tnone\t:cat:\t${object}`],
  ])('are read with %s', (_, body) => {
    expect(readMessage(emoticons(body))).toEqual({ _tag: 'Emoticons', animated: false, emoticons: [cat] })
  })
  it('cannot be broken by tabs inside', () => {
    const message = { _tag: 'Emoticons', animated: false, emoticons: [{ shortcut: 'a\tb', object: '<a\t/>' }] } as const
    expect(shown(writeMessage(message))).toBe(shown(emoticons('a b\t<a />\t')))
  })
})

import { describe, expect, it } from 'vitest'

import {
  addressBookSite,
  readNotification,
  writeNotification,
  type Notification,
} from '../../lib/payloads/notification.js'
import { payload, shown } from './fixture.js'

// messages.md 5.4
const head =
  '<NOTIFICATION id="0" siteid="45705" siteurl="http://contacts.msn.com"><TO pid="0x00000001:0x00000002" ' +
  'name="alice@example.com"><VIA agent="messenger"/></TO><MSG id="0"><ACTION url="a.htm"/><SUBSCR url="s.htm"/>'

const about: Notification = {
  id: '0',
  siteId: addressBookSite,
  siteUrl: 'http://contacts.msn.com',
  pid: '0x00000001:0x00000002',
  to: 'alice@example.com',
  agent: 'messenger',
  messageId: '0',
  action: 'a.htm',
  subscription: 's.htm',
}

describe('a notice of the address book', () => {
  const fixture = payload(
    `${head}<BODY>&lt;NotificationData&gt;&lt;Service&gt;ABCHInternal&lt;/Service&gt;` +
      '&lt;CID&gt;4702958970875425667&lt;/CID&gt;' +
      '&lt;LastModifiedDate&gt;2026-11-22T15:59:32Z&lt;/LastModifiedDate&gt;&lt;HasNewItem&gt;true&lt;/HasNewItem&gt;' +
      '&lt;/NotificationData&gt;</BODY></MSG></NOTIFICATION>',
  )
  const notification: Notification = {
    ...about,
    change: {
      service: 'ABCHInternal',
      contactId: '4702958970875425667',
      lastModified: '2026-11-22T15:59:32Z',
      hasNewItem: true,
    },
  }

  it('is read and written', () => {
    expect(readNotification(fixture)).toEqual(notification)
    expect(shown(writeNotification(notification))).toBe(shown(fixture))
  })
  it('is read with blanks and line ends inside, as Escargot has them', () => {
    const spaced = payload(shown(fixture).replaceAll('><', '>\r\n\t<').replaceAll('&gt;&lt;', '&gt;\r\n\t\t&lt;'))
    expect(readNotification(spaced)).toEqual(notification)
  })
  it('may name a circle', () => {
    const circle = { hasNewItem: true, circleId: '00000000-0000-0000-0009-0123456789ab' }
    expect(readNotification(writeNotification({ change: circle }))).toEqual({ change: circle })
  })
})

describe('another notice', () => {
  const mobile: Notification = {
    id: '1',
    siteId: 111100400,
    siteUrl: 'http://mobile.msn.com',
    to: 'alice@example.com',
    agent: 'mobile',
    from: 'tel:+15550100',
    messageId: '407',
    lcid: 1033,
    text: 'call me & <mum>',
    richText: '',
  }

  it('has a text', () => {
    expect(shown(writeNotification(mobile))).toBe(
      '<NOTIFICATION id="1" siteid="111100400" siteurl="http://mobile.msn.com"><TO name="alice@example.com">' +
        '<VIA agent="mobile"/></TO><FROM name="tel:+15550100"/><MSG id="407"><BODY lcid="1033">' +
        '<TEXT>call me &amp; &lt;mum&gt;</TEXT><TEXTX></TEXTX></BODY></MSG></NOTIFICATION>',
    )
    expect(readNotification(writeNotification(mobile))).toEqual(mobile)
  })
  it('may have it in the body itself', () => {
    expect(readNotification(payload(`${head}<BODY lang="1033">hello</BODY></MSG></NOTIFICATION>`))).toEqual({
      ...about,
      language: '1033',
      text: 'hello',
    })
  })
  it('has no text in a body of blanks', () => {
    expect(readNotification(payload(`${head}<BODY>\r\n\t</BODY></MSG></NOTIFICATION>`))).toEqual(about)
  })
  it('is read in spite of a bare &, and what follows it', () => {
    const body = '<BODY><TEXT>you & me <3</TEXT></BODY></MSG></NOTIFICATION>'
    const broken = payload(head.replace('a.htm', 'a.htm?x=1&y=2') + body)
    expect(readNotification(broken)).toEqual({
      ...about,
      action: 'a.htm?x=1&y=2',
      text: 'you & me <3',
      problem: { _tag: 'NotWellFormed', reason: expect.any(String) },
    })
  })
  it.each(['', 'nonsense', '<NOTIFICATION'])('is empty in %o', (text) => {
    expect(readNotification(payload(text))).toEqual({ problem: { _tag: 'NotWellFormed', reason: expect.any(String) } })
  })
  it('looks at no document type', () => {
    const notification = readNotification(payload('<!DOCTYPE x [<!ENTITY e "boom">]><NOTIFICATION id="&e;"/>'))
    expect(notification).toEqual({ id: '&e;', problem: { _tag: 'Doctype' } })
  })
})

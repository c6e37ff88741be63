import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage, type Message } from '../../lib/payloads/message.js'
import { MailData } from '../../lib/payloads/mail.js'
import { payload, shown } from './fixture.js'

const notice = (kind: string, ...lines: ReadonlyArray<string>) =>
  payload('MIME-Version: 1.0', `Content-Type: text/x-msmsgs${kind}notification; charset=UTF-8`, '', ...lines, '')

// One offline message, as Escargot has it (recorded; messages.md 1.10.2).
const waiting =
  '<MD><E><I>0</I><IU>0</IU><O>0</O><OU>0</OU></E><Q><QTM>409600</QTM><QNM>204800</QNM></Q><M><T>11</T><S>6</S>' +
  '<RT>2026-11-22T16:09:49Z</RT><RS>0</RS><SZ>910</SZ><E>alice@example.com</E>' +
  '<I>CCE39B4C-FDFE-4AAE-A771-7F8852C24490</I><F>00000000-0000-0000-0000-000000000009</F>' +
  '<N>=?utf-8?B?QWxpY2UgQQ==?=</N></M></MD>'

const data: MailData = {
  _tag: 'MailData',
  counts: { inbox: 0, inboxUnread: 0, others: 0, othersUnread: 0 },
  quota: { total: 409600, used: 204800 },
  messages: [
    {
      type: 11,
      state: 6,
      received: '2026-11-22T16:09:49Z',
      read: false,
      size: 910,
      sender: 'alice@example.com',
      id: 'CCE39B4C-FDFE-4AAE-A771-7F8852C24490',
      folder: '00000000-0000-0000-0000-000000000009',
      name: 'Alice A',
    },
  ],
}

describe('notices about mail', () => {
  it.each<[string, Uint8Array, Message]>([
    [
      'how much there is',
      notice('initialemail', 'Inbox-Unread: 3', 'Folders-Unread: 1', 'Inbox-URL: /a', 'Folders-URL: /c', 'Post-URL: /d'),
      { _tag: 'InitialMail', inboxUnread: 3, foldersUnread: 1, inboxUrl: '/a', foldersUrl: '/c', postUrl: '/d' },
    ],
    ['what waits', notice('initialmdata', `Mail-Data: ${waiting}`), { _tag: 'InitialMailData', data }],
    [
      'that too much waits',
      notice('initialmdata', 'Mail-Data: too-large'),
      { _tag: 'InitialMailData', data: { _tag: 'TooLarge' } },
    ],
    [
      'a new one',
      notice(
        'email',
        'From: =?utf-8?B?Qm9i?=',
        'Message-URL: /m',
        'Post-URL: /p',
        'Subject: =?utf-8?B?w6k=?=',
        'Dest-Folder: ACTIVE',
        'From-Addr: bob@example.com',
        'id: 2',
      ),
      {
        _tag: 'NewMail',
        from: 'Bob',
        messageUrl: '/m',
        postUrl: '/p',
        subject: 'é',
        folder: 'ACTIVE',
        fromAddress: 'bob@example.com',
        id: '2',
      },
    ],
    [
      'some moved',
      notice('activemail', 'Src-Folder: .!!OIM', 'Dest-Folder: .!!trAsH', 'Message-Delta: 2'),
      { _tag: 'MailMoved', from: '.!!OIM', to: '.!!trAsH', delta: 2 },
    ],
    ['an offline message', notice('oim', `Mail-Data: ${waiting}`), { _tag: 'OfflineMessageCame', data }],
  ])('tell %s', (_, fixture, message) => {
    expect(readMessage(fixture)).toEqual(message)
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })

  it('are read without a charset, in headers, and under the name of MSNP2', () => {
    const fixture = payload('Content-Type: application/x-msmsgsemailnotification', 'Subject: hi', '', '')
    expect(readMessage(fixture)).toEqual({ _tag: 'NewMail', subject: 'hi' })
  })
})

describe('MailData', () => {
  const read = (text: string) => E.toUnion(MailData.decode(text))

  it('takes a subject from outside of the message', () => {
    expect(read('<MD><M><T>11</T><N></N></M><SU> </SU></MD>')).toMatchObject({
      messages: [{ type: 11, name: '', subject: ' ' }],
    })
  })
  it('is read as far as it goes where it is broken', () => {
    expect(read('<MD><E><I>2</I></E><M><E>bob@example.com</E><N>a & <b</N></M>')).toMatchObject({
      counts: { inbox: 2 },
      messages: [{ sender: 'bob@example.com', name: 'a & <b' }],
      problem: { _tag: 'NotWellFormed' },
    })
  })
  it('is nothing much where it is no XML', () => {
    expect(read('nonsense')).toMatchObject({ counts: {}, messages: [], problem: { _tag: 'NotWellFormed' } })
  })
})

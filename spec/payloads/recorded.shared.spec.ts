import { describe, expect, it } from 'vitest'

import { readList, writeList } from '../../lib/payloads/list.js'
import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { contentType } from '../../lib/payloads/mime.js'
import { readNotification } from '../../lib/payloads/notification.js'
import { readPersonal, writePersonal } from '../../lib/payloads/personal.js'
import { comparable, shown } from './fixture.js'
import { isThere, payloadsOf } from './recorded.js'

const tally = (words: ReadonlyArray<string>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

// Figures of the recorded traffic in ../shared/traces: three sources, 2005, 2008 and Escargot.
describe.skipIf(!isThere)('recorded traffic', () => {
  describe('MSG and UUM', () => {
    const all = isThere ? payloadsOf('MSG', 'UUM') : []
    const messages = all.map(({ payload }) => readMessage(payload))

    it('are of the types that were sent', () => {
      expect(tally(messages.map(({ _tag }) => _tag))).toEqual({
        InitialMailData: 53,
        Nudge: 9,
        Other: 11,
        Profile: 127,
        Text: 222,
        Typing: 240,
      })
    })
    it('are other for a reason: peer-to-peer, and what a probe made up', () => {
      const others = messages.flatMap((message) => (message._tag === 'Other' ? [contentType(message.mime).type] : []))
      expect(tally(others)).toEqual({ 'application/x-msnmsgrp2p': 9, 'application/x-test': 2 })
    })
    it('are written as they came, but for the spelling of some texts and a nudge without an end', () => {
      const differing = all.filter(({ payload }, i) => shown(writeMessage(messages[i]!)) !== shown(payload))
      expect(tally(differing.map(({ payload }) => readMessage(payload)._tag))).toEqual({ Nudge: 1, Text: 25 })
    })
    it('are read the same again', () => {
      expect(comparable(messages.map((message) => readMessage(writeMessage(message))))).toEqual(comparable(messages))
    })
    it('have mail data that is well-formed', () => {
      const data = messages.flatMap((message) => (message._tag === 'InitialMailData' ? [message.data] : []))
      expect(data.filter((each) => each?._tag === 'MailData' && each.problem === undefined).length).toBe(53)
      expect(data.flatMap((each) => (each?._tag === 'MailData' ? each.messages : []))).toMatchObject([
        { sender: 'alice@example.com', name: 'Alice A', type: 11 },
      ])
    })
    it('have profiles with all that Escargot says', () => {
      const profiles = messages.filter((message) => message._tag === 'Profile')
      expect(tally(profiles.map(({ language, siteId, headers }) => [language, siteId, ...headers].join()))).toEqual({
        '1033,507': 127,
      })
      expect(profiles.every(({ mspAuth }) => mspAuth?.reveal().endsWith('&p='))).toBe(true)
    })
  })

  describe('UBX and UUX', () => {
    const all = isThere ? payloadsOf('UBX', 'UUX') : []

    it('are well-formed, but for what Escargot sends to MSNP13 to 15 and one of 2008', () => {
      const broken = all.map(({ payload }) => readPersonal(payload)).filter(({ problem }) => problem !== undefined)
      expect(all.length).toBe(176)
      expect(tally(broken.map(({ psm = '' }) => psm.replace(/^.*(?=&lty)/, '')))).toEqual({
        '&ltyb;`°³оΟ': 1,
        'a & b <c>': 5,
        'new psm <&': 1,
      })
    })
    it('say the same once they are written well', () => {
      for (const { payload } of all) {
        const { problem: _, ...personal } = readPersonal(payload)
        expect(readPersonal(writePersonal(18)(personal))).toEqual({ psm: '', ...personal })
      }
    })
    it('are written as they came where a client made them', () => {
      const places = /^<(?:Private)?EndpointData>/
      const own = payloadsOf('UUX').filter(({ payload }) => !places.test(shown(payload)))
      expect(own.length).toBe(13)
      for (const { payload } of own) expect(shown(writePersonal(18)(readPersonal(payload)))).toBe(shown(payload))
    })
    it('are of some media', () => {
      const media = all.flatMap(({ payload }) => readPersonal(payload).media ?? [])
      expect(tally(media.map(({ application, kind, shown: on }) => `${application} ${kind} ${on}`))).toEqual({
        ' Music true': 8,
        'WMP Music false': 2,
      })
    })
  })

  describe('ADL, RML and FQY', () => {
    const all = isThere ? payloadsOf('ADL', 'RML', 'FQY') : []

    it('are well-formed, but for what a probe made up', () => {
      const problems = all.flatMap(({ payload }) => readList(payload).problem?._tag ?? [])
      expect(all.length).toBe(83)
      expect(tally(problems)).toEqual({ EmptyDomain: 3, NotWellFormed: 3 })
    })
    it('are written as they came where a client made them well', () => {
      const servers = / \/>/
      const own = all.filter(({ payload }) => readList(payload).problem === undefined && !servers.test(shown(payload)))
      expect(own.length).toBe(67)
      for (const { payload } of own) expect(shown(writeList(readList(payload)))).toBe(shown(payload))
    })
    it('are read the same again', () => {
      for (const { payload } of all) {
        const { problem: _, ...list } = readList(payload)
        expect(readList(writeList(list))).toEqual(list)
      }
    })
  })

  describe('NOT', () => {
    const all = isThere ? payloadsOf('NOT') : []

    it('tells of the address book', () => {
      expect(all.length).toBe(28)
      for (const { payload } of all)
        expect(readNotification(payload)).toEqual({
          id: '0',
          siteId: 45705,
          siteUrl: 'http://contacts.msn.com',
          pid: expect.stringMatching(/^0x\d{8}:0x\d{8}$/),
          to: expect.stringMatching(/^(?:alice|carol)@example\.com$/),
          agent: 'messenger',
          messageId: '0',
          action: 'a.htm',
          subscription: 's.htm',
          change: {
            service: 'ABCHInternal',
            contactId: expect.stringMatching(/^\d+$/),
            lastModified: expect.stringMatching(/^2026-11-22T/),
            hasNewItem: false,
          },
        })
    })
  })
})

import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { swapPort, type Profile } from '../../lib/payloads/profile.js'
import { secret } from '../../lib/payloads/secret.js'
import { payload, shown } from './fixture.js'

// As Escargot sends it (messages.md 1.10.1, recorded), with a ticket of our own.
const fixture = payload(
  'MIME-Version: 1.0',
  'Content-Type: text/x-msmsgsprofile; charset=UTF-8',
  'LoginTime: 1795362406',
  'EmailEnabled: 0',
  'MemberIdHigh: 1',
  'MemberIdLow: -1145324609',
  'lang_preference: 1033',
  'preferredEmail:',
  'country:',
  'PostalCode:',
  'Gender:',
  'Kid: 0',
  'Age:',
  'BDayPre:',
  'Birthday:',
  'Wallet:',
  'Flags: 536872513',
  'sid: 507',
  'MSPAuth: c0fd93e72222642be4eaTICKET&p=',
  'ClientIP: 127.0.0.1',
  'ClientPort: 39902',
  'ABCHMigrated: 1',
  'MPOPEnabled: 0',
  'BetaInvites: 3',
  '',
  '',
)

const profile = readMessage(fixture) as Profile

describe('a profile', () => {
  it('has typed values, and keeps the headers that are not known', () => {
    const { mspAuth: _, ...rest } = profile
    expect(rest).toEqual({
      _tag: 'Profile',
      loginTime: 1795362406,
      emailEnabled: false,
      memberIdHigh: 1,
      memberIdLow: -1145324609,
      language: 1033,
      preferredEmail: '',
      country: '',
      postalCode: '',
      gender: '',
      kid: 0,
      age: '',
      birthdayPrecision: '',
      birthday: '',
      wallet: '',
      flags: 536872513,
      siteId: 507,
      clientIp: '127.0.0.1',
      clientPort: 39902,
      addressBook: true,
      multipleEndpoints: false,
      headers: [['BetaInvites', '3']],
    })
  })
  it('is written as it came', () => {
    expect(shown(writeMessage(profile))).toBe(shown(fixture))
  })
  it('shows its ticket to who asks, and to nobody else', () => {
    expect(profile.mspAuth?.reveal()).toBe('c0fd93e72222642be4eaTICKET&p=')
    const everywhere = [
      JSON.stringify(profile),
      inspect(profile, { depth: null, showHidden: true }),
      String(profile.mspAuth),
      JSON.stringify(Object.entries(profile)),
      inspect(secret('TICKET')),
    ]
    expect(everywhere.filter((text) => text.includes('TICKET'))).toEqual([])
  })
  it('may be as short as in MSNP2', () => {
    const short = payload('Content-Type: text/x-msmsgsprofile', 'LoginTime: 1', '', '')
    expect(readMessage(short)).toEqual({ _tag: 'Profile', loginTime: 1, headers: [] })
  })
})

describe('swapPort', () => {
  it.each([
    [32786, 4736],
    [4736, 32786],
    [1863, 0x4707],
  ])('%i is %i', (port, swapped) => {
    expect(swapPort(port)).toBe(swapped)
  })
})

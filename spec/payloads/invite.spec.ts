import { describe, expect, it } from 'vitest'

import { applications, disguisePort, type Invitation } from '../../lib/payloads/invite.js'
import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { payload, shown } from './fixture.js'

const invitation = (...lines: ReadonlyArray<string>) =>
  payload('MIME-Version: 1.0', 'Content-Type: text/x-msmsgsinvite; charset=UTF-8', '', ...lines, '', '')

// messages.md 1.11
describe('invitations', () => {
  it.each<[string, Uint8Array, Invitation]>([
    [
      'INVITE',
      invitation(
        'Application-Name: File Transfer',
        'Application-GUID: {5D3E02AB-6190-11d3-BBBB-00C04F795683}',
        'Invitation-Command: INVITE',
        'Invitation-Cookie: 33267',
        'Application-File: report.txt',
        'Application-FileSize: 12',
        'Connectivity: N',
      ),
      {
        _tag: 'Invitation',
        application: 'File Transfer',
        applicationId: applications.fileTransfer,
        command: 'INVITE',
        cookie: '33267',
        file: 'report.txt',
        fileSize: 12,
        connectivity: false,
        fields: [],
      },
    ],
    [
      'ACCEPT of the receiver',
      invitation(
        'Invitation-Command: ACCEPT',
        'Invitation-Cookie: 33267',
        'Launch-Application: FALSE',
        'Request-Data: IP-Address:',
      ),
      { _tag: 'Invitation', command: 'ACCEPT', cookie: '33267', launch: false, request: 'IP-Address:', fields: [] },
    ],
    [
      'ACCEPT of the sender',
      invitation(
        'Invitation-Command: ACCEPT',
        'Invitation-Cookie: 33267',
        'IP-Address: 192.0.2.10',
        'IP-Address-Internal: 10.0.0.5',
        'Port: 6891',
        'PortX: 11178',
        'PortX-Internal: 11178',
        'AuthCookie: 93301',
        'Launch-Application: FALSE',
        'Request-Data: IP-Address:',
      ),
      {
        _tag: 'Invitation',
        command: 'ACCEPT',
        cookie: '33267',
        address: '192.0.2.10',
        internalAddress: '10.0.0.5',
        port: 6891,
        portX: 11178,
        internalPortX: 11178,
        authCookie: '93301',
        launch: false,
        request: 'IP-Address:',
        fields: [],
      },
    ],
    [
      'CANCEL',
      invitation('Invitation-Command: CANCEL', 'Invitation-Cookie: 33267', 'Cancel-Code: REJECT'),
      { _tag: 'Invitation', command: 'CANCEL', cookie: '33267', cancelCode: 'REJECT', fields: [] },
    ],
  ])('%s', (_, fixture, message) => {
    expect(readMessage(fixture)).toEqual(message)
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })

  it('keep the fields that are not known', () => {
    expect(readMessage(invitation('Invitation-Command: INVITE', 'Avm-Support: 7'))).toEqual({
      _tag: 'Invitation',
      command: 'INVITE',
      fields: [['Avm-Support', '7']],
    })
  })
})

describe('disguisePort', () => {
  it('is its own inverse', () => {
    expect(disguisePort(6891)).toBe(11178)
    expect(disguisePort(11178)).toBe(6891)
  })
})

/** Invitations to applications such as file transfer, of the type text/x-msmsgsinvite. */
import { Count } from '../commands/words.js'
import { without, type Fields } from './fields.js'
import { bodyFields, fieldsBody, inUtf8, typed, type Mime } from './mime.js'
import { Free, namesIn, eitherWord, readRecord, writeRecord, type RecordOf, type Table } from './record.js'
import { contentTypes } from './types.js'

const TrueFalse = eitherWord('TRUE', 'FALSE')

const fields = {
  application: ['Application-Name', Free],
  /** One of `applications`, to be compared without case. */
  applicationId: ['Application-GUID', Free],
  sessionProtocol: ['Session-Protocol', Free],
  sessionId: ['Session-ID', Free],
  /** `INVITE`, `ACCEPT` or `CANCEL`. */
  command: ['Invitation-Command', Free],
  /** The key of the whole dialogue. */
  cookie: ['Invitation-Cookie', Free],
  contextData: ['Context-Data', Free],
  file: ['Application-File', Free],
  /** In bytes. */
  fileSize: ['Application-FileSize', Count],
  /** False: the sender cannot be connected to. */
  connectivity: ['Connectivity', eitherWord('Y', 'N')],
  senderConnects: ['Sender-Connect', TrueFalse],
  address: ['IP-Address', Free],
  internalAddress: ['IP-Address-Internal', Free],
  port: ['Port', Count],
  /** The port as `disguisePort` has it. */
  portX: ['PortX', Count],
  internalPortX: ['PortX-Internal', Count],
  /** The password of the connection that carries the file. */
  authCookie: ['AuthCookie', Free],
  launch: ['Launch-Application', TrueFalse],
  request: ['Request-Data', Free],
  applicationUrl: ['Application-URL', Free],
  /** `REJECT`, `REJECT_NOT_INSTALLED`, `TIMEOUT`, `FTTIMEOUT`, `FAIL`, `OUTBANDCANCEL`, ... */
  cancelCode: ['Cancel-Code', Free],
} satisfies Table

/**
 * An invitation to a file transfer or another application, and what answers it.
 *
 * **Shapes** `command` tells which; `fields` are those that no other property holds. A file's name is whatever the peer
 * says, so never a path.
 *
 * **Source** messages.md 1.11
 */
export interface Invitation extends RecordOf<typeof fields> {
  readonly _tag: 'Invitation'
  readonly fields: Fields
}

const others = without(...namesIn(fields))

/** Reads an invitation. */
export const readInvitation = (mime: Mime): Invitation => {
  const all = bodyFields(mime)
  return { _tag: 'Invitation', ...readRecord(fields)(all), fields: others(all) }
}

/** The payload of an invitation. */
export const writeInvitation = ({ fields: more = [], ...invitation }: Invitation): Mime =>
  typed(inUtf8(contentTypes.invitation))(fieldsBody([...writeRecord(fields)(invitation), ...more], '\r\n'))

/** The applications that one may be invited to (messages.md 1.11). */
export const applications = {
  fileTransfer: '{5D3E02AB-6190-11d3-BBBB-00C04F795683}',
  netMeeting: '{44BBA842-CC51-11CF-AAFA-00AA00B6015C}',
  voice: '{02D3C01F-BF30-4825-A83A-DE7AF41648AA}',
  sharing: '{F1B1920C-6A3C-4ce7-B18C-AFAB305FD03D}',
} as const

/** A port as `PortX` has it: 11178 for 6891, and back (messages.md 1.11, one source). */
export const disguisePort = (port: number): number => port ^ 0x3141

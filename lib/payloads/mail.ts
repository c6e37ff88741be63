/** Notices about mail: what waits, what is new, what was moved, offline messages. */
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { Count, Flag } from '../commands/words.js'
import { EncodedWord } from './encodedword.js'
import { named, type Fields } from './fields.js'
import { bodyFields, contentType, fieldsBody, inUtf8, typed, type Mime } from './mime.js'
import {
  Free,
  Integer,
  namesIn,
  readRecord,
  spelling,
  writeRecord,
  type RecordOf,
  type Spelling,
  type Table,
} from './record.js'
import {
  child,
  childrenNamed,
  leaves,
  problemIn,
  readXml,
  rootIn,
  tag,
  writeLeaves,
  type XmlElement,
  type XmlProblem,
} from './xml.js'

const counts = {
  inbox: ['I', Count],
  inboxUnread: ['IU', Count],
  others: ['O', Count],
  othersUnread: ['OU', Count],
} satisfies Table

const quota = { total: ['QTM', Count], used: ['QNM', Count] } satisfies Table

const message = {
  /** 11, or 13 for one from Yahoo. */
  type: ['T', Count],
  state: ['S', Count],
  /** When the server took it in, as the server spells it. */
  received: ['RT', Free],
  read: ['RS', Flag],
  /** In bytes. */
  size: ['SZ', Count],
  sender: ['E', Free],
  /** What it is fetched and deleted by. */
  id: ['I', Free],
  folder: ['F', Free],
  name: ['N', EncodedWord],
  subject: ['SU', EncodedWord],
} satisfies Table

/** A message that waits for somebody who was offline. */
export type OfflineMessage = RecordOf<typeof message>

/**
 * How many mails there are, and which messages came while one was offline.
 *
 * **Shapes** `TooLarge`: more than 25 messages; the same is to be fetched from the web service.
 *
 * **Errors** `problem` tells that the XML is broken; what could be read is there.
 *
 * **Source** messages.md 1.10.2
 */
export type MailData =
  | { readonly _tag: 'TooLarge' }
  | {
      readonly _tag: 'MailData'
      readonly counts: RecordOf<typeof counts>
      readonly quota: RecordOf<typeof quota>
      readonly messages: ReadonlyArray<OfflineMessage>
      readonly problem?: XmlProblem
    }

const tooLarge = 'too-large'
const names = ['MD', 'E', 'Q', 'M', ...[counts, quota, message].flatMap(namesIn)]

const leavesOf =
  (name: string) =>
  (element: XmlElement): Fields =>
    pipe(
      element,
      child(name),
      O.match(() => [], leaves),
    )

const readMailData = (text: string): MailData => {
  if (text.trim().toLowerCase() === tooLarge) return { _tag: 'TooLarge' }
  const xml = readXml({ names })(text)
  const root = rootIn(xml)
  // Escargot has the subject of a message outside of it.
  const stray = leaves(root).filter(named('SU'))
  return {
    _tag: 'MailData',
    counts: readRecord(counts)(leavesOf('E')(root)),
    quota: readRecord(quota)(leavesOf('Q')(root)),
    messages: childrenNamed('M')(root).map((element) => readRecord(message)([...stray, ...leaves(element)])),
    ...problemIn(xml),
  }
}

const writeMailData = (data: MailData): string =>
  data._tag === 'TooLarge'
    ? tooLarge
    : tag('MD')(
        tag('E')(writeLeaves(writeRecord(counts)(data.counts))) +
          tag('Q')(writeLeaves(writeRecord(quota)(data.quota))) +
          data.messages.map((each) => tag('M')(writeLeaves(writeRecord(message)(each)))).join(''),
      )

/** The value of `Mail-Data`. */
export const MailData: Spelling<MailData> = spelling(flow(readMailData, O.some), writeMailData)

const urls = {
  inboxUrl: ['Inbox-URL', Free],
  foldersUrl: ['Folders-URL', Free],
  postUrl: ['Post-URL', Free],
} satisfies Table

const kinds = {
  /** How much mail there is, at the sign-in; up to MSNP10. */
  InitialMail: [
    'text/x-msmsgsinitialemailnotification',
    { inboxUnread: ['Inbox-Unread', Count], foldersUnread: ['Folders-Unread', Count], ...urls },
  ],
  /** The same with the offline messages, from MSNP11 on. */
  InitialMailData: ['text/x-msmsgsinitialmdatanotification', { data: ['Mail-Data', MailData], ...urls }],
  NewMail: [
    'text/x-msmsgsemailnotification',
    {
      from: ['From', EncodedWord],
      messageUrl: ['Message-URL', Free],
      postUrl: ['Post-URL', Free],
      subject: ['Subject', EncodedWord],
      folder: ['Dest-Folder', Free],
      fromAddress: ['From-Addr', Free],
      id: ['id', Free],
    },
  ],
  /** `delta` mails were moved; `ACTIVE` is the inbox, `.!!trAsH` for deleted ones, `.!!OIM` for offline messages. */
  MailMoved: [
    'text/x-msmsgsactivemailnotification',
    { from: ['Src-Folder', Free], to: ['Dest-Folder', Free], delta: ['Message-Delta', Integer] },
  ],
  /** A message came for somebody who does not receive it otherwise. */
  OfflineMessageCame: ['text/x-msmsgsoimnotification', { data: ['Mail-Data', MailData] }],
} satisfies Readonly<Record<string, readonly [type: string, fields: Table]>>

type Kinds = typeof kinds

/**
 * What a notification server tells about mail.
 *
 * **Shapes** to be believed only from the sender `Hotmail` on the notification server's connection.
 *
 * **Source** messages.md 1.10.2
 */
export type MailNotice = {
  [K in keyof Kinds]: { readonly _tag: K } & RecordOf<Kinds[K][1]>
}[keyof Kinds]

// MSNP2's name for one of them (core.md 3.8).
const formerType = 'application/x-msmsgsemailnotification'

/** The content types of notices about mail. */
export const mailTypes: ReadonlyArray<string> = [formerType, ...Object.values(kinds).map(([type]) => type)]

/** Reads a notice about mail, its fields in the body or in headers. */
export const readMailNotice = (mime: Mime): O.Option<MailNotice> => {
  const { type } = contentType(mime)
  const fields = [...mime.headers, ...bodyFields(mime)]
  return pipe(
    Object.entries(kinds),
    RA.findFirst(([, [name]]) => name === (type === formerType ? kinds.NewMail[0] : type)),
    O.map(([_tag, [, table]]) => ({ _tag, ...readRecord<Table>(table)(fields) }) as MailNotice),
  )
}

/** The payload of a notice about mail. */
export const writeMailNotice = (notice: MailNotice): Mime => {
  const [type, fields] = kinds[notice._tag]
  return typed(inUtf8(type))(fieldsBody(writeRecord<Table>(fields)(notice)))
}

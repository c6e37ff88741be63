/** Notifications (NOT): alerts of services, and changes of the address book. */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { Count } from '../commands/words.js'
import { utf8Bytes, utf8Of } from '../wire/text.js'
import { field, type Field, type Fields } from './fields.js'
import { Free, namesIn, eitherWord, readRecord, writeRecord, type RecordOf, type Table } from './record.js'
import {
  emptyTag,
  escape,
  leaves,
  problemIn,
  readXml,
  rootIn,
  tag,
  writeLeaves,
  type XmlElement,
  type XmlProblem,
} from './xml.js'

// Every element stands once in the document, so its name and an attribute's say where to look.
const table = {
  id: ['NOTIFICATION@id', Free],
  siteId: ['NOTIFICATION@siteid', Count],
  siteUrl: ['NOTIFICATION@siteurl', Free],
  /** The account's number, as `0x00000001:0x00000002`; which half comes first is not certain. */
  pid: ['TO@pid', Free],
  to: ['TO@name', Free],
  /** `messenger`, `mobile`, ... */
  agent: ['VIA@agent', Free],
  from: ['FROM@name', Free],
  messageId: ['MSG@id', Free],
  /** Relative to the site, as is `subscription`. Not to be followed unasked. */
  action: ['ACTION@url', Free],
  subscription: ['SUBSCR@url', Free],
  language: ['BODY@lang', Free],
  icon: ['BODY@icon', Free],
  lcid: ['BODY@lcid', Count],
  text: ['TEXT', Free],
  richText: ['TEXTX', Free],
} satisfies Table

const change = {
  service: ['Service', Free],
  contactId: ['CID', Free],
  lastModified: ['LastModifiedDate', Free],
  hasNewItem: ['HasNewItem', eitherWord('true', 'false')],
  circleId: ['CircleId', Free],
} satisfies Table

/** What changed in the address book, site 45705: the lists are to be read again after a short while. */
export type AddressBookChange = RecordOf<typeof change>

/**
 * A notice from a service: the payload of NOT, and of IPG for a page.
 *
 * **Errors** `problem` tells that the XML is broken, as it often was; what could be read is there.
 *
 * **Source** messages.md 5.4
 */
export interface Notification extends RecordOf<typeof table> {
  readonly change?: AddressBookChange
  readonly problem?: XmlProblem
}

/** The site that tells of the address book. */
export const addressBookSite = 45705

const changeRoot = 'NotificationData'
const names = namesIn(table).map((path) => path.split('@', 1).join())
const changeNames = [changeRoot, ...namesIn(change)]

/** All that stands anywhere in an element, as named texts: `NAME` an element's, `NAME@attribute` an attribute's. */
const flat = (root: XmlElement): Fields => {
  // One list for all of them: to put lists together at every element takes many times as long.
  const fields: Array<Field> = []
  const add = ({ name, attributes, text, children }: XmlElement): void => {
    for (const [attribute, value] of attributes) fields.push([`${name}@${attribute}`, value])
    fields.push([name, text])
    for (const child of children) add(child)
  }
  add(root)
  return fields
}

// The change is XML within XML, escaped; in other notices the text may stand there by itself.
const readBody = (text: string): Pick<Notification, 'change' | 'text'> => {
  const inner = rootIn(readXml({ names: changeNames })(text))
  return inner.name === changeRoot ? { change: readRecord(change)(leaves(inner)) } : text === '' ? {} : { text }
}

/** Reads a notice from a service. */
export const readNotification = (payload: Uint8Array): Notification => {
  const xml = readXml({ names })(utf8Of(payload))
  const fields = flat(rootIn(xml))
  const body = pipe(
    fields,
    field('BODY'),
    O.getOrElse(() => ''),
  )
  return { ...readBody(body.trim()), ...readRecord(table)(fields), ...problemIn(xml) }
}

/** The payload of a notice. */
export const writeNotification = (notification: Notification): Uint8Array => {
  const fields = writeRecord(table)(notification)
  const attributes = (name: string): Fields =>
    fields.flatMap(([path, value]) => (path.startsWith(`${name}@`) ? [[path.slice(name.length + 1), value]] : []))
  const optional = (name: string): string => (attributes(name).length === 0 ? '' : emptyTag(name, attributes(name)))

  const body =
    notification.change === undefined
      ? writeLeaves(fields.filter(([path]) => !path.includes('@')))
      : escape(tag(changeRoot)(writeLeaves(writeRecord(change)(notification.change))))
  return utf8Bytes(
    tag(
      'NOTIFICATION',
      attributes('NOTIFICATION'),
    )(
      tag('TO', attributes('TO'))(optional('VIA')) +
        optional('FROM') +
        tag('MSG', attributes('MSG'))(optional('ACTION') + optional('SUBSCR') + tag('BODY', attributes('BODY'))(body)),
    ),
  )
}

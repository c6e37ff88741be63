/** The address book as SOAP: contacts, groups, circles, and the account's own entry. */
import * as E from 'fp-ts/lib/Either.js'

import { secret, type Secret } from '../secret.js'
import { escape, tag, type XmlElement } from '../xml.js'
import { at, childrenOf, isTrue, leaf, optionalLeaf, textAt } from './envelope.js'
import { bookHeader, bookId, bookSpace, inBook, serviceHeader, type AddressBookHead } from './header.js'
import { annotation, readSince, writeAnnotations, type Since } from './membership.js'
import { operation, type Operation } from './operation.js'
import { networks, telephoneAddress, telephoneNumber } from '../../commands/networks.js'

/** A group of contacts. */
export interface AddressBookGroup {
  readonly id: string
  readonly name: string
  readonly favourite: boolean
  readonly deleted: boolean
}

/**
 * Somebody in an address book.
 *
 * **Shapes** `id` is a GUID in lower case. Who is `messenger` is on the forward list; others are addresses and nothing
 * more. `name` is what the contact calls itself, `nickname` what the owner of the book does. `groups` are ids.
 */
export interface AddressBookContact {
  readonly id: string
  readonly kind: string
  readonly passport?: string
  readonly network: number
  readonly name?: string
  readonly nickname?: string
  readonly messenger: boolean
  readonly groups: ReadonlyArray<string>
  readonly deleted: boolean
  readonly cid?: string
}

/** The owner of an address book, and the settings that are kept there; each may never have been set. */
export interface Me {
  readonly id?: string
  readonly passport?: string
  readonly name?: string
  readonly cid?: string
  readonly privacy?: 'AL' | 'BL'
  readonly prompt?: 'A' | 'N'
}

/** A circle that the owner is in, by the id of its address book. */
export interface AddressBookCircle {
  readonly id: string
  readonly name?: string
}

/**
 * An address book, or what has changed in it.
 *
 * **Shapes** `circleTicket` is XML, to be shown to the notification server in Base64. Both it and `circles` are told only
 * in pages.
 *
 * **Source** messages.md 4.3, 5.3
 */
export interface AddressBook {
  readonly groups: ReadonlyArray<AddressBookGroup>
  readonly contacts: ReadonlyArray<AddressBookContact>
  readonly me?: Me
  readonly circles?: ReadonlyArray<AddressBookCircle>
  readonly circleTicket?: Secret
  readonly lastChange?: string
}

const given = <K extends string, A>(key: K, value: A | undefined): { readonly [Key in K]?: A } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [Key in K]?: A }

const readGroup = (element: XmlElement): ReadonlyArray<AddressBookGroup> => {
  const id = textAt('groupId')(element)?.toLowerCase()
  if (id === undefined) return []
  return [
    {
      id,
      name: textAt('groupInfo', 'name')(element) ?? '',
      favourite: isTrue(textAt('groupInfo', 'IsFavorite')(element)),
      deleted: isTrue(textAt('fDeleted')(element)),
    },
  ]
}

/** What tells the groups of Messenger from those of mail. */
export const groupMarks = {
  display: writeAnnotations('annotations', [['MSN.IM.Display', '1']]),
  type: leaf('groupType', 'C8529CE2-6EAD-434d-881F-341E17DB3FF8'),
}

const writeGroup = ({ id, name, favourite, deleted }: AddressBookGroup): string =>
  tag('Group')(
    leaf('groupId', id) +
      tag('groupInfo')(
        groupMarks.display + groupMarks.type + leaf('name', name) + leaf('IsFavorite', String(favourite)),
      ) +
      leaf('fDeleted', String(deleted)),
  )

const nickname = 'AB.NickName'
const [privacy, prompt] = ['MSN.IM.BLP', 'MSN.IM.GTC']

/** The values of the settings that are kept as numbers; 0 stands for what was never set. */
const privacies: Readonly<Record<string, 'AL' | 'BL'>> = { 1: 'AL', 2: 'BL' }
const prompts: Readonly<Record<string, 'A' | 'N'>> = { 1: 'A', 2: 'N' }

/** A word that a server made up is none of an object's own. */
const valueFor = <A>(values: Readonly<Record<string, A>>, number: string | undefined): A | undefined =>
  number !== undefined && Object.hasOwn(values, number) ? values[number] : undefined

const numberOf = (values: Readonly<Record<string, string>>, value: string | undefined): string | undefined =>
  value === undefined ? undefined : Object.keys(values).find((number) => values[number] === value)

/** The annotations of a contact, or of oneself. */
export const annotationsOf = (values: {
  readonly nickname?: string | undefined
  readonly privacy?: 'AL' | 'BL' | undefined
  readonly prompt?: 'A' | 'N' | undefined
}): string =>
  writeAnnotations('annotations', [
    [prompt, numberOf(prompts, values.prompt)],
    [privacy, numberOf(privacies, values.privacy)],
    [nickname, values.nickname],
  ])

/** What the address book says of settings and nickname. */
export const readAnnotations = (info: XmlElement) => ({
  ...given('nickname', annotation(nickname)(info)),
  ...given('privacy', valueFor(privacies, annotation(privacy)(info))),
  ...given('prompt', valueFor(prompts, annotation(prompt)(info))),
})

/** An address that is no Passport's: that of a contact on another network (messages.md 4.3). */
const foreignAddress = (info: XmlElement): { readonly passport?: string; readonly network: number } => {
  const emails = childrenOf('ContactEmail')(at('emails')(info) ?? info)
  const email = emails.find((each) => isTrue(textAt('isMessengerEnabled')(each)))
  const address = email && textAt('email')(email)
  const phones = childrenOf('ContactPhone')(at('phones')(info) ?? info)
  const phone = phones.find((each) => isTrue(textAt('isMessengerEnabled')(each)))
  const number = phone && textAt('number')(phone)
  if (email !== undefined && address !== undefined)
    return { passport: address.toLowerCase(), network: Number.parseInt(textAt('Capability')(email) ?? '', 10) || networks.yahoo }
  return number === undefined
    ? { network: networks.passport }
    : { passport: telephoneAddress(number), network: networks.telephone }
}

const readContact = (element: XmlElement): ReadonlyArray<AddressBookContact> => {
  const id = textAt('contactId')(element)?.toLowerCase()
  const info = at('contactInfo')(element) ?? element
  if (id === undefined) return []
  const passport = textAt('passportName')(info)?.toLowerCase()
  return [
    {
      id,
      kind: textAt('contactType')(info) ?? 'Regular',
      ...(passport === undefined ? foreignAddress(info) : { passport, network: networks.passport }),
      ...given('name', textAt('displayName')(info) ?? textAt('quickName')(info)),
      ...given('nickname', annotation(nickname)(info) || undefined),
      messenger: isTrue(textAt('isMessengerUser')(info)),
      groups: childrenOf('guid')(at('groupIds')(info) ?? { ...info, children: [] }).map(({ text }) =>
        text.trim().toLowerCase(),
      ),
      deleted: isTrue(textAt('fDeleted')(element)),
      ...given('cid', textAt('CID')(info)),
    },
  ]
}

const meKind = 'Me'

const readMe = (element: XmlElement | undefined): Me | undefined => {
  if (element === undefined) return undefined
  const info = at('contactInfo')(element) ?? element
  const { nickname: _, ...settings } = readAnnotations(info)
  return {
    ...given('id', textAt('contactId')(element)?.toLowerCase()),
    ...given('passport', textAt('passportName')(info)?.toLowerCase()),
    ...given('name', textAt('displayName')(info)),
    ...given('cid', textAt('CID')(info)),
    ...settings,
  }
}

const emailOf = (address: string, network: number): string =>
  tag('emails')(
    tag('ContactEmail')(
      leaf('contactEmailType', 'Messenger2') +
        leaf('email', address) +
        leaf('isMessengerEnabled', 'true') +
        leaf('Capability', String(network)),
    ),
  )

const phoneOf = (address: string): string =>
  tag('phones')(
    tag('ContactPhone')(
      leaf('contactPhoneType', 'ContactPhoneMobile') +
        leaf('number', telephoneNumber(address)) +
        leaf('isMessengerEnabled', 'true'),
    ),
  )

/** The address of a contact, as its network wants it. */
export const writeAddress = (passport: string, network: number): string =>
  network === networks.passport
    ? leaf('passportName', passport)
    : network === networks.telephone
      ? phoneOf(passport)
      : emailOf(passport, network)

/** The address of a contact that is to be added. */
export const readAddress = (info: XmlElement): { readonly passport?: string; readonly network: number } => {
  const passport = textAt('passportName')(info)
  return passport === undefined ? foreignAddress(info) : { passport, network: networks.passport }
}

const writeContact = (contact: AddressBookContact): string =>
  tag('Contact')(
    leaf('contactId', contact.id) +
      tag('contactInfo')(
        annotationsOf({ nickname: contact.nickname }) +
          leaf('contactType', contact.kind) +
          optionalLeaf('quickName', contact.name) +
          (contact.passport === undefined ? '' : writeAddress(contact.passport, contact.network)) +
          optionalLeaf('displayName', contact.name) +
          (contact.groups.length === 0
            ? ''
            : tag('groupIds')(contact.groups.map((group) => leaf('guid', group)).join(''))) +
          optionalLeaf('CID', contact.cid) +
          leaf('isMessengerUser', String(contact.messenger)),
      ) +
      leaf('fDeleted', String(contact.deleted)),
  )

const writeMe = (me: Me): string =>
  tag('Contact')(
    optionalLeaf('contactId', me.id) +
      tag('contactInfo')(
        annotationsOf(me) +
          leaf('contactType', meKind) +
          optionalLeaf('quickName', me.name) +
          optionalLeaf('passportName', me.passport) +
          optionalLeaf('displayName', me.name) +
          optionalLeaf('CID', me.cid) +
          leaf('isMessengerUser', 'false'),
      ) +
      leaf('fDeleted', 'false'),
  )

const isMe = (contact: XmlElement): boolean => textAt('contactInfo', 'contactType')(contact) === meKind

const readCircle = (element: XmlElement): ReadonlyArray<AddressBookCircle> => {
  const id = textAt('Content', 'Handle', 'Id')(element)?.toLowerCase()
  if (id === undefined) return []
  return [{ id, ...given('name', textAt('Content', 'Info', 'DisplayName')(element)) }]
}

const writeCircle = ({ id, name }: AddressBookCircle): string =>
  tag('CircleInverseInfo')(
    tag('Content')(tag('Handle')(leaf('Id', id)) + tag('Info')(optionalLeaf('DisplayName', name))) +
      tag('PersonalInfo')(tag('MembershipInfo')(tag('CirclePersonalMembership')(leaf('Role', 'Member')))) +
      leaf('Deleted', 'false'),
  )

/** Those that are told of; Escargot leaves the element out where there are none, and has the ticket alone. */
const readCircles = (result: XmlElement): ReadonlyArray<AddressBookCircle> | undefined =>
  at('Circles')(result) === undefined && at('CircleTicket')(result) === undefined
    ? undefined
    : childrenOf('CircleInverseInfo')(at('Circles')(result) ?? result).flatMap(readCircle)

/** ABFindAll and ABFindContactsPaged say the same, but for capitals and circles, which matter to the writer alone. */
const readBook = (result: XmlElement): AddressBook => {
  const contacts = childrenOf('Contact')(at('contacts')(result) ?? { ...result, children: [] })
  const circles = at('CircleResult')(result)
  const ticket = circles && textAt('CircleTicket')(circles)
  return {
    groups: childrenOf('Group')(at('groups')(result) ?? { ...result, children: [] }).flatMap(readGroup),
    contacts: contacts.filter((contact) => !isMe(contact)).flatMap(readContact),
    ...given('me', readMe(contacts.find(isMe))),
    ...(circles === undefined
      ? {}
      : given('circles', readCircles(circles))),
    ...given('circleTicket', ticket === undefined ? undefined : secret(ticket)),
    ...given('lastChange', textAt('ab', 'lastChange')(result)),
  }
}

interface Spelling {
  readonly groups: string
  readonly contacts: string
  readonly book: string
}

const writeBook = (names: Spelling, book: AddressBook): string => {
  const { groups, contacts, me, circles, circleTicket, lastChange } = book
  const entries = contacts.map(writeContact).join('') + (me === undefined ? '' : writeMe(me))
  const inCircles =
    (circles === undefined ? '' : tag('Circles')(circles.map(writeCircle).join(''))) +
    (circleTicket === undefined ? '' : tag('CircleTicket')(escape(circleTicket.reveal())))
  return (
    tag(names.groups)(groups.map(writeGroup).join('')) +
    tag(names.contacts)(entries) +
    (inCircles === '' ? '' : tag('CircleResult')(inCircles)) +
    tag(names.book)(leaf('abId', bookId) + optionalLeaf('lastChange', lastChange))
  )
}

// Before the first change of any address book.
const always = '0001-01-01T00:00:00.0000000-08:00'

const finding = (
  name: string,
  names: Spelling,
  request: Pick<Parameters<typeof operation<AddressBookHead, Since, AddressBook>>[0]['request'], 'write' | 'read'>,
): Operation<AddressBookHead, Since, AddressBook> =>
  operation({
    name,
    service: 'addressBook',
    action: `${bookSpace}/${name}`,
    header: bookHeader,
    answerHeader: serviceHeader,
    request: { element: name, ...request },
    answer: {
      element: `${name}Response`,
      write: (book) => inBook(`${name}Response`)(tag(`${name}Result`)(writeBook(names, book))),
      read: (element) => {
        const result = at(`${name}Result`)(element)
        return result === undefined
          ? E.left({ _tag: 'Incomplete', missing: `${name}Result` })
          : E.right(readBook(result))
      },
    },
  })

/**
 * Asks for contacts and groups, or for what has changed in them.
 *
 * **Source** messages.md 4.3
 */
export const findAll = finding(
  'ABFindAll',
  { groups: 'groups', contacts: 'contacts', book: 'ab' },
  {
    write: ({ since }) =>
      inBook('ABFindAll')(
        leaf('abId', bookId) +
          leaf('abView', 'Full') +
          leaf('deltasOnly', String(since !== undefined)) +
          leaf('lastChange', since ?? always),
      ),
    read: (element) => E.right(readSince(element)),
  },
)

/**
 * Asks for contacts, groups, and the circles that one is in (MSNP16 and later).
 *
 * **Source** messages.md 4.3, 5.3; i-abservice
 */
export const findContactsPaged = finding(
  'ABFindContactsPaged',
  { groups: 'Groups', contacts: 'Contacts', book: 'Ab' },
  {
    write: ({ since }) =>
      inBook('ABFindContactsPaged')(
        leaf('abView', 'MessengerClient8') +
          leaf('extendedContent', 'AB AllGroups CircleResult') +
          tag('filterOptions')(
            leaf('DeltasOnly', String(since !== undefined)) +
              leaf('LastChanged', since ?? always) +
              tag('ContactFilter')(leaf('IncludeHiddenContacts', 'true') + leaf('IncludeShellContacts', 'true')),
          ),
      ),
    read: (element) => {
      const options = at('filterOptions')(element)
      const since = options && textAt('LastChanged')(options)
      const isDelta = options !== undefined && isTrue(textAt('DeltasOnly')(options))
      return E.right(isDelta && since !== undefined ? { since } : {})
    },
  },
)

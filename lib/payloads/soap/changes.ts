/** SOAP operations that change the address book and the memberships. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { tag, type XmlElement } from '../xml.js'
import { annotationsOf, groupMarks, readAddress, readAnnotations, writeAddress } from './book.js'
import { at, childrenOf, isTrue, leaf, optionalLeaf, required, textAt, type SoapProblem } from './envelope.js'
import { bookHeader, bookId, bookSpace, inBook, serviceHeader, type AddressBookHead } from './header.js'
import {
  inviteMessage,
  readMember,
  roles,
  writeAnnotations,
  writeMember,
  type MembershipEntry,
  type Role,
} from './membership.js'
import { operation, type Operation, type Service, type ElementShape } from './operation.js'

/** What was made. */
export interface Made {
  /** A GUID in lower case. */
  readonly id: string
}

/** Nothing but that it was done. */
export type Done = Readonly<Record<string, never>>

/** A contact to be added: its address and network, a name for it, and what it is to be told. */
export interface NewContact {
  readonly passport: string
  readonly network: number
  readonly nickname?: string
  readonly message?: string
}

/** What is to be changed of a contact, or of oneself (`me`); what is not given stays as it is. */
export interface ContactChange {
  readonly id: string | 'me'
  readonly nickname?: string
  readonly name?: string
  readonly messenger?: boolean
  readonly privacy?: 'AL' | 'BL'
  readonly prompt?: 'A' | 'N'
}

/** Somebody to be put into a role, or taken out of it. */
export interface MemberChange {
  readonly role: Role
  readonly member: MembershipEntry
}

/** A contact to be put into a group, or taken out of it. */
export interface GroupChange {
  readonly group: string
  readonly contact: string
}

/** A contact to be put into a group: by its id, or as some clients have it by its address. */
export type GroupAddition = GroupChange | { readonly group: string; readonly passport: string }

/** What was put somewhere; not every service says so. */
export type ContactPut = Partial<Made>

const book = leaf('abId', bookId)

const change = <Q, A>(name: string, service: Service, request: ElementShape<Q>, answer: ElementShape<A>): Operation<AddressBookHead, Q, A> =>
  operation({
    name,
    service,
    action: `${bookSpace}/${name}`,
    header: bookHeader,
    answerHeader: serviceHeader,
    request: { element: name, write: (asked) => inBook(name)(request.write(asked)), read: request.read },
    answer: {
      element: `${name}Response`,
      write: (value) => inBook(`${name}Response`)(answer.write(value)),
      read: answer.read,
    },
  })

const done: ElementShape<Done> = { write: () => '', read: () => E.right({}) }

const made = (name: string): ElementShape<Made> => ({
  write: ({ id }) => tag(`${name}Result`)(leaf('guid', id)),
  read: (element) =>
    pipe(
      textAt(`${name}Result`, 'guid')(element),
      required('guid'),
      E.map((id: string) => ({ id: id.toLowerCase() })),
    ),
})

const contactIn = (element: XmlElement): XmlElement | undefined => at('contacts', 'Contact')(element)

const inContacts = (markup: string): string => tag('contacts')(tag('Contact')(markup))

const idIn = (element: XmlElement): E.Either<SoapProblem, string> => {
  const contact = contactIn(element)
  return pipe(
    contact && textAt('contactId')(contact),
    required('contactId'),
    E.map((id: string) => id.toLowerCase()),
  )
}

/**
 * Puts a contact on the forward list. Who allows whom is another matter: see `addMember`.
 *
 * **Source** messages.md 4.4
 */
export const addContact: Operation<AddressBookHead, NewContact, Made> = change(
  'ABContactAdd',
  'addressBook',
  {
    write: ({ passport, network, nickname, message }) =>
      book +
      inContacts(
        tag('contactInfo')(
          annotationsOf({ nickname }) +
            leaf('contactType', 'LivePending') +
            writeAddress(passport, network) +
            leaf('isMessengerUser', 'true') +
            (message === undefined
              ? ''
              : tag('MessengerMemberInfo')(writeAnnotations('PendingAnnotations', [[inviteMessage, message]]))),
        ),
      ) +
      tag('options')(leaf('EnableAllowListManagement', 'true')),
    read: (element) => {
      const info = at('contacts', 'Contact', 'contactInfo')(element)
      const address = info && readAddress(info)
      if (info === undefined || address?.passport === undefined)
        return E.left({ _tag: 'Incomplete', missing: 'passportName' })
      const { nickname } = readAnnotations(info)
      const invited = at('MessengerMemberInfo', 'PendingAnnotations', 'Annotation')(info)
      const message = invited && textAt('Value')(invited)
      return E.right({
        passport: address.passport.toLowerCase(),
        network: address.network,
        ...(nickname === undefined ? {} : { nickname }),
        ...(message === undefined ? {} : { message }),
      })
    },
  },
  made('ABContactAdd'),
)

/** Takes a contact off the forward list. **Source** messages.md 4.4 */
export const deleteContact: Operation<AddressBookHead, Made, Done> = change(
  'ABContactDelete',
  'addressBook',
  {
    write: ({ id }) => book + inContacts(leaf('contactId', id)),
    read: (element) =>
      pipe(
        idIn(element),
        E.map((id) => ({ id })),
      ),
  },
  done,
)

/**
 * Changes a contact, or one's own settings.
 *
 * **Source** messages.md 4.4
 */
export const updateContact: Operation<AddressBookHead, ContactChange, Done> = change(
  'ABContactUpdate',
  'addressBook',
  {
    write: ({ id, name, messenger, ...settings }) => {
      const annotations = annotationsOf(settings)
      const changed = [
        ...(annotations === '' ? [] : ['Annotation']),
        ...(name === undefined ? [] : ['DisplayName']),
        ...(messenger === undefined ? [] : ['IsMessengerUser']),
      ]
      return (
        book +
        inContacts(
          (id === 'me' ? '' : leaf('contactId', id)) +
            tag('contactInfo')(
              annotations +
                (id === 'me' ? leaf('contactType', 'Me') : '') +
                optionalLeaf('displayName', name) +
                (messenger === undefined ? '' : leaf('isMessengerUser', String(messenger))),
            ) +
            leaf('propertiesChanged', changed.join(' ')),
        )
      )
    },
    read: (element) => {
      const info = at('contacts', 'Contact', 'contactInfo')(element)
      if (info === undefined) return E.left({ _tag: 'Incomplete', missing: 'contactInfo' })
      const messenger = textAt('isMessengerUser')(info)
      const name = textAt('displayName')(info)
      const given = {
        ...readAnnotations(info),
        ...(name === undefined ? {} : { name }),
        ...(messenger === undefined ? {} : { messenger: isTrue(messenger) }),
      }
      if (textAt('contactType')(info) === 'Me') return E.right({ id: 'me', ...given })
      return pipe(
        idIn(element),
        E.map((id) => ({ id, ...given })),
      )
    },
  },
  done,
)

/** Makes a group. **Source** messages.md 4.4 */
export const addGroup: Operation<AddressBookHead, { readonly name: string }, Made> = change(
  'ABGroupAdd',
  'addressBook',
  {
    write: ({ name }) =>
      book +
      tag('groupAddOptions')(leaf('fRenameOnMsgrConflict', 'false')) +
      tag('groupInfo')(
        tag('GroupInfo')(leaf('name', name) + groupMarks.type + leaf('fMessenger', 'false') + groupMarks.display),
      ),
    read: (element) =>
      pipe(
        textAt('groupInfo', 'GroupInfo', 'name')(element),
        required('name'),
        E.map((name: string) => ({ name })),
      ),
  },
  made('ABGroupAdd'),
)

/** Renames a group. **Source** messages.md 4.4 */
export const updateGroup: Operation<AddressBookHead, { readonly id: string; readonly name: string }, Done> = change(
  'ABGroupUpdate',
  'addressBook',
  {
    write: ({ id, name }) =>
      book +
      tag('groups')(
        tag('Group')(
          leaf('groupId', id) + tag('groupInfo')(leaf('name', name)) + leaf('propertiesChanged', 'GroupName'),
        ),
      ),
    read: (element) => {
      const group = at('groups', 'Group')(element)
      const [id, name] = [group && textAt('groupId')(group), group && textAt('groupInfo', 'name')(group)]
      if (id === undefined) return E.left({ _tag: 'Incomplete', missing: 'groupId' })
      return name === undefined
        ? E.left({ _tag: 'Incomplete', missing: 'name' })
        : E.right({ id: id.toLowerCase(), name })
    },
  },
  done,
)

const groupFilter = (id: string): string => tag('groupFilter')(tag('groupIds')(leaf('guid', id)))

const groupIn = (element: XmlElement): E.Either<SoapProblem, string> => {
  const ids = at('groupFilter', 'groupIds')(element)
  const [guid] = ids === undefined ? [] : childrenOf('guid')(ids)
  return pipe(guid?.text.trim().toLowerCase() || undefined, required('groupFilter'))
}

/** Removes a group; those who were in it stay. **Source** messages.md 4.4 */
export const deleteGroup: Operation<AddressBookHead, Made, Done> = change(
  'ABGroupDelete',
  'addressBook',
  {
    write: ({ id }) => book + groupFilter(id),
    read: (element) =>
      pipe(
        groupIn(element),
        E.map((id) => ({ id })),
      ),
  },
  done,
)

const groupMembership: ElementShape<GroupChange> = {
  write: ({ group, contact }) => book + groupFilter(group) + inContacts(leaf('contactId', contact)),
  read: (element) =>
    pipe(
      groupIn(element),
      E.chain((group) =>
        pipe(
          idIn(element),
          E.map((contact) => ({ group, contact })),
        ),
      ),
    ),
}

const addressIn = (element: XmlElement): string | undefined => {
  const info = at('contacts', 'Contact', 'contactInfo')(element)
  return info && readAddress(info).passport?.toLowerCase()
}

/** Puts a contact into a group. **Source** messages.md 4.4; corrections.md */
export const addToGroup: Operation<AddressBookHead, GroupAddition, ContactPut> = change<GroupAddition, ContactPut>(
  'ABGroupContactAdd',
  'addressBook',
  {
    write: (asked) =>
      'contact' in asked
        ? groupMembership.write(asked)
        : book +
          groupFilter(asked.group) +
          inContacts(tag('contactInfo')(writeAddress(asked.passport, 1) + leaf('isMessengerUser', 'true'))),
    read: (element) => {
      const passport = addressIn(element)
      const contact = contactIn(element)
      return passport === undefined || (contact && textAt('contactId')(contact)) !== undefined
        ? groupMembership.read(element)
        : pipe(
            groupIn(element),
            E.map((group) => ({ group, passport })),
          )
    },
  },
  {
    write: ({ id }) => tag('ABGroupContactAddResult')(optionalLeaf('guid', id)),
    read: (element) => {
      const id = textAt('ABGroupContactAddResult', 'guid')(element)?.toLowerCase()
      return E.right(id === undefined ? {} : { id })
    },
  },
)

/** Takes a contact out of a group. **Source** messages.md 4.4 */
export const removeFromGroup: Operation<AddressBookHead, GroupChange, Done> = change(
  'ABGroupContactDelete',
  'addressBook',
  groupMembership,
  done,
)

const membership: ElementShape<MemberChange> = {
  write: ({ role, member }) =>
    tag('serviceHandle')(leaf('Id', '0') + leaf('Type', 'Messenger') + leaf('ForeignId', '')) +
    tag('memberships')(tag('Membership')(leaf('MemberRole', role) + tag('Members')(writeMember(member)))),
  read: (element) => {
    const inside = at('memberships', 'Membership')(element)
    const said = inside && textAt('MemberRole')(inside)
    const role = roles.find((known) => known === said)
    const one = inside && at('Members', 'Member')(inside)
    const member = one && readMember(one)
    if (role === undefined) return E.left({ _tag: 'Incomplete', missing: 'MemberRole' })
    return member === undefined ? E.left({ _tag: 'Incomplete', missing: 'Member' }) : E.right({ role, member })
  },
}

/** Puts somebody on the allow or the block list. The other one of the two is not looked at. **Source** messages.md 4.4 */
export const addMember: Operation<AddressBookHead, MemberChange, Done> = change('AddMember', 'sharing', membership, done)

/** Takes somebody off the allow, the block, or the pending list. **Source** messages.md 4.4 */
export const deleteMember: Operation<AddressBookHead, MemberChange, Done> = change('DeleteMember', 'sharing', membership, done)

/** Memberships as SOAP: who is allowed, blocked, has added the account, or waits. */
import * as E from 'fp-ts/lib/Either.js'

import { emptyTag, tag, type XmlElement } from '../xml.js'
import { at, childrenOf, isTrue, leaf, optionalLeaf, textAt } from './envelope.js'
import { bookHeader, bookId, bookSpace, inBook, serviceHeader, type AddressBookHead } from './header.js'
import { operation, type Operation } from './operation.js'

/** What somebody is to an account: the lists AL, BL, RL and PL, by other names. */
export type Role = 'Allow' | 'Block' | 'Reverse' | 'Pending'

/** What somebody is known by. */
export type MemberKind = 'Passport' | 'Email' | 'Phone' | 'Circle'

/**
 * Somebody in a role.
 *
 * **Shapes** `network` is 1 for who has a Passport, 4 for a telephone, 9 for a circle, and what the service says for all
 * others, else 32. `message` is what somebody who waits for an answer said. `deleted` occurs in what has changed since.
 *
 * **Source** messages.md 4.3
 */
export interface Membership {
  readonly role: Role
  readonly id?: string
  readonly kind: MemberKind
  readonly address: string
  readonly network: number
  readonly name?: string
  readonly message?: string
  readonly deleted: boolean
  /** The number of the account; for clients that want one. */
  readonly cid?: string
}

/** Asks for everything, or for what has changed since the time that an earlier answer named. */
export interface Since {
  readonly since?: string
}

/** Who may see and call an account, who may not, and who has it on their lists. */
export interface Memberships {
  readonly members: ReadonlyArray<Membership>
  readonly lastChange?: string
  /** Whose they are; for clients that want to be told. */
  readonly owner?: string
}

/** All of them. */
export const roles: ReadonlyArray<Role> = ['Allow', 'Block', 'Reverse', 'Pending']

/** The element of the address and the usual network, by what somebody is known by. */
const kinds: Readonly<Record<MemberKind, readonly [element: string, network: number]>> = {
  Passport: ['PassportName', 1],
  Email: ['Email', 32],
  Phone: ['PhoneNumber', 4],
  Circle: ['CircleId', 9],
}

const kindNames = Object.keys(kinds) as ReadonlyArray<MemberKind>

/** What a network's contacts are known by. */
export const kindOf = (network: number): MemberKind =>
  network === 1 ? 'Passport' : (kindNames.find((kind) => kinds[kind][1] === network) ?? 'Email')

/** A named value beside the fields that every entry has; an empty one is there, and empty. */
export const annotation =
  (name: string) =>
  (element: XmlElement): string | undefined => {
    const annotations = childrenOf('Annotation')(at('Annotations')(element) ?? element)
    const found = annotations.find((each) => textAt('Name')(each) === name)
    return found && at('Value')(found)?.text.trim()
  }

/** The markup of some of them; nothing, where there is none. */
export const writeAnnotations = (
  element: string,
  values: ReadonlyArray<readonly [name: string, value: string | undefined]>,
): string => {
  const markup = values
    .flatMap(([name, value]) =>
      value === undefined ? [] : [tag('Annotation')(leaf('Name', name) + leaf('Value', value))],
    )
    .join('')
  return markup === '' ? '' : tag(element)(markup)
}

const buddyType = 'MSN.IM.BuddyType'

/** What somebody says to whom he wants to have on his list, as an annotation. */
export const inviteMessage = 'MSN.IM.InviteMessage'

/** Somebody as the member of a role. */
export type MembershipEntry = Pick<Membership, 'kind' | 'address' | 'network'> &
  Partial<Pick<Membership, 'id' | 'name' | 'message'>>

/** The markup of a member. */
export const writeMember = ({ kind, address, network, id, name, message }: MembershipEntry, more = ''): string =>
  tag('Member', [
    ['xsi:type', `${kind}Member`],
    ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ])(
    optionalLeaf('MembershipId', id) +
      leaf('Type', kind) +
      optionalLeaf('DisplayName', name) +
      leaf('State', 'Accepted') +
      more +
      writeAnnotations('Annotations', [
        [buddyType, kind === 'Email' ? `${network}:` : undefined],
        [inviteMessage, message],
      ]) +
      leaf(kinds[kind][0], address),
  )

/** A member; nothing, where it is not said who. */
export const readMember = (element: XmlElement): MembershipEntry | undefined => {
  const said = textAt('Type')(element)
  const kind =
    kindNames.find((each) => each === said) ?? kindNames.find((each) => textAt(kinds[each][0])(element) !== undefined)
  const address = kind && textAt(kinds[kind][0])(element)
  if (kind === undefined || address === undefined) return undefined
  const named = Number.parseInt(annotation(buddyType)(element) ?? '', 10)
  const network = kind === 'Email' && named > 0 ? named : kinds[kind][1]
  const [id, name, message] = [
    textAt('MembershipId')(element),
    textAt('DisplayName')(element),
    annotation(inviteMessage)(element) || undefined,
  ]
  return {
    kind,
    address: address.toLowerCase(),
    network,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(message === undefined ? {} : { message }),
  }
}

const readRole = (element: XmlElement): ReadonlyArray<Membership> => {
  const said = textAt('MemberRole')(element)
  const role = roles.find((known) => known === said)
  if (role === undefined) return []
  return childrenOf('Member')(at('Members')(element) ?? element).flatMap((each) => {
    const member = readMember(each)
    return member === undefined ? [] : [{ role, ...member, deleted: isTrue(textAt('Deleted')(each)) }]
  })
}

const isMessenger = (service: XmlElement): boolean => textAt('Info', 'Handle', 'Type')(service) === 'Messenger'

const writeSince = ({ since }: Since): string =>
  since === undefined ? '' : leaf('View', 'Full') + leaf('deltasOnly', 'true') + leaf('lastChange', since)

/** What is asked for: deltas only, if the client says so and since when. */
export const readSince = (element: XmlElement): Since => {
  const since = textAt('lastChange')(element)
  return since !== undefined && isTrue(textAt('deltasOnly')(element)) ? { since } : {}
}

/** Before there was time: what never ends. */
const never = '0001-01-01T00:00:00'

/** What clients want to read of every member, and say nothing new (corrections.md). */
const writeDetails = ({ deleted, cid }: Membership, changed: string): string =>
  leaf('Deleted', String(deleted)) +
  leaf('LastChanged', changed) +
  leaf('JoinedDate', changed) +
  leaf('ExpirationDate', never) +
  emptyTag('Changes', []) +
  (cid === undefined ? '' : leaf('CID', cid))

/** Whose lists they are, as Escargot tells it (i-abservice). */
const writeOwner = (owner: string, changed: string): string =>
  tag('OwnerNamespace')(
    tag('Info')(
      tag('Handle')(
        leaf('Id', bookId) + leaf('IsPassportNameHidden', 'false') + leaf('CID', '0'),
      ) +
        leaf('CreatorPuid', '0') +
        leaf('CreatorCID', '0') +
        leaf('CreatorPassportName', owner) +
        leaf('MessengerApplicationServiceCreated', 'false'),
    ) +
      emptyTag('Changes', []) +
      leaf('CreateDate', changed) +
      leaf('LastChange', changed),
  )

const writeRoles = (members: ReadonlyArray<Membership>, changed: string): string =>
  roles
    .flatMap((role) => {
      const those = members.filter((member) => member.role === role)
      if (those.length === 0) return []
      const markup = those.map((member) => writeMember(member, writeDetails(member, changed))).join('')
      return [
        tag('Membership')(leaf('MemberRole', role) + tag('Members')(markup) + leaf('MembershipIsComplete', 'true')),
      ]
    })
    .join('')

/**
 * Asks who may see and call the account, who may not, who has it on their lists, and who waits for an answer.
 *
 * **Source** messages.md 4.3
 */
export const findMembership: Operation<AddressBookHead, Since, Memberships> = operation({
  name: 'FindMembership',
  service: 'sharing',
  action: `${bookSpace}/FindMembership`,
  header: bookHeader,
  answerHeader: serviceHeader,
  request: {
    element: 'FindMembership',
    write: (since) =>
      inBook('FindMembership')(
        tag('serviceFilter')(tag('Types')(leaf('ServiceType', 'Messenger'))) + writeSince(since),
      ),
    read: (element) => E.right(readSince(element)),
  },
  answer: {
    element: 'FindMembershipResponse',
    write: ({ members, lastChange, owner }) =>
      inBook('FindMembershipResponse')(
        tag('FindMembershipResult')(
          tag('Services')(
            tag('Service')(
              tag('Memberships')(writeRoles(members, lastChange ?? never)) +
                tag('Info')(
                  tag('Handle')(leaf('Id', '1') + leaf('Type', 'Messenger') + leaf('ForeignId', '')) +
                    leaf('InverseRequired', 'false'),
                ) +
                optionalLeaf('LastChange', lastChange) +
                leaf('Deleted', 'false'),
            ),
          ) + (owner === undefined ? '' : writeOwner(owner, lastChange ?? never)),
        ),
      ),
    read: (element) => {
      const result = at('FindMembershipResult')(element)
      // An answer that was cut off is not the news that nobody is on any list.
      if (result === undefined) return E.left({ _tag: 'Incomplete', missing: 'FindMembershipResult' })
      const services = childrenOf('Service')(at('Services')(result) ?? result)
      const service = services.find(isMessenger) ?? services[0]
      // Who has no list yet is told of no service.
      if (service === undefined) return E.right({ members: [] })
      const lastChange = textAt('LastChange')(service)
      const memberships = childrenOf('Membership')(at('Memberships')(service) ?? service)
      return E.right({
        members: memberships.flatMap(readRole),
        ...(lastChange === undefined ? {} : { lastChange }),
      })
    },
  },
})

/** The header of requests to the address book and the sharing service. */
import * as E from 'fp-ts/lib/Either.js'

import { secret, type Secret } from '../secret.js'
import { tag } from '../xml.js'
import { at, leaf, textAt } from './envelope.js'
import type { ElementShape } from './operation.js'

/** Why a client asks the address book. */
export type Scenario =
  'Initial' | 'Timer' | 'ContactSave' | 'BlockUnblock' | 'ContactMsgrAPI' | 'GroupSave' | 'MessengerPendingList'

/** What stands in the header of every request to address book and sharing service: the ticket for `contacts.msn.com`. */
export interface AddressBookHead {
  readonly ticket: Secret
  readonly scenario: Scenario
}

/** The namespace of both services, and the beginning of their actions. */
export const bookSpace = 'http://www.msn.com/webservices/AddressBook'

/** The id of the one address book that everybody has. */
export const bookId = '00000000-0000-0000-0000-000000000000'

const applicationId = 'CFE80F9D-180F-4399-82AB-413F33A1FA11'
const space = [['xmlns', bookSpace]] as const

const scenarios: ReadonlyArray<Scenario> = [
  'Initial',
  'Timer',
  'ContactSave',
  'BlockUnblock',
  'ContactMsgrAPI',
  'GroupSave',
  'MessengerPendingList',
]

/**
 * The header of address book and sharing service.
 *
 * **Source** messages.md 4.2
 */
export const bookHeader: ElementShape<AddressBookHead> = {
  write: ({ ticket, scenario }) =>
    tag(
      'ABApplicationHeader',
      space,
    )(leaf('ApplicationId', applicationId) + leaf('IsMigration', 'false') + leaf('PartnerScenario', scenario)) +
    tag('ABAuthHeader', space)(leaf('ManagedGroupRequest', 'false') + leaf('TicketToken', ticket.reveal())),
  read: (header) => {
    const auth = at('ABAuthHeader')(header)
    const ticket = auth && textAt('TicketToken')(auth)
    const application = at('ABApplicationHeader')(header)
    const said = application && textAt('PartnerScenario')(application)
    const scenario = scenarios.find((known) => known === said) ?? 'ContactMsgrAPI'
    return ticket === undefined
      ? E.left({ _tag: 'Incomplete', missing: 'TicketToken' })
      : E.right({ ticket: secret(ticket), scenario })
  },
}

/** The header of an answer of both services, which some clients want to read (corrections.md). */
export const serviceHeader = tag(
  'ServiceHeader',
  space,
)(leaf('Version', '15.01.1408.0000') + leaf('CacheKeyChanged', 'false'))

/** Markup in an element of the namespace of both services. */
export const inBook = (name: string): ((content: string) => string) => tag(name, space)

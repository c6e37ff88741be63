/** The pages of the HTTP server: the nexus, the login servers, and the services in SOAP. */
import { pathOf, servicePaths } from '../auth/services.js'
import type { Requested } from '../core/effects.js'
import { requestTickets, writeTickets2 } from '../payloads/soap/tickets.js'
import { respond, type HostAction } from './action.js'
import { grantPassportTicket, html, sendNexus } from './signin/passport.js'
import { issueTickets } from './signin/rst.js'
import { serveAddressBook, servePagedAddressBook } from './soap/addressBook.js'
import { serveAddContact, serveDeleteContact, serveUpdateContact } from './soap/contactChanges.js'
import { serveAddGroup, serveAddToGroup, serveDeleteGroup, serveRemoveFromGroup, serveUpdateGroup } from './soap/groupChanges.js'
import { serveAddMember, serveDeleteMember, serveMembership } from './soap/membership.js'
import { serveDeleteMessages, serveMessage, serveMetadata, serveStore } from './soap/offlineMessages.js'
import { soapService } from './soap/soap.js'

/** What is at a path, and the one method that it can be asked by. */
interface Page {
  readonly method: 'GET' | 'POST'
  readonly answer: (asked: Requested) => HostAction
}

const get = (action: Page['answer']): Page => ({ method: 'GET', answer: action })

const post = (action: Page['answer']): Page => ({ method: 'POST', answer: action })

const pages: Readonly<Record<string, Page>> = {
  [servicePaths.nexus]: get(sendNexus),
  '/nexus-mock': get(sendNexus),
  '/login': get(grantPassportTicket),
  [servicePaths.tickets]: post(issueTickets(requestTickets.writeAnswer)),
  [servicePaths.tickets2]: post(issueTickets(writeTickets2)),
  [servicePaths.offlineMail]: post(soapService(serveMetadata, serveMessage, serveDeleteMessages)),
  [servicePaths.offlineStore]: post(soapService(serveStore)),
  [servicePaths.sharing]: post(soapService(serveMembership, serveAddMember, serveDeleteMember)),
  [servicePaths.addressBook]: post(
    soapService(
      serveAddressBook,
      servePagedAddressBook,
      serveAddContact,
      serveDeleteContact,
      serveUpdateContact,
      serveAddGroup,
      serveUpdateGroup,
      serveDeleteGroup,
      serveAddToGroup,
      serveRemoveFromGroup,
    ),
  ),
}

/**
 * Answers an HTTP request: the nexus and the login server of Passport 1.4, single sign-on, the address book, and
 * messages that wait.
 *
 * **Shapes** the paths are those of `servicePaths`, and `/login`; whatever the query, and with any run of slashes for one.
 *
 * **Errors** 404 for any other page, 405 for any other method.
 */
export const answerRequest = (asked: Requested): HostAction => {
  const path = pathOf(asked.request.url)
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined
  if (page === undefined) return respond(asked.exchange, { status: 404, headers: html })
  if (asked.request.method !== page.method)
    return respond(asked.exchange, { status: 405, headers: { ...html, Allow: page.method } })
  return page.answer(asked)
}

import { pathOf, servicePaths } from '../auth/services.js'
import type { Requested } from '../core/effects.js'
import { requestTickets, writeTickets2 } from '../payloads/soap/tickets.js'
import { respond, type HostAction } from './action.js'
import { html, login, nexus } from './signin/passport.js'
import { giveTickets } from './signin/rst.js'
import { pagedBook, wholeBook } from './soap/addressBook.js'
import { newContact, noContact, otherContact } from './soap/contactChanges.js'
import { intoGroup, newGroup, noGroup, otherGroup, outOfGroup } from './soap/groupChanges.js'
import { giveRole, members, takeRole } from './soap/membership.js'
import { deleting, fetching, keeping, waiting } from './soap/offlineMessages.js'
import { soapService } from './soap/soap.js'

/** What is at a path, and the one method that it can be asked by. */
interface Page {
  readonly method: 'GET' | 'POST'
  readonly deed: (asked: Requested) => HostAction
}

const get = (deed: Page['deed']): Page => ({ method: 'GET', deed })

const post = (deed: Page['deed']): Page => ({ method: 'POST', deed })

const pages: Readonly<Record<string, Page>> = {
  [servicePaths.nexus]: get(nexus),
  '/nexus-mock': get(nexus),
  '/login': get(login),
  [servicePaths.tickets]: post(giveTickets(requestTickets.writeAnswer)),
  [servicePaths.tickets2]: post(giveTickets(writeTickets2)),
  [servicePaths.offlineMail]: post(soapService(waiting, fetching, deleting)),
  [servicePaths.offlineStore]: post(soapService(keeping)),
  [servicePaths.sharing]: post(soapService(members, giveRole, takeRole)),
  [servicePaths.addressBook]: post(
    soapService(
      wholeBook,
      pagedBook,
      newContact,
      noContact,
      otherContact,
      newGroup,
      otherGroup,
      noGroup,
      intoGroup,
      outOfGroup,
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
  return page.deed(asked)
}

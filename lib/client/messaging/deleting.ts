import { deleteMessages } from '../../payloads/soap/offlinemail.js'
import { callFor } from '../services/service.js'
import { ticketSites } from '../login/tickets.js'

const deleting = callFor(deleteMessages, ticketSites.messenger, (ticket) => ({ ticket }))

/** Deletes some of the messages that came while one was offline. **Source** messages.md 4.6 */
export const deletingOf = (ids: ReadonlyArray<string>) => deleting({ ids })

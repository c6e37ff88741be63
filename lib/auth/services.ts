/** Names the HTTP services that a session uses: their URLs and paths, and the sites that tickets are for. */
import { nexusPath } from './passport.js'

/**
 * The URLs of the HTTP services that a session may want.
 *
 * **Shapes** `nexus` says where the login server is (MSNP8 to 12); all others are for MSNP13 and later. `tickets` is RST,
 * `tickets2` RST2, asked from MSNP16 on. `offlineMail` fetches and deletes offline messages, `offlineStore` takes them.
 *
 * **Source** core.md 3.3, 3.4; messages.md 4
 */
export interface Services {
  readonly nexus: string
  readonly tickets: string
  readonly tickets2: string
  readonly addressBook: string
  readonly sharing: string
  readonly offlineMail: string
  readonly offlineStore: string
}

/**
 * Whom a ticket is for: each service wants its own.
 *
 * **Shapes** `clear` is for signing in by SSO, and comes with a secret; `messenger` for signing in by TWN and for fetching
 * offline messages, `contacts` for the address book, `secure` for sending offline messages.
 *
 * **Source** core.md 3.4, messages.md 4.1
 */
export const ticketSites = {
  clear: 'messengerclear.live.com',
  messenger: 'messenger.msn.com',
  contacts: 'contacts.msn.com',
  secure: 'messengersecure.live.com',
} as const

/** Where each service is below a host that has them all; the official paths, which Escargot keeps (messages.md 4). */
export const servicePaths: Services = {
  nexus: nexusPath,
  tickets: '/RST.srf',
  tickets2: '/RST2.srf',
  addressBook: '/abservice/abservice.asmx',
  sharing: '/abservice/SharingService.asmx',
  offlineMail: '/rsi/rsi.asmx',
  offlineStore: '/OimWS/oim.asmx',
}

/**
 * The path of a URL, or of the target of a request, without the query.
 *
 * **Shapes** runs of slashes are one: libpurple asks for `//RST.srf` and `//abservice/...`.
 *
 * **Source** corrections.md
 */
export const pathOf = (url: string): string =>
  url
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/{2,}/g, '/')

/** The services of a host that has them all, by its base URL without a slash at its end. */
export const servicesAt = (base: string): Services => ({
  nexus: base + servicePaths.nexus,
  tickets: base + servicePaths.tickets,
  tickets2: base + servicePaths.tickets2,
  addressBook: base + servicePaths.addressBook,
  sharing: base + servicePaths.sharing,
  offlineMail: base + servicePaths.offlineMail,
  offlineStore: base + servicePaths.offlineStore,
})

/** What is to be known of a network to sign in to it. */
import type { Address } from '../commands/words.js'
import type { Product } from '../auth/challenge.js'
import { servicePaths, servicesAt, type Services } from '../auth/services.js'

export { servicePaths, servicesAt, type Services }

/** What is to be known of a network to sign in to it: to be spread into the settings of a session. */
export interface ServerProfile {
  readonly server: Address
  readonly services: Services
  readonly product?: Product
}

/** Escargot, the revival server. Its hosts are those that its clients are patched to. */
export const escargot: ServerProfile = {
  server: { host: 'm1.escargot.chat', port: 1863 },
  services: servicesAt('https://m1.escargot.chat'),
}

/** The server of this library, by what its `Listening` says. */
export const embedded = ({
  first,
  addresses,
}: {
  readonly first: Address
  readonly addresses: { readonly http: string }
}): ServerProfile => ({ server: first, services: servicesAt(addresses.http) })

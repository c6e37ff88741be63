/** The addresses that a server listens at, and those that it names to clients. */
import { nexusPath } from '../auth/passport.js'
import type { ServerKind } from '../commands/row.js'
import { bracketed, type Address } from '../commands/words.js'
import type { HostAddresses } from '../host/settings.js'

/** Where a server listens. What is left out is chosen: this machine alone, and ports that are free. */
export interface ListenSettings {
  /** The address to listen at; 127.0.0.1, unless another is given. */
  readonly host?: string
  /** The name that clients are given in its place, if it is reached by another name. */
  readonly name?: string
  /** The port that clients are given: of the first dispatch server, or without one of the notification server. */
  readonly port?: number
  readonly switchboardPort?: number
  readonly httpPort?: number
  /** Whether the HTTP side speaks TLS; the ports then need a key and a certificate. */
  readonly https?: boolean
  /** How many dispatch servers stand before the notification server, each of which sends on to the next. */
  readonly redirects?: number
}

/** An address to listen at, and who it leads to. */
export interface ListenAddress {
  readonly on: ServerKind | 'HTTP'
  readonly address: Address
}

const thisMachine = '127.0.0.1'

/** The addresses that a server listens at. */
export const listenAddressesOf = ({
  host = thisMachine,
  port = 0,
  switchboardPort = 0,
  httpPort = 0,
  redirects = 0,
}: ListenSettings): ReadonlyArray<ListenAddress> => [
  ...Array.from({ length: redirects }, (_, at): ListenAddress => ({ on: 'DS', address: { host, port: at === 0 ? port : 0 } })),
  { on: 'NS', address: { host, port: redirects === 0 ? port : 0 } },
  { on: 'SB', address: { host, port: switchboardPort } },
  { on: 'HTTP', address: { host, port: httpPort } },
]

/** Where a server is found, once it listens: `first` is for clients, `nexus` for those of MSNP8 and later. */
export interface ServerAddresses {
  readonly first: Address
  readonly nexus: string
  readonly addresses: HostAddresses
}

/** What clients are told of the listeners that are open. */
export const serverAddresses = (
  { host = thisMachine, name = host, https = false }: ListenSettings,
  open: ReadonlyArray<ListenAddress>,
): ServerAddresses => {
  const named = (kind: ListenAddress['on']): ReadonlyArray<Address> =>
    open.filter(({ on }) => on === kind).map(({ address: { port } }) => ({ host: name, port }))
  const [dispatch, notification, switchboard] = [named('DS'), named('NS')[0]!, named('SB')[0]!]
  const http = `${https ? 'https' : 'http'}://${bracketed(name)}:${named('HTTP')[0]!.port}`
  return {
    first: dispatch[0] ?? notification,
    nexus: http + nexusPath,
    addresses: { dispatch, notification, switchboard, http },
  }
}

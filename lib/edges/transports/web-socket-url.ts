/** The URL of the WebSocket that leads to a server. */
import { bracketed, type Address } from '../../commands/words.js'
import { leaf } from '../../payloads/shape.js'

/** Where our own servers speak WebSocket: at the port where they speak TCP. */
export const usualUrl = 'ws://{host}:{port}/'

/**
 * The URL for an address. What stands in the host of an address comes from servers: it cannot reach beyond its place.
 *
 * **Shapes** `{host}` and `{port}` are replaced, the host of IPv6 in brackets; a URL that names neither is that of every server.
 */
export const urlFor = (template: string, { host, port }: Address): string =>
  template
    .replaceAll('{host}', () => (host.includes(':') ? bracketed(host) : encodeURIComponent(host)))
    .replaceAll('{port}', () => String(port))

const example: Address = { host: 'example.com', port: 1863 }

// A name and a password would stand in every error that names the URL; and browsers take none.
const isUrl = (u: unknown): boolean => {
  const filled = typeof u === 'string' ? urlFor(u, example) : ''
  return /^wss?:\/\/[^/?#\s@]+(?:[/?][^#]*)?$/i.test(filled) && URL.canParse(filled)
}

/** The URL of a WebSocket, as it stands in settings. */
export const webSocketUrl = leaf<string>('a ws or wss URL such as ws://example.com/?to={host}:{port}', isUrl)

/** The ways to a server that a command line names: through a proxy, through the HTTP gateway, over a WebSocket, over TLS. */
import * as E from 'fp-ts/lib/Either.js'

import { Address, unbracketed } from '../commands/words.js'
import { httpConnect, nodePorts, socks4a, socks5, webSocket, type NodeOptions } from '../edges/node.js'
import { httpGateway, type Ports } from '../index.js'
import { messageOf } from '../wire/errors.js'
import { terminal } from './terminal.js'

/** Which way to go. **Shapes** `gateway` and `ws` are `true` where their URL is left out. */
export interface WayOptions {
  readonly via?: string
  readonly viaPasswordEnv?: string
  readonly gateway?: string | true
  readonly ws?: string | true
  readonly tls?: boolean
}

type Way = (ports: Ports) => Ports

const usualPorts: Readonly<Record<string, number>> = { 'socks4a:': 1080, 'socks5:': 1080, 'http:': 80 }
const kinds = Object.keys(usualPorts).map((scheme) => `${scheme}//`).join(', ')

/** What is wrong with a proxy; never what was given, in which there may be a password. */
const wrong = {
  url: `--via should be ${kinds} with a host and a port, such as socks5://name@proxy.example.com:1080`,
  password: '--via should have no password in it; put it into a variable, and name that with --via-password-env',
  name: '--via-password-env wants a name in --via, such as socks5://name@proxy.example.com:1080',
  variable: '--via-password-env wants the name of a variable that holds the password',
}

/** The way through the proxy of a URL. */
const through = (url: URL, password: string | undefined): Way => {
  const proxy = { host: unbracketed(url.hostname), port: Number(url.port) || usualPorts[url.protocol]! }
  const name = url.username === '' ? {} : { name: decodeURIComponent(url.username) }
  const login = { ...name, ...(password === undefined ? {} : { password }) }
  if (url.protocol === 'socks4a:') return socks4a({ ...proxy, ...name })
  return url.protocol === 'socks5:' ? socks5({ ...proxy, ...login }) : httpConnect({ ...proxy, ...login })
}

const proxyOf = ({ via, viaPasswordEnv: variable }: WayOptions): E.Either<string, Way> => {
  if (via === undefined) return variable === undefined ? E.right((ports) => ports) : E.left(wrong.name)
  const url = URL.canParse(via) ? new URL(via) : undefined
  if (url === undefined || !(url.protocol in usualPorts) || url.hostname === '') return E.left(wrong.url)
  if (url.password !== '') return E.left(wrong.password)
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return E.left(wrong.url)
  const made = (password?: string): E.Either<string, Way> =>
    E.tryCatch(() => through(url, password), (error) => `--via: ${messageOf(error)}`)
  if (variable === undefined) return made()
  // Who gives the password itself by mistake must not see it in a log.
  if (!/^[a-z_]\w*$/i.test(variable)) return E.left(wrong.variable)
  if (url.username === '') return E.left(wrong.name)
  const password = terminal().env[variable]
  if (password === undefined || password === '')
    return E.left(`the environment variable ${variable} is not set; put the password of the proxy there`)
  return made(password)
}

/** What is wrong with the ways together. */
const together = {
  two: '--ws and --gateway are two ways: one of them',
  twice: '--ws with a URL is over TLS where that is wss: without --tls',
}

/**
 * The ports of a command, which go the way that the options name. `usualGateway` is where the gateway of the server is, unless it is told;
 * without one each server is its own.
 *
 * **Errors** what is wrong with the options, without anything that may be a password.
 */
export const portsBy = (options: WayOptions, usualGateway: Address | undefined, node: NodeOptions): E.Either<string, Ports> => {
  const { gateway, ws, tls = false } = options
  const proxy = proxyOf(options)
  if (E.isLeft(proxy)) return proxy
  if (gateway !== undefined && ws !== undefined) return E.left(together.two)
  if (tls && typeof ws === 'string') return E.left(together.twice)
  return E.tryCatch(
    () => {
      const ports = proxy.right(nodePorts({ ...node, tls }))
      if (gateway !== undefined) {
        const url = gateway === true ? usualGateway && `http://${Address.write(usualGateway)}` : gateway
        return httpGateway(url === undefined ? {} : { url })(ports)
      }
      const { ca, connectTimeout } = node
      const given = { ...(ca === undefined ? {} : { ca }), ...(connectTimeout === undefined ? {} : { connectTimeout }) }
      return ws === undefined ? ports : webSocket({ ...given, ...(ws === true ? {} : { url: ws }) })(ports)
    },
    (error) => `--ws: ${messageOf(error)}`,
  )
}

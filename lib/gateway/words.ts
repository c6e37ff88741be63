/** What requests and answers of the HTTP gateway say beside the commands in their bodies: the query, and a header. */
import { pathOf } from '../auth/services.js'
import type { HttpResponse } from '../core/effects.js'

/** The path of the gateway. */
export const gatewayPath = '/gateway/gateway.dll'

/** The type of the bodies: commands of MSNP, cut anywhere. */
export const gatewayType = 'application/x-msn-messenger'

/** What the gateway leads to. */
export type GatewayServer = 'NS' | 'SB'

/**
 * What a request wants of the gateway: a session with a server, or that the commands in its body are sent and those that
 * wait are given.
 *
 * **Shapes** `host` is empty where the request names none. A poll sends nothing; `lifespan` is how long it may be kept until
 * there is something to give.
 *
 * **Units** milliseconds.
 *
 * **Source** core.md 2.5; `Lifespan` is sent by BitlBee (60) and msnp-sharp (3).
 */
export type GatewayQuery =
  | { readonly _tag: 'Open'; readonly server: GatewayServer; readonly host: string }
  | { readonly _tag: 'Send'; readonly id: string }
  | { readonly _tag: 'Poll'; readonly id: string; readonly lifespan: number }

const hostAndPort = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i

/** Whether a text is a host, with a port or without one, as a gateway is named in headers. */
export const isHostAndPort = (text: string): boolean => hostAndPort.test(text)

/** Whether a request goes to the gateway. */
export const isForGateway = (target: string): boolean => pathOf(target).toLowerCase() === gatewayPath

const textOf = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What a request to the gateway wants, by its target; nothing, if it cannot be told. */
export const readGatewayQuery = (target: string): GatewayQuery | undefined => {
  const [, query = ''] = /\?([^#]*)/.exec(target) ?? []
  const values = new Map(
    query.split('&').map((each) => {
      const [name = '', ...value] = each.split('=')
      return [name.toLowerCase(), value.join('=')] as const
    }),
  )
  const action = values.get('action')?.toLowerCase()
  if (action === 'open') {
    const server = values.get('server')?.toUpperCase() === 'SB' ? 'SB' : 'NS'
    return { _tag: 'Open', server, host: textOf(values.get('ip') ?? '') }
  }
  // Nobody but the gateway knows what its letters mean: they go back as they came.
  const id = values.get('sessionid') ?? ''
  if (id === '') return undefined
  const seconds = Number(values.get('lifespan') ?? 0)
  return action === 'poll' ? { _tag: 'Poll', id, lifespan: seconds > 0 ? seconds * 1000 : 0 } : { _tag: 'Send', id }
}

const idInQuery = (id: string): string => id.replace(/[^\w.~!*'()+/=:,%@$-]/g, encodeURIComponent)

/** The target of a request, as libpurple writes it. */
export const writeGatewayQuery = (query: GatewayQuery): string => {
  switch (query._tag) {
    case 'Open':
      return `${gatewayPath}?Action=open&Server=${query.server}&IP=${encodeURIComponent(query.host)}`
    case 'Send':
      return `${gatewayPath}?SessionID=${idInQuery(query.id)}`
    case 'Poll':
      return `${gatewayPath}?Action=poll&SessionID=${idInQuery(query.id)}`
  }
}

/**
 * What the header `X-MSN-Messenger` of an answer says.
 *
 * **Shapes** `id` names the session in the next request, `gateway` is the host that it goes to, `isOver` that there is none.
 */
export interface GatewayHeader {
  readonly id?: string
  readonly gateway?: string
  readonly isOver: boolean
}

/** What the header of an answer says of its session; nothing, where there is none. */
export const readGatewayHeader = (text = ''): GatewayHeader => {
  const values = new Map(
    text.split(';').map((each) => {
      const [, name = '', value = ''] = /^\s*([^=\s]*)\s*=\s*(\S*)/.exec(each) ?? []
      return [name.toLowerCase(), value] as const
    }),
  )
  const [id, gateway] = [values.get('sessionid'), values.get('gw-ip')]
  return {
    ...(id === undefined || id === '' ? {} : { id }),
    ...(gateway === undefined || gateway === '' ? {} : { gateway }),
    isOver: values.get('session')?.toLowerCase() === 'close',
  }
}

/** The name of that header, in lower case. */
export const gatewayHeader = 'x-msn-messenger'

/** That header of an answer. */
export const gatewayHeaderIn = (headers: HttpResponse['headers']): string =>
  Object.entries(headers)
    .flatMap(([name, value]) => (name.toLowerCase() === gatewayHeader ? (value ?? []) : []))
    .join(';')

/** The headers of an answer. A blank stands behind each semicolon, at which libpurple splits. */
export const writeGatewayHeader = ({ id, gateway, isOver }: GatewayHeader): HttpResponse['headers'] => ({
  'Content-Type': gatewayType,
  'X-MSN-Messenger': [
    ...(id === undefined ? [] : [`SessionID=${id}`]),
    ...(gateway === undefined ? [] : [`GW-IP=${gateway}`]),
    ...(isOver ? ['Session=close'] : []),
  ].join('; '),
})

/** An id in two parts: what stays for the whole session, and what changes with every answer, if anything does. */
export const partsOfId = (id: string): readonly [session: string, key: string | undefined] => {
  const at = id.indexOf('.')
  return at < 0 ? [id, undefined] : [id.slice(0, at), id.slice(at + 1)]
}

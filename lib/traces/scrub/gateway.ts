/** Which connection the exchanges with the HTTP gateway in a recording belong to, and what names it there. */
import type { HttpRequest, HttpResponse } from '../../core/effects.js'
import { gatewayHeaderIn, readGatewayHeader, readGatewayQuery } from '../../gateway/words.js'

interface Session<C> {
  readonly connection: C
  readonly id: string | undefined
}

const mostSessions = 10_000

const idInText = /((?:^|[?&;\s])SessionID=)([^.&;\s]+)/gi

/**
 * The connections that are made of exchanges. `begin` gives a new one; `alias` another text for what names a session, by
 * which anybody could speak in its place.
 */
export const gatewayConnections = <C>(begin: () => C, alias: (name: string) => string) => {
  const byExchange = new Map<number, Session<C>>()
  const byId = new Map<string, Session<C>>()

  const without = (text: string): string => text.replace(idInText, (_, label: string, name: string) => label + alias(name))

  const named = ({ connection, id: before }: Session<C>, id: string): Session<C> => {
    const session = { connection, id }
    if (before !== undefined) byId.delete(before)
    byId.set(id, session)
    const [oldest] = byId.keys()
    if (byId.size > mostSessions && oldest !== undefined) byId.delete(oldest)
    return session
  }

  return {
    asked: (exchange: number, request: HttpRequest): { readonly connection: C; readonly request: HttpRequest } => {
      const query = readGatewayQuery(request.url)
      const id = query === undefined || query._tag === 'Open' ? undefined : query.id
      const session = (id === undefined ? undefined : byId.get(id)) ?? { connection: begin(), id: undefined }
      byExchange.set(exchange, id === undefined ? session : named(session, id))
      return { connection: session.connection, request: { ...request, url: without(request.url) } }
    },
    /** The connection that an answer belongs to; nothing, if it is none of the gateway's. */
    answered: (exchange: number, { headers, ...rest }: HttpResponse) => {
      const session = byExchange.get(exchange)
      if (session === undefined) return undefined
      byExchange.delete(exchange)
      const { id, isOver } = readGatewayHeader(gatewayHeaderIn(headers))
      const { id: last } = id === undefined ? session : named(session, id)
      if (isOver && last !== undefined) byId.delete(last)
      const told = Object.entries(headers).map(([name, value]) => {
        return [name, typeof value === 'string' ? without(value) : value?.map(without)] as const
      })
      return { connection: session.connection, isOver, response: { ...rest, headers: Object.fromEntries(told) } }
    },
    dropped: (exchange: number): void => void byExchange.delete(exchange),
  }
}

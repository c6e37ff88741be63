/** What a bridge and the pages that use it say to each other: where to, and how a server answered. */
import { bracketed, type Address } from '../../commands/words.js'

/** The header with the status of the server's answer: a page would follow a redirect, and hear nothing of it. */
export const statusHeader = 'x-msnp-status'

const to = 'to'
const tcp = '/tcp'
const http = '/http'

/** The URL at a bridge that leads to a server of MSNP. */
export const bridgedAddress = (bridge: string, { host, port }: Address): string => {
  const url = new URL(bridge)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return at(url, tcp, `${bracketed(host)}:${port}`)
}

/** The URL at a bridge that leads to another URL. */
export const bridgedUrl = (bridge: string, url: string): string => at(new URL(bridge), http, url)

const at = (url: URL, path: string, where: string): string => {
  url.pathname = url.pathname.replace(/\/$/, '') + path
  url.search = new URLSearchParams({ [to]: where }).toString()
  return url.href
}

/** Where a request to a bridge is to go. */
export type BridgeTarget = { readonly _tag: 'Tcp'; readonly to: string } | { readonly _tag: 'Http'; readonly to: string }

/** Reads where a request to a bridge is to go, whatever its path begins with; nothing, if it says nothing of the kind. */
export const readBridgeTarget = (path: string): BridgeTarget | undefined => {
  if (!URL.canParse(path, 'http://bridge.invalid')) return undefined
  const { pathname, searchParams } = new URL(path, 'http://bridge.invalid')
  const where = searchParams.get(to)
  if (where === null) return undefined
  if (pathname.endsWith(tcp)) return { _tag: 'Tcp', to: where }
  return pathname.endsWith(http) ? { _tag: 'Http', to: where } : undefined
}

/** HTTP heads and bodies of a capture as requests and answers of a record. */
import type { CloseReason, HttpRequest, HttpResponse } from '../../core/effects.js'
import type { RequestEnds } from './gateway.js'
import { headerIn, type HttpHead } from './http.js'

/** The longest body that is kept. **Units** bytes */
const longestBody = 0x400000

/** The parts of a body. */
export interface Body {
  readonly parts: Array<Uint8Array>
  bytes: number
  isHoled: boolean
}

/** Nothing of a body yet. */
export const newBody = (): Body => ({ parts: [], bytes: 0, isHoled: false })

/** Adds bytes to a body. */
export const add = (body: Body, bytes: Uint8Array): void => {
  body.bytes += bytes.length
  // A copy: what else came with it is not to be held.
  if (body.bytes <= longestBody) body.parts.push(new Uint8Array(bytes))
  else body.parts.length = 0
}

const whole = ({ parts, bytes }: Body): Uint8Array => {
  const all = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Why a body is not told, if it is not. */
export const problemOf = ({ bytes, isHoled }: Body): CloseReason | undefined =>
  isHoled
    ? { _tag: 'Other', problem: 'a part of it is missing in the capture' }
    : bytes > longestBody
      ? { _tag: 'Other', problem: `it is longer than ${longestBody} bytes` }
      : undefined

const addressText = ({ peer: { host, port } }: RequestEnds): string =>
  (host.includes(':') ? `[${host}]` : host) + (port === 80 ? '' : `:${port}`)

/** A request, its URL whole. */
export const requestOf = (head: HttpHead, body: Body, ends: RequestEnds): HttpRequest => {
  const [method, target = '/'] = head.start.split(' ')
  const url = target.startsWith('/') ? `http://${headerIn(head.headers, 'host') ?? addressText(ends)}${target}` : target
  const headers = joinedBy(head.headers, (values) => values.join(', '))
  const request = { method: method === 'POST' ? 'POST' : 'GET', url, headers } as const
  return body.bytes === 0 ? request : { ...request, body: whole(body) }
}

const joinedBy = <A>(headers: HttpHead['headers'], join: (values: ReadonlyArray<string>) => A): Record<string, A> => {
  const values = new Map<string, Array<string>>()
  const names = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    names.set(key, names.get(key) ?? name)
    values.set(key, [...(values.get(key) ?? []), value])
  }
  return Object.fromEntries([...values].map(([key, each]) => [names.get(key)!, join(each)]))
}

/** An answer. */
export const responseOf = (head: HttpHead, body: Body): HttpResponse => {
  const status = Number(head.start.split(' ')[1])
  const headers = joinedBy(head.headers, (values): string | ReadonlyArray<string> =>
    values.length === 1 ? values[0]! : values,
  )
  return body.bytes === 0 ? { status, headers } : { status, headers, body: whole(body) }
}

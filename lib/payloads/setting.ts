/** The shapes of settings, and the error that names one that cannot work. */
import { Address } from '../commands/words.js'
import { isRecord } from './misshape.js'
import { leaf, list, object, text, type AnyShape, type Shape, type Shapes } from './shape.js'

/** The host of an address, as it stands in `server.host`. */
export const isHost = (u: unknown): u is string => typeof u === 'string' && Address.is({ host: u, port: 1 })

const isUrl = (u: unknown): boolean => typeof u === 'string' && /^https?:\/\/[^/?#\s]/i.test(u) && URL.canParse(u)

const isNumber = (u: unknown): u is number => typeof u === 'number' && !Number.isNaN(u)

/** What somebody gave of some settings: `undefined` is as good as nothing, for JavaScript tells them apart, and who writes it seldom does. */
export const given = <A extends object>(settings: A | undefined): A => {
  const entries = Object.entries(settings ?? {})
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as A
}

/** What settings are, more than once. */
export const settingShapes = {
  yesOrNo: leaf<boolean>('true or false', (u) => typeof u === 'boolean'),
  text: text(),
  host: leaf<string>('the name or the IP address of a host', isHost),
  /** A port to connect to. */
  port: leaf<number>('a port, from 1 to 65535', (u) => Number.isInteger(u) && (u as number) > 0 && (u as number) < 65536),
  /** A port to listen at. */
  listened: leaf<number>(
    'a port, from 0 (any that is free) to 65535',
    (u) => Number.isInteger(u) && (u as number) >= 0 && (u as number) < 65536,
  ),
  url: leaf<string>('an http or https URL such as https://nexus.example.com/rdr/pprdr.asp', isUrl),
  /** A time to wait. */
  wait: leaf<number>('a number of milliseconds above 0', (u) => isNumber(u) && u > 0),
  /** A time that may be none. */
  time: leaf<number>('a number of milliseconds, from 0 on', (u) => isNumber(u) && u >= 0),
  /** How many there may be; `Infinity` lifts the limit. */
  most: leaf<number>('a whole number from 0 on, or Infinity', (u) => (Number.isInteger(u) || u === Infinity) && (u as number) >= 0),
  likelihood: leaf<number>('a number from 0 to 1', (u) => isNumber(u) && u >= 0 && u <= 1),
  number: leaf<number>('a number', (u) => typeof u === 'number' && Number.isFinite(u)),
} as const

const { host, port, yesOrNo, listened, most } = settingShapes

/** Where a server is. */
export const addressShape: AnyShape = object('an address such as { host: "127.0.0.1", port: 1863 }', { host, port })

/** Where something listens, and how clients name it. */
export const listenShapes: Shapes = {
  host,
  name: host,
  port: listened,
  httpPort: listened,
  switchboardPort: listened,
  https: yesOrNo,
  redirects: leaf<number>('a whole number from 0 to 1000', (u) => Number.isInteger(u) && (u as number) >= 0 && (u as number) <= 1000),
  most,
}

/** One shape for each of some names. */
export const each = (names: ReadonlyArray<string>, shape: AnyShape): Shapes =>
  Object.fromEntries(names.map((name) => [name, shape]))

/** Some of what is to be chosen from, at least one. */
export const someOf = (allowed: ReadonlyArray<string>): Shape<ReadonlyArray<string>> => {
  const among = new Set(allowed)
  const expected = `a list of one or more of ${allowed.join(', ')}`
  const one = leaf<string>(`one of ${allowed.join(', ')}`, (u) => typeof u === 'string' && among.has(u.toUpperCase()))
  const several = list(expected, one)
  return leaf(expected, (u) => several.is(u) && u.length > 0)
}

const hidden = /^\.(?:password|key|cert|ca|accounts)\b/

/** A URL with a name in it, which may have a password beside it. */
const hasUser = /:\/\/[^/?#]*@/

const valueAt = (path: string, settings: unknown): unknown =>
  [...path.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].reduce<unknown>(
    (value, [, name, index]) =>
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name ?? index!] : undefined,
    settings,
  )

const quoted = (path: string, got: string, settings: unknown): string => {
  const value = valueAt(path, settings)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.length === 0) return 'an empty list'
  return typeof value === 'string' && !hidden.test(path) && !hasUser.test(value) ? JSON.stringify(value.slice(0, 80)) : got
}

/**
 * Looks whether settings can work.
 *
 * **Errors** throws a `TypeError` that names the setting, what it should be, and what was given, unless that may be a secret:
 * `server.port should be a port, from 1 to 65535, not 70000`.
 */
export const checkSettings = (shapes: { readonly required?: Shapes; readonly optional?: Shapes }, settings: unknown): void => {
  const wrong = object('an object with settings', shapes.required ?? {}, shapes.optional ?? {}).problem(settings)
  if (wrong === undefined) return
  const { path, expected, got } = wrong
  throw new TypeError(
    `${path === '' ? 'the settings' : path.slice(1)} should be ${expected}, not ${quoted(path, got, isRecord(settings) ? settings : {})}`,
  )
}


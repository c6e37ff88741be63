/** What a bridge is told: where it goes, who may come, and how much each of them may have. */
import type { Address } from '../../commands/words.js'
import { addressShape, checkSettings, given, settingShapes } from '../../payloads/setting.js'
import { leaf, list, object } from '../../payloads/shape.js'
import { origin } from '../settings.js'

/**
 * What a peer may have, which is an IP address.
 *
 * **Units** `connections` at once, requests among them (16); `total` of all peers (1,000). `bytes` in each `window`, both ways
 * (16 MiB in 60,000 ms). `idle` and `time` are how long a connection may be silent, and last, in milliseconds (10 minutes; a day).
 */
export interface BridgeLimits {
  readonly connections: number
  readonly total: number
  readonly bytes: number
  readonly window: number
  readonly idle: number
  readonly time: number
}

/**
 * What a bridge is told. It is closed by default: what is not named is refused.
 *
 * **Shapes** `servers` are those of MSNP that connections may go to, `sites` the scheme, host and port of those that requests may go to, such as
 * `https://login.example.com`; `origins` those whose pages may come. `host` and `port` are where it listens: at this machine alone, and
 * a port that is free.
 */
export interface BridgeSettings {
  readonly servers?: ReadonlyArray<Address>
  readonly sites?: ReadonlyArray<string>
  readonly origins: ReadonlyArray<string>
  readonly host?: string
  readonly port?: number
  readonly limits?: Partial<BridgeLimits>
}

const { host, listened, most, wait } = settingShapes

/** The origin of a site, as URLs are compared with it. */
export const siteOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined)

const site = leaf<string>(
  'the scheme, host and port of a site such as https://login.example.com',
  (u) => typeof u === 'string' && /^https?:\/\/[^/?#\s@]+\/?$/i.test(u) && siteOf(u) !== undefined,
)

const limitShapes = { connections: most, total: most, bytes: most, window: wait, idle: wait, time: wait }

const usual: BridgeLimits = { connections: 16, total: 1_000, bytes: 16 * 2 ** 20, window: 60_000, idle: 600_000, time: 86_400_000 }

/** Fills in what is left out. **Errors** throws a `TypeError` that names the setting, for one that can never work. */
export const bridgeSettings = (wanted: BridgeSettings) => {
  checkSettings(
    {
      required: { origins: list('a list of origins', origin) },
      optional: {
        servers: list('a list of addresses', addressShape),
        sites: list('a list of sites', site),
        host,
        port: listened,
        limits: object('an object with limits', {}, limitShapes),
      },
    },
    wanted,
  )
  const { limits, ...rest } = given(wanted)
  return { servers: [], sites: [], host: '127.0.0.1', port: 0, ...rest, limits: { ...usual, ...given(limits) } }
}

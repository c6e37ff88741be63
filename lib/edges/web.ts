/** The entry `rx-msnp/web`: ports of a browser. */
import { of } from 'rxjs'

import type { Address } from '../commands/words.js'
import type { CloseReason } from '../core/effects.js'
import { list } from '../payloads/shape.js'
import { checkSettings, given, settingShapes } from '../payloads/setting.js'
import type { Ports } from '../streams/ports.js'
import { bridgedAddress, bridgedUrl } from './bridge/words.js'
import { subProtocol } from './transports/sub-protocols.js'
import { urlFor, usualUrl, webSocketUrl } from './transports/web-socket-url.js'
import { fetchBy } from './web/http.js'
import { page } from './web/page.js'
import { dial } from './web/sockets.js'
import { afterIn } from './web/timers.js'

/**
 * How a page reaches its servers.
 *
 * **Shapes** `bridge`: the URL of `msnp bridge`, through which all connections and requests go; without it they go straight to
 * servers, which have to let the page: `origins` of `nodePorts` names it there. `url`: the WebSocket of a server, with `{host}` and `{port}` where those of the
 * server belong: `ws://{host}:{port}/`, or `wss` for a page served over https; a bridge needs none. `protocols` are the sub-protocols that are
 * offered: none.
 *
 * **Units** milliseconds; bytes. `connectTimeout` is how long a connection may take to open (15 s), `fetchTimeout` how long a
 * whole answer may take (30 s). `unread` is how much may wait to be written before the connection ends with `Unread` (4 MiB),
 * `frame` the longest message that is taken (1 MiB), `answer` the longest body of an answer (16 MiB).
 */
export interface WebOptions {
  readonly bridge?: string
  readonly url?: string
  readonly protocols?: ReadonlyArray<string>
  readonly connectTimeout?: number
  readonly fetchTimeout?: number
  readonly unread?: number
  readonly frame?: number
  readonly answer?: number
}

const { url, wait, most } = settingShapes
const shapes = {
  bridge: url,
  url: webSocketUrl,
  protocols: list('a list of sub-protocols', subProtocol),
  connectTimeout: wait,
  fetchTimeout: wait,
  unread: most,
  frame: most,
  answer: most,
}

const deaf: CloseReason = { _tag: 'Other', problem: 'a page cannot listen' }

/** Random bytes of the browser, which gives at most 64 KiB at once. */
const random = (count: number): Uint8Array => {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at += 2 ** 16) crypto.getRandomValues(bytes.subarray(at, at + 2 ** 16))
  return bytes
}

/**
 * Ports of a page: WebSockets, `fetch`, random numbers, and timers that go on while its tab is hidden. Nobody can connect to a
 * page: `listen` and `serve` tell so by `Closed`.
 *
 * **Errors** a browser hides why a server cannot be reached: that is `Unreachable`, whatever it is. A setting that can never
 * work is a `TypeError` that names it, thrown at once.
 */
export const webPorts = (options: WebOptions = {}): Ports => {
  checkSettings({ optional: shapes }, options)
  const settings = {
    protocols: [],
    connectTimeout: 15_000,
    fetchTimeout: 30_000,
    unread: 4 * 2 ** 20,
    frame: 2 ** 20,
    answer: 16 * 2 ** 20,
    ...given(options),
  }
  const { bridge, url = page().location?.protocol === 'https:' ? usualUrl.replace('ws:', 'wss:') : usualUrl } = settings
  const urlOf = (address: Address): string => (bridge === undefined ? urlFor(url, address) : bridgedAddress(bridge, address))
  const now = (): number => Date.now()
  return {
    dial: dial({ ...settings, urlOf }),
    listen: () => of({ _tag: 'Closed', reason: deaf }),
    fetch: fetchBy({ ...settings, through: bridge === undefined ? undefined : (url) => bridgedUrl(bridge, url) }),
    serve: () => of({ _tag: 'Closed', reason: deaf }),
    after: afterIn(now),
    now,
    random,
  }
}

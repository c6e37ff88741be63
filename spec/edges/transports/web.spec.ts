import { existsSync } from 'node:fs'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'

import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { bridge, nodePorts, type BridgeEvent, type BridgeSettings, type NodeOptions } from '../../../lib/edges/node.js'
import type { WebOptions } from '../../../lib/edges/web.js'
import { client, serve, type Address, type Dialect, type SessionOptions } from '../../../lib/index.js'
import { accounts, bobApp } from '../../pair/scenario.js'
import { addressOf, passwordOf } from '../../pair/world.js'
import { executablePath, launching } from '../../house/chromium.js'
import { root } from '../../house/run.js'
import { collected, until } from '../toys.js'
import { stops } from './places.js'

/** A bridge, and where it is. */
const bridging = async (settings: BridgeSettings) => {
  const events = collected(bridge(nodePorts())(settings))
  stops.push(events.stop)
  await until(() => events.all.length > 0)
  const [first] = events.all
  if (first?._tag !== 'Listening') throw new Error(JSON.stringify(first))
  return { events: events.all as ReadonlyArray<BridgeEvent>, url: `http://127.0.0.1:${first.address.port}/` }
}

describe.skipIf(!existsSync(executablePath))('a page in Chromium', () => {
  let browser: Browser
  let site: http.Server
  let origin = ''

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [`${root}spec/edges/transports/page.ts`],
      bundle: true,
      write: false,
      minify: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      logLevel: 'silent',
      absWorkingDir: root,
    })
    const script = outputFiles[0]!.text
    site = http.createServer(({ url }, response) => {
      const isScript = url === '/page.js'
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
      response.end(isScript ? script : '<!doctype html><title>chat</title><script src="/page.js"></script>')
    })
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
    browser = await launching()
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  const open = async (before?: string): Promise<Page> => {
    const page = await browser.newPage()
    stops.push(() => void page.close().catch(() => undefined))
    if (before !== undefined) await page.addInitScript(before)
    await page.goto(origin)
    return page
  }
  const seen = (page: Page): Promise<ReadonlyArray<string>> => page.evaluate('seen()')
  const sees = async (page: Page, what: RegExp): Promise<void> => {
    for (const end = Date.now() + 30_000; ; await new Promise((done) => setTimeout(done, 20))) {
      const all = await seen(page)
      if (all.some((line) => what.test(line))) return
      if (Date.now() > end) throw new Error(`not seen: ${String(what)} in ${JSON.stringify(all)}`)
    }
  }

  const wanted = (name: string, server: Address, nexus: string, dialect: Dialect): SessionOptions => ({
    passport: addressOf(name),
    password: passwordOf(name),
    server,
    nexus,
    dialects: [dialect],
  })
  const serving = async (options: NodeOptions, places: { readonly port?: number; readonly httpPort?: number; readonly switchboardPort?: number } = {}) => {
    const server = serve(nodePorts(options))({ accounts, ...places })
    stops.push(server.close)
    return { server, ...(await server.listening) }
  }
  const bobAt = async (server: Address, nexus: string, dialect: Dialect) => {
    const bob = collected(client(nodePorts())(wanted('bob', server, nexus, dialect))(bobApp))
    stops.push(bob.stop)
    await until(() => bob.all.some(({ _tag }) => _tag === 'OwnStatus'), 20_000)
  }

  /** Signs in, chats, is cut off with its server, and comes back to it. */
  const live = async (dialect: Dialect, options: NodeOptions, bridged: (place: Awaited<ReturnType<typeof serving>>) => Promise<WebOptions>): Promise<void> => {
    const place = await serving(options)
    const { first, nexus, addresses } = place
    const web = await bridged(place)
    const page = await open()
    const sitsDown = async (server: Address, nexus: string): Promise<void> => {
      await bobAt(server, nexus, dialect)
      await page.evaluate(([web, settings]) => (globalThis as unknown as { begin: (...all: ReadonlyArray<unknown>) => void }).begin(web, settings), [web, wanted('alice', server, nexus, dialect)])
      await sees(page, /^online$/)
      await page.evaluate(`say('${addressOf('bob')}', 'Grüße aus dem Browser')`)
      await sees(page, /^heard You said: Grüße aus dem Browser$/)
    }
    await sitsDown(first, nexus)
    expect((await seen(page))[0]).toBe(`in by ${dialect}`)
    place.server.close()
    await sees(page, /^over: /)
    await page.evaluate('seen().length = 0')
    await serving(options, { port: first.port, httpPort: Number(new URL(nexus).port), switchboardPort: addresses.switchboard.port })
    await sitsDown(first, nexus)
    await page.evaluate('leave()')
    await sees(page, /^over: /)
  }

  const dialects: ReadonlyArray<Dialect> = ['MSNP2', 'MSNP12', 'MSNP18']

  it.each(dialects)('chats in %s over WebSockets of the server, and comes back to it', async (dialect) => {
    await live(dialect, { origins: [origin] }, async () => ({}))
  })

  it.each(dialects)('chats in %s through a bridge to a server that has none, and comes back to it', async (dialect) => {
    await live(dialect, { webSocket: false }, async ({ first, addresses, nexus }) => {
      const { url } = await bridging({ servers: [first, addresses.switchboard], sites: [new URL(nexus).origin], origins: [origin] })
      return { bridge: url }
    })
  })

  it('is kept out of servers and bridges that do not name its origin, and what the bridge does not name', async () => {
    const { first, nexus } = await serving({})
    const closed = await bridging({ servers: [first], sites: [new URL(nexus).origin], origins: ['https://chat.example.com'] })
    const other = await bridging({ origins: [origin] })
    const page = await open()
    const dials = (web: WebOptions): Promise<string> => page.evaluate(`dials(${JSON.stringify(web)}, '127.0.0.1', ${first.port})`)
    const asks = (web: WebOptions): Promise<string> => page.evaluate(`asks(${JSON.stringify(web)}, ${JSON.stringify(nexus)})`)
    expect([await dials({}), await asks({})]).toEqual(['Unreachable', 'Unreachable'])
    expect([await dials({ bridge: closed.url }), await asks({ bridge: closed.url })]).toEqual(['Unreachable', 'Unreachable'])
    expect([await dials({ bridge: other.url }), await asks({ bridge: other.url })]).toEqual(['Unreachable', 'Forbidden'])
    expect(other.events.slice(1).map((event) => event._tag === 'Refused' && event.problem)).toEqual(['the server is not named', 'the site is not named'])
  })

  it('has timers that go on where those of the page stand still, and those of the page where it may have no worker', async () => {
    const frozen = await open(`globalThis.setTimeout = () => 0`)
    expect(await frozen.evaluate('elapses(20)')).toBe(true)
    const bare = await open(`globalThis.Worker = class { constructor() { throw new Error('no worker') } }`)
    expect(await bare.evaluate('elapses(20)')).toBe(true)
  })
})

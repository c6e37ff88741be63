import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, it } from 'vitest'

import { nodePorts, webSocket } from '../../../lib/edges/node.js'
import { Address, type Dialect } from '../../../lib/index.js'
import { freePort, opened, stops } from './places.js'
import { converse, pem, serving } from './sessions.js'

const dialects: ReadonlyArray<Dialect> = ['MSNP2', 'MSNP7', 'MSNP8', 'MSNP12', 'MSNP13', 'MSNP15', 'MSNP16', 'MSNP18']

describe('a session over WebSockets', () => {
  it.each(dialects)('in %s is one like others, and its recording replays equal', async (dialect) => {
    await converse(await serving(), dialect, [webSocket()(nodePorts()), nodePorts()])
  })

  it('goes over TLS', async () => {
    const ca = pem('authority.crt')
    const place = await serving({ tls: true, key: pem('localhost.key'), cert: pem('localhost.crt') })
    await converse(place, 'MSNP7', [webSocket({ url: 'wss://{host}:{port}/', ca })(nodePorts({ ca })), nodePorts({ tls: true, ca })])
  })
})

const isThere = spawnSync('websockify', ['--help']).error === undefined

describe.skipIf(!isThere)('websockify', () => {
  /** A bridge of others before servers, which finds them in a file. */
  const bridging = async (targets: ReadonlyArray<Address>): Promise<number> => {
    const port = await freePort()
    const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-websockify-'))
    const file = join(folder, 'targets')
    writeFileSync(file, targets.map((to) => `${Address.write(to)}: ${Address.write(to)}\n`).join(''))
    const child = spawn('websockify', ['--token-plugin', 'TokenFile', '--token-source', file, `127.0.0.1:${port}`], { stdio: 'ignore' })
    stops.push(() => {
      child.kill()
      rmSync(folder, { recursive: true })
    })
    await opened(port)
    return port
  }

  it.each(['MSNP2', 'MSNP12', 'MSNP18'] as const)('carries a session in %s to a server that hears TCP', async (dialect) => {
    const place = await serving({ webSocket: false })
    const port = await bridging([place.first, place.addresses.switchboard])
    await converse(place, dialect, [webSocket({ url: `ws://127.0.0.1:${port}/?token={host}:{port}` })(nodePorts()), nodePorts()])
  })
})

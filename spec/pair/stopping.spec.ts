import { filter, firstValueFrom, map } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { connect } from '../../lib/client.js'
import { memoryNetwork } from '../../lib/edges/memory.js'
import { nodePorts } from '../../lib/edges/node.js'
import type { Ports } from '../../lib/streams/ports.js'
import { isEvent } from '../../lib/client/events.js'
import { server } from '../../lib/server.js'

const networks: ReadonlyArray<readonly [name: string, ports: () => Ports]> = [
  ['in memory', () => memoryNetwork().ports()],
  ['over TCP', nodePorts],
]

describe('a server that is stopped', () => {
  it.each(networks)('says so to who is signed in, %s', async (_, make) => {
    const ports = make()
    const accounts = [{ passport: 'alice@example.com', password: 'secret' }]
    const place = await new Promise<{ readonly host: string; readonly port: number; readonly stop: () => void }>(
      (done) => {
        const running = server(ports)({ accounts }).subscribe((event) => {
          if (event._tag === 'Listening') done({ ...event.first, stop: () => running.unsubscribe() })
        })
      },
    )
    const alice = connect(ports)({
      passport: 'alice@example.com',
      password: 'secret',
      server: { host: place.host, port: place.port },
      dialects: ['MSNP7'],
    })
    const reason = firstValueFrom(
      alice.events.pipe(
        filter(isEvent('Closed')),
        map(({ reason }) => reason),
      ),
    )
    await firstValueFrom(alice.events.pipe(filter(isEvent('OwnStatus'))))
    place.stop()
    expect(await reason).toEqual({ _tag: 'Dismissed', because: 'GoingDown' })
  })
})

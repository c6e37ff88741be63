import { connect } from 'node:net'

import type { Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { nodePorts } from '../../../lib/edges/node.js'
import type { Address, Link, Ports, ConnectionEvent } from '../../../lib/index.js'
import { disorder, stand, type Standing } from '../../pair/standing.js'

const until = async (holds: () => boolean, ms = 5000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

/** One end of a connection over TCP, and all that came there. */
const end = (signals: Observable<ConnectionEvent>) => {
  const chunks: Array<Uint8Array> = []
  let link: Link | undefined
  let reason: string | undefined
  const subscription = signals.subscribe((signal) => {
    if (signal._tag === 'Opened') link = signal.link
    if (signal._tag === 'Bytes') chunks.push(signal.bytes)
    if (signal._tag === 'Closed') reason = signal.reason._tag
  })
  return {
    link: () => link,
    heard: () => Buffer.concat(chunks),
    bytes: () => chunks.reduce((sum, { length }) => sum + length, 0),
    reason: () => reason,
    leave: () => subscription.unsubscribe(),
  }
}

type End = ReturnType<typeof end>

/** A server over TCP, which only hears. */
const listening = async (ports: Ports) => {
  const ends: Array<End> = []
  let address: Address | undefined
  const running = ports.listen({ host: '127.0.0.1', port: 0 }).subscribe((knock) => {
    if (knock._tag === 'Listening') address = knock.address
    if (knock._tag === 'Connected') ends.push(end(knock.connection))
  })
  await until(() => address !== undefined)
  return { address: address!, ends, stop: () => running.unsubscribe() }
}

const between = async (ports: Ports, work: (client: End, server: End, standing: Standing) => Promise<void>) => {
  const server = await listening(nodePorts())
  const standing = stand(ports, { server: server.address })
  await until(() => standing.of('Listening').length > 0)
  const client = end(nodePorts().dial(standing.address()))
  await until(() => server.ends[0]?.link() !== undefined && client.link() !== undefined)
  await work(client, server.ends[0]!, standing)
  client.leave()
  standing.stop()
  server.stop()
}

const flood = (bytes: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + (i >> 8)) % 256))

describe('over TCP', () => {
  it('a flood both ways arrives to the byte, and all of it before the end', async () => {
    const [there, back] = [flood(3_000_000), flood(2_500_001)]
    await between(nodePorts(), async (client, server, standing) => {
      client.link()!.write(there)
      server.link()!.write(back)
      server.link()!.end()
      await until(() => client.reason() !== undefined)
      expect(client.heard().equals(back)).toBe(true)
      expect(client.reason()).toBe('Ended')
      expect(standing.of('Disconnected')).toMatchObject([{ by: 'server', bytes: { server: back.length } }])
      expect(disorder(standing)).toEqual([])
    })
    await between(nodePorts(), async (client, server, standing) => {
      client.link()!.write(there)
      client.link()!.end()
      await until(() => server.reason() !== undefined)
      expect(server.heard().equals(there)).toBe(true)
      expect(standing.of('Disconnected')).toMatchObject([{ by: 'client', bytes: { client: there.length } }])
    })
  })

  it('who does not read is closed, and so is the other side', async () => {
    const server = await listening(nodePorts({ unread: 2 ** 30 }))
    const standing = stand(nodePorts({ unread: 2 ** 16, grace: 50 }), { server: server.address })
    await until(() => standing.of('Listening').length > 0)
    // Nobody listens to this end: its bytes stay where they are.
    const { host, port } = standing.address()
    const client = connect({ host, port }).pause()
    await until(() => server.ends[0]?.link() !== undefined)
    // More than both systems on the way can hold.
    server.ends[0]!.link()!.write(Buffer.alloc(2 ** 25, 'x'))
    await until(() => server.ends[0]!.reason() !== undefined)
    expect(standing.of('Disconnected')).toMatchObject([{ by: 'client', reason: { _tag: 'Unread' } }])
    expect(disorder(standing)).toEqual([])
    client.destroy()
    standing.stop()
    server.stop()
  })
})

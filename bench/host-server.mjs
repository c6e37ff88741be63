// A server in a process of its own, and beside it one without any protocol, which hands what one connection says on to all others.
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

import { server } from 'rx-msnp'
import { nodePorts } from 'rx-msnp/node'

const actions = {
  /** Starts the server; tells where it listens. */
  serve: (settings) =>
    new Promise((done, failed) => {
      server(nodePorts())(settings).subscribe((event) => {
        if (event._tag === 'Listening') done({ first: event.first, nexus: event.nexus })
        if (event._tag === 'NotListening') failed(new Error('no place to listen at'))
      })
    }),
  /** The same for the bare one. */
  relay: () =>
    new Promise((done) => {
      const sockets = new Set()
      const bare = createServer((socket) => {
        socket.setNoDelay(true)
        sockets.add(socket)
        socket.on('data', (bytes) => {
          for (const other of sockets) if (other !== socket) other.write(bytes)
        })
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
      })
      bare.listen(0, '127.0.0.1', () => done(bare.address()))
    }),
  /** Bytes of the process, and those of its heap: as they are, or after a collection. */
  memory: async ({ collected }) => {
    for (let round = 0; collected && round < 3; round++) {
      await wait(50)
      globalThis.gc()
    }
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
    return { process: rss, heap: heapUsed + arrayBuffers }
  },
  /** Microseconds of CPU until now. */
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
}

process.on('message', async ({ action, given }) => process.send(await actions[action](given)))

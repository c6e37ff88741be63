/**
 * A proxy between any client and any server that tells what they say, on one decoder for both directions: the server's
 * VER tells how the client is to be read. Here both ends are in this program, on loopback.
 *
 * npm run example proxy
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { decode, decoder, describeReason, dialectOf, type Side } from 'rx-msnp'

const portOf = (server: ReturnType<typeof createServer>): number => (server.address() as AddressInfo).port

// A server with two sentences, and a client with two questions.
const server = createServer((socket) => {
  const answers = ['VER 1 MSNP8\r\n', 'CVR 2 6.0.0602 6.0.0602 1.0.0000 http://dl.example.com http://example.com\r\n']
  socket.on('data', () => socket.write(answers.shift() ?? ''))
}).listen(0, '127.0.0.1')
await once(server, 'listening')

const proxy = createServer((client) => {
  const far = connect(portOf(server), '127.0.0.1')
  let state = decoder({ on: 'NS' })
  const pass = (side: Side, source: Socket, target: Socket): void => {
    source.on('data', (chunk: Buffer) => {
      const [next, said] = decode(side)(state, chunk)
      state = next
      for (const each of said)
        console.log(side, dialectOf(state.scope), each._tag === 'Undecodable' ? describeReason(each.reason) : each.verb)
      target.write(chunk)
    })
    source.on('end', () => target.end())
  }
  pass('client', client, far)
  pass('server', far, client)
}).listen(0, '127.0.0.1')
await once(proxy, 'listening')

const client = connect(portOf(proxy), '127.0.0.1')
client.write('VER 1 MSNP9 MSNP8 CVR0\r\n')
await once(client, 'data')
client.write('CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS alice@example.com\r\n')
await once(client, 'data')
client.end('OUT\r\n')
await once(client, 'close')
proxy.close()
server.close()

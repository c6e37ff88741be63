/** A proxy in a process of its own: SOCKS 5 without a password, and CONNECT, told apart by the first byte. Its port is the first line. */
import { connect, createServer } from 'node:net'

const pass = (socket, port, host, granted) => {
  const far = connect(port, host, () => {
    socket.write(granted)
    socket.pipe(far).pipe(socket)
  }).setNoDelay(true)
  far.on('error', () => socket.destroy())
}

const server = createServer((socket) => {
  socket.setNoDelay(true).on('error', () => undefined)
  socket.once('data', (first) => {
    if (first[0] !== 5) {
      const [, host, port] = /^CONNECT ([^:]+):(\d+)/.exec(first.toString('latin1'))
      return pass(socket, Number(port), host, 'HTTP/1.1 200 OK\r\n\r\n')
    }
    socket.once('data', (asked) => {
      const host = asked[3] === 1 ? asked.subarray(4, 8).join('.') : asked.subarray(5, 5 + asked[4]).toString('latin1')
      pass(socket, asked.readUInt16BE(asked.length - 2), host, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    })
    socket.write(Buffer.from([5, 0]))
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit()).resume()

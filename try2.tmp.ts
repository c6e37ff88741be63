import { collect, heap } from './bench/heap.js'
import { memoryNetwork, utf8Octets } from 'rx-msnp'
for (const n of [100, 500, 1000]) {
const net = memoryNetwork(); const keep: any[] = []
keep.push(net.ports().listen({ host: 'a', port: 1 }).subscribe((k) => { if (k._tag === 'Connected') keep.push(k.connection.subscribe()) }))
await collect(); const b = heap()
for (let i = 0; i < n; i++) keep.push(net.ports().dial({ host: 'a', port: 1 }).subscribe((s) => { if (s._tag === 'Opened') s.link.write(utf8Octets('hello\r\n')) }))
await collect()
console.log('connection pair', (heap() - b) / n, keep.length)
}
process.exit()

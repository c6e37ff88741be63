import { signedIn } from './bench/session.js'
import { collect, heap } from './bench/heap.js'
import { session, sessionSettings, client, memoryNetwork } from 'rx-msnp'
import { NEVER } from 'rxjs'
console.log(signedIn()._tag); await collect(); 
for (let r=0;r<3;r++){ const b = heap(); const all = Array.from({ length: 500 }, () => signedIn()); await collect(); console.log('state only', (heap() - b) / 500, all.length, (all[3] as any).view.contacts.size) ;(globalThis as any).keep = all }
{ const b = heap(); const all = Array.from({ length: 1000 }, () => session(sessionSettings({passport:'a@b.c',password:'x',server:{host:'a',port:1}}))); await collect(); console.log('machine', (heap() - b) / 1000, all.length) }
{ const n = memoryNetwork(); n.ports().listen({host:'a',port:1}).subscribe((k) => { if (k._tag === 'Connected') k.connection.subscribe() }); const b = heap(); const all = Array.from({ length: 1000 }, () => client(n.ports())({passport:'a@b.c',password:'x',server:{host:'a',port:1}})(() => NEVER).subscribe()); await collect(); console.log('client connected', (heap() - b) / 1000, all.length) }
process.exit()

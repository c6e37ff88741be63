import { it } from 'vitest'
import * as E from 'fp-ts/lib/Either.js'
import { findAll } from '../../../lib/payloads/soap/book.js'
import { findMembership } from '../../../lib/payloads/soap/membership.js'
it('perf', () => {
  for (const n of [1000, 1000, 1000, 10000]) {
    const contacts = Array.from({ length: n }, (_, i) => ({ id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, kind: 'Regular', passport: `p${i}@example.com`, network: 1, name: `Name & ${i}`, messenger: true, groups: ['00000000-0000-4000-8000-000000000000'], deleted: false, cid: '12' }))
    const b = findAll.writeAnswer({ groups: [], contacts })
    let t = performance.now(); const r = findAll.readAnswer(b); console.log(n, b.length, 'all', performance.now() - t, E.isRight(r) && r.right.contacts.length)
    const m = findMembership.writeAnswer({ members: contacts.flatMap((c) => (['Allow', 'Reverse'] as const).map((role) => ({ role, kind: 'Passport' as const, address: c.passport, network: 1, deleted: false }))) })
    t = performance.now(); const q = findMembership.readAnswer(m); console.log(n, m.length, 'mem', performance.now() - t, E.isRight(q) && q.right.members.length)
  }
  for (const inside of ['<a>'.repeat(5e6), '&'.repeat(16e6), '<a b="'.repeat(2e6), '<a/>'.repeat(4e6), ' '.repeat(16e6), '<!--'+'x'.repeat(16e6), '<![CDATA['.repeat(1e6), '<a x1="1" '.repeat(1e6), '&amp;'.repeat(3e6), '<Envelope><Body><ABFindAllResponse><ABFindAllResult><contacts>' + '<Contact><contactId>x</contactId></Contact>'.repeat(3e5) + '</contacts></ABFindAllResult></ABFindAllResponse></Body></Envelope>']) {
    const t = performance.now(); const r = findAll.readAnswer(new TextEncoder().encode(inside)); console.log(inside.slice(0, 12), inside.length, performance.now() - t, r._tag, E.isLeft(r) ? JSON.stringify(r.left) : r.right.contacts.length)
  }
}, 600000)

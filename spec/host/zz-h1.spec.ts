import { it } from 'vitest'
import { findAll } from '../../lib/payloads/soap/book.js'
import { findMembership } from '../../lib/payloads/soap/membership.js'
import { asking } from './asking.js'
import { among, signIn } from './driver.js'
it('x', () => {
  const groups = Array.from({ length: 20 }, (_, at) => `group ${at}`)
  const contacts = Array.from({ length: 1000 }, (_, at) => ({ passport: `friend${at}@example.com`, groups: [groups[at % 20]!] }))
  const driver = among({ limits: { forward: 2000 }, accounts: [{ passport: 'alice@example.com', password: 'alice-pw', contacts, groups }, ...contacts.map(({ passport }) => ({ passport, password: 'x', contacts: [{ passport: 'alice@example.com' }] }))] })
  signIn(driver, 'alice', 'MSNP18')
  const ask = asking(driver, 'alice')
  for (let i = 0; i < 8; i++) {
    const a = performance.now()
    const x = ask(findMembership, {})
    const b = performance.now()
    const y = ask(findAll, {})
    const c = performance.now()
    const d0 = performance.now(); signIn(driver, 'alice', 'MSNP18'); const d = performance.now() - d0
    console.log((b - a).toFixed(1), (c - b).toFixed(1), driver.responses.at(-2)?.body?.length, 'signin', d.toFixed(1), x.status, y.status)
  }
})

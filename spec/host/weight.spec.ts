import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'

import { host } from '../../lib/host/host.js'
import type { HostEvent } from '../../lib/core/effects.js'
import { among, converse, drive, show, signIn, usual, withSessions } from './driver.js'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

const heap = (): number => {
  for (let i = 0; i < 4; i++) gc()
  return process.memoryUsage().heapUsed
}

it('an account that is signed in, with 100 contacts who have it too, takes less than 32 KiB', () => {
  const count = 200
  const name = (i: number) => `user${i % count}`
  const accounts = Array.from({ length: count }, (_, i) => ({
    passport: `${name(i)}@example.com`,
    password: `${name(i)}-pw`,
    name: `User number ${i}`,
    contacts: Array.from({ length: 50 }, (_, j) => [i + j + 1, i + count - j - 1])
      .flat()
      .map((other) => ({ passport: `${name(other)}@example.com` })),
  }))
  const before = heap()
  const driver = drive({ ...usual, accounts })
  for (let i = 0; i < count; i++) {
    signIn(driver, name(i), 'MSNP12')
    show(driver, name(i))
    for (const list of [driver.effects, driver.notices, driver.responses]) list.length = 0
  }
  driver.timers.clear()
  expect(driver.state().sessions.size).toBe(count)
  expect((heap() - before) / count).toBeLessThan(32 * 1024)
})

it('to hand a message on takes microseconds', () => {
  const driver = withSessions(among(), { alice: 'MSNP12', bob: 'MSNP12' })
  show(driver, 'alice')
  show(driver, 'bob')
  converse(driver, 'alice', 'bob')
  const { step } = host(usual)
  const payload = new TextEncoder().encode('MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhello')
  const event: HostEvent = {
    _tag: 'Received',
    link: 'alice-sb',
    command: { _tag: 'Payload', verb: 'MSG', trid: 3, ack: 'A', payload },
  }
  const times = 20_000
  const began = performance.now()
  let state = driver.state()
  for (let i = 0; i < times; i++) [state] = step(state, event)
  // Far above what it takes, so that a busy machine does not fail it.
  expect(((performance.now() - began) * 1000) / times).toBeLessThan(100)
})

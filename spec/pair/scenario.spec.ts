import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { nodePorts } from '../../lib/edges/node.js'
import { spokenDialects } from '../../lib/commands/dialects.js'
import { server, type App, type ServerEvent } from '../../lib/index.js'
import {
  accounts,
  alice,
  aliceApp,
  bobApp,
  lists,
  listsAtTheEnd,
  nameAtTheEnd,
  seenBy,
  stories,
  storyOf,
} from './scenario.js'
import { begin, world, type Somebody } from './world.js'

const names = spokenDialects.map(({ name }) => name)

const runs = (app: App, { handle }: Somebody): void => void app(handle.events, handle.state).subscribe(handle.send)

const expectTheStory = (a: Somebody, b: Somebody): void => {
  expect(storyOf(a.events)).toEqual(stories.alice)
  expect(storyOf(b.events)).toEqual(stories.bob)
  expect(lists(a.now())).toEqual(listsAtTheEnd)
  expect(a.now().account).toMatchObject({ name: nameAtTheEnd, privacy: 'BL', status: 'BSY' })
  const seen = seenBy(b.events)
  expect(seen.map(({ status }) => status).filter((status, at, all) => status !== all[at - 1])).toEqual([
    'NLN',
    'BSY',
    'FLN',
  ])
  expect(seen.at(-1)?.name).toBe(nameAtTheEnd)
  expect(b.now().contacts.get(alice)?.status).toBe('FLN')
}

describe('one app in every dialect', () => {
  it('is tried in all that are spoken', () => {
    expect(names).toHaveLength(17)
  })

  it.each(names)('%s, in virtual time', async (dialect) => {
    const there = await world({ accounts })
    const b = there.signIn('bob', dialect)
    runs(bobApp, b)
    await there.pass()
    const a = there.signIn('alice', dialect)
    runs(aliceApp, a)
    await there.pass()
    await there.pass()
    expect(a.now().dialect).toBe(dialect)
    expectTheStory(a, b)
    there.stop()
  })

  it.each(names)('%s, over TCP, with TLS for HTTP', async (dialect) => {
    const pem = (name: string): Buffer => readFileSync(new URL(`../edges/fixtures/${name}`, import.meta.url))
    const serving = server(nodePorts({ key: pem('localhost.key'), cert: pem('localhost.crt') }))
    let running = { unsubscribe: (): void => undefined }
    const { first, nexus } = await new Promise<Extract<ServerEvent, { _tag: 'Listening' }>>((done, failed) => {
      running = serving({ accounts, redirects: 1, https: true, name: 'localhost' }).subscribe((event) => {
        if (event._tag === 'Listening') done(event)
        if (event._tag === 'NotListening') failed(new Error('nowhere to listen'))
      })
    })
    expect(nexus).toMatch(/^https:/)
    const ports = nodePorts({ ca: pem('authority.crt') })
    const signIn = (name: string, app: App): Somebody => {
      const somebody = begin(ports, name, { server: first, nexus, dialects: [dialect] })
      runs(app, somebody)
      return somebody
    }
    const until = async (holds: () => boolean): Promise<void> => {
      while (!holds()) await new Promise((done) => setTimeout(done, 5))
    }
    const b = signIn('bob', bobApp)
    await until(() => b.isOver || b.of('OwnStatus').length > 0)
    const a = signIn('alice', aliceApp)
    await until(() => a.isOver && b.isOver)
    running.unsubscribe()
    expectTheStory(a, b)
  })
})

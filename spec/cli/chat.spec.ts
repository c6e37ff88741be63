import { describe, expect, it } from 'vitest'

import { persistentMap } from '../../lib/core/persistentMap.js'
import { chatHelp, understand } from '../../lib/cli/chat.js'
import { nodePorts } from '../../lib/edges/node.js'
import { connect, type Conversation, type SessionState } from '../../lib/index.js'

const talk: Conversation = {
  id: 'C1',
  phase: 'Open',
  participants: persistentMap([['bob@example.com', { passport: 'bob@example.com', name: 'Bob' }]]),
  invited: [],
}
const ringing: Conversation = { id: 'C2', phase: 'Ringing', participants: persistentMap(), invited: [], by: 'eve@example.com' }

// A session that is closed before it begins, for the state that it would have begun with.
const unborn = connect(nodePorts())({ passport: 'alice@example.com', password: 'x', server: { host: 'h', port: 1 } })
const before = unborn.now()
unborn.close()

const state: SessionState = {
  ...before,
  conversations: persistentMap([
    ['C1', talk],
    ['C2', ringing],
  ]),
}

const read = (line: string, current?: string, conversations = state.conversations) =>
  understand(line, { state: { ...state, conversations }, current })

const text = (said: string) => expect.objectContaining({ _tag: 'Text', text: said }) as unknown

describe('a line of the chat', () => {
  it.each<readonly [line: string, current: string | undefined, order: unknown]>([
    ['', undefined, { _tag: 'Nothing' }],
    ['   ', 'C1', { _tag: 'Nothing' }],
    ['hello you', 'C1', { _tag: 'Do', intent: { _tag: 'Say', conversation: 'C1', message: text('hello you') } }],
    [
      'hi',
      'bob@example.com',
      { _tag: 'Do', intent: { _tag: 'SayTo', passport: 'bob@example.com', message: text('hi') } },
    ],
    ['hi', undefined, { _tag: 'Wrong', problem: 'to whom? /to ADDRESS begins a conversation' }],
    ['hi', 'C9', { _tag: 'Wrong', problem: 'conversation C9 is over; /to ADDRESS begins another' }],
    ['/say /help', 'C1', { _tag: 'Do', intent: { _tag: 'Say', conversation: 'C1', message: text('/help') } }],
    ['/to bob@example.com', undefined, { _tag: 'To', whom: 'bob@example.com' }],
    ['/to C1', undefined, { _tag: 'To', whom: 'C1' }],
    [
      '/status busy',
      undefined,
      { _tag: 'Wrong', problem: '/status: it wants one of NLN, BSY, IDL, BRB, AWY, PHN, LUN, HDN' },
    ],
    ['/status bsy', undefined, { _tag: 'Do', intent: { _tag: 'SetStatus', status: 'BSY' } }],
    ['/name  Ann of A ', undefined, { _tag: 'Do', intent: { _tag: 'SetName', name: 'Ann of A' } }],
    ['/name', undefined, { _tag: 'Wrong', problem: '/name: it wants a text' }],
    [
      '/add c@example.com Friends',
      undefined,
      { _tag: 'Do', intent: { _tag: 'AddContact', passport: 'c@example.com', group: 'Friends' } },
    ],
    ['/remove c@example.com', undefined, { _tag: 'Do', intent: { _tag: 'RemoveContact', passport: 'c@example.com' } }],
    ['/block c', undefined, { _tag: 'Wrong', problem: '/block: it wants an address, such as bob@example.com' }],
    ['/accept', undefined, { _tag: 'Do', intent: { _tag: 'Accept', conversation: 'C2' } }],
    ['/decline C7', undefined, { _tag: 'Do', intent: { _tag: 'Decline', conversation: 'C7' } }],
    ['/leave', 'bob@example.com', { _tag: 'Do', intent: { _tag: 'Leave', conversation: 'C1' } }],
    ['/leave', undefined, { _tag: 'Wrong', problem: '/leave: there is no conversation to leave' }],
    [
      '/invite c@example.com',
      'C1',
      { _tag: 'Do', intent: { _tag: 'Invite', conversation: 'C1', passport: 'c@example.com' } },
    ],
    ['/send {"_tag": "Ping"}', undefined, { _tag: 'Do', intent: { _tag: 'Ping' } }],
    ['/wait 1.5', undefined, { _tag: 'Wait', seconds: 1.5 }],
    ['/out', undefined, { _tag: 'Do', intent: { _tag: 'SignOut' } }],
    [
      '/constructor',
      undefined,
      { _tag: 'Wrong', problem: 'there is no command /constructor; /help lists them, /say says what begins with /' },
    ],
  ])('%j, said in %s', (line, current, order) => {
    expect(read(line, current)).toEqual(order)
  })

  it('answers nobody where nobody calls', () => {
    expect(read('/accept', undefined, persistentMap())).toEqual({ _tag: 'Wrong', problem: '/accept: nobody calls' })
  })
  it('is explained in lines that fit a terminal', () => {
    expect(chatHelp.length).toBeGreaterThan(20)
    expect(chatHelp.filter((line) => line.length > 80)).toEqual([])
  })
})

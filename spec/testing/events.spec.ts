import { describe, expect, expectTypeOf, it } from 'vitest'

import { connect, listsOf, memoryNetwork, textMessage, type SessionEvent } from '../../lib/index.js'
import { contact, event, sessionState } from '../../lib/testing/index.js'

describe('an event', () => {
  it('says what it is given, and makes up the rest', () => {
    expect(event('Left')).toEqual({ _tag: 'Left', conversation: 'C1', passport: 'alice@example.com', idle: false })
    expect(event('Left', { idle: true, passport: 'bob@example.com' })).toEqual({
      ...event('Left'),
      idle: true,
      passport: 'bob@example.com',
    })
  })

  it('of a text agrees with its message, whichever is given', () => {
    const usual = event('TextReceived')
    expect(usual.message).toEqual(textMessage(usual.text))
    expect(event('TextReceived', { text: 'Tea?' })).toEqual({ ...usual, text: 'Tea?', message: textMessage('Tea?') })
    expect(event('TextReceived', { message: textMessage('Tea?') })).toEqual(event('TextReceived', { text: 'Tea?' }))
    const nudge = event('TextReceived', { message: { _tag: 'Nudge' } })
    expect(nudge).toEqual({ ...usual, message: { _tag: 'Nudge' } })
    const odd = { text: 'Tea?', message: textMessage('Coffee?') }
    expect(event('TextReceived', odd)).toEqual({ ...usual, ...odd })
  })

  it('has the type of its tag', () => {
    expectTypeOf(event('Joined')).toEqualTypeOf<Extract<SessionEvent, { readonly _tag: 'Joined' }>>()
    // @ts-expect-error it is a boolean
    event('Left', { idle: 1 })
    // @ts-expect-error nobody says anything there
    event('Left', { text: 'Bye' })
    // @ts-expect-error there is no such event
    expect(event('Lefd')).toEqual({ _tag: 'Lefd' })
  })
})

describe('a state', () => {
  it('is that of a session that is in, with nobody on its lists', () => {
    const handle = connect(memoryNetwork().ports())({
      passport: 'bot@example.com',
      password: 'secret',
      server: { host: '127.0.0.1', port: 1863 },
    })
    const { connection, dialect, account, ...rest } = handle.now()
    const state = sessionState()
    expect(state).toMatchObject({ connection: { _tag: 'Ready' }, dialect: 'MSNP12', ...rest })
    expect(state.account).toEqual({ ...account, status: 'NLN' })
    expect([connection._tag, dialect]).toEqual(['SigningIn', undefined])
    handle.close()
  })

  it('says what it is given', () => {
    const state = sessionState({
      dialect: 'MSNP8',
      account: { name: 'Bot' },
      contacts: [{ passport: 'Alice@example.com', status: 'AWY' }],
      groups: [{ id: '7', name: 'Friends' }],
      conversations: [
        { id: 'C1', participants: ['Alice@example.com'] },
        { id: 'C2', phase: 'Ringing', by: 'bob@example.com' },
      ],
    })
    expect(state.dialect).toBe('MSNP8')
    expect(state.account.name).toBe('Bot')
    expect(state.contacts.get('alice@example.com')).toEqual(contact({ passport: 'Alice@example.com', status: 'AWY' }))
    expect(state.groups.get('7')?.name).toBe('Friends')
    expect(state.conversations.get('C1')?.participants.get('alice@example.com')?.passport).toBe('Alice@example.com')
    expect(state.conversations.get('C2')).toMatchObject({ phase: 'Ringing', by: 'bob@example.com', invited: [] })
  })

  it('has contacts who are online, and allowed', () => {
    const { status, lists, name } = contact({ passport: 'bob@example.com' })
    expect([status, listsOf(lists), name]).toEqual(['NLN', ['FL', 'AL'], 'bob@example.com'])
  })
})

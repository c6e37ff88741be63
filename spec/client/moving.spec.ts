/** A session that a server sends on to another one in mid-session. */
import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import {
  addContact,
  openConversation,
  say,
  sayTo,
  setName,
  setPersonalMessage,
  setStatus,
  type Intent,
} from '../../lib/client/intents/intents.js'
import { spoken } from '../../lib/client/settings.js'
import { settles } from './book.js'
import { drive, listFor, settingsOf, shownIn, signIn, text, tridOf, withPayload, readyIn } from './driver.js'
import { reply, transfer, withBob } from './talks.js'

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const away = 'XFR 0 NS 10.0.0.5:1863'

describe('a session that is sent on to another server', () => {
  it.each(spoken)('signs in again there in %s, asks for what has changed, and shows itself', (dialect) => {
    const client = shownIn(dialect)
    expect(client.hears('NS 1', away)).toEqual(['close NS 1', 'dial NS 2 10.0.0.5:1863'])
    expect(client.view().connection).toEqual({ _tag: 'SigningIn', server: { host: '10.0.0.5', port: 1863 } })
    signIn(client, dialect, 'NS 2')
    if (numberOf(dialect) < 13) client.hears('NS 2', ...listFor(numberOf(dialect), tridOf(client, 'NS 2')))
    else settles(client, 'NS 2')
    expect(client.at()).toBe('Ready')
    expect(client.said('NS 2').at(-1)).toMatch(/^CHG \d+ NLN/)
    expect(client.view().contacts.size).toBe(2)
    expect(client.told('Ready')).toHaveLength(2)
    expect(client.told('SignedIn')).toHaveLength(2)
  })

  it('may be sent on before it has its contact list', () => {
    const client = readyIn('MSNP8')
    client.hears('NS 1', away)
    signIn(client, 'MSNP8', 'NS 2')
    client.hears('NS 2', 'XFR 0 NS 10.0.0.6:1863')
    signIn(client, 'MSNP8', 'NS 3')
    client.hears('NS 3', ...listFor(8, tridOf(client, 'NS 3')))
    expect(client.at()).toBe('Ready')
    expect(client.links()).toEqual(['NS 3'])
  })

  it('sees nobody until it is told anew', () => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', 'NLN NLN bob@example.com Bob 32', away)
    expect(client.view().contacts.get('bob@example.com')?.status).toBe('FLN')
    expect(client.told('ContactStatus').map(({ status }) => status)).toEqual(['NLN', 'FLN'])
  })

  it('tells who waited for a reply that none will come, and carries out later what comes later', () => {
    const client = shownIn('MSNP8')
    const [before, after] = [addContact('dave@example.com'), setName('Alicia')]
    const ping: Intent = { _tag: 'Ping' }
    client.wants(before, ping)
    client.hears('NS 1', away)
    client.wants(after)
    expect([before, ping, after].map(client.outcomeOf)).toEqual(['Closed', 'Closed', undefined])
    signIn(client, 'MSNP8', 'NS 2')
    expect(client.hears('NS 2', ...listFor(8, tridOf(client, 'NS 2'))).at(-1)).toMatch(
      /^NS 2 > REA \d+ alice@example.com Alicia/,
    )
    client.hears('NS 2', `REA ${tridOf(client, 'NS 2')} 256 alice@example.com Alicia`)
    expect(client.outcomeOf(after)).toBe('Done')
  })

  it('asks again for what it wanted to be like, where the reply did not come', () => {
    const client = shownIn('MSNP11')
    const intents = [setStatus('BSY'), setName('Alicia'), setPersonalMessage('tea'), setStatus('HDN')]
    client.wants(...intents)
    client.hears('NS 1', away)
    signIn(client, 'MSNP11', 'NS 2')
    client.hears('NS 2', ...listFor(11, tridOf(client, 'NS 2')))
    const said = client.said('NS 2').slice(-3)
    expect(said.map((line) => line.replace(/^(\w+) \d+/, '$1'))).toEqual([
      expect.stringMatching(/^CHG HDN/),
      'PRP MFN Alicia',
      expect.stringContaining('<PSM>tea</PSM>'),
    ])
    client.hears('NS 2', ...said.map((line) => (line.startsWith('UUX') ? `${line.split(' ', 2).join(' ')} 0` : line)))
    expect(intents.map(client.outcomeOf)).toEqual(['Done', 'Done', 'Done', 'Done'])
  })

  it('says name and privacy again where the new server does not have them, before anybody sees it', () => {
    const client = shownIn('MSNP10')
    const privacy: Intent = { _tag: 'SetPrivacy', privacy: 'BL' }
    client.wants(setName('Alicia'), privacy, setStatus('HDN'))
    client.hears('NS 1', ...client.said('NS 1').slice(-3))
    client.hears('NS 1', away)
    signIn(client, 'MSNP10', 'NS 2')
    client.hears('NS 2', ...listFor(10, tridOf(client, 'NS 2')))
    const said = client.said('NS 2').slice(-3)
    expect(said.map((line) => line.split(' ').toSpliced(1, 1).slice(0, 2).join(' '))).toEqual(['BLP BL', 'PRP MFN', 'CHG HDN'])
  })

  it('leaves name and privacy to the server where they were changed elsewhere since', () => {
    const client = shownIn('MSNP8')
    client.wants(setName('Alicia'))
    client.hears('NS 1', `REA ${tridOf(client, 'NS 1')} 256 alice@example.com Alice%20the%20First`)
    client.hears('NS 1', away)
    signIn(client, 'MSNP8', 'NS 2')
    client.hears('NS 2', ...listFor(8, tridOf(client, 'NS 2')))
    expect(client.said('NS 2').filter((line) => line.startsWith('REA'))).toEqual([])
  })

  it.each(spoken)('never says another status than the one that was wanted last, in %s', (dialect) => {
    const client = drive(settingsOf({ dialects: [dialect] }))
    const intents = [setStatus('BSY'), setStatus('HDN')]
    client.wants(...intents)
    signIn(client, dialect)
    if (numberOf(dialect) < 13) client.hears('NS 1', ...listFor(numberOf(dialect), tridOf(client, 'NS 1')))
    else settles(client)
    expect(client.said('NS 1').filter((line) => line.startsWith('CHG'))).toEqual([expect.stringMatching(/^CHG \d+ HDN/)])
    client.hears('NS 1', client.said('NS 1').at(-1)!)
    expect(intents.map(client.outcomeOf)).toEqual(['Done', 'Done'])
  })

  it.each([
    ['a request', (): Intent => setStatus('BSY')],
    ['a first part of a request', (): Intent => addContact('dave@example.com')],
    ['the contact list', (): Intent => ({ _tag: 'Synchronise' })],
    ['a switchboard', (): Intent => openConversation([])],
  ])('is not ended by the time that was set for %s', (_, intent) => {
    const client = shownIn('MSNP8', { deadlines: { ping: 1e7 } })
    client.wants(intent())
    client.waits(59_000)
    client.hears('NS 1', away)
    client.waits(500)
    client.opens('NS 2')
    // The times of before would be over now, and that of the sign-in is not.
    client.waits(5_000)
    expect(client.end()).toBeUndefined()
    expect([...client.timers.keys()]).toEqual(['SignIn'])
  })

  it('is not ended by the pace of the old connection', () => {
    const client = shownIn('MSNP8', { deadlines: { ping: 10_000 } })
    client.waits(10_000)
    client.hears('NS 1', away)
    client.opens('NS 2')
    expect(client.waits(30_000)).toEqual([])
    expect(client.end()).toBeUndefined()
  })

  it('keeps its conversations', () => {
    const client = withBob()
    client.hears('NS 1', away)
    client.hears('SB C1', withPayload('MSG bob@example.com Bob%20B', text('still there?')))
    expect(client.told('TextReceived').map(({ text }) => text)).toEqual(['still there?'])
    const answer = say('C1', 'yes')
    expect(client.wants(answer)).toEqual([])
    client.hears('SB C1', 'JOI carol@example.com Carol', 'BYE carol@example.com')
    signIn(client, 'MSNP8', 'NS 2')
    const lines = client.hears('NS 2', ...listFor(8, tridOf(client, 'NS 2')))
    expect(lines.at(-1)).toMatch(/^SB C1 > MSG 3 A/)
    client.hears('SB C1', 'ACK 3')
    expect(client.outcomeOf(answer)).toBe('Acknowledged')
    expect(client.links()).toEqual(['SB C1', 'NS 2'])
  })

  it('does not forget a conversation that waits for its switchboard', () => {
    const client = shownIn('MSNP8', { deadlines: { ping: 1e7 } })
    const intents = [
      openConversation(['bob@example.com'], 'tea'),
      say('tea', 'hello'),
      sayTo('carol@example.com', 'hi'),
    ]
    client.wants(...intents)
    client.hears('NS 1', away)
    signIn(client, 'MSNP8', 'NS 2')
    client.hears('NS 2', ...listFor(8, tridOf(client, 'NS 2')))
    client.waits(300_000)
    expect(client.at()).toBe('Ready')
    // Asked for again, or ended: but not waiting for ever.
    const isAskedAgain = client.said('NS 2').filter((line) => /^XFR \d+ SB$/.test(line)).length >= 2
    if (!isAskedAgain) expect(intents.map(client.outcomeOf)).not.toContain(undefined)
  })

  it('may be sent to begin anew on the same connection', () => {
    const client = shownIn('MSNP8')
    expect(client.hears('NS 1', 'XFR 0 NS 0')).toEqual(['NS 1 > VER 7 MSNP8 CVR0'])
    signIn(client, 'MSNP8')
    client.hears('NS 1', ...listFor(8, tridOf(client, 'NS 1')))
    expect(client.at()).toBe('Ready')
  })

  it.each(['911', '500 8'])('ends with %s there', (line) => {
    const client = withBob()
    client.hears('NS 1', away)
    client.opens('NS 2')
    expect(client.hears('NS 2', line)).toEqual(['close NS 2', 'SB C1 > OUT', 'close SB C1'])
    expect(client.end()?._tag).toBe('Refused')
    expect(client.links()).toEqual([])
  })

  it('opens conversations again once it is ready', () => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', away)
    signIn(client, 'MSNP8', 'NS 2')
    client.hears('NS 2', ...listFor(8, tridOf(client, 'NS 2')))
    client.wants(openConversation(['bob@example.com']))
    client.hears('NS 2', transfer(client, 'NS 2'))
    client.opens('SB C1')
    expect(client.hears('SB C1', reply(client))).toEqual(['SB C1 > CAL 2 bob@example.com'])
  })
})

import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import { keepingAlive } from '../../lib/client/connection/keepalive.js'
import { spoken } from '../../lib/client/settings.js'
import { shownIn, text, withPayload, type Client } from './driver.js'

const png = 'NS 1 > PNG'

/** A client that is ready, and has not been asked after yet. */
const resting = (dialect: Dialect = 'MSNP9'): Client => shownIn(dialect)

describe('the keep-alive', () => {
  it.each(spoken)('asks every fifty seconds in %s until it is told another pace', (dialect) => {
    const client = resting(dialect)
    expect(client.waits(49_999)).toEqual([])
    expect(client.waits(1)).toEqual([png])
    client.hears('NS 1', 'QNG')
    expect(client.told('Alive')).toEqual([{ _tag: 'Alive' }])
    expect(client.waits(49_999)).toEqual([])
    expect(client.waits(1)).toEqual([png])
  })

  it.each([
    [60, 60],
    [41, 41],
    [5, 5],
    [4, 5],
    [0, 5],
    [600, 600],
    [601, 600],
    [999999999, 600],
  ])('told %i seconds, asks in %i', (said, seconds) => {
    const client = resting()
    client.waits(50_000)
    client.hears('NS 1', `QNG ${said}`)
    expect(client.told('Alive')).toEqual([{ _tag: 'Alive', seconds: said }])
    expect(client.waits(seconds * 1000 - 1)).toEqual([])
    expect(client.waits(1)).toEqual([png])
  })

  it('keeps the pace that it was told', () => {
    const client = resting()
    client.waits(50_000)
    client.hears('NS 1', 'QNG 10')
    client.waits(10_000)
    client.hears('NS 1', 'QNG')
    expect(client.waits(9_999)).toEqual([])
    expect(client.waits(1)).toEqual([png])
  })

  it('finds a server dead that says nothing', () => {
    const client = resting()
    expect(client.waits(50_000)).toEqual([png])
    expect(client.waits(49_999)).toEqual([])
    expect(client.waits(1)).toEqual(['close NS 1'])
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'PNG' })
  })

  it.each([
    'NLN NLN bob@example.com Bob 32',
    'XYZ 1 2 3',
    '500',
    'ILN',
    withPayload('MSG Hotmail Hotmail', text('mail')),
  ])('finds a server alive that says %j', (line) => {
    const client = resting()
    client.waits(50_000)
    client.waits(40_000)
    client.hears('NS 1', line)
    expect(client.waits(10_000)).toEqual([png])
    expect(client.end()).toBeUndefined()
    client.waits(50_000)
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'PNG' })
  })

  it('is not misled by what comes over a switchboard', () => {
    const client = resting()
    client.hears('NS 1', 'RNG 1 10.0.1.200:1863 CKI 123456.7 bob@example.com Bob')
    client.opens('SB C1')
    client.waits(50_000)
    client.hears('SB C1', 'IRO 1 1 1 bob@example.com Bob', 'ANS 1 OK')
    client.waits(50_000)
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'PNG' })
  })

  it('is there before the contact list is', () => {
    const client = shownIn('MSNP8')
    expect(client.timers.has('KeepAlive')).toBe(true)
  })

  const link = 'NS 1'
  const { step, init, chart, result } = keepingAlive(link, 50_000)
  it('is final only where the server is dead', () => {
    expect(init[0]).toEqual({ _tag: 'Resting', ms: 50_000 })
    expect(Object.keys(chart).filter((tag) => result({ _tag: tag, ms: 1 } as (typeof init)[0]) !== undefined)).toEqual(['Dead'])
    expect(step({ _tag: 'Dead' }, { _tag: 'Elapsed', timer: 'KeepAlive' })).toEqual([{ _tag: 'Dead' }, []])
  })
})

describe('Ping', () => {
  const ping = (): Intent => ({ _tag: 'Ping' })

  it('asks at once, and is done with the answer', () => {
    const client = resting()
    const intent = ping()
    expect(client.wants(intent)).toEqual([png])
    client.hears('NS 1', 'QNG 50')
    expect(client.outcomeOf(intent)).toBe('Done')
  })

  it('asks once for all who want it', () => {
    const client = resting()
    const intents = [ping(), ping(), ping()]
    expect(client.wants(...intents)).toEqual([png])
    client.hears('NS 1', 'QNG 50')
    expect(intents.map(client.outcomeOf)).toEqual(['Done', 'Done', 'Done'])
  })

  it('asks at once although something else has shown that the server lives', () => {
    const client = resting()
    const [first, second] = [ping(), ping()]
    client.wants(first)
    client.hears('NS 1', 'NLN NLN bob@example.com Bob 32')
    client.wants(second)
    client.hears('NS 1', 'QNG 50')
    client.hears('NS 1', 'QNG 50')
    expect([first, second].map(client.outcomeOf)).toEqual(['Done', 'Done'])
  })

  it('is over with the session', () => {
    const client = resting()
    const intent = ping()
    client.wants(intent)
    client.waits(50_000)
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'PNG' })
    expect(client.outcomeOf(intent)).toBe('Closed')
  })
})

describe('a challenge', () => {
  it.each([
    ['MSNP6', '15570131571988941333', 'msmsgs@msnmsgr.com', 'Q1P7W2E4J9R8U3S5', '8f2f5a91b72102cd28355e9fc9000d6e'],
    ['MSNP10', '12345678901234567890', 'msmsgs@msnmsgr.com', 'Q1P7W2E4J9R8U3S5', '8ba1bb9d6dbf624fee31a2053af5fdd0'],
    ['MSNP8', '29409134351025259292', 'PROD0038W!61ZTF9', 'VT6PX?UQTM4WM%YR', '0a92b938ee214352d5e1f93b0acd1552'],
    ['MSNP11', '15570131571988941333', 'PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL', 'd8d8cb2c2043a603d8286a3343143ee1'],
    ['MSNP11', '76692485029460135521', 'PROD0090YUAUV{2B', 'YMM8C_H7KCQ2S_KL', '093aa9157f89eb1be9bb8a7bf3626318'],
    ['MSNP12', '15570131571988941333', 'PROD01065C%ZFN6F', 'O4BG@C7BWLYQX?5G', '47d2b1e24f85947bdd29b3bfe29f027b'],
    ['MSNP12', '93662730714769834295', 'PROD01065C%ZFN6F', 'O4BG@C7BWLYQX?5G', '1fd1345b59d9e2c1af131e00b51ddb96'],
    ['MSNP12', '22210219642164014968', 'PROD0119GSJUC$18', 'ILTXC!4IXB5FB*PX', 'a400af809ac86fbdf6deec7286fc06b8'],
    ['MSNP12', '13038318816579321232', 'PROD0120PW!CCV9@', 'C1BX{V4W}Q3*10SM', 'b2b292178e786b7cc16971fabeb5a597'],
    ['MSNP12', '20881906611010814222', 'PROD0114ES4Z%Q5W', 'PK}_A_0N_K%O?A9S', 'c28cd62d93bd38c5ea71ff5022a1f216'],
  ] as const)('in %s: %s is answered by %s', (dialect, challenge, id, key, answer) => {
    const client = shownIn(dialect, { product: { id, key } })
    expect(client.hears('NS 1', `CHL 0 ${challenge}`)).toEqual([`NS 1 > QRY 7 ${id} 32\r\n${answer}`])
    expect(client.told('Challenged')).toHaveLength(1)
    client.hears('NS 1', 'QRY 7')
    expect(client.timers.has('Reply 7')).toBe(false)
    expect(client.told('Unexpected')).toEqual([])
  })

  it.each(spoken)('is answered with the product that goes with the dialect, in %s', (dialect) => {
    const number = Number(dialect.slice(4))
    const client = shownIn(dialect)
    const lines = client.hears('NS 1', 'CHL 0 15570131571988941333')
    if (number < 6) expect(lines).toEqual([])
    else expect(lines).toEqual([expect.stringMatching(/^NS 1 > QRY \d+ \S+ 32\r\n[0-9a-f]{32}$/)])
  })

  it('is told if the answer was wrong', () => {
    const client = shownIn('MSNP11')
    client.hears('NS 1', 'CHL 0 15570131571988941333', '540 7')
    expect(client.told('ServerFailed')).toMatchObject([{ failure: { code: 540 } }])
    client.loses('NS 1')
    expect(client.end()?._tag).toBe('Lost')
  })

  it('may come again and again, and need not be confirmed', () => {
    const client = shownIn('MSNP11', { deadlines: { ping: 1e7 } })
    client.hears('NS 1', 'CHL 0 15570131571988941333', 'CHL 0 76692485029460135521')
    client.waits(120_000)
    expect(client.said('NS 1').filter((line) => line.startsWith('QRY'))).toHaveLength(2)
    expect(client.at()).toBe('Ready')
  })
})

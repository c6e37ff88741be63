import { describe, expect, it } from 'vitest'

import { answer, productIn } from '../../../lib/auth/challenge.js'
import { dialectNamed, type Dialect } from '../../../lib/commands/dialects.js'
import { among, lastWord, show, withSessions } from '../driver.js'

const asked = (dialect: Dialect, settings = {}) => {
  const driver = withSessions(among(settings), { alice: dialect })
  const challenge = lastWord(show(driver, 'alice'), /CHL/)
  return { driver, challenge }
}

const rightAnswer = (dialect: Dialect, challenge: string): string => {
  const { number } = dialectNamed(dialect)!
  const product = productIn(number)
  if (product._tag === 'None') throw new Error('no product')
  return `QRY 10 ${product.value.id} 32\r\n${answer(number)(product.value)(challenge)}`
}

describe.each<Dialect>(['MSNP6', 'MSNP8', 'MSNP10', 'MSNP11', 'MSNP12'])('a challenge in %s', (dialect) => {
  it('has twenty digits, and a right answer', () => {
    const { driver, challenge } = asked(dialect)
    expect(challenge).toMatch(/^\d{20}$/)
    expect(driver.hear('alice', rightAnswer(dialect, challenge))).toEqual(['alice < QRY 10'])
    expect(driver.timers.has('AnswerOver alice')).toBe(false)
  })

  it('comes again', () => {
    const { driver, challenge } = asked(dialect, { deadlines: { challenge: 60_000, ping: 0 } })
    driver.hear('alice', rightAnswer(dialect, challenge))
    const again = lastWord(driver.pass(60_000), /CHL/)
    expect(again).toMatch(/^\d{20}$/)
    expect(again).not.toBe(challenge)
    expect(driver.hear('alice', rightAnswer(dialect, again))).toEqual(['alice < QRY 10'])
  })

  it('has wrong answers', () => {
    const wrong = 'd8d8cb2c2043a603d8286a3343143ee1'
    for (const id of ['PROD0090YUAUV{2B', 'msmsgs@msnmsgr.com', 'nobody'])
      expect(asked(dialect).driver.hear('alice', `QRY 10 ${id} 32\r\n${wrong}`)).toEqual([
        'alice < 540 10',
        'alice closed',
      ])
    expect(asked(dialect).driver.hear('alice', 'QRY 10 PROD0090YUAUV{2B 0\r\n')).toContain('alice < 540 10')
  })

  it('must be answered in time', () => {
    const { driver } = asked(dialect, { deadlines: { ping: 0 } })
    expect(driver.pass(49_999)).toEqual([])
    expect(driver.pass(1)).toEqual(['alice closed'])
    expect(driver.notices).toContainEqual({ _tag: 'Expelled', link: 'alice', on: 'NS', reason: 'Unanswered' })
  })

  it('comes when it is asked for, but not twice at a time', () => {
    const { driver, challenge } = asked(dialect)
    expect(driver.hear('alice', 'CHL 9')).toEqual([])
    driver.hear('alice', rightAnswer(dialect, challenge))
    expect(driver.hear('alice', rightAnswer(dialect, challenge))).toEqual([])
    expect(driver.hear('alice', 'CHL 9')[0]).toMatch(/^alice < CHL 0 \d{20}$/)
  })
})

describe('PNG', () => {
  it.each<readonly [Dialect, string]>([
    ['MSNP2', 'alice < QNG'],
    ['MSNP8', 'alice < QNG'],
    ['MSNP9', 'alice < QNG 50'],
    ['MSNP12', 'alice < QNG 50'],
  ])('in %s: %s', (dialect, line) => {
    const driver = withSessions(among(), { alice: dialect })
    expect(driver.hear('alice', 'PNG')).toEqual([line])
  })

  it('keeps a connection alive, which is closed when it is silent for more than twice the time', () => {
    const driver = withSessions(among(), { alice: 'MSNP9' })
    for (let i = 0; i < 10; i++) {
      expect(driver.pass(50_000)).toEqual([])
      driver.hear('alice', 'PNG')
    }
    expect(driver.pass(100_000)).toEqual([])
    expect(driver.pass(50_000)).toEqual(['alice closed'])
    expect(driver.notices).toContainEqual({ _tag: 'Expelled', link: 'alice', on: 'NS', reason: 'Silent' })
    expect([...driver.timers.keys()]).toEqual([])
  })

  it('is not needed where the settings say so', () => {
    const driver = withSessions(among({ deadlines: { ping: 0 } }), { alice: 'MSNP9' })
    expect(driver.hear('alice', 'PNG')).toEqual(['alice < QNG 50'])
    expect(driver.pass(10_000_000)).toEqual([])
  })
})

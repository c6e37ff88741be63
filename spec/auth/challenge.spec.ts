import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { answer, answers, productIn, productNamed, products, type Product } from '../../lib/auth/challenge.js'

const known = (id: string): Product => O.getOrElse((): Product => ({ id, key: '' }))(productNamed(id))

// core.md 5.3
describe('the answer of MSNP6 to 10', () => {
  it.each([
    ['15570131571988941333', 'msmsgs@msnmsgr.com', '8f2f5a91b72102cd28355e9fc9000d6e'],
    ['12345678901234567890', 'msmsgs@msnmsgr.com', '8ba1bb9d6dbf624fee31a2053af5fdd0'],
    ['29409134351025259292', 'PROD0038W!61ZTF9', '0a92b938ee214352d5e1f93b0acd1552'],
  ])('to %s by %s', (challenge, id, expected) => {
    expect([6, 10].map((dialect) => answer(dialect)(known(id))(challenge))).toEqual([expected, expected])
    expect(answers(10)(known(id))(challenge)).toEqual([expected])
  })
})

// core.md 5.4
describe('the answer from MSNP11 on', () => {
  it.each([
    ['15570131571988941333', 'PROD01065C%ZFN6F', '47d2b1e24f85947bdd29b3bfe29f027b'],
    ['93662730714769834295', 'PROD01065C%ZFN6F', '1fd1345b59d9e2c1af131e00b51ddb96'],
    ['13038318816579321232', 'PROD01065C%ZFN6F', 'f52409e13833d91f66af73abfced22bf'],
    ['23055170411503520698', 'PROD01065C%ZFN6F', '780ee59b51acfd094658a55181fed7ca'],
    ['15570131571988941333', 'PROD0090YUAUV{2B', 'd8d8cb2c2043a603d8286a3343143ee1'],
    ['76692485029460135521', 'PROD0090YUAUV{2B', '093aa9157f89eb1be9bb8a7bf3626318'],
    ['22210219642164014968', 'PROD0119GSJUC$18', 'a400af809ac86fbdf6deec7286fc06b8'],
    ['13038318816579321232', 'PROD0120PW!CCV9@', 'b2b292178e786b7cc16971fabeb5a597'],
    ['1663122458434562624782678054', 'PROD0120PW!CCV9@', 'f379e91748f9722568da550eccefec47'],
    ['20881906611010814222', 'PROD0114ES4Z%Q5W', 'c28cd62d93bd38c5ea71ff5022a1f216'],
  ])('to %s by %s', (challenge, id, expected) => {
    expect([11, 21].map((dialect) => answer(dialect)(known(id))(challenge))).toEqual([expected, expected])
    expect(answers(11)(known(id))(challenge)).toEqual([expected])
  })

  it('is taken with and without padding, where the text is a multiple of eight bytes long', () => {
    const product = known('PROD0090YUAUV{2B')
    const challenge = '1234567890123456'
    expect(answer(11)(product)(challenge)).toBe('64b46596fb2b4a50cff5477bbeb8bd4a')
    expect(answers(11)(product)(challenge)).toEqual([
      '64b46596fb2b4a50cff5477bbeb8bd4a',
      '8479bcf63bcca9262f389e1b7e5f5e3c',
    ])
  })
})

describe('answers', () => {
  it('are 32 hexadecimal digits, the answer among them, whatever is asked', () => {
    const text = fc.string({ unit: 'binary' })
    const product = fc.record({ id: text, key: text })
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), product, text, (dialect, who, challenge) => {
        const taken = answers(dialect)(who)(challenge)
        expect(taken[0]).toBe(answer(dialect)(who)(challenge))
        for (const each of taken) expect(each).toMatch(/^[\da-f]{32}$/)
      }),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 1000) },
    )
  })
})

// core.md 5.2
describe('products', () => {
  it('have 16 characters of key each, and no two have the same id', () => {
    expect(products).toHaveLength(15)
    expect(products.every(({ key }) => key.length === 16)).toBe(true)
    expect(new Set(products.map(({ id }) => id)).size).toBe(15)
  })
  it('are found by id', () => {
    expect(productNamed('PROD0120PW!CCV9@')).toEqual(O.some(products.at(-1)))
    expect(productNamed('__proto__')).toEqual(O.none)
  })
  it.each([
    [5, undefined],
    [6, 'msmsgs@msnmsgr.com'],
    [8, 'PROD0058#7IL2{QD'],
    [10, 'PROD0076ENE8*@AW'],
    [12, 'PROD0101{0RM?UBW'],
    [13, 'PROD0112J1LW7%NB'],
    [15, 'PROD0120PW!CCV9@'],
    [21, 'PROD0120PW!CCV9@'],
  ])('of MSNP%i: %s', (dialect, id) => {
    expect(O.toUndefined(productIn(dialect))?.id).toBe(id)
  })
})

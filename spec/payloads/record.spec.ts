import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { Free, Integer, namesIn, eitherWord, readRecord, upTo, writeRecord, type Table } from '../../lib/payloads/record.js'

const table = { name: ['Name', Free], age: ['Age', Integer, 8], kid: ['Kid', eitherWord('Y', 'N'), 11] } satisfies Table

describe('a table', () => {
  it('reads what is spelled well, under names in any case', () => {
    expect(readRecord(table)([['NAME', 'Bob'], ['Age', 'old'], ['kid', 'n'], ['Else', '1']])).toEqual({
      name: 'Bob',
      kid: false,
    })
  })
  it('leaves out what is missing: no property at all', () => {
    expect(Object.keys(readRecord(table)([]))).toEqual([])
  })
  it('writes in its own order', () => {
    expect(writeRecord(table)({ kid: true, age: -3, name: '' })).toEqual([['Name', ''], ['Age', '-3'], ['Kid', 'Y']])
  })
  it('knows its names, and those of a dialect', () => {
    expect(namesIn(table)).toEqual(['Name', 'Age', 'Kid'])
    expect(namesIn(upTo(8)(table))).toEqual(['Name', 'Age'])
  })
})

describe('Integer', () => {
  it.each([
    ['7', E.right(7)],
    [' -1145324609 ', E.right(-1145324609)],
    ['007', E.right(7)],
    ['', E.left('')],
    ['1.5', E.left('1.5')],
    ['9999999999999999999', E.left('9999999999999999999')],
  ])('reads %o', (text, value) => {
    expect(Integer.decode(text)).toEqual(value)
  })
})

describe('eitherWord', () => {
  it.each([
    ['TRUE', E.right(true)],
    ['false', E.right(false)],
    ['yes', E.left('yes')],
  ])('reads %s', (text, value) => {
    expect(eitherWord('TRUE', 'FALSE').decode(text)).toEqual(value)
  })
})

import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { field, readFields, readParameters, without, writeFields, writeParameters } from '../../lib/payloads/fields.js'
import { toByteText } from '../../lib/wire/text.js'

describe('readFields', () => {
  it.each([
    ['CR LF', 'A: 1\r\nB: 2\r\n'],
    ['LF', 'A: 1\nB: 2\n'],
    ['CR', 'A: 1\rB: 2\r'],
    ['a mixture', 'A: 1\r\nB: 2\n'],
    ['no end at all', 'A: 1\nB: 2'],
    ['empty lines between', '\r\nA: 1\r\n\r\nB: 2'],
  ])('takes lines ended by %s', (_, bytes) => {
    expect(readFields(bytes)).toEqual([['A', '1'], ['B', '2']])
  })

  it.each([
    ['no blank behind the colon', 'Age:7', '7'],
    ['blanks on both sides', 'Age : \t 7  ', '7'],
    ['no value', 'Age:', ''],
    ['colons in the value', 'Age:a:b', 'a:b'],
    ['a line folded by a blank', 'Age: a\r\n b', 'a b'],
    ['a line folded by tabs', 'Age: a\r\n\t\tb\n c', 'a b c'],
    ['UTF-8', toByteText('Age: né'), 'né'],
    ['bytes that are not UTF-8', 'Age: a\xffb', 'a\ufffdb'],
  ])('takes %s', (_, bytes, value) => {
    expect(readFields(bytes)).toEqual([['Age', value]])
  })

  it('passes over lines without a name', () => {
    expect(readFields('hello\r\n: nothing\r\nA: 1')).toEqual([['A', '1']])
  })
})

describe('field', () => {
  const fields = readFields('Content-Type: a\r\ncontent-type: b\r\nOther: c')

  it('minds no case, and takes the last of several', () => {
    expect(field('CONTENT-TYPE')(fields)).toEqual(O.some('b'))
  })
  it('has nothing where there is none', () => {
    expect(field('Content')(fields)).toEqual(O.none)
  })
  it('goes without, in any case', () => {
    expect(without('content-type')(fields)).toEqual([['Other', 'c']])
  })
})

describe('writeFields', () => {
  it('writes one blank behind a colon, and none without a value', () => {
    expect(writeFields([['Age', ''], ['Kid', '0'], ['Name', 'né']])).toBe(toByteText('Age:\r\nKid: 0\r\nName: né\r\n'))
  })
  it('lets no name and no value begin a header of its own', () => {
    expect(writeFields([['A:\r\nB', 'x\r\nInjected: y\rz\n']])).toBe('A B: x Injected: y z\r\n')
  })
})

describe('parameters', () => {
  it.each([
    ['text/plain; charset=UTF-8', [['charset', 'UTF-8']]],
    ['text/plain;charset="utf-8";foo=bar', [['charset', 'utf-8'], ['foo', 'bar']]],
    ['FN=a=b;PF=0 ; RL=1;', [['FN', 'a=b'], ['PF', '0'], ['RL', '1']]],
    ['', []],
  ])('reads %s', (text, parameters) => {
    expect(readParameters(text)).toEqual(parameters)
  })
  it('writes them', () => {
    expect(writeParameters([['FN', 'Arial'], ['EF', '']])).toBe('FN=Arial; EF=')
  })
})

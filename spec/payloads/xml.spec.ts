import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as Th from 'fp-ts/lib/These.js'
import { describe, expect, it } from 'vitest'

import {
  attribute,
  child,
  childrenNamed,
  emptyTag,
  escape,
  leaves,
  problemIn,
  readXml,
  rootIn,
  tag,
  writeLeaves,
  type XmlElement,
} from '../../lib/payloads/xml.js'

const element = (name: string, part: Partial<XmlElement> = {}): XmlElement => ({
  name,
  attributes: [],
  children: [],
  text: '',
  ...part,
})

describe('readXml', () => {
  it('gives elements, attributes and texts', () => {
    expect(readXml()('<?xml version="1.0"?><a b="1" c=\'2\'>x<d/>y<d>z</d></a>')).toEqual(
      Th.right(
        element('a', {
          attributes: [['b', '1'], ['c', '2']],
          text: 'xy',
          children: [element('d'), element('d', { text: 'z' })],
        }),
      ),
    )
  })
  it.each([
    ['the five entities', '&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['numeric ones', '&#x7B;&#125;&#x1F600;', '{}\u{1f600}'],
    ['CDATA', 'a<![CDATA[<b>&]]>c', 'a<b>&c'],
    ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
    ['comments, which it leaves out', 'a<!-- <b> -->c', 'ac'],
  ])('knows %s', (_, markup, text) => {
    expect(readXml()(`<a>${markup}</a>`)).toEqual(Th.right(element('a', { text })))
  })
  it('has no properties but those of the text', () => {
    expect(readXml()('<a __proto__="1" constructor="2"/>')).toEqual(
      Th.right(element('a', { attributes: [['__proto__', '1'], ['constructor', '2']] })),
    )
  })

  it('does not look at a document type, and says so', () => {
    const xml = readXml()('<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z SYSTEM "file:///etc/passwd">]><a>b</a>')
    expect(xml).toEqual(Th.both({ _tag: 'Doctype' }, element('a', { text: 'b' })))
    const used = readXml()('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')
    expect(rootIn(used).text).toBe('&x;')
  })
  it('reads XML 1.0 whatever version is said', () => {
    expect(problemIn(readXml()('<?xml version="1.1"?><a>&#1;</a>')).problem?._tag).toBe('NotWellFormed')
  })
  it('leaves out what is too deep, and says so', () => {
    expect(readXml({ depth: 2 })('<a><b><c>d</c>e</b>f</a>')).toEqual(
      Th.both({ _tag: 'TooDeep', limit: 2 }, element('a', { text: 'f', children: [element('b', { text: 'e' })] })),
    )
  })
  it.each([
    ['entities in capitals, and numbers', '&AMP;&LT;&GT;&QUOT;&APOS;&#X41;', '&<>"\'A'],
    ['what is none', '&nbsp; &; &amp &#; &#x; &#xg; &', '&nbsp; &; &amp &#; &#x; &#xg; &'],
    [']]> in a text', 'a]]>b', 'a]]>b'],
    ['a < that begins nothing', 'I <3 you </3 <! <? < x', 'I <3 you </3 <! <? < x'],
    ['controls', '\u0001&#1;&#xD800;&#1114112;&#99999999999999999999;', '\ufffd'.repeat(5)],
  ])('mends %s', (_, markup, text) => {
    const xml = readXml()(`<a b="${markup.replaceAll('"', '')}">${markup}<c/></a>`)
    expect(problemIn(xml).problem?._tag).toBe('NotWellFormed')
    expect(rootIn(xml)).toEqual(element('a', { attributes: [['b', text]], text, children: [element('c')] }))
    expect(readXml({ isLenient: true })(`<a b="${markup.replaceAll('"', '')}">${markup}<c/></a>`)).toEqual(Th.right(rootIn(xml)))
  })
  it.each([
    '<a><b></a>', '<a></b></a>', '<a', '<a b></a>', '<a b=c/>', '<a b="1" b="2"/>', '<a b="1"c="2"/>', '<a><![CDATA[x</a>',
    '<a><!-- x</a>', '<a/>x', '<a/><b/>', 'x<a/>', '<a <b/></a>', '<a></a', '<a>',
  ])('does not mend elements: %s', (text) => {
    expect(problemIn(readXml({ isLenient: true })(text)).problem?._tag).toBe('NotWellFormed')
  })
  it('gives up a text that is little but errors', () => {
    const few = rootIn(readXml()(`<a>${'</c>'.repeat(50)}<b/></a>`))
    const many = rootIn(readXml()(`<a>${'</c>'.repeat(5000)}<b/></a>`))
    expect(few.children).toEqual([element('b')])
    expect([many.name, many.children]).toEqual(['a', []])
  })
  it('does not read what is too long', () => {
    expect(readXml({ length: 7 })('<a>b</a>')).toEqual(Th.left({ _tag: 'TooLong', characters: 8, limit: 7 }))
    expect(E.isRight(readXml({ length: 8 })('<a>b</a>') as E.Either<unknown, unknown>)).toBe(true)
  })

  it.each([
    ['', undefined],
    ['text', undefined],
    ['<a', undefined],
    ['<a>b', element('a', { text: 'b' })],
    ['<a><b>c', element('a', { children: [element('b', { text: 'c' })] })],
    ['<a/><b/>', element('a')],
    ['<a>&nbsp;b</a>', element('a', { text: '&nbsp;b' })],
    ['<a>\u0001</a>', element('a', { text: '\ufffd' })],
    ['<a>\ud800</a>', element('a', { text: '\ufffd' })],
  ])('gives what there is of %o', (text, root) => {
    const xml = readXml()(text)
    expect(problemIn(xml).problem?._tag).toBe('NotWellFormed')
    expect(O.toUndefined(Th.getRight(xml))).toEqual(root)
  })

  describe('of a vocabulary', () => {
    const read = readXml({ names: ['Data', 'PSM', 'Other'] })

    it.each([
      ['a < b & c > d', 'a < b & c > d'],
      ['a <c> </d>', 'a <c> </d>'],
      ['<3', '<3'],
      ['&amp;&lt;&#x26;&bogus;&#xZZ;', '&<&&bogus;&#xZZ;'],
      ['a</Dat>', 'a</Dat>'],
    ])('takes for text what is none of it: %s', (markup, text) => {
      const xml = read(`<Data><PSM>${markup}</PSM><Other x="1"/></Data>`)
      expect(problemIn(xml).problem?._tag).toBe('NotWellFormed')
      expect(rootIn(xml)).toEqual(
        element('Data', { children: [element('PSM', { text }), element('Other', { attributes: [['x', '1']] })] }),
      )
    })
    it('takes a bare & in an attribute', () => {
      expect(rootIn(read('<Data><Other x="?a=1&b=2"/></Data>')).children).toEqual([
        element('Other', { attributes: [['x', '?a=1&b=2']] }),
      ])
    })
    it('does not touch what is well-formed', () => {
      expect(rootIn(read('<Data><c>x</c></Data>')).children).toEqual([element('c', { text: 'x' })])
    })
  })
})

describe('a tree', () => {
  const root = rootIn(readXml()('<a Id="1"><b>x</b><c/><b>y</b></a>'))

  it('is walked by name', () => {
    expect(child('b')(root)).toEqual(O.some(element('b', { text: 'x' })))
    expect(child('d')(root)).toEqual(O.none)
    expect(childrenNamed('b')(root).map(({ text }) => text)).toEqual(['x', 'y'])
    expect(attribute('id')(root)).toEqual(O.some('1'))
    expect(leaves(root)).toEqual([['b', 'x'], ['c', ''], ['b', 'y']])
  })
})

describe('markup', () => {
  it('is escaped', () => {
    expect(escape('a<b & "c" =>\t\r\n')).toBe('a&lt;b &amp; &quot;c&quot; =&gt;&#9;&#13;&#10;')
    expect(escape('\0\u001f\ufffe\ud800\u{1f600}')).toBe('\ufffd\ufffd\ufffd\ufffd\u{1f600}')
  })
  it('is put together', () => {
    expect(tag('a', [['b', '"']])(emptyTag('c', [['d', '1']]) + writeLeaves([['e', '<'], ['f', '']]))).toBe(
      '<a b="&quot;"><c d="1"/><e>&lt;</e><f></f></a>',
    )
  })
})

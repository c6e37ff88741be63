import { readFileSync } from 'node:fs'

import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'

import { recordingPath } from '../replay/recorded.js'
import { decoded, pathOf } from './inside.js'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly inside: string | undefined
  text: string
}

/** The elements of a file, each with the class of what it stands in. Throws where it is not well-formed. */
const elementsIn = (svg: string): ReadonlyArray<Element> => {
  const all: Array<Element> = []
  const open: Array<Element> = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, inside: open.at(-1)?.attributes['class'], text: '' }
    all.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(svg).close()
  return all
}

const drawn = async (file: string, name: string): Promise<ReadonlyArray<Element>> => {
  const { status, lines } = await decoded(file, { svg: pathOf(name) })
  expect(status).toBe(0)
  expect(lines).toEqual([])
  return elementsIn(readFileSync(pathOf(name), 'utf8'))
}

const arrows = (all: ReadonlyArray<Element>): number => all.filter(({ attributes }) => attributes['class'] === 'arrow').length

describe('msnp decode --svg', () => {
  it('draws the capture of 2005', async () => {
    const all = await drawn(recordingPath('msnp11-2005.pcap'), '2005.svg')
    expect(arrows(all)).toBe(364)
  })
})

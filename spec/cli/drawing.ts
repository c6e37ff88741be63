/** The drawings of `msnp decode --svg`, read as XML. */
import { readFileSync } from 'node:fs'

import { SaxesParser } from 'saxes'
import { expect } from 'vitest'

import { decoded, pathOf } from './inside.js'

/** An element of a drawing. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly inside: string | undefined
  text: string
}

/** The elements of a file, each with the class of what it stands in. Throws where it is not well-formed. */
export const elementsIn = (svg: string): ReadonlyArray<Element> => {
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

/** Draws a recording, and reads the drawing. */
export const drawn = async (file: string, name: string): Promise<ReadonlyArray<Element>> => {
  const { status, lines } = await decoded(file, { svg: pathOf(name) })
  expect(status).toBe(0)
  expect(lines).toEqual([])
  return elementsIn(readFileSync(pathOf(name), 'utf8'))
}

/** How many arrows a drawing has. */
export const arrows = (all: ReadonlyArray<Element>): number => all.filter(({ attributes }) => attributes['class'] === 'arrow').length

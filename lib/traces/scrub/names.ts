/** Replaces names, addresses and texts in a recording, each by one of the same length. */
import { products } from '../../auth/challenge.js'
import { aliases } from './aliases.js'
import { respelled } from './encodings.js'

/** Puts something else of the same length in the place of byte text. */
export type Replace = (text: string) => string

/** What stands in place of people: of their addresses and their names the same for the same, of what they say nothing. */
export interface Names {
  /** Every address in a text, and every telephone number with its scheme. */
  readonly addresses: Replace
  /** A text that is the local part of an address, or its domain. */
  readonly local: Replace
  readonly domain: Replace
  readonly name: Replace
  readonly text: Replace
}

const isAscii = (character: string): boolean => character < '\x80'
const isWordly = (character: string): boolean => /^[A-Za-z0-9]$/.test(character)

/** Letters of two, three and four bytes, to choose from. */
const further: Readonly<Record<number, number>> = { 2: 0x430, 3: 0x4e00, 4: 0x1f600 }
const alphabet = 26

const bytesIn = (character: string): number => {
  const point = character.codePointAt(0)!
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

const letter = (index: number): string => String.fromCharCode(0x61 + index)

/** A letter for a character beyond ASCII, so that an alias can be found for it; and the character of a letter. */
const stand = (character: string): string => letter(character.codePointAt(0)! % alphabet)
const beyond = (like: string, alias: string): string =>
  String.fromCodePoint(further[bytesIn(like)]! + ((alias.charCodeAt(0) - 0x61 + alphabet) % alphabet))

const crossing = (character: string): string => {
  if (/^[a-z]$/.test(character)) return 'x'
  if (/^[A-Z]$/.test(character)) return 'X'
  if (/^\d$/.test(character)) return '0'
  return isAscii(character) || character === '\ufffd' ? character : beyond(character, 'a')
}

const inCaseOf = (alias: string, text: string): string =>
  Array.from(alias, (each, i) => (/[A-Z]/.test(text[i]!) ? each.toUpperCase() : each)).join('')

const address = /([A-Za-z0-9_][\w.+'-]*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)|\btel:\+?\d+/g
const isProduct = (text: string): boolean => /^PROD\d{4}/.test(text) || products.some(({ id }) => id === text)

/** For a recording in which nobody has been replaced yet. */
export const people = (): Names => {
  const [locals, labels, names, numbers] = [aliases(), aliases(), aliases(), aliases()]

  const local = (text: string): string => inCaseOf(locals.of(text.toLowerCase()), text)
  const domain = (text: string): string => {
    const parts = text.split('.')
    // The last one tells of a country or of a kind, and of nobody.
    const isKept = (i: number): boolean => i > 0 && i === parts.length - 1
    return parts.map((each, i) => (isKept(i) ? each : inCaseOf(labels.of(each.toLowerCase()), each))).join('.')
  }
  const inText = (text: string): string =>
    text.replace(address, (all, before: string | undefined, behind: string | undefined) => {
      if (before === undefined || behind === undefined) return all.slice(0, 4) + numbers.of(all.slice(4))
      return isProduct(all) ? all : `${local(before)}@${domain(behind)}`
    })
  const named = (characters: ReadonlyArray<string>): ReadonlyArray<string> => {
    const shape = characters.map((each) =>
      isWordly(each) ? each : isAscii(each) || each === '\ufffd' ? '-' : stand(each),
    )
    const alias = names.of(shape.join(''))
    return characters.map((each, i) => {
      if (isWordly(each)) return alias[i]!
      return isAscii(each) || each === '\ufffd' ? each : beyond(each, alias[i]!)
    })
  }
  // Characters that take two places in a string would shift all others.
  const single = (character: string): string => (character.length === 1 && isAscii(character) ? character : '\ufffd')

  return {
    addresses: (text) =>
      /@|%40|tel:|tel%3a/i.test(text)
        ? respelled((characters) => {
            const after = inText(characters.map(single).join(''))
            return characters.map((each, i) => (single(each) === each ? after[i]! : each))
          }, text)
        : text,
    local,
    domain,
    name: (text) => respelled(named, text),
    text: (text) => respelled((characters) => characters.map(crossing), text),
  }
}

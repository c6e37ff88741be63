/** Puts other values into the head of an HTTP message, each as long as the one that stood there. */
import type { HttpRequest, HttpResponse } from '../../../core/effects.js'

/** What is left of a text that cannot be put where another stood. */
const crossed = (text: string): string => text.replace(/\S/g, 'x')

const fitting = (before: string, after: string | undefined): string =>
  after === undefined || after.length !== before.length ? crossed(before) : after

/** Hands out the values of headers in the order in which they stand in the head: of a name that is there twice, piece by piece. */
const valuesOf = (headers: HttpResponse['headers']): ((name: string, before: string) => string) => {
  const all = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const taken = new Map<string, number>()
  return (name, before) => {
    const key = name.toLowerCase()
    const value = all.get(key)
    const at = taken.get(key) ?? 0
    if (typeof value !== 'string') {
      taken.set(key, at + 1)
      return fitting(before, value?.[at])
    }
    taken.set(key, at + before.length + ', '.length)
    return fitting(before, value.slice(at, at + before.length))
  }
}

/** Another value in the lines that the one before it stood in. */
const inLinesOf = (before: string, after: string): string =>
  after.replace(/ /g, (blank, at: number) => (/[\r\n]/.test(before[at] ?? '') ? before[at]! : blank))

const withHeaders = (lines: ReadonlyArray<string>, headers: HttpResponse['headers']): ReadonlyArray<string> => {
  const next = valuesOf(headers)
  return lines.map((line) => {
    const [, name = '', before = '', value = '', behind = ''] = /^([^:]+)(:\s*)(.*?)(\s*)$/s.exec(line) ?? []
    // What is no header was never told: nobody has looked for secrets there.
    return name === '' ? crossed(line) : name + before + inLinesOf(value, next(name.trim(), value)) + behind
  })
}

const linesOf = (head: string): ReadonlyArray<string> => head.split(/(?<=\n)(?![ \t])/)

/** The head of a request with another URL and other values, each as long as the one that stood there. */
export const requestHead =
  ({ url, headers }: HttpRequest) =>
  (head: string): string => {
    const [start = '', ...lines] = linesOf(head)
    const target = (text: string): string => fitting(text, url.slice(-text.length))
    const first = start.replace(/^(\S+\s+)(\S+)/, (_, method: string, text: string) => method + target(text))
    return [first, ...withHeaders(lines, headers)].join('')
  }

/** The head of an answer with other values, each as long as the one that stood there. */
export const responseHead =
  ({ headers }: HttpResponse) =>
  (head: string): string => {
    const [start = '', ...lines] = linesOf(head)
    return [start, ...withHeaders(lines, headers)].join('')
  }

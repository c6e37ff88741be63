/** The shapes that sequence diagrams are drawn with, as SVG. */
import { emptyTag, escape, tag } from '../payloads/xml.js'
import { cutTo } from './output.js'

// All that is drawn goes by way of `tag`, `emptyTag` and `escape`: what peers wrote is text and nothing else.

// **Units** pixels.
export const boxWidth = 124
const boxHeight = 22

/** A letter, on the whole. */
export const letter = 6.1

const style = `
svg { background: #fff; font: 11px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif }
rect.ground { fill: #fff }
text { fill: #24292f } text.time, text.more { fill: #6b7280 } text.head { font-size: 15px; font-weight: 600 }
text.verb { font-weight: 700; text-anchor: middle } text.name { text-anchor: middle; font-weight: 600 }
text.time { text-anchor: end; font-variant-numeric: tabular-nums }
text.verb, text.more { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round }
line.life { stroke: #c8cdd3 } line.pause { stroke: #c8cdd3; stroke-dasharray: 1 5 }
rect.box { fill: #eef2f7; stroke: #8b95a1 }
.client line, .open line, .close path { stroke: #0b62c4 } .client path { fill: #0b62c4 } .client text.verb { fill: #0b62c4 }
.server line { stroke: #187a3c } .server path { fill: #187a3c } .server text.verb { fill: #187a3c }
.trouble line { stroke: #c02626 } .trouble path { fill: #c02626 } .trouble text { fill: #c02626 }
.gap line { stroke: #b45309; stroke-width: 3; stroke-dasharray: 2 3 } .gap text { fill: #b45309 }
.open line { stroke-dasharray: 5 4 } .close path { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
svg { background: #15181d } rect.ground { fill: #15181d }
text { fill: #e4e7eb } text.time, text.more { fill: #9aa4b1 }
text.verb, text.more { stroke: #15181d }
line.life, line.pause { stroke: #3d4550 } rect.box { fill: #232932; stroke: #6b7684 }
.client line, .open line, .close path { stroke: #6cb0ff } .client path { fill: #6cb0ff } .client text.verb { fill: #6cb0ff }
.server line { stroke: #5bd08a } .server path { fill: #5bd08a } .server text.verb { fill: #5bd08a }
.trouble line { stroke: #ff8080 } .trouble path { fill: #ff8080 } .trouble text { fill: #ff8080 }
.gap line { stroke: #f0a94a } .gap text { fill: #f0a94a }
}`

const number = (value: number): string => String(Math.round(value * 10) / 10)

/** A text of a kind that the style knows. */
export const text = (kind: string, x: number, y: number, content: string): string =>
  tag('text', [
    ['class', kind],
    ['x', number(x)],
    ['y', number(y)],
  ])(escape(content))

export const line = (kind: string, x1: number, y1: number, x2: number, y2: number): string =>
  emptyTag('line', [
    ['class', kind],
    ['x1', number(x1)],
    ['y1', number(y1)],
    ['x2', number(x2)],
    ['y2', number(y2)],
  ])

const path = (d: string): string => emptyTag('path', [['d', d]])

/** The head of an arrow. */
export const head = (from: number, to: number, y: number): string => {
  const back = from < to ? -7 : 7
  return path(`M${number(to)} ${number(y)}l${back} -4v8z`)
}

/** The end of a lifeline. */
export const cross = (x: number, y: number): string => path(`M${number(x - 5)} ${number(y - 5)}l10 10m0 -10l-10 10`)

/** A name in a box. */
export const box = (x: number, y: number, name: string): string =>
  emptyTag('rect', [
    ['class', 'box'],
    ['x', number(x - boxWidth / 2)],
    ['y', number(y - boxHeight / 2)],
    ['width', number(boxWidth)],
    ['height', number(boxHeight)],
    ['rx', '4'],
  ]) + text('name', x, y + 4, cutTo(Math.floor((boxWidth - 8) / (letter + 0.4)))(name))

/** An SVG file of so much markup, with a title. */
export const picture = (title: string, width: number, height: number, content: ReadonlyArray<string>): string => {
  const ground = emptyTag('rect', [
    ['class', 'ground'],
    ['width', '100%'],
    ['height', '100%'],
  ])
  const svg = tag('svg', [
    ['xmlns', 'http://www.w3.org/2000/svg'],
    ['width', number(width)],
    ['height', number(height)],
    ['viewBox', `0 0 ${number(width)} ${number(height)}`],
  ])
  const all = [tag('title')(escape(title)), tag('style')(style), ground, text('head', 16, 30, title), ...content]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg(all.join('\n'))}\n`
}

import { emptyTag, escape, tag } from '../payloads/xml.js'
import type { TraceRecord } from '../traces/record.js'
import type { Entry } from '../traces/transcript.js'
import type { Cast } from './cast.js'
import { describeEnding, describeExchange } from './happenings.js'
import { lanes } from './lanes.js'
import { counted, cutTo, harmless } from './output.js'
import { describe } from './rendering.js'
import { secondsText, titleOf, tridOf } from './timeline.js'

/** What is drawn is kept until the end, so that it is bounded. **Units** rows. */
const mostRows = 5000

// **Units** pixels.
const timeWidth = 84
const pitch = 138
const boxWidth = 124
const boxHeight = 22
const rowHeight = 26
const top = 64
const textWidth = 430
/** A letter, on the whole. */
const letter = 6.1

/** The longest text. **Units** columns. */
const mostLetters = 96

/** A silence that is marked. **Units** milliseconds. */
const silence = 60_000

type Kind = 'client' | 'server' | 'trouble' | 'gap' | 'open' | 'close' | 'note'

interface Row {
  readonly t: number
  readonly kind: Kind
  readonly connection: number | undefined
  readonly title: string
  readonly text: string
}

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

const text = (kind: string, x: number, y: number, content: string): string =>
  tag('text', [
    ['class', kind],
    ['x', number(x)],
    ['y', number(y)],
  ])(escape(content))

const line = (kind: string, x1: number, y1: number, x2: number, y2: number): string =>
  emptyTag('line', [
    ['class', kind],
    ['x1', number(x1)],
    ['y1', number(y1)],
    ['x2', number(x2)],
    ['y2', number(y2)],
  ])

const path = (d: string): string => emptyTag('path', [['d', d]])

const head = (from: number, to: number, y: number): string => {
  const back = from < to ? -7 : 7
  return path(`M${number(to)} ${number(y)}l${back} -4v8z`)
}

const box = (x: number, y: number, name: string): string =>
  emptyTag('rect', [
    ['class', 'box'],
    ['x', number(x - boxWidth / 2)],
    ['y', number(y - boxHeight / 2)],
    ['width', number(boxWidth)],
    ['height', number(boxHeight)],
    ['rx', '4'],
  ]) + text('name', x, y + 4, cutTo(Math.floor((boxWidth - 8) / (letter + 0.4)))(name))

const xOf = (place: number): number => timeWidth + pitch * place + pitch / 2

const pauseText = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A lifeline that has begun. */
interface Life {
  readonly place: number
  readonly y: number
}

/** A sequence diagram of a recording, as it is read; `svg` draws what was read. */
export interface Sequence {
  readonly record: (record: TraceRecord) => void
  readonly entry: (entry: Entry) => void
  /** How many rows there was no room for. */
  readonly untold: () => number
  readonly svg: () => string
}

/**
 * Draws who said what to whom: a lifeline for each client and each server, arrows for commands, time down the side.
 *
 * **Shapes** valid XML without scripts and links; what peers wrote is text and nothing else. Secrets are hidden.
 */
export const sequence = (title: string, cast: Cast): Sequence => {
  const rows: Array<Row> = []
  let untold = 0
  const add = (row: Row): void => {
    if (rows.length < mostRows) rows.push(row)
    else untold++
  }

  return {
    record: (record) => {
      cast.record(record)
      const { t } = record
      if (record._tag === 'Opened') {
        const how = record.midway === true ? 'open before the recording' : ''
        add({ t, kind: 'open', connection: record.connection, title: '', text: how })
      } else if (record._tag === 'Closed') {
        add({ t, kind: 'close', connection: record.connection, title: '', text: describeEnding(record) })
      } else {
        const exchange = describeExchange(record)
        if (exchange !== undefined) add({ t, kind: 'note', connection: undefined, title: '', text: exchange })
      }
    },
    entry: (entry) => {
      cast.entry(entry)
      const isTrouble = entry._tag === 'Lost' || (entry._tag === 'Line' && isBad(entry.decoded._tag))
      const kind = entry._tag === 'Gap' ? 'gap' : isTrouble ? 'trouble' : entry.from
      const { t, connection, from } = entry
      const says = `${titleOf(entry)} ${tridOf(entry)}`.trimEnd()
      add({ t, kind, connection, title: `${from === 'client' ? '>' : '<'}${says}`, text: describe(entry).slice(0, 400) })
    },
    untold: () => untold,
    svg: () => drawn(title, rows, untold, cast),
  }
}

const isBad = (tag: string): boolean => tag === 'Undecodable' || tag === 'Failure'

const drawn = (title: string, rows: ReadonlyArray<Row>, untold: number, cast: Cast): string => {
  const places = lanes<string>(Infinity)
  const lives = new Map<string, Life>()
  const clients = new Map<number, string>()
  const under: Array<string> = []
  // How much text there is room for, is known in the end.
  const over: Array<(width: number) => string> = []
  let y = top
  let t = 0
  let shownTime = ''
  let mostPlaces = 1

  const begin = (key: string, name: string): Life => {
    const life = { place: places.take(key)!, y }
    lives.set(key, life)
    mostPlaces = Math.max(mostPlaces, life.place + 1)
    write(box(xOf(life.place), y, harmless(name)))
    return life
  }
  const end = (key: string): void => {
    const life = lives.get(key)
    if (life === undefined) return
    under.push(line('life', xOf(life.place), life.y, xOf(life.place), y))
    lives.delete(key)
    places.leave(key)
  }
  const clientOf = (connection: number): Life | undefined => lives.get(`client ${clients.get(connection) ?? ''}`)
  const serverOf = (connection: number): Life | undefined => lives.get(`server ${connection}`)

  const tell = (kind: Kind, x: number, what: string, marks: string): void => {
    const at = y + 4
    over.push((width) => {
      const room = Math.min(mostLetters, Math.floor((width - x) / letter))
      const told = what === '' ? '' : text('more', x, at, cutTo(room)(harmless(what)))
      return tag('g', [['class', kind]])(marks + told)
    })
  }
  const write = (markup: string): unknown => over.push(() => markup)

  const open = (connection: number, what: string): void => {
    const { client, server, address } = cast.parties(connection)
    clients.set(connection, client)
    if (!lives.has(`client ${client}`)) {
      begin(`client ${client}`, client)
      y += rowHeight
    }
    const life = begin(`server ${connection}`, server)
    const [from, to] = [xOf(clientOf(connection)!.place), xOf(life.place)]
    const edge = to > from ? to - boxWidth / 2 : to + boxWidth / 2
    tell('open', Math.max(from, to + boxWidth / 2) + 8, `${address} ${what}`.trim(), line('dial', from, y, edge, y))
  }
  const close = (connection: number, what: string): void => {
    const life = serverOf(connection)
    if (life === undefined) return
    const x = xOf(life.place)
    tell('close', x + 12, what, path(`M${number(x - 5)} ${number(y - 5)}l10 10m0 -10l-10 10`))
    end(`server ${connection}`)
  }
  const say = ({ kind, title, text: what }: Row, client: Life, server: Life): void => {
    const ends = [xOf(client.place), xOf(server.place)] as const
    const [from, to] = title.startsWith('>') ? ends : [ends[1], ends[0]]
    const label = text('verb', (from + to) / 2, y - 4, title.slice(1))
    const x = Math.max(from, to) + 10
    if (kind === 'gap') tell(kind, x, what, line('hole', from, y - 9, from, y + 9))
    else tell(kind, x, what, line('arrow', from, y, to, y) + head(from, to, y) + label)
  }

  for (const row of rows) {
    if (row.t - t >= silence && over.length > 0) {
      under.push(line('pause', timeWidth, y, timeWidth + pitch * mostPlaces, y))
      write(text('more', timeWidth + 4, y + 4, pauseText(row.t - t)))
      y += rowHeight
    }
    t = row.t
    const { connection } = row
    if (row.kind === 'open') open(connection!, row.text)
    else if (row.kind === 'close') close(connection!, row.text)
    else if (connection === undefined) tell('note', timeWidth + 4, row.text, '')
    else {
      const [client, server] = [clientOf(connection), serverOf(connection)]
      if (client !== undefined && server !== undefined) say(row, client, server)
    }
    const time = secondsText(t).trim()
    if (time !== shownTime) write(text('time', timeWidth - 12, y + 4, time))
    shownTime = time
    y += rowHeight
  }
  if (untold > 0) write(text('more', timeWidth, y, `${counted(untold, 'row')} more`))
  for (const key of [...lives.keys()]) end(key)

  const width = timeWidth + pitch * mostPlaces + textWidth
  const height = y + rowHeight
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    tag('svg', [
      ['xmlns', 'http://www.w3.org/2000/svg'],
      ['width', number(width)],
      ['height', number(height)],
      ['viewBox', `0 0 ${number(width)} ${number(height)}`],
    ])(
      [
        tag('title')(escape(harmless(title))),
        tag('style')(escape(style)),
        emptyTag('rect', [
          ['class', 'ground'],
          ['width', '100%'],
          ['height', '100%'],
        ]),
        text('head', 16, 30, harmless(title)),
        ...under,
        ...over.map((draw) => draw(width - 12)),
      ].join('\n'),
    ) +
    '\n'
  )
}

/** The sequence diagram of a recording, as SVG. */
import type { Side } from '../commands/row.js'
import { tag } from '../payloads/xml.js'
import type { TraceRecord } from '../traces/format/record.js'
import type { TranscriptEntry } from '../traces/read/transcript.js'
import { counted, cutTo, harmless } from './output.js'
import { type Participants, columns } from './participants.js'
import {
  brief,
  describeEnding,
  describeExchange,
  describeOpening,
  secondsText,
  titleOf,
  tridOf,
} from './record-text.js'
import { box, boxWidth, cross, head, letter, line, picture, text } from './svg.js'

/** What is drawn is kept until the end, so that it is bounded. **Units** rows. */
const mostRows = 5000

// **Units** pixels.
const timeWidth = 84
const pitch = 138
const rowHeight = 26
const top = 64
const textWidth = 430

/** The longest text, as it is shown and as it is kept. **Units** columns, characters. */
const mostLetters = 96
const mostKept = 400

/** After so many rows the names of the lifelines are repeated, about a screen further down; at the bottom after fewer. */
const rowsBetweenNames = 40
const rowsBeforeLastNames = 20

/** A silence that is marked. **Units** milliseconds. */
const silence = 60_000

type Kind = 'client' | 'server' | 'trouble' | 'gap' | 'open' | 'close' | 'note'

interface Row {
  readonly t: number
  readonly kind: Kind
  readonly connection: number | undefined
  readonly from?: Side
  readonly title?: string
  readonly text: string
}

const xOf = (place: number): number => timeWidth + pitch * place + pitch / 2

const pauseText = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A lifeline that has begun. */
interface Life {
  readonly name: string
  readonly place: number
  readonly y: number
}

/** A sequence diagram of a recording, as it is read; `svg` draws what was read. */
export interface SequenceDiagram {
  readonly record: (record: TraceRecord) => void
  readonly entry: (entry: TranscriptEntry) => void
  /** How many rows there was no room for. */
  readonly untold: () => number
  readonly svg: () => string
}

/**
 * Draws who said what to whom: a lifeline for each client and each server, arrows for commands, time down the side.
 *
 * **Shapes** valid XML without scripts and links; what peers wrote is text and nothing else. Secrets are hidden.
 */
export const sequence = (title: string, participants: Participants): SequenceDiagram => {
  const rows: Array<Row> = []
  let untold = 0
  const add = (row: Row): void => {
    if (rows.length < mostRows) rows.push(row)
    else untold++
  }

  return {
    record: (record) => {
      if (rows.length < mostRows) participants.record(record)
      const { t } = record
      if (record._tag === 'Opened') {
        add({ t, kind: 'open', connection: record.connection, text: '' })
      } else if (record._tag === 'Closed') {
        add({ t, kind: 'close', connection: record.connection, text: describeEnding(record) })
      } else {
        const exchange = describeExchange(record)
        if (exchange !== undefined) add({ t, kind: 'note', connection: undefined, text: exchange })
      }
    },
    entry: (entry) => {
      participants.entry(entry)
      const isTrouble = entry._tag === 'Lost' || (entry._tag === 'Line' && isBad(entry.decoded._tag))
      const kind = entry._tag === 'Gap' ? 'gap' : isTrouble ? 'trouble' : entry.from
      const { t, connection, from } = entry
      const title = `${titleOf(entry)} ${tridOf(entry)}`.trimEnd()
      add({ t, kind, connection, from, title, text: brief(entry).slice(0, mostKept) })
    },
    untold: () => untold,
    svg: () => drawn(title, rows, untold, participants),
  }
}

const isBad = (tag: string): boolean => tag === 'Undecodable' || tag === 'Failure'

const drawn = (title: string, rows: ReadonlyArray<Row>, untold: number, participants: Participants): string => {
  const places = columns<string>(Infinity)
  const lives = new Map<string, Life>()
  const clients = new Map<number, string>()
  const under: Array<string> = []
  // How much text there is room for, is known in the end.
  const over: Array<(width: number) => string> = []
  let y = top
  let t = 0
  let shownTime = ''
  let mostPlaces = 1
  // Where all that are there were named.
  let namedY = top

  const begin = (key: string, name: string): Life => {
    const life = { name: harmless(name), place: places.take(key)!, y }
    lives.set(key, life)
    mostPlaces = Math.max(mostPlaces, life.place + 1)
    write(box(xOf(life.place), y, life.name))
    return life
  }
  /** Says once more whose the lifelines are, where nobody was named for so many rows. */
  const remind = (rows: number): void => {
    if (y - namedY < rows * rowHeight || lives.size === 0) return
    for (const { name, place } of lives.values()) write(box(xOf(place), y, name))
    namedY = y
    y += rowHeight
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

  const put = (kind: Kind, x: number, what: string, marks: string): void => {
    const at = y + 4
    over.push((width) => {
      const room = Math.min(mostLetters, Math.floor((width - x) / letter))
      const told = what === '' ? '' : text('more', x, at, cutTo(room)(harmless(what)))
      return tag('g', [['class', kind]])(marks + told)
    })
  }
  const write = (markup: string): unknown => over.push(() => markup)

  const open = (connection: number): void => {
    const { client, server, address, opening } = participants.parties(connection)
    clients.set(connection, client)
    if (!lives.has(`client ${client}`)) {
      begin(`client ${client}`, client)
      y += rowHeight
    }
    const life = begin(`server ${connection}`, server)
    const [from, to] = [xOf(clientOf(connection)!.place), xOf(life.place)]
    const edge = to > from ? to - boxWidth / 2 : to + boxWidth / 2
    const what = opening === 'Recorded' ? address : `${address} ${describeOpening(opening)}`
    put('open', Math.max(from, to + boxWidth / 2) + 8, what.trim(), line('dial', from, y, edge, y))
  }
  const close = (connection: number, what: string): void => {
    const life = serverOf(connection)
    if (life === undefined)
      return put('note', timeWidth + 4, `${participants.parties(connection).address} not opened, ${what}`, '')
    const x = xOf(life.place)
    put('close', x + 12, what, cross(x, y))
    end(`server ${connection}`)
  }
  const say = ({ kind, from: side, title = '', text: what }: Row, client: Life, server: Life): void => {
    const ends = [xOf(client.place), xOf(server.place)] as const
    const [from, to] = side === 'client' ? ends : [ends[1], ends[0]]
    const label = text('verb', (from + to) / 2, y - 4, title)
    const x = Math.max(from, to) + 10
    if (kind === 'gap') put(kind, x, what, line('hole', from, y - 9, from, y + 9))
    else put(kind, x, what, line('arrow', from, y, to, y) + head(from, to, y) + label)
  }

  for (const row of rows) {
    if (row.t - t >= silence && over.length > 0) {
      under.push(line('pause', timeWidth, y, timeWidth + pitch * mostPlaces, y))
      write(text('more', timeWidth + 4, y + 4, pauseText(row.t - t)))
      y += rowHeight
    }
    t = row.t
    remind(rowsBetweenNames)
    const { connection } = row
    if (row.kind === 'open') open(connection!)
    else if (row.kind === 'close') close(connection!, row.text)
    else if (connection === undefined) put('note', timeWidth + 4, row.text, '')
    else {
      const [client, server] = [clientOf(connection), serverOf(connection)]
      if (client !== undefined && server !== undefined) say(row, client, server)
    }
    const time = secondsText(t).trim()
    if (time !== shownTime) write(text('time', timeWidth - 12, y + 4, time))
    shownTime = time
    y += rowHeight
  }
  remind(rowsBeforeLastNames)
  if (untold > 0) write(text('more', timeWidth, y, `${counted(untold, 'row')} more`))
  for (const key of [...lives.keys()]) end(key)

  const width = timeWidth + pitch * mostPlaces + textWidth
  const height = y + rowHeight
  return picture(harmless(title), width, height, [...under, ...over.map((draw) => draw(width - 12))])
}

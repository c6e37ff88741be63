/** The forms in which `msnp decode` shows a recording: rows, a drawn timeline, JSON. */
import type { TraceRecord } from '../traces/format/record.js'
import type { TranscriptEntry } from '../traces/read/transcript.js'
import { jsonWriter, writeJson } from './json-writer.js'
import { colours, cutTo, harmless, terminalWidth } from './output.js'
import { type Participants, columns } from './participants.js'
import {
  brief,
  describeEnding,
  describeExchange,
  describeOpening,
  paintOf,
  row,
  secondsText,
  titleOf,
  tridOf,
} from './record-text.js'
import { terminal } from './terminal.js'

/** What the text of a row needs, at least; the lifelines have what is left. **Units** columns. */
const leastText = 34
const timeColumns = 11
const pitch = 3

/** Where no terminal says how wide it is. **Units** columns. */
const usualWidth = 80
const mostLanes = 40

/** An arrow from one lifeline to another, or a mark on one of them. */
interface Stroke {
  readonly from: number
  readonly to: number
  readonly head: 'Arrow' | 'Begin' | 'End' | 'Gap'
}

type Draw = (isTaken: (place: number) => boolean, width: number, stroke: Stroke | undefined) => string

const draw: Draw = (isTaken, width, stroke) => {
  const cells = Array.from<unknown, string>({ length: Math.max(0, width * pitch - pitch + 1) }, (_, column) =>
    column % pitch === 0 && isTaken(column / pitch) ? '│' : ' ',
  )
  if (stroke === undefined) return cells.join('')
  const [from, to] = [stroke.from * pitch, stroke.to * pitch]
  if (stroke.head === 'Gap') {
    cells[from] = '┊'
    return cells.join('')
  }
  const [left, right] = from < to ? [from, to] : [to, from]
  for (let column = left + 1; column < right; column++) cells[column] = cells[column] === '│' ? '┼' : '─'
  cells[from] = from < to ? '├' : '┤'
  if (stroke.head === 'Arrow') cells[from < to ? to - 1 : to + 1] = from < to ? '→' : '←'
  else if (from < to) cells[to] = stroke.head === 'Begin' ? '┐' : '┘'
  else cells[to] = stroke.head === 'Begin' ? '┌' : '└'
  return cells.join('')
}

/** A client's lifeline, or that of the server at the other end of a connection. */
const clientKey = (name: string): string => `client ${name}`
const serverKey = (connection: number): string => `server ${connection}`

/**
 * A picture of who says what to whom, a row at a time: a lifeline for each client and for each connection's server, arrows
 * for commands, time down the side.
 */
export const chart = (participants: Participants, say: (line: string) => void): Pick<View, 'record' | 'entry'> => {
  const width = terminalWidth()
  const room = Math.floor(((width ?? usualWidth) - timeColumns - leastText) / pitch)
  const places = columns<string>(width === undefined ? mostLanes : Math.max(2, room))
  const clients = new Map<number, string>()
  const open = new Map<string, number>()

  const row = (t: number, stroke: Stroke | undefined, paint: (text: string) => string, what: string): void => {
    const drawing = draw(places.isTaken, places.width(), stroke).padEnd(pitch * 3 + 1)
    const text = width === undefined ? what : cutTo(width - timeColumns - drawing.length - 2)(what)
    say(`${colours.dim(secondsText(t))}  ${paint(drawing)}  ${paint(text)}`.trimEnd())
  }
  const between = (connection: number, isToServer: boolean, head: Stroke['head']): Stroke | undefined => {
    const client = places.placeOf(clientKey(clients.get(connection) ?? ''))
    const server = places.placeOf(serverKey(connection))
    if (client === undefined || server === undefined) return undefined
    return isToServer ? { from: client, to: server, head } : { from: server, to: client, head }
  }
  /** Makes room for who comes: a client without a connection may go. */
  const placed = (key: string): void => {
    if (places.take(key) !== undefined) return
    for (const [name, count] of open)
      if (count === 0) {
        places.leave(clientKey(name))
        open.delete(name)
      }
    places.take(key)
  }

  const opened = ({ t, connection }: Extract<TraceRecord, { _tag: 'Opened' }>): void => {
    const { client, server, address, opening } = participants.parties(connection)
    clients.set(connection, client)
    if (!open.has(client)) {
      placed(clientKey(client))
      row(t, undefined, colours.bold, harmless(client))
    }
    open.set(client, (open.get(client) ?? 0) + 1)
    placed(serverKey(connection))
    // Where there is little room, it is the address that is cut.
    const how = describeOpening(opening)
    const what = opening === 'Recorded' ? `${server} ${address} ${how}`.replace('  ', ' ') : `${server} ${how}: ${address}`
    row(t, between(connection, true, 'Begin'), colours.bold, what)
  }

  const closed = (record: Extract<TraceRecord, { _tag: 'Closed' }>): void => {
    const { t, connection } = record
    const client = clients.get(connection)
    const { server, address } = participants.parties(connection)
    participants.forget(connection)
    if (client === undefined) return row(t, undefined, colours.red, `${address} not opened, ${describeEnding(record)}`)
    row(t, between(connection, true, 'End'), colours.bold, `${server} ${describeEnding(record)}`)
    places.leave(serverKey(connection))
    open.set(client, (open.get(client) ?? 1) - 1)
    clients.delete(connection)
  }

  return {
    record: (record: TraceRecord): void => {
      if (record._tag === 'Opened') opened(record)
      else if (record._tag === 'Closed') closed(record)
      else {
        const what = describeExchange(record)
        if (what !== undefined) row(record.t, undefined, colours.dim, harmless(what))
      }
    },
    entry: (entry: TranscriptEntry): void => {
      const isGap = entry._tag === 'Gap'
      const stroke = between(entry.connection, entry.from === 'client', isGap ? 'Gap' : 'Arrow')
      const hidden = stroke === undefined ? `[${participants.parties(entry.connection).server}] ` : ''
      const trid = tridOf(entry)
      const what = `${hidden}${titleOf(entry)} ${trid === '' ? '' : `${trid} `}${brief(entry)}`
      row(entry.t, stroke, paintOf(entry), harmless(what))
    },
  }
}

/** A way of showing a recording, as it is read. */
export interface View {
  readonly record: (record: TraceRecord) => void
  /** What the record adds that was shown last. */
  readonly entry: (entry: TranscriptEntry) => void
  /** What was shown so far is to be seen. */
  readonly flush: () => void
}

const ignore = (): void => undefined

/** Lines for standard output, written some at a time: a write costs more than a line. */
const lines = (): { readonly say: (line: string) => void; readonly flush: () => void } => {
  let held = ''
  const flush = (): void => {
    if (held !== '') terminal().output.write(held)
    held = ''
  }
  return { say: (line) => void (held += `${line}\n`), flush }
}

/** One JSON object a line. */
export const jsonView = (): View => {
  const sheet = jsonWriter()
  const write = writeJson(sheet)
  const entry = (entry: TranscriptEntry): void => {
    if (entry._tag !== 'Lost') write(entry)
  }
  const flush = (): void => {
    const written = sheet.take()
    if (written.length > 0) terminal().output.write(written)
  }
  return { record: ignore, entry, flush }
}

/** A picture of who says what to whom, a row at a time. */
export const chartView = (participants: Participants): View => {
  const { say, flush } = lines()
  return { ...chart(participants, say), flush }
}

/** What is only shown at the end. */
export const silently = ({ record, entry }: Pick<View, 'record' | 'entry'>): View => ({
  record,
  entry,
  flush: ignore,
})

/** Several ways at once. */
export const together = (views: ReadonlyArray<View>): View =>
  views.length === 1
    ? views[0]!
    : {
        record: (found) => views.forEach(({ record }) => record(found)),
        entry: (added) => views.forEach(({ entry }) => entry(added)),
        flush: () => views.forEach(({ flush }) => flush()),
      }

/** The same, with what is known of them by then. */
export const learningView = (participants: Participants): View => {
  const view = chartView(participants)
  return {
    ...view,
    record: (record) => {
      participants.record(record)
      view.record(record)
    },
    entry: (entry) => {
      participants.entry(entry)
      view.entry(entry)
    },
  }
}

/** A line for each command, with its time. */
export const rowView = (): View => {
  const { say, flush } = lines()
  const width = terminalWidth()
  const entry = (entry: TranscriptEntry): void => say(row(entry, width))
  return { record: ignore, entry, flush }
}

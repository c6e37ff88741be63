import { lengthOf } from '../edges/files.js'
import { counted } from './output.js'
import { terminal } from './terminal.js'

/** Tells how far a long work has come. */
export interface Progress {
  readonly read: (octets: number) => void
  /** So many commands in all. */
  readonly found: (commands: number) => void
  /** Leaves no trace of itself. */
  readonly end: () => void
}

const silent: Progress = { read: () => undefined, found: () => undefined, end: () => undefined }

/** Nobody wants to know of what is done so soon. **Units** milliseconds. */
const patience = 500
const between = 250

const eraseLine = '\r\u001b[K'

/** Octets in the unit that people count them in. */
export const inUnits = (octets: number): string =>
  octets < 1e6
    ? `${(octets / 1e3).toFixed(0)} kB`
    : octets < 1e9
      ? `${(octets / 1e6).toFixed(1)} MB`
      : `${(octets / 1e9).toFixed(2)} GB`

/** A line on standard error, renewed some times a second; nothing where nobody looks, or where results go by. */
export const progress = (file: string): Progress => {
  const { errors, output } = terminal()
  if (errors.isTTY !== true || output.isTTY === true) return silent
  const all = lengthOf(file)
  let octets = 0
  let commands = 0
  let shownAt = Date.now() + patience - between
  let isShown = false
  return {
    read: (more) => {
      octets += more
      const now = Date.now()
      if (now - shownAt < between) return
      shownAt = now
      isShown = true
      const share = all === undefined || all === 0 ? '' : `${Math.floor((100 * octets) / all)} %, `
      errors.write(`${eraseLine}${file}: ${share}${inUnits(octets)}, ${counted(commands, 'command')}`)
    },
    found: (sum) => void (commands = sum),
    end: () => {
      if (isShown) errors.write(eraseLine)
    },
  }
}

import type { Side } from '../../lib/commands/row.js'
import { recording } from './recorded.js'

/** One thing that happened on a connection of a recorded conversation, in the order of the whole file. */
export type Happening =
  | { readonly _tag: 'Opened'; readonly on: string }
  | { readonly _tag: 'Closed'; readonly on: string; readonly from: Side }
  | { readonly _tag: 'Said'; readonly on: string; readonly from: Side; readonly line: string; readonly payload: string }

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', '\\': '\\' }

/** A text of bytes, as the recordings write it. */
const unescape = (text: string): string =>
  text.replace(/\\(r|n|\\|x([0-9a-f]{2}))/g, (_, mark: string, hex?: string) =>
    hex === undefined ? escapes[mark]! : String.fromCharCode(Number.parseInt(hex, 16)),
  )

/**
 * A conversation with Escargot as it went, all connections in one order.
 *
 * **Shapes** `on` is the name of a connection, such as `NS alice` or `SB alice2`; `line` and `payload` are byte text, the
 * line without its end.
 */
export const dialogue = (file: string): ReadonlyArray<Happening> => {
  const all: Array<Happening> = []
  const append = (on: string, from: Side, text: string): void => {
    const at = all.findLastIndex((each) => each._tag === 'Said' && each.on === on && each.from === from)
    const last = all[at]
    if (last?._tag === 'Said') all[at] = { ...last, payload: last.payload + text }
  }
  for (const entry of recording(`escargot/${file}`).toString('latin1').split('\n')) {
    const [, on, what] = /^# \[ *[\d.]+\] ((?:NS|SB) \w+) (connect|server closed|client closes)/.exec(entry) ?? []
    if (on !== undefined && what === 'connect') all.push({ _tag: 'Opened', on })
    else if (on !== undefined) all.push({ _tag: 'Closed', on, from: what!.startsWith('server') ? 'server' : 'client' })
    const [, by = '', side, kind, text = ''] = /^\[((?:NS|SB) \w+)\] ([CS])([:+]) (.*)$/.exec(entry) ?? []
    const from = side === 'C' ? 'client' : 'server'
    if (kind === '+') append(by, from, unescape(text))
    else if (kind === ':') {
      const line = unescape(text).replace(/\r?\n$/, '')
      all.push({ _tag: 'Said', on: by, from, line, payload: '' })
    }
  }
  return all
}

/** What is said on one connection of a conversation by one side. */
export const saidIn = (file: string, on: string, from: Side): ReadonlyArray<Extract<Happening, { _tag: 'Said' }>> =>
  dialogue(file).filter(
    (each): each is Extract<Happening, { _tag: 'Said' }> =>
      each._tag === 'Said' && each.on === on && each.from === from,
  )

import * as readline from 'node:readline'

import { Observable } from 'rxjs'

import { sayLive } from './output.js'
import { bound, terminal } from './terminal.js'

/** Standard input as lines, and standard output beside it. */
export interface Prompt {
  /** The lines from now on, to be subscribed to once; at the end of the input it completes. */
  readonly lines: Observable<string>
  /** Says a line above the one that is being written. */
  readonly say: (line: string) => void
  /** Reads no more, whatever is still to come. */
  readonly close: () => void
}

/** Reads standard input; where people sit at both ends, with a prompt, and with the keys of an editor of lines. */
export const prompting = (): Prompt => {
  const { input, output, signals } = terminal()
  const isSeen = input.isTTY === true && output.isTTY === true
  const clear = (): void => {
    readline.cursorTo(output, 0)
    readline.clearLine(output, 0)
  }
  let editor: readline.Interface | undefined

  const lines = new Observable<string>((subscriber) => {
    editor = readline.createInterface({
      input,
      ...(isSeen ? { output, prompt: '> ' } : {}),
      terminal: isSeen,
      crlfDelay: Infinity,
    })
    editor.on('line', (line) => {
      subscriber.next(line)
      if (isSeen) editor?.prompt(true)
    })
    editor.on('close', () => subscriber.complete())
    // The editor takes the keys: what is an interruption elsewhere is only a key here.
    editor.on('SIGINT', () => signals.emit('SIGINT'))
    if (isSeen) editor.prompt()
  })

  return {
    lines,
    say: bound((line) => {
      if (editor === undefined || !isSeen) return sayLive(line)
      clear()
      sayLive(line)
      editor.prompt(true)
    }),
    close: () => {
      if (editor === undefined) return
      if (isSeen) clear()
      editor.close()
      editor = undefined
      // Who has it open at the other end must not keep this program alive.
      input.destroy()
    },
  }
}

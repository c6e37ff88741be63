/** Replies that cannot be read: which request they are the reply to. */
import type { Undecodable } from '../../commands/undecodable.js'

/** What can be said of a line that is no command: its words, and the transaction id among them, if there is one. */
interface Unread {
  readonly verb: string
  readonly trid: number | undefined
  readonly words: ReadonlyArray<string>
}

const asTrid = (word: string | undefined): number | undefined => {
  const isNumber =
    word !== undefined && word.length > 0 && word.length <= 10 && [...word].every((c) => c >= '0' && c <= '9')
  return isNumber ? Number(word) : undefined
}

/** The words of a line that cannot be read. */
export const wordsIn = ({ frame }: Undecodable): Unread => {
  const words = frame.line.split(' ').filter((word) => word !== '')
  return { verb: words[0] ?? '', trid: asTrid(words[1]), words }
}

/**
 * Whether a line that cannot be read is the reply to a request: it has its verb, and its transaction id unless that is what
 * cannot be read.
 *
 * **Source** core.md 1.3, corrections.md
 */
export const isReplyTo = (command: Undecodable, verb: string, trid: number): boolean => {
  const said = wordsIn(command)
  return said.verb === verb && (said.trid === undefined || said.trid === trid)
}

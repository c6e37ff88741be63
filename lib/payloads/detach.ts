/** Copies text that a reader gives, so that it does not hold on to the text that it was cut from. */

/** V8 copies a piece of text that is as short as this; a longer one holds on to the whole that it is cut from. */
const longestCopied = 12

/**
 * A copy of a text. What a reader gives is kept for as long as a session; what it is cut from, an answer of up to 16 MiB, is not to
 * be kept with it.
 */
export const detached = (text: string): string =>
  // To join two pieces makes a text of its own, at a third of the cost of writing and reading it as UTF-8.
  text.length <= longestCopied ? text : [text.charAt(0), text.slice(1)].join('')

/** Which of several replies to one question is the last one. */
import type { Command } from '../../commands/rows.js'

/** Whether a reply is the last one to its question: of several, each tells its place among them (core.md 4.3). */
export const isLastReply = (reply: Command<'server', 'NS'>): boolean =>
  'index' in reply && 'total' in reply ? reply.index >= reply.total : true

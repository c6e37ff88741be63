/** Which events come from outside, which from the other parts of a session, and which are about a conversation. */
import { kindOf, type ClientEvent } from '../../core/effects.js'
import { conversationIn } from '../names.js'
import type { In } from './signals.js'

const outside: ReadonlySet<string> = new Set<ClientEvent['_tag']>([
  'Opened',
  'Received',
  'Closed',
  'Unsayable',
  'Elapsed',
  'Fetched',
  'RandomBytes',
  'Looked',
])

/** Whether an event comes from outside: from connections, timers and requests. */
export const isOutside = (event: In): event is ClientEvent => outside.has(event._tag)

/** The kind of all that comes to a conversation on its switchboard. */
export const onSwitchboard = 'OnSwitchboard'

/** The kind of an event, for the parts of a session: what comes to one conversation is nobody else's. */
export const kindInSession = (event: In): string => (conversationIn(event) === undefined ? kindOf(event) : onSwitchboard)

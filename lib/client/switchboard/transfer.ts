/** The notification server's reply to the request for a switchboard, as an event of its conversation. */
import type { Failure } from '../../commands/failure.js'
import type { Undecodable } from '../../commands/undecodable.js'
import type { Said } from '../../core/effects.js'
import type { Unanswered } from '../session/signals.js'
import type { SwitchboardEvent } from './state.js'

/** The answer of the notification server to the request for a switchboard. */
export const transferOf = (reply: Said<'NS', 'XFR'> | Failure | Undecodable): SwitchboardEvent => {
  if (reply._tag === 'Failure') return { _tag: 'NotTransferred', reason: { _tag: 'Failed', failure: reply } }
  if (reply._tag === 'Undecodable')
    return { _tag: 'NotTransferred', reason: { _tag: 'Unreadable', reason: reply.reason } }
  return 'cookie' in reply
    ? { _tag: 'Transferred', address: reply.address, cookie: reply.cookie }
    : { _tag: 'NotTransferred', reason: { _tag: 'Lost' } }
}

/** No answer came. */
export const notTransferred = ({ _tag }: Unanswered): SwitchboardEvent => ({
  _tag: 'NotTransferred',
  reason: { _tag: _tag === 'SentOn' ? 'Lost' : 'NoAnswer' },
})

/** What the user sees of a session: selected from the states of its parts, never kept beside them. */
import type { Variant } from '../../core/machine.js'
import type { Signin } from '../login/state.js'
import type { Intent } from '../intents/intents.js'
import { isBy } from '../intents/table.js'
import type { Refusal } from '../outcomes.js'
import type { Connection, SessionState } from '../state.js'
import { refusalOf as conversationRefusal } from '../switchboard/refusal.js'
import { ownerOf, problem, refusalOf } from './intents.js'
import type { Session } from './session.js'

/** Where a session stands. */
export type SessionPhase = Connection['_tag']

/** Where a session stands. */
export const phaseOf = ({ parts: { contacts, line } }: Session): SessionPhase => {
  if (contacts._tag !== 'Away') return contacts._tag
  return isStopped(line) ? 'Disconnected' : 'SigningIn'
}

type Line = Session['parts']['line']

/** Whether a session waits to sign in again. */
const isStopped = (line: Line): line is Variant<Line, 'Planning' | 'Waiting'> => line._tag === 'Planning' || line._tag === 'Waiting'

/** The turn that a session is in, on its way to a server. */
const turnOf = (line: Line): Variant<Line, 'Turn'> | undefined => {
  const way = line._tag === 'Running' ? line.inner : line
  return way._tag === 'Turn' ? way : undefined
}

/** The login of a session, while it signs in. */
export const loginOf = ({ parts: { line } }: Session): Signin | undefined => {
  const turn = turnOf(line)
  return turn?.state._tag === 'First' ? turn.state.state : undefined
}

const connectionOf = (session: Session): Connection => {
  const { line, contacts } = session.parts
  if (contacts._tag === 'Ended') return { _tag: 'Ended', reason: contacts.reason }
  if (contacts._tag === 'Away' && isStopped(line))
    return { _tag: 'Disconnected', reason: line.reason, retryAt: line._tag === 'Waiting' ? line.retryAt : undefined }
  const server = contacts._tag === 'Away' ? turnOf(line)?.at.address : contacts.on.address
  return { _tag: phaseOf(session) as 'SigningIn' | 'Synchronising' | 'Ready', server: server ?? contacts.settings.server }
}

const isSame = (one: Connection, other: Connection): boolean => {
  if (one === other) return true
  if ('server' in one) return 'server' in other && one._tag === other._tag && one.server === other.server
  return one._tag === 'Disconnected' && other._tag === one._tag && one.reason === other.reason && one.retryAt === other.retryAt
}

/** The session as its user sees it; the one that was seen before, if it is the same still. */
export const viewOf = (session: Session, before?: SessionState): SessionState => {
  const { contacts, conversations } = session.parts
  const { dialect, account, contacts: participants, groups, circles, version } = contacts.view
  const connection = connectionOf(session)
  if (
    before !== undefined &&
    before.contacts === participants &&
    before.conversations === conversations.view &&
    before.account === account &&
    before.groups === groups &&
    before.circles === circles &&
    before.version === version &&
    before.dialect === dialect &&
    isSame(before.connection, connection)
  )
    return before
  return { connection, dialect, account, contacts: participants, groups, conversations: conversations.view, circles, version }
}

const isForConversation = isBy('conversations')

/**
 * Why an intent would be refused right away, if so: our own mistake, of which nothing reaches the server.
 *
 * **Shapes** before the contact list is there intents only wait, and are looked at when it is. What is found is kept until the
 * session is given the intent, which must be next.
 */
export const refusal = ({ parts: { contacts, conversations } }: Session, intent: Intent): Refusal | undefined => {
  if (contacts._tag === 'Ended') return { _tag: 'Ended' }
  const wrong = problem.before(intent)
  if (wrong !== undefined) return wrong
  return contacts._tag === 'Ready' && isForConversation(intent)
    ? conversationRefusal('before')(conversations, ownerOf(contacts), intent)
    : refusalOf(contacts, intent)
}

/** What an account shows of itself: repeated on every server that a session is redirected to. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { MsnObject } from '../../commands/msnobject.js'
import type { Status } from '../../commands/words.js'
import type { Personal } from '../../payloads/personal.js'
import type { Unnumbered } from '../requests/request.js'
import type { Intent } from '../intents/intents.js'
import type { RequestIntent } from '../requests/handler.js'
import { showName, showPersonal } from '../requests/show.js'
import type { SessionSettings } from '../settings.js'
import type { Account } from '../state.js'

/**
 * What was set in this session, as far as the server has confirmed it. What was not set is left to the server.
 *
 * **Shapes** `status` and `object` begin with the settings: a server forgets both with the connection, and the personal
 * message, too. Name and privacy are its own to keep; some do not (core.md 4.5, 4.6, messages.md 4.5).
 */
export interface Shown {
  readonly status: Status | undefined
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
  readonly name: string | undefined
  readonly privacy: 'AL' | 'BL' | undefined
}

/** Before anything was set. */
export const shownFirst = ({ status, object }: SessionSettings): Shown => ({
  status,
  object,
  personal: undefined,
  name: undefined,
  privacy: undefined,
})

/** With what an intent has set. */
export const withSet = (shown: Shown, intent: RequestIntent): Shown => {
  if (intent._tag === 'SetStatus') return { ...shown, status: intent.status, object: intent.object }
  if (intent._tag === 'SetPersonal') return { ...shown, personal: intent.personal }
  if (intent._tag === 'SetName') return { ...shown, name: intent.name }
  return intent._tag === 'SetPrivacy' ? { ...shown, privacy: intent.privacy } : shown
}

/** Without what was changed elsewhere since: that is newer. */
export const stillOwn = (shown: Shown, { name, privacy }: Account): Shown => ({
  ...shown,
  name: shown.name === name ? name : undefined,
  privacy: shown.privacy === privacy ? privacy : undefined,
})

/** What is said again before the status, lest anybody sees what was not meant to be seen. */
export const restoring = (
  { privacy, name, personal: text }: Shown,
  dialect: DialectFacts,
  account: Account,
): ReadonlyArray<Unnumbered> => {
  return [
    ...(privacy === undefined || privacy === account.privacy
      ? []
      : [{ _tag: 'Normal', verb: 'BLP', setting: privacy } as const]),
    ...(name === undefined || name === account.name ? [] : [showName(dialect, account.passport, name)]),
    ...(text === undefined || !dialect.has.personalMessages ? [] : [showPersonal(dialect, text)]),
  ]
}

const aboutOneself: ReadonlySet<Intent['_tag']> = new Set<Intent['_tag']>([
  'SetStatus',
  'SetName',
  'SetPersonal',
  'SetProperty',
  'SetPrivacy',
  'SetPrompt',
])

/** Whether an intent can be carried out again without harm, if its reply did not come: it says how something is to be. */
export const isRepeatable = ({ _tag }: Intent): boolean => aboutOneself.has(_tag)

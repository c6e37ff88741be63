/** What a handler is: the function that makes requests of one kind of intent. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { Intent } from '../intents/intents.js'
import type { IntentBy } from '../intents/table.js'
import type { SessionSettings } from '../settings.js'
import type { AccountView } from '../state.js'
import type { PlannedRequests } from './request.js'

/** The intents that become requests to the server, or to HTTP services. */
export type RequestIntent = Extract<Intent, { readonly _tag: IntentBy<'account'>['_tag'] }>

/** What a handler may look at. `endpoint` is the GUID of the endpoint that the account is signed in at (MSNP16 and later). */
export interface Context {
  readonly view: AccountView
  readonly dialect: DialectFacts
  readonly settings: SessionSettings
  readonly endpoint?: string | undefined
}

/** Handlers by the tags of their intents. */
export type IntentHandlers = {
  readonly [Tag in RequestIntent['_tag']]?: (
    context: Context,
    intent: Extract<RequestIntent, { readonly _tag: Tag }>,
  ) => PlannedRequests
}

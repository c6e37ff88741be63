/** What happens at a bridge, and why it does not let somebody through. */
import type { Address } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'

/**
 * What happens at a bridge. No URL has its query, and nothing of what passes is in any of it.
 *
 * **Shapes** `Listening` once; `NotListening` is the end. `Joined`: a page is connected to a server; `Left` tells how that
 * ended, with the bytes of the page and those of the server. `Answered`: a request was passed on, and answered. `Refused`: a
 * request or a connection was not let through, or came to nothing; `problem` says why.
 */
export type BridgeEvent =
  | { readonly _tag: 'Listening'; readonly address: Address }
  | { readonly _tag: 'NotListening'; readonly address: Address; readonly reason: CloseReason }
  | { readonly _tag: 'Joined'; readonly connection: number; readonly peer: Address; readonly to: string }
  | { readonly _tag: 'Left'; readonly connection: number; readonly reason: CloseReason; readonly sent: number; readonly received: number }
  | { readonly _tag: 'Answered'; readonly peer: Address; readonly to: string; readonly status: number }
  | { readonly _tag: 'Refused'; readonly peer: Address; readonly to: string; readonly problem: string }

/** Why somebody is not let through, with the status that says so. */
export type BridgeRefusal = readonly [status: number, problem: string]

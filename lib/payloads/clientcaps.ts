/** Messages in which a client describes itself, and those that keep a switchboard open. */
import { without, type Fields } from './fields.js'
import { bodyFields, customary, fieldsBody, typed, type Mime } from './mime.js'
import { contentTypes } from './types.js'

/** What a client says about itself: `Client-Name`, `Chat-Logging`, `Operating-System`, ... Official ones ignore it. */
export interface ClientCaps {
  readonly _tag: 'ClientCaps'
  readonly fields: Fields
}

/** Nothing, to keep a switchboard open. */
export interface KeepAlive {
  readonly _tag: 'KeepAlive'
}

const beyondCustomary = without(...customary)

/** Reads what a client says about itself: in the body, or in headers as some have it (messages.md 1.9). */
export const readClientCaps = (mime: Mime): ClientCaps => ({
  _tag: 'ClientCaps',
  fields: [...beyondCustomary(mime.headers), ...bodyFields(mime)],
})

/** The payload of what a client says about itself, in the body. */
export const writeClientCaps = ({ fields = [] }: ClientCaps): Mime => typed(contentTypes.clientCaps)(fieldsBody(fields))

/** The payload that keeps a switchboard open: headers only (messages.md 1.9). */
export const writeKeepAlive = (): Mime => typed(contentTypes.keepAlive)(new Uint8Array(0))

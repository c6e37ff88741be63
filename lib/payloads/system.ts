/** System messages: the server announces maintenance. */
import { bodyFields, fieldsBody, typed, type Mime } from './mime.js'
import { Integer, readRecord, writeRecord, type RecordOf, type Table } from './record.js'
import { contentTypes } from './types.js'

const fields = { type: ['Type', Integer], argument: ['Arg1', Integer] } satisfies Table

/**
 * A word from the server's keeper. Type 1, the only one known: it goes down for maintenance in `argument` minutes.
 *
 * **Source** messages.md 1.10.3
 */
export interface SystemMessage extends RecordOf<typeof fields> {
  readonly _tag: 'SystemMessage'
}

/** Reads a system message. */
export const readSystemMessage = (mime: Mime): SystemMessage => ({
  _tag: 'SystemMessage',
  ...readRecord(fields)(bodyFields(mime)),
})

/** The payload of a system message. */
export const writeSystemMessage = (message: SystemMessage): Mime =>
  typed(contentTypes.systemMessage)(fieldsBody(writeRecord(fields)(message)))

/** Typing and recording notices, of the type text/x-msmsgscontrol. */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { bytesOf } from '../wire/text.js'
import { header, typed, type Mime } from './mime.js'
import { contentTypes } from './types.js'

/** Somebody is writing. Shown for about six seconds; to be repeated every four or five. */
export interface Typing {
  readonly _tag: 'Typing'
  readonly user: string
}

/** Somebody is recording a voice clip. */
export interface Recording {
  readonly _tag: 'Recording'
  readonly user: string
}

const headerOf = { Typing: 'TypingUser', Recording: 'RecordingUser' } as const

const readAs =
  (_tag: keyof typeof headerOf) =>
  (mime: Mime): O.Option<Typing | Recording> =>
    pipe(
      mime,
      header(headerOf[_tag]),
      O.map((user) => ({ _tag, user })),
    )

/**
 * Reads a notice about somebody who writes or records.
 *
 * **Shapes** `user` may be empty. Trust the sender of the command, not what stands here.
 *
 * **Source** messages.md 1.5
 */
export const readTyping = (mime: Mime): O.Option<Typing | Recording> =>
  pipe(
    readAs('Typing')(mime),
    O.alt(() => readAs('Recording')(mime)),
  )

/** The payload of such a notice; its body is one empty line. */
export const writeTyping = ({ _tag, user }: Typing | Recording): Mime =>
  typed(contentTypes.typing, [[headerOf[_tag], user]])(bytesOf('\r\n'))

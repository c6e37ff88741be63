/** Frames that are no command, and why. */
import type { Frame } from '../wire/frame.js'

/**
 * Why a frame is no command. None of them ends a session.
 *
 * **Units** `position` counts the words of the line, the verb being 0.
 *
 * **Source** core.md 1.7, 10.1
 */
export type Reason =
  | { readonly _tag: 'EmptyLine' }
  | { readonly _tag: 'NoVerb' }
  | { readonly _tag: 'UnknownVerb'; readonly verb: string }
  | { readonly _tag: 'Misplaced'; readonly verb: string; readonly known: string }
  | { readonly _tag: 'NotInDialect'; readonly verb: string; readonly dialect: string; readonly known: string }
  | {
      readonly _tag: 'BadWord'
      readonly verb: string
      readonly position: number
      readonly field: string | undefined
      readonly expected: string
    }
  | {
      readonly _tag: 'MissingWord'
      readonly verb: string
      readonly position: number
      readonly field: string | undefined
      readonly expected: string
    }
  | { readonly _tag: 'Truncated' }
  | { readonly _tag: 'Headless' }

/** A frame that is no command: a value among the others, with all of its bytes. */
export interface Undecodable {
  readonly _tag: 'Undecodable'
  readonly frame: Frame
  readonly reason: Reason
}

const asField = (field: string | undefined): string => (field === undefined ? '' : ` (${field})`)

/** What is wrong with a frame, in one line. It quotes nothing of the frame but a verb, so no secret is in it. */
export const describeReason = (reason: Reason): string => {
  switch (reason._tag) {
    case 'EmptyLine':
      return 'an empty line'
    case 'NoVerb':
      return 'does not begin with a verb of three capitals or a code of three digits'
    case 'UnknownVerb':
      return `unknown verb ${reason.verb}`
    case 'Misplaced':
      return `${reason.verb} is not said here, but ${reason.known}`
    case 'NotInDialect':
      return `${reason.verb} does not exist in ${reason.dialect}, but ${reason.known}`
    case 'BadWord':
      return `${reason.verb}: word ${reason.position}${asField(reason.field)} should be ${reason.expected}`
    case 'MissingWord':
      return `${reason.verb}: word ${reason.position}${asField(reason.field)} is missing; it should be ${reason.expected}`
    case 'Truncated':
      return 'the stream ends in the middle of it'
    case 'Headless':
      return 'its beginning is missing'
  }
}

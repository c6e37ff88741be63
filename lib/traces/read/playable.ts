import type { Dialect } from '../../commands/dialects.js'
import { spoken } from '../../client/settings.js'
import type { RecordedSession } from './sessions.js'

/**
 * Why a recording cannot be replayed.
 *
 * **Shapes** `Nobody`: no client's session is in it, or none of that name. `Several`: it is not said which of some.
 * `Midway`: the session was under way already when the recording began. `Unspoken`: no session speaks its dialect.
 */
export type Unplayable =
  | { readonly _tag: 'Nobody' }
  | { readonly _tag: 'Several'; readonly passports: ReadonlyArray<string> }
  | { readonly _tag: 'Midway'; readonly passport: string | undefined }
  | { readonly _tag: 'Unspoken'; readonly dialect: Dialect }

/** Why a session cannot be replayed by itself, if so. */
export const unplayable = ({ passport, dialect, isWhole }: RecordedSession): Unplayable | undefined => {
  if (!isWhole) return { _tag: 'Midway', passport }
  return dialect !== undefined && !spoken.includes(dialect) ? { _tag: 'Unspoken', dialect } : undefined
}

/** Tells why a recording cannot be replayed, and what to do about it. */
export const describeUnplayable = (reason: Unplayable): string => {
  switch (reason._tag) {
    case 'Nobody':
      return 'there is no such session in the recording'
    case 'Several':
      return `there are several sessions in the recording: choose one of ${reason.passports.join(', ')}`
    case 'Midway':
      return `the session${reason.passport === undefined ? '' : ` of ${reason.passport}`} was under way when the recording began, and cannot be replayed without its sign-in: decode it`
    case 'Unspoken':
      return `the session speaks ${reason.dialect}, and can be decoded; sessions of it cannot be played yet`
  }
}

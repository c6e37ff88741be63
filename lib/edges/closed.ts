/** Errors for Node that stand for the end of a connection of ports. */
import type { CloseReason } from '../core/effects.js'

const reasons = new WeakMap<object, CloseReason>()

/** An error that stands for a reason. */
export const closedBy = (reason: CloseReason): Error => {
  const error = new Error(reason._tag)
  reasons.set(error, reason)
  return error
}

/** The reason that an error stands for, if it was made of one. */
export const closeReasonOf = (error: unknown): CloseReason | undefined =>
  typeof error === 'object' && error !== null ? reasons.get(error) : undefined

/** Intents as a person writes them on the command line: JSON, by the table of intents. */
import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { describeIntentProblem, readIntent as readValue, type Intent } from '../index.js'
import { isRecord } from '../payloads/shape.js'
import { readJson } from './codecs.js'

/** Who types is the account itself, unless the JSON says somebody else. */
const typedBy =
  (self: string) =>
  (value: unknown): unknown => {
    if (!isRecord(value) || !isRecord(value['message'])) return value
    const { message } = value
    const isNotice = message['_tag'] === 'Typing' || message['_tag'] === 'Recording'
    return isNotice && message['user'] === undefined ? { ...value, message: { ...message, user: self } } : value
  }

/** The intent in some JSON, for the account `self`; or why there is none. */
export const readIntent = (self: string): ((json: string) => E.Either<string, Intent>) =>
  flow(
    readJson,
    E.flatMap((value) => pipe(value, typedBy(self), readValue, E.mapLeft(describeIntentProblem))),
  )

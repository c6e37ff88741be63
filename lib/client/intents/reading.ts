/** Whether something is an intent, where it is wrong, and its form in JSON. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { describeMisshape, isRecord, kindOfValue, type Misshape } from '../../payloads/misshape.js'
import { intentNames, intents, intentShapes, type Intent } from './table.js'

/**
 * Why something is no intent. `NoSuchIntent`: it has no tag of an intent; `got` says what it is. `BadIntent`: a field is
 * missing, or is not what it should be.
 */
export type IntentProblem =
  | { readonly _tag: 'NoSuchIntent'; readonly got: string }
  | ({ readonly _tag: 'BadIntent'; readonly intent: Intent['_tag'] } & Misshape)

const noSuchIntent = (u: unknown): IntentProblem => ({ _tag: 'NoSuchIntent', got: kindOfValue(u) })

const shapeFor = (u: unknown) => (isRecord(u) ? intentShapes.get(u['_tag'] as string) : undefined)

const badIntent = (u: unknown, wrong: Misshape): IntentProblem => ({
  _tag: 'BadIntent',
  intent: (u as Intent)._tag,
  ...wrong,
})

/** Why something is no intent, if so: types do not reach who writes JavaScript. */
export const problemOfIntent = (u: unknown): IntentProblem | undefined => {
  const shape = shapeFor(u)
  if (shape === undefined) return noSuchIntent(u)
  const wrong = shape.problem(u)
  return wrong === undefined ? undefined : badIntent(u, wrong)
}

/** Whether something is an intent. */
export const isIntent = (u: unknown): u is Intent => problemOfIntent(u) === undefined

/** Whether something has the tag of an intent, whatever else is missing. */
export const isIntentNamed = (u: unknown): boolean => shapeFor(u) !== undefined

/** Tells why something is no intent, in one line that quotes nothing of it: `intent SayTo: field message: expected ...`. */
export const describeIntentProblem = (problem: IntentProblem): string =>
  problem._tag === 'NoSuchIntent'
    ? `no intent, but ${problem.got}; there are ${intentNames.join(', ')}`
    : `intent ${problem.intent}: ${describeMisshape(problem)}`

/**
 * The intent that some JSON stands for.
 *
 * **Shapes** `{ "_tag": "SayTo", "passport": "bob@example.com", "message": "Hello" }`: fields as the type has them; a message
 * or a personal message may be a text alone; bytes are a text, or `{ "base64": "..." }`; what has a default may be left out.
 *
 * **Errors** one mistake, with its place.
 */
export const readIntent = (json: unknown): E.Either<IntentProblem, Intent> => {
  const shape = shapeFor(json)
  return shape === undefined
    ? E.left(noSuchIntent(json))
    : pipe(
        shape.read(json),
        E.mapLeft((wrong) => badIntent(json, wrong)),
      )
}

/** The JSON that stands for an intent: the inverse of `readIntent`. */
export const writeIntent = (intent: Intent): unknown => intentShapes.get(intent._tag)!.encode(intent)

/** The first dialect that an intent can be said in. */
export const sinceOf = ({ _tag }: Intent): number => intents[_tag].since

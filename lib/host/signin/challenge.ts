/** Challenges by which the server has clients prove which product they are (CHL, QRY). */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { answers, productNamed } from '../../auth/challenge.js'
import { inOrder, nothing, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { secret } from '../../payloads/secret.js'
import { after, cancel, fail, numberOf, send, withDigits, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { expel } from '../disconnect.js'
import { modifySession, sessionAt } from '../presence/sessions.js'
import { timerOf } from '../timers.js'
import { passOver } from '../undecodable.js'
import { isSame } from './credentials.js'

/** Twenty decimal digits, as the official challenges had (core.md 5.4). */
const twentyDigits = (digits: string): string =>
  `${numberOf(digits, 0)}`.padStart(10, '0') + `${numberOf(digits, 1)}`.padStart(10, '0')

/** Asks a client to prove what it is, unless it is being asked already; from MSNP6 on (core.md 5.1). */
export const sendChallenge = (link: Name): HostAction =>
  seeing((host) => {
    const { settings } = host
    const session = sessionAt(host, link)
    if (session === undefined || !session.dialect.has.challenges || session.challenge !== undefined) return nothing
    return withDigits('question', (digits) => {
      const text = twentyDigits(digits)
      return inOrder(
        modifySession(link, (now) => ({ ...now, challenge: text })),
        send(link, { _tag: 'Async', verb: 'CHL', challenge: text }),
        after(timerOf('AnswerOver', link), settings.deadlines.answer),
      )
    })
  })

const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 64))

/**
 * Looks at an answer.
 *
 * **Errors** 540 for a wrong one, or of a product that nobody knows, and the connection closes.
 *
 * **Source** core.md 5.1, 5.2
 */
export const checkAnswer = (
  { host, link, phase }: SignedInContext,
  { trid, clientId, payload }: ClientCommand<'NS', 'QRY'>,
): HostAction => {
  const { dialect } = phase
  const { deadlines } = host.settings
  const asked = sessionAt(host, link)?.challenge
  if (asked === undefined) return passOver(link, 'QRY answers no challenge')
  const isRight = pipe(
    productNamed(clientId),
    O.exists((product) =>
      answers(dialect.number)(product)(asked).some((right) => isSame(asciiOf(payload), secret(right))),
    ),
  )
  if (!isRight) return inOrder(fail(link, 540, trid), expel(link, 'WrongAnswer'))
  return inOrder(
    modifySession(link, (session) => ({ ...session, challenge: undefined })),
    when(deadlines.answer > 0, () => cancel(timerOf('AnswerOver', link))),
    send(link, { _tag: 'Normal', verb: 'QRY', trid }),
    after(timerOf('ChallengeDue', link), deadlines.challenge),
  )
}

/** Asks again. */
export const challengeAgain = ({ link }: SignedInContext): HostAction => sendChallenge(link)

/** The client wants to be asked (core.md 5.1). */
export const challengeOnDemand = ({ link }: SignedInContext, _: ClientCommand<'NS', 'CHL'>): HostAction => sendChallenge(link)

/** There was no answer in time. */
export const expelUnanswered = ({ link }: SignedInContext): HostAction => expel(link, 'Unanswered')

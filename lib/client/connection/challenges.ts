/** Answers to the challenges of a notification server. */
import * as O from 'fp-ts/lib/Option.js'

import { answer, productIn } from '../../auth/challenge.js'
import { emit } from '../../core/action.js'
import type { Received } from '../../core/effects.js'
import type { Machine } from '../../core/machine.js'
import { notify, type SessionEffect } from '../events.js'
import type { Ask, Asked, In, Online, Settle } from '../session/signals.js'

const as: Asked = { _tag: 'Challenge' }

/** The challenge in what came, and the product that it is answered for; nothing, if there is none. */
export const challengeIn = ({ dialect, settings }: Pick<Online, 'dialect' | 'settings'>, { command }: Received<'server'>) => {
  if (command._tag === 'Failure' || command._tag === 'Undecodable' || command.verb !== 'CHL') return undefined
  const product = settings.product ?? O.toUndefined(productIn(dialect.number))
  return product === undefined || !('challenge' in command) ? undefined : { challenge: command.challenge, product }
}

/**
 * Answers challenges.
 *
 * **Source** core.md 5.1 to 5.4
 */
export const challenges = (on: Online): Machine<null, In, SessionEffect | Ask | Settle, never> => ({
  hears: new Set(['CHL']),
  init: [null, []],
  step: (was, event) => {
    const found = event._tag === 'Received' ? challengeIn(on, event) : undefined
    if (found === undefined) return [was, []]
    const { product, challenge } = found
    const payload = new TextEncoder().encode(answer(on.dialect.number)(product)(challenge))
    return emit<SessionEffect | Ask | Settle>(
      // Not every server answers QRY (escargot.md 6): whoever challenges again does not want the old answer any more.
      { _tag: 'Settle', as, how: 'Drop' },
      {
        _tag: 'Ask',
        command: { _tag: 'Payload', verb: 'QRY', clientId: product.id, payload },
        as,
        ms: on.settings.deadlines.reply,
      },
      notify({ _tag: 'Challenged' }),
    )(was)
  },
  result: () => undefined,
})

/** The proof of SSO: what is drawn for it, and how it is made. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { writeBlob, type BlobProblem } from '../../auth/sso.js'
import type { RandomBytes } from '../../core/effects.js'
import { guidOf, guidSize } from '../guid.js'
import type { Variant } from '../../core/machine.js'
import { isSameName } from '../../core/keys.js'
import type { Challenge } from './rst.js'
import { proofDraw, timers } from '../names.js'
import type { EndReason } from '../outcomes.js'
import { ticketSites, type Tickets } from './tickets.js'
import { ask, ends, wayOf, type Proven, type Sealing, type SigninStep, type Spoken } from './state.js'

const ivSize = 8

/** How many bytes are wanted: as many for who has a endpoint as for who has none, so that a recording fits both. */
const wanted = ({ dialect }: Spoken): number => (dialect.has.endpoints ? ivSize + guidSize : ivSize)

/** Draws what the proof is made with. */
export const seal = (spoken: Spoken, challenge: Variant<Challenge, 'SSO'>, tickets: Tickets): SigninStep => {
  const draw = proofDraw(spoken.trid)
  return [
    { ...spoken, _tag: 'Sealing', tickets, challenge, draw },
    [
      { _tag: 'Random', draw, bytes: wanted(spoken) },
      { _tag: 'After', timer: timers.signIn, ms: spoken.settings.deadlines.reply },
    ],
  ]
}

const misdrawn = (bytes: number): EndReason => ({
  _tag: 'NoTicket',
  problem: `${bytes} bytes are no random to prove it with`,
})

const reasonFor = (problem: BlobProblem): EndReason => {
  switch (problem._tag) {
    case 'BadNonce':
      return { _tag: 'Broken', problem: `USR gives a nonce of ${problem.bytes} bytes` }
    case 'BadSecret':
      return { _tag: 'NoTicket', problem: 'the secret that came with the ticket cannot be used' }
    case 'BadIv':
      return misdrawn(problem.bytes)
  }
}

/** The bytes are drawn: ticket, blob and, from MSNP16 on, the endpoint are said. */
export const sealed = (was: Sealing, { draw, bytes }: RandomBytes): SigninStep | undefined => {
  // Of an earlier attempt.
  if (!isSameName(draw, was.draw)) return undefined
  if (bytes.length !== wanted(was)) return ends(was, misdrawn(bytes.length))
  const { dialect, tickets, challenge } = was
  // Nobody grants without them.
  const { ticket, secret } = tickets.get(ticketSites.clear)!
  const endpoint = dialect.has.endpoints ? (was.endpoint ?? guidOf(bytes.subarray(ivSize))) : was.endpoint
  return pipe(
    writeBlob({ secret: secret!.reveal(), nonce: challenge.nonce })(bytes.subarray(0, ivSize)),
    E.match(
      (problem) => ends(was, reasonFor(problem)),
      (proof) =>
        ask<Proven>({ ...wayOf(was), dialect, tickets, endpoint }, dialect, (trid) => {
          const said = {
            _tag: 'Normal',
            verb: 'USR',
            trid,
            package: 'SSO',
            step: 'S',
            ticket: ticket.reveal(),
            proof,
          } as const
          return dialect.has.endpoints && endpoint !== undefined ? { ...said, machineGuid: endpoint } : said
        })((way) => ({ ...way, _tag: 'Proving' })),
    ),
  )
}

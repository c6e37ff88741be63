import type { MsnObject } from '../commands/msnobject.js'
import { readPersonal } from '../payloads/personal.js'
import { detached } from '../payloads/detach.js'
import {} from './accounts.js'
import { changingSession, fail, inOrder, say, seeing, tell, when, type Deed } from './deed.js'
import { challenge } from './challenge.js'
import type { Focus, Said } from './focus.js'
import { expel } from './leaving.js'
import { showing, tellAllInitial, tellPersonal } from './presence.js'
import type { SignedIn } from './state.js'

/** The object with texts of its own. */
const keptObject = ({ creator, location, friendly, sha1d, sha1c, more, ...numbers }: MsnObject): MsnObject => ({
  ...numbers,
  creator: detached(creator),
  location: detached(location),
  friendly: detached(friendly),
  sha1d: detached(sha1d),
  ...(sha1c === undefined ? {} : { sha1c: detached(sha1c) }),
  ...(more === undefined ? {} : { more: more.map(([name, value]) => [detached(name), detached(value)] as const) }),
})

/**
 * Shows oneself in another way. The first time, the answer is who else is there; from MSNP6 on, a challenge too.
 *
 * **Errors** 201 for FLN, which only a server says.
 *
 * **Source** core.md 4.5, 5.1
 */
export const changeStatus = ({ host, link, phase }: Focus<SignedIn>, command: Said<'NS', 'CHG'>): Deed => {
  const { trid, status } = command
  const { passport } = phase
  if (status === 'FLN') return fail(link, 201, trid)
  const capabilities = 'capabilities' in command ? command.capabilities : 0
  const object = 'object' in command && command.object !== undefined ? keptObject(command.object) : undefined
  const isFirst = host.sessions.get(passport)?.status === undefined
  const { odd: _, ...echo } = command
  return inOrder(
    showing(
      passport,
      inOrder(
        changingSession(passport, (session) => ({ ...session, status, capabilities, object })),
        say(link, echo),
        when(isFirst, tellAllInitial(passport, trid)),
      ),
    ),
    tell({ _tag: 'StatusChanged', passport, status }),
    when(isFirst, challenge(link, passport)),
  )
}

/**
 * Sets what is shown beside the name; whoever sees the account is told. What is no XML closes the connection.
 *
 * **Source** core.md 4.6
 */
export const setPersonal = ({ host, link, phase }: Focus<SignedIn>, { trid, payload }: Said<'NS', 'UUX'>): Deed => {
  const { passport } = phase
  if (payload.length > host.settings.limits.personal) return expel(link, 'TooLong')
  const personal = readPersonal(payload)
  if (personal.problem !== undefined) return expel(link, 'Unruly')
  return inOrder(
    changingSession(passport, (session) => ({ ...session, personal })),
    say(link, { _tag: 'Payload', verb: 'UUX', trid, payload: new Uint8Array(0) }),
    seeing(() => tellPersonal(passport)),
  )
}

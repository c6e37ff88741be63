/** A bot out of lifecycles: its own way through redirections, presence as a map, a switchboard for each invitation. */
import { pipe } from 'fp-ts/lib/function.js'
import { connect, defer, distinctUntilChanged, map, merge, mergeMap, NEVER } from 'rxjs'
import { sessionSettings, type Ports, type SessionOptions } from 'rx-msnp'
import * as M from 'rx-msnp/machines'

export const echoing = (ports: Ports, options: SessionOptions, policy: M.RedirectPolicy) =>
  defer(() => {
    const settings = sessionSettings(options)
    const here = M.world(ports)
    const line = M.redirecting(policy, settings.server)((hop) =>
      pipe(M.login(settings)(hop), M.andThen('SignedIn', M.connection)),
    )
    const { services, invitations } = M
    const session = M.together({ services, line, contacts: M.contactList(settings), invitations })

    return NEVER.pipe(
      M.lifecycle(here, session, M.leaveSession),
      connect((steps) => {
        const presence = steps.pipe(
          map(([{ parts }]) => parts.contacts.view.contacts),
          distinctUntilChanged(),
          map((contacts) => ({ _tag: 'Presence' as const, seen: contacts.map(({ status }) => status) })),
        )
        const conversations = steps.pipe(M.notices, M.ofTag('Rang')).pipe(
          mergeMap((rang) =>
            M.feedback(M.lifecycle(here, M.acceptedSwitchboard(rang), M.leaveSwitchboard), (own) =>
              own.pipe(M.notices, M.ofTag('TextReceived')).pipe(map(({ conversation, text }) => M.sayOn(conversation, text))),
            ).pipe(M.notices),
          ),
        )
        return merge(presence, conversations, steps.pipe(M.notices))
      }),
    )
  })

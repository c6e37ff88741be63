import { dematerialize, filter, ignoreElements, materialize, merge, switchMap, type Observable } from 'rxjs'
import { client, server, type App, type SessionEvent } from 'rx-msnp'
import { nodePorts } from 'rx-msnp/node'

export const addressOf = (name: string): string => `${name.toLowerCase()}@example.com`

/** What happens to somebody who signs in with an app; to subscribe is to sign in. */
export type SignIn = (name: string, app: App) => Observable<SessionEvent>

/**
 * A server over TCP on this machine, for people who have each other as contacts, and some sessions in it. What happens in
 * the first session is told; when it is over, everybody else leaves, and the server goes.
 */
export const evening = <A>(
  names: ReadonlyArray<string>,
  sessions: (signIn: SignIn) => readonly [told: Observable<A>, ...others: ReadonlyArray<Observable<SessionEvent>>],
): Observable<A> => {
  const ports = nodePorts()
  const password = 'secret'
  const accounts = names.map((name) => ({
    passport: addressOf(name),
    password,
    name,
    contacts: names.filter((other) => other !== name).map((other) => ({ passport: addressOf(other) })),
  }))
  return server(ports)({ accounts }).pipe(
    filter((event) => event._tag === 'Listening'),
    switchMap(({ first, nexus }) => {
      const [told, ...others] = sessions((name, app) =>
        client(ports)({ passport: addressOf(name), password, server: first, nexus })(app),
      )
      return merge(told.pipe(materialize()), ...others.map((session) => session.pipe(ignoreElements())))
    }),
    dematerialize(),
  )
}

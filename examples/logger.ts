/**
 * A presence logger, over TCP on this machine: it signs in, wants nothing, and tells who comes, changes and goes.
 *
 * npm run example logger
 */
import { concat, concatMap, EMPTY, filter, map, take, takeWhile } from 'rxjs'
import { isEvent, setStatus, signOut, type App, type Status } from 'rx-msnp'
import { evening } from './shared/evening.js'

/** An app without a wish only listens. */
const listening: App = () => EMPTY

/** Once the logger can see it: goes through some statuses, and leaves. */
const showing =
  (...statuses: ReadonlyArray<Status>): App =>
  (events) =>
    concat(
      events.pipe(
        filter(isEvent('ContactStatus')),
        take(1),
        concatMap(() => statuses.map(setStatus)),
      ),
      events.pipe(
        filter(isEvent('OwnStatus')),
        filter(({ status }) => status === statuses.at(-1)),
        take(1),
        map(() => signOut),
      ),
    )

evening(['Logger', 'Alice', 'Bob'], (signIn) => [
  signIn('Logger', listening).pipe(
    filter(isEvent('ContactStatus')),
    takeWhile(({ name, status }) => !(name === 'Bob' && status === 'FLN'), true),
  ),
  concat(signIn('Alice', showing('BSY', 'LUN')), signIn('Bob', showing('AWY'))),
]).subscribe(({ name, status }) => console.log(`${name} is ${status}`))

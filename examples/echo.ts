/**
 * An echo bot, over TCP on this machine: a server, the bot, and Alice, who talks to it.
 *
 * npm run example echo
 */
import { filter, map, merge, mergeMap, skip, take } from 'rxjs'
import { isEvent, sayTo, signOut, type App } from 'rx-msnp'
import { echo } from './bots/echo.js'
import { evening } from './shared/evening.js'

/** Says two things to the bot when it is there, and leaves with the second answer. */
const alice: App = (events) =>
  merge(
    events.pipe(
      filter(isEvent('ContactStatus')),
      take(1),
      mergeMap(({ passport }) => [sayTo(passport, 'Hello?'), sayTo(passport, 'Is anybody there?')]),
    ),
    events.pipe(
      filter(isEvent('TextReceived')),
      skip(1),
      map(() => signOut),
    ),
  )

evening(['Echo', 'Alice'], (signIn) => [signIn('Alice', alice), signIn('Echo', echo)])
  .pipe(filter(isEvent('TextReceived')))
  .subscribe(({ name, text }) => console.log(`${name}: ${text}`))

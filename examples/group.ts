/**
 * A conversation of three, over TCP on this machine, as Alice sees it.
 *
 * npm run example group
 */
import { concatMap, elementAt, filter, map, merge } from 'rxjs'
import { describeOutcome, isEvent, openConversation, say, signOut, type App } from 'rx-msnp'
import { addressOf, evening } from './shared/evening.js'

/** Opens a conversation when both are online, asks when both are in it, and leaves when both have answered. */
const alice: App = (events) => {
  const second = (tag: 'ContactStatus' | 'Joined' | 'TextReceived') => events.pipe(filter(isEvent(tag)), elementAt(1))
  return merge(
    second('ContactStatus').pipe(map(() => openConversation([addressOf('Bob'), addressOf('Carol')], 'tea'))),
    second('Joined').pipe(map(() => say('tea', 'Tea at four?'))),
    second('TextReceived').pipe(map(() => signOut)),
  )
}

/** Answers what one of the others says. */
const answering =
  (whom: string, answer: string): App =>
  (events) =>
    events.pipe(
      filter(isEvent('TextReceived')),
      filter(({ name }) => name === whom),
      map(({ conversation }) => say(conversation, answer)),
    )

evening(['Alice', 'Bob', 'Carol'], (signIn) => [
  signIn('Alice', alice),
  signIn('Bob', answering('Alice', 'Yes, please.')),
  signIn('Carol', answering('Bob', 'I shall bring a cake.')),
])
  .pipe(
    filter(isEvent('MessageOutcome', 'TextReceived')),
    concatMap((event) => {
      if (event._tag === 'TextReceived') return [`${event.name}: ${event.text}`]
      const { intent, outcome } = event
      return intent.message._tag === 'Text' ? [`Alice: ${intent.message.text} (${describeOutcome(outcome)})`] : []
    }),
  )
  .subscribe((line) => console.log(line))

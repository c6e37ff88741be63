/** `rx-msnp/testing`: what the tests of a bot use: marbles, a server in memory, recordings, matchers. */

// marbles
export { marbles } from './marbles.js'
export type { AssertEqual, MarbleHelpers, MarbleOptions } from './marbles.js'

// what marbles stand for
export { event } from './events.js'
export { contact, sessionState } from './states.js'
export type { SomeContact, SomeConversation, SomeState } from './states.js'
export { said, wire } from './words.js'
export type { Inserted, Lines, Readable } from './words.js'

// recordings
export type { Untimed } from '../edges/record/recorder.js'
export type { MarbleValues, Timeline } from './timeline.js'
export { readTrace, writeTrace } from './files.js'
export { eventsIn } from './replaying.js'
export { commandsIn, dialogue, fromTrace, bytesIn, toTrace } from './traces.js'
export type { Dialogue, SomeDiagram, Speaker, TraceDiagram } from './traces.js'

// a server in memory, in virtual time
export { friends, virtualServer } from './virtual.js'
export type { SigningIn, Somebody, VirtualServer, VirtualSettings } from './virtual.js'
export type { Bot } from './bot.js'

// matchers
export type { Some } from './likeness.js'
export { check, matchers } from './matchers.js'
export type { MsnpMatchers, ReadAs, SomeEvent, Verdict } from './matchers.js'

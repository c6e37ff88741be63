/** What conversations want done. */
import type { Send } from '../../core/effects.js'
import { type Saying, type SessionEvent, notify, type SessionEffect, type SessionEffects } from '../events.js'
import type { Variant } from '../../core/machine.js'
import type { MessageOutcome, Outcome } from '../outcomes.js'
import type { Talk } from './state.js'
import type { TaggedName } from '../../core/keys.js'

/** Says a command. */
export const send = ({ link, dialect }: Talk, command: Send<'client'>['command']): SessionEffect => ({
  _tag: 'Send',
  link,
  dialect: dialect.name,
  command,
})

/** Begins to wait. */
export const after = (timer: TaggedName, ms: number): SessionEffect => ({ _tag: 'After', timer, ms })

/** Tells what became of an intent, if there was one. */
export const settle = (
  intent: Variant<SessionEvent, 'IntentOutcome'>['intent'] | undefined,
  outcome: Outcome,
): SessionEffects => (intent === undefined ? [] : [notify({ _tag: 'IntentOutcome', intent, outcome })])

/** Tells what became of a message. */
export const told = ({ id }: Talk, intent: Saying, outcome: MessageOutcome): SessionEffect =>
  notify({ _tag: 'MessageOutcome', intent, conversation: id, outcome })

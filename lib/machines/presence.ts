import type { Command, Verb } from '../commands/rows.js'
import { readPersonal } from '../payloads/personal.js'
import type { Change } from './events.js'
import type { SessionState } from './state.js'

type On<V extends Verb> = Extract<Command<'server', 'NS'>, { readonly verb: V }>

const unchanged = (state: SessionState): Change => [state, []]

/** The address in a command about somebody's presence; who is on no list of ours is none of our business. */
const aboutOf = (command: On<'ILN' | 'NLN' | 'FLN' | 'UBX'>): string =>
  ('passport' in command ? command.passport : command.contact.passport).toLowerCase()

const seen = (state: SessionState, command: On<'ILN' | 'NLN'>): Change => {
  const passport = aboutOf(command)
  const contact = state.contacts.get(passport)
  if (contact === undefined) return unchanged(state)
  const { status, name } = command
  // One literal for all dialects, so that all contacts have one shape.
  const next = {
    passport,
    name,
    lists: contact.lists,
    groups: contact.groups,
    status,
    guid: contact.guid,
    network: contact.network,
    capabilities: 'capabilities' in command ? (command.capabilities as number) : undefined,
    object: 'object' in command ? command.object : undefined,
    personal: contact.personal,
    properties: contact.properties,
  }
  return [
    { ...state, contacts: state.contacts.set(passport, next) },
    [{ _tag: 'ContactStatus', passport, name, status }],
  ]
}

const gone = (state: SessionState, command: On<'FLN'>): Change => {
  const passport = aboutOf(command)
  const contact = state.contacts.get(passport)
  if (contact === undefined) return unchanged(state)
  const { name } = contact
  const next = { ...contact, status: 'FLN', capabilities: undefined, object: undefined, personal: undefined } as const
  return [
    { ...state, contacts: state.contacts.set(passport, next) },
    [{ _tag: 'ContactStatus', passport, name, status: 'FLN' }],
  ]
}

const shown = (state: SessionState, command: On<'UBX'>): Change => {
  const passport = aboutOf(command)
  const contact = state.contacts.get(passport)
  if (contact === undefined) return unchanged(state)
  const personal = readPersonal(command.payload)
  return [
    { ...state, contacts: state.contacts.set(passport, { ...contact, personal }) },
    [{ _tag: 'ContactPersonal', passport, personal }],
  ]
}

const changed = (state: SessionState, { status }: On<'CHG'>): Change => [
  { ...state, account: { ...state.account, status } },
  [{ _tag: 'OwnStatus', status }],
]

/**
 * What the server's words change in who is seen, by their verb.
 *
 * **Source** core.md 4.5, 4.6
 */
export const presenceChanges = { ILN: seen, NLN: seen, FLN: gone, UBX: shown, CHG: changed } as const

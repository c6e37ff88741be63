/** Commands by which an account shows itself: its status, the text beside its name, and its name. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { MsnObject } from '../../commands/msnobject.js'
import type { Status } from '../../commands/words.js'
import { writePersonal, type Personal } from '../../payloads/personal.js'
import { capabilitiesIn } from '../generation.js'
import type { SessionSettings } from '../settings.js'
import { fittedTo } from './fit.js'
import type { Unnumbered } from './request.js'

/** Shows oneself in a status, with what a client can do and its picture (core.md 4.5). */
export const showStatus = (
  dialect: DialectFacts,
  settings: SessionSettings,
  status: Status,
  object: MsnObject | undefined,
): Unnumbered => {
  const pair = capabilitiesIn(dialect, settings)
  return fittedTo(dialect)('Normal', 'CHG', {
    status,
    capabilities: dialect.has.capabilityPairs ? pair : pair.client,
    object,
  })
}

/** Shows a text beside the name (core.md 4.6). */
export const showPersonal = (dialect: DialectFacts, what: Personal): Unnumbered => ({
  _tag: 'Payload',
  verb: 'UUX',
  payload: writePersonal(dialect.number)(what),
})

/** Shows oneself under a name (core.md 4.7, 4.8). */
export const showName = (dialect: DialectFacts, passport: string, name: string): Unnumbered =>
  dialect.has.displayNameProperty
    ? { _tag: 'Normal', verb: 'PRP', property: { _tag: 'DisplayName', key: 'MFN', name } }
    : { _tag: 'Normal', verb: 'REA', passport, name }

/** Who a command on a switchboard is about. */
import type { Said } from '../../core/effects.js'

/** The address, in lower case, without the endpoint that it may name besides. */
export const passportIn = (command: Said<'SB', 'JOI' | 'IRO' | 'BYE' | 'MSG'>): string =>
  ('passport' in command ? command.passport : command.endpoint.passport).toLowerCase()

/** What is known of a connection, once a login has ended on it. */
import type { Variant } from '../../core/machine.js'
import type { Online } from '../session/signals.js'
import type { Signin } from './state.js'

/** The connection that a login has ended on. */
export const onlineOf = ({
  settings,
  link,
  links,
  address,
  dialect,
  trid,
  passport,
  name,
  endpoint,
  tickets,
}: Variant<Signin, 'SignedIn'>): Online => ({
  settings,
  link,
  links,
  address,
  dialect,
  trid,
  passport,
  name,
  endpoint: dialect.has.endpoints ? endpoint : undefined,
  tickets,
})

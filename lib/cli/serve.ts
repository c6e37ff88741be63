import { isIP } from 'node:net'

import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, takeUntil, tap } from 'rxjs'

import { nodePorts } from '../edges/node.js'
import { server, type Address, type Dialect, type ServerEvent } from '../index.js'
import { readAccounts } from './accounts.js'
import { addressText } from './address.js'
import { tapping } from './debug.js'
import { identityOf, type IdentityOptions } from './identity.js'
import { describeDeaf, describeNotice, placesOf } from './host-notices.js'
import { colours, complain, counted, exitCode, harmless, jsonLine, say, sayLive, type ExitCode } from './output.js'
import { plainServed } from './plain.js'
import { clock } from './event-text.js'
import { bound, interruptions } from './terminal.js'

/** What `msnp serve` is told. */
export interface ServeOptions extends IdentityOptions {
  readonly host: string
  readonly port: number
  readonly httpPort?: number
  readonly switchboardPort: number
  readonly name?: string
  readonly redirects: number
  readonly dialect?: ReadonlyArray<Dialect>
  readonly accounts?: string
  readonly autoCreate?: boolean
  readonly json?: boolean
  readonly debug?: boolean
}

/** The port that follows, as the default of another one; a port that the system chooses is followed by another such. */
export const portAfter = (port: number): number => (port === 0 || port === 65535 ? 0 : port + 1)

const isEverywhere = (host: string): boolean => isIP(host) !== 0 && /^[0:.]+$/.test(host)

/** What is wrong with the host to listen on, as long as clients are not told another name; nothing, if it is well. */
export const vagueHost = (host: string, name: string | undefined): string | undefined =>
  isEverywhere(host) && name === undefined
    ? `--host ${host} is every address at once; say with --name which one clients are told`
    : undefined

/** How to come in, for whoever has just started to listen. */
export const invitation = (first: Address, nexus: string): string =>
  `sign in: PASSWORD=... msnp connect --server ${addressText(first)} --nexus ${nexus}` +
  ' --passport you@example.com --password-env PASSWORD'

/** `msnp serve`: a server, until it is interrupted. */
export const serve = async (options: ServeOptions): Promise<ExitCode> => {
  const { host, port, httpPort = portAfter(port), name, json = false } = options
  const vague = vagueHost(host, name)
  if (vague !== undefined) return complain(exitCode.usage, vague)
  const identity = identityOf(options)
  if (E.isLeft(identity)) return complain(...identity.left)

  const accounts = options.accounts === undefined ? E.right([]) : readAccounts(options.accounts)
  if (E.isLeft(accounts)) {
    accounts.left.forEach((what) => complain(exitCode.unreadable, what))
    return exitCode.unreadable
  }

  const autoCreate = options.accounts === undefined || options.autoCreate === true
  let code: ExitCode = exitCode.done

  const show = bound((event: ServerEvent): void => {
    if (event._tag === 'NotListening') code = complain(exitCode.unconnected, describeDeaf(event))
    if (json) return sayLive(jsonLine({ ...plainServed(event), time: new Date().toISOString() }))
    if (event._tag === 'NotListening') return
    if (event._tag !== 'Listening') return sayLive(`${colours.dim(clock())}  ${harmless(describeNotice(event))}`)
    say(`listening on ${placesOf(event).join(', ')}`)
    const people = counted(accounts.right.length, 'account')
    say(colours.dim(autoCreate ? `${people}, and whoever comes first owns an address` : people))
    say(colours.dim(invitation(event.first, event.nexus)))
  })

  const events = server(
    nodePorts(identity.right),
    options.debug === true ? { tap: tapping() } : {},
  )({
    host,
    port,
    httpPort,
    switchboardPort: options.switchboardPort,
    redirects: options.redirects,
    https: identity.right !== undefined,
    accounts: accounts.right,
    autoCreate,
    ...(name === undefined ? {} : { name }),
    ...(options.dialect === undefined ? {} : { dialects: options.dialect }),
  })
  await lastValueFrom(events.pipe(takeUntil(interruptions()), tap(show)), { defaultValue: undefined })
  return code
}

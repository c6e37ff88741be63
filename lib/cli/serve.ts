/** `msnp serve`: a server, with the accounts of a file; and what it shares with `msnp record`, which listens, too. */
import { isIP } from 'node:net'

import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, takeUntil, tap } from 'rxjs'

import { wholeFile } from '../edges/files.js'
import { nodePorts } from '../edges/node.js'
import { Address, type Dialect, type HostAccount, type HostContact, server, type ServerEvent } from '../index.js'
import { describeInFile } from '../payloads/misshape.js'
import { leaf, list, object, type Shape, withShorthand } from '../payloads/shape.js'
import { plainServed, tapping } from './event-json.js'
import { clock } from './event-text.js'
import { addressesOf, describeNotice, describeNotListening } from './host-notices.js'
import { PersonAddress, readJson, SomeText } from './options.js'
import { colours, complain, counted, exitCode, type ExitCode, harmless, jsonLine, say, sayLive } from './output.js'
import { interruptions } from './interruptions.js'
import { bound } from './terminal.js'

/** A certificate and its key, a file each. */
export interface IdentityOptions {
  readonly cert?: string
  readonly key?: string
}

interface Identity {
  readonly cert: Buffer
  readonly key: Buffer
}

/** What is wrong, and how the command ends by it. */
export type Complaint = readonly [code: ExitCode, what: string]

/** What the files hold, if any were named. */
export const identityOf = ({ cert, key }: IdentityOptions): E.Either<Complaint, Identity | undefined> => {
  if (cert === undefined && key === undefined) return E.right(undefined)
  if (cert === undefined || key === undefined) return E.left([exitCode.usage, '--cert and --key go together'])
  const [certificate, secret] = [wholeFile(cert), wholeFile(key)]
  if (E.isLeft(certificate)) return E.left([exitCode.unreadable, certificate.left])
  if (E.isLeft(secret)) return E.left([exitCode.unreadable, secret.left])
  return E.right({ cert: certificate.right, key: secret.right })
}

const names = list('a list of names', SomeText)

const contactList = leaf<'AL' | 'BL' | 'FL'>('AL, BL or FL', (u) => u === 'AL' || u === 'BL' || u === 'FL')

const wholeContact: Shape<HostContact> = object(
  'an address, or {"passport": ...}',
  { passport: PersonAddress },
  { name: SomeText, groups: names, lists: list('a list of AL, BL and FL', contactList) },
)

/** A contact, of which the address may stand alone. */
const contact = withShorthand(wholeContact, (u) => (PersonAddress.is(u) ? { passport: u } : undefined))

const account: Shape<HostAccount> = object(
  '{"passport": ..., "password": ...}',
  { passport: PersonAddress, password: SomeText },
  { name: SomeText, contacts: list('a list of contacts', contact), groups: names },
)

const accountList = list('a list of accounts', account)

/** Accounts, and groups of contacts, that are named twice or not at all. */
const contradictions = (accounts: ReadonlyArray<HostAccount>): ReadonlyArray<string> => {
  const addresses = accounts.map(({ passport }) => passport.toLowerCase())
  return accounts.flatMap(({ groups = [], contacts = [] }, index) => {
    const first = addresses.indexOf(addresses[index]!)
    const twice = first === index ? [] : [`[${index}].passport: is that of [${first}] already`]
    const unknown = contacts.flatMap(({ groups: own = [] }, at) =>
      own
        .filter((name) => !groups.includes(name))
        .map(() => `[${index}].contacts[${at}].groups: names a group that [${index}].groups does not`),
    )
    return [...twice, ...unknown]
  })
}

/**
 * The accounts in a file: a JSON array of `{passport, password, name?, contacts?, groups?}`.
 *
 * **Errors** what is wrong, a line each, with its place; never a value from the file, which may be a password.
 */
export const readAccounts = (file: string): E.Either<ReadonlyArray<string>, ReadonlyArray<HostAccount>> => {
  const bytes = wholeFile(file)
  if (E.isLeft(bytes)) return E.left([bytes.left])
  const json = readJson(bytes.right.toString('utf8').replace(/^\ufeff/, ''))
  if (E.isLeft(json)) return E.left([`${file}: ${json.left}`])
  const accounts = accountList.readAll(json.right)
  if (E.isLeft(accounts)) return E.left(accounts.left.map((error) => `${file}: ${describeInFile(error)}`))
  const wrong = contradictions(accounts.right)
  return wrong.length === 0 ? accounts : E.left(wrong.map((what) => `${file}: ${what}`))
}

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
  `sign in: PASSWORD=... msnp connect --server ${Address.write(first)} --nexus ${nexus}` +
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
    if (event._tag === 'NotListening') code = complain(exitCode.unconnected, describeNotListening(event))
    if (json) return sayLive(jsonLine({ ...plainServed(event), time: new Date().toISOString() }))
    if (event._tag === 'NotListening') return
    if (event._tag !== 'Listening') return sayLive(`${colours.dim(clock())}  ${harmless(describeNotice(event))}`)
    say(`listening on ${addressesOf(event).join(', ')}`)
    const participants = counted(accounts.right.length, 'account')
    say(colours.dim(autoCreate ? `${participants}, and whoever comes first owns an address` : participants))
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

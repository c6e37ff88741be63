import { digest } from '../../lib/auth/digest.js'
import type { Property } from '../../lib/commands/property.js'
import type { HostAccount, HostSettings } from '../../lib/host/settings.js'
import { fromByteText } from '../../lib/wire/text.js'
import { blobOf, drive, ssoTicketOf, ticketOf, type Driver } from '../host/driver.js'
import { dialogue } from './dialogue.js'

/** One connection's answers to one thing that a client did, as verbs: where theirs are not ours. */
export interface Difference {
  readonly on: string
  /** What the client did: a line, or that it connected or went away. */
  readonly after: string
  readonly theirs: string
  readonly ours: string
}

/** What was compared. */
export interface Compared {
  readonly turns: number
  /** Lines of the server, all of them and those that were the same in kind and order. */
  readonly lines: number
  readonly differences: ReadonlyArray<Difference>
}

const passwords: Readonly<Record<string, string>> = {
  'alice@example.com': 'alicepw123',
  'bob@example.com': 'bobpw456',
  'carol@example.com': 'p@s,s w%r=d&<x>',
  'dave@example.com': 'davepw789',
}

/** The accounts of Escargot (escargot.md), with the lists that the recordings begin with. */
const accounts = (carol: string, properties: ReadonlyArray<Property>): ReadonlyArray<HostAccount> => [
  {
    passport: 'alice@example.com',
    password: passwords['alice@example.com']!,
    name: 'Alice A',
    groups: ['Friends'],
    contacts: [{ passport: 'bob@example.com', groups: ['Friends'] }],
  },
  {
    passport: 'bob@example.com',
    password: passwords['bob@example.com']!,
    name: 'Bob B',
    contacts: [{ passport: 'alice@example.com' }],
  },
  { passport: 'carol@example.com', password: passwords['carol@example.com']!, name: carol, properties },
  { passport: 'dave@example.com', password: passwords['dave@example.com']!, name: 'Dave' },
]

// Carol had turned her telephone on in an earlier conversation.
const mobile: ReadonlyArray<Property> = [
  { _tag: 'Switch', key: 'MOB', on: true },
  { _tag: 'Switch', key: 'MBE', on: true },
]

const settings = (file: string): HostSettings => ({
  accounts: accounts(
    file.startsWith('f-') ? 'Carol New' : 'Carol ç 100%',
    /^f-contacts-msnp[89]/.test(file) ? mobile : [],
  ),
  addresses: {
    dispatch: [],
    notification: { host: '127.0.0.1', port: 1863 },
    switchboard: { host: '127.0.0.1', port: 1864 },
    http: 'https://127.0.0.1:8443',
  },
})

const isBefore9 = (file: string): boolean => /-msnp[2-8]\.txt$|mixed-8-12/.test(file)

/** What Escargot takes and no dialect knows: an acknowledgement of type D before MSNP9. It goes in as A. */
const inDialect = (file: string, line: string): string =>
  isBefore9(file) ? line.replace(/^(MSG \d+) D /, '$1 A ') : line

/** A picture or a file needs that type, so before MSNP9 there is none. */
const isImpossible = (file: string, payload: string): boolean =>
  isBefore9(file) && payload.includes('application/x-msnmsgrp2p')

const guid = /^(?:[CNF]=)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const verbOf = (line: string): string => line.split(' ')[0]!.trim()

interface Turn {
  /** Nothing, where what the client did was left out. */
  readonly after: string | undefined
  readonly theirs: Map<string, Array<string>>
  readonly ours: Map<string, Array<string>>
}

const put = (lines: Map<string, Array<string>>, on: string, line: string): void => {
  lines.set(on, [...(lines.get(on) ?? []), line])
}

/** The lines of ours that stand where each of theirs does: of the same verb, and in the same place among those. */
const paired = (theirs: ReadonlyArray<string>, ours: ReadonlyArray<string>): ReadonlyArray<readonly [string, string]> =>
  theirs.flatMap((line, at) => {
    const verb = verbOf(line)
    const place = theirs.slice(0, at).filter((other) => verbOf(other) === verb).length
    const other = ours.filter((each) => verbOf(each) === verb)[place]
    return other === undefined ? [] : [[line, other] as const]
  })

/**
 * Plays the clients of a recorded conversation to our server, and compares what it says to what Escargot said: on every
 * connection the same verbs in the same order, after each thing that a client does.
 *
 * **Shapes** what Escargot gave out is exchanged for what our server gave out in its place before a client says it: cookies,
 * session ids, GUIDs. Digests are made for our challenge, and tickets are fetched from our login server.
 */
export const compare = (file: string): Compared => {
  const driver: Driver = drive(settings(file))
  const given = new Map<string, string>()
  const challenges = new Map<string, string>()
  const who = new Map<string, string>()
  const differences: Array<Difference> = []
  let turn: Turn = { after: undefined, theirs: new Map(), ours: new Map() }
  let turns = 0
  let lines = 0

  const learn = (theirs: string, ours: string): void => {
    const [verb, ...words] = theirs.split(' ')
    const others = ours.split(' ').slice(1)
    words.forEach((word, at) => {
      const other = others[at]
      if (other === undefined || other === word) return
      const isCookie = words[at - 1] === 'CKI'
      const isSession = (verb === 'RNG' && at === 0) || (verb === 'CAL' && words[at - 1] === 'RINGING')
      if (isCookie || isSession) given.set(word, other)
      if (guid.test(word) && guid.test(other)) given.set(word.replace(/^[CNF]=/, ''), other.replace(/^[CNF]=/, ''))
    })
  }

  const endTurn = (): void => {
    const { after, theirs, ours } = turn
    if (after === undefined) return
    for (const on of new Set([...theirs.keys(), ...ours.keys()])) {
      const [them, us] = [theirs.get(on) ?? [], ours.get(on) ?? []]
      turns++
      lines += them.length
      paired(them, us).forEach(([line, other]) => learn(line, other))
      const [verbs, own] = [them.map(verbOf).join(' '), us.map(verbOf).join(' ')]
      if (verbs !== own) differences.push({ on, after, theirs: verbs, ours: own })
    }
  }

  const begin = (after: string | undefined): void => {
    endTurn()
    turn = { after, theirs: new Map(), ours: new Map() }
  }

  const hear = (said: ReadonlyArray<string>): void => {
    for (const each of said) {
      const [, on = '', line = ''] = /^(.+?)(?: < (.*)| closed$)/s.exec(each) ?? []
      const first = line.split('\r\n')[0]!
      put(turn.ours, on, first === '' ? 'closed' : first)
      const challenge = /^USR \d+ (?:MD5|TWN|SSO) S (?:MBI_\S+ )?(.*)$/.exec(first)?.[1]
      if (challenge !== undefined) challenges.set(on, challenge)
    }
  }

  /** A client's line with what our server gave it. */
  const rewritten = (on: string, line: string): string => {
    const words = line.split(' ').map((word) => {
      const [, prefix = '', rest = word] = /^([CNF]=)?(.*)$/s.exec(word) ?? []
      return `${prefix}${given.get(rest) ?? rest}`
    })
    const [verb, trid, method, step, proof] = words
    if (verb !== 'USR' || !on.startsWith('NS')) return words.join(' ')
    if (step === 'I') who.set(on, words[4] ?? '')
    if (step !== 'S' || proof === undefined) return words.join(' ')
    const passport = who.get(on) ?? ''
    const password = passwords[passport] ?? ''
    const challenge = challenges.get(on) ?? ''
    if (method === 'MD5') return `USR ${trid} MD5 S ${digest(password)(challenge)}`
    if (method === 'SSO') {
      const { ticket, secret } = ssoTicketOf(driver, passport, password)
      return ['USR', trid, 'SSO', 'S', ticket, blobOf(secret, challenge), ...words.slice(6)].join(' ')
    }
    return `USR ${trid} TWN S ${ticketOf(driver, passport, password, challenge) || 'none'}`
  }

  for (const happening of dialogue(file)) {
    const { on } = happening
    switch (happening._tag) {
      case 'Opened':
        begin(`${on} connects`)
        hear(driver.connect(on, { on: on.startsWith('SB') ? 'SB' : 'NS' }))
        break
      case 'Closed':
        if (happening.from === 'server') put(turn.theirs, on, 'closed')
        else {
          begin(`${on} goes away`)
          hear(driver.end(on))
        }
        break
      case 'Said':
        if (happening.from === 'server') {
          put(turn.theirs, on, happening.line)
          break
        }
        if (isImpossible(file, happening.payload)) {
          begin(undefined)
          break
        }
        begin(`${on}: ${fromByteText(happening.line)}`)
        hear(
          driver.hear(
            on,
            `${fromByteText(rewritten(on, inDialect(file, happening.line)))}\r\n${fromByteText(happening.payload)}`,
          ),
        )
        break
    }
  }
  endTurn()
  return { turns, lines, differences }
}

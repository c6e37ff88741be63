import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import type { Property } from '../../lib/commands/property.js'
import { listBits, type ListName, type Status } from '../../lib/commands/words.js'
import type { AckType, Intent } from '../../lib/client/intents/intents.js'
import { readList } from '../../lib/payloads/list.js'
import { readMessage } from '../../lib/payloads/message.js'
import { readPersonal } from '../../lib/payloads/personal.js'
import { fromByteText, bytesOf } from '../../lib/wire/text.js'
import { drive, granted, nexusAnswer, settingsOf, type Client } from '../client/driver.js'
import { dialogue, type Happening } from './dialogue.js'
import { services } from './services.js'

/** A client of a recorded conversation, played by our own. */
export interface Played {
  readonly client: Client
  readonly dialect: Dialect
  /** What was wanted, with the line that it stands for and what the server answered to that: a verb or a code. */
  readonly wishes: ReadonlyArray<{
    readonly line: string
    readonly intent: Intent
    readonly answer: string | undefined
  }>
  /** What could not be played: lines of the client that are no intent, and answers to what our client did not say. */
  readonly leftOut: ReadonlyArray<string>
}

type Said = Extract<Happening, { readonly _tag: 'Said' }>

interface Request {
  readonly verb: string
  readonly trid: string
  /** What our own client said in its place; undefined where that was nothing. */
  readonly ours: () => string | undefined
  readonly wish: number | undefined
}

const word = (text = ''): string => decodeURIComponent(fromByteText(text))

const property = (key: string, value: string | undefined): Property =>
  key === 'MOB' || key === 'MBE'
    ? ({ _tag: 'Switch', key, on: value === 'Y' } as Property)
    : key.startsWith('PH')
      ? ({ _tag: 'Phone', key, ...(value === undefined ? {} : { number: { text: word(value) } }) } as Property)
      : ({ _tag: 'OtherProperty', key, ...(value === undefined ? {} : { value: word(value) }) } as Property)

const listed = (word = ''): word is ListName => ['FL', 'AL', 'BL', 'RL', 'PL'].includes(word)

const isAllowed = (client: Client, passport: string): boolean =>
  ((client.view().contacts.get(passport)?.lists ?? 0) & listBits(['AL'])) !== 0

/** The intent that stands for a change of the lists from MSNP13 on. */
const listing = (verb: 'ADL' | 'RML', payload: string): Intent | undefined => {
  const [member, ...others] = readList(bytesOf(payload)).members
  if (member === undefined || others.length > 0) return undefined
  const { address: passport, lists } = member
  if (verb === 'ADL' && lists === 3) return { _tag: 'AddContact', passport }
  const list = ([undefined, 'FL', 'AL', undefined, 'BL'] as const)[lists ?? 0]
  if (list === undefined) return undefined
  return { _tag: verb === 'ADL' ? 'AddToList' : 'RemoveFromList', list, passport }
}

/** The intent that stands for a client's line to the notification server; nothing where there is none. */
const intentFor = (client: Client, number: number, line: string, payload: string): Intent | undefined => {
  const [verb, , ...words] = line.split(' ')
  const passportOf = (guid: string): string =>
    client.view().contacts.find((contact) => contact.guid === guid)?.passport ?? 'nobody@example.com'
  const named = (prefix: string): string | undefined =>
    words.find((each) => each.startsWith(`${prefix}=`))?.slice(prefix.length + 1)
  const [first = '', second = '', third] = words
  switch (verb) {
    case 'CHG':
      return { _tag: 'SetStatus', status: first as Status }
    case 'UUX':
      return { _tag: 'SetPersonal', personal: readPersonal(bytesOf(payload)) }
    case 'ADL':
    case 'RML':
      return listing(verb, payload)
    case 'FQY':
      return { _tag: 'FindNetworks', passport: readList(bytesOf(payload)).members[0]!.address }
    case 'UUN':
      return { _tag: 'SendNote', passport: first, type: Number(second), payload: bytesOf(payload) }
    case 'XFR':
      return { _tag: 'OpenConversation', invite: [] }
    case 'PNG':
      return { _tag: 'Ping' }
    case 'OUT':
      return { _tag: 'SignOut' }
    case 'SYN':
      return { _tag: 'Synchronise' }
    case 'ADG':
      return { _tag: 'AddGroup', name: word(first) }
    case 'REG':
      return { _tag: 'RenameGroup', group: first, name: word(second) }
    case 'RMG':
      return { _tag: 'RemoveGroup', group: first }
    case 'BLP':
      return { _tag: 'SetPrivacy', privacy: first as 'AL' | 'BL' }
    case 'GTC':
      return { _tag: 'SetPrompt', prompt: first as 'A' | 'N' }
    case 'REA':
      if (number >= 10) return undefined
      return first === client.view().account.passport
        ? { _tag: 'SetName', name: word(second) }
        : { _tag: 'RenameContact', passport: first, name: word(second) }
    case 'PRP':
      return first === 'MFN' && number >= 10
        ? { _tag: 'SetName', name: word(second) }
        : { _tag: 'SetProperty', property: property(first, words[1]) }
    case 'SBP':
      return second === 'MFN'
        ? { _tag: 'RenameContact', passport: passportOf(first), name: word(third) }
        : { _tag: 'SetContactProperty', passport: passportOf(first), property: property(second, third) }
    case 'ADD':
      if (!listed(first) || number >= 10) return undefined
      return words[3] !== undefined && isAllowed(client, second)
        ? { _tag: 'AddContact', passport: second, name: word(third), group: words[3] }
        : { _tag: 'AddToList', list: first, passport: second }
    case 'ADC': {
      const passport = named('N')
      const guid = named('C')
      if (!listed(first)) return undefined
      if (passport !== undefined) return { _tag: 'AddToList', list: first, passport }
      return guid === undefined ? undefined : { _tag: 'AddContact', passport: passportOf(guid), group: words.at(-1)! }
    }
    case 'REM': {
      if (!listed(first)) return undefined
      const passport = number >= 10 && first === 'FL' ? passportOf(second) : second
      return third === undefined
        ? { _tag: 'RemoveFromList', list: first, passport }
        : { _tag: 'RemoveContact', passport, group: third }
    }
    default:
      return undefined
  }
}

/** Escargot takes type D in every dialect; it came with MSNP9 (core.md 6.4). */
const ackFor = (number: number, ack: string): AckType => (number < 9 && ack === 'D' ? 'A' : (ack as AckType))

/** The intent that stands for a client's line to a switchboard. */
const talkFor = (
  number: number,
  own: string,
  conversation: string,
  line: string,
  payload: string,
): Intent | undefined => {
  const [verb, , first = ''] = line.split(' ')
  switch (verb) {
    case 'CAL':
      // From MSNP16 on clients call their own other places first (core.md 6.3).
      return number >= 16 && first === own ? undefined : { _tag: 'Invite', conversation, passport: first }
    case 'MSG':
      return { _tag: 'Say', conversation, message: readMessage(bytesOf(payload)), ack: ackFor(number, first) }
    case 'OUT':
      return { _tag: 'Leave', conversation }
    default:
      return undefined
  }
}

/** Which requests a reply can answer, besides one of its own verb. */
const answered: Readonly<Record<string, ReadonlyArray<string>>> = {
  ACK: ['MSG'],
  NAK: ['MSG'],
  IRO: ['ANS'],
  ILN: ['CHG', 'ADD', 'ADC', 'ADL'],
}

/** What our client says by itself, once on each connection. */
const byItself = ['VER', 'CVR', 'INF', 'USR', 'ANS']

/** What it says besides, from MSNP13 on, when its list is there. */
const introduces = ({ line, payload }: Said): boolean =>
  line.startsWith('BLP ') || /<ml l="1"|^<(?:Private)?EndpointData/.test(payload)

const burst = ['GTC', 'BLP', 'PRP', 'LSG', 'LST']

/** A list that costs the connection, which ours does not write: what follows is another sign-in. */
export const isBrokenList = ({ line, payload }: { readonly line: string; readonly payload: string }): boolean =>
  line.startsWith('ADL ') && payload !== '' && !/^<ml(?: l="1")?>(?:<d n="[^"]+"><c |<\/ml>)/.test(payload)

/** What the people of the recordings call themselves at first. */
const names: Readonly<Record<string, string>> = { alice: 'Alice A', bob: 'Bob B', carol: 'Carol ç 100%' }

/** The dialect that a server has answered on a connection. */
const dialectIn = (happenings: ReadonlyArray<Happening>, name: string): Dialect => {
  const ver = happenings.find(
    (each) => each._tag === 'Said' && each.on === `NS ${name}` && each.from === 'server' && each.line.startsWith('VER'),
  ) as Said
  return ver.line.split(' ')[2] as Dialect
}

/**
 * Plays one person of a recorded conversation with our client: it hears what the server said to that person, and wants what
 * that person's client said.
 *
 * **Shapes** our client counts its commands otherwise, so a reply's transaction id is exchanged for that of our own
 * request: what it said when it wanted the same. What it says by itself is found by its verb, and its place among those of
 * that verb on the connection. A switchboard's connection is known by its cookie. Requests for a ticket are answered at
 * once.
 */
export const play = (file: string, name: string, until: (said: Said) => boolean = isBrokenList): Played => {
  const happenings = dialogue(file)
  const mine = happenings.filter(({ on }) => new RegExp(String.raw`^(?:NS|SB) ${name}\d*$`).test(on))
  const dialect = dialectIn(happenings, name)
  const { number } = dialectNamed(dialect)!
  const client = drive(
    settingsOf({
      passport: `${name}@example.com`,
      dialects: [dialect],
      server: { host: '127.0.0.1', port: 1863 },
      nexus: 'https://127.0.0.1:8443/rdr/pprdr.asp',
    }),
  )

  const links = new Map<string, string>([[`NS ${name}`, 'NS 1']])
  const byCookie = new Map<string, string>()
  const requests = new Map<string, Array<Request>>()
  const wishes: Array<{ line: string; intent: Intent; answer: string | undefined }> = []
  const leftOut: Array<string> = []

  const saying = (link: string, verb: string): ReadonlyArray<string> =>
    client.said(link).filter((said) => said.startsWith(`${verb} `))

  const answerWeb = services(file, name, names[name] ?? name)
  const web = (): void => {
    while (number >= 13 && client.awaited().length > 0) client.getsLate(answerWeb(client.awaited()[0]!))
  }

  /** Wants what a line stands for, and tells what our client says for it. */
  const want = (link: string, line: string, intent: Intent): string | undefined => {
    const verb = line.split(' ')[0]!
    const before = saying(link, verb).length
    wishes.push({ line, intent, answer: undefined })
    client.wants(intent)
    web()
    return saying(link, verb)[before]
  }

  const clientSaid = (said: Said): void => {
    const { on, line, payload } = said
    const [verb = '', trid = ''] = line.split(' ')
    const before = requests.get(on) ?? []
    requests.set(on, before)
    if (on.startsWith('SB') && !links.has(on)) {
      const link = byCookie.get(line.split(' ')[3]!)
      if (link === undefined) throw new Error(`${file}: nobody called us to ${line}`)
      links.set(on, link)
      client.opens(link)
    }
    const link = links.get(on)!
    const ordinal = before.filter((request) => request.verb === verb).length
    const isFirst = ordinal === 0 && (verb === 'SYN' || verb === 'CHG')
    if (
      byItself.includes(verb) ||
      isFirst ||
      (number >= 13 && !before.some((each) => each.verb === 'CHG') && introduces(said))
    )
      return void before.push({ verb, trid, ours: () => saying(link, verb)[ordinal], wish: undefined })
    const isTalk = on.startsWith('SB')
    const intent = isTalk
      ? talkFor(number, `${name}@example.com`, link.slice(3), line, payload)
      : intentFor(client, number, line, payload)
    if (intent === undefined) leftOut.push(line)
    const ours = intent && want(link, line, intent)
    before.push({ verb, trid, ours: () => ours, wish: intent && wishes.length - 1 })
  }

  /** The line with our own transaction id; nothing, if it answers what we have not said. */
  const renumbered = (on: string, line: string): string | undefined => {
    const [verb = '', trid, ...words] = line.split(' ')
    const isCode = /^\d{3}$/.test(verb)
    const fits = (request: Request): boolean =>
      isCode ||
      verb === request.verb ||
      (answered[verb]?.includes(request.verb) ?? false) ||
      (number < 8 && request.verb === 'SYN' && burst.includes(verb))
    const request = requests.get(on)?.findLast((request) => request.trid === trid && fits(request))
    if (request === undefined || trid === '0') return line
    const wish = request.wish === undefined ? undefined : wishes[request.wish]
    if (wish !== undefined && verb !== 'ILN') wish.answer ??= verb
    const ours = request.ours()
    return ours === undefined ? undefined : [verb, ours.split(' ')[1], ...words].join(' ')
  }

  const serverSaid = ({ on, line, payload }: Said): void => {
    const told = renumbered(on, line)
    const link = links.get(on)
    if (told === undefined || link === undefined) return void leftOut.push(line)
    const text = fromByteText(payload === '' && !/ 0$/.test(told) ? told : `${told}\r\n${payload}`)
    const cookie = / CKI (\S+)/.exec(line)?.[1]
    for (const dialled of client.hears(link, text)) {
      const board = /^dial (SB .+) \S+$/.exec(dialled)?.[1]
      if (board !== undefined && cookie !== undefined) byCookie.set(cookie, board)
    }
    web()
    if (client.at() === 'Ticketing') {
      client.gets(nexusAnswer)
      client.gets(granted)
    }
  }

  for (const happening of mine) {
    const link = links.get(happening.on)
    if (happening._tag === 'Opened' && link !== undefined) client.opens(link)
    if (happening._tag === 'Closed' && link !== undefined && client.links().includes(link)) client.loses(link)
    if (happening._tag !== 'Said') continue
    if (until(happening)) {
      client.loses(links.get(happening.on)!)
      break
    }
    if (happening.from === 'client') clientSaid(happening)
    else serverSaid(happening)
  }
  return { client, dialect, wishes, leftOut }
}

import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import { listBits, type ListName } from '../../lib/commands/words.js'
import { fromByteText } from '../../lib/wire/text.js'
import { isBrokenList } from './actor.js'
import { dialogue } from './dialogue.js'

/** A contact list, as a spec reads it out of a server's lines by itself: bits and status by address, names of groups by id. */
export interface Ledger {
  readonly lists: Readonly<Record<string, number>>
  readonly statuses: Readonly<Record<string, string>>
  readonly groups: Readonly<Record<string, string>>
}

const isList = (word: string): boolean => /^(?:FL|AL|BL|RL|PL)$/.test(word)
const named = (words: ReadonlyArray<string>, prefix: string): string | undefined =>
  words.find((word) => word.startsWith(`${prefix}=`))?.slice(2)
const text = (word = ''): string => decodeURIComponent(fromByteText(word))

/** Keeps account of what a server says on one connection. */
export const ledgerOf = (file: string, on: string, dialect: Dialect): Ledger => {
  const { number } = dialectNamed(dialect)!
  const lists = new Map<string, number>()
  const statuses = new Map<string, string>()
  const groups = new Map<string, string>()
  const guids = new Map<string, string>()

  // From MSNP10 on who has added us is pending, in place of being on the reverse list, until we say so (core.md 4.1).
  const withList = (before: number, list: ListName, isTheirs: boolean): number =>
    number < 10 || list !== 'RL'
      ? before | listBits([list])
      : isTheirs
        ? before | listBits(['PL'])
        : (before & ~listBits(['PL'])) | listBits(['RL'])
  const goingWith = (list: ListName): ReadonlyArray<ListName> => (list === 'RL' ? ['RL', 'PL'] : [list])

  const put = (passport: string, bits: number): void => {
    if (bits === 0) lists.delete(passport)
    else lists.set(passport, bits)
    if ((bits & 1) === 0) statuses.delete(passport)
  }

  // From MSNP13 on the client says what it changes, in XML, and the server that it was done.
  const asked = new Map<string, () => void>()
  const removals = new Map<string, () => void>()
  const inXml = (payload: string, change: (passport: string, bits: number) => void): void => {
    for (const [, domain, inside = ''] of payload.matchAll(/<d n="([^"]*)">(.*?)<\/d>/g))
      for (const [, name, words = ''] of inside.matchAll(/<c n="([^"]*)"([^>]*)>/g))
        change(`${name}@${domain}`, Number(/ l="(\d+)"/.exec(words)?.[1] ?? 0))
  }
  const pendingBits = listBits(['PL'])
  const added = (passport: string, bits: number): void => {
    const before = lists.get(passport) ?? 0
    const isStranger = (before & 7) === 0
    put(passport, before | (bits === 8 && isStranger ? pendingBits : bits))
  }
  const removed = (passport: string, bits: number): void =>
    put(passport, (lists.get(passport) ?? 0) & ~(bits === 8 ? 8 | pendingBits : bits))

  for (const each of dialogue(file)) {
    if (each._tag !== 'Said' || each.on !== on) continue
    if (isBrokenList(each)) break
    const { line, payload } = each
    const change = /^(ADL|RML) (\d+)/.exec(line)
    const removes = /^REM (\d+) (\w+) (\S+)\r?\n?$/.exec(line)
    if (each.from === 'client' && removes !== null && isList(removes[2]!)) {
      const [, trid, list, who = ''] = removes
      const passport = guids.get(who) ?? who
      removals.set(trid!, () => put(passport, (lists.get(passport) ?? 0) & ~listBits([list as ListName])))
    }
    // Who is not there is gone.
    const refused = /^(?:205|208|216) (\d+)/.exec(line)
    if (each.from === 'server' && refused !== null) removals.get(refused[1]!)?.()
    if (each.from === 'client') {
      // What Escargot says yes to, and does not do, ours does not ask.
      const isOne = !/ l="3"/.test(payload) || line.startsWith('ADL')
      if (change !== null && isOne) asked.set(change[2]!, () => inXml(payload, change[1] === 'ADL' ? added : removed))
      continue
    }
    if (change !== null && change[2] === '0') inXml(payload, change[1] === 'ADL' ? added : removed)
    else if (change !== null) asked.get(change[2]!)?.()
    const [verb = '', ...words] = line.trimEnd().split(' ')
    const list = words.find(isList) as ListName | undefined
    const passport =
      named(words, 'N') ??
      words.find((word) => /@/.test(word))?.replace(/^\d+:/, '') ??
      guids.get(words.find((word) => guids.has(word)) ?? '')
    const guid = named(words, 'C')
    if (guid !== undefined && passport !== undefined) guids.set(guid, passport)
    const before = lists.get(passport ?? '') ?? 0
    switch (verb) {
      case 'SYN':
        lists.clear()
        groups.clear()
        break
      case 'LST':
        if (passport === undefined) break
        if (list !== undefined) put(passport, before | listBits([list]))
        else put(passport, Number(words.slice(2).find((word) => /^\d+$/.test(word))))
        break
      case 'LSG':
        if (number < 8) groups.set(words[4]!, text(words[5]))
        else if (number < 10) groups.set(words[0]!, text(words[1]))
        else groups.set(words[1]!, text(words[0]))
        break
      case 'ADD':
      case 'ADC':
        if (passport !== undefined && list !== undefined) put(passport, withList(before, list, words[0] === '0'))
        break
      case 'REM': {
        const isFromGroup = list === 'FL' && words.length > (number < 10 ? 4 : 3)
        if (passport !== undefined && list !== undefined && !isFromGroup)
          put(passport, before & ~listBits(goingWith(list)))
        break
      }
      case 'ADG':
        if (number < 10) groups.set(words[3]!, text(words[2]))
        else groups.set(words[2]!, text(words[1]))
        break
      case 'REG':
        if (number < 10) groups.set(words[2]!, text(words[3]))
        else groups.set(words[3]!, text(words[2]))
        break
      case 'RMG':
        groups.delete(words[2]!)
        break
      case 'ILN':
      case 'NLN':
        if (before !== 0) statuses.set(passport!, verb === 'ILN' ? words[1]! : words[0]!)
        break
      case 'FLN':
        statuses.delete(passport!)
        break
    }
  }
  return {
    lists: Object.fromEntries(lists),
    statuses: Object.fromEntries(statuses),
    groups: Object.fromEntries(groups),
  }
}

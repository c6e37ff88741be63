import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import { listBits, type ListName } from '../../lib/commands/words.js'
import { fromOctetText } from '../../lib/wire/text.js'
import { saidIn } from './dialogue.js'

/** A contact list, as a spec reads it out of a server's lines by itself: bits and status by address, names of groups by id. */
export interface Ledger {
  readonly lists: Readonly<Record<string, number>>
  readonly statuses: Readonly<Record<string, string>>
  readonly groups: Readonly<Record<string, string>>
}

const isList = (word: string): boolean => /^(?:FL|AL|BL|RL|PL)$/.test(word)
const named = (words: ReadonlyArray<string>, prefix: string): string | undefined =>
  words.find((word) => word.startsWith(`${prefix}=`))?.slice(2)
const text = (word = ''): string => decodeURIComponent(fromOctetText(word))

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

  for (const { line } of saidIn(file, on, 'server')) {
    const [verb = '', ...words] = line.trimEnd().split(' ')
    const list = words.find(isList) as ListName | undefined
    const passport =
      named(words, 'N') ??
      words.find((word) => /@/.test(word)) ??
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

/** The member lists of ADL, RML and FQY, as XML. */
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { Quoted } from '../commands/quoted.js'
import { ListBits, NetworkId } from '../commands/words.js'
import { fromByteText, isAscii, toByteText, utf8Bytes, utf8Of } from '../wire/text.js'
import { readRecord, writeRecord, type RecordOf, type Spelling, type Table } from './record.js'
import {
  attribute,
  childrenNamed,
  emptyTag,
  problemIn,
  readXml,
  rootIn,
  tag,
  type XmlElement,
  type XmlProblem,
} from './xml.js'

const Name: Spelling<string> = {
  decode: flow(toByteText, Quoted.decode),
  encode: flow(Quoted.encode, fromByteText),
}

const properties = { lists: ['l', ListBits], network: ['t', NetworkId], name: ['f', Name] } satisfies Table

/**
 * Somebody on a list.
 *
 * **Shapes** `address` is `bob@example.com`, or a telephone, which has no `@`: `tel:+15550100`. `lists` are the bits
 * that are meant: 1, 2 and 4 from a client. `name` is how somebody who added me is called.
 *
 * **Source** messages.md 4.5, core.md 4.9
 */
export interface Member extends RecordOf<typeof properties> {
  readonly address: string
}

const head = { level: ['l', ListBits] } satisfies Table

/**
 * Contacts to be put on lists, taken off them, or asked about: the payload of ADL, RML and FQY.
 *
 * **Shapes** `level` is 1 for the list as it is at the sign-in, 2 in FQY, and missing for a change.
 *
 * **Errors** `problem`: the XML is broken, which servers refuse with 241; or a domain has no name, or nobody in it,
 * which they refuse with 240.
 *
 * **Source** messages.md 4.5, core.md 4.9
 */
export interface MemberList extends RecordOf<typeof head> {
  readonly members: ReadonlyArray<Member>
  readonly problem?: XmlProblem | { readonly _tag: 'EmptyDomain'; readonly domain: string }
}

const names = ['ml', 'd', 'c', 't']

const nameOf = (element: XmlElement): string =>
  pipe(
    element,
    attribute('n'),
    O.getOrElse(() => ''),
  )

const readMember =
  (suffix: string) =>
  (element: XmlElement): Member => ({
    address: nameOf(element) + suffix,
    ...readRecord(properties)(element.attributes),
  })

/** Reads a list of contacts. */
export const readList = (payload: Uint8Array): MemberList => {
  const xml = readXml({ names })(utf8Of(payload))
  const root = rootIn(xml)
  const domains = childrenNamed('d')(root)
  const empty = domains.find((domain) => nameOf(domain) === '' || domain.children.length === 0)
  return {
    ...readRecord(head)(root.attributes),
    members: [
      ...domains.flatMap((domain) => childrenNamed('c')(domain).map(readMember(`@${nameOf(domain)}`))),
      ...childrenNamed('t')(root).flatMap(childrenNamed('c')).map(readMember('')),
    ],
    ...(empty === undefined ? {} : { problem: { _tag: 'EmptyDomain', domain: nameOf(empty) } }),
    ...problemIn(xml),
  }
}

interface SplitMember {
  /** Empty for a telephone, whose address is all there is of it. */
  readonly domain: string
  readonly member: Member
  readonly markup: string
}

const split = (member: Member): O.Option<SplitMember> => {
  const { address } = member
  const at = address.lastIndexOf('@')
  // Without a domain, an address that ends in `@` would cost the connection (error 240).
  if (at === address.length - 1) return O.none
  const [name, domain] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
  return O.some({ domain, member, markup: emptyTag('c', [['n', name], ...writeRecord(properties)(member)]) })
}

const byDomain = (members: ReadonlyArray<Member>): ReadonlyMap<string, ReadonlyArray<SplitMember>> => {
  const groups = new Map<string, Array<SplitMember>>()
  for (const entry of RA.filterMap(split)(members)) {
    const group = groups.get(entry.domain)
    if (group === undefined) groups.set(entry.domain, [entry])
    else group.push(entry)
  }
  return groups
}

const domainTag = (domain: string): ((content: string) => string) =>
  domain === '' ? tag('t') : tag('d', [['n', domain]])
const listTag = (list: MemberList): ((content: string) => string) => tag('ml', writeRecord(head)(list))

/**
 * The payload of a list of contacts: those of a domain together, no domain without any. An address that ends in `@` is
 * left out.
 */
export const writeList = (list: MemberList): Uint8Array => {
  const domains = [...byDomain(list.members)].map(([domain, group]) =>
    domainTag(domain)(group.map(({ markup }) => markup).join('')),
  )
  return utf8Bytes(listTag(list)(domains.join('')))
}

const bytesOf = (markup: string): number => (isAscii(markup) ? markup.length : utf8Bytes(markup).length)

/** How long a payload of ADL, RML or FQY may be, in bytes (core.md 9). */
export const listLimit = 7400

/**
 * Lists whose payloads are within a limit, and together hold what a list does; one without members for one without.
 *
 * **Units** `limit` in bytes.
 */
export const splitList =
  (limit = listLimit) =>
  (list: MemberList): ReadonlyArray<MemberList> => {
    const pieces: Array<Array<Member>> = []
    let room = 0
    for (const [domain, group] of byDomain(list.members)) {
      const around = bytesOf(domainTag(domain)(''))
      let begun = false
      for (const { member, markup } of group) {
        const needed = bytesOf(markup) + (begun ? 0 : around)
        const piece = pieces.at(-1)
        if (piece !== undefined && needed <= room) {
          piece.push(member)
          room -= needed
        } else {
          pieces.push([member])
          room = limit - bytesOf(listTag(list)('')) - around - bytesOf(markup)
        }
        begun = true
      }
    }
    return pieces.length === 0 ? [{ ...list, members: [] }] : pieces.map((members) => ({ ...list, members }))
  }

/** A list for each domain: Escargot keeps only the last domain of a change (messages.md 4.5). */
export const splitDomains = (list: MemberList): ReadonlyArray<MemberList> =>
  [...byDomain(list.members).values()].map((group) => ({ ...list, members: group.map(({ member }) => member) }))

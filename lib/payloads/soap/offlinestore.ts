/** The SOAP operation that stores an offline message. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { EncodedWord } from '../encodedword.js'
import { secret, type Secret } from '../secret.js'
import { attribute, emptyTag, escape, tag, type XmlElement } from '../xml.js'
import type { Done } from './changes.js'
import { at, leaf, textAt } from './envelope.js'
import { operation, type Operation, type ElementShape } from './operation.js'

/**
 * Who sends a message that is to be kept, to whom, and what lets them.
 *
 * **Shapes** `ticket` is the one for `messengersecure.live.com`. `appId` is the client's id as in challenges, `lockKey` its
 * answer to the last challenge of this service, or empty. `sequence` counts from 1; `dialect` is the sender's.
 *
 * **Source** messages.md 4.6
 */
export interface StoreHead {
  readonly from: string
  readonly name?: string
  readonly to: string
  readonly ticket: Secret
  readonly appId: string
  readonly lockKey: string
  readonly sequence: number
  readonly dialect: string
}

const space = 'http://messenger.msn.com/ws/2004/09/oim/'
const here = ['xmlns', space] as const

/** How long an encoded name may be; longer ones are cut (messages.md 4.6). */
const nameLimit = 48

const shortened = (name: string): string => {
  const characters = [...name]
  while (characters.length > 0 && EncodedWord.encode(characters.join('')).length > nameLimit) characters.pop()
  return EncodedWord.encode(characters.join(''))
}

const valueIn =
  (element: XmlElement | undefined) =>
  (name: string): string | undefined =>
    element === undefined ? undefined : O.toUndefined(attribute(name)(element))

const header: ElementShape<StoreHead> = {
  write: ({ from, name, to, ticket, appId, lockKey, sequence, dialect }) =>
    emptyTag('From', [
      ['memberName', from],
      ...(name === undefined || name.trim() === '' ? [] : [['friendlyName', shortened(name)] as const]),
      ['xml:lang', 'en-US'],
      ['proxy', 'MSNMSGR'],
      here,
      ['msnpVer', dialect],
      ['buildVer', '8.5.1288'],
    ]) +
    emptyTag('To', [['memberName', to], here]) +
    emptyTag('Ticket', [['passport', ticket.reveal()], ['appid', appId], ['lockkey', lockKey], here]) +
    tag('Sequence', [['xmlns', 'http://schemas.xmlsoap.org/ws/2003/03/rm']])(
      tag('Identifier', [['xmlns', 'http://schemas.xmlsoap.org/ws/2002/07/utility']])('http://messenger.msn.com') +
        leaf('MessageNumber', String(sequence)),
    ),
  read: (element) => {
    const [sender, recipient, proof] = ['From', 'To', 'Ticket'].map((name) => valueIn(at(name)(element)))
    const [from, to, ticket] = [sender!('memberName'), recipient!('memberName'), proof!('passport')]
    const word = sender!('friendlyName')
    const name = word === undefined ? undefined : EncodedWord.decode(word)
    if (from === undefined) return E.left({ _tag: 'Incomplete', missing: 'From' })
    if (to === undefined) return E.left({ _tag: 'Incomplete', missing: 'To' })
    if (ticket === undefined) return E.left({ _tag: 'Incomplete', missing: 'Ticket' })
    return E.right({
      from: from.toLowerCase(),
      ...(name !== undefined && E.isRight(name) ? { name: name.right } : {}),
      to: to.toLowerCase(),
      ticket: secret(ticket),
      appId: proof!('appid') ?? '',
      lockKey: proof!('lockkey') ?? '',
      sequence: Number.parseInt(textAt('Sequence', 'MessageNumber')(element) ?? '', 10) || 0,
      dialect: sender!('msnpVer') ?? '',
    })
  },
}

/**
 * Has a message kept for somebody who is offline; `content` is what `writeOfflineText` makes of it.
 *
 * **Errors** the fault `AuthenticationFailed` with a `challenge`: to be asked again, with its answer as `lockKey`.
 *
 * **Source** messages.md 4.6
 */
export const storeOffline: Operation<StoreHead, { readonly content: string }, Done> = operation({
  name: 'Store2',
  service: 'offlineStore',
  action: 'http://messenger.live.com/ws/2006/09/oim/Store2',
  header,
  // Two elements in the body: the first one tells of what kind the message is.
  request: {
    element: 'Content',
    write: ({ content }) => tag('MessageType', [here])('text') + tag('Content', [here])(escape(content)),
    read: ({ text }) => E.right({ content: text }),
  },
  answer: { element: undefined, write: () => emptyTag('StoreResponse', [here]), read: () => E.right({}) },
})

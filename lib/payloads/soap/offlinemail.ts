/** SOAP operations that list, fetch and delete offline messages. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { MailData } from '../mail.js'
import { secret, type Secret } from '../secret.js'
import { escape, tag, type XmlElement } from '../xml.js'
import { at, childrenOf, leaf, required, textAt } from './envelope.js'
import { operation, type Operation, type ElementShape } from './operation.js'
import type { Done } from './changes.js'

/** What stands in the header of a request for kept messages: the ticket for `messenger.msn.com`. */
export interface MailHead {
  readonly ticket: Secret
}

const space = 'http://www.hotmail.msn.com/ws/2004/09/oim/rsi'
const inSpace = (name: string) => tag(name, [['xmlns', space]])

/** The ticket, cut at its `&` (messages.md 4.6). */
const header: ElementShape<MailHead> = {
  write: ({ ticket }) => {
    const [, t = '', p = ''] = /^(?:t=)?([^&]*)(?:&p=(.*))?$/s.exec(ticket.reveal()) ?? []
    return inSpace('PassportCookie')(leaf('t', t) + leaf('p', p))
  },
  read: (element) => {
    const cookie = at('PassportCookie')(element)
    const t = cookie && textAt('t')(cookie)
    return t === undefined
      ? E.left({ _tag: 'Incomplete', missing: 'PassportCookie' })
      : E.right({ ticket: secret(`t=${t}&p=${(cookie && textAt('p')(cookie)) ?? ''}`) })
  },
}

const asking = <Q, A>(name: string, request: ElementShape<Q>, answer: ElementShape<A>): Operation<MailHead, Q, A> =>
  operation({
    name,
    service: 'offlineMail',
    action: `${space}/${name}`,
    header,
    request: { element: name, write: (asked) => inSpace(name)(request.write(asked)), read: request.read },
    answer: {
      element: `${name}Response`,
      write: (value) => inSpace(`${name}Response`)(answer.write(value)),
      read: answer.read,
    },
  })

/** The markup of an element that was read; Escargot gives it as text in place of elements. */
const markupOf = ({ name, children, text }: XmlElement): string =>
  tag(name.slice(name.indexOf(':') + 1))(children.length === 0 ? escape(text) : children.map(markupOf).join(''))

/** Asks which messages are kept. **Source** messages.md 1.10.2, 4.6 */
export const getMetadata: Operation<MailHead, Done, MailData> = asking(
  'GetMetadata',
  // Escargot has no answer to an element without any child (messages.md 4.6).
  { write: () => '<x/>', read: () => E.right({}) },
  {
    write: (data) => MailData.encode(data),
    read: (element) => {
      const data = at('MD')(element)
      const text = data === undefined ? element.text.trim() : markupOf(data)
      return pipe(
        MailData.decode(text),
        E.mapLeft(() => ({ _tag: 'Incomplete', missing: 'MD' })),
      )
    },
  },
)

/** Text with its ends of lines as they are: clients look for an empty line in the markup (corrections.md). */
const inLines = (text: string): string => escape(text).replaceAll('&#13;', '\r').replaceAll('&#10;', '\n')

/** One kept message, by its id. */
export interface OfflineMessageRequest {
  readonly id: string
}

/** Fetches a kept message, a mail: see `readOfflineText`. **Source** messages.md 4.6 */
export const getMessage: Operation<MailHead, OfflineMessageRequest, { readonly mail: string }> = asking(
  'GetMessage',
  {
    write: ({ id }) => leaf('messageId', id) + leaf('alsoMarkAsRead', 'false'),
    read: (element) =>
      pipe(
        textAt('messageId')(element),
        required('messageId'),
        E.map((id: string) => ({ id })),
      ),
  },
  {
    write: ({ mail }) => tag('GetMessageResult')(inLines(mail)),
    read: (element) =>
      pipe(
        at('GetMessageResult')(element)?.text,
        required('GetMessageResult'),
        // XML makes one character of both, and a mail ends its lines with two.
        E.map((mail: string) => ({ mail: mail.replace(/\r?\n/g, '\r\n') })),
      ),
  },
)

/** Deletes kept messages. **Source** messages.md 4.6 */
export const deleteMessages: Operation<MailHead, { readonly ids: ReadonlyArray<string> }, Done> = asking(
  'DeleteMessages',
  {
    write: ({ ids }) => tag('messageIds')(ids.map((id) => leaf('messageId', id)).join('')),
    read: (element) => {
      const inside = at('messageIds')(element)
      const ids = inside === undefined ? [] : childrenOf('messageId')(inside).map(({ text }) => text.trim())
      return E.right({ ids: ids.filter((id) => id !== '') })
    },
  },
  { write: () => '', read: () => E.right({}) },
)

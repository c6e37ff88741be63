import { from, toArray } from 'rxjs'

import { commands, fromOctetText, octetsOf, utf8Octets } from '../../lib/index.js'

const text = utf8Octets('MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nGrüß dich ☕')

/** What a notification server says to somebody who signs in, with names and a payload beyond ASCII. */
const said = octetsOf(
  [
    'VER 1 MSNP12 CVR0',
    'USR 4 OK alice@example.com 1 0',
    'ILN 7 NLN bob@example.com Bob%20%E2%98%95 1073741824',
    'NLN AWY carol@example.com %F0%9F%8C%99 0',
    'CHL 0 15570131571988941333',
    '715 9',
    'QNG 50',
    'NONSENSE \xff\xfe',
    `MSG carol@example.com Carol ${text.length}`,
    '',
  ].join('\r\n'),
  text,
)

/** The octets in pieces of a size. */
const cut = (octets: Uint8Array, size: number): ReadonlyArray<Uint8Array> =>
  Array.from({ length: Math.ceil(octets.length / size) }, (_, i) => octets.slice(i * size, (i + 1) * size))

const plain = (_key: string, value: unknown): unknown => (value instanceof Uint8Array ? { octets: [...value] } : value)

/** The commands of the conversation, read from pieces of a size, as JSON. Runs in Node and in a browser. */
export const conversation = (size: number): string => {
  let json = ''
  from(cut(new Uint8Array(said), size))
    .pipe(commands({ from: 'server', on: 'NS' }), toArray())
    .subscribe((all) => {
      json = JSON.stringify(all, plain, 2)
    })
  return json
}

/** Octet text there and back, for a look at the two ways that `wire/text` has. */
export const umlauts = (): string => fromOctetText('GrÃ¼Ã\x9f')

import { from, toArray } from 'rxjs'

import { commands, fromByteText, bytesOf, utf8Bytes } from '../../lib/index.js'

const text = utf8Bytes('MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nGrüß dich ☕')

/** What a notification server says to somebody who signs in, with names and a payload beyond ASCII. */
const said = bytesOf(
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

/** The bytes in pieces of a size. */
const cut = (bytes: Uint8Array, size: number): ReadonlyArray<Uint8Array> =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size))

const plain = (_key: string, value: unknown): unknown => (value instanceof Uint8Array ? { bytes: [...value] } : value)

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

/** Byte text there and back, for a look at the two ways that `wire/text` has. */
export const umlauts = (): string => fromByteText('GrÃ¼Ã\x9f')

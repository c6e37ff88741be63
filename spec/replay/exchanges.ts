import { recording } from './recorded.js'

/** One HTTP request of a recorded conversation with Escargot, and its answer. */
export interface Exchange {
  readonly on: string
  readonly method: string
  readonly path: string
  readonly action: string | undefined
  readonly request: Uint8Array
  readonly status: number
  readonly answer: Uint8Array
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', '\\': '\\' }

const unescape = (text: string): string =>
  text.replace(/\\(r|n|\\|x([0-9a-f]{2}))/g, (_, mark: string, hex?: string) =>
    hex === undefined ? escapes[mark]! : String.fromCharCode(Number.parseInt(hex, 16)),
  )

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

const parted = (text: string): readonly [head: string, body: string] => {
  const at = text.indexOf('\r\n\r\n')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 4)]
}

/** What was asked over HTTP in a recorded conversation, in its order. Each connection has one request. */
export const exchanges = (file: string): ReadonlyArray<Exchange> => {
  const all: Array<{ readonly on: string; asked: string; said: string }> = []
  for (const entry of recording(`escargot/${file}`).toString('latin1').split('\n')) {
    const [, on, side, text] = /^\[(HTTPS?[^\]]*)\] ([CS])[:+] (.*)$/.exec(entry) ?? []
    if (on === undefined) continue
    const last = all.findLast((each) => each.on === on)
    if (side === 'C' && (last === undefined || last.said !== '')) all.push({ on, asked: unescape(text!), said: '' })
    else if (last !== undefined && side === 'C') last.asked += unescape(text!)
    else if (last !== undefined) last.said += unescape(text!)
  }
  return all.map(({ on, asked, said }) => {
    const [head, request] = parted(asked)
    const [top, answer] = parted(said)
    const [, method = '', path = ''] = /^(\S+) (\S+)/.exec(head) ?? []
    return {
      on,
      method,
      path,
      action: /^SOAPAction: (.*)$/im.exec(head)?.[1]?.trim(),
      request: bytes(request),
      status: Number(/^HTTP\/\S+ (\d+)/.exec(top)?.[1]),
      answer: bytes(answer),
    }
  })
}

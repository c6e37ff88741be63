declare module 'irc-framework/src/transports/net.js' {
  /** Lines of a socket. */
  export default class Transport {
    incoming_buffer: Buffer
    connect(): void
    onSocketData(chunk: Buffer): void
  }
}

declare module 'irc-framework/src/connection.js' {
  import type Transport from 'irc-framework/src/transports/net.js'

  interface Message {
    readonly command: string
    readonly params: ReadonlyArray<string>
    readonly prefix: string
    readonly nick: string
    readonly ident: string
    readonly hostname: string
    readonly tags: Readonly<Record<string, string>>
  }
  /** Messages of lines. */
  export default class Connection {
    readonly transport: Transport
    constructor(options: { readonly transport: typeof Transport })
    on(event: 'message', heard: (message: Message) => void): this
    connect(): void
  }
}

/** A program for a page: a session over its ports, which a spec leads and looks at from outside. */
import { connect, describeEnd, sayTo, type Handle, type SessionOptions } from '../../../lib/index.js'
import { webPorts, type WebOptions } from '../../../lib/edges/web.js'

const seen: Array<string> = []
let handle: Handle | undefined

const begin = (web: WebOptions, settings: SessionOptions): void => {
  handle = connect(webPorts(web))(settings)
  handle.events.subscribe((event) => {
    if (event._tag === 'SignedIn') seen.push(`in by ${event.dialect}`)
    if (event._tag === 'OwnStatus') seen.push('online')
    if (event._tag === 'TextReceived') seen.push(`heard ${event.text}`)
    if (event._tag === 'Closed') seen.push(`over: ${describeEnd(event.reason)}`)
  })
}

/** What comes first: a timer of the ports, or nothing within a while that the browser itself measures. */
const elapses = (ms: number): Promise<boolean> => new Promise((done) => webPorts().after(ms).subscribe(() => done(true)))

Object.assign(globalThis, {
  begin,
  elapses,
  seen: () => seen,
  say: (to: string, text: string) => void handle?.send(sayTo(to, text)),
  leave: () => handle?.close(),
  dials: (web: WebOptions, host: string, port: number): Promise<string> =>
    new Promise((done) =>
      webPorts(web)
        .dial({ host, port })
        .subscribe((event) => done(event._tag === 'Closed' ? event.reason._tag : event._tag)),
    ),
  asks: (web: WebOptions, url: string): Promise<string> =>
    new Promise((done) =>
      webPorts(web)
        .fetch({ method: 'GET', url, headers: {} })
        .subscribe((outcome) => done('status' in outcome ? String(outcome.status) : outcome._tag)),
    ),
})

/** What a page has of its browser, as far as ports need it; a worker has as much, but for the document. */

/** A WebSocket of a browser. */
export interface PageWebSocket {
  binaryType: string
  readonly bufferedAmount: number
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number }) => void) | null
  send(message: Uint8Array): void
  close(code?: number): void
}

/** A worker of a browser. */
export interface PageWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onerror: (() => void) | null
  postMessage(message: unknown): void
}

/** The globals of a page. */
export interface Page {
  readonly WebSocket: new (url: string, protocols: ReadonlyArray<string>) => PageWebSocket
  readonly Worker?: new (url: string) => PageWorker
  readonly location?: { readonly protocol: string }
  readonly document?: { addEventListener(type: 'visibilitychange', listener: () => void): void }
}

/** The page that this runs in. */
export const page = (): Page => globalThis as unknown as Page

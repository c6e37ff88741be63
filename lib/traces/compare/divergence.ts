/** Whether an app does the same as the recorded one, and where it does not, without secrets. */
import { bareUrl } from '../../auth/passport.js'
import { anywhere, type Scope } from '../../commands/scope.js'
import { Address } from '../../commands/words.js'
import type { HttpRequest } from '../../core/effects.js'
import { bodyWithout, headersWithout, type Hiding } from '../../payloads/hiding.js'
import { byteText } from '../../wire/text.js'
import type { TraceRecord } from '../format/record.js'
import { shownCommand } from '../scrub/display.js'

export const isSameAddress = (a: Address, b: Address): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port

/** Of what is computed from a password nothing is left, nor of its length. */
const open: Hiding = { given: (text) => text, computed: () => '' }

const headersOf = ({ headers }: HttpRequest): string =>
  Object.entries(headersWithout(open, headers))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .sort()
    .join('\n')

const bodyOf = ({ headers, body }: HttpRequest): string =>
  body === undefined ? '' : byteText(bodyWithout(open, headers, body))

/** Whether two requests are the same to those who do not know the password. */
export const isSameRequest = (a: HttpRequest, b: HttpRequest): boolean =>
  a.method === b.method && a.url === b.url && headersOf(a) === headersOf(b) && bodyOf(a) === bodyOf(b)

/**
 * Where an app did something else than the recorded one, first.
 *
 * **Shapes** `index` is that of the record where the recorded app did what is `expected`, or before which it did nothing
 * more; in a trace file it stands in line `index + 2`. `found` is what the app did; nothing, if it let the moment pass. Of
 * bytes both sides hold the command in which they differ, from its beginning; `scope` is what may be said there.
 *
 * **Units** `t` in milliseconds since the start of the trace.
 */
export interface Divergence {
  readonly _tag: 'Diverged'
  readonly index: number
  readonly t: number
  readonly expected: TraceRecord | undefined
  readonly found: TraceRecord | undefined
  readonly scope?: Scope
}

/** What a client does, as the end of a sentence about it. */
const actionText = (record: TraceRecord, scope: Scope): string => {
  switch (record._tag) {
    case 'Dialled':
      return `dials ${Address.write(record.address)}`
    case 'Said':
      return `says ${shownCommand(scope, record.bytes)} on connection ${record.connection}`
    case 'Closed':
      return `closes connection ${record.connection}`
    case 'Asked':
      return `asks ${record.request.method} ${bareUrl(record.request.url)}`
    case 'Abandoned':
      return `does not wait for answer ${record.exchange} any more`
    case 'Started':
      return `starts a timer of ${record.ms} ms`
    case 'Stopped':
      return `stops timer ${record.timer}`
    case 'Missing':
      return `is told something that is missing in the recording, on connection ${record.connection}`
    case 'Opened':
    case 'Answered':
    case 'Elapsed':
    case 'Drawn':
    case 'Looked':
    case 'Listened':
      return 'does nothing'
  }
}

/** The first byte in which two differ, counted from 1. */
const firstDifference = (a: Uint8Array, b: Uint8Array): number => {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at + 1
}

const isSame = (a: string, b: string): boolean => a === b

/** In what two deeds of one kind differ, where their words do not tell. */
const differenceOf = (expected: TraceRecord, found: TraceRecord, sameWords: boolean): string => {
  if (expected._tag === 'Said' && found._tag === 'Said' && expected.connection === found.connection) {
    const at = firstDifference(expected.bytes, found.bytes)
    const isWhole = at > expected.bytes.length && at > found.bytes.length
    if (!isWhole) return sameWords ? `: they differ in what is hidden, from byte ${at} on` : `: they differ from byte ${at} on`
  }
  if (sameWords && found.t > expected.t) return `, ${Number((found.t - expected.t).toFixed(3))} ms later`
  return sameWords ? ': they differ in what is hidden' : ''
}

/** Where an app did something else than the recorded one, and both sides, without secrets. */
export const describeDivergence = ({ index, t, expected, found, scope = anywhere }: Divergence): string => {
  const place = `line ${index + 2}, ${(t / 1000).toFixed(3)} s`
  if (expected?._tag === 'Missing') return `${place}: the recording has a hole here, and cannot be played any further`
  const recorded = expected && actionText(expected, scope)
  const done = found && actionText(found, scope)
  if (done === undefined) return `${place}: the app lets it pass, where the recorded one ${recorded ?? 'does nothing'}`
  if (recorded === undefined) return `${place}: the app ${done}, where the recorded one does nothing more`
  return `${place}: the app ${done}, where the recorded one ${isSame(done, recorded) ? 'does' : recorded}${differenceOf(expected!, found!, isSame(done, recorded))}`
}

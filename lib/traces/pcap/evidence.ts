/** What the first bytes of a connection show of its kind, and of which end is the client. */
import { decodeIn, type Decoded } from '../../commands/codec.js'
import type { Side } from '../../commands/row.js'
import { anywhere } from '../../commands/scope.js'
import { bytesAfter } from '../../commands/verbs.js'
import { other, type End } from './flows.js'

/** What kind of connection it is, and which end is the client. */
export type ConnectionKind = { readonly kind: 'MSNP' | 'HTTP'; readonly client: End } | 'Neither' | undefined

/** What is known of a connection besides what is said. */
export interface Circumstances {
  /** Who wanted the connection, if its beginning was captured. */
  readonly client: End | undefined
  readonly ports: readonly [number, number]
}

/** What was said on a connection, as long as it is not known what kind of connection it is. */
export interface Evidence {
  /** What each end has said, as byte text. */
  readonly texts: [string, string]
  /** Up to where each end's lines were looked at. */
  readonly judged: [number, number]
  /** Whether the beginning of what an end says is missing. */
  readonly isHoled: [boolean, boolean]
  /** Somebody said what both ends might say. */
  isMsnp: boolean
}

export const noEvidence = (): Evidence => ({ texts: ['', ''], judged: [0, 0], isHoled: [false, false], isMsnp: false })

export const msnpPort = 1863

const noBytes = new Uint8Array(0)

/** The command of one side that a line is to the letter, if it is one. */
const meant = (side: Side, line: string): Decoded | undefined => {
  let fits = false
  const payload = bytesAfter(side)(anywhere, line) >= 0 ? noBytes : undefined
  const command = decodeIn(side)(anywhere, { line, end: '\r\n', payload }, () => (fits = true))
  return fits ? command : undefined
}

/** Whether a number stands where somebody is named: `MSG 12 U 50` is no message of one called 12. */
const isDoubtful = (command: Decoded, line: string): boolean => !('trid' in command) && /^\S+ \d+ \S/.test(line)

/** Who may say a line. */
const sayers = (line: string): ReadonlyArray<Side> => {
  const all = (['client', 'server'] as const).flatMap((side) => {
    const command = meant(side, line)
    return command === undefined ? [] : [{ side, command }]
  })
  const sure = all.filter(({ command }) => !isDoubtful(command, line))
  return (sure.length > 0 ? sure : all).map(({ side }) => side)
}

const verb = /^[A-Z]{3}(?: |$)/
const verbOrCode = /^(?:[A-Z]{3}(?: |$)|\d{3} \d+(?: |$))/
const request = /^(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|TRACE|PATCH|PROPFIND) (?:\/|http:)/i
const answer = /^HTTP\/1\.[01] /

/** The end where the server's port is; else the lower port, as servers have it. */
export const clientByPort = ([one, another]: Circumstances['ports']): End =>
  another === msnpPort ? 0 : one === msnpPort ? 1 : another < one ? 0 : 1

const msnp = (client: End): ConnectionKind => ({ kind: 'MSNP', client })

/** What one line tells; `isStart` where an end began to say something with it. */
const ofLine = (evidence: Evidence, around: Circumstances, end: End, line: string, isStart: boolean): ConnectionKind => {
  const { client } = around
  if (verb.test(line) && (isStart || line.length > 3)) {
    const [sayer, another] = sayers(line)
    if (client !== undefined) {
      const isRight = sayer !== undefined && (another !== undefined || (sayer === 'client') === (end === client))
      evidence.isMsnp ||= isRight
      if (isRight && speaksFirst(evidence, client, end)) return msnp(client)
    } else if (sayer !== undefined) {
      if (another === undefined) return msnp(sayer === 'client' ? end : other(end))
      evidence.isMsnp = true
    }
  }
  // On the port that is MSNP's, what looks like it is taken for it.
  const isOnPort = around.ports.includes(msnpPort)
  if (!isOnPort || (client !== undefined && !speaksFirst(evidence, client, end))) return undefined
  return evidence.isMsnp || (isStart && verbOrCode.test(line)) ? msnp(client ?? clientByPort(around.ports)) : undefined
}

// A client speaks first: what a server says tells only where that is missing.
const speaksFirst = ({ isHoled }: Evidence, client: End, end: End): boolean => end === client || isHoled[client]

/** What an end's first bytes tell, if these are the first. */
const ofBeginning = (evidence: Evidence, around: Circumstances, end: End, begun: number): ConnectionKind => {
  const text = evidence.texts[end]
  // Where it began, or where it begins anew: with what was said just now.
  for (const place of begun === 0 ? [0] : [0, begun]) {
    const head = text.slice(place, place + 16)
    if (request.test(head)) return { kind: 'HTTP', client: around.client ?? end }
    if (answer.test(head)) return { kind: 'HTTP', client: around.client ?? other(end) }
  }
  const isFirst = around.client === end && !evidence.isHoled[end]
  return isFirst && !/^[A-Za-z \t]/.test(text) ? 'Neither' : undefined
}

/**
 * What is known of a connection after an end has said something more: what it says decides, on whatever port.
 *
 * A client's first line is a command; so is some line of a connection that was there before the capture. Lines of a verb
 * alone (`OUT`) count only where somebody began to speak with them.
 */
export const judge = (evidence: Evidence, around: Circumstances, end: End, said: string): ConnectionKind => {
  const begun = evidence.texts[end].length
  const text = (evidence.texts[end] += said)
  const beginning = ofBeginning(evidence, around, end, begun)
  if (beginning !== undefined) return beginning

  for (;;) {
    const start = evidence.judged[end]
    const lineFeed = text.indexOf('\n', Math.max(start, begun))
    if (lineFeed < 0) return undefined
    evidence.judged[end] = lineFeed + 1
    const stop = text.charCodeAt(lineFeed - 1) === 13 ? lineFeed - 1 : lineFeed
    const verdict =
      ofLine(evidence, around, end, text.slice(start, stop), start === 0 || start === begun) ??
      (begun > start ? ofLine(evidence, around, end, text.slice(begun, stop), true) : undefined)
    if (verdict !== undefined) return verdict
    if (start === 0 && around.client === end && !evidence.isHoled[end]) return 'Neither'
  }
}

/** What is known of a connection that says nothing more. */
export const judgeAtLast = ({ isMsnp }: Evidence, around: Circumstances): ConnectionKind =>
  isMsnp ? msnp(around.client ?? clientByPort(around.ports)) : 'Neither'
